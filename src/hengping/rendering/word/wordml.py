"""WordprocessingML: the names and the few units that the parts of a Word file are written in."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = {
    "w": W,
    "r": R,
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
}
DECLARATIONS = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMESPACES.items())
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Element = Any  # lxml's elements carry no types


def q(name: str) -> str:
    """`w:tbl` → the qualified name that lxml uses."""
    prefix, local = name.split(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


def fragment(xml: str) -> list[Element]:
    """Elements from a piece of WordprocessingML."""
    return list(etree.fromstring(f"<x {DECLARATIONS}>{xml}</x>"))


def xml_bytes(root: Element) -> bytes:
    """A part of the file from its root element."""
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def child(parent: Element, name: str, *, first: bool = False) -> Element:
    """The child of that name, made (at the end, or at the beginning) if there is none."""
    found = parent.find(q(name))
    if found is None:
        found = etree.Element(q(name))
        parent.insert(0 if first else len(parent), found)
    return found


def set_style(paragraph: Element, style: str) -> None:
    """Give a paragraph a style in place of what it has."""
    properties = child(paragraph, "w:pPr", first=True)
    child(properties, "w:pStyle", first=True).set(q("w:val"), style)


def style_of(paragraph: Element) -> str:
    """The paragraph's style id, empty if it names none."""
    found = paragraph.find(f"{q('w:pPr')}/{q('w:pStyle')}")
    return "" if found is None else str(found.get(q("w:val")))


def run(text: str, properties: str = "") -> str:
    """A run of text; `\\n` becomes a line break."""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{lines}</w:r>"


def attribute(text: str) -> str:
    """A quoted attribute value."""
    return quoteattr(text)


def twips(points: float) -> int:
    """Twentieths of a point, in which Word counts lengths."""
    return round(points * 20)


def mm_twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(millimetres / 25.4 * 72 * 20)
