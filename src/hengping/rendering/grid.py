"""Where the cells of a table stand: merged cells make the places of the others known only by walking the rows."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hengping.rendering.document import Cell, FactFigure, Inline, Row, Strong, Table, Text
from hengping.rendering.letters import letters
from hengping.rendering.style import StylePack
from hengping.rendering.walk import plain_text


@dataclass(frozen=True)
class PlacedCell:
    """A cell and the grid place where it begins, counted from 0 within its part (header or body)."""

    cell: Cell
    row: int
    column: int


def place(rows: Sequence[Row], columns: int) -> tuple[tuple[PlacedCell, ...], ...]:
    """Place the cells of a header or a body of `columns` columns, row by row.

    Raises:
        ValueError: the spans overlap, leave a gap, or reach beyond the table.
    """
    taken = [0] * columns  # rows that a cell above still covers, by column
    placed: list[tuple[PlacedCell, ...]] = []
    for index, row in enumerate(rows):
        starts: list[PlacedCell] = []
        free = iter([column for column in range(columns) if not taken[column]])
        for cell in row.cells:
            spanned = [next(free, -1) for _ in range(cell.colspan)]
            if spanned[0] < 0 or spanned[-1] != spanned[0] + cell.colspan - 1 or index + cell.rowspan > len(rows):
                raise ValueError(f"row {index + 1}: a cell does not fit the {columns} columns or the rows below")
            starts.append(PlacedCell(cell, index, spanned[0]))
            for column in spanned:
                taken[column] = cell.rowspan
        if not all(taken):
            raise ValueError(f"row {index + 1}: the cells leave a gap in the {columns} columns")
        taken = [left - 1 for left in taken]
        placed.append(tuple(starts))
    return tuple(placed)


def check(table: Table) -> None:
    """Make sure that header and body each fill the grid exactly; raises ValueError naming the table."""
    try:
        place(table.header, len(table.columns))
        place(table.body, len(table.columns))
    except ValueError as error:
        raise ValueError(f"table {table.key or table.caption or '(no caption)'}: {error}") from error


def shares(table: Table, style: StylePack, *, landscape: bool) -> tuple[float, ...]:
    """The columns' parts of the table's width, summing to 1.

    They follow the columns' `share`, but none becomes narrower than the longest thing in it that cannot break: a number
    torn over two lines (`100.` `00`) is misread.
    """
    size = style.sizes.dense_table if table.dense else style.sizes.table
    width = (style.page.text_height if landscape else style.page.text_width) / 25.4 * 72
    whole = sum(column.share for column in table.columns)
    wanted = [column.share / whole for column in table.columns]
    needed = [(piece * size + CELL_MARGINS) / width for piece in _unbreakable(table)]
    if sum(needed) >= 1:
        return tuple(need / sum(needed) for need in needed)
    fixed: set[int] = set()
    while len(fixed) < len(wanted):
        rest = (1 - sum(needed[index] for index in fixed)) / sum(
            share for index, share in enumerate(wanted) if index not in fixed
        )
        narrow = {i for i, share in enumerate(wanted) if i not in fixed and share * rest < needed[i]}
        if not narrow:
            return tuple(needed[i] if i in fixed else share * rest for i, share in enumerate(wanted))
        fixed |= narrow
    return tuple(need / sum(needed) for need in needed)  # all are as narrow as can be, but for a rounding error


def height(table: Table, style: StylePack, *, landscape: bool) -> float:
    """About how high a table will stand in points, from how often its longest cells must wrap."""
    size = style.sizes.dense_table if table.dense else style.sizes.table
    width = (style.page.text_height if landscape else style.page.text_width) / 25.4 * 72
    widths = [share * width for share in shares(table, style, landscape=landscape)]
    lines = 0
    for part in (table.header, table.body):
        for starts in place(part, len(table.columns)):
            lines += max((_lines(start, widths, size) for start in starts if start.cell.rowspan == 1), default=1)
    rows = len(table.header) + len(table.body)
    return lines * size * 1.45 + rows * CELL_MARGINS


def _lines(start: PlacedCell, widths: Sequence[float], size: float) -> int:
    room = max(size, sum(widths[start.column : start.column + start.cell.colspan]) - CELL_MARGINS)
    return sum(max(1, math.ceil(letters(line) * size / room)) for line in plain_text(start.cell.content).split("\n"))


CELL_MARGINS = 8.5  # points, both sides and a hair


def _unbreakable(table: Table) -> list[float]:
    """For each column, the width of its longest unbreakable piece in letters, at least two Chinese ones."""
    needed = [2.0] * len(table.columns)
    for part in (table.header, table.body):
        for starts in place(part, len(table.columns)):
            for start in starts:
                if start.cell.colspan == 1:
                    needed[start.column] = max(needed[start.column], _longest_piece(start.cell.content))
    return needed


def _longest_piece(content: Iterable[Inline]) -> float:
    pieces: list[float] = [0.0]
    for inline in content:
        match inline:
            case Text(text=text):
                pieces += map(letters, _PIECE.findall(text))
            case FactFigure():
                pieces += map(letters, _PIECE.findall(inline.text))
                pieces[-1] += len(inline.mark) * 0.6
            case Strong():
                pieces.append(_longest_piece(inline.content))
            case _:
                pass
    return max(pieces)


# Numbers, codes and percentages: what no line break goes through.
_PIECE = re.compile(r"[!-~±–‰]+")
