"""One PDF page as glyphs, ruling lines and filled areas, in points from its lower left corner, upright."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

_THIN = 3.0
_SHORTEST_RULE = 4.0
_MOST_SEGMENTS = 4_000
_MOST_PATHS = 20_000
_IMAGE, _PATH = 3, 2
_RIGHT_HALF, _LEFT_HALF = frozenset("（《〈「『【〔［｛“‘"), frozenset("）》〉」』】〕］｝”’，。、；：！？．")
_BROKEN_WORD, _HYPHEN = 2, 0x2D
"""PDFium's code for a hyphen at the end of a line."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: left and right edge, baseline, size of type."""

    text: str
    x0: float
    x1: float
    y: float
    size: float

    @property
    def middle(self) -> tuple[float, float]:
        """A point on the print; brackets and stops fill half of their box, so that its other half may hang over."""
        share = 0.8 if self.text in _RIGHT_HALF else 0.2 if self.text in _LEFT_HALF else 0.5
        return self.x0 + share * (self.x1 - self.x0), self.y + self.size * 0.3


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical line: `at` is its y or x, it runs from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


@dataclass(frozen=True)
class PageContent:
    """What is on a page."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    filled: tuple[Box, ...]
    images: int


def page_content(page: Any) -> PageContent:
    """Read one page of pypdfium2; text askew (watermarks) is left out, a page printed sideways is set upright."""
    left, bottom, right, top = page.get_mediabox()
    width, height = right - left, top - bottom
    turn, glyphs = _glyphs(page)
    across, down, filled, images = _drawn(page)
    if turn == 0:
        return PageContent(width, height, glyphs, tuple(across), tuple(down), tuple(filled), images)
    if turn == 2:
        upright = tuple(
            Glyph(each.text, width - each.x1, width - each.x0, height - each.y, each.size) for each in glyphs
        )
        return PageContent(
            width, height, upright, _turned(across, height, width), _turned(down, width, height), (), images
        )
    # A quarter turn: what ran upwards (1) or downwards (3) runs to the right, so rules change their kind.
    if turn == 1:
        upright = tuple(Glyph(each.text, each.x0, each.x1, width - each.y, each.size) for each in glyphs)
        rules = _turned(down, width, None), _turned(across, None, width)
    else:
        upright = tuple(Glyph(each.text, height - each.x1, height - each.x0, each.y, each.size) for each in glyphs)
        rules = _turned(down, None, height), _turned(across, height, None)
    return PageContent(height, width, upright, *rules, (), images)


def _turned(rules: list[Rule], at: float | None, along: float | None) -> tuple[Rule, ...]:
    """Rules mirrored in their place (within `at`) and in their run (within `along`); None leaves it as it is."""
    return tuple(
        Rule(
            rule.at if at is None else at - rule.at,
            rule.start if along is None else along - rule.end,
            rule.end if along is None else along - rule.start,
        )
        for rule in rules
    )


def _glyphs(page: Any) -> tuple[int, tuple[Glyph, ...]]:
    """The direction of the text in quarter turns, and its characters set upright."""
    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()
    raw = text_page.raw
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    by_turn: dict[int, list[Glyph]] = {}
    for index in range(text_page.count_chars()):
        if pdfium.FPDFText_IsGenerated(raw, index):
            continue
        code = pdfium.FPDFText_GetUnicode(raw, index)
        code = _HYPHEN if code == _BROKEN_WORD else code
        turns = pdfium.FPDFText_GetCharAngle(raw, index) / (math.pi / 2)
        if code < 32 or abs(turns - round(turns)) > 0.05 or 0xD800 <= code < 0xE000:
            continue
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(raw, index, box)
        size = pdfium.FPDFText_GetFontSize(raw, index)
        turn = -round(turns) % 4  # PDFium measures clockwise
        by_turn.setdefault(turn, []).append(_measured(chr(code), turn, box, x.value, y.value, size))
    text_page.close()
    if not by_turn:
        return 0, ()
    turn = max(by_turn, key=lambda each: len(by_turn[each]))
    return turn, tuple(by_turn[turn])


def _measured(text: str, turn: int, box: Any, x: float, y: float, size: float) -> Glyph:
    """A character along the direction of its text: for quarter turns `x0` and `x1` run up the page, `y` across it."""
    sideways = turn % 2 == 1
    low, high = sorted((box.bottom, box.top)) if sideways else sorted((box.left, box.right))
    # Some producers scale the page instead of the type; the box then tells the size.
    if size < 2:
        size = abs(box.right - box.left) if sideways else abs(box.top - box.bottom)
    return Glyph(text, low, high, x if sideways else y, size)


def _drawn(page: Any) -> tuple[list[Rule], list[Rule], list[Box], int]:
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    filled: list[Box] = []
    kinds: Counter[int] = Counter()
    for item in page.get_objects(max_depth=3):
        kinds[item.type] += 1
        if item.type != _PATH or kinds[_PATH] > _MOST_PATHS:
            continue
        left, bottom, right, top = item.get_bounds()
        if right - left <= _THIN or top - bottom <= _THIN:
            _add(horizontal, vertical, left, bottom, right, top)
        else:
            _outline(item, horizontal, vertical, filled, Box(left, bottom, right, top))
    return horizontal, vertical, filled, kinds[_IMAGE]


def _add(across: list[Rule], down: list[Rule], x0: float, y0: float, x1: float, y1: float) -> None:
    if x1 - x0 >= y1 - y0 and x1 - x0 >= _SHORTEST_RULE:
        across.append(Rule((y0 + y1) / 2, x0, x1))
    elif y1 - y0 > x1 - x0 and y1 - y0 >= _SHORTEST_RULE:
        down.append(Rule((x0 + x1) / 2, y0, y1))


def _outline(item: Any, across: list[Rule], down: list[Rule], filled: list[Box], bounds: Box) -> None:
    """The upright lines of a path that is stroked; one that is filled is an area."""
    import pypdfium2.raw as pdfium

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item.raw, fill, stroke)
    count = pdfium.FPDFPath_CountSegments(item.raw)
    if fill.value and count <= 6:
        filled.append(bounds)
    if not stroke.value or count > _MOST_SEGMENTS:
        return
    matrix = item.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    start = before = (0.0, 0.0)
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item.raw, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            _add_line(across, down, before, point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            _add_line(across, down, point, start)
        before = point


def _add_line(across: list[Rule], down: list[Rule], one: tuple[float, float], other: tuple[float, float]) -> None:
    x0, x1 = sorted((one[0], other[0]))
    y0, y1 = sorted((one[1], other[1]))
    if x1 - x0 < 0.5 or y1 - y0 < 0.5:
        _add(across, down, x0, y0, x1, y1)
