"""A workbook described as data: sheets, cells, names, lists, notes and print set-up. `workbook_file` writes it.

Text stays text, whatever it begins with; only `Cell.formula` is a formula, and its `value` is the result planted in the
file for readers that do not recalculate.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

from hengping.reading.addresses import Area, column_letters

__all__ = [
    "Area",
    "Book",
    "Cell",
    "CellStyle",
    "CellValue",
    "Column",
    "DefinedName",
    "PrintSetup",
    "Row",
    "Sheet",
    "Validation",
    "absolute_reference",
    "quoted_sheet",
]

CellValue: TypeAlias = str | int | float | Decimal | bool | datetime.date | datetime.datetime | None
Visibility: TypeAlias = Literal["visible", "hidden", "very_hidden"]


@dataclass(frozen=True)
class CellStyle:
    """How a cell looks; colours are `#RRGGBB`, sizes points, number formats Excel's own."""

    font: str = ""
    size: float = 0
    bold: bool = False
    underline: bool = False
    color: str = ""
    fill: str = ""
    border: bool = False
    border_color: str = "#BFBFBF"
    number_format: str = "General"
    align: Literal["", "left", "center", "right"] = ""
    vertical: Literal["top", "center", "bottom"] = "center"
    wrap: bool = False
    indent: int = 0


@dataclass(frozen=True)
class Cell:
    """One cell; `style` names an entry of `Book.styles`, `link` is an address such as `'事实'!A1` in the same book."""

    value: CellValue = None
    style: str = ""
    formula: str = ""
    note: str = ""
    link: str = ""


@dataclass(frozen=True)
class Row:
    """Cells from column A on; None leaves a cell out. Height in points, None for automatic."""

    cells: tuple[Cell | None, ...] = ()
    height: float | None = None
    hidden: bool = False


@dataclass(frozen=True)
class Column:
    """Width in characters; `style` is the look of cells that hold nothing yet."""

    width: float = 10
    style: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class Validation:
    """A drop-down over an area: fixed `choices`, or `source`, a formula that names a range.

    A strict one refuses other entries, otherwise it only offers.
    """

    area: Area
    choices: tuple[str, ...] = ()
    source: str = ""
    strict: bool = True


@dataclass(frozen=True)
class PrintSetup:
    """A4, one page wide; `repeat_rows` of header on every page. Margins in millimetres (left, right, top, bottom).

    `repeat_columns` stand again at the left of every page of a sheet too wide for one.
    """

    landscape: bool = False
    fit_width: bool = True
    repeat_rows: int = 0
    repeat_columns: int = 0
    header: str = ""
    footer: str = "&C第 &P 页，共 &N 页"
    margins: tuple[float, float, float, float] = (18, 18, 19, 19)
    center: bool = False


@dataclass(frozen=True)
class Sheet:
    """A worksheet; rows from row 1 on, `freeze` is the count of rows and columns that stay in view."""

    name: str
    rows: tuple[Row, ...] = ()
    columns: tuple[Column, ...] = ()
    merged: tuple[Area, ...] = ()
    freeze: tuple[int, int] = (0, 0)
    filter: Area | None = None
    validations: tuple[Validation, ...] = ()
    print_setup: PrintSetup = PrintSetup()
    visibility: Visibility = "visible"
    tab_color: str = ""
    gridlines: bool = True


@dataclass(frozen=True)
class DefinedName:
    """A workbook-wide name; `refers_to` is a reference or formula, with or without `=`."""

    name: str
    refers_to: str


@dataclass(frozen=True)
class Book:
    """A whole workbook. `created` is what the file says of itself: a date of the case, never the clock."""

    sheets: tuple[Sheet, ...]
    styles: Mapping[str, CellStyle] = field(default_factory=dict)
    names: tuple[DefinedName, ...] = ()
    title: str = ""
    author: str = ""
    created: datetime.date = datetime.date(2000, 1, 1)
    font: str = "宋体"


def quoted_sheet(name: str) -> str:
    """A sheet's name as formulas write it: 'A''B'."""
    return "'" + name.replace("'", "''") + "'"


def absolute_reference(sheet: str, area: Area) -> str:
    """`'事实'!$A$2:$A$9`; a single cell is written once."""
    first = f"${column_letters(area.first_column)}${area.first_row + 1}"
    last = f"${column_letters(area.last_column)}${area.last_row + 1}"
    return f"{quoted_sheet(sheet)}!{first}" + ("" if first == last else f":{last}")
