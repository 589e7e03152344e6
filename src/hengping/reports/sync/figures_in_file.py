"""The figures of an edited file: what stands in each bookmark, what of it is the figure, and its new text put there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from hengping.rendering.bookmarks import original_name
from hengping.rendering.word.edited import Content, EditedParagraph, FigurePlace, TextNode, put
from hengping.rendering.word.passages import Line, Piece
from hengping.reports.sync.findings import FigureChange, KeptFigure

_NUMBER = re.compile(
    r"-?\d[\d,，]*(?:\.\d+)?\s*(?:[%％‰]|个?百分点|[百千万亿]*(?:元|人次|人|户|家|件|份|个|天|年|月|日|分|次|项|倍)|[万亿])?"
)
_MORE_THAN_A_FIGURE = 12
"""Letters more than a figure printed there would have: somebody wrote a sentence into the bookmark."""


@dataclass(frozen=True)
class Found:
    """A figure found in the file.

    Attributes:
        start, end: which letters of the bookmark's text are the figure.
        by_hand: somebody wrote another number there.
    """

    place: FigurePlace
    piece: Piece
    start: int
    end: int
    by_hand: bool


@dataclass(frozen=True)
class FiguresInFile:
    """The figures of a file whose bookmarks are there, those that cannot be told apart from prose, and the others."""

    found: tuple[Found, ...]
    unclear: tuple[tuple[FigurePlace, str], ...]
    missing: tuple[str, ...]


def figures_in_file(content: Content, lines: tuple[Line, ...]) -> FiguresInFile:
    """Find the figures of the issued lines in the file."""
    issued = {piece.bookmark: piece for line in lines for piece in line.pieces if piece.bookmark}
    paragraphs = _paragraphs(content)
    found: list[Found] = []
    unclear: list[tuple[FigurePlace, str]] = []
    taken: set[int] = set()
    for place in content.figures:
        piece = issued.get(original_name(place.bookmark))
        text = place.text(content.texts)
        if not text.strip():
            continue
        if piece is None:
            unclear.append((place, "不是本报告出具时的数"))
        elif taken & {node.index for node in place.nodes}:
            unclear.append((place, "与另一个数的书签重叠"))
        elif whole := _shrunk(place, piece, paragraphs, content.texts):
            found.append(whole)
        elif (extent := _extent(piece.text, text)) is None:
            unclear.append((place, "书签内写进了别的文字"))
        else:
            start, end = extent
            found.append(Found(place, piece, start, end, by_hand=text[start:end] != piece.text))
        taken |= {node.index for node in place.nodes}
    seen = {each.piece.bookmark for each in found}
    found.sort(key=lambda each: (each.place.nodes[0].index, each.start))
    return FiguresInFile(tuple(found), tuple(unclear), tuple(name for name in issued if name not in seen))


def issued_texts(content: Content, figures: FiguresInFile) -> list[str]:
    """The texts of the file's nodes, each figure as it was last printed: what differs now are edits alone."""
    texts = list(content.texts)
    # From the end: what stands before a figure in the same node keeps its place.
    for each in reversed(figures.found):
        put(texts, each.place.nodes, each.start, each.end, each.piece.text)
    return texts


def renew(
    content: Content, figures: FiguresInFile, new: Mapping[str, str], where: Mapping[int, str]
) -> tuple[list[str], list[FigureChange], list[KeptFigure]]:
    """The texts of the file's nodes with every figure as the case has it, and what was done.

    Args:
        new: the text of each figure by its bookmark as issued.
        where: the place of each text node.
    """
    texts = list(content.texts)
    changes: list[FigureChange] = []
    kept: list[KeptFigure] = []
    for each in reversed(figures.found):
        stands = each.place.text(content.texts)[each.start : each.end]
        place = where.get(each.place.nodes[0].index, "")
        text = new.get(each.piece.bookmark)
        if text is None:
            kept.append(
                KeptFigure(each.piece.fact_id, stands, "按评价数据现在的写法，找不到与它对应的数，请核对", place)
            )
        elif text != stands:
            put(texts, each.place.nodes, each.start, each.end, text)
            changes.append(FigureChange(each.piece.fact_id, stands, text, place, each.by_hand))
    changes.reverse()
    kept.reverse()
    for unclear, why in figures.unclear:
        place = where.get(unclear.nodes[0].index, "")
        kept.append(KeptFigure(unclear.bookmark, unclear.text(content.texts), why, place))
    return texts, changes, kept


def _paragraphs(content: Content) -> dict[int, EditedParagraph]:
    """The paragraph of each node."""
    return {
        node.index: paragraph
        for line in content.lines
        for cell in line.cells
        for paragraph in cell
        for node in paragraph.nodes
    }


def _shrunk(
    place: FigurePlace, piece: Piece, paragraphs: Mapping[int, EditedParagraph], texts: list[str]
) -> Found | None:
    """A figure whose bookmark lost a part of it, which stands right beside (LibreOffice does so near a footnote)."""
    text = place.text(texts)
    paragraph = paragraphs.get(place.nodes[0].index)
    if paragraph is None or text == piece.text or text not in piece.text:
        return None
    before = "".join(texts[node.index] for node in paragraph.nodes if node.index < place.nodes[0].index)
    start = len(before) - piece.text.index(text)
    if start < 0 or paragraph.text(texts)[start : start + len(piece.text)] != piece.text:
        return None
    return _found_at(paragraph, piece, start, texts)


def _found_at(paragraph: EditedParagraph, piece: Piece, start: int, texts: list[str]) -> Found:
    """A figure at these letters of a paragraph, with the nodes that hold them."""
    end = start + len(piece.text)
    nodes: list[TextNode] = []
    offset = begin = 0
    for node in paragraph.nodes:
        finish = begin + len(texts[node.index])
        if begin < end and finish > start:
            offset = offset if nodes else begin
            nodes.append(node)
        begin = finish
    return Found(FigurePlace(piece.bookmark, nodes), piece, start - offset, end - offset, by_hand=False)


def _extent(printed: str, text: str) -> tuple[int, int] | None:
    """Which part of a bookmark's text is the figure: the one printed, else the only number, else all if it is short."""
    at = text.find(printed)
    if at >= 0 and text.count(printed) == 1 and not _inside_number(text, at, at + len(printed)):
        return at, at + len(printed)
    numbers = [match.span() for match in _NUMBER.finditer(text)]
    if len(numbers) == 1:
        start, end = numbers[0]
        return start, start + len(text[start:end].rstrip())
    return (0, len(text)) if len(text) <= len(printed) + _MORE_THAN_A_FIGURE and len(numbers) != 2 else None


def _inside_number(text: str, start: int, end: int) -> bool:
    """Whether more digits stand right before or behind."""
    digits = "0123456789."
    return (start > 0 and text[start - 1] in digits) or (end < len(text) and text[end] in digits)
