"""For a report without its baseline: what it was issued as, as far as the file and the case tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from hengping.rendering.word.baseline import Baseline
from hengping.rendering.word.edited import Content, EditedParagraph
from hengping.rendering.word.passages import DocumentText, Line, Piece
from hengping.reports.sync.renewal import renewal


def reconstructed(content: Content, title: str, now: DocumentText) -> Baseline:
    """The report as the case has it now, but each figure found in the file as it stands there.

    What people changed in the words then shows as an edit; a figure changed by hand cannot be told from one issued so.
    """
    facts = {_stem(piece.bookmark): piece.fact_id for line in now.lines for piece in line.pieces if piece.bookmark}
    in_file = list(_lines(content, facts))
    stands = {piece.bookmark: piece for line in in_file for piece in line.pieces if piece.bookmark}
    beside = renewal(in_file, now.lines).partners
    partner = {new.bookmark: stands[bookmark] for bookmark, new in beside.items()}
    lines = tuple(
        replace(line, cells=tuple(tuple(_as_found(piece, partner) for piece in cell) for cell in line.cells))
        for line in now.lines
    )
    return Baseline(title, lines, ())


def _as_found(piece: Piece, partner: Mapping[str, Piece]) -> Piece:
    """A figure as the file has it; one that is not in the file is so much text."""
    if not piece.bookmark:
        return piece
    found = partner.get(piece.bookmark)
    return Piece(piece.text) if found is None else replace(piece, text=found.text, bookmark=found.bookmark)


def _lines(content: Content, facts: Mapping[str, str]) -> Iterator[Line]:
    """The lines of the file with its figures; a figure copied counts where it stands first."""
    figures: dict[int, str] = {}
    for place in content.figures:
        if place.bookmark not in figures.values():
            figures |= {node.index: place.bookmark for node in place.nodes if node.index not in figures}
    for line in content.lines:
        cells = tuple(tuple(_pieces(cell, content, figures, facts)) for cell in line.cells)
        yield Line(line.kind, cells)


def _pieces(
    cell: tuple[EditedParagraph, ...], content: Content, figures: Mapping[int, str], facts: Mapping[str, str]
) -> Iterator[Piece]:
    bookmark, text = "", ""
    for paragraph in cell:
        for node in paragraph.nodes:
            here = figures.get(node.index, "")
            if here != bookmark:
                if text:
                    yield _piece(text, bookmark, facts)
                bookmark, text = here, ""
            text += content.texts[node.index]
        if paragraph is not cell[-1] and not bookmark:
            text += "\n"
    if text:
        yield _piece(text, bookmark, facts)


def _piece(text: str, bookmark: str, facts: Mapping[str, str]) -> Piece:
    return Piece(text, bookmark, facts.get(_stem(bookmark), bookmark)) if bookmark else Piece(text)


def _stem(bookmark: str) -> str:
    return bookmark.rpartition("_")[0]
