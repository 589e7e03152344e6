"""Walks over a document's inlines, for checks and tests: every figure, every text, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hengping.rendering.document import Annex, Block, Document, FactFigure, Inline, Landscape, Note, Strong
from hengping.rendering.numbering import block_inlines


def blocks_of(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block, those inside annexes and landscape pages after the one that holds them."""
    for block in blocks:
        yield block
        if isinstance(block, Annex | Landscape):
            yield from blocks_of(block.blocks)


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
