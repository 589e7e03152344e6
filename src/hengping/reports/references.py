"""References that lead nowhere, and keys that two things would have: put right before the report is numbered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hengping.rendering.document import (
    Annex,
    Block,
    Cell,
    Figure,
    Inline,
    Landscape,
    ListBlock,
    Note,
    Paragraph,
    Reference,
    Row,
    Strong,
    Table,
    Text,
)
from hengping.reports.material import Gaps


def resolved(blocks: Iterable[Block], gaps: Gaps) -> tuple[Block, ...]:
    """Blocks in which every reference leads to one thing.

    A reference that leads nowhere is printed in 〔〕 and noted as a gap. Of two things with one key (two texts place
    the same table) the first keeps it.
    """
    whole = _with_own_keys(blocks, set())
    return _Resolver(frozenset(_keys(whole)), gaps).blocks(whole)


def _with_own_keys(blocks: Iterable[Block], taken: set[str]) -> tuple[Block, ...]:
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Table | Figure | Annex) and block.key is not None:
            block = replace(block, key=None) if block.key in taken else block
            taken |= {block.key} if block.key else set()
        if isinstance(block, Annex | Landscape):
            block = replace(block, blocks=_with_own_keys(block.blocks, taken))
        found.append(block)
    return tuple(found)


def _keys(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        key = getattr(block, "key", None)
        if key:
            yield key
        if isinstance(block, Annex | Landscape):
            yield from _keys(block.blocks)


class _Resolver:
    def __init__(self, keys: frozenset[str], gaps: Gaps) -> None:
        self.keys = keys
        self.gaps = gaps

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(self.block(block) for block in blocks)

    def block(self, block: Block) -> Block:
        match block:
            case Paragraph():
                return replace(block, content=self.run(block.content))
            case ListBlock():
                return replace(block, items=tuple(self.run(item) for item in block.items))
            case Table():
                return replace(
                    block,
                    caption=self.run(block.caption),
                    header=self.rows(block.header),
                    body=self.rows(block.body),
                    notes=tuple(self.run(note) for note in block.notes),
                )
            case Figure():
                return replace(
                    block, caption=self.run(block.caption), notes=tuple(self.run(note) for note in block.notes)
                )
            case Annex() | Landscape():
                return replace(block, blocks=self.blocks(block.blocks))
            case _:
                return block

    def rows(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        return tuple(Row(tuple(self.cell(each) for each in row.cells)) for row in rows)

    def cell(self, cell: Cell) -> Cell:
        return replace(cell, content=self.run(cell.content))

    def run(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(self.inline(each) for each in content)

    def inline(self, inline: Inline) -> Inline:
        match inline:
            case Reference() if inline.key not in self.keys:
                self.gaps.add(f"正文引用的“{inline.key}”在本报告中没有")
                return Text(f"〔无此引用：{inline.key}〕")
            case Strong() | Note():
                return replace(inline, content=self.run(inline.content))
            case _:
                return inline
