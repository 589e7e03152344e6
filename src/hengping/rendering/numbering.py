"""Numbers for headings, tables, figures and annexes in the official order, and what every reference reads as.

Headings 一、（一）1.（1）, beginning anew in each annex; 表1, 图1 and 附件1 run through the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hengping.errors import Fault, InputError
from hengping.quantities.numbers import chinese_numeral
from hengping.rendering.document import Annex, Block, Document, Figure, Heading, Landscape, Reference, Table
from hengping.rendering.walk import block_inlines, inlines_of


@dataclass(frozen=True)
class Placed:
    """A numbered thing: `label` is what a reference prints, `anchor` what it jumps to (letters, digits, `_`)."""

    label: str
    anchor: str


@dataclass(frozen=True)
class Entry:
    """A heading or an annex as it stands in the document: `text` holds its number; `listed` if the contents name it."""

    level: int
    text: str
    anchor: str
    listed: bool


@dataclass(frozen=True)
class Numbering:
    """What was given out, each tuple in the order of the document. An annex stands among `entries` at level 1."""

    entries: tuple[Entry, ...]
    tables: tuple[Placed, ...]
    figures: tuple[Placed, ...]
    keys: dict[str, Placed]


def number(document: Document) -> Numbering:
    """Number a document.

    Raises:
        InputError: a reference to a key that nothing has, or a key that two things have; all of them at once.
    """
    counter = _Counter(document.style.contents_depth)
    counter.number(document.blocks)
    faults = [*counter.faults, *_unresolved(document.blocks, counter.keys)]
    if faults:
        raise InputError(faults)
    return Numbering(tuple(counter.entries), tuple(counter.tables), tuple(counter.figures), counter.keys)


class _Counter:
    def __init__(self, depth: int) -> None:
        self.depth = depth
        self.levels = [0, 0, 0, 0]
        self.annexes = 0
        self.captions = {"表": 0, "图": 0}
        self.entries: list[Entry] = []
        self.tables: list[Placed] = []
        self.figures: list[Placed] = []
        self.keys: dict[str, Placed] = {}
        self.faults: list[Fault] = []

    def number(self, blocks: Iterable[Block], *, in_annex: bool = False) -> None:
        for block in blocks:
            match block:
                case Heading():
                    self._heading(block, in_annex=in_annex)
                case Table():
                    self.tables.append(self._caption("表", "table", block))
                case Figure():
                    self.figures.append(self._caption("图", "figure", block))
                case Landscape():
                    self.number(block.blocks, in_annex=in_annex)
                case Annex():
                    self._annex(block)
                case _:
                    pass

    def _heading(self, heading: Heading, *, in_annex: bool) -> None:
        text = heading.text
        if heading.numbered:
            self.levels[heading.level - 1] += 1
            self.levels[heading.level :] = [0] * (4 - heading.level)
            text = heading_number(heading.level, self.levels[heading.level - 1]) + text
        listed = heading.listed and not in_annex and heading.level <= self.depth
        self.entries.append(Entry(heading.level, text, f"section_{len(self.entries) + 1}", listed))

    def _annex(self, annex: Annex) -> None:
        self.annexes += 1
        self.levels = [0, 0, 0, 0]
        placed = Placed(f"附件{self.annexes}", f"section_{len(self.entries) + 1}")
        self._remember(annex.key, placed)
        self.entries.append(Entry(1, f"{placed.label}　{annex.title}", placed.anchor, listed=True))
        self.number(annex.blocks, in_annex=True)
        self.levels = [0, 0, 0, 0]

    def _caption(self, sign: str, kind: str, block: Table | Figure) -> Placed:
        if block.caption:
            self.captions[sign] += 1
        label = f"{sign}{self.captions[sign]}" if block.caption else ""
        index = len(self.tables if kind == "table" else self.figures) + 1
        placed = Placed(label, f"{kind}_{index}")
        if block.key is not None and not label:
            self.faults.append(
                Fault(f"引用名“{block.key}”", "没有标题的表或图", "有标题的表或图", "请补写标题，或删去引用名。")
            )
        self._remember(block.key, placed)
        return placed

    def _remember(self, key: str | None, placed: Placed) -> None:
        if key is None:
            return
        if key in self.keys:
            self.faults.append(
                Fault(f"引用名“{key}”", f"{self.keys[key].label}和{placed.label}", "只属于一处", "请给其中一处改名。")
            )
        self.keys[key] = placed


def heading_number(level: int, count: int) -> str:
    """The number before a heading: 一、 （一） 1. （1）."""
    match level:
        case 1:
            return f"{chinese_numeral(count)}、"
        case 2:
            return f"（{chinese_numeral(count)}）"
        case 3:
            return f"{count}."
        case _:
            return f"（{count}）"


def _unresolved(blocks: Iterable[Block], keys: dict[str, Placed]) -> Iterator[Fault]:
    known = "、".join(keys) or "（无）"
    for where, reference in _references(blocks, "正文开头"):
        if reference.key not in keys:
            yield Fault(
                f"“{where}”一节",
                f"引用“{reference.key}”",
                f"已有的引用名之一：{known}",
                "请更正引用名，或补上所引的图表、附件。",
            )


def _references(blocks: Iterable[Block], where: str) -> Iterator[tuple[str, Reference]]:
    for block in blocks:
        match block:
            case Heading(text=text):
                where = text
            case Annex(title=title):
                yield from _references(block.blocks, title)
            case Landscape():
                yield from _references(block.blocks, where)
            case _:
                yield from (
                    (where, found)
                    for run in block_inlines(block)
                    for found in inlines_of(run)
                    if isinstance(found, Reference)
                )
