"""Styles of a Word file: which paragraphs are headings, titles, captions, and which number themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from hengping.reading.documents.parts import Role
from hengping.reading.documents.word_names import Element, W, child_value, is_on, number

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])(?!\d)")
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class WordStyle:
    """A paragraph style with what it inherits.

    Attributes:
        level: of a heading, from 1; 0 for body text.
        numbering: id of the list that numbers its paragraphs; "" for none.
        list_level: from 0, None if the list itself says it.
        hidden: its text is not shown.
    """

    name: str = ""
    role: Role = ""
    level: int = 0
    numbering: str = ""
    list_level: int | None = None
    hidden: bool = False


@dataclass
class WordStyles:
    """All paragraph styles by id."""

    by_id: dict[str, WordStyle] = field(default_factory=dict)
    default: WordStyle = field(default_factory=WordStyle)

    def style(self, identifier: str | None) -> WordStyle:
        """The style of a paragraph; an unknown id is the default style."""
        return self.default if identifier is None else self.by_id.get(identifier, self.default)


def read_styles(root: Element) -> WordStyles:
    """The styles in word/styles.xml; none if there is no such part."""
    styles = WordStyles()
    if root is None:
        return styles
    elements = {
        element.get(W + "styleId"): element
        for element in root.iter(W + "style")
        if element.get(W + "type", "paragraph") == "paragraph"
    }
    for identifier, element in elements.items():
        made = _style(_lineage(element, elements))
        styles.by_id[identifier] = made
        if element.get(W + "default") in ("1", "true", "on"):
            styles.default = made
    return styles


def _lineage(element: Element, elements: dict[str, Element]) -> list[Element]:
    """The style and those it is based on, nearest first."""
    found = [element]
    while (base := child_value(found[-1], "basedOn")) in elements and len(found) < _DEEPEST:
        found.append(elements[base])
    return found


def _style(lineage: list[Element]) -> WordStyle:
    name = (child_value(lineage[0], "name") or "").lower()
    level = next((found for each in lineage if (found := _level(each)) is not None), 0)
    numbering, list_level = "", None
    for each in lineage:
        properties = each.find(f"{W}pPr/{W}numPr")
        if properties is not None and not numbering:
            numbering = child_value(properties, "numId") or ""
        if properties is not None and list_level is None and (value := child_value(properties, "ilvl")) is not None:
            list_level = number(value)
    hidden = any(is_on(each.find(W + "rPr"), "vanish") for each in lineage)
    return WordStyle(name, _role(name, level), level, numbering, list_level, hidden)


def _level(style: Element) -> int | None:
    """The level that one style itself states: 0 says that it is body text, None that it says nothing."""
    outline = child_value(style.find(W + "pPr"), "outlineLvl")
    if outline is not None and 0 <= number(outline, 9) < 9:
        return number(outline) + 1
    # A heading that is kept out of the contents list has no outline level; its name still tells.
    found = _HEADING_NAME.search((child_value(style, "name") or "").lower())
    return int(found[1]) if found else (None if outline is None else 0)


def _role(name: str, level: int) -> Role:
    if re.match(r"toc heading|toc\s*\d|目录|contents", name):
        return "contents"
    if name in ("title", "subtitle", "标题", "副标题"):
        return "title"
    if "caption" in name or name in ("题注", "图表标题"):
        return "caption"
    if re.fullmatch(r"table\s?note|表注", name):
        return "table_note"
    return "heading" if level else ""
