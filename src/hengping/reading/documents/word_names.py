"""Names of WordprocessingML that the reader looks for, both the usual namespace and that of strict files."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT_W = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
USUAL_W = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"

Element = Any  # lxml's elements carry no types


def child_value(element: Element, name: str, attribute: str = "val") -> str | None:
    """The attribute of a child: `child_value(pPr, "pStyle")`; None where either is missing."""
    child = None if element is None else element.find(W + name)
    return None if child is None else child.get(W + attribute)


def is_on(element: Element, name: str) -> bool:
    """Whether a switch such as w:vanish is set: present, and not said to be off."""
    child = None if element is None else element.find(W + name)
    return child is not None and child.get(W + "val", "1") not in ("0", "false", "off")


def number(text: str | None, default: int = 0) -> int:
    """An attribute as a whole number; what is none counts as `default`."""
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default
