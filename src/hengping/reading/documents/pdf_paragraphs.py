"""Paragraphs from the lines of a page: an indent, a short line, a step in size or distance begins a new one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from hengping.reading.documents.headings import split_number
from hengping.reading.documents.pdf_layout import Margins
from hengping.reading.documents.pdf_lines import Line, glyphs_text, join_lines
from hengping.reading.documents.pdf_page import Glyph

_INDENT = 1.2
_SHORT = 1.7
_SHORT_IN_A_SENTENCE = 4.5
"""A long figure that goes to the next line as a whole leaves this much room; in sizes of type."""
_ENDS = tuple("。！？!?；;：:")
_LABELLED = re.compile(r"[^，。：:]{2,10}[：:]")


@dataclass
class PdfParagraph:
    """Lines of one paragraph on one page.

    Attributes:
        calls: signs of the footnotes called in it.
        open_end: whether its last line is full, so that it may go on overleaf.
        indented: whether its first line begins further in than the text.
    """

    text: str
    page: int
    top: float
    size: float
    open_end: bool = False
    indented: bool = False
    centred: bool = False
    table_note: bool = False
    calls: list[str] = field(default_factory=list)


def paragraphs_of(lines: Sequence[Line], margin: Margins, page: int, signs: frozenset[str]) -> list[PdfParagraph]:
    """Paragraphs of one page from top to bottom.

    Args:
        signs: with which the page's footnotes begin; raised signs that are none of them stay in the text.
    """
    made: list[PdfParagraph] = []
    before: Line | None = None
    for line in lines:
        text, calls = _without_calls(line, signs)
        if before is not None and _continues(before, line, made[-1], margin):
            made[-1].text = join_lines(made[-1].text, text)
            made[-1].calls += calls
        else:
            indented = line.x0 > margin.left + _INDENT * line.size
            made.append(PdfParagraph(text, page, line.y, line.size, indented=indented, calls=calls))
            made[-1].centred = _is_centred(line, margin)
        made[-1].open_end = _is_full(line, margin)
        before = line
    return [paragraph for paragraph in made if paragraph.text]


def _continues(before: Line, line: Line, paragraph: PdfParagraph, margin: Margins) -> bool:
    if abs(before.size - line.size) > 0.08 * before.size:
        return False
    distance = before.y - line.y
    if paragraph.centred and _is_centred(line, margin) and line.size > 1.1 * margin.size:
        return 0 < distance < 2.3 * line.size  # a title broken in two
    if distance > 1.45 * max(margin.pitch * line.size / margin.size, 1.3 * line.size) or distance < 0:
        return False
    if paragraph.centred and _is_centred(line, margin):
        return False
    if line.x0 > margin.left + _INDENT * line.size and not _hangs(before, line, margin):
        return False
    if not _is_full(before, margin):
        return False
    return not (split_number(line.text) and before.text.endswith(_ENDS))


def _hangs(before: Line, line: Line, margin: Margins) -> bool:
    """Lines of a list that all begin equally far in."""
    level = abs(before.x0 - line.x0) < 0.3 * line.size and before.x0 > margin.left + _INDENT * line.size
    begins = split_number(line.text) or _LABELLED.match(line.text)
    return level and _is_full(before, margin) and not (before.text.endswith(_ENDS) or begins)


def _is_full(line: Line, margin: Margins) -> bool:
    room = _SHORT if line.text.endswith(_ENDS) else _SHORT_IN_A_SENTENCE
    return line.x1 > margin.right - room * line.size


def _is_centred(line: Line, margin: Margins) -> bool:
    middle = (margin.left + margin.right) / 2
    inner = line.x0 > margin.left + line.size and line.x1 < margin.right - line.size
    return inner and abs((line.x0 + line.x1) / 2 - middle) < 0.8 * line.size


def _without_calls(line: Line, signs: frozenset[str]) -> tuple[str, list[str]]:
    """The text of a line without the signs that call footnotes, and these."""
    dropped: set[Glyph] = set()
    calls = []
    for run in line.raised():
        sign = "".join(glyph.text for glyph in run).strip("[]［］〔〕")
        if sign in signs:
            calls.append(sign)
            dropped.update(run)
    if not dropped:
        return line.text, calls
    return glyphs_text([glyph for glyph in line.glyphs if glyph not in dropped], line.size), calls


def joined_over_pages(paragraphs: Sequence[PdfParagraph | object]) -> list[object]:
    """Puts a paragraph together again that a page break cut; what is no paragraph stays between."""
    made: list[object] = []
    for part in paragraphs:
        last = made[-1] if made else None
        if (
            isinstance(part, PdfParagraph)
            and isinstance(last, PdfParagraph)
            and part.page != last.page
            and last.open_end
            and not (part.indented or part.centred or last.centred)
            and abs(part.size - last.size) < 0.08 * part.size
            and (last.indented or not last.text.endswith(_ENDS))
        ):
            last.text = join_lines(last.text, part.text)
            last.calls += part.calls
            last.open_end, last.page = part.open_end, part.page
        else:
            made.append(part)
    return made
