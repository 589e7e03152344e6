"""What each figure of an issued report reads now that the case has changed.

The report is written anew from the case and laid beside the issued one: where the words around a figure are the same,
its new text is the one in the same place, whatever format it is printed in. Elsewhere the fact's id leads to it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from hengping.rendering.word.passages import Line, Piece, normal
from hengping.reports.sync.alignment import Alignment, align

_SLOT = "\ufffc"

Cell = tuple[Piece, ...]


@dataclass(frozen=True)
class Renewal:
    """The issued report beside the report as the case has it now.

    Attributes:
        texts: the new text of each figure, by bookmark; figures whose fact the case no longer prints are not in it.
        alignment: of the lines.
    """

    texts: dict[str, str] = field(default_factory=dict)
    alignment: Alignment = field(default_factory=lambda: Alignment((), (), ()))


def renewal(issued: Sequence[Line], now: Sequence[Line]) -> Renewal:
    """Lay the lines of the issued report beside those of the report as it would be written now."""
    wordings = [_wording(line) for line in issued], [_wording(line) for line in now]

    def alike(i: int, j: int) -> float:
        return fuzz.ratio(wordings[0][i], wordings[1][j]) / 100 if issued[i].kind == now[j].kind else 0.0

    alignment = align([_keys(line) for line in issued], [_keys(line) for line in now], alike=alike)
    texts: dict[str, str] = {}
    for pair in alignment.pairs:
        for old, new in cells_beside(issued[pair.old], now[pair.new]):
            texts.update(_placed(old, new))
    texts.update(_by_fact(issued, now, texts))
    return Renewal(texts, alignment)


def wording(cell: Cell) -> str:
    """A cell's words, each figure and reference only as a place."""
    return normal("".join(_SLOT if piece.bookmark or piece.reference else piece.text for piece in cell))


def cells_beside(old: Line, new: Line) -> list[tuple[Cell, Cell]]:
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
    return (line.kind, _wording(line), ids), (line.kind, _wording(line))


def _ids(cell: Cell) -> tuple[str, ...]:
    return tuple(piece.fact_id for piece in cell if piece.bookmark)


def _figures(cell: Cell) -> list[Piece]:
    return [piece for piece in cell if piece.bookmark]


def _placed(old: Cell, new: Cell) -> dict[str, str]:
    """New texts of the figures of one passage, by place where the words are the same, else by fact in their order."""
    before, after = _figures(old), _figures(new)
    if len(before) == len(after) and wording(old) == wording(new):
        return {a.bookmark: b.text for a, b in zip(before, after, strict=True)}
    matcher = SequenceMatcher(None, [a.fact_id for a in before], [b.fact_id for b in after], autojunk=False)
    return {
        before[block.a + k].bookmark: after[block.b + k].text
        for block in matcher.get_matching_blocks()
        for k in range(block.size)
        if _shape(before[block.a + k].text) == _shape(after[block.b + k].text) or len(before) == len(after)
    }


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
        for texts in (seen[piece.fact_id, piece.text], formats[piece.fact_id, _shape(piece.text)]):
            if len(texts) == 1:
                found[piece.bookmark] = next(iter(texts))
                break
    return found


def _shape(text: str) -> str:
    """A figure's format: decimals and unit, whatever the number."""
    return re.sub(r"\d[\d,]*", "0", re.sub(r"(?<=\.)\d+", lambda found: "#" * len(found[0]), text)).lstrip("-")
