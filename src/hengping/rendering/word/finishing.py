"""From the Word file that pandoc makes to the one that is handed out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape

from lxml import etree

from hengping.rendering.document import Document
from hengping.rendering.numbering import Numbering
from hengping.rendering.word import baseline, custom_properties, front, sections, styles, tables
from hengping.rendering.word.package import pack, unpack
from hengping.rendering.word.wordml import DECLARATIONS, HEAD, Element, fragment, q, style_of, xml_bytes

_OFFICE = "application/vnd.openxmlformats-officedocument"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
# Nothing of pandoc's own is kept that a reader could not use.
_DROPPED = ("word/comments.xml", "word/webSettings.xml", "word/theme/theme1.xml")


def finish(
    made: bytes,
    document: Document,
    numbering: Numbering,
    *,
    pages: Callable[[], Mapping[str, str]],
    digests: Mapping[str, str],
) -> bytes:
    """Finish a Word file.

    Args:
        made: what pandoc made of the document's print markup.
        pages: gives the printed page number of each listed heading by its anchor, for the list of contents; asked last,
            since it waits for the PDF.
        digests: which fact each digest in a bookmark stands for; kept in the file's properties.
    """
    parts = unpack(made)
    for name in _DROPPED:
        parts.pop(name, None)
    text = _text(parts["word/document.xml"], document)
    parts["word/footnotes.xml"] = _footnotes(parts["word/footnotes.xml"])
    parts["word/styles.xml"] = styles.styles_xml(document.style)
    parts["word/fontTable.xml"] = styles.font_table_xml(document.style)
    parts["word/numbering.xml"] = _lists(parts["word/numbering.xml"])
    parts["word/settings.xml"] = _SETTINGS
    parts |= {f"word/{name}": data for name, data in sections.parts(document).items()}
    issued = baseline.baseline(document, numbering, _pictures(text, parts))
    parts |= _properties(document, {**digests, **baseline.properties(issued)})
    parts["word/_rels/document.xml.rels"] = _relationships(parts["word/_rels/document.xml.rels"])
    parts["[Content_Types].xml"] = _content_types(parts)
    for element in reversed(fragment(front.front(document, numbering, pages()))):
        text.find(q("w:body")).insert(0, element)
    parts["word/document.xml"] = etree.tostring(text, xml_declaration=True, encoding="UTF-8", standalone=True)
    return pack(parts)


def _text(xml: bytes, document: Document) -> Element:
    root = etree.fromstring(xml)
    body = root.find(q("w:body"))
    tables.dress(body, document.blocks, document.style)
    sections.divide(body, document.style.page)
    _emphasis(root)
    _keep_with_notes(body)
    return root


def _keep_with_notes(body: Element) -> None:
    """The caption of a chart keeps with the note under it."""
    for paragraph in body.findall(q("w:p")):
        below = paragraph.getnext()
        while below is not None and below.tag == q("w:bookmarkEnd"):
            below = below.getnext()
        if style_of(paragraph) == "ImageCaption" and below is not None and style_of(below) == "TableNote":
            paragraph.find(q("w:pPr")).insert(1, fragment("<w:keepNext/>")[0])


def _footnotes(xml: bytes) -> bytes:
    root = etree.fromstring(xml)
    _emphasis(root)
    return xml_bytes(root)


def _emphasis(root: Element) -> None:
    """Emphasis is 黑体, as in the PDF, not the letter made fat by the machine."""
    for bold in root.iter(q("w:b")):
        properties = bold.getparent()
        properties.remove(bold)
        for other in properties.findall(q("w:bCs")):
            properties.remove(other)
        style = properties.find(q("w:rStyle"))
        if style is None:
            properties.insert(0, fragment('<w:rStyle w:val="Strong"/>')[0])
        elif style.get(q("w:val")) == "Hyperlink":  # a run has one style; the sign of a footnote keeps its own
            style.set(q("w:val"), "Strong")


def _lists(xml: bytes) -> bytes:
    root = etree.fromstring(xml)
    for level in root.iter(q("w:lvl")):
        bullet = level.find(q("w:numFmt")).get(q("w:val")) == "bullet"
        for old in list(level):
            level.remove(old)
        level.extend(fragment(styles.numbering_levels(bullet)))
    return xml_bytes(root)


_SETTINGS = (
    f'{HEAD}<w:settings {DECLARATIONS}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
    '<w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>'
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:val="15" '
    'w:uri="http://schemas.microsoft.com/office/word"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/>'
    '<w:listSeparator w:val=","/></w:settings>'
).encode()


def _pictures(text: Element, parts: Mapping[str, bytes]) -> list[bytes]:
    """The charts' pictures in the order of the text."""
    relations = etree.fromstring(parts["word/_rels/document.xml.rels"])
    targets = {relation.get("Id"): relation.get("Target") for relation in relations}
    named = (blip.get(q("r:embed")) for blip in text.iter(_BLIP))
    return [parts[f"word/{targets[name]}"] for name in named]


def _properties(document: Document, custom_values: Mapping[str, str]) -> dict[str, bytes]:
    title = escape(document.title.replace("\n", ""))
    core = (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:creator>{escape(document.author)}</dc:creator></cp:coreProperties>"
    )
    app = (
        f'{HEAD}<Properties xmlns="{_PROPERTIES}/extended-properties"><Application>Hengping</Application></Properties>'
    )
    made = {"core": core.encode(), "app": app.encode(), "custom": custom_properties.written(custom_values)}
    return {f"docProps/{name}.xml": data for name, data in made.items()}


def _relationships(xml: bytes) -> bytes:
    root = etree.fromstring(xml)
    dropped = {name.removeprefix("word/") for name in _DROPPED}
    for relation in list(root):
        if relation.get("Target") in dropped:
            root.remove(relation)
    for identity, target in sections.PARTS.items():
        kind = "header" if target.startswith("header") else "footer"
        etree.SubElement(
            root, f"{{{root.nsmap[None]}}}Relationship", Type=f"{_RELATION}/{kind}", Id=identity, Target=target
        )
    return xml_bytes(root)


def _content_types(parts: Mapping[str, bytes]) -> bytes:
    """Content types of the parts that are there, by what each part is."""
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name in sorted(parts)
        if (kind := _content_type(name)) is not None
    )
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>"
    ).encode()


def _content_type(name: str) -> str | None:
    properties = {
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": f"{_OFFICE}.extended-properties+xml",
        "docProps/custom.xml": f"{_OFFICE}.custom-properties+xml",
        "word/document.xml": f"{_OFFICE}.wordprocessingml.document.main+xml",
    }
    if name in properties:
        return properties[name]
    found = re.fullmatch(r"word/(header|footer|styles|fontTable|numbering|settings|footnotes)(_\w+)?\.xml", name)
    return f"{_OFFICE}.wordprocessingml.{found[1]}+xml" if found else None
