"""A returned page beside the form as the case fills it now: what differs, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from hengping.cases.parts_fields import Kind, fields_of, key_of
from hengping.forms.entry import Entry, FormRow
from hengping.forms.filled import FilledForm, FilledPairs, FilledTable, FilledText
from hengping.forms.filling import Filling, part_spec
from hengping.forms.returned.cells import CellReader
from hengping.forms.returned.equal_headings import tell_apart
from hengping.forms.returned.headings import FoundTable, find_table
from hengping.forms.returned.labels import FoundLabels, find_values
from hengping.forms.returned.likeness import plain_text, same
from hengping.forms.returned.outcome import Change, Remark, RemarkKind
from hengping.forms.returned.pages import Page
from hengping.forms.returned.reasons import with_their_figures
from hengping.forms.returned.rows import Cells, FoundRow, RowMatcher, body_rows, row_keys
from hengping.forms.returned.sentences import read_sentences
from hengping.forms.returned.shifted import without_shifted
from hengping.forms.returned.units import other_unit_note
from hengping.forms.sources.registry import row_source
from hengping.forms.workbook import ROW_KEYS
from hengping.reference.form_layout import SignaturesBlock

_TITLE_ABOVE = 3
_UNSAID = frozenset({"number"})
_UNIT = "unit"


@dataclass
class Comparison:
    """Collects what a page says against one filled form; `taken` are the keys of rows that other pages add."""

    filling: Filling
    form: FilledForm
    page: Page
    taken: Collection[str] = ()
    reader: CellReader = field(init=False)
    _rows: set[tuple[int, int]] = field(default_factory=set)
    """Rows of tables, as (grid, row): labels are not looked for among them."""

    def __post_init__(self) -> None:
        self.reader = CellReader(self.filling, other_unit_note(self.page, self.form))

    def run(self) -> tuple[tuple[Change, ...], tuple[Remark, ...]]:
        """Goes through every block of the form."""
        found = {id(block): self._find(block) for block in self.form.blocks if isinstance(block, FilledTable)}
        self._pairs()
        for block in self.form.blocks:
            if isinstance(block, FilledTable):
                table, body = found[id(block)]
                self._table(block, table, body)
            elif isinstance(block, FilledText):
                for spot, entry in read_sentences(self.page, block):
                    self.reader.read(spot, entry, "", self.form.title)
        changes, lost = with_their_figures(self.reader.changes)
        return tuple(changes), (*self.reader.remarks, *lost)

    @property
    def _remarks(self) -> list[Remark]:
        return self.reader.remarks

    def _pairs(self) -> None:
        pairs = self.form.pairs
        found: FoundLabels = find_values(self.page, [pair for pair, _ in pairs], self._rows)
        self.reader.remarks += found.remarks
        for index, spot in found.values.items():
            pair, entry = pairs[index]
            if pair.value:  # what has none is for ink
                self.reader.read(spot, entry, "", pair.label)

    def _find(self, block: FilledTable) -> tuple[FoundTable | None, list[Cells]]:
        def free(table: FoundTable) -> bool:
            taken = (table.place[0], table.first_row) in self._rows or (table.place[0], table.heading_row) in self._rows
            return not taken and not self._under_another_title(table, block)

        table = find_table(self.page.grids, block.layout.columns, free)
        if table is None:
            return None, []
        table = tell_apart(table, block.layout.columns, block.rows)
        body = body_rows(table, block.layout.columns, self._ends(block))
        self._rows |= {(table.place[0], table.heading_row + at) for at in range(len(body) + 1)}
        return table, body

    def _under_another_title(self, table: FoundTable, block: FilledTable) -> bool:
        """Whether the title of another of the form's tables stands above this one, or the rows' keys are another's."""
        others = [each for each in self.form.blocks if isinstance(each, FilledTable) and each is not block]
        keys = set(takewhile(ROW_KEYS.__ne__, row_keys(table, len(table.grid.rows)))) - {""}
        own = {row.key for row in block.rows}
        if any(keys & {row.key for row in each.rows} - own for each in others) and not keys & own:
            return True
        titles = {plain_text(each.layout.title) for each in others if each.layout.title}
        above = table.grid.rows[max(0, table.heading_row - _TITLE_ABOVE) : table.heading_row]
        for row in reversed(above):
            texts = {plain_text(spot.text) for spot in row if spot.text}
            if block.layout.title and plain_text(block.layout.title) in texts:
                return False
            if texts & titles:
                return True
        return False

    def _table(self, block: FilledTable, table: FoundTable | None, body: list[Cells]) -> None:
        columns = block.layout.columns
        if table is None:
            if any(row.key for row in block.rows):
                headings = "、".join(column.heading for column in columns[:4])
                mend = "请退回填表单位按原表头填写，或检查是否缺页、是否另一年度的表。"
                self._remarks.append(
                    Remark(RemarkKind.MISSING_COLUMN, self.page.label, f"没有找到表（{headings} …）", mend)
                )
            return
        self._remarks.extend(table.remarks)
        self._missing_columns(block, table)
        source = row_source(block.layout.source)
        matcher = RowMatcher(block.rows, columns, block.layout.identify or source.identify(block.layout.options))
        new = 0
        matched, slid = without_shifted(matcher.match(body, row_keys(table, len(body))), columns)
        self._remarks.extend(slid)
        printed = {table.first_row + found.at: found.row for found in matched if found.row is not None}
        for found in matched:
            if found.row is None:
                new = self._added(block, table, found, new)
            else:
                self._row(block, table, self._settled(block, found, found.row, printed), matcher.label(found.row))
        self._remarks.extend(matcher.remarks)
        for row in matcher.missing():
            mend = "案卷中保留这一行；确要删除请在案卷中删。"
            self._remarks.append(Remark(RemarkKind.MISSING_ROW, self.page.label, f"“{matcher.label(row)}”", mend))

    def _missing_columns(self, block: FilledTable, table: FoundTable) -> None:
        for index, column in enumerate(block.layout.columns):
            if column.key and index not in table.columns:
                said = any(row.cells.get(column.key, Entry()).text for row in block.rows)
                if said or any(row.cells.get(column.key, Entry()).place for row in block.rows):
                    mend = "案卷中这一栏的内容保留不变。"
                    found = f"没有“{' '.join(filter(None, (column.group, column.heading)))}”一栏"
                    self._remarks.append(Remark(RemarkKind.MISSING_COLUMN, self.page.label, found, mend))

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

    def _settled(self, block: FilledTable, found: FoundRow, row: FormRow, printed: Mapping[int, FormRow]) -> FoundRow:
        """The row without what hangs down from a cell of another group: Word lets merged cells run on.

        Where the first row of a merged cell is deleted or moved, those below it join the cell above.
        """
        cells = dict(found.cells)
        for index, spot in found.cells.items():
            key = block.layout.columns[index].key
            old = row.cells.get(key, Entry()).text
            if spot.first or not spot.text or same(spot.text, old):
                continue
            top = printed.get(spot.top)
            if top is None or not same(top.cells.get(key, Entry()).text, old):
                del cells[index]
                mend = f"案卷中为“{old[:40]}”，保留不变；行移动或删除后合并单元格跨到了别的行，请核对。"
                text = f"合并的“{block.layout.columns[index].heading}”是“{spot.text[:40]}”"
                self._remarks.append(Remark(RemarkKind.UNSURE, spot.where, text, mend))
        return replace(found, cells=cells)

    def _row(self, block: FilledTable, table: FoundTable, found: FoundRow, label: str) -> None:
        row = found.row
        assert row is not None
        stated = self._stated_unit(block, found, row)
        for index, spot in found.cells.items():
            column = block.layout.columns[index]
            entry = row.cells.get(column.key, Entry())
            if column.key not in _UNSAID or entry.text:
                self.reader.read(spot, entry, label, column.heading, unit=table.units.get(index, "") or stated)

    def _stated_unit(self, block: FilledTable, found: FoundRow, row: FormRow) -> str:
        """The unit that the row states where it is not the one that was printed and cannot be changed there."""
        at = next((at for at, column in enumerate(block.layout.columns) if column.key == _UNIT), None)
        entry = row.cells.get(_UNIT)
        if at is None or at not in found.cells or entry is None or entry.place is not None:
            return ""
        text = found.cells[at].text
        return text if text and entry.text and not same(text, entry.text) else ""

    def _added(self, block: FilledTable, table: FoundTable, found: FoundRow, index: int) -> int:
        """Takes a row that the case does not have; returns the index of the next one."""
        source = row_source(block.layout.source)
        if source.added is None:
            text = " / ".join(spot.text for spot in found.cells.values() if spot.text)[:60]
            mend = "本表的行由案卷决定，不能在表上加行；请先在案卷中增加。"
            self._remarks.append(Remark(RemarkKind.UNKNOWN_ROW, found.where, f"“{text}”", mend))
            return index
        row = source.added(self.filling, block.layout.options, index)
        while row.key in self.taken:
            index += 1
            row = source.added(self.filling, block.layout.options, index)
        label = next((spot.text for _, spot in sorted(found.cells.items()) if spot.text), row.key)
        before, said = len(self.reader.changes), len(self._remarks)
        for at, spot in found.cells.items():
            column = block.layout.columns[at]
            entry = row.cells.get(column.key, Entry())
            if entry.place is not None or (entry.text and not same(entry.text, spot.text)):
                unit = table.units.get(at, "")
                self.reader.read(spot, entry, f"新增：{label}", column.heading, unit=unit, added=True)
            elif spot.text and column.key and column.key not in _UNSAID:
                self._not_kept(block, found, column.key, column.heading, at)
        missing = _lacking(self.reader.changes[before:])
        if missing:
            del self.reader.changes[before:], self._remarks[said:]
            mend = f"新增的行还缺{'、'.join(f'“{title}”' for title in missing)}，没有读入。"
            self._remarks.append(Remark(RemarkKind.UNKNOWN_ROW, found.where, f"“{label}”", mend))
        return index + int(len(self.reader.changes) > before)

    def _not_kept(self, block: FilledTable, found: FoundRow, key: str, heading: str, at: int) -> None:
        """A number for the row is given by the case; anything else that it does not keep is told."""
        part = block.layout.source.removeprefix("part.")
        own = key_of(part_spec(part).model) if block.layout.source.startswith("part.") or part == "goals" else None
        if own is None or own.name != key:
            spot = found.cells[at]
            mend = "案卷没有地方记这一格，没有读入；请另行登记。"
            text = f"新增行的“{heading}”填的是“{spot.text[:40]}”"
            self._remarks.append(Remark(RemarkKind.NOT_KEPT, spot.where, text, mend))


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
