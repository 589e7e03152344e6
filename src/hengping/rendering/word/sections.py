"""Sections of a Word file: cover, contents, upright and turned pages, each with its headers and footers.

`templates/print.lua` leaves marked paragraphs where the sheet turns or a page ends; they are resolved here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hengping.rendering.document import Document
from hengping.rendering.style import Page
from hengping.rendering.word.wordml import (
    DECLARATIONS,
    HEAD,
    Element,
    attribute,
    child,
    fragment,
    mm_twips,
    q,
    run,
    style_of,
)

# Parts that sections refer to, by the id of their relationship.
PARTS = {
    "rIdHeaderPlain": "header_plain.xml",
    "rIdHeader": "header.xml",
    "rIdHeaderEven": "header_even.xml",
    "rIdFooterPlain": "footer_plain.xml",
    "rIdFooter": "footer.xml",
    "rIdFooterEven": "footer_even.xml",
}


@dataclass
class _Section:
    landscape: bool
    elements: list[Element] = field(default_factory=list)


def divide(body: Element, page: Page) -> None:
    """Turn the marks in a body into section breaks and page breaks; page numbers begin with 1 in its first section."""
    sections = [_Section(landscape=False)]
    break_page = False
    for element in list(body):
        if element.tag == q("w:sectPr"):
            body.remove(element)
            continue
        mark = style_of(element) if element.tag == q("w:p") else ""
        if mark.startswith("Mark-"):
            body.remove(element)
            break_page = mark == "Mark-page-break"
            if not break_page:
                sections.append(_Section(landscape=mark == "Mark-landscape-begin"))
            continue
        if break_page and element.tag in (q("w:p"), q("w:tbl")):
            _begin_page(body, element)
            break_page = False
        sections[-1].elements.append(element)
    filled = [section for section in sections if any(element.tag != q("w:bookmarkEnd") for element in section.elements)]
    filled = filled or sections[:1]  # a document without text still has a page
    for index, section in enumerate(filled):
        properties = numbered_section(page, landscape=section.landscape, first=index == 0)
        if index == len(filled) - 1:
            body.append(fragment(properties)[0])
        else:
            _end_section(section, properties)


def numbered_section(page: Page, *, landscape: bool, first: bool) -> str:
    """Section properties of pages with running header and page number."""
    header = _references("header", "rIdHeader", "rIdHeaderEven")
    footer = _references("footer", "rIdFooter", "rIdFooterEven")
    start = '<w:pgNumType w:start="1"/>' if first else ""
    return _section(header + footer, page, start, landscape=landscape)


def front_section(page: Page, *, cover: bool) -> str:
    """Section properties of the cover, or of the contents, which have the running header but no page number."""
    header = _references("header", *(("rIdHeaderPlain",) * 2 if cover else ("rIdHeader", "rIdHeaderEven")))
    return _section(header + _references("footer", "rIdFooterPlain", "rIdFooterPlain"), page, "", landscape=False)


def parts(document: Document) -> dict[str, bytes]:
    """The header and footer parts by file name."""
    head = _running_header(document.running_header)
    mark = _watermark(document.watermark) if document.watermark else ""
    plain = '<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p>'
    return {
        "header_plain.xml": _part("hdr", plain.replace("</w:p>", f"{mark}</w:p>")),
        "header.xml": _part("hdr", head.replace("</w:p>", f"{mark}</w:p>")),
        "header_even.xml": _part("hdr", head.replace("</w:p>", f"{mark}</w:p>")),
        "footer_plain.xml": _part("ftr", '<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr></w:p>'),
        "footer.xml": _part("ftr", _page_number("right")),
        "footer_even.xml": _part("ftr", _page_number("left")),
    }


def _begin_page(body: Element, element: Element) -> None:
    if element.tag == q("w:p"):
        properties = child(element, "w:pPr", first=True)
        place = 1 if properties.find(q("w:pStyle")) is not None else 0
        properties.insert(place, fragment("<w:pageBreakBefore/>")[0])
        return
    body.insert(body.index(element), fragment('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')[0])


def _end_section(section: _Section, properties: str) -> None:
    """The last paragraph carries the break; a table cannot, so a paragraph of no height is put behind it."""
    last = next(element for element in reversed(section.elements) if element.tag in (q("w:p"), q("w:tbl")))
    if last.tag == q("w:tbl"):
        thin = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        last.addnext(fragment(f"<w:p><w:pPr>{thin}{properties}</w:pPr></w:p>")[0])
        return
    child(last, "w:pPr", first=True).append(fragment(properties)[0])


def _section(references: str, page: Page, start: str, *, landscape: bool) -> str:
    width, height = (page.height, page.width) if landscape else (page.width, page.height)
    turned = ' w:orient="landscape"' if landscape else ""
    # The binding edge stays where it is: the top of an upright sheet is the right edge of a turned one.
    edges = (
        (page.left, page.top, page.right, page.bottom) if landscape else (page.top, page.right, page.bottom, page.left)
    )
    margins = " ".join(
        f'w:{side}="{mm_twips(size)}"' for side, size in zip(("top", "right", "bottom", "left"), edges, strict=True)
    )
    head = mm_twips(edges[0] - 13)
    foot = mm_twips(edges[2] - 13)
    return (
        f'<w:sectPr>{references}<w:footnotePr><w:pos w:val="pageBottom"/>'
        '<w:numFmt w:val="decimalEnclosedCircleChinese"/><w:numRestart w:val="eachPage"/></w:footnotePr>'
        f'<w:type w:val="nextPage"/><w:pgSz w:w="{mm_twips(width)}" w:h="{mm_twips(height)}"{turned}/>'
        f'<w:pgMar {margins} w:header="{head}" w:footer="{foot}" w:gutter="0"/>'
        f'{start}<w:cols w:space="425"/></w:sectPr>'
    )


def _references(kind: str, odd: str, even: str) -> str:
    return f'<w:{kind}Reference w:type="default" r:id="{odd}"/><w:{kind}Reference w:type="even" r:id="{even}"/>'


def _part(kind: str, content: str) -> bytes:
    return f"{HEAD}<w:{kind} {DECLARATIONS}>{content}</w:{kind}>".encode()


def _running_header(text: str) -> str:
    line = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="4" w:color="000000"/></w:pBdr>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="Header"/>{line}</w:pPr>{run(text) if text else ""}</w:p>'


def _page_number(side: str) -> str:
    # One character in from the edge, as the standard has it.
    inner = f'<w:ind w:{side}Chars="100" w:{side}="280"/>'
    field_runs = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    properties = f'<w:pPr><w:pStyle w:val="Footer"/>{inner}<w:jc w:val="{side}"/></w:pPr>'
    return f"<w:p>{properties}{run('— ')}{field_runs}{run(' —')}</w:p>"


def _watermark(text: str) -> str:
    width, height = round(len(text) * 80), 76
    shape = (
        f"position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;rotation:315;"
        "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    return (
        "<w:r><w:rPr><w:noProof/></w:rPr><w:pict>"
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
        '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" '
        'o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="watermark" type="#_x0000_t136" style="{shape}" o:allowincell="f" '
        'fillcolor="#d9d9d9" stroked="f">'
        f'<v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string={attribute(text)}/></v:shape>'
        "</w:pict></w:r>"
    )
