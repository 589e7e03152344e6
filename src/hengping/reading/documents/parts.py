"""What a reader hands over before structure is found: paragraphs and tables, with what the format itself says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from hengping.reading.documents.model import Place, TableCell

Role = Literal["", "title", "heading", "body", "caption", "table_note", "contents"]
"""What the format says that a paragraph is; empty where it says nothing."""


@dataclass(frozen=True, slots=True)
class RawParagraph:
    """A paragraph; `level` belongs to the role heading. `list_item` is a sign or number that the format gives.

    `bold` is whether all of it is.
    """

    text: str
    place: Place = field(default_factory=Place)
    role: Role = ""
    level: int = 0
    list_item: str = ""
    notes: tuple[str, ...] = ()
    bold: bool = False


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table; `header_rows` None where the format does not say. `nested` tables stood inside its cells.

    `columns_at` are the edges of its columns on a printed page, `full_ends` the cells whose last line is full there.
    """

    cells: tuple[tuple[TableCell, ...], ...]
    place: Place = field(default_factory=Place)
    header_rows: int | None = None
    caption: str = ""
    row_pages: tuple[int, ...] = ()
    origin: tuple[int, int] = (0, 0)
    nested: tuple[tuple[int, int, RawTable], ...] = ()
    columns_at: tuple[float, ...] = ()
    full_ends: frozenset[tuple[int, int]] = frozenset()


Raw = RawParagraph | RawTable


@dataclass(frozen=True, slots=True)
class Spanned:
    """A cell as a format writes it: text and how many rows and columns it covers."""

    text: str
    rowspan: int = 1
    colspan: int = 1


MAX_TABLE_COLUMNS = 2_000
MAX_TABLE_CELLS = 2_000_000


def grid(rows: Sequence[Sequence[Spanned]]) -> tuple[tuple[TableCell, ...], ...]:
    """The full grid of rows that hold only the cells beginning in them, as in HTML; gaps become empty cells.

    Spans that reach beyond the table are cut; of two cells for one position the earlier stays.
    """
    placed: dict[tuple[int, int], TableCell] = {}
    for row_index, row in enumerate(rows):
        column = 0
        for cell in row:
            while (row_index, column) in placed:
                column += 1
            _place(placed, cell, row_index, column, len(rows))
            column += cell.colspan
            if column > MAX_TABLE_COLUMNS or len(placed) > MAX_TABLE_CELLS:
                break
    width = max((column for _, column in placed), default=-1) + 1
    return tuple(
        tuple(placed.get((row, column)) or TableCell("", row, column) for column in range(width))
        for row in range(len(rows))
    )


def _place(placed: dict[tuple[int, int], TableCell], cell: Spanned, row: int, column: int, height: int) -> None:
    rowspan = max(1, min(cell.rowspan, height - row))
    colspan = max(1, min(cell.colspan, MAX_TABLE_COLUMNS))
    made = TableCell(cell.text, row, column, rowspan, colspan)
    for below in range(rowspan):
        for right in range(colspan):
            placed.setdefault((row + below, column + right), made)


def plain_grid(rows: Sequence[Sequence[str]]) -> tuple[tuple[TableCell, ...], ...]:
    """The grid of rows without merged cells; short rows are filled up."""
    return grid([[Spanned(text) for text in row] for row in rows])
