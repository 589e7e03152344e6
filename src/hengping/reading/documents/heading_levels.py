"""Levels of headings that are known by their numbers only, from the numbering that the document uses."""

from __future__ import annotations

from collections.abc import Mapping

from hengping.reading.documents.headings import Numbered

_ORDER = (
    "part",
    "chapter",
    "section",
    "chinese",
    "chinese_brackets",
    "arabic",
    "arabic_comma",
    "arabic_brackets",
    "arabic_bracket",
    "circled",
)
_TOLD_ENOUGH = 3


def levels_by_style(guessed: Mapping[int, Numbered], told: Mapping[int, tuple[int, Numbered]]) -> dict[int, int]:
    """Position → level of each line that `guessed` takes for a heading; those left out are none.

    Where the format itself marks headings (`told`), an unmarked line is one only if marked headings number like it.
    """
    styles = {found.style for found in guessed.values()}
    if len(told) >= _TOLD_ENOUGH:
        marked = {found.style: level for level, found in told.values()}
        return {index: marked[found.style] for index, found in guessed.items() if found.style in marked}
    if {"chapter", "part"} & styles:
        present = [style for style in _ORDER if style in styles]
        return {index: _rank(found, present) for index, found in guessed.items()}
    if "decimal_2" in styles and "chinese" not in styles:
        decimal = {"arabic": 1, "arabic_comma": 1, "decimal_2": 2, "decimal_3": 3}
        return {index: decimal.get(found.style, found.level) for index, found in guessed.items()}
    return {index: found.level for index, found in guessed.items()}


def _rank(found: Numbered, present: list[str]) -> int:
    return present.index(found.style) + 1 if found.style in present else found.level
