"""Writes one sheet row by row: spans become merged cells, heights follow the text, addresses come back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from hengping.reading.addresses import Area, column_letters
from hengping.rendering.workbook import Cell, CellValue, Column, PrintSetup, Row, Sheet, Validation, quoted_sheet

_LINE = 15.0
_LEAST = 19.5
_MOST = 400.0
_LONGEST = 16_000
"""A cell holds 32,767 units of UTF-16; a rare character takes two."""
_INDEX = "目录"


@dataclass(frozen=True)
class Span:
    """A cell and over how many columns it stretches."""

    cell: Cell
    columns: int = 1


@dataclass
class SheetWriter:
    """Collects the rows of one sheet. Widths are in characters, one a column."""

    name: str
    widths: Sequence[float]
    rows: list[Row] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    validations: list[Validation] = field(default_factory=list)

    @property
    def next_row(self) -> int:
        """The 0-based row that is written next."""
        return len(self.rows)

    def write(self, *spans: Span | Cell) -> int:
        """One row from column A on; returns its 0-based position."""
        row, column = self.next_row, 0
        cells: list[Cell | None] = []
        height = _LEAST
        for each in spans:
            span = each if isinstance(each, Span) else Span(each)
            if span.columns > 1:
                self.merged.append(Area(row, column, row, column + span.columns - 1))
            cells += [span.cell, *([None] * (span.columns - 1))]
            room = sum(self.widths[column : column + span.columns])
            height = max(height, text_height(span.cell.value, room))
            column += span.columns
        self.rows.append(Row(tuple(cells), height=min(height, _MOST)))
        return row

    def blank(self, height: float = 8.0) -> None:
        """An empty row between two parts."""
        self.rows.append(Row((), height=height))

    def here(self, row: int, column: int) -> str:
        """Address of a cell for formulas of this sheet: $C$12."""
        return f"${column_letters(column)}${row + 1}"

    def there(self, row: int, column: int) -> str:
        """Address of a cell for formulas of other sheets."""
        return f"{quoted_sheet(self.name)}!{self.here(row, column)}"

    def choices(self, row: int, column: int, options: tuple[str, ...]) -> None:
        """A drop-down on one cell."""
        self.validations.append(Validation(Area(row, column, row, column), options))

    def finish(self, *, repeat_rows: int = 0, freeze: tuple[int, int] = (0, 0), tab_color: str = "") -> Sheet:
        """The sheet: A4 landscape, one page wide, with its first rows on every page."""
        return Sheet(
            name=self.name,
            rows=tuple(self.rows),
            columns=tuple(Column(width) for width in self.widths),
            merged=tuple(self.merged),
            freeze=freeze,
            validations=tuple(self.validations),
            print_setup=PrintSetup(landscape=True, repeat_rows=repeat_rows, margins=(15, 15, 16, 16), center=True),
            gridlines=False,
            tab_color=tab_color,
        )


def text_height(value: CellValue, width: float) -> float:
    """Points that a wrapped text needs: a Chinese letter takes two characters of the column's width."""
    if not isinstance(value, str) or not value:
        return _LEAST
    room = max(2, int(width * 1.08) - 2)
    lines = sum(-(-max(1, _width(line)) // room) for line in value.split("\n"))
    return max(_LEAST, lines * _LINE + 4.5)


def _width(text: str) -> int:
    return sum(2 if character > "\u2e7f" else 1 for character in text)


def label(text: str) -> Cell:
    """A heading cell beside or above a value."""
    return Cell(text, "label")


def text(value: str) -> Cell:
    """A text that wraps; one longer than a cell holds is cut, for the paper repeats what the report says in full."""
    return Cell(value if len(value) <= _LONGEST else f"{value[:_LONGEST]}……（全文见评价报告）", "text")


def points(value: Decimal | None, formula: str = "", *, style: str = "points") -> Cell:
    """Points, given or computed."""
    return Cell("" if value is None and formula else value, style, formula=formula)


def to_index(name: str = _INDEX) -> Cell:
    """A link back to the list of papers."""
    return Cell("返回目录", "link", link=f"{quoted_sheet(name)}!A1")
