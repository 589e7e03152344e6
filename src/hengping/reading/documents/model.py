"""One model for whatever is read: headings, paragraphs, tables and notes in order, each with a place a person can find.

Rows, columns, pages, paragraphs and tables count from 1 in a `Place`; positions in a grid count from 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from hengping.errors import Fault
from hengping.reading.addresses import address

Kind = Literal["docx", "pdf", "xlsx", "html", "markdown", "text", "zip"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands; what a format does not know stays empty.

    Attributes:
        file: the member of a zip folder.
        sheet, cell: worksheet and address, e.g. B12; with them nothing else is needed.
        page: of a PDF.
        line: of a text file.
        section: the heading that it stands under, with its number; a Word file has no fixed pages.
        paragraph: on the page where there are pages, else under that heading.
        table: its position among all tables; `label` is its printed number (表5) where it has one.
        row, column: of that table.
        note: the number of a footnote.
    """

    file: str = ""
    sheet: str = ""
    cell: str = ""
    page: int | None = None
    line: int | None = None
    section: str = ""
    paragraph: int | None = None
    table: int | None = None
    label: str = ""
    row: int | None = None
    column: int | None = None
    note: str = ""

    def text(self) -> str:
        """In words: 第3页第2段; 第3页表5第4行第3列; 工作表“得分”B12; “（一）评价结果”下第2段."""
        if self.sheet:
            return f"{self._file()}工作表“{self.sheet}”{self.cell}"
        return f"{self._file()}{self._region()}{self._spot()}" or "文档开头"

    def _file(self) -> str:
        return f"文件“{self.file}”" if self.file else ""

    def _region(self) -> str:
        if self.page is not None:
            return f"第{self.page}页"
        if self.line is not None and self.row is None:
            return f"第{self.line}行"
        if self.section and not self.label:
            below = "" if self.table is None and self.paragraph is None else "下"
            return f"“{_shortened(self.section)}”{below}"
        return ""

    def _spot(self) -> str:
        if self.note:
            return f"脚注{self.note}"
        if self.table is not None:
            name = self.label or f"第{self.table}个表格"
            row = "" if self.row is None else f"第{self.row}行"
            return name + row + ("" if self.column is None else f"第{self.column}列")
        if self.paragraph is not None and self.line is None:
            return f"第{self.paragraph}段"
        return ""


def _shortened(heading: str, most: int = 24) -> str:
    return heading if len(heading) <= most else heading[: most - 1] + "…"


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """A heading, level 1 the highest. `number` is printed before `text`: 一、 （一） 1. 第二章 附件1; may be empty."""

    level: int
    number: str
    text: str
    place: Place

    @property
    def full(self) -> str:
        """As printed, number first."""
        return self.number + self.text


@dataclass(frozen=True, slots=True)
class ParagraphBlock:
    """A paragraph as printed, automatic numbers included.

    Attributes:
        list_item: the number or sign with which `text` begins if it is an item of a list: （1） ① 2. •; else empty.
        notes: numbers of the footnotes called in it.
    """

    text: str
    place: Place
    list_item: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableCell:
    """One position of a grid; every position of a merged area holds the same cell.

    Attributes:
        text: lines of the cell separated by line feeds.
        row, column: the top left position of its area, from 0.
        rowspan, colspan: its extent.
    """

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table; all rows of `cells` are of one length.

    Attributes:
        caption: the line above (or below) as printed, with its number; empty if none.
        label: the number in the caption: 表1, 附表2; empty if none.
        unit: what a line 单位：万元 at the table says; empty if none.
        notes: lines under the table: 注：…, 数据来源：….
        header_rows: how many rows at the top are headings.
        row_pages: the page of each row, where the format has pages and the table spans several; else empty.
        origin: row and column of the sheet where the grid begins, from 0 (0, 0 elsewhere).
        inside: in which cell a nested table stands; None for a table of its own.
    """

    cells: tuple[tuple[TableCell, ...], ...]
    place: Place
    caption: str = ""
    label: str = ""
    unit: str = ""
    notes: tuple[str, ...] = ()
    header_rows: int = 1
    row_pages: tuple[int, ...] = ()
    origin: tuple[int, int] = (0, 0)
    inside: Place | None = None

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The texts of the grid, a merged area's text repeated at each of its positions."""
        return tuple(tuple(cell.text for cell in row) for row in self.cells)

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.cells[0]) if self.cells else 0

    def is_first(self, row: int, column: int) -> bool:
        """Whether the position (from 0) is the top left one of its cell: totals count it once."""
        cell = self.cells[row][column]
        return (cell.row, cell.column) == (row, column)

    def heading(self, column: int) -> str:
        """The heading of a column (from 0): the texts of the header rows from above, each once, joined by `/`."""
        texts = dict.fromkeys(self.cells[row][column].text for row in range(min(self.header_rows, len(self.cells))))
        return "/".join(text.replace("\n", "") for text in texts if text)

    def cell_place(self, row: int, column: int) -> Place:
        """The place of a position (from 0)."""
        if self.place.sheet:
            return replace(self.place, cell=address(self.origin[0] + row, self.origin[1] + column))
        page = self.row_pages[row] if row < len(self.row_pages) else self.place.page
        return replace(self.place, page=page, label=self.label, row=row + 1, column=column + 1)


@dataclass(frozen=True, slots=True)
class FootnoteBlock:
    """A footnote or endnote: its printed number, its text, and where it is called."""

    number: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Residue:
    """What a program wrote and the reader took out: [bookmark: …], the call of a note that is missing, field codes.

    `place` is where it stood; in a list of contents or a running head the section says so where no page or line does.
    """

    text: str
    place: Place


Block = HeadingBlock | ParagraphBlock | TableBlock


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document as read. Contents lists, running heads and page numbers are left out.

    Attributes:
        label: names the file for people.
        kind: what the file is, whatever its name says.
        title: of the document, empty if none was found.
        blocks: in reading order.
        notes: footnotes and endnotes in order.
        problems: what a person should know though the file could be read: macros left unread, pages without text.
        residues: what programs wrote into the text, in order, as far as it is not in the blocks.
    """

    label: str
    kind: Kind
    title: str
    blocks: tuple[Block, ...]
    notes: tuple[FootnoteBlock, ...] = ()
    problems: tuple[Fault, ...] = field(default=())
    residues: tuple[Residue, ...] = field(default=())

    @property
    def headings(self) -> tuple[HeadingBlock, ...]:
        """All headings in order."""
        return tuple(block for block in self.blocks if isinstance(block, HeadingBlock))

    @property
    def tables(self) -> tuple[TableBlock, ...]:
        """All tables in order."""
        return tuple(block for block in self.blocks if isinstance(block, TableBlock))

    @property
    def paragraphs(self) -> tuple[ParagraphBlock, ...]:
        """All paragraphs in order, without headings."""
        return tuple(block for block in self.blocks if isinstance(block, ParagraphBlock))

    def texts(self) -> Iterator[tuple[str, Place]]:
        """Every text once with its place, in order: headings, paragraphs, captions, cells, table notes, footnotes."""
        for block in self.blocks:
            match block:
                case HeadingBlock():
                    yield block.full, block.place
                case ParagraphBlock():
                    yield block.text, block.place
                case TableBlock():
                    yield from _table_texts(block)
        for note in self.notes:
            yield note.text, note.place


def _table_texts(table: TableBlock) -> Iterator[tuple[str, Place]]:
    place = replace(table.place, label=table.label)
    if table.caption:
        yield table.caption, place
    for row_index, row in enumerate(table.cells):
        for column_index, cell in enumerate(row):
            if cell.text and table.is_first(row_index, column_index):
                yield cell.text, table.cell_place(row_index, column_index)
    for note in table.notes:
        yield note, place
