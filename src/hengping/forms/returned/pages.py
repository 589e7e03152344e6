"""A returned file as pages: grids of cells and lines of text, each with its place; one page a copy of a form."""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hengping.forms.short_code import find_code
from hengping.reading.addresses import address
from hengping.reading.documents import read_document
from hengping.reading.documents.model import HeadingBlock, ParagraphBlock, TableBlock
from hengping.reading.tables import CellValue, Sheet, number_text, read_tables

_FOOT = "表单编码"


@dataclass(frozen=True)
class Spot:
    """A cell or a line. `first` marks the top left cell of a merged area; the others repeat its text."""

    text: str
    where: str
    first: bool = True


@dataclass(frozen=True)
class Grid:
    """Rows of cells of one length, merged areas spread out."""

    rows: tuple[tuple[Spot, ...], ...]


@dataclass
class Page:
    """One copy of a form, as far as its file says."""

    label: str
    grids: list[Grid] = field(default_factory=list)
    lines: list[Spot] = field(default_factory=list)

    def texts(self) -> Iterator[Spot]:
        """Every text of the page, lines first."""
        yield from self.lines
        for grid in self.grids:
            for row in grid.rows:
                yield from (spot for spot in row if spot.first and spot.text)


def read_pages(path: Path) -> list[Page]:
    """The pages of an .xlsx, .xls, .et or .docx file, or of whatever `read_document` can read.

    Raises:
        InputError: the file cannot be read; says why.
    """
    if path.suffix.lower() in (".xlsx", ".xlsm", ".xls", ".et"):
        tables = read_tables(path)
        pages = [sheet_page(sheet) for sheet in tables.sheets if sheet.visible]
        return [page for page in pages if page.grids]
    return _document_pages(path)


def sheet_page(sheet: Sheet) -> Page:
    firsts = {(area.first_row, area.first_column): area for area in sheet.merged}
    covered = {
        (row, column): (area.first_row, area.first_column)
        for area in firsts.values()
        for row in range(area.first_row, area.last_row + 1)
        for column in range(area.first_column, area.last_column + 1)
    }
    rows = []
    for row, values in enumerate(sheet.rows):
        spots = []
        for column in range(len(values)):
            first = covered.get((row, column), (row, column))
            cell = sheet.cell(*first)
            text = "" if cell.error else _text(cell.value, percent=cell.percent)
            spots.append(Spot(text, f"表“{sheet.name}”{address(row, column)}", first == (row, column)))
        rows.append(tuple(spots))
    return Page(sheet.name, [Grid(tuple(rows))] if rows else [])


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
    if path.suffix.lower() == ".docx" and kept and not any(find_code(spot.text) for spot in kept[0].lines):
        kept[0].lines.extend(Spot(text, "页眉") for text in _running_headers(path))
    return kept


def table_grid(table: TableBlock) -> Grid:
    rows = []
    for row, cells in enumerate(table.cells):
        spots = []
        for column, cell in enumerate(cells):
            first = (cell.row, cell.column) == (row, column)
            spots.append(Spot(cell.text.strip(), table.cell_place(row, column).text(), first))
        rows.append(tuple(spots))
    return Grid(tuple(rows))


def _running_headers(path: Path) -> Iterator[str]:
    """What stands at the head of the pages of a Word file: the code of a form may stand there alone."""
    with zipfile.ZipFile(path) as package:
        for name in sorted(package.namelist()):
            if re.fullmatch(r"word/header\w*\.xml", name):
                text = package.read(name)[:200_000].decode("utf-8", "replace")
                yield "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", text))
