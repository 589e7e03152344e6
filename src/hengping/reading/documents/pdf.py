"""PDF files with text: paragraphs, headings, tables and footnotes rebuilt from where the letters stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from hengping.errors import Fault, InputError
from hengping.reading.documents.assembly import assemble
from hengping.reading.documents.captions import begins_table_note
from hengping.reading.documents.model import FootnoteBlock, Place, Residue, SourceDocument
from hengping.reading.documents.packages import damaged, password
from hengping.reading.documents.parts import Raw, RawParagraph, RawTable
from hengping.reading.documents.pdf_continuation import continued_tables
from hengping.reading.documents.pdf_grids import ruled_grids
from hengping.reading.documents.pdf_layout import (
    Margins,
    begins_note,
    chart_boxes,
    margins,
    note_floor,
    running_lines,
)
from hengping.reading.documents.pdf_lines import Line, lines_of
from hengping.reading.documents.pdf_page import Box, Glyph, PageContent, page_content
from hengping.reading.documents.pdf_page_numbers import page_numbers
from hengping.reading.documents.pdf_paragraphs import PdfParagraph, joined_over_pages, paragraphs_of
from hengping.reading.documents.pdf_tables import FoundTable, aligned_table, ruled_table, unruled_runs
from hengping.reading.documents.residue import residues_in

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MAX_PAGES = 3_000
_SMALL_PRINT = 0.85
_CONTENTS_LINE = re.compile(r"(?:[.．…·‥]\s?){5,}\s*(?:\d{1,4}|[ivxIVX]{1,5}|错误[!！].{0,12})$|^目\s*[录次]$")


def read_pdf(data: bytes, *, label: str) -> SourceDocument:
    """The document in a PDF file.

    Raises:
        InputError: encrypted, damaged, more than 3000 pages, or a scan without any text.
    """
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise InputError([password(label) if "assword" in str(error) else damaged(label)]) from error
    try:
        if len(pdf) > MAX_PAGES:
            fault = Fault(label, f"{len(pdf):,} 页的文件", f"不超过 {MAX_PAGES:,} 页的文件", "请拆分后再试。")
            raise InputError([fault])
        outline = _outline(pdf)
        pages = [_Page(index + 1, page_content(pdf[index])) for index in range(len(pdf))]
        title = _title(pdf)
    except pypdfium2.PdfiumError as error:
        raise InputError([damaged(label)]) from error
    finally:
        pdf.close()
    return _document(pages, outline, title, label)


def _outline(pdf: PdfDocument) -> dict[str, int]:
    """Headings without their spaces → level, from the outline that the file carries."""
    found: dict[str, int] = {}
    for mark in pdf.get_toc(max_depth=9):
        with suppress(UnicodeDecodeError):  # a damaged title helps nobody
            found.setdefault(_bare(mark.get_title()), mark.level + 1)
    return found


def _title(pdf: PdfDocument) -> str:
    with suppress(UnicodeDecodeError):
        return str(pdf.get_metadata_value("Title")).strip()
    return ""


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@dataclass
class _Page:
    number: int
    content: PageContent
    tables: list[FoundTable] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    contents: list[Line] = field(default_factory=list)

    @property
    def format(self) -> tuple[int, int]:
        return round(self.content.width / 10), round(self.content.height / 10)


def _document(pages: list[_Page], outline: dict[str, int], title: str, label: str) -> SourceDocument:
    without_text = [page.number for page in pages if not page.content.glyphs and page.content.images]
    if not any(page.content.glyphs for page in pages):
        found = "扫描图片，没有文字层" if without_text else "没有文字的 PDF"
        mend = "请用文字识别（OCR）软件转换为带文字的 PDF 或 .docx，或取得电子版原件。"
        raise InputError([Fault(label, found, "带文字的 PDF", mend)])
    numbers = page_numbers([page.content for page in pages])
    for page, dropped in zip(pages, numbers, strict=True):
        kept = tuple(glyph for glyph in page.content.glyphs if glyph not in dropped)
        page.content = replace(page.content, glyphs=kept) if dropped else page.content
        _find_tables(page)
    left: dict[str, Residue] = {}
    for page, running in zip(
        pages, running_lines([p.lines for p in pages], [p.content.height for p in pages]), strict=True
    ):
        for line in (*page.contents, *(page.lines[index] for index in sorted(running))):
            for residue in residues_in(line.text, Place(page=page.number)):
                left.setdefault(residue.text, residue)
        page.lines = [line for index, line in enumerate(page.lines) if index not in running]
    by_format = {
        each: margins([line for page in pages if page.format == each for line in page.lines])
        for each in {page.format for page in pages}
    }
    notes: list[FootnoteBlock] = []
    parts: list[Raw | PdfParagraph] = []
    for page in pages:
        parts.extend(_page_parts(page, by_format[page.format], notes))
    raws = [_raw(part, outline) for part in joined_over_pages(parts)]
    made = assemble(continued_tables(raws))
    problems = tuple(_problems(without_text, label))
    residues = (*left.values(), *made.residues)
    return SourceDocument(label, "pdf", title or made.title, made.blocks, tuple(notes), problems, residues)


def _problems(without_text: Sequence[int], label: str) -> Iterator[Fault]:
    if without_text:
        shown = "、".join(str(number) for number in without_text[:20]) + ("等" if len(without_text) > 20 else "")
        found = f"第 {shown} 页是没有文字的图片"
        yield Fault(label, found, "带文字的页", "这些页没有读取；如有正文，请先做文字识别（OCR）。")


def _find_tables(page: _Page) -> None:
    """Sets tables and drawings apart; what remains are lines of text."""
    content = page.content
    charts = chart_boxes(content)
    glyphs = [glyph for glyph in content.glyphs if not any(_in(chart, glyph) for chart in charts)]
    across = [
        rule
        for rule in content.horizontal
        if not any(box.holds((rule.start + rule.end) / 2, rule.at) for box in charts)
    ]
    down = [
        rule for rule in content.vertical if not any(box.holds(rule.at, (rule.start + rule.end) / 2) for box in charts)
    ]
    for outline in ruled_grids(across, down):
        table = ruled_table(outline, glyphs)
        if table is not None:
            page.tables.append(table)
            glyphs = [glyph for glyph in glyphs if not _in(table.box, glyph)]
    lines = lines_of(glyphs)
    page.contents = [line for line in lines if _CONTENTS_LINE.search(line.text)]
    lines = [line for line in lines if not _CONTENTS_LINE.search(line.text)]
    for start, end in reversed(unruled_runs(lines)):
        table = aligned_table(lines[start:end], least_rows=3, least_columns=3)
        if table is not None:
            page.tables.append(table)
            lines[start:end] = []
    page.tables.sort(key=lambda each: -each.box.y1)
    page.lines = lines


def _in(box: Box, glyph: Glyph) -> bool:
    return box.holds(*glyph.middle)


def _page_parts(page: _Page, margin: Margins, notes: list[FootnoteBlock]) -> list[Raw | PdfParagraph]:
    floor = note_floor(page.content, page.lines, margin)
    body = [line for line in page.lines if floor is None or line.y > floor]
    numbers = _take_notes([line for line in page.lines if floor is not None and line.y <= floor], page.number, notes)
    parts: list[tuple[float, Raw | PdfParagraph]] = []
    for table in page.tables:
        place = Place(page=page.number)
        raw = RawTable(
            table.cells,
            place,
            row_pages=(page.number,) * len(table.cells),
            columns_at=table.xs,
            full_ends=table.full_ends,
        )
        parts.append((table.box.y1, raw))
    # A table parts the lines above from those below it.
    tops = sorted((table.box.y1 for table in page.tables), reverse=True)
    bands: dict[int, list[Line]] = {}
    for line in body:
        bands.setdefault(sum(top > line.y for top in tops), []).append(line)
    for lines in bands.values():
        for paragraph in paragraphs_of(lines, margin, page.number, frozenset(numbers)):
            paragraph.calls = [numbers[sign] for sign in paragraph.calls]
            parts.append((paragraph.top, paragraph))
    ordered = [part for _, part in sorted(parts, key=lambda each: -each[0])]
    _mark_table_notes(ordered, margin)
    return ordered


def _mark_table_notes(parts: Sequence[Raw | PdfParagraph], margin: Margins) -> None:
    """Small print that goes on under the first note of a table belongs to it."""
    in_notes = False
    for before, part in pairwise(parts):
        small = isinstance(part, PdfParagraph) and part.size < _SMALL_PRINT * margin.size and not part.centred
        if isinstance(before, RawTable):
            in_notes = small and isinstance(part, PdfParagraph) and begins_table_note(part.text)
        in_notes = in_notes and small
        if in_notes and isinstance(part, PdfParagraph):
            part.table_note = True


def _take_notes(lines: Sequence[Line], page: int, notes: list[FootnoteBlock]) -> dict[str, str]:
    """Footnotes of a page into `notes`; sign on the page → number in the document."""
    numbers: dict[str, str] = {}
    for line in lines:
        sign = begins_note(line)
        if sign is not None and sign not in numbers:
            numbers[sign] = str(len(notes) + 1)
            text = re.sub(rf"^[\[［〔(（]?{re.escape(sign)}[\]］〕)）]?\s*", "", line.text)
            notes.append(FootnoteBlock(numbers[sign], text, Place(page=page, note=numbers[sign])))
        elif notes and numbers:
            notes[-1] = replace(notes[-1], text=notes[-1].text + line.text)
    return numbers


def _raw(part: object, outline: dict[str, int]) -> Raw:
    if not isinstance(part, PdfParagraph):
        assert isinstance(part, RawTable)
        return part
    level = outline.get(_bare(part.text))
    place = Place(page=part.page)
    calls = tuple(dict.fromkeys(part.calls))
    if part.table_note:
        return RawParagraph(part.text, place, "table_note", notes=calls)
    if level is not None:
        return RawParagraph(part.text, place, "heading", level, notes=calls)
    return RawParagraph(part.text, place, notes=calls)
