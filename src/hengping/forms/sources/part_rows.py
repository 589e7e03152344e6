"""`part.<name>`: the rows of a table part as they are.

Options `where.<field>` keep rows of one value (`{instance}` and other paths are put in); new rows get that value.
Column keys are the fields of the row; `number` counts them; `unit>name` shows a field of the row that one names;
`entry.<item>` is a cell of the form's own, kept with the row's key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import BaseModel

from hengping.cases.model.parts import PARTS
from hengping.cases.parts_fields import Kind, caption_of, fields_of, key_of
from hengping.errors import Fault, InputError, nearest_names
from hengping.forms.entry import Entry, FormRow, Place
from hengping.forms.filling import Filling, entry_of, part_spec, printed, row_key
from hengping.forms.links import LINKS
from hengping.forms.new_ids import new_id
from hengping.forms.paths import plain
from hengping.forms.sources.source import Options, RowSource

NUMBER = "number"
_WHERE = "where."


def part_source(part: str) -> RowSource:
    """The source of the rows of one table part.

    Raises:
        InputError: a case has no such table.
    """
    if part not in {spec.attribute for spec in PARTS if spec.kind == "table"}:
        names = [spec.attribute for spec in PARTS if spec.kind == "table"]
        near = nearest_names(part, names, most=1)
        mend = f"是否为 part.{near[0]}？" if near else "请改正来源名。"
        raise InputError([Fault("表单版式的 source", f"part.{part}", f"part. 后接 {'、'.join(names)} 之一", mend)])
    model = part_spec(part).model
    titles = {name: each.title for name, each in fields_of(model).items()}

    def columns(_: Options) -> Mapping[str, str]:
        linked = {
            f"{name}>{far}": f"{titles[name]}的{each.title}"
            for (owner, name), target in LINKS.items()
            if owner == part
            for far, each in fields_of(part_spec(target).model).items()
        }
        return {NUMBER: "序号", **titles, **linked}

    def rows(filling: Filling, options: Options) -> Sequence[FormRow]:
        wanted = _conditions(filling, options)
        kept = [row for row in filling.rows(part) if all(_text(row, name) == value for name, value in wanted.items())]
        return [_row(filling, part, row, number) for number, row in enumerate(kept, start=1)]

    def added(filling: Filling, options: Options, index: int) -> FormRow:
        key = new_id(part, [row_key(row) for row in filling.rows(part)], index)
        key_field = key_of(model)
        seed = tuple(_conditions(filling, options).items())
        cells = {name: Entry("", Place(part, key, name, seed)) for name in titles}
        if key_field is not None:
            cells[key_field.name] = Entry("", None)
        return FormRow(key, {NUMBER: Entry(), **cells})

    def identify(_: Options) -> tuple[tuple[str, ...], ...]:
        return ((caption_of(model).name,),)

    return RowSource(f"part.{part}", columns, rows, identify, added)


def _conditions(filling: Filling, options: Options) -> dict[str, str]:
    return {
        name.removeprefix(_WHERE): plain(filling, value.replace("{instance}", filling.key))
        for name, value in options.items()
        if name.startswith(_WHERE)
    }


def _text(row: BaseModel, name: str) -> str:
    """A field as conditions compare it: choices by identifier or label alike."""
    value = getattr(row, name)
    field = fields_of(type(row))[name]
    return str(value.value) if field.kind is Kind.CHOICE and value is not None else printed(value, field)


def _row(filling: Filling, part: str, row: BaseModel, number: int) -> FormRow:
    cells = {name: entry_of(part, row, name) for name in fields_of(part_spec(part).model)}
    for (owner, name), target in LINKS.items():
        if owner == part:
            far = next((each for each in filling.rows(target) if row_key(each) == getattr(row, name)), None)
            if far is not None:
                cells |= {f"{name}>{each}": entry_of(target, far, each) for each in fields_of(part_spec(target).model)}
    return FormRow(row_key(row), {NUMBER: Entry(str(number)), **cells})
