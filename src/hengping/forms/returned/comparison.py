"""A returned page beside the form as the case fills it now: what differs, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from hengping.cases.parts_fields import Kind, PartField, fields_of
from hengping.forms.entry import Entry, FormRow, Place
from hengping.forms.filled import FilledForm, FilledPairs, FilledTable, FilledText
from hengping.forms.filling import Filling, part_spec
from hengping.forms.nodes import node_field
from hengping.forms.returned.equal_headings import tell_apart
from hengping.forms.returned.headings import FoundTable, find_table
from hengping.forms.returned.labels import find_values
from hengping.forms.returned.likeness import plain_text
from hengping.forms.returned.outcome import Change, Remark, RemarkKind
from hengping.forms.returned.pages import Page, Spot
from hengping.forms.returned.rows import FoundRow, RowMatcher, body_rows, row_keys
from hengping.forms.returned.sentences import read_sentences
from hengping.forms.returned.values import UnreadableError, equal, number, written
from hengping.forms.sources.registry import row_source
from hengping.reference.form_layout import SignaturesBlock

_FACT_VALUE = ("facts", "value")


@dataclass
class Comparison:
    """Collects what a page says against one filled form."""

    filling: Filling
    form: FilledForm
    page: Page
    changes: list[Change] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    _seen: dict[Place, str] = field(default_factory=dict)

    def run(self) -> None:
        """Goes through every block of the form."""
        grids, used = self.page.grids, list[tuple[int, int]]()
        pairs = [
            each for block in self.form.blocks if isinstance(block, FilledPairs) for row in block.rows for each in row
        ]
        for index, spot in find_values(self.page, [pair for pair, _ in pairs]).items():
            pair, entry = pairs[index]
            self._cell(spot, entry, "", pair.label)
        for block in self.form.blocks:
            if isinstance(block, FilledTable):
                found = find_table(grids, block.layout.columns, used)
                used += [found.place] if found is not None else []
                self._table(block, found)
            elif isinstance(block, FilledText):
                for spot, entry in read_sentences(self.page, block):
                    self._cell(spot, entry, "", self.form.title)

    def _table(self, block: FilledTable, table: FoundTable | None) -> None:
        columns = block.layout.columns
        if table is None:
            if any(row.key for row in block.rows):
                headings = "、".join(column.heading for column in columns[:4])
                mend = "请退回填表单位按原表头填写，或检查是否缺页。"
                self.remarks.append(
                    Remark(RemarkKind.MISSING_COLUMN, self.page.label, f"没有找到表（{headings} …）", mend)
                )
            return
        table = tell_apart(table, columns, block.rows)
        self.remarks += table.remarks
        self._missing_columns(block, table)
        source = row_source(block.layout.source)
        matcher = RowMatcher(block.rows, columns, block.layout.identify or source.identify(block.layout.options))
        cells = body_rows(table, columns, self._ends(block))
        new = 0
        for each, key in zip(cells, row_keys(table, len(cells)), strict=False):
            found = matcher.match(each, key)
            if found is None:
                continue
            if found.row is None:
                new += self._added(block, found, new)
            else:
                self._row(block, found, found.row, matcher.label(found.row))
        self.remarks += matcher.remarks
        for row in matcher.missing():
            mend = "案卷中保留这一行；确要删除请在案卷中删。"
            self.remarks.append(Remark(RemarkKind.MISSING_ROW, self.page.label, f"“{matcher.label(row)}”", mend))

    def _missing_columns(self, block: FilledTable, table: FoundTable) -> None:
        for index, column in enumerate(block.layout.columns):
            if column.key and index not in table.columns:
                said = any(row.cells.get(column.key, Entry()).text for row in block.rows)
                if said or any(row.cells.get(column.key, Entry()).place for row in block.rows):
                    mend = "案卷中这一栏的内容保留不变。"
                    self.remarks.append(
                        Remark(RemarkKind.MISSING_COLUMN, self.page.label, f"没有“{column.heading}”一栏", mend)
                    )

    def _ends(self, block: FilledTable) -> Callable[[str], bool]:
        """Whether a text begins what stands under the table."""
        labels: set[str] = set()
        headings: set[str] = set()
        for each in self.form.blocks:
            match each:
                case FilledPairs():
                    labels |= {
                        plain_text(name) for row in each.rows for pair, _ in row for name in (pair.label, *pair.aliases)
                    }
                case SignaturesBlock():
                    labels |= {plain_text(role) for role in each.roles}
                case FilledTable() if each is not block:
                    headings |= {plain_text(each.layout.columns[0].heading), plain_text(each.layout.title)} - {""}
        own = {
            plain_text(row.cells.get(column.key, Entry()).text) for row in block.rows for column in block.layout.columns
        }
        stops = (labels | headings) - own

        def ends(text: str) -> bool:
            first = plain_text(text.split("：")[0].split(":")[0])
            return first in stops or text.startswith(("注：", "注:", "表单编码", "填表说明"))

        return ends

    def _row(self, block: FilledTable, found: FoundRow, row: FormRow, label: str) -> None:
        for index, spot in found.cells.items():
            column = block.layout.columns[index]
            self._cell(spot, row.cells.get(column.key, Entry()), label, column.heading)

    def _added(self, block: FilledTable, found: FoundRow, index: int) -> int:
        source = row_source(block.layout.source)
        if source.added is None:
            text = " / ".join(spot.text for spot in found.cells.values() if spot.text)[:60]
            mend = "本表的行由案卷决定，不能在表上加行；请先在案卷中增加。"
            self.remarks.append(Remark(RemarkKind.UNKNOWN_ROW, found.where, f"“{text}”", mend))
            return 0
        row = source.added(self.filling, block.layout.options, index)
        label = next((spot.text for _, spot in sorted(found.cells.items()) if spot.text), row.key)
        before = len(self.changes)
        for at, spot in found.cells.items():
            column = block.layout.columns[at]
            entry = row.cells.get(column.key, Entry())
            if entry.place is not None:
                self._cell(spot, entry, f"新增：{label}", column.heading, added=True)
        missing = _lacking(self.changes[before:])
        if missing:
            del self.changes[before:]
            mend = f"新增的行还缺{'、'.join(f'“{title}”' for title in missing)}，没有读入。"
            self.remarks.append(Remark(RemarkKind.UNKNOWN_ROW, found.where, f"“{label}”", mend))
        return int(len(self.changes) > before)

    def _cell(self, spot: Spot, entry: Entry, row: str, heading: str, *, added: bool = False) -> None:
        place = entry.place
        if equal(spot.text, entry.text):
            return
        if not spot.text:
            if place is not None and not added:
                mend = f"案卷中为“{_short(entry.text)}”，保留不变。"
                self.remarks.append(Remark(RemarkKind.EMPTY, spot.where, f"{_named(row, heading)}没有填", mend))
            return
        if place is None:
            if entry.text:
                mend = f"案卷得出的是“{_short(entry.text)}”；这一格由程序得出，不从表上读。"
                found = f"{_named(row, heading)}填的是“{_short(spot.text)}”"
                self.remarks.append(Remark(RemarkKind.COMPUTED, spot.where, found, mend))
            return
        self._changed(spot, entry, place, row, heading, added=added)

    def _changed(self, spot: Spot, entry: Entry, place: Place, row: str, heading: str, *, added: bool) -> None:
        try:
            text = _written(self.filling, spot.text, place, entry.unit)
        except UnreadableError as error:
            found = f"{_named(row, heading)}填的是“{_short(spot.text)}”"
            self.remarks.append(Remark(RemarkKind.UNSURE, spot.where, found, str(error)))
            return
        if equal(text, entry.text) or text == self._seen.get(place):
            return
        if place in self._seen and place.key:
            mend = f"同一内容在表上有两种写法，已按前面的“{_short(self._seen[place])}”读入。"
            self.remarks.append(Remark(RemarkKind.UNSURE, spot.where, f"“{_short(spot.text)}”", mend))
            return
        self._seen[place] = text
        self.changes.append(Change(spot.where, row, heading, place, entry.text, spot.text, text, added))


def _lacking(changes: Sequence[Change]) -> list[str]:
    """Headings of what a new row must have and has not."""
    if not changes:
        return []
    place = changes[0].place
    known = {change.place.field for change in changes} | {name for name, value in place.seed if value}
    fields = fields_of(part_spec(place.part).model).values()
    return [
        each.title for each in fields if each.required and each.name not in known and each.kind is not Kind.IDENTIFIER
    ]


def _written(filling: Filling, text: str, place: Place, unit: str) -> str:
    """As the field takes it; a fact's value is a number unless its unit says otherwise."""
    if (place.part, place.field) == _FACT_VALUE:
        return text.strip() if unit in ("文本", "日期", "是否") else number(text, unit)
    return written(text, _field(filling, place), unit)


def _field(filling: Filling, place: Place) -> PartField:
    spec = part_spec(place.part)
    if spec.kind == "table" or not place.key:
        return fields_of(spec.model)[place.field]
    return node_field(filling.case, place)


def _named(row: str, heading: str) -> str:
    return f"“{row}”的“{heading}”" if row else f"“{heading}”"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"
