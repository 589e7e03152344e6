"""Lines of text from glyphs, and what separates their words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hengping.reading.documents.pdf_page import Glyph

_SPACE_IN_LATIN = 0.18
_SPACE_IN_CHINESE = 0.75
_RAISED = 0.12
_SMALL = 0.8
NOTE_SIGNS = frozenset("0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳*＊[]［］〔〕")


@dataclass(frozen=True, slots=True)
class Line:
    """Glyphs on one baseline from left to right; `y` and `size` are those of its larger type."""

    glyphs: tuple[Glyph, ...]
    y: float
    size: float

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(glyph.x1 for glyph in self.glyphs)

    @property
    def text(self) -> str:
        """The characters; spaces stand only where the print separates words."""
        return glyphs_text(self.glyphs, self.size)

    def raised(self) -> list[list[Glyph]]:
        """Runs of small raised note signs."""
        runs: list[list[Glyph]] = []
        before: Glyph | None = None
        for glyph in self.glyphs:
            small = glyph.size <= _SMALL * self.size and glyph.y > self.y + _RAISED * self.size
            if small and glyph.text in NOTE_SIGNS:
                if runs and before is runs[-1][-1]:
                    runs[-1].append(glyph)
                else:
                    runs.append([glyph])
            before = glyph
        return runs


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Glyphs as lines from top to bottom; raised and lowered signs stay on the line they belong to."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda each: (-round(each.y, 1), each.x0)):
        row = next((row for row in reversed(rows[-3:]) if _same_row(row, glyph)), None)
        if row is None:
            rows.append([glyph])
        else:
            row.append(glyph)
    made = [_line(row) for row in rows]
    return [line for line in sorted(made, key=lambda line: -line.y) if line.text]


def _same_row(row: list[Glyph], glyph: Glyph) -> bool:
    largest = max(row, key=lambda each: each.size)
    raised = min(largest.size, glyph.size) <= _SMALL * max(largest.size, glyph.size)
    return abs(largest.y - glyph.y) < (0.55 if raised else 0.45) * max(largest.size, glyph.size)


def _line(row: list[Glyph]) -> Line:
    ordered = tuple(sorted(row, key=lambda glyph: (glyph.x0, glyph.x1)))
    visible = [glyph for glyph in ordered if glyph.text.strip()] or list(ordered)
    size = max(glyph.size for glyph in visible)
    base = [glyph.y for glyph in visible if glyph.size >= 0.9 * size]
    return Line(ordered, sorted(base)[len(base) // 2], size)


def glyphs_text(glyphs: Sequence[Glyph], size: float) -> str:
    """The text of glyphs on one line.

    A gap is a space between Latin words; next to a Chinese character the print itself leaves a quarter, so that only a
    wide gap is one there. Blanks that a justified line stretched count by their width as well.
    """
    pieces: list[str] = []
    before: Glyph | None = None
    for glyph in glyphs:
        if glyph.text.isspace() and glyph.text != "\u3000":
            continue
        if before is not None:
            gap = glyph.x0 - before.x1
            latin = before.text.isascii() and glyph.text.isascii()
            if gap > (_SPACE_IN_LATIN if latin else _SPACE_IN_CHINESE) * size and pieces[-1] != "\u3000":
                pieces.append(" ")
        pieces.append(glyph.text)
        before = glyph
    return "".join(pieces).strip(" \u3000")


def join_lines(before: str, after: str) -> str:
    """Two lines of one paragraph: a space only between Latin words, a hyphen at the end of a Latin word goes."""
    if before.endswith("-") and before[-2:-1].isascii() and before[-2:-1].isalpha() and after[:1].islower():
        return before[:-1] + after
    latin = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
    return f"{before} {after}" if latin else before + after
