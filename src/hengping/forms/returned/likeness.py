"""When two texts of a form are the same, and when they may be."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

from hengping.quantities import half_width

_NOISE = re.compile(r"[\s:：、，,。.()（）*＊\"“”]+")
_DIGITS = re.compile(r"\d+")
_AMOUNT_UNIT = re.compile(r"[(（](?:单位[:：])?(百万元|千元|万元|亿元|元|%|人次|万人|人|户|分)[)）]")


def plain_text(text: str) -> str:
    """A text without spaces, punctuation and a unit in brackets, in half width."""
    return _NOISE.sub("", half_width(_AMOUNT_UNIT.sub("", text))).casefold()


def same(one: str, other: str) -> bool:
    """Whether two texts say the same."""
    return plain_text(one) == plain_text(other)


def likeness(one: str, other: str) -> float:
    """From 0 to 100; texts with other figures in them (2020年, 2021年) are never alike."""
    first, second = plain_text(one), plain_text(other)
    if _DIGITS.findall(first) != _DIGITS.findall(second):
        return 0.0
    return float(fuzz.ratio(first, second))


def unit_in(text: str) -> str:
    """The unit that a heading names in brackets: 全年预算数（元） → 元; empty where it names none."""
    found = _AMOUNT_UNIT.search(text)
    return found[1] if found else ""


def nearest(text: str, candidates: Iterable[str], *, least: float, ahead: float = 8) -> str | None:
    """The candidate most like a text, if it is like enough and clearly more so than the next."""
    ranked = sorted(((likeness(text, each), each) for each in set(candidates)), reverse=True)
    if not ranked or ranked[0][0] < least:
        return None
    return None if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < ahead else ranked[0][1]
