"""The text of one Word paragraph as it finally reads: insertions taken, deletions and hidden text left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from hengping.reading.documents.word_names import MATH_TEXT, MC, Element, W, is_on

_SKIPPED = frozenset(W + name for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "instrText", "delText", "rt"))
_SIGNS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-", W + "ptab": "\t"}
_BOX = W + "txbxContent"
_PRIVATE = {0xF06C: "●", 0xF06E: "■", 0xF0B7: "•", 0xF0FC: "√", 0xF0FB: "×", 0xF0A3: "≤", 0xF0B3: "≥", 0xF052: "☑"}


@dataclass
class ParagraphText:
    """What one paragraph holds.

    Attributes:
        text: its running text.
        notes: (kind, id) of the footnotes and endnotes called, in order; kind is footnote or endnote.
        boxes: text boxes anchored in it.
        bold: whether all of its text is set in bold type, by itself and not by a style.
    """

    text: str = ""
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    bold: bool = False


def paragraph_text(paragraph: Element) -> ParagraphText:
    """Read one w:p."""
    found = ParagraphText()
    pieces: list[str] = []
    bold: list[bool] = []
    for element in _visible(paragraph):
        if element.tag == _BOX:
            found.boxes.append(element)
        elif element.tag in (W + "t", MATH_TEXT):
            pieces.append(element.text or "")
            if (element.text or "").strip():
                bold.append(is_on(element.getparent().find(W + "rPr"), "b"))
        elif element.tag in (W + "footnoteReference", W + "endnoteReference"):
            kind = "footnote" if element.tag == W + "footnoteReference" else "endnote"
            found.notes.append((kind, element.get(W + "id", "")))
        elif element.tag == W + "sym":
            pieces.append(_symbol(element))
        elif element.tag in _SIGNS and element.get(W + "type") != "page":
            pieces.append(_SIGNS[element.tag])
    found.bold = bool(bold) and all(bold)
    found.text = "".join(pieces).translate(_PRIVATE)
    return found


def _visible(element: Element) -> Iterator[Element]:
    """All parts of a paragraph that show, without going into text boxes; of two ways to draw a thing, the first."""
    stack = list(reversed(element))
    while stack:
        each = stack.pop()
        if not isinstance(each.tag, str) or each.tag in _SKIPPED:
            continue
        if each.tag == W + "r" and is_on(each.find(W + "rPr"), "vanish"):
            continue
        yield each
        if each.tag == _BOX:
            continue
        if each.tag == MC + "AlternateContent":
            choice = each.find(MC + "Choice")
            chosen = choice if choice is not None else each.find(MC + "Fallback")
            stack.extend(reversed(chosen) if chosen is not None else ())
            continue
        stack.extend(reversed(each))


def _symbol(element: Element) -> str:
    try:
        return chr(int(element.get(W + "char", ""), 16))
    except (ValueError, OverflowError):
        return ""


def mark_is_deleted(paragraph: Element) -> bool:
    """Whether the paragraph's end was deleted, so that the next paragraph continues it."""
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    return properties is not None and (
        properties.find(W + "del") is not None or properties.find(W + "moveFrom") is not None
    )
