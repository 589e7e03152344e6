"""What a Word file was issued with, kept in the file itself: its text line by line, and which picture is which chart.

It stands in the file's custom properties, which python-docx, LibreOffice (by way of ODT too) and Word keep. Word reads
no more than 255 characters of a property, so it is laid in short pieces; a digest tells whether all of them are there.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hengping.rendering.bookmarks import bookmark_name, place_count
from hengping.rendering.document import Document, Figure
from hengping.rendering.numbering import Numbering
from hengping.rendering.word.passages import DocumentText, Line, Piece, document_text

_FORMAT = 1
_PROPERTY = re.compile(r"hengping_issued_(\d+)")
_ROOM = 240
_LARGEST = 64 << 20
"""Bytes of text; a file made to swell is no baseline."""


@dataclass(frozen=True)
class IssuedPicture:
    """A chart as issued: digests of its picture and of its specification, its words, and its caption's line."""

    picture: str
    chart: str
    alt: str
    caption: int | None


@dataclass(frozen=True)
class Baseline:
    """A Word file as issued."""

    title: str
    lines: tuple[Line, ...]
    pictures: tuple[IssuedPicture, ...]


def baseline(document: Document, numbering: Numbering, pictures: Sequence[bytes]) -> Baseline:
    """The baseline of a document whose charts were drawn as these pictures, in order."""
    text = document_text(document, numbering)
    return Baseline(document.title.replace("\n", ""), text.lines, issued_pictures(text, pictures))


def issued_pictures(text: DocumentText, pictures: Sequence[bytes]) -> tuple[IssuedPicture, ...]:
    """The charts of a document with their pictures."""
    return tuple(
        IssuedPicture(digest(picture), chart_digest(figure), figure.alt, line)
        for (figure, line), picture in zip(text.pictures, pictures, strict=True)
    )


def chart_digest(figure: Figure) -> str:
    """A digest that changes when the chart would be drawn otherwise."""
    return digest(json.dumps(figure.chart, sort_keys=True, ensure_ascii=False).encode())


def digest(data: bytes) -> str:
    """A short digest of bytes."""
    return hashlib.sha256(data).hexdigest()[:32]


def properties(issued: Baseline) -> dict[str, str]:
    """The baseline as custom properties, by name."""
    written = {
        "format": _FORMAT,
        "title": issued.title,
        "lines": [_line_out(line) for line in issued.lines],
        "pictures": [[each.picture, each.chart, each.alt, each.caption] for each in issued.pictures],
    }
    data = zlib.compress(json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    text = digest(data) + base64.b64encode(data).decode()
    pieces = [text[start : start + _ROOM] for start in range(0, len(text), _ROOM)]
    return {f"hengping_issued_{number:04}": piece for number, piece in enumerate(pieces, start=1)}


def is_baseline(name: str) -> bool:
    """Whether a custom property is a piece of a baseline."""
    return _PROPERTY.fullmatch(name) is not None


def read_baseline(found: Mapping[str, str]) -> Baseline | None:
    """The baseline among custom properties; None if there is none, or not all of it."""
    pieces = sorted((int(match[1]), value) for name, value in found.items() if (match := _PROPERTY.fullmatch(name)))
    text = "".join(value for _, value in pieces)
    try:
        data = base64.b64decode(text[32:], validate=True)
        if not data or digest(data) != text[:32]:
            return None
        unpacked = zlib.decompressobj().decompress(data, _LARGEST)
        read = json.loads(unpacked)
        if read["format"] != _FORMAT:
            return None
        lines = tuple(_line_in(each) for each in read["lines"])
        return Baseline(read["title"], lines, tuple(IssuedPicture(*each) for each in read["pictures"]))
    except (ValueError, KeyError, TypeError, IndexError, zlib.error):
        return None


def renewed(issued: Baseline, texts: Mapping[str, str], pictures: Mapping[str, IssuedPicture]) -> Baseline:
    """A baseline after figures and pictures were renewed in the file, which remembers what was issued.

    Args:
        texts: what now stands in the file, by bookmark.
        pictures: what now stands in place of a picture, by its digest.
    """
    lines = tuple(
        replace(line, cells=tuple(tuple(_renewed(piece, texts) for piece in cell) for cell in line.cells))
        for line in issued.lines
    )
    return replace(issued, lines=lines, pictures=tuple(pictures.get(each.picture, each) for each in issued.pictures))


def _renewed(piece: Piece, texts: Mapping[str, str]) -> Piece:
    new = texts.get(piece.bookmark, piece.text) if piece.bookmark else piece.text
    if new == piece.text:
        return piece
    first = piece.text if piece.issued is None else piece.issued
    return replace(piece, text=new, issued=None if first == new else first)


def _line_out(line: Line) -> list[object]:
    return [line.kind, line.level, *([_piece_out(piece) for piece in cell] for cell in line.cells)]


def _piece_out(piece: Piece) -> object:
    if piece.bookmark:
        figure = [piece.text, piece.fact_id, place_count(piece.bookmark)]
        return figure if piece.issued is None else [*figure, piece.issued]
    return {piece.reference: piece.text} if piece.reference else piece.text


def _line_in(read: Sequence[object]) -> Line:
    kind, level, *cells = read
    return Line(kind, tuple(tuple(_pieces_in(cell)) for cell in cells), level)  # type: ignore[arg-type]


def _pieces_in(cell: Iterable[object]) -> Iterator[Piece]:
    for each in cell:
        match each:
            case [str(text), str(fact_id), int(count), *issued]:
                name = bookmark_name(fact_id, count)
                yield Piece(text, name, fact_id, issued=str(issued[0]) if issued else None)
            case {**reference}:
                (key, label), *_ = reference.items()
                yield Piece(str(label), reference=str(key))
            case _:
                yield Piece(str(each))
