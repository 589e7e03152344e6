"""What each figure of an issued report reads now that the case has changed.

The report is written anew from the case and laid beside the issued one: where the words around a figure are the same,
its new text is the one in the same place, whatever format it is printed in. Elsewhere the fact's id leads to it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from hengping.rendering.word.passages import Line, Piece, normal
from hengping.reports.sync.alignment import Alignment, align

_SLOT = "\ufffc"
_LEAST_CONTEXT = 3
"""Letters that stayed together, the figure among them, before it counts as standing in the same place."""

Cell = tuple[Piece, ...]


@dataclass(frozen=True)
class Renewal:
    """The issued report beside the report as the case has it now.

    Attributes:
        partners: the figure that now stands in each figure's place, by bookmark.
        texts: the new text of each figure, by bookmark; figures that the case no longer prints are not in it.
        alignment: of the lines.
    """

    partners: dict[str, Piece]
    texts: dict[str, str]
    alignment: Alignment


def renewal(issued: Sequence[Line], now: Sequence[Line]) -> Renewal:
    """Lay the lines of the issued report beside those of the report as it would be written now."""
    wordings = [_wording(line) for line in issued], [_wording(line) for line in now]

    def alike(i: int, j: int) -> float:
        return (
            fuzz.ratio(wordings[0][i], wordings[1][j]) / 100 if issued[i].passage_kind == now[j].passage_kind else 0.0
        )

    alignment = align([_keys(line) for line in issued], [_keys(line) for line in now], alike=alike)
    partners: dict[str, Piece] = {}
    for pair in alignment.pairs:
        for old, new in _cells_beside(issued[pair.old], now[pair.new]):
            partners.update(_placed(old, new))
    texts = {bookmark: piece.text for bookmark, piece in partners.items()}
    texts.update(_by_fact(issued, now, texts))
    return Renewal(partners, texts, alignment)


def wording(cell: Cell, *, figures_only: bool = False) -> str:
    """A cell's words, each figure only as a place; references and numbers of headings likewise, or left out."""
    other = "" if figures_only else _SLOT
    return normal("".join(_SLOT if piece.bookmark else other if piece.reference else piece.text for piece in cell))


def _cells_beside(old: Line, new: Line) -> list[tuple[Cell, Cell]]:
    """The cells of two rows that belong together."""
    if len(old.cells) == len(new.cells):
        return list(zip(old.cells, new.cells, strict=True))
    before, after = ([(wording(cell), _ids(cell)) for cell in line.cells] for line in (old, new))
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return [(old.cells[b.a + k], new.cells[b.b + k]) for b in blocks for k in range(b.size)]


def _wording(line: Line) -> str:
    return "\t".join(wording(cell) for cell in line.cells)


def _keys(line: Line) -> tuple[object, object]:
    ids = tuple(_ids(cell) for cell in line.cells)
    return (line.passage_kind, _wording(line), ids), (line.passage_kind, _wording(line))


def _ids(cell: Cell) -> tuple[str, ...]:
    return tuple(piece.fact_id for piece in cell if piece.bookmark)


def _figures(cell: Cell) -> list[Piece]:
    return [piece for piece in cell if piece.bookmark]


def _placed(old: Cell, new: Cell) -> dict[str, Piece]:
    """The new figures of one passage: by their place among words that stayed, else by fact in their order."""
    before, after = _figures(old), _figures(new)
    found: dict[str, Piece] = {}
    used: set[int] = set()
    for i, j in _same_places(wording(old, figures_only=True), wording(new, figures_only=True)):
        found[before[i].bookmark] = after[j]
        used.add(j)
    left = [piece for piece in before if piece.bookmark not in found]
    free = [piece for j, piece in enumerate(after) if j not in used]
    matcher = SequenceMatcher(None, [a.fact_id for a in left], [b.fact_id for b in free], autojunk=False)
    for block in matcher.get_matching_blocks():
        for a, b in zip(left[block.a :][: block.size], free[block.b :][: block.size], strict=True):
            if _shape(a.text) == _shape(b.text):
                found[a.bookmark] = b
    return found


def _same_places(old: str, new: str) -> Iterator[tuple[int, int]]:
    """Which figure is which, by their numbers in either wording, where the words on its sides are the same ones."""
    if old == new:
        yield from ((i, i) for i in range(old.count(_SLOT)))
        return
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        words = old[block.a : block.a + block.size]
        if len(words.strip()) < _LEAST_CONTEXT:
            continue
        i, j = old[: block.a].count(_SLOT), new[: block.b].count(_SLOT)
        yield from ((i + k, j + k) for k in range(words.count(_SLOT)))


def _by_fact(issued: Sequence[Line], now: Sequence[Line], known: dict[str, str]) -> dict[str, str]:
    """For figures whose passage is gone: what the same fact reads elsewhere in the same format, if only one thing."""
    seen: dict[tuple[str, str], set[str]] = defaultdict(set)
    formats: dict[tuple[str, str], set[str]] = defaultdict(set)
    pieces = [piece for line in issued for piece in line.pieces if piece.bookmark]
    for piece in pieces:
        if piece.bookmark in known:
            seen[piece.fact_id, piece.text].add(known[piece.bookmark])
    for piece in (piece for line in now for piece in line.pieces if piece.bookmark):
        formats[piece.fact_id, _shape(piece.text)].add(piece.text)
    found: dict[str, str] = {}
    for piece in (piece for piece in pieces if piece.bookmark not in known):
        # An engine's sentence knows a number's fact by the number alone: two facts that printed the same may part now.
        texts = seen[piece.fact_id, piece.text] or formats[piece.fact_id, _shape(piece.text)]
        if len(texts) == 1:
            found[piece.bookmark] = next(iter(texts))
    return found


def _shape(text: str) -> str:
    """A figure's format: decimals and unit, whatever the number."""
    return re.sub(r"\d[\d,]*", "0", re.sub(r"(?<=\.)\d+", lambda found: "#" * len(found[0]), text)).lstrip("-")
