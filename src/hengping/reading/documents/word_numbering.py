"""Automatic numbers of a Word file as they print: counted through the document as Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from hengping.quantities.numbers import chinese_numeral
from hengping.reading.documents.word_names import Element, W, child_value, is_on, number

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_LEVELS = 9
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
_ROMAN_SMALL = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
BULLET = "•"


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list: first number, format of numbers, and the text around them (`%1` is level 1's number)."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass
class Numbering:
    """The lists of a document and where counting stands."""

    definitions: dict[str, dict[int, ListLevel]] = field(default_factory=dict)
    counted_with: dict[str, str] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    _counts: dict[str, list[int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def level_of_style(self, numbering: str, style: str) -> int:
        """The level that a list gives to a style; 0 if it names none."""
        levels = self.definitions.get(numbering, {})
        return next((index for index, level in levels.items() if level.style == style), 0)

    def next(self, numbering: str, level: int) -> str:
        """The number that the next paragraph of this list and level prints; a bullet is •, nothing is ""."""
        levels = self.definitions.get(numbering)
        if levels is None or level not in levels:
            return ""
        counts = self._counts.setdefault(self.counted_with[numbering], [-1] * _LEVELS)
        if numbering not in self._begun:
            self._begun.add(numbering)
            for index, start in self.restarts.get(numbering, {}).items():
                counts[index] = start - 1
        own = levels[level]
        counts[level] = own.start if counts[level] < 0 else counts[level] + 1
        for deeper in range(level + 1, _LEVELS):
            if (levels[deeper].restart if deeper in levels else None) != 0:
                counts[deeper] = -1
        if own.number_format == "bullet":
            return BULLET
        if own.number_format == "none" and "%" not in own.text:
            return own.text
        return re.sub(r"%([1-9])", lambda match: _placed(levels, counts, int(match[1]) - 1, own), own.text)


def _placed(levels: dict[int, ListLevel], counts: list[int], index: int, own: ListLevel) -> str:
    level = levels.get(index, ListLevel())
    value = counts[index] if counts[index] >= 0 else level.start
    return format_number(value, "decimal" if own.legal else level.number_format)


def read_numbering(root: Element) -> Numbering:
    """The lists in word/numbering.xml; none if there is no such part."""
    numbering = Numbering()
    if root is None:
        return numbering
    abstract = {element.get(W + "abstractNumId"): element for element in root.findall(W + "abstractNum")}
    by_style = {name: each for each in abstract.values() if (name := child_value(each, "styleLink"))}
    for instance in root.findall(W + "num"):
        identifier = instance.get(W + "numId")
        target = child_value(instance, "abstractNumId") or ""
        definition = abstract.get(target)
        if definition is not None and (link := child_value(definition, "numStyleLink")) in by_style:
            definition = by_style[link]
        if definition is None:
            continue
        levels = {number(each.get(W + "ilvl")): _level(each) for each in definition.findall(W + "lvl")}
        starts: dict[int, int] = {}
        for override in instance.findall(W + "lvlOverride"):
            index = number(override.get(W + "ilvl"))
            if (own := override.find(W + "lvl")) is not None:
                levels[index] = _level(own)
            if (start := child_value(override, "startOverride")) is not None:
                starts[index] = number(start, 1)
        numbering.definitions[identifier] = {index: each for index, each in levels.items() if 0 <= index < _LEVELS}
        numbering.counted_with[identifier] = definition.get(W + "abstractNumId")
        numbering.restarts[identifier] = {index: start for index, start in starts.items() if 0 <= index < _LEVELS}
    return numbering


def _level(element: Element) -> ListLevel:
    restart = child_value(element, "lvlRestart")
    return ListLevel(
        number(child_value(element, "start"), 1),
        child_value(element, "numFmt") or "decimal",
        child_value(element, "lvlText") or "",
        None if restart is None else number(restart),
        is_on(element, "isLgl"),
        child_value(element, "pStyle") or "",
    )


def format_number(value: int, number_format: str) -> str:
    """A number in one of Word's formats; one that is not known prints in Arabic digits."""
    if value < 0 or value > 10**6:
        return str(value)
    if number_format in ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand"):
        return chinese_numeral(value)
    if number_format in ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"):
        return "".join(_DIGITS[int(digit)] for digit in str(value))
    if number_format in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        return chinese_numeral(value).translate(str.maketrans("零一二三四五六七八九十百千", _LEGAL + "拾佰仟"))
    if number_format.startswith("decimalEnclosedCircle") and 1 <= value <= 20:
        return chr(0x2460 + value - 1)
    if number_format == "decimalEnclosedParen" and 1 <= value <= 20:
        return f"（{value}）"
    if number_format in ("decimalFullWidth", "decimalFullWidth2"):
        return str(value).translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})
    if number_format == "decimalZero":
        return f"{value:02d}"
    return _other(value, number_format)


def _other(value: int, number_format: str) -> str:
    if number_format in ("upperLetter", "lowerLetter") and value:
        letter = chr(65 + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if number_format == "upperLetter" else letter.lower()
    if number_format in ("upperRoman", "lowerRoman"):
        roman, rest = "", value
        for size, sign in (*_ROMAN, *_ROMAN_SMALL):
            roman += sign * (rest // size)
            rest %= size
        return roman if number_format == "upperRoman" else roman.lower()
    if number_format == "ideographTraditional" and 1 <= value <= len(_STEMS):
        return _STEMS[value - 1]
    if number_format == "ideographZodiac" and 1 <= value <= len(_BRANCHES):
        return _BRANCHES[value - 1]
    return "" if number_format == "none" else str(value)
