"""Rows of one sheet of a form: cells over several columns and rows, heights after their text, a hidden key a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from hengping.reading.addresses import Area
from hengping.rendering.workbook import Cell, Column, PrintSetup, Row, Sheet, Validation

_UPRIGHT, _TURNED = 92.0, 138.0
"""Widths of the sheet in characters, printed one page wide."""
DENSE = "dense "
"""Begins the names of styles in small type."""
_DENSE_SIZE = 0.9
_LINE, _PADDING, _LEAST, _MOST = 14.0, 6.0, 21.0, 400.0


@dataclass(frozen=True)
class SheetCell:
    """A cell over `columns` and `rows`; `rows` 0: the one above covers it."""

    text: str
    style: str
    columns: int
    rows: int = 1
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class SheetRow:
    """A row; `hidden` stands in the hidden column, `heading` rows repeat on every page."""

    cells: tuple[SheetCell, ...]
    hidden: str = ""
    lines: int = 1
    heading: bool = False


@dataclass
class SheetRows:
    """Collects the rows. `boundaries` divide the width from 0 to 1."""

    name: str
    boundaries: Sequence[float]
    landscape: bool
    rows: list[Row] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    validations: list[Validation] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)

    @property
    def widths(self) -> list[float]:
        """Width of each column in characters."""
        whole = _TURNED if self.landscape else _UPRIGHT
        return [round((end - start) * whole, 2) for start, end in pairwise(self.boundaries)]

    def whole(self, text: str, style: str, *, hidden: str = "", height: float | None = None) -> None:
        """A row of one cell over the whole width."""
        count = len(self.boundaries) - 1
        size = 1.9 if style == "title" else 1.15 if style.startswith("text") else 1.0
        self._put(SheetRow((SheetCell(text, style, count),), hidden=hidden), height=height, size=size)

    def row(self, row: SheetRow) -> None:
        """A row of several cells."""
        if row.heading:
            self.headings.append(len(self.rows))
        self._put(row)

    def sheet(self, *, repeat_table: bool) -> Sheet:
        """The sheet; the rows above and with the table's heading repeat where there is one table alone."""
        widths = self.widths
        repeat = self.headings[-1] + 1 if repeat_table and self.headings else 0
        return Sheet(
            name=self.name,
            rows=tuple(self.rows),
            columns=(*(Column(width) for width in widths), Column(12, "hidden", hidden=True)),
            merged=tuple(self.merged),
            validations=tuple(self.validations),
            print_setup=PrintSetup(
                landscape=self.landscape,
                repeat_rows=repeat if repeat <= 12 else 0,
                margins=(15, 15, 16, 16),
                center=True,
            ),
            gridlines=False,
        )

    def _put(self, row: SheetRow, *, height: float | None = None, size: float = 1.0) -> None:
        at, column = len(self.rows), 0
        cells: list[Cell | None] = []
        tallest = max(_LEAST, _LINE * row.lines + _PADDING)
        widths = self.widths
        for each in row.cells:
            last = column + each.columns - 1
            if each.rows > 1 or (each.rows and each.columns > 1):
                self.merged.append(Area(at, column, at + each.rows - 1, last))
            cells.append(Cell(each.text if each.rows else None, each.style))
            cells += [Cell(None, each.style) for _ in range(each.columns - 1)]
            if each.rows == 1:
                own = _DENSE_SIZE if each.style.startswith(DENSE) else size
                tallest = max(tallest, _height(each.text, sum(widths[column : last + 1]), own))
            if each.choices:
                self.validations.append(Validation(Area(at, column, at, column), each.choices, strict=False))
            column = last + 1
        if row.hidden:
            cells.append(Cell(row.hidden, "hidden"))
        self.rows.append(Row(tuple(cells), height=min(height or tallest, _MOST)))


def _height(text: str, width: float, size: float) -> float:
    """Points that a wrapped text needs; a Chinese letter takes two characters of the column's width."""
    room = max(2.0, width - 1.5)
    lines = 0
    for line in text.split("\n"):
        letters = sum(2 if character > "\u2e7f" else 1 for character in line) * size
        lines += max(1, -int(-letters // room))
    return lines * _LINE * size + _PADDING
