"""The text of a document line by line, as a Word file of it reads: what was issued, to be compared with later.

A line is a paragraph, or a table row with its cells that are not empty. The contents list, headers and footers are no
lines. The same lines come of a document, without pandoc, and of the Word file made of it; a test holds them together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from hengping.rendering.bookmarks import FactBookmarks
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
    Strong,
    Table,
    Text,
)
from hengping.rendering.numbering import Entry, Numbering, Placed
from hengping.rendering.titles import cover_measures

OWN_NUMBER = "#"
"""Stands for the key of a number that a heading or caption has itself."""

LineKind = Literal["heading", "paragraph", "item", "caption", "row", "note"]


@dataclass(frozen=True)
class Piece:
    """A stretch of text: plain, a figure in its bookmark, or a reference.

    Attributes:
        text: as it was last printed.
        bookmark, fact_id: of a figure, else empty.
        reference: the key that a reference names, `#` for the number of a heading or caption itself, else empty.
        issued: a figure's text in the file as issued, where it has been renewed since; None if it has not.
    """

    text: str
    bookmark: str = ""
    fact_id: str = ""
    reference: str = ""
    issued: str | None = None


@dataclass(frozen=True)
class Line:
    """A paragraph (one cell) or a table row. `level`: of a heading (annex titles 0), or the table's number in order."""

    kind: LineKind
    cells: tuple[tuple[Piece, ...], ...]
    level: int = 0

    @property
    def passage_kind(self) -> str:
        """`row`, `note`, or `text`: lines of different kinds are never the same one."""
        return self.kind if self.kind in ("row", "note") else "text"

    @property
    def pieces(self) -> Iterator[Piece]:
        """Pieces of all cells in order."""
        for cell in self.cells:
            yield from cell

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each cell as last printed."""
        return tuple("".join(piece.text for piece in cell) for cell in self.cells)

    @property
    def issued_texts(self) -> tuple[str, ...]:
        """The text of each cell as issued."""
        return tuple(
            "".join(piece.text if piece.issued is None else piece.issued for piece in cell) for cell in self.cells
        )


@dataclass(frozen=True)
class DocumentText:
    """The lines of a document; `pictures` holds for each chart the index of its caption's line, None if it has none."""

    lines: tuple[Line, ...]
    pictures: tuple[tuple[Figure, int | None], ...]


def normal(text: str) -> str:
    """Text as it is compared: every blank or break alike, none at the ends."""
    return " ".join(text.split())


def document_text(document: Document, numbering: Numbering) -> DocumentText:
    """The lines of a numbered document, footnotes last, bookmarks named as in its Word file."""
    reader = _Reader(numbering)
    reader.front(document)
    reader.blocks(document.blocks)
    return DocumentText((*reader.lines, *reader.notes), tuple(reader.pictures))


@dataclass
class _Reader:
    numbering: Numbering
    lines: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    pictures: list[tuple[Figure, int | None]] = field(default_factory=list)
    bookmarks: FactBookmarks = field(default_factory=FactBookmarks)
    rows_of: int = 0
    entries: Iterator[Entry] = field(init=False)
    tables: Iterator[Placed] = field(init=False)
    figures: Iterator[Placed] = field(init=False)

    def __post_init__(self) -> None:
        self.entries = iter(self.numbering.entries)
        self.tables = iter(self.numbering.tables)
        self.figures = iter(self.numbering.figures)

    def front(self, document: Document) -> None:
        measures = cover_measures(document)
        title = "\n".join(measures.title_lines)
        if document.cover is None:
            self.plain("paragraph", title)
            self.plain("paragraph", document.subtitle)
            return
        self.plain("paragraph", document.cover.number)
        self.rows_of = 1
        self.plain("row", "\n".join(filter(None, (title, document.subtitle))), level=1)
        for label, value in measures.rows:
            self.plain("row", label + "：", value, level=1)
        self.plain("row", "\n".join(filter(None, (document.cover.issuer, document.cover.date))), level=1)

    def blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            match block:
                case Heading():
                    self.numbered(next(self.entries).text, block.text, level=block.level)
                case Annex():
                    self.numbered(next(self.entries).text, block.title, level=0)
                    self.blocks(block.blocks)
                case Landscape():
                    self.blocks(block.blocks)
                case Paragraph():
                    self.line("paragraph", block.content)
                case ListBlock():
                    for item in block.items:
                        self.line("item", item)
                case Table():
                    self.table(block)
                case Figure():
                    self.figure(block)
                case _:
                    pass

    def table(self, table: Table) -> None:
        placed = next(self.tables)
        self.rows_of += 1
        if table.caption:
            self.caption(placed, table.caption)
        for row in (*table.header, *table.body):
            self.line("row", *(cell.content for cell in row.cells), level=self.rows_of)
        for note in table.notes:
            self.line("paragraph", note)

    def figure(self, figure: Figure) -> None:
        placed = next(self.figures)
        self.pictures.append((figure, len(self.lines) if figure.caption else None))
        if figure.caption:
            self.caption(placed, figure.caption)
        for note in figure.notes:
            self.line("paragraph", note)

    def caption(self, placed: Placed, caption: tuple[Inline, ...]) -> None:
        words = (Piece("　"), *self.pieces(caption))
        self.lines.append(Line("caption", ((Piece(placed.label, reference=OWN_NUMBER), *_joined(words)),)))

    def numbered(self, text: str, words: str, *, level: int) -> None:
        number = text.removesuffix(words)
        pieces = [Piece(number, reference=OWN_NUMBER)] if number else []
        self.lines.append(Line("heading", ((*pieces, *_joined(self.pieces((Text(words),)))),), level))

    def plain(self, kind: LineKind, *texts: str, level: int = 0) -> None:
        self.line(kind, *((Text(text),) for text in texts), level=level)

    def line(self, kind: LineKind, *cells: tuple[Inline, ...], level: int = 0) -> None:
        read = (tuple(_joined(self.pieces(cell))) for cell in cells)
        filled = tuple(cell for cell in read if any(piece.text.strip() for piece in cell))
        if filled:
            self.lines.append(Line(kind, filled, level))

    def pieces(self, content: Iterable[Inline]) -> Iterator[Piece]:
        for inline in content:
            match inline:
                case Text():
                    yield Piece(_BLANKS.sub(" ", inline.text))
                case LineBreak():
                    yield Piece("\n")
                case Strong():
                    yield from self.pieces(inline.content)
                case Reference():
                    yield Piece(self.numbering.keys[inline.key].label, reference=inline.key)
                case FactFigure():
                    yield Piece(inline.text, self.bookmarks.name(inline.fact_id), inline.fact_id)
                    if inline.mark:
                        yield Piece(inline.mark)
                case Note():
                    self.notes.append(Line("note", (tuple(_joined(self.pieces(inline.content))),)))


_BLANKS = re.compile(r"[ \t\r\n]+")
"""One blank, as HTML reads them; a break is an inline of its own."""


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Plain text beside plain text as one piece."""
    text = ""
    for piece in pieces:
        if piece.bookmark or piece.reference:
            if text:
                yield Piece(text)
            text = ""
            yield piece
        else:
            text += piece.text
    if text:
        yield Piece(text)
