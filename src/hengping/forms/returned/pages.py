"""A returned file as pages: grids of cells and lines of text, each with its place; one page a copy of a form."""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import overload

from hengping.forms.returned.notes import cell_notes, document_notes
from hengping.forms.returned.spots import Spot
from hengping.forms.short_code import find_code
from hengping.reading.addresses import address
from hengping.reading.documents import read_document
from hengping.reading.documents.model import HeadingBlock, ParagraphBlock, TableBlock
from hengping.reading.tables import Cell, CellValue, Sheet, number_text, read_tables

__all__ = ["Grid", "Page", "SheetRows", "Spot", "read_pages", "sheet_page", "table_grid"]

_FOOT = "表单编码"
_ERROR_TEXT = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)")


@dataclass(frozen=True)
class Grid:
    """Rows of cells of one length, merged areas spread out."""

    rows: Sequence[tuple[Spot, ...]]


@dataclass
class Page:
    """One copy of a form, as far as its file says."""

    label: str
    grids: list[Grid] = field(default_factory=list)
    lines: list[Spot] = field(default_factory=list)
    told: list[Spot] = field(default_factory=list)
    """What else the file holds that no cell says: notes at cells, hidden sheets, tracked changes."""

    def texts(self) -> Iterator[Spot]:
        """Every text of the page, lines first."""
        yield from self.lines
        for grid in self.grids:
            for row in grid.rows:
                yield from (spot for spot in row if spot.first and spot.text)


def read_pages(path: Path) -> list[Page]:
    """The pages of an .xlsx, .xls, .et or .docx file, or of whatever `read_document` can read.

    What a person should look at in the file itself (notes at cells, hidden sheets) is told on the first page.

    Raises:
        InputError: the file cannot be read; says why.
    """
    if path.suffix.lower() in (".xlsx", ".xlsm", ".xls", ".et"):
        tables = read_tables(path)
        pages = [sheet_page(sheet) for sheet in tables.sheets if sheet.visible]
        # Every row is asked for many times while a form is looked for.
        found = [Page(page.label, [Grid(tuple(grid.rows)) for grid in page.grids]) for page in pages if page.grids]
        if found:
            found[0].told += [
                Spot("工作表是隐藏的，没有读", f"表“{sheet.name}”")
                for sheet in tables.sheets
                if not sheet.visible and any(any(row) for row in sheet.rows)
            ]
            found[0].told += cell_notes(path)
        return found
    return _document_pages(path)


def sheet_page(sheet: Sheet, *, above: int = 0) -> Page:
    """A worksheet as a page of one grid; its rows are made when they are asked for, so that long sheets stay small.

    `above` is how many rows were left out above the first, of a sheet that was cut into parts.
    """
    return Page(sheet.name, [Grid(SheetRows(sheet, above=above))] if sheet.rows else [])


class SheetRows(Sequence[tuple[Spot, ...]]):
    """Rows of a worksheet, each made when it is asked for."""

    def __init__(self, sheet: Sheet, *, above: int = 0) -> None:
        self._sheet, self._above = sheet, above
        self._covered = {
            (row, column): (area.first_row, area.first_column)
            for area in sheet.merged
            for row in range(area.first_row, min(area.last_row, len(sheet.rows) - 1) + 1)
            for column in range(area.first_column, min(area.last_column, len(sheet.rows[0]) - 1) + 1)
        }

    @property
    def sheet(self) -> Sheet:
        """The worksheet."""
        return self._sheet

    def __len__(self) -> int:
        return len(self._sheet.rows)

    @overload
    def __getitem__(self, index: int) -> tuple[Spot, ...]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[tuple[Spot, ...]]: ...
    def __getitem__(self, index: int | slice) -> tuple[Spot, ...] | Sequence[tuple[Spot, ...]]:
        if isinstance(index, slice):
            return [self._row(row) for row in range(*index.indices(len(self)))]
        return self._row(range(len(self))[index])

    def _row(self, row: int) -> tuple[Spot, ...]:
        return tuple([self.spot(row, column) for column in range(len(self._sheet.rows[row]))])

    def spot(self, row: int, column: int) -> Spot:
        """One cell, by its row and column among those that are here."""
        first = self._covered.get((row, column), (row, column)) if self._covered else (row, column)
        where = f"表“{self._sheet.name}”{address(row + self._above, column)}"
        top = first[0] + self._above
        is_first = first == (row, column)
        cell = self._sheet.cell(*first)
        text = "" if cell.error else _text(cell.value, percent=cell.percent)
        return _checked(Spot(text, where, is_first, first[1], top, _problem(cell)))


def _problem(cell: Cell) -> str:
    if cell.error:
        return "单元格是错误值（如 #REF!）"
    return "公式没有计算结果" if cell.formula is not None and cell.value is None else ""


def _checked(spot: Spot) -> Spot:
    """Error values that came as text (old .xls files, Word tables pasted from Excel) are no text."""
    if spot.text.startswith("#") and _ERROR_TEXT.fullmatch(spot.text):
        return replace(spot, text="", problem=f"单元格是错误值 {spot.text}")
    return spot


def _text(value: CellValue, *, percent: bool) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case float():
            return f"{number_text(value * 100)}%" if percent else number_text(value)
        case datetime.datetime():
            return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "minutes")
        case datetime.date():
            return value.isoformat()
        case _:
            return str(value).strip()


def _document_pages(path: Path) -> list[Page]:
    """A document cut after each line that ends a copy."""
    document = read_document(path)
    pages = [Page(path.name)]
    for block in document.blocks:
        match block:
            case TableBlock():
                pages[-1].grids.append(table_grid(block))
            case HeadingBlock():
                pages[-1].lines.append(Spot(block.full, block.place.text()))
            case ParagraphBlock():
                pages[-1].lines.append(Spot(block.text, block.place.text()))
                if _FOOT in block.text and find_code(block.text):
                    pages.append(Page(path.name))
    kept = [page for page in pages if page.grids or any(spot.text for spot in page.lines)]
    if kept:
        kept[0].told += [Spot(f"{problem.found}。{problem.mend}", problem.where) for problem in document.problems]
        kept[0].told += document_notes(path)
    if path.suffix.lower() == ".docx" and kept and not any(find_code(spot.text) for spot in kept[0].lines):
        kept[0].lines.extend(Spot(text, "页眉") for text in _running_headers(path))
    return kept


def table_grid(table: TableBlock) -> Grid:
    """A table of a document, cells over several rows or columns spread out."""
    rows = []
    for row, cells in enumerate(table.cells):
        spots = []
        for column, cell in enumerate(cells):
            first = (cell.row, cell.column) == (row, column)
            spots.append(
                _checked(Spot(cell.text.strip(), table.cell_place(row, column).text(), first, cell.column, cell.row))
            )
        rows.append(tuple(spots))
    return Grid(tuple(rows))


def _running_headers(path: Path) -> Iterator[str]:
    """What stands at the head of the pages of a Word file: the code of a form may stand there alone."""
    with zipfile.ZipFile(path) as package:
        for name in sorted(package.namelist()):
            if re.fullmatch(r"word/header\w*\.xml", name):
                text = package.read(name)[:200_000].decode("utf-8", "replace")
                yield "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", text))
