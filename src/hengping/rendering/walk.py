"""Walks over a document: every block, every inline, every figure and the bare text, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hengping.rendering.document import (
    Annex,
    Block,
    Document,
    FactFigure,
    Figure,
    FurtherTitle,
    Inline,
    Landscape,
    LineBreak,
    ListBlock,
    Note,
    Paragraph,
    Strong,
    Table,
    Text,
)


def blocks_of(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block, those inside annexes and landscape pages after the one that holds them."""
    for block in blocks:
        yield block
        if isinstance(block, Annex | Landscape):
            yield from blocks_of(block.blocks)


def block_inlines(block: Block) -> Iterator[tuple[Inline, ...]]:
    """The runs of inlines of one block in reading order, without the blocks inside it."""
    match block:
        case Paragraph():
            yield block.content
        case ListBlock():
            yield from block.items
        case Table():
            yield block.caption
            yield from (cell.content for row in (*block.header, *block.body) for cell in row.cells)
            yield from block.notes
        case Figure():
            yield block.caption
            yield from block.notes
        case FurtherTitle():
            yield (Text(block.text),)
        case _:
            return


def inlines_of(content: Iterable[Inline]) -> Iterator[Inline]:
    """Every inline, those inside emphasis and notes after the one that holds them."""
    for inline in content:
        yield inline
        if isinstance(inline, Strong | Note):
            yield from inlines_of(inline.content)


def figures_of(document: Document) -> Iterator[FactFigure]:
    """Every figure placed in a document."""
    for block in blocks_of(document.blocks):
        for run in block_inlines(block):
            yield from (inline for inline in inlines_of(run) if isinstance(inline, FactFigure))


def plain_text(content: Iterable[Inline]) -> str:
    """The letters of a run without marks, notes and references, for cells and places that hold no figures."""
    parts: list[str] = []
    for inline in content:
        match inline:
            case Text() | FactFigure():
                parts.append(inline.text)
            case Strong():
                parts.append(plain_text(inline.content))
            case LineBreak():
                parts.append("\n")
            case _:
                pass
    return "".join(parts)
