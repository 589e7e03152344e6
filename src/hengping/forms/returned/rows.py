"""Which row of a returned table is which row of the form.

Texts that identify a row go before its hidden key: whoever sorts the visible columns leaves the keys where they were.
"""

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

Cells = dict[int, Spot]


@dataclass(frozen=True)
class FoundRow:
    """A row of the returned table with the cell of each of the form's columns; `row` None: the case has none such.

    `at` is its place under the headings, counted from 0.
    """

    cells: Cells
    row: FormRow | None
    where: str
    at: int


def body_rows(table: FoundTable, columns: Sequence[FormColumn], ends: Callable[[str], bool]) -> list[Cells]:
    """The cells of each row under the headings; the table ends where `ends` knows the first text of a row."""
    found: list[Cells] = []
    for spots in table.grid.rows[table.first_row :]:
        first = next((spot.text for spot in spots if spot.text and spot.first), "")
        if first and ends(first):
            break
        cells = {
            index: _cell(spots[at : table.ends[index]], at, merged=columns[index].merge)
            for index, at in table.columns.items()
        }
        found.append({} if _is_heading(table, cells) else cells)
    return found


def _cell(spots: Sequence[Spot], at: int, *, merged: bool) -> Spot:
    """The text in a column's part of a row; of a cell that covers several rows only where the form has such cells."""
    kept = [spot for spot in spots if spot.text and (spot.first or (merged and spot.start >= at))]
    wrong = [spot for spot in spots if spot.problem and spot.first]
    return (kept or wrong or [Spot("", spots[0].where)])[0]


def _is_heading(table: FoundTable, cells: Cells) -> bool:
    """Whether a row repeats the headings, as on the next page."""
    heads = table.grid.rows[table.heading_row]
    filled = {index: spot for index, spot in cells.items() if spot.text}
    return len(filled) > 1 and all(same(heads[table.columns[index]].text, spot.text) for index, spot in filled.items())


def row_keys(table: FoundTable, count: int) -> list[str]:
    """The hidden key of each row; empty where there is none."""
    rows = table.grid.rows[table.first_row : table.first_row + count]
    return ["" if table.keys is None or table.keys >= len(row) else row[table.keys].text for row in rows]


class RowMatcher:
    """Finds for each returned row the one of the form: by the texts that identify it, else by its hidden key."""

    def __init__(
        self, rows: Sequence[FormRow], columns: Sequence[FormColumn], identify: Sequence[Sequence[str]]
    ) -> None:
        self.rows = {row.key: row for row in rows if row.key and not row.sums}
        self.order = {key: index for index, key in enumerate(self.rows)}
        self.positions = {column.key: index for index, column in enumerate(columns) if column.key}
        self.identify = [combo for combo in identify if all(key in self.positions for key in combo)]
        self.taken: dict[str, str] = {}
        self.remarks: list[Remark] = []
        self.recurring = {row.cells[key].text for row in rows if row.sums for key in row.cells}

    def match(self, body: Sequence[Cells], keys: Sequence[str]) -> list[FoundRow]:
        """The rows that can be told, in the order of the sheet; sums, empty and doubtful ones are left out."""
        filled = {at: cells for at, cells in enumerate(body) if any(spot.text for spot in cells.values())}
        told: dict[int, FormRow] = {}
        by_text = {at: self._by_texts(cells) for at, cells in filled.items()}
        keyed = {at: self.rows[keys[at]] for at in filled if keys[at] in self.rows}
        twice: list[int] = []
        ranked = [(rank, -self._agreement(row, filled[at]), at, row) for at, (rank, row) in _known(by_text)]
        for _, _, at, row in sorted(ranked, key=lambda each: each[:3]):
            twice += [] if self._take(row, at, filled[at], told) else [at]
        displaced = any(found and at in keyed and found[1].key != keyed[at].key for at, found in by_text.items())
        for at, row in keyed.items():
            free = at not in told and at not in twice and row.key not in self.taken
            if free and not displaced and list(keyed.values()).count(row) == 1 and self._plausible(row, filled[at]):
                self._take(row, at, filled[at], told)
        for at in filled.keys() - told.keys() - set(twice):
            likest = self._by_most_cells(filled[at]) if not self._identified(filled[at]) else None
            if likest is not None:
                self._take(likest, at, filled[at], told)
        for at in sorted(twice):
            self._told_twice(by_text[at], filled[at])
        return self._found(filled, told, twice)

    def missing(self) -> Iterator[FormRow]:
        """Rows of the form that did not come back, but for those that were printed empty."""
        return (row for key, row in self.rows.items() if key not in self.taken and not self._is_blank(row))

    def label(self, row: FormRow) -> str:
        """What a person calls a row."""
        combos = self.identify or [[key for key in self.positions if row.cells.get(key, Entry()).text][:1]]
        texts = [row.cells.get(key, Entry()).text.strip() for key in combos[0]]
        return " / ".join(text for text in texts if text) or row.key

    def _take(self, row: FormRow, at: int, cells: Cells, told: dict[int, FormRow]) -> bool:
        if row.key in self.taken:
            return False
        self.taken[row.key] = _where(cells)
        told[at] = row
        return True

    def _told_twice(self, found: tuple[int, FormRow] | None, cells: Cells) -> None:
        assert found is not None
        mend = f"与 {self.taken[found[1].key]} 是同一行，只读那一行；请删去重复的一行或改正内容。"
        self.remarks.append(Remark(RemarkKind.UNSURE, _where(cells), "重复的行", mend))

    def _found(self, filled: dict[int, Cells], told: dict[int, FormRow], twice: Sequence[int]) -> list[FoundRow]:
        found: list[FoundRow] = []
        for at, cells in sorted(filled.items()):
            if at in told:
                found.append(FoundRow(cells, told[at], _where(cells), at))
            elif at not in twice and not self._is_sum(cells):
                own = self._unknown(cells, self._replaced(at, told), at)
                found += [own] if own is not None else []
        return found

    def _replaced(self, at: int, told: dict[int, FormRow]) -> FormRow | None:
        """A row of the form that is gone from just the place where this one stands: renamed, or another one?"""
        before = [self.order[row.key] for place, row in told.items() if place < at]
        after = [self.order[row.key] for place, row in told.items() if place > at]
        first, last = (max(before) if before else -1), (min(after) if after else len(self.order))
        gone = (row for row in self.missing() if first < self.order[row.key] < last and not _is_open(row))
        return next(gone, None)

    def _identified(self, cells: Cells) -> list[Spot]:
        wanted = [self.positions[key] for combo in self.identify for key in combo]
        return [cells[at] for at in dict.fromkeys(wanted) if at in cells and cells[at].text]

    def _is_sum(self, cells: Cells) -> bool:
        first = next(spot.text for _, spot in sorted(cells.items()) if spot.text)
        return plain_text(first) in _SUMS or (first in self.recurring and bool(first))

    def _plausible(self, row: FormRow, cells: Cells) -> bool:
        """Whether a row whose texts changed is still the one its key says: what the case keeps may be rewritten."""
        for combo in self.identify:
            pairs = [(row.cells.get(key, Entry()), cells.get(self.positions[key])) for key in combo]
            texts = [(old, spot.text) for old, spot in pairs if spot is not None and spot.text and old.text]
            if texts:
                kept = all(same(old.text, new) for old, new in texts if old.place is None)
                return kept and any(likeness(old.text, new) >= _ANOTHER for old, new in texts[-1:] or texts)
        return True

    def _by_texts(self, cells: Cells) -> tuple[int, FormRow] | None:
        """The only row with these texts, and how many sets of texts were tried before."""
        for rank, combo in enumerate(self.identify):
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
                return rank, found[0]
        return None

    def _by_most_cells(self, cells: Cells) -> FormRow | None:
        """Of rows that nothing identifies: the one that agrees in most cells, if that is most of what is written."""
        open_rows = [row for key, row in self.rows.items() if key not in self.taken and not self._is_blank(row)]
        ranked = sorted(((self._agreement(row, cells), row.key) for row in open_rows), reverse=True)
        texts = sum(bool(spot.text) for spot in cells.values())
        if not ranked or 2 * ranked[0][0] < texts or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
            return None
        return self.rows[ranked[0][1]]

    def _agreement(self, row: FormRow, cells: Cells) -> int:
        """How many cells say what the form says there."""
        return sum(
            same(row.cells.get(key, Entry()).text, cells[at].text)
            for key, at in self.positions.items()
            if at in cells and cells[at].text
        )

    def _unknown(self, cells: Cells, replaced: FormRow | None, at: int) -> FoundRow | None:
        """A row of its own, if nothing of the form is like it."""
        text = " / ".join(dict.fromkeys(spot.text for spot in self._identified(cells)))
        gone = [row for row in self.rows.values() if row.key not in self.taken and not _is_open(row)]
        near = nearest(text, [self.label(row) for row in gone], least=_PERHAPS, ahead=0) if text else None
        if near is not None or replaced is not None:
            old = near or (self.label(replaced) if replaced is not None else "")
            mend = f"是否为“{old}”？" + (
                "请改回原名后重新导入。"
                if near
                else "改名还是换成了另一行分不清，没有读入；请改回原名，或把新行加在表尾。"
            )
            self.remarks.append(Remark(RemarkKind.UNKNOWN_ROW, _where(cells), f"“{text or _first(cells)}”", mend))
            return None
        empty = next((row for key, row in self.rows.items() if key not in self.taken and self._is_blank(row)), None)
        if empty is not None:  # a line that was printed to be filled in
            self.taken[empty.key] = _where(cells)
        return FoundRow(cells, empty, _where(cells), at)

    def _is_blank(self, row: FormRow) -> bool:
        """Whether a row was printed to be filled in: it says nothing that would tell it from another."""
        told = {key for combo in self.identify for key in combo}
        return not any(entry.text for key, entry in row.cells.items() if entry.place is not None or key in told)


def _known(by_text: dict[int, tuple[int, FormRow] | None]) -> list[tuple[int, tuple[int, FormRow]]]:
    return [(at, found) for at, found in by_text.items() if found is not None]


def _is_open(row: FormRow) -> bool:
    """Whether the case has nothing of a row yet."""
    return not any(entry.text for entry in row.cells.values() if entry.place is not None)


def _where(cells: Cells) -> str:
    return next(spot.where for spot in cells.values() if spot.text)


def _first(cells: Cells) -> str:
    return next(spot.text for spot in cells.values() if spot.text)
