"""Tables that run over several pages: one table, its repeated head once, on the columns that all its pages draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hengping.reading.documents.model import TableCell
from hengping.reading.documents.parts import Raw, RawTable, Spanned, grid
from hengping.reading.documents.pdf_page_breaks import mended

_SAME_EDGE = 4.0
_MOST_HEAD_ROWS = 4


def continued_tables(parts: Sequence[Raw]) -> list[Raw]:
    """Joins a table at the head of a page to the one at the foot of the page before."""
    made: list[Raw] = []
    run: list[RawTable] = []
    for part in parts:
        if run and isinstance(part, RawTable) and _goes_on(run[-1], part):
            run.append(part)
            continue
        made += [_joined(run)] if run else []
        run = [part] if isinstance(part, RawTable) else []
        made += [] if run else [part]
    return [*made, _joined(run)] if run else made


def _goes_on(last: RawTable, part: RawTable) -> bool:
    if part.place.page is None or last.row_pages[-1] != part.place.page - 1:
        return False
    above, below = last.columns_at, part.columns_at
    if not (above and below) or abs(above[0] - below[0]) >= _SAME_EDGE or abs(above[-1] - below[-1]) >= _SAME_EDGE:
        return False
    fewer, more = sorted((above, below), key=len)
    return len(fewer) > 2 and all(_position(edge, more) is not None for edge in fewer)


def _position(edge: float, edges: Sequence[float]) -> int | None:
    return next((index for index, other in enumerate(edges) if abs(edge - other) < _SAME_EDGE), None)


def _joined(run: Sequence[RawTable]) -> RawTable:
    if len(run) == 1:
        return run[0]
    edges = max((part.columns_at for part in run), key=len)
    first = _spanned(run[0], edges)
    rows, pages, joints, head = first, list(run[0].row_pages), [], 0
    full_ends = {(row, _columns(run[0], edges)[column]) for row, column in run[0].full_ends}
    for part in run[1:]:
        spanned = _spanned(part, edges)
        repeated = _repeated_rows(first, spanned)
        head = max(head, repeated)
        joints.append(len(rows))
        shift, at = len(rows) - repeated, _columns(part, edges)
        full_ends |= {(row + shift, at[column]) for row, column in part.full_ends if row >= repeated}
        rows = [*rows, *spanned[repeated:]]
        pages += part.row_pages[repeated:]
    joints = sorted({joint for joint in joints if joint < len(rows)})
    cells, kept = mended(grid(rows), joints=joints, head=head or 1, full_ends=full_ends)
    row_pages = tuple(pages[row] for row in kept)
    return replace(
        run[0],
        cells=cells,
        row_pages=row_pages,
        header_rows=run[0].header_rows or head or None,
        columns_at=edges,
    )


def _repeated_rows(above: Sequence[Sequence[Spanned]], below: Sequence[Sequence[Spanned]]) -> int:
    """How many rows at the head of `below` repeat those of `above`; a merged cell is repeated as a whole."""
    count = 0
    for one, other in zip(above[:_MOST_HEAD_ROWS], below, strict=False):
        if [cell.text for cell in one] != [cell.text for cell in other]:
            break
        count += 1
    while count and any(index + cell.rowspan > count for index in range(count) for cell in below[index]):
        count -= 1
    return count


def _spanned(table: RawTable, edges: Sequence[float]) -> list[list[Spanned]]:
    """Rows that hold only the cells beginning in them; a column that others of its pages divide counts as several."""
    at = _columns(table, edges)
    return [
        [
            Spanned(cell.text, cell.rowspan, _width(cell, at))
            for column, cell in enumerate(row)
            if (cell.row, cell.column) == (index, column)
        ]
        for index, row in enumerate(table.cells)
    ]


def _columns(table: RawTable, edges: Sequence[float]) -> list[int]:
    """For each edge of the page's own columns the column that begins there."""
    return [_position(edge, edges) or 0 for edge in table.columns_at]


def _width(cell: TableCell, at: Sequence[int]) -> int:
    end = cell.column + cell.colspan
    return at[end] - at[cell.column] if end < len(at) else cell.colspan
