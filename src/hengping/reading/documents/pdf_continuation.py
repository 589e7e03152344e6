"""Tables that run over several pages: one table, its repeated head once, its split cells whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hengping.reading.documents.model import TableCell
from hengping.reading.documents.parts import Raw, RawTable, Spanned, grid

_SAME_EDGE = 4.0
_MOST_HEAD_ROWS = 4


def continued_tables(parts: Sequence[Raw]) -> list[Raw]:
    """Joins a table at the head of a page to the one at the foot of the page before."""
    made: list[Raw] = []
    for part in parts:
        last = made[-1] if made else None
        if isinstance(part, RawTable) and isinstance(last, RawTable) and _goes_on(last, part):
            made[-1] = _joined(last, part)
        else:
            made.append(part)
    return made


def _goes_on(last: RawTable, part: RawTable) -> bool:
    if part.place.page is None or last.row_pages[-1] != part.place.page - 1:
        return False
    if len(last.columns_at) != len(part.columns_at):
        return False
    return all(abs(a - b) < _SAME_EDGE for a, b in zip(last.columns_at, part.columns_at, strict=True))


def _joined(last: RawTable, part: RawTable) -> RawTable:
    repeated = _repeated_rows(last.cells, part.cells)
    rows = _spanned(last.cells)
    added = _spanned(part.cells[repeated:], shift=repeated)
    cells = grid([*rows, *added])
    head = repeated or None
    pages = (*last.row_pages, *part.row_pages[repeated:])
    return replace(last, cells=_filled_down(cells, len(rows)), row_pages=pages, header_rows=last.header_rows or head)


def _repeated_rows(above: Sequence[Sequence[TableCell]], below: Sequence[Sequence[TableCell]]) -> int:
    """How many rows at the head of `below` repeat those of `above`."""
    count = 0
    for one, other in zip(above[:_MOST_HEAD_ROWS], below, strict=False):
        if [cell.text for cell in one] != [cell.text for cell in other]:
            break
        count += 1
    return count


def _spanned(rows: Sequence[Sequence[TableCell]], shift: int = 0) -> list[list[Spanned]]:
    made: list[list[Spanned]] = []
    for index, row in enumerate(rows, start=shift):
        made.append(
            [
                Spanned(cell.text, cell.rowspan, cell.colspan)
                for column, cell in enumerate(row)
                if (cell.row, cell.column) == (index, column)
            ]
        )
    return made


def _filled_down(cells: tuple[tuple[TableCell, ...], ...], joint: int) -> tuple[tuple[TableCell, ...], ...]:
    """A merged cell that the page break cut continues empty overleaf: it takes the text from above the break."""
    if not 0 < joint < len(cells):
        return cells
    rows = [list(row) for row in cells]
    merging = {cell.column for row in cells for cell in row if cell.rowspan > 1}
    for column, below in enumerate(cells[joint]):
        above = cells[joint - 1][column]
        if below.text and below.column == column:
            break  # what stands further right belongs to a new branch of the table
        cut = not below.text and above.text and below.column == column and (column in merging or not column)
        if not cut or (above.column, above.colspan) != (below.column, below.colspan):
            continue
        whole = replace(above, rowspan=below.row + below.rowspan - above.row)
        for row in range(above.row, below.row + below.rowspan):
            for beside in range(above.column, above.column + above.colspan):
                rows[row][beside] = whole
    return tuple(tuple(row) for row in rows)
