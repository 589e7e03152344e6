"""Which row of a returned table is which row of the form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from hengping.forms.entry import Entry, FormRow
from hengping.forms.returned.headings import FoundTable
from hengping.forms.returned.likeness import likeness, nearest, plain_text, same
from hengping.forms.returned.outcome import Remark, RemarkKind
from hengping.forms.returned.pages import Spot
from hengping.reference.form_layout import FormColumn

_ANOTHER = 40
_PERHAPS = 78
_SUMS = frozenset(plain_text(word) for word in ("合计", "小计", "总计", "总分", "共计"))


@dataclass(frozen=True)
class FoundRow:
    """A row of the returned table with the cell of each of the form's columns; `row` None: the case has none such."""

    cells: dict[int, Spot]
    row: FormRow | None
    where: str


def body_rows(table: FoundTable, columns: Sequence[FormColumn], ends: Callable[[str], bool]) -> list[dict[int, Spot]]:
    """The cells of each row under the headings; the table ends where `ends` knows the first text of a row."""
    found: list[dict[int, Spot]] = []
    for spots in table.grid.rows[table.first_row :]:
        first = next((spot.text for spot in spots if spot.text and spot.first), "")
        if first and ends(first):
            break
        cells = {
            index: _cell(spots[at : table.ends[index]], merged=columns[index].merge)
            for index, at in table.columns.items()
        }
        found.append(cells)
    return found


def _cell(spots: Sequence[Spot], *, merged: bool) -> Spot:
    """The text in a column's part of a row; of a cell that covers several rows only where the form has such cells."""
    kept = [spot for spot in spots if spot.text and (spot.first or merged)]
    return kept[0] if kept else Spot("", spots[0].where)


def row_keys(table: FoundTable, count: int) -> list[str]:
    """The hidden key of each row; empty where there is none."""
    rows = table.grid.rows[table.first_row : table.first_row + count]
    return ["" if table.keys is None or table.keys >= len(row) else row[table.keys].text for row in rows]


class RowMatcher:
    """Finds for each returned row the one of the form: by hidden key, else by the texts that identify it."""

    def __init__(
        self, rows: Sequence[FormRow], columns: Sequence[FormColumn], identify: Sequence[Sequence[str]]
    ) -> None:
        self.rows = {row.key: row for row in rows if row.key and not row.sums}
        self.positions = {column.key: index for index, column in enumerate(columns) if column.key}
        self.identify = [combo for combo in identify if all(key in self.positions for key in combo)]
        self.taken: dict[str, str] = {}
        self.remarks: list[Remark] = []
        self.recurring = {row.cells[key].text for row in rows if row.sums for key in row.cells}

    def match(self, cells: dict[int, Spot], key: str) -> FoundRow | None:
        """The row; None where it is empty, a sum, or cannot be told."""
        filled = [spot for spot in cells.values() if spot.text]
        keys = [self.positions[each] for combo in self.identify for each in combo]
        identified = [cells[at] for at in keys if at in cells]
        if not filled:
            return None
        where = filled[0].where
        row = self.rows.get(key) if key else None
        if row is not None and not self._plausible(row, cells):
            row = None
        row = row or self._by_texts(cells)
        if row is None and self._is_sum(cells):
            return None
        if row is None:
            return self._unknown(cells, [spot for spot in identified if spot.text], where)
        if row.key in self.taken:
            mend = f"与 {self.taken[row.key]} 是同一行，只读前一行；请删去重复的一行或改正内容。"
            self.remarks.append(Remark(RemarkKind.UNSURE, where, "重复的行", mend))
            return None
        self.taken[row.key] = where
        return FoundRow(cells, row, where)

    def missing(self) -> Iterator[FormRow]:
        """Rows of the form that did not come back, but for those that were printed empty."""
        return (row for key, row in self.rows.items() if key not in self.taken and not self._is_blank(row))

    def label(self, row: FormRow) -> str:
        """What a person calls a row."""
        combos = self.identify or [[key for key in self.positions if row.cells.get(key, Entry()).text][:1]]
        texts = [row.cells.get(key, Entry()).text.strip() for key in combos[0]]
        return " / ".join(text for text in texts if text) or row.key

    def _is_sum(self, cells: dict[int, Spot]) -> bool:
        first = next(spot.text for _, spot in sorted(cells.items()) if spot.text)
        return plain_text(first) in _SUMS or (first in self.recurring and bool(first))

    def _plausible(self, row: FormRow, cells: dict[int, Spot]) -> bool:
        """Whether what identifies the row is still like it was: a copied row keeps its hidden key."""
        for combo in self.identify:
            pairs = [(row.cells.get(key, Entry()).text, cells.get(self.positions[key])) for key in combo]
            texts = [(old, spot.text) for old, spot in pairs if spot is not None and spot.text and old]
            if texts:
                return any(likeness(old, new) >= _ANOTHER for old, new in texts)
        return True

    def _by_texts(self, cells: dict[int, Spot]) -> FormRow | None:
        for combo in self.identify:
            spots = [cells.get(self.positions[key]) for key in combo]
            if any(spot is None or not spot.text for spot in spots):
                continue
            found = [
                row
                for row in self.rows.values()
                if all(
                    same(row.cells.get(key, Entry()).text, spot.text)
                    for key, spot in zip(combo, spots, strict=True)
                    if spot is not None
                )
            ]
            if len(found) == 1:
                return found[0]
        return None

    def _unknown(self, cells: dict[int, Spot], identified: Sequence[Spot], where: str) -> FoundRow | None:
        """A row of its own, if nothing of the form is like it."""
        text = " / ".join(dict.fromkeys(spot.text for spot in identified))
        open_rows = {self.label(row): row for row in self.rows.values() if row.key not in self.taken}
        near = nearest(text, open_rows, least=_PERHAPS, ahead=0) if text else None
        if near is not None:
            mend = f"是否为“{near}”？请改回原名后重新导入。"
            self.remarks.append(Remark(RemarkKind.UNKNOWN_ROW, where, f"“{text}”", mend))
            return None
        empty = next((row for key, row in self.rows.items() if key not in self.taken and self._is_blank(row)), None)
        if empty is not None:  # a line that was printed to be filled in
            self.taken[empty.key] = where
        return FoundRow(cells, empty, where)

    def _is_blank(self, row: FormRow) -> bool:
        """Whether a row was printed to be filled in: it says nothing that would tell it from another."""
        told = {key for combo in self.identify for key in combo}
        return not any(entry.text for key, entry in row.cells.items() if entry.place is not None or key in told)
