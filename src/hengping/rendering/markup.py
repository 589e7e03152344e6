"""The one semantic HTML of a document's text, for the screen and for pandoc, which makes Word and PDF of it.

The mediums differ in a few places only: on the screen a chart is inline SVG and notes stand at the end with links
both ways; in print a chart is an image file and a note stands where it is referred to, and becomes a real footnote. A
figure names its fact on the screen and in Word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Literal

from hengping.rendering import grid
from hengping.rendering.bookmarks import FactBookmarks
from hengping.rendering.document import (
    Align,
    Annex,
    Block,
    Document,
    FactFigure,
    Figure,
    FurtherTitle,
    Heading,
    Inline,
    Landscape,
    LineBreak,
    ListBlock,
    Note,
    PageBreak,
    Paragraph,
    Reference,
    Row,
    Strong,
    Table,
    Text,
)
from hengping.rendering.numbering import Entry, Numbering, Placed
from hengping.rendering.style import StylePack

Medium = Literal["screen", "word", "pdf"]


_UNBROKEN = 16
"""Figures up to this many characters keep their mark on the same line."""


@dataclass(frozen=True)
class Markup:
    """The text of a document as HTML.

    Attributes:
        body: the blocks, without title, cover and contents.
        notes: the notes' HTML in order; empty for print, where they stand in the body.
        digests: see `FactBookmarks.digests`.
    """

    body: str
    notes: tuple[str, ...]
    digests: dict[str, str]


def markup(
    document: Document, numbering: Numbering, *, medium: Medium, image: Callable[[int, Figure, bool], str]
) -> Markup:
    """Write a numbered document as HTML.

    Args:
        image: the HTML of a figure's picture, from its index in the document, the figure, and whether it stands on a
            landscape page.

    Raises:
        ValueError: a table's spans do not fill its grid.
    """
    writer = _Writer(numbering, medium, image, document.style)
    body = writer.blocks(document.blocks)
    return Markup(body, tuple(writer.notes), writer.bookmarks.digests)


def stands_whole(table: Table, style: StylePack, *, landscape: bool) -> bool:
    """Whether a table is so low that it goes to the next page whole rather than leave a row or two behind."""
    page = (style.page.text_width if landscape else style.page.text_height) / 25.4 * 72
    return grid.height(table, style, landscape=landscape) < page / 4


@dataclass
class _Writer:
    numbering: Numbering
    medium: Medium
    image: Callable[[int, Figure, bool], str]
    style: StylePack
    notes: list[str] = field(default_factory=list)
    bookmarks: FactBookmarks = field(default_factory=FactBookmarks)
    landscape: bool = False
    drawn: int = 0
    entries: Iterator[Entry] = field(init=False)
    tables: Iterator[Placed] = field(init=False)
    figures: Iterator[Placed] = field(init=False)

    def __post_init__(self) -> None:
        self.entries = iter(self.numbering.entries)
        self.tables = iter(self.numbering.tables)
        self.figures = iter(self.numbering.figures)

    def blocks(self, blocks: Iterable[Block]) -> str:
        return "\n".join(self.block(block) for block in blocks)

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                return self.heading(block)
            case Paragraph():
                return self.paragraph(block)
            case ListBlock():
                items = "".join(f"<li>{self.inlines(item)}</li>" for item in block.items)
                return f"<ol>{items}</ol>" if block.ordered else f"<ul>{items}</ul>"
            case Table():
                return self.table(block)
            case Figure():
                return self.figure(block)
            case FurtherTitle():
                return f'<div class="further-title"><p>{escape(block.text)}</p></div>'
            case PageBreak():
                return '<div class="page-break"></div>'
            case Landscape():
                return self.turned(block.blocks, "")
            case Annex():
                return self.annex(block)

    def heading(self, heading: Heading) -> str:
        entry = next(self.entries)
        level = heading.level + 1
        kind = "" if entry.listed or heading.level > self.style.contents_depth else ' class="unlisted"'
        return f'<h{level} id="{entry.anchor}"{kind}>{escape(entry.text)}</h{level}>'

    def annex(self, annex: Annex) -> str:
        entry = next(self.entries)
        title = f'<h2 id="{entry.anchor}" class="annex-title">{escape(entry.text)}</h2>\n'
        if annex.landscape:
            return self.turned(annex.blocks, title)
        return f'<section class="annex">\n{title}{self.blocks(annex.blocks)}\n</section>'

    def turned(self, blocks: Iterable[Block], title: str) -> str:
        before, self.landscape = self.landscape, True
        body = self.blocks(blocks)
        self.landscape = before
        return f'<section class="landscape">\n{title}{body}\n</section>'

    def paragraph(self, paragraph: Paragraph) -> str:
        text = f"<p>{self.inlines(paragraph.content)}</p>"
        if paragraph.align != "left":
            return f'<div class="{paragraph.align}">{text}</div>'
        return text if paragraph.indented else f'<div class="flush">{text}</div>'

    def figure(self, figure: Figure) -> str:
        placed = next(self.figures)
        picture = self.image(self.drawn, figure, self.landscape)
        self.drawn += 1
        caption = f"<figcaption>{self.caption(placed, figure.caption)}</figcaption>" if figure.caption else ""
        chart = f'<figure id="{placed.anchor}">{picture}{caption}</figure>'
        return f'<div class="chart">{chart}{self.lines_below(figure.notes)}</div>'

    def table(self, table: Table) -> str:
        grid.check(table)
        placed = next(self.tables)
        above, caption = self.table_caption(placed, table)
        shares = grid.shares(table, self.style, landscape=self.landscape)
        columns = "".join(f'<col style="width:{share:.4%}">' for share in shares)
        aligns = [column.align for column in table.columns]
        head = f"<thead>\n{self.rows(table.header, aligns, 'th')}</thead>" if table.header else ""
        body = f"<tbody>\n{self.rows(table.body, aligns, 'td')}</tbody>"
        kind = "dense-table" if table.dense else "table"
        if stands_whole(table, self.style, landscape=self.landscape):
            kind += " whole"
        return (
            f'<div class="{kind}">{above}<table id="{placed.anchor}">{caption}<colgroup>{columns}</colgroup>'
            f"\n{head}\n{body}</table>{self.lines_below(table.notes)}</div>"
        )

    def table_caption(self, placed: Placed, table: Table) -> tuple[str, str]:
        """What stands above the table, and what inside it."""
        if not table.caption:
            return "", ""
        caption = self.caption(placed, table.caption)
        if self.medium == "pdf":
            return f'<div class="table-caption">{caption}</div>', ""
        return "", f"<caption>{caption}</caption>"

    def rows(self, rows: Sequence[Row], aligns: Sequence[Align], tag: str) -> str:
        return "".join(
            "<tr>" + "".join(self.cell(start, aligns[start.column], tag) for start in starts) + "</tr>\n"
            for starts in grid.place(rows, len(aligns))
        )

    def cell(self, start: grid.PlacedCell, column_align: Align, tag: str) -> str:
        cell = start.cell
        align = cell.align or ("center" if tag == "th" else column_align)
        spans = "".join(
            f' {name}="{count}"' for name, count in (("rowspan", cell.rowspan), ("colspan", cell.colspan)) if count > 1
        )
        content = self.inlines(cell.content)
        if cell.bold and content:
            content = f"<strong>{content}</strong>"
        if self.medium != "pdf":
            return f'<{tag}{spans} style="text-align:{align}">{content}</{tag}>'
        # In typst's own words and only where a cell differs from the rest (`table-text` of the preamble): a filter that
        # visits every cell takes pandoc as long as everything else.
        own = f' data-typst:align="{align} + horizon"' if align != "center" else ""
        own += ' data-typst:breakable="true"' if cell.rowspan > 1 else ""
        if tag == "th" and content:
            content = f'<span class="head">{content}</span>'
        return f"<{tag}{spans}{own}>{content}</{tag}>"

    def lines_below(self, lines: Sequence[tuple[Inline, ...]]) -> str:
        if not lines:
            return ""
        return '\n<div class="table-note">' + "".join(f"<p>{self.inlines(line)}</p>" for line in lines) + "</div>"

    def caption(self, placed: Placed, caption: tuple[Inline, ...]) -> str:
        return f"{placed.label}　{self.inlines(caption)}"

    def inlines(self, content: Iterable[Inline]) -> str:
        return "".join(self.inline(inline) for inline in content)

    def inline(self, inline: Inline) -> str:
        match inline:
            case Text():
                return escape(inline.text, quote=False)
            case FactFigure():
                return self.fact(inline)
            case Strong():
                return f"<strong>{self.inlines(inline.content)}</strong>"
            case Note():
                return self.note(inline)
            case Reference():
                placed = self.numbering.keys[inline.key]
                return f'<a class="reference" href="#{placed.anchor}">{placed.label}</a>'
            case LineBreak():
                return "<br>"

    def fact(self, figure: FactFigure) -> str:
        hover = f' title="{escape(figure.hover)}"' if figure.hover and self.medium == "screen" else ""
        mark = f'<sup class="mark">{escape(figure.mark)}</sup>' if figure.mark else ""
        placed = escape(figure.text) + mark
        if self.medium != "pdf":  # where nobody looks for a fact again, and pandoc reads a third less
            name, fact_id = self.bookmarks.name(figure.fact_id), escape(figure.fact_id)
            placed = f'<span class="fact" id="{name}" data-fact="{fact_id}"{hover}>{escape(figure.text)}</span>{mark}'
        # A mark at the head of a line, away from its figure, would be read as a mark of what follows.
        together = mark and len(figure.text) <= _UNBROKEN
        return f'<span class="marked">{placed}</span>' if together else placed

    def note(self, note: Note) -> str:
        content = self.inlines(note.content)
        if self.medium != "screen":
            return f'<span class="note">{content}</span>'
        self.notes.append(content)
        count = len(self.notes)
        return f'<sup class="note-reference"><a id="note_place_{count}" href="#note_{count}">{count}</a></sup>'
