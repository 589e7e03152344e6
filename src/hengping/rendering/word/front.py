"""The front of a Word file: the cover, and the list of contents with the PDF's page numbers."""

from __future__ import annotations

from collections.abc import Mapping

from hengping.rendering.document import Cover, Document
from hengping.rendering.numbering import Entry, Numbering
from hengping.rendering.style import StylePack
from hengping.rendering.titles import CoverMeasures, cover_measures
from hengping.rendering.word.sections import front_section
from hengping.rendering.word.wordml import attribute, mm_twips, run, twips

# Heights on the cover in twentieths of a point: issuer and date; the line of the number and the end of the section.
_FOOT = 1600
_NUMBER_AND_END = 800
_NO_HEIGHT = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'


def front(document: Document, numbering: Numbering, pages: Mapping[str, str]) -> str:
    """What stands before the first section of text.

    Args:
        pages: the printed page number of each listed heading, by its anchor.
    """
    page = document.style.page
    measures = cover_measures(document)
    parts: list[str] = []
    if document.cover is not None:
        parts += [_cover(document, document.cover, measures), _section_end(front_section(page, cover=True))]
    if document.contents:
        listed = [entry for entry in numbering.entries if entry.listed]
        parts += [_contents(listed, pages, document.style), _section_end(front_section(page, cover=False))]
    if document.cover is None:
        parts.append(_paragraph("Title", "\n".join(measures.title_lines)))
        if document.subtitle:
            parts.append(_paragraph("Subtitle", document.subtitle))
    return "".join(parts)


def _section_end(properties: str) -> str:
    return f"<w:p><w:pPr>{_NO_HEIGHT}{properties}</w:pPr></w:p>"


def _paragraph(style: str, text: str, *, properties: str = "", characters: str = "") -> str:
    content = run(text, characters) if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def _cover(document: Document, cover: Cover, measures: CoverMeasures) -> str:
    style = document.style
    size = f'<w:sz w:val="{round(measures.title_size * 2)}"/>'
    top = _paragraph("Title", "\n".join(measures.title_lines), characters=size)
    if document.subtitle:
        top += _paragraph("Subtitle", document.subtitle)
    number = _paragraph("AlignRight", cover.number, characters=_face(style.faces.heading) + '<w:sz w:val="28"/>')
    foot = "".join(_paragraph("AlignCenter", line) for line in (cover.issuer, cover.date) if line)
    rows = twips(measures.rows_height + 12) if cover.rows else 0
    free = mm_twips(style.page.text_height) - _NUMBER_AND_END - _FOOT - rows
    return number + _bands(
        (top, "center", round(free * 0.72)),
        (_rows(style, measures), "center", rows + round(free * 0.28)),
        (foot, "top", _FOOT),
        width=mm_twips(style.page.text_width),
    )


def _bands(*bands: tuple[str, str, int], width: int) -> str:
    """Bands of given heights, one under the other, so that a long title does not push the date off the page."""
    rows = "".join(
        f'<w:tr><w:trPr><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr><w:tc><w:tcPr>'
        f'<w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="{place}"/></w:tcPr>{content or _paragraph("Flush", "")}'
        "</w:tc></w:tr>"
        for content, place, height in bands
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>{rows}</w:tbl>'
    )


def _rows(style: StylePack, measures: CoverMeasures) -> str:
    if not measures.rows:
        return ""
    widths = (twips(measures.label_width), twips(measures.value_width))
    under = '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="000000"/></w:tcBorders>'
    rows = "".join(
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{widths[0]}" w:type="dxa"/><w:vAlign w:val="bottom"/></w:tcPr>'
        f"{_paragraph('AlignRight', label + '：', characters=_face(style.faces.heading))}</w:tc>"
        f'<w:tc><w:tcPr><w:tcW w:w="{widths[1]}" w:type="dxa"/>{under}<w:vAlign w:val="bottom"/></w:tcPr>'
        f"{_paragraph('AlignCenter', value)}</w:tc></w:tr>"
        for label, value in measures.rows
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    margins = '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
    # A cell must end with a paragraph: behind the inner table stands one of no height.
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/>{margins}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>'
        f"<w:p><w:pPr>{_NO_HEIGHT}</w:pPr></w:p>"
    )


def _face(face: str) -> str:
    return f"<w:rFonts w:eastAsia={attribute(face)}/>"


def _contents(listed: list[Entry], pages: Mapping[str, str], style: StylePack) -> str:
    levels = f'TOC \\o "1-{style.contents_depth}" \\h \\z \\t "附件标题,1"'
    # Dirty: Word makes the list anew when it opens the file, with its own page numbers.
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {levels.replace(chr(34), "&quot;")} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    lines = [
        f'<w:p><w:pPr><w:pStyle w:val="TOC{entry.level}"/></w:pPr>{begin if index == 0 else ""}'
        f"{_entry(entry, pages.get(entry.anchor, ''))}{end if index == len(listed) - 1 else ''}</w:p>"
        for index, entry in enumerate(listed)
    ]
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{_paragraph('TOCHeading', '目　录')}{''.join(lines)}</w:sdtContent></w:sdt>"
    )


def _entry(entry: Entry, page: str) -> str:
    return (
        f'<w:hyperlink w:anchor="{entry.anchor}" w:history="1">{run(entry.text)}<w:r><w:tab/></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> PAGEREF {entry.anchor} \\h </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(page)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        "</w:hyperlink>"
    )
