"""Reads back what `publish` wrote, as facts about a file: its text, figures, headings and references.

Judging them is the caller's: the self-check of a report compares the numbers of Word and PDF, looks for empty sections
and for references that lead nowhere. Word files may have been edited by hand meanwhile.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from hengping.errors import Fault, InputError
from hengping.rendering.bookmarks import fact_of
from hengping.rendering.style import Page
from hengping.rendering.word import custom_properties
from hengping.rendering.word.wordml import Element, q, style_of

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_HEADINGS = {f"{kind}{level}": level for kind in ("Heading", "UnlistedHeading") for level in (1, 2, 3, 4)}
_HEADINGS["AnnexTitle"] = 0


@dataclass(frozen=True)
class DocxHeading:
    """A heading of a Word file (level 0: an annex); `filled` if text, a table or a picture follows in its section."""

    level: int
    text: str
    filled: bool


@dataclass(frozen=True)
class PdfHeading:
    """An entry of a PDF's outline: level from 1, page index from 0, and the page's printed number."""

    level: int
    text: str
    page: int
    printed: str


def docx_text(path: Path) -> str:
    """The running text of a Word file, a line for each paragraph and cell, footnotes last.

    Without the list of contents, whose page numbers are no part of the text, and without headers and footers.
    """
    parts = _parts(path)
    paragraphs = [*_paragraphs(_body(parts)), *_note_paragraphs(parts)]
    return "\n".join(text for paragraph in paragraphs if (text := _text(paragraph)))


def docx_figures(path: Path) -> list[tuple[str, str]]:
    """The bookmarked figures of a Word file as (fact id, text as it stands there now), in order, footnotes last."""
    parts = _parts(path)
    digests = _digests(parts)
    return [
        (fact, text)
        for root in _roots(parts)
        for name, text in _bookmarked(root)
        if (fact := fact_of(name, digests)) is not None
    ]


def docx_headings(path: Path) -> list[DocxHeading]:
    """The headings of a Word file in order."""
    found: list[tuple[int, str]] = []
    filled: list[bool] = []
    for element in _content(_body(_parts(path))):
        level = _HEADINGS.get(style_of(element)) if element.tag == q("w:p") else None
        if level is not None:
            # A deeper heading under a heading is no text yet; its own text will fill both.
            found.append((level, _text(element)))
            filled.append(False)
        elif found and (
            element.tag == q("w:tbl") or _text(element) or element.find(f".//{q('w:drawing')}") is not None
        ):
            _fill(found, filled)
    return [DocxHeading(level, text, full) for (level, text), full in zip(found, filled, strict=True)]


def docx_dangling_references(path: Path) -> list[str]:
    """The texts of links inside a Word file whose target is not there."""
    parts = _parts(path)
    targets = {mark.get(q("w:name")) for root in _roots(parts) for mark in root.iter(q("w:bookmarkStart"))}
    return [
        _text(link)
        for root in _roots(parts)
        for link in root.iter(q("w:hyperlink"))
        if (anchor := link.get(q("w:anchor"))) is not None and anchor not in targets
    ]


def pdf_pages(path: Path, *, within: Page | None = None) -> list[str]:
    """The text of each page of a PDF, lines as printed; charts and the watermark have text too.

    Args:
        within: with the page of the style, only what stands inside its margins: no running header, no page number.
    """
    reader = _open_pdf(path)
    try:
        return [_page_text(page, within) for page in reader]
    finally:
        reader.close()


def pdf_outline(source: Path | bytes) -> list[PdfHeading]:
    """The outline of a PDF, a file or its bytes, in order."""
    reader = _open_pdf(source)
    try:
        return [
            PdfHeading(mark.level + 1, mark.get_title(), index, reader.get_page_label(index))
            for mark in reader.get_toc()
            if (target := mark.get_dest()) is not None and (index := target.get_index()) is not None
        ]
    finally:
        reader.close()


def _fill(found: list[tuple[int, str]], filled: list[bool]) -> None:
    """Text fills its own section and those around it."""
    level = 5
    for index in range(len(found) - 1, -1, -1):
        if found[index][0] < level:
            level = found[index][0]
            filled[index] = True


def _parts(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            wanted = ("word/document.xml", "word/footnotes.xml", "docProps/custom.xml")
            parts = {name: archive.read(name) for name in wanted if name in archive.namelist()}
    except (OSError, zipfile.BadZipFile) as error:
        raise _unreadable(str(path), "docx 文件") from error
    if "word/document.xml" not in parts:
        raise _unreadable(str(path), "docx 文件")
    return parts


def _unreadable(where: str, expected: str) -> InputError:
    return InputError([Fault(where, "无法打开的文件", expected, "请确认文件完整、格式正确。")])


def _parse(xml: bytes) -> Element:
    # The file may come from anywhere: entities stay unread.
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def _roots(parts: dict[str, bytes]) -> list[Element]:
    return [_parse(parts[name]) for name in ("word/document.xml", "word/footnotes.xml") if name in parts]


def _body(parts: dict[str, bytes]) -> Element:
    return _parse(parts["word/document.xml"]).find(q("w:body"))


def _content(body: Element) -> Iterator[Element]:
    """Paragraphs and tables at the top level, without the list of contents."""
    return (element for element in body if element.tag in (q("w:p"), q("w:tbl")))


def _paragraphs(body: Element) -> Iterator[Element]:
    for element in _content(body):
        yield from element.iter(q("w:p"))


def _note_paragraphs(parts: dict[str, bytes]) -> Iterator[Element]:
    if "word/footnotes.xml" in parts:
        yield from _parse(parts["word/footnotes.xml"]).iter(q("w:p"))


def _text(element: Element) -> str:
    kinds = {q("w:tab"): "\t", q("w:br"): "\n", q("w:noBreakHyphen"): "-"}
    pieces = [part.text or "" if part.tag == q("w:t") else kinds.get(part.tag, "") for part in element.iter()]
    return "".join(pieces).strip()


def _bookmarked(root: Element) -> Iterator[tuple[str, str]]:
    """Each bookmark's name and the text between its marks, which may lie in several runs, in the order of the marks."""
    open_marks: dict[str, int] = {}
    found: list[tuple[str, list[str]]] = []
    for element in root.iter(q("w:bookmarkStart"), q("w:bookmarkEnd"), q("w:t")):
        if element.tag == q("w:bookmarkStart"):
            open_marks[element.get(q("w:id"))] = len(found)
            found.append((element.get(q("w:name")), []))
        elif element.tag == q("w:bookmarkEnd"):
            open_marks.pop(element.get(q("w:id")), None)
        else:
            for index in open_marks.values():
                found[index][1].append(element.text or "")
    return ((name, "".join(text)) for name, text in found)


def _digests(parts: dict[str, bytes]) -> dict[str, str]:
    if "docProps/custom.xml" not in parts:
        return {}
    return custom_properties.read(parts["docProps/custom.xml"])


def _open_pdf(source: Path | bytes) -> PdfDocument:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(source)
    except (OSError, pypdfium2.PdfiumError) as error:
        raise _unreadable(str(source) if isinstance(source, Path) else "PDF", "PDF 文件") from error


def _page_text(page: Any, within: Page | None) -> str:
    text = page.get_textpage()
    if within is None:
        return str(text.get_text_bounded())
    width, height = page.get_size()
    edges = (within.left, within.bottom, within.right, within.top)
    if width > height:
        edges = (within.bottom, within.right, within.top, within.left)
    left, bottom, right, top = (edge / 25.4 * 72 for edge in edges)
    return str(text.get_text_bounded(left, bottom, width - right, height - top))
