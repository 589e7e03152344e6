"""What every generated part of a report is written with: the material, and the prose of the case."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hengping.rendering.document import Block, Inline, ListBlock, Text
from hengping.reports.material import Material
from hengping.reports.prose import Prose


@dataclass(frozen=True)
class Writing:
    """Material and prose together."""

    material: Material
    prose: Prose

    def sentence(self, text: str, *, where: str) -> tuple[Inline, ...]:
        """A text of the case as part of a sentence: without the stop it may end with."""
        return without_stop(self.prose.inlines(text, where=where))

    def full_sentence(self, text: str, *, where: str) -> tuple[Inline, ...]:
        """A text of the case as a sentence of its own, ending with one stop."""
        content = self.sentence(text, where=where)
        if content and isinstance(content[-1], Text) and _COMPLETE.search(content[-1].text):
            return content
        return (*content, Text("。")) if content else ()


BlockWriter = Callable[[Writing, int], tuple[Block, ...]]
"""Writes one generated part; its own headings begin at the given level. Nothing to say: no blocks."""

_STOPS = "。；;.，,"
_COMPLETE = re.compile(r"[！？]$|。[”）]$|。（[^（）]*）$")


def without_stop(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Inlines without the full stop, semicolon or comma at their end."""
    if content and isinstance(content[-1], Text):
        return (*content[:-1], Text(content[-1].text.rstrip().rstrip(_STOPS)))
    return content


def joined(runs: list[tuple[Inline, ...]], separator: str) -> tuple[Inline, ...]:
    """Runs of inlines with a separator between them; empty runs are left out."""
    content: list[Inline] = []
    for run in (run for run in runs if run):
        if content:
            content.append(Text(separator))
        content.extend(run)
    return tuple(content)


def listed(runs: Sequence[tuple[Inline, ...]]) -> ListBlock:
    """Numbered points: semicolons between them, a full stop at the end."""
    ends = ["；"] * (len(runs) - 1) + ["。"]
    return ListBlock(tuple((*run, Text(end)) for run, end in zip(runs, ends, strict=True)), ordered=True)
