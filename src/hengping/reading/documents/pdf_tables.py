"""Text into the cells of a PDF table: by ruling lines, or by columns where only the text is aligned."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hengping.reading.documents.model import TableCell
from hengping.reading.documents.parts import Spanned, grid
from hengping.reading.documents.pdf_grids import GridCell, RuledGrid
from hengping.reading.documents.pdf_lines import Line, glyphs_text, join_lines, lines_of
from hengping.reading.documents.pdf_page import Box, Glyph

_COLUMN_GAP = 1.6
_PADDING = 9.0
_LEADERS = re.compile(r"[.．…·‥]{4,}")


@dataclass(frozen=True)
class FoundTable:
    """A table on a page: its cells, where it stands, the edges of its columns, and which cells end in a full line."""

    cells: tuple[tuple[TableCell, ...], ...]
    box: Box
    xs: tuple[float, ...]
    ruled: bool
    full_ends: frozenset[tuple[int, int]] = frozenset()


def ruled_table(outline: RuledGrid, glyphs: Sequence[Glyph]) -> FoundTable | None:
    """The table with this outline; None if no text stands in it."""
    if outline.open:
        inside = [glyph for glyph in glyphs if outline.box.holds(*glyph.middle)]
        made = aligned_table(lines_of(inside), least_rows=2, least_columns=2)
        return None if made is None else FoundTable(made.cells, outline.box, made.xs, True)
    held: dict[int, list[Glyph]] = {}
    by_row = _cells_by_row(outline)
    for glyph in glyphs:
        x, y = glyph.middle
        if outline.box.holds(x, y) and (index := _cell_at(outline, by_row, x, y)) is not None:
            held.setdefault(index, []).append(glyph)
    if not held:
        return None
    rows: list[list[Spanned]] = [[] for _ in range(len(outline.ys) - 1)]
    full_ends = set()
    for index, cell in enumerate(outline.cells):
        lines, width = lines_of(held.get(index, [])), cell.box.x1 - cell.box.x0
        rows[cell.row].append(Spanned(cell_text(lines, width), cell.rowspan, cell.colspan))
        if lines and lines[-1].x1 - lines[-1].x0 + 2 * lines[-1].size + _PADDING >= width:
            full_ends.add((cell.row, cell.column))
    return FoundTable(grid(rows), outline.box, outline.xs, True, frozenset(full_ends))


def _cells_by_row(outline: RuledGrid) -> list[list[tuple[int, GridCell]]]:
    by_row: list[list[tuple[int, GridCell]]] = [[] for _ in range(len(outline.ys) - 1)]
    for index, cell in enumerate(outline.cells):
        for row in range(cell.row, cell.row + cell.rowspan):
            by_row[row].append((index, cell))
    return by_row


def _cell_at(outline: RuledGrid, by_row: list[list[tuple[int, GridCell]]], x: float, y: float) -> int | None:
    row = next((row for row in range(len(outline.ys) - 1) if outline.ys[row] >= y >= outline.ys[row + 1]), None)
    if row is None:
        return None
    return next((index for index, cell in by_row[row] if cell.box.x0 <= x <= cell.box.x1), None)


def cell_text(lines: Sequence[Line], width: float) -> str:
    """Lines of one cell; a line feed stands where the line before had room for what follows."""
    text = ""
    before: Line | None = None
    for line in lines:
        if before is None:
            text = line.text
        elif before.x1 - before.x0 + _first_word(line) + _PADDING < width:
            text += "\n" + line.text
        else:
            text = join_lines(text, line.text)
        before = line
    return text


def _first_word(line: Line) -> float:
    """Width of what could not have been broken: a Chinese character, a number with its signs, a word."""
    glyphs = line.glyphs
    end = 1
    while end < len(glyphs) and glyphs[0].text.isascii() and glyphs[end].text.isascii() and glyphs[end].text != " ":
        end += 1
    while end < len(glyphs) and glyphs[end].text in "，。、；：）》”%":
        end += 1
    return glyphs[end - 1].x1 - glyphs[0].x0 + line.size * 0.2


def segments(line: Line) -> list[tuple[float, float, str]]:
    """A line cut at its wide gaps: left and right edge and text of each piece."""
    pieces: list[list[Glyph]] = []
    for glyph in line.glyphs:
        if glyph.text.isspace():
            continue
        if pieces and glyph.x0 - pieces[-1][-1].x1 <= _COLUMN_GAP * line.size:
            pieces[-1].append(glyph)
        else:
            pieces.append([glyph])
    return [(piece[0].x0, piece[-1].x1, glyphs_text(piece, line.size)) for piece in pieces]


def aligned_table(lines: Sequence[Line], *, least_rows: int, least_columns: int) -> FoundTable | None:
    """Lines whose pieces stand in columns; None if they do not."""
    cut = [[piece for piece in segments(line) if piece[2] not in ("：", ":")] for line in lines]
    cut = [pieces for pieces in cut if pieces]
    spread = [piece for pieces in cut if len(pieces) > 1 for piece in pieces]
    columns = _columns([(x0, x1) for x0, x1, _ in spread])
    if sum(len(pieces) > 1 for pieces in cut) < least_rows or len(columns) < least_columns:
        return None
    rows: list[list[str]] = []
    for pieces in cut:
        row = [""] * len(columns)
        for x0, x1, text in pieces:
            overlaps = [min(x1, right) - max(x0, left) for left, right in columns]
            column = overlaps.index(max(overlaps))
            row[column] = f"{row[column]} {text}".strip()
        if len(pieces) == 1 and rows and row[0] == "":  # the rest of a cell that was broken
            filled = next(index for index, text in enumerate(row) if text)
            rows[-1][filled] = join_lines(rows[-1][filled], row[filled])
        else:
            rows.append(row)
    first, last = lines[0], lines[-1]
    box = Box(columns[0][0], last.y - last.size * 0.3, columns[-1][1], first.y + first.size)
    return FoundTable(grid([[Spanned(text) for text in row] for row in rows]), box, tuple(c[0] for c in columns), False)


def _columns(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Intervals that overlap are one column."""
    found: list[tuple[float, float]] = []
    for x0, x1 in sorted(spans):
        if found and x0 < found[-1][1] - 1:
            found[-1] = (found[-1][0], max(found[-1][1], x1))
        else:
            found.append((x0, x1))
    return found


def unruled_runs(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Runs of lines (from, to) that look like a table without lines.

    It begins with three columns, has at least three such rows, and lines between that continue a cell.
    """
    cut = [[] if _LEADERS.search(line.text) else segments(line) for line in lines]
    runs = []
    start = 0
    while start < len(lines):
        end = start
        columns: list[tuple[float, float]] = []
        while end < len(lines) and len(cut[start]) >= 3 and _goes_on(cut[end], columns):
            if len(cut[end]) > 1:
                columns = _columns([*columns, *((x0, x1) for x0, x1, _ in cut[end])])
            end += 1
        if sum(len(pieces) >= 3 for pieces in cut[start:end]) >= 3:
            runs.append((start, end))
        start = max(end, start + 1)
    return runs


def _goes_on(pieces: list[tuple[float, float, str]], columns: list[tuple[float, float]]) -> bool:
    """Whether a line is a row of these columns, or the rest of a broken cell that is not in the first of them."""
    if len(pieces) != 1:
        return len(pieces) > 1
    x0, x1, _ = pieces[0]
    return any(x0 >= left - 3 and x1 <= right + 12 for left, right in columns[1:])
