"""A document that can be edited line by line and cell by cell, and written as Word, PDF, web page and plain text."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field

from hengping.reading.documents import HeadingBlock, ParagraphBlock, SourceDocument, TableBlock
from hengping.rendering.document import Block, Cell, Column, Document, Heading, Paragraph, Row, Table, cell, inlines


@dataclass
class Line:
    """A heading (level from 1) or a paragraph (level 0), numbers typed."""

    text: str
    level: int = 0


@dataclass
class Box:
    """One cell with its extent."""

    text: str
    rowspan: int = 1
    colspan: int = 1


@dataclass
class Grid:
    """A table: in each row only the cells that begin in it."""

    rows: list[list[Box]]
    header_rows: int
    caption: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def width(self) -> int:
        return sum(box.colspan for box in self.rows[0])

    @property
    def is_plain(self) -> bool:
        """Whether no cell covers another position."""
        return all(box.rowspan == box.colspan == 1 for row in self.rows for box in row)


@dataclass
class Sheet:
    """A document as lines and grids in order."""

    title: str
    parts: list[Line | Grid]

    @property
    def lines(self) -> list[Line]:
        return [part for part in self.parts if isinstance(part, Line)]

    @property
    def paragraphs(self) -> list[Line]:
        return [line for line in self.lines if line.level == 0]

    @property
    def headings(self) -> list[Line]:
        return [line for line in self.lines if line.level]

    @property
    def grids(self) -> list[Grid]:
        return [part for part in self.parts if isinstance(part, Grid)]

    def copy(self) -> Sheet:
        return copy.deepcopy(self)

    def below(self, words: str) -> list[Line | Grid]:
        """The parts under the first heading that contains the words, down to the next one of its level."""
        for start, part in enumerate(self.parts):
            if isinstance(part, Line) and part.level and words in part.text:
                end = start + 1
                while end < len(self.parts) and not self._ends(end, part.level):
                    end += 1
                return self.parts[start + 1 : end]
        return []

    def _ends(self, position: int, level: int) -> bool:
        part = self.parts[position]
        return isinstance(part, Line) and 0 < part.level <= level

    def insert_after(self, part: Line | Grid, *new: Line | Grid) -> None:
        """Put parts behind another one."""
        position = next(i for i, other in enumerate(self.parts) if other is part)
        self.parts[position + 1 : position + 1] = new

    def remove(self, *gone: Line | Grid) -> None:
        """Take parts out."""
        self.parts = [part for part in self.parts if not any(part is other for other in gone)]


def sheet_of(source: SourceDocument) -> Sheet:
    """A document as read, ready for editing. Covers (tables without headings before the text) are left out."""
    parts: list[Line | Grid] = []
    for block in source.blocks:
        match block:
            case HeadingBlock():
                parts.append(Line(block.full, block.level))
            case ParagraphBlock():
                parts.append(Line(block.text))
            case TableBlock():
                if parts:
                    parts.append(_grid(block))
    return Sheet(source.title, parts)


def _grid(table: TableBlock) -> Grid:
    rows = [
        [Box(c.text, c.rowspan, c.colspan) for column, c in enumerate(row) if table.is_first(index, column)]
        for index, row in enumerate(table.cells)
    ]
    return Grid(rows, table.header_rows, table.caption, list(table.notes))


def document_of(sheet: Sheet) -> Document:
    """The sheet for the renderer; headings and captions keep their typed numbers."""
    return Document(sheet.title or "文件", tuple(_blocks(sheet)), contents=False)


def _blocks(sheet: Sheet) -> Iterator[Block]:
    for part in sheet.parts:
        if isinstance(part, Line):
            if part.level:
                yield Heading(min(part.level, 4), part.text, numbered=False)
            else:
                yield Paragraph(inlines(part.text))
            continue
        if part.caption:
            yield Paragraph(inlines(part.caption), "center", indented=False)
        rows = [Row(tuple(_cell(box) for box in row)) for row in part.rows]
        columns = tuple(Column() for _ in range(part.width))
        yield Table(columns, tuple(rows[part.header_rows :]), tuple(rows[: part.header_rows]), dense=part.width > 7)
        for note in part.notes:
            yield Paragraph(inlines(note))


def _cell(box: Box) -> Cell:
    return cell(box.text, rowspan=box.rowspan, colspan=box.colspan)


def text_of(sheet: Sheet) -> bytes:
    """As plain text with tab-separated tables; a merged cell is written once, at its first position."""
    lines = [sheet.title, ""]
    for part in sheet.parts:
        if isinstance(part, Line):
            lines += [part.text, ""]
            continue
        lines += [part.caption] if part.caption else []
        lines += ["\t".join(row) for row in _full_rows(part)]
        lines += [*part.notes, ""]
    return "\n".join(lines).encode()


def _full_rows(grid: Grid) -> list[list[str]]:
    taken: dict[tuple[int, int], str] = {}
    for row, boxes in enumerate(grid.rows):
        column = 0
        for box in boxes:
            while (row, column) in taken:
                column += 1
            for down in range(box.rowspan):
                for right in range(box.colspan):
                    first = down == right == 0
                    taken[row + down, column + right] = box.text.replace("\n", "") if first else ""
            column += box.colspan
    return [[taken.get((row, column), "") for column in range(grid.width)] for row in range(len(grid.rows))]
