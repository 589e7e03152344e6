"""What a rendered `Document` says, by walking it: the oracle for reading its files back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from hengping.reading.documents import SourceDocument
from hengping.rendering.document import (
    Annex,
    Block,
    Document,
    FactFigure,
    Figure,
    Heading,
    Inline,
    Landscape,
    LineBreak,
    ListBlock,
    Note,
    Paragraph,
    Reference,
    Row,
    Strong,
    Table,
    Text,
)
from hengping.rendering.numbering import Numbering, number
from hengping.rendering.walk import blocks_of


@dataclass
class Said:
    """Headings as (level, text), tables as (caption, header rows, grid, notes), paragraphs and footnotes, all without
    white space."""

    headings: list[tuple[int, str]] = field(default_factory=list)
    tables: list[tuple[str, int, list[list[str]], list[str]]] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def said_by(document: Document, *, unlisted: bool = True) -> Said:
    """What the files of `document` must say, its cover left out.

    A heading without number that is not in the contents is a heading with `unlisted`, else a paragraph: in a PDF
    nothing tells it from one.
    """
    numbering = number(document)
    hidden = {
        bare(block.text) for block in blocks_of(document.blocks) if isinstance(block, Heading) and not block.listed
    }
    said = Said(
        [(each.level, bare(each.text)) for each in numbering.entries if unlisted or bare(each.text) not in hidden]
    )
    _Walk(said, numbering, unlisted).blocks(document.blocks)
    return said


def read_as_said(source: SourceDocument) -> Said:
    """The same of a document that was read."""
    return Said(
        [(heading.level, bare(heading.full)) for heading in source.headings],
        [
            (
                bare(table.caption),
                table.header_rows,
                [[bare(text) for text in row] for row in table.rows],
                [bare(note) for note in table.notes],
            )
            for table in source.tables
        ],
        [bare(paragraph.text) for paragraph in source.paragraphs],
        [bare(note.text) for note in source.notes],
    )


@dataclass
class _Walk:
    said: Said
    numbering: Numbering
    unlisted: bool
    tables: int = 0
    figures: int = 0

    def blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            match block:
                case Paragraph():
                    self.paragraph(block.content)
                case ListBlock():
                    for index, item in enumerate(block.items, start=1):
                        self.paragraph(item, f"（{index}）" if block.ordered else "")
                case Heading() if not (self.unlisted or block.listed or block.numbered):
                    self.said.paragraphs.append(bare(block.text))
                case Table():
                    self.table(block)
                case Figure():
                    self.figure(block)
                case Landscape() | Annex():
                    self.blocks(block.blocks)
                case _:
                    pass

    def paragraph(self, content: tuple[Inline, ...], number: str = "") -> None:
        self.said.paragraphs.append(bare(number + self.text(content)))

    def table(self, table: Table) -> None:
        label = self.numbering.tables[self.tables].label
        self.tables += 1
        notes = [bare(self.text(note)) for note in table.notes]
        grid = self.grid((*table.header, *table.body))
        self.said.tables.append((bare(label + self.text(table.caption)), len(table.header), grid, notes))

    def figure(self, figure: Figure) -> None:
        label = self.numbering.figures[self.figures].label
        self.figures += 1
        self.said.paragraphs.append(bare(label + self.text(figure.caption)))
        self.said.paragraphs.extend(bare(self.text(note)) for note in figure.notes)

    def grid(self, rows: tuple[Row, ...]) -> list[list[str]]:
        placed: dict[tuple[int, int], str] = {}
        for index, row in enumerate(rows):
            column = 0
            for cell in row.cells:
                while (index, column) in placed:
                    column += 1
                text = bare(self.text(cell.content))
                for below in range(cell.rowspan):
                    for beside in range(cell.colspan):
                        placed[index + below, column + beside] = text
        width = max(column for _, column in placed) + 1
        return [[placed[row, column] for column in range(width)] for row in range(len(rows))]

    def text(self, content: Iterable[Inline]) -> str:
        return "".join(self.pieces(content))

    def pieces(self, content: Iterable[Inline]) -> Iterator[str]:
        for inline in content:
            match inline:
                case Text():
                    yield inline.text
                case FactFigure():
                    yield inline.text + inline.mark
                case Strong():
                    yield self.text(inline.content)
                case Reference():
                    yield self.numbering.keys[inline.key].label
                case LineBreak():
                    yield "\n"
                case Note():
                    self.said.notes.append(bare(self.text(inline.content)))
