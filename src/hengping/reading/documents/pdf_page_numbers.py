"""Page numbers printed over a table that runs down to the foot of the page: known by counting with the pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from hengping.reading.documents.pdf_page import Glyph, PageContent

_EDGE = 0.11
_LEAST_PAGES = 3
_GAP = 1.6
_NUMBER = re.compile(r"(?:[-—–]+|第)?(\d{1,4})(?:[-—–]+|页)?")


def page_numbers(pages: Sequence[PageContent]) -> list[frozenset[Glyph]]:
    """Per page the characters of its number, found alike on three pages or more; none where numbers do not count up."""
    alike: dict[tuple[int, int, int], dict[int, list[Glyph]]] = defaultdict(dict)
    for index, page in enumerate(pages):
        for piece in _pieces(page):
            text = "".join(glyph.text for glyph in piece)
            if found := _NUMBER.fullmatch(text):
                alike[round(piece[0].y), round(10 * piece[0].size), int(found[1]) - index].setdefault(index, piece)
    dropped: list[set[Glyph]] = [set() for _ in pages]
    for by_page in alike.values():
        if len(by_page) >= _LEAST_PAGES:
            for index, piece in by_page.items():
                dropped[index].update(piece)
    return [frozenset(each) for each in dropped]


def _pieces(page: PageContent) -> list[list[Glyph]]:
    """Characters of one size on one line that stand close together, at the head and the foot of the page."""
    lines: dict[tuple[float, float], list[Glyph]] = defaultdict(list)
    for glyph in page.glyphs:
        if not _EDGE * page.height < glyph.y < (1 - _EDGE) * page.height and not glyph.text.isspace():
            lines[round(glyph.y, 1), glyph.size].append(glyph)
    pieces: list[list[Glyph]] = []
    for line in lines.values():
        before: Glyph | None = None
        for glyph in sorted(line, key=lambda each: each.x0):
            if before is not None and glyph.x0 - before.x1 <= _GAP * glyph.size:
                pieces[-1].append(glyph)
            else:
                pieces.append([glyph])
            before = glyph
    return pieces
