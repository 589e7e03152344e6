"""Workings that a text prints out: 32000÷137609=0.2325万元, （194814-196498）÷196498×100%=-0.86%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hengping.lint.documents.printed import Printed, Room
from hengping.quantities import RATIO, NumberTextError, read_number
from hengping.quantities.mention_words import UNIT, unit_of

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_UNIT = UNIT.replace("?P<{name}>", "?:")
_TERM = rf"[（]*-?{_NUMBER}{_UNIT}?[）]*"
# 支出6872.35万元÷预算8190.00万元: the operands may be named.
_NAMED = rf"[（]*[\u4e00-\u9fff“”]{{0,12}}{_TERM}"
_OPERATOR = r"(?:[+＋\-−－×xX*÷/]|除以|乘以)"
_EQUALS = r"(?:=|＝|≈|等于)"
_WORKING = re.compile(
    rf"(?P<left>{_TERM}(?:{_OPERATOR}{_NAMED})+){_EQUALS}(?P<result>-?{_NUMBER}{_UNIT}?)(?![\d.]|{_OPERATOR})"
)
_TOKEN = re.compile(rf"(?P<number>{_NUMBER})(?P<unit>{_UNIT})?|(?P<sign>[（）]|{_OPERATOR})")
# Whole numbers below it (points, months, heads) were not rounded; 148078 万元 may have been.
_FEW = 1000
# 1% and 5% are steps of a rule, 92% may be a rounded result.
_STEPS = 6
_SIGNS = {"除以": "÷", "乘以": "×", "＋": "+", "−": "-", "－": "-", "x": "×", "X": "×", "*": "×", "/": "÷"}


@dataclass(frozen=True)
class PrintedWorking:
    """One working with its printed result; `start` is its position in the text."""

    text: str
    left: str
    result: Printed
    start: int

    def rooms(self) -> tuple[Room, ...]:
        """What the working can give: with its units turned into plain ones, and with the numbers as they stand."""
        found = []
        for plain_units in (True, False):
            room = _value(self.left, plain_units=plain_units)
            if room is not None:
                found.append(room)
        return tuple(found)

    @property
    def exact(self) -> Decimal | None:
        """The result of the numbers as printed, in the unit of the printed result."""
        exact = _value(self.left, plain_units=True, exact=True)
        return exact.low if exact is not None else None


def printed_workings(text: str) -> Iterator[PrintedWorking]:
    """The workings of a text in order."""
    for match in _WORKING.finditer(text):
        left = match["left"]
        # A bracket that was opened before the working, or closes behind it, is not part of it.
        while left.count("（") > left.count("）") and left.startswith("（"):
            left = left[1:]
        if left.count("（") != left.count("）"):
            continue
        result = _figure(match["result"])
        if result is not None:
            yield PrintedWorking(match.group(), left, result, match.start())


def _figure(text: str) -> Printed | None:
    match = re.fullmatch(rf"(-?{_NUMBER})({_UNIT})?", text)
    if match is None:
        return None
    unit = unit_of(match[2]) if match[2] else RATIO
    try:
        return Printed(read_number(match[1]), unit, text) if unit else None
    except NumberTextError:
        return None


class _Unreadable(Exception):
    pass


def _value(text: str, *, plain_units: bool, exact: bool = False) -> Room | None:
    """The value of an expression; None where it cannot be read or divides by nothing."""
    tokens: list[str | Room] = []
    for match in _TOKEN.finditer(text):
        if match["sign"]:
            tokens.append(_SIGNS.get(match["sign"], match["sign"]))
            continue
        figure = _figure(match["number"] + (match["unit"] or ""))
        if figure is None:
            return None
        is_whole = figure.number == 1
        is_count = figure.places == 0 and figure.value < (_STEPS if figure.unit.shift else _FEW)
        room = Room(figure.number, figure.number) if exact or is_count or is_whole else figure.room
        if not plain_units:
            room = Room(room.low / figure.unit.factor, room.high / figure.unit.factor)
        tokens.append(room)
    try:
        value, rest = _sum(tokens)
    except _Unreadable:
        return None
    return None if rest else value


def _sum(tokens: list[str | Room]) -> tuple[Room, list[str | Room]]:
    value, rest = _product(tokens)
    while rest and rest[0] in ("+", "-"):
        sign = rest[0]
        second, rest = _product(rest[1:])
        value = value + second if sign == "+" else value - second
    return value, rest


def _product(tokens: list[str | Room]) -> tuple[Room, list[str | Room]]:
    value, rest = _term(tokens)
    while rest and rest[0] in ("×", "÷"):
        sign = rest[0]
        second, rest = _term(rest[1:])
        result = value * second if sign == "×" else value.over(second)
        if result is None:
            raise _Unreadable
        value = result
    return value, rest


def _term(tokens: list[str | Room]) -> tuple[Room, list[str | Room]]:
    if not tokens:
        raise _Unreadable
    first, rest = tokens[0], tokens[1:]
    if isinstance(first, Room):
        return first, rest
    if first == "-":
        value, rest = _term(rest)
        return Room(-value.high, -value.low), rest
    if first != "（":
        raise _Unreadable
    value, rest = _sum(rest)
    if not rest or rest[0] != "）":
        raise _Unreadable
    return value, rest[1:]
