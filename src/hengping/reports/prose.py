"""The texts of a case, in which every figure is that of a fact: `{{ 支出执行率 | percent(2) }}`, no bare number.

`rendering.prose` reads the language; here are the names of a case, blocks that a text places itself, and what happens
where a text cannot be read: the place is printed in 〔〕 and noted as a gap, for a draft prints at any time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from hengping.errors import InputError
from hengping.rendering.document import (
    Block,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    Paragraph,
    Text,
)
from hengping.rendering.prose import render_prose
from hengping.reports.material import Material
from hengping.reports.prose_names import FILTERS, names_of

_PLACED = re.compile(r"\{\{\s*(table|chart)\(\s*[\"']([^\"']+)[\"']\s*\)\s*\}\}")
_PLACED_LINE = re.compile(rf"^[ \t]*{_PLACED.pattern}[ \t]*$", re.MULTILINE)
_BARE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
# Chinese text has no blanks around figures; authors put them in to make the source easier to read.
_CHINESE = "\u3000-\u9fff\uff00-\uffef"
_BLANKS = re.compile(rf"(?<=[{_CHINESE}”’]) +(?=\{{\{{)|(?<=\}}\}}) +(?=[{_CHINESE}“‘])")
_PLAIN = re.compile(r"[^{}*#\[\]\\<>&`_|\n]*")
_DEEPEST = 4

BlockSource = Callable[[str, str], tuple[Block, ...]]
"""Generated blocks by kind (`table`, `chart`) and name."""


@dataclass(frozen=True)
class Prose:
    """Turns the texts of one case into blocks and inlines.

    Attributes:
        material: what figures come from.
        generated: where `{{ table("goals") }}` and `{{ chart("money") }}` find their blocks.
    """

    material: Material
    generated: BlockSource = field(default=lambda kind, name: ())

    def inlines(self, text: str, *, where: str) -> tuple[Inline, ...]:
        """One run of text, such as a cause or a reason; its paragraphs and points are parted by line breaks."""
        if _PLAIN.fullmatch(text):
            return (Text(text.strip()),) if text.strip() else ()
        content: list[Inline] = []
        for run in _runs(self._rendered(text, where)):
            content += [LineBreak(), *run] if content else run
        return tuple(content)

    def blocks(self, text: str, *, where: str, level: int) -> tuple[Block, ...]:
        """A whole text; its own headings begin at `level`. A line that places a table or chart becomes that block."""
        found: list[Block] = []
        start = 0
        for placed in _PLACED_LINE.finditer(text):
            # Blank lines stand for what was cut off, so that faults name the right line.
            found += self._rendered("\n" * text[:start].count("\n") + text[start : placed.start()], where)
            found += self.generated(placed[1], placed[2])
            start = placed.end()
        found += self._rendered("\n" * text[:start].count("\n") + text[start:], where)
        return _at_level(found, level)

    @cached_property
    def placed(self) -> frozenset[tuple[str, str]]:
        """The blocks that some chapter text places itself, as (kind, name)."""
        texts = self.material.case.texts.values()
        return frozenset(found for text in texts for found in _PLACED.findall(text))

    @cached_property
    def _names(self) -> dict[str, object]:
        return names_of(self.material)

    def _rendered(self, text: str, where: str) -> tuple[Block, ...]:
        if not text.strip():
            return ()
        text = _BARE.sub(self._with_format, _BLANKS.sub("", text))
        try:
            return render_prose(text, self._names, FILTERS, where=where)
        except InputError as error:
            for fault in error.faults:
                self.material.gaps.add(str(fault).rstrip("。"))
            return self._piecemeal(text, where)

    def _with_format(self, found: re.Match[str]) -> str:
        """A fact named without a format is printed as filed, with its unit."""
        return f"{{{{ {found[1]} | with_unit }}}}" if found[1] in self.material.fact_rows else found[0]

    def _piecemeal(self, text: str, where: str) -> tuple[Block, ...]:
        """The paragraphs that can be read; the others as they stand, with 〔引用有误〕 for each expression."""
        found: list[Block] = []
        for piece in (piece for piece in re.split(r"\n\s*\n", text) if piece.strip()):
            try:
                found += render_prose(piece, self._names, FILTERS, where=where)
            except InputError:
                found.append(Paragraph((Text(_EXPRESSION.sub("〔引用有误〕", piece).strip()),)))
        return tuple(found)


def _runs(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    for block in blocks:
        match block:
            case Paragraph():
                yield block.content
            case ListBlock():
                yield from block.items
            case _:
                pass


def _at_level(blocks: Iterable[Block], level: int) -> tuple[Block, ...]:
    """Blocks whose highest heading stands at `level`, the others below it, none deeper than 4."""
    whole = tuple(blocks)
    highest = min((block.level for block in whole if isinstance(block, Heading)), default=1)
    return tuple(
        replace(block, level=min(block.level + level - highest, _DEEPEST)) if isinstance(block, Heading) else block
        for block in whole
    )
