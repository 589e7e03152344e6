"""Figures whose bookmark is gone: does the number still stand in the text, and is it still right?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import Indel

from hengping.rendering.word.passages import Line
from hengping.reports.sync.alignment import Alignment
from hengping.reports.sync.edits import Passage
from hengping.reports.sync.findings import LostFigure

_CONTEXT = 4


def lost_figures(
    missing: Sequence[str],
    issued: Sequence[Line],
    new: Mapping[str, str],
    passages: Sequence[Passage],
    alignment: Alignment,
) -> tuple[list[LostFigure], int]:
    """Figures without a bookmark that are out of date now, and how many are still right.

    Args:
        missing: bookmarks of the issued text that are gone.
        passages: the edited text.
        alignment: of the issued lines with the passages.
    """
    partner = {pair.old: pair.new for pair in alignment.pairs}
    free = [passages[j] for j in alignment.only_new]
    gone = set(missing)
    outdated: list[LostFigure] = []
    right = 0
    for index, line in enumerate(issued):
        for name, fact_id, text, before, start in _figures(line):
            if name not in gone or name not in new:
                continue
            beside = [passages[partner[index]]] if index in partner else []
            place = _stands(before, text, start, beside) or _stands_elsewhere(before, text, start, free)
            if place and new[name] != text:
                outdated.append(LostFigure(fact_id, text, new[name], place))
            elif place:
                right += 1
    return outdated, right


def _figures(line: Line) -> Iterator[tuple[str, str, str, str, int]]:
    """Each figure with its bookmark, fact, text, and where it begins in the text of its cell."""
    for cell, text in zip(line.cells, line.texts, strict=True):
        start = 0
        for piece in cell:
            if piece.bookmark:
                yield piece.bookmark, piece.fact_id, piece.text, text, start
            start += len(piece.text)


def _stands(text: str, figure: str, start: int, passages: Sequence[Passage]) -> str:
    """Where the figure stands in the same passage: in letters that the edits left alone."""
    for passage in passages:
        for cell, place in zip(passage.texts, passage.places, strict=True):
            if figure in cell and any(
                op.tag == "equal" and op.src_start <= start and start + len(figure) <= op.src_end
                for op in Indel.opcodes(text, cell)
            ):
                return place
    return ""


def _stands_elsewhere(text: str, figure: str, start: int, passages: Sequence[Passage]) -> str:
    """Where the figure stands with the same letters before it, in a passage that is new."""
    before = text[max(0, start - _CONTEXT) : start + len(figure)]
    if len(before) == len(figure):
        return ""
    for passage in passages:
        for cell, place in zip(passage.texts, passage.places, strict=True):
            if before in cell:
                return place
    return ""
