"""What a page break cuts in a table is made whole: merged cells, and rows of which some cells go on overleaf.

Printed overleaf, the rest of a merged cell is an empty cell like any other; that it is none is seen from the rest of
the table. A column that is filled everywhere but under page breaks, or that merges cells elsewhere, was cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace

from hengping.reading.documents.model import TableCell
from hengping.reading.documents.pdf_lines import join_lines

Grid = tuple[tuple[TableCell, ...], ...]

_TOTAL = re.compile(r"[总合]\s*计|全部合计")
_FIGURE = re.compile(r"[-+±≥≤＞＜><=＝]?\s*[\d,，.]+\s*[%‰]?[^\d。，]{0,4}")


def mended(
    cells: Grid, *, joints: Sequence[int], head: int, full_ends: Set[tuple[int, int]]
) -> tuple[Grid, tuple[int, ...]]:
    """A table of several pages with whole cells, and which of the rows given are still rows of it.

    Args:
        joints: the first row of each page but the first, ascending.
        head: how many rows at the top are headings.
        full_ends: row and column of the cells whose last line is full, so that their text may go on overleaf.
    """
    breaks = _Breaks([list(row) for row in cells], frozenset(joints), head, set(full_ends))
    for joint in joints:
        breaks.mend_cells(joint)
    cut: list[int] = []
    for joint in joints:
        if breaks.is_cut_row(joint - len(cut)):
            breaks.join_rows(joint - len(cut))
            cut.append(joint)
    kept = tuple(row for row in range(len(cells)) if row not in cut)
    return tuple(tuple(row) for row in breaks.rows), kept


@dataclass
class _Breaks:
    """The table while it is mended: its columns that merge cells somewhere, and those with empty cells of their own."""

    rows: list[list[TableCell]]
    joints: frozenset[int]
    head: int
    full_ends: set[tuple[int, int]]
    merging: frozenset[int] = field(init=False)
    sparse: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        body = [
            cell
            for index, row in enumerate(self.rows)
            for column, cell in enumerate(row)
            if index >= self.head and (cell.row, cell.column) == (index, column)
        ]
        self.merging = frozenset(cell.column for cell in body if cell.rowspan > 1)
        self.sparse = frozenset(cell.column for cell in body if not cell.text and cell.row not in self.joints)

    def mend_cells(self, joint: int) -> None:
        """Merged cells that were cut above the row `joint`, found empty, or with their text again."""
        branch, again = True, False
        total = any(_TOTAL.fullmatch(cell.text) for cell in self.rows[joint])
        for column, below in enumerate(self.rows[joint]):
            above = self.rows[joint - 1][column]
            if below.column != column or (above.column, above.colspan) != (column, below.colspan):
                branch = branch and below.column != column
                continue
            merging, sparse = column in self.merging, column in self.sparse
            if below.text:
                again = branch and merging and below.text == above.text and (column == 0 or again)
                branch = again  # what stands further right belongs to a new branch of the table
                if again:
                    self._unite(above, below)
                continue
            cut = (branch and (merging or not column or not sparse)) or (merging and not sparse)
            if cut and above.text and not again and not (total and not merging):
                self._unite(above, below)

    def _unite(self, above: TableCell, below: TableCell) -> None:
        whole = replace(above, rowspan=below.row + below.rowspan - above.row)
        for row in range(whole.row, whole.row + whole.rowspan):
            for column in range(whole.column, whole.column + whole.colspan):
                self.rows[row][column] = whole

    def is_cut_row(self, joint: int) -> bool:
        """Whether the row `joint` is the rest of the row before it: mostly empty, no figures, where no row is so."""
        filled, lacking = 0, 0
        for column, below in enumerate(self.rows[joint]):
            above = self.rows[joint - 1][column]
            if below is above or below.column != column:
                own = below is above and below.column == column and column not in self.merging
                lacking += own and column not in self.sparse
                continue
            if below.rowspan > 1 or (above.column, above.colspan) != (column, below.colspan):
                return False
            if not below.text:
                lacking += bool(above.text) and column not in self.sparse
            elif (above.row, column) not in self.full_ends or _FIGURE.fullmatch(below.text):
                return False
            else:
                filled += 1
        return 0 < filled <= lacking

    def join_rows(self, joint: int) -> None:
        """The row `joint` goes into the one above it."""
        gone = self.rows.pop(joint)
        rest = {cell.column: cell.text for cell in gone if cell.row == joint and cell.text}
        self.full_ends = {
            (row - (row >= joint), column) for row, column in self.full_ends if row != joint - 1 or column not in rest
        }
        changed: dict[int, TableCell] = {}
        for index, row in enumerate(self.rows):
            for column, cell in enumerate(row):
                if id(cell) not in changed:
                    changed[id(cell)] = self._moved(cell, joint, rest if index == joint - 1 else {})
                row[column] = changed[id(cell)]

    @staticmethod
    def _moved(cell: TableCell, joint: int, rest: dict[int, str]) -> TableCell:
        if cell.row > joint:
            return replace(cell, row=cell.row - 1)
        if cell.row + cell.rowspan > joint:
            return replace(cell, rowspan=cell.rowspan - 1)
        added = rest.get(cell.column, "")
        return replace(cell, text=join_lines(cell.text, added)) if added else cell
