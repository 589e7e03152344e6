"""Charts of an edited report: drawn anew where the case changed them and nobody put another picture in their place."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

from hengping.rendering.document import Figure
from hengping.rendering.word.baseline import Baseline, IssuedPicture, chart_digest, digest
from hengping.rendering.word.edited import EditedFile
from hengping.rendering.word.passages import DocumentText
from hengping.rendering.word.wordml import Element
from hengping.reports.sync.alignment import Alignment
from hengping.reports.sync.findings import ChartChange

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"


def renew_charts(
    file: EditedFile, issued: Baseline, now: DocumentText, alignment: Alignment
) -> tuple[list[ChartChange], dict[str, IssuedPicture]]:
    """Put the pictures of changed charts into the file's parts.

    Returns:
        What changed, and what now stands in place of each replaced picture, by its digest.
    """
    changed: list[ChartChange] = []
    replaced: dict[str, IssuedPicture] = {}
    for before, figure, caption in _beside(issued, now, alignment):
        if chart_digest(figure) == before.chart:
            continue
        parts = [name for name in file.targets.values() if digest(file.parts.get(name, b"")) == before.picture]
        if parts:
            picture = _drawn(figure)
            for part in parts:
                _replace(file, part, picture, figure.alt, before.alt)
            made = IssuedPicture(digest(picture), chart_digest(figure), figure.alt, before.caption)
            replaced[before.picture] = made
        changed.append(ChartChange(caption, replaced=bool(parts)))
    return changed, replaced


def _beside(issued: Baseline, now: DocumentText, alignment: Alignment) -> Iterator[tuple[IssuedPicture, Figure, str]]:
    """Issued charts with the chart under the same caption now."""
    partner: Mapping[int, int] = {pair.old: pair.new for pair in alignment.pairs}
    figures = {line: figure for figure, line in now.pictures if line is not None}
    for picture in issued.pictures:
        if picture.caption is None:
            continue
        line = partner.get(picture.caption)
        if line is not None and line in figures:
            yield picture, figures[line], "".join(issued.lines[picture.caption].texts)


def _drawn(figure: Figure) -> bytes:
    from hengping.rendering import drawing  # a third of a second, and charts seldom change

    return drawing.png(drawing.svg(figure.chart))


def _replace(file: EditedFile, part: str, picture: bytes, alt: str, old_alt: str) -> None:
    file.parts[part] = picture
    width, height = struct.unpack(">II", picture[16:24])
    identities = {identity for identity, name in file.targets.items() if name == part}
    for blip in file.root.iter(f"{_A}blip"):
        if blip.get(_EMBED) in identities:
            frame = next((each for each in blip.iterancestors() if each.tag in (f"{_WP}inline", f"{_WP}anchor")), None)
            if frame is not None:
                _fit(frame, height / width)
                for each in frame.iter(f"{_WP}docPr"):
                    if each.get("descr") == old_alt:
                        each.set("descr", alt)


def _fit(frame: Element, steepness: float) -> None:
    """The frame keeps its width."""
    for size in (*frame.iter(f"{_WP}extent"), *frame.iter(f"{_A}ext")):
        if size.get("cx"):
            size.set("cy", str(round(int(size.get("cx")) * steepness)))
