"""A form filled from the case, one copy for each row that the layout's `instances` lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from hengping.cases.model import Case
from hengping.cases.parts_fields import fields_of
from hengping.errors import Fault, InputError, nearest_names
from hengping.forms.entry import Entry, FormRow
from hengping.forms.filled import FilledBlock, FilledForm, FilledPairs, FilledTable, FilledText
from hengping.forms.filling import Filling, part_spec, printed, row_key, rows_of
from hengping.forms.paths import entry_at, form_entry, pieces, plain
from hengping.forms.short_code import content_code, version_of
from hengping.forms.sources.registry import row_source
from hengping.reference.form_layout import (
    FormBlock,
    FormColumn,
    FormLayout,
    PairsBlock,
    SignaturesBlock,
    TableBlock,
    TextBlock,
)

ENTRY = "entry."
"""Begins the key of a column that the form itself keeps."""


def fill_form(layout: FormLayout, case: Case, *, instance: str | None = None) -> tuple[FilledForm, ...]:
    """Every copy of a form, or the one of `instance`; a blank one where that is empty, or has no rows for its copies.

    Raises:
        InputError: no such copy; the layout names something that no case has.
    """
    keys = instances(layout, case)
    if instance and instance not in keys:
        near = nearest_names(instance, keys, most=3) if keys else ()
        mend = f"是否为 {'、'.join(near)}？" if near else "不加 --for 则打印全部。"
        where = f"{layout.code} {layout.title}"
        raise InputError([Fault(where, f"“{instance}”这一份", "、".join(keys) or "只有一份，不分份", mend)])
    wanted = (instance,) if instance is not None else keys or ("",)
    return tuple(_fill(Filling(case, layout, key)) for key in wanted)


def instances(layout: FormLayout, case: Case) -> tuple[str, ...]:
    """The keys of a form's copies in the order of the case; of `reviews.deliverable`, each value of that field."""
    part, _, name = layout.instances.partition(".")
    if not part:
        return ()
    rows = [row for row in rows_of(case, part) if _counts(row, layout)]
    if not name:
        return tuple(row_key(row) for row in rows)
    values = (printed(getattr(row, name), fields_of(part_spec(part).model)[name]) for row in rows)
    return tuple(dict.fromkeys(value for value in values if value))


def _counts(row: Any, layout: FormLayout) -> bool:
    return all(str(getattr(row, key)) in values.split("、") for key, values in layout.where.items())


def _fill(filling: Filling) -> FilledForm:
    layout = filling.layout
    form = FilledForm(
        layout,
        filling.instance,
        plain(filling, layout.heading or layout.title),
        plain(filling, layout.subtitle),
        plain(filling, layout.unit_note),
        tuple(_block(filling, block) for block in layout.blocks),
        tuple(plain(filling, note) for note in layout.notes),
        letterhead=plain(filling, layout.letterhead),
        letter_number=plain(filling, layout.letter_number),
    )
    code = content_code(form, filling.case)
    return replace(form, short_code=code, version=version_of(code, layout.code, filling))


def _block(filling: Filling, block: FormBlock) -> FilledBlock:
    match block:
        case PairsBlock():
            rows = (tuple((pair, entry_at(filling, pair.value)) for pair in row) for row in block.rows)
            return FilledPairs(tuple(rows))
        case TableBlock():
            return _table(filling, block)
        case TextBlock():
            return FilledText(block, tuple(pieces(filling, text) for text in block.paragraphs))
        case SignaturesBlock():
            return block


def _table(filling: Filling, block: TableBlock) -> FilledTable:
    source = row_source(block.source)
    _check_columns(filling, block)
    kept = block.columns
    if source.shown is not None:
        kept = tuple(source.shown(filling, block.options, block.columns))
    rows = [_with_entries(filling, row, kept) for row in source.rows(filling, block.options)]
    rows += _blank(kept, max(block.blank_rows, block.least_rows - len(rows)))
    shown = {"columns": kept, "title": plain(filling, block.title)}
    return FilledTable(block.model_copy(update=shown), tuple(rows))


def _with_entries(filling: Filling, row: FormRow, columns: Sequence[FormColumn]) -> FormRow:
    """The row with the cells that only the form keeps, under the row's key."""
    own = [column.key for column in columns if column.key.startswith(ENTRY)]
    if not own or row.sums:
        return row
    entries = {key: form_entry(filling, f"{row.key}.{key.removeprefix(ENTRY)}") for key in own}
    return replace(row, cells={**row.cells, **entries})


def _blank(columns: Sequence[FormColumn], count: int) -> Iterator[FormRow]:
    for _ in range(count):
        yield FormRow("", {column.key: Entry() for column in columns if column.key})


def _check_columns(filling: Filling, block: TableBlock) -> None:
    known = row_source(block.source).columns(block.options)
    faults = []
    for column in block.columns:
        if column.key and column.key not in known and not column.key.startswith(ENTRY):
            near = nearest_names(column.key, known, most=2)
            mend = f"是否为 {'、'.join(near)}？" if near else "请从可用的内容中选。"
            where = f"表单版式 {filling.layout.code} 列“{column.heading}”"
            faults.append(Fault(where, column.key, "、".join(list(known)[:12]) + " 等", mend))
    if faults:
        raise InputError(faults)
