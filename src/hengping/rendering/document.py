"""A document described as data: what it says, in order, and nothing about how a format writes it.

The caller writes headings, captions and annexes without numbers; `numbering` gives them (一、（一）1.（1）; 表1; 图1;
附件1) and resolves every `Reference`. All classes are frozen: a document is built once and rendered many times.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from hengping.rendering.style import StylePack

Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Text:
    """Plain text, printed as it stands."""

    text: str


@dataclass(frozen=True)
class FactFigure:
    """A figure placed from a fact; Word bookmarks it and HTML tags it with the fact's id.

    Attributes:
        fact_id: the fact's name, e.g. `支出执行率`.
        text: the figure as printed with its unit, e.g. `99.13%`.
        mark: printed small after the figure when the fact is not plainly sourced, e.g. `推算`; else empty.
        hover: what the screen shows on pointing at it (name, period, source); not printed.
    """

    fact_id: str
    text: str
    mark: str = ""
    hover: str = ""


@dataclass(frozen=True)
class LineBreak:
    """A line break inside a paragraph or cell."""


@dataclass(frozen=True)
class Reference:
    """The number of the table, figure or annex that has this key: 表3, 图1, 附件2."""

    key: str


@dataclass(frozen=True)
class Strong:
    """Emphasis; printed in 黑体."""

    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Note:
    """A footnote at this place; must not hold another note."""

    content: tuple[Inline, ...]


Inline = Text | FactFigure | Strong | Note | Reference | LineBreak


@dataclass(frozen=True)
class Heading:
    """A heading of level 1–4. `numbered=False` for 摘要, 前言 and the like; `listed=False`: not in the contents."""

    level: int
    text: str
    numbered: bool = True
    listed: bool = True


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; body text begins two characters in unless it is aligned otherwise or `indented` is off."""

    content: tuple[Inline, ...]
    align: Align = "left"
    indented: bool = True


@dataclass(frozen=True)
class ListBlock:
    """A list of short items; ordered items print as （1）（2）."""

    items: tuple[tuple[Inline, ...], ...]
    ordered: bool = False


@dataclass(frozen=True)
class Column:
    """A table column: its share of the table's width (relative to the sum of shares) and its body cells' alignment."""

    share: float = 1
    align: Align = "center"


@dataclass(frozen=True)
class Cell:
    """A table cell. `align` None takes the column's alignment; header cells are centred."""

    content: tuple[Inline, ...] = ()
    rowspan: int = 1
    colspan: int = 1
    bold: bool = False
    align: Align | None = None


@dataclass(frozen=True)
class Row:
    """A table row: only the cells that begin in it, as in HTML."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A table whose header rows repeat on each page.

    Attributes:
        columns, header, body: rows and spans must fill the grid exactly.
        caption: printed above after its number (表1); without a caption the table has no number.
        notes: lines under the table (注：…, 数据来源：…), one tuple of inlines each.
        key: what a `Reference` calls it.
        dense: smaller type, for tables of a dozen columns.
    """

    columns: tuple[Column, ...]
    body: tuple[Row, ...]
    header: tuple[Row, ...] = ()
    caption: tuple[Inline, ...] = ()
    notes: tuple[tuple[Inline, ...], ...] = ()
    key: str | None = None
    dense: bool = False


@dataclass(frozen=True)
class Figure:
    """A chart: a Vega-Lite specification (see `charts`), its caption (图1 …), and in words what it shows (`alt`).

    `width` is in percent of the text width.
    """

    chart: Mapping[str, Any]
    caption: tuple[Inline, ...]
    alt: str
    width: int = 100
    notes: tuple[tuple[Inline, ...], ...] = ()
    key: str | None = None


@dataclass(frozen=True)
class FurtherTitle:
    """The title of a further copy or form in the same file; looks like the title of the document."""

    text: str


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class Landscape:
    """Blocks on pages turned to landscape."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Annex:
    """An annex on pages of its own, headed 附件1 and its title; headings number anew in it. Only at the top level."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    key: str | None = None


Block = Heading | Paragraph | ListBlock | Table | Figure | FurtherTitle | PageBreak | Landscape | Annex


@dataclass(frozen=True)
class Cover:
    """A cover page: rows of label and value in the middle, the issuing body and the date at the foot.

    `number` is the report number at the top (报告编号), empty if it has none.
    """

    rows: tuple[tuple[str, str], ...] = ()
    issuer: str = ""
    date: str = ""
    number: str = ""


@dataclass(frozen=True)
class Document:
    """A whole document.

    Attributes:
        title: may hold `\\n` where a long title should break.
        cover: None begins with the title on the first page of text.
        watermark: 征求意见稿, 送审稿, 草稿 …, printed large and pale behind each page; None for a final text.
        running_header: small line at the head of each page of text; empty for none.
        contents: whether a list of contents follows the cover.
        author: goes into the files' properties only.
    """

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    cover: Cover | None = None
    watermark: str | None = None
    running_header: str = ""
    contents: bool = True
    style: StylePack = field(default_factory=StylePack)
    author: str = ""


def inlines(*parts: str | Inline) -> tuple[Inline, ...]:
    """Inlines from strings and inlines, in order: `inlines("执行率为", figure, "。")`. Empty strings are dropped."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts if part != "")


def cell(
    *parts: str | Inline, rowspan: int = 1, colspan: int = 1, bold: bool = False, align: Align | None = None
) -> Cell:
    """A table cell from strings and inlines; a `\\n` in a string becomes a line break."""
    content: list[Inline] = []
    for part in parts:
        if not isinstance(part, str):
            content.append(part)
            continue
        for index, line in enumerate(part.split("\n")):
            if index:
                content.append(LineBreak())
            if line:
                content.append(Text(line))
    return Cell(tuple(content), rowspan, colspan, bold, align)


def paragraph(*parts: str | Inline, align: Align = "left", indented: bool = True) -> Paragraph:
    """A paragraph from strings and inlines."""
    return Paragraph(inlines(*parts), align, indented)
