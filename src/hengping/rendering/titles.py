"""The cover's measures: where a long title breaks, how large it is set, how wide and high the rows under it stand."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache

from hengping.rendering.document import Document
from hengping.rendering.letters import letters
from hengping.rendering.style import StylePack

# The parts of an official title end with a body or a year, and begin with the matter or the kind of document.
_AFTER = re.compile(r"(?:[省市县厅局]|自治区|委员会|中心|公司|年度?|保险|[）》、])$")
_BEFORE = re.compile(r"[（《]|项目|基金|资金|绩效|财政|企业|城乡|机关|自评")
# What may not begin or end a line, and numbers, which are not torn.
_NEVER = re.compile(r"[）》、，。：]|(?<=[（《])|(?<=[\d.])[\d.年]")

_MOST_LINES = 10
"""What is longer was put into a title by mistake; it breaks anywhere, for weighing every break would take minutes."""


@dataclass(frozen=True)
class CoverMeasures:
    """The cover's lines, and in points its title's size, the widths of labels and values, the rows' height together."""

    title_lines: tuple[str, ...]
    title_size: float
    label_width: float
    value_width: float
    rows: tuple[tuple[str, str], ...]
    rows_height: float


def cover_measures(document: Document) -> CoverMeasures:
    """How a document's cover is laid out, the same in Word and PDF."""
    style = document.style
    width = style.page.text_width / 25.4 * 72
    lines, size = _title(document.title, width, style)
    rows = document.cover.rows if document.cover is not None else ()
    em = style.sizes.body
    label = max((letters(text) for text, _ in rows), default=0) * em + 1.9 * em
    value = min(width - label, 19 * em)
    broken = tuple((text, "\n".join(title_lines(given, (value - 12) / em))) for text, given in rows)
    height = sum((given.count("\n") + 1) * style.sizes.line_pitch + 6 for _, given in broken)
    return CoverMeasures(lines, size, label, value, broken, height)


def title_lines(title: str, room: float) -> tuple[str, ...]:
    """A title in as few lines of at most so many letters as it needs, broken where its parts end rather than anywhere.

    Line ends in the title are kept, and nothing else is then broken, unless a line is too long.
    """
    return tuple(line for given in title.split("\n") for line in _broken(given, room))


def _title(title: str, width: float, style: StylePack) -> tuple[tuple[str, ...], float]:
    """一号 where every line as given fits, else 小一, else the size of titles, broken as it must be."""
    given = tuple(title.split("\n"))
    longest = max(map(letters, given))
    for size in (26.0, 24.0):
        if longest * size <= width:
            return given, size
    size = style.sizes.title
    return title_lines(title, width / size - 0.5), size


def _broken(text: str, room: float) -> tuple[str, ...]:
    count = math.ceil(letters(text) / room)
    if count > _MOST_LINES:
        size = int(room)
        return tuple(text[start : start + size] for start in range(0, len(text), size))
    target = letters(text) / max(1, count)

    @cache
    def best(start: int, lines: int) -> tuple[float, tuple[str, ...]]:
        if lines == 1:
            rest = text[start:]
            return (math.inf, ()) if letters(rest) > room else ((letters(rest) - target) ** 2, (rest,))
        found: tuple[float, tuple[str, ...]] = (math.inf, ())
        for end in range(start + 1, len(text)):
            line = text[start:end]
            if letters(line) > room:
                break
            cost, after = best(end, lines - 1)
            cost += (letters(line) - target) ** 2 + _tear(text, end)
            found = min(found, (cost, (line, *after)))
        return found

    # One line more where no break in so few lines keeps every line short enough.
    cost, lines = min(best(0, count), best(0, count + 1), key=lambda each: (math.isinf(each[0]), len(each[1])))
    return (text,) if math.isinf(cost) else lines


def _tear(text: str, at: int) -> float:
    """What a break there costs: nothing between parts, much inside a word, everything inside a number."""
    if _NEVER.match(text, at):
        return math.inf
    return 0.0 if _AFTER.search(text, 0, at) or _BEFORE.match(text, at) else 60.0
