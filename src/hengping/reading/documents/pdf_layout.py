"""What of a page is running text: pictures, running heads, page numbers and footnotes set apart, margins found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hengping.reading.documents.pdf_lines import Line
from hengping.reading.documents.pdf_page import Box, PageContent, Rule

_EDGE = 0.11
"""Share of the page's height in which running heads and page numbers stand."""
_PAGE_NUMBER = re.compile(
    r"[-—–·•\s]*(?:第\s*)?(?:\d{1,4}|[ivxlc]{1,6}|[IVXLC]{1,6})(?:\s*页)?(?:\s*[/／共,，]\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–·•\s]*"
)
_NOTE_BEGINS = re.compile(r"[\[［〔(（]?(\d{1,3}|[①-⑳]|[*＊]+)[\]］〕)）]?\s*(?=\S)")


@dataclass(frozen=True)
class Margins:
    """Left and right edge of running text, its size of type and the usual distance of lines."""

    left: float
    right: float
    size: float
    pitch: float


def chart_boxes(content: PageContent) -> list[Box]:
    """Filled areas that hold a drawing: as large as a picture, and no table."""
    boxes = []
    for box in content.filled:
        width, height = box.x1 - box.x0, box.y1 - box.y0
        whole = width * height > 0.85 * content.width * content.height
        if whole or height < 80 or width < 150:
            continue
        if not (
            _long_rules(content.vertical, box.x0, box.x1, box.y0, box.y1)
            >= 3
            <= _long_rules(content.horizontal, box.y0, box.y1, box.x0, box.x1)
        ):
            boxes.append(box)
    return boxes


def _long_rules(rules: Sequence[Rule], low: float, high: float, start: float, end: float) -> int:
    """How many lines between `low` and `high` run over much of the way from `start` to `end`, and not beyond."""
    inner = {
        round(rule.at)
        for rule in rules
        if low - 2 <= rule.at <= high + 2
        and start - 2 <= rule.start
        and rule.end <= end + 2
        and rule.end - rule.start > 0.3 * (end - start)
    }
    return len(inner)


def running_lines(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[set[int]]:
    """Per page the positions of its running heads and page numbers."""
    seen: Counter[str] = Counter()
    edges: list[list[tuple[int, str]]] = []
    for lines, height in zip(pages, heights, strict=True):
        found = [
            (index, re.sub(r"\d+", "#", re.sub(r"\s", "", line.text)))
            for index, line in enumerate(lines)
            if not _EDGE * height < line.y < (1 - _EDGE) * height
        ]
        edges.append(found)
        seen.update({text for _, text in found})
    often = max(3, round(0.25 * len(pages)))
    return [
        {index for index, text in found if seen[text] >= often or _PAGE_NUMBER.fullmatch(lines[index].text)}
        for found, lines in zip(edges, pages, strict=True)
    ]


def margins(lines: Sequence[Line]) -> Margins:
    """The margins of lines of running text of one page format."""
    if not lines:
        return Margins(0, 0, 10, 15)
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.glyphs)
    size = sizes.most_common(1)[0][0]
    usual = [line for line in lines if abs(line.size - size) < 0.6] or list(lines)
    left, right = sorted(line.x0 for line in usual), sorted(line.x1 for line in usual)
    gaps = sorted(before.y - after.y for before, after in pairwise(usual) if 0.8 * size < before.y - after.y < 4 * size)
    pitch = gaps[len(gaps) // 2] if gaps else 1.5 * size
    return Margins(left[len(left) // 20], _right_margin(right), size, pitch)


def _right_margin(ends: Sequence[float]) -> float:
    """Where lines end: the furthest place at which an eighth of them do, since punctuation may hang over."""
    for end in reversed(ends):
        if sum(abs(other - end) <= 4 for other in ends) * 8 >= len(ends):
            return end
    return ends[-1 - len(ends) // 20]


def note_floor(content: PageContent, lines: Sequence[Line], margin: Margins) -> float | None:
    """Height of the short rule above the footnotes; None where there are none."""
    width = margin.right - margin.left
    for rule in sorted(content.horizontal, key=lambda each: each.at):
        short = 20 < rule.end - rule.start < 0.6 * width and abs(rule.start - margin.left) < 12
        below = [line for line in lines if line.y < rule.at and line.y > _EDGE * 0.5 * content.height]
        if not short or not below or rule.at > 0.7 * content.height:
            continue
        first = max(below, key=lambda line: line.y)
        if first.size < 0.95 * margin.size and begins_note(first) is not None:
            return rule.at
    return None


def begins_note(line: Line) -> str | None:
    """The sign with which a footnote begins, or None."""
    found = _NOTE_BEGINS.match(line.text)
    return found[1] if found else None
