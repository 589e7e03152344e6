"""Quantities in running Chinese text: `find_mentions`.

Not quantities, and never found: document numbers (财预〔2020〕10号), numbers of list items, tables and annexes, codes
of indicators and papers, telephones, house numbers, long identifiers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from hengping.quantities.mention import (
    QUALIFIERS_AFTER,
    QUALIFIERS_BEFORE,
    QUALIFIERS_INSIDE,
    Mention,
    MentionKind,
)
from hengping.quantities.mention_dates import find_dates
from hengping.quantities.mention_words import NUMERAL, UNIT, not_quantities, plain, unit_of
from hengping.quantities.numbers import NumberTextError, read_chinese_numeral, read_number
from hengping.quantities.units import RATIO, Unit, read_unit

_S = r"[ \t\u3000\xa0]*"
_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_SIGN = r"(?:(?<![\d\w%）)月日年])-|(?<=[\u4e00-\u9fff])-(?=\d))"
_GROUP = "万亿|千万|百万|亿|万"
_MARK = "[※△▲◇◆☆★†‡]"
"""Signs that reports print after a figure to say how it was found."""
_INCLUDED = r"(?:[（(]不?含[）)])?"
# 节约30万元 is no approximation, 最近3年 and 附近2处 are none either.
_BEFORE = rf"(?:(?<![节集签履违])(?<!最(?=近))(?<!附(?=近))(?P<before>{'|'.join(QUALIFIERS_BEFORE)}){_S})?"
_INSIDE = f"(?P<inside>{'|'.join(QUALIFIERS_INSIDE)})?"
_AFTER = rf"(?:{_INCLUDED}(?P<after>{'|'.join(QUALIFIERS_AFTER)}))?"


def _unit(name: str) -> str:
    return UNIT.replace("{name}", name)


_RANGE = re.compile(
    rf"{_BEFORE}(?<![\d.])(?P<low>{_SIGN}?{_ARABIC}){_INCLUDED}{_S}(?P<low_group>{_GROUP})?{_unit('low_unit')}?{_INCLUDED}"
    rf"{_S}(?:[-—–~～]{{1,2}}|至|到){_S}"
    rf"(?P<high>{_ARABIC}){_INCLUDED}{_S}(?:{_unit('unit')}|(?P<group>{_GROUP}))?{_INCLUDED}{_AFTER}"
)
_NUMBER = re.compile(
    rf"{_BEFORE}(?P<sign>{_SIGN}|负)?(?<![\d.])(?P<number>{_ARABIC}){_MARK}*{_INCLUDED}{_S}"
    rf"(?:(?P<inner_group>{_GROUP})(?=[余多]))?{_INSIDE}{_S}(?:{_unit('unit')}|(?P<group>{_GROUP}))?{_AFTER}"
)
_CHINESE = re.compile(
    rf"{_BEFORE}(?P<number>[{NUMERAL}]+(?:[万亿][{NUMERAL}]+)*){_INSIDE}(?:{_unit('unit')}|(?P<group>{_GROUP})){_AFTER}"
)
_HUNDREDTHS = re.compile(rf"{_BEFORE}(?P<base>百|千)分之(?P<number>[{NUMERAL}点]+|{_ARABIC}){_AFTER}")
_FRACTION = re.compile(
    rf"{_BEFORE}(?P<parts>[二两三四五六七八九十]{{1,2}})分之(?P<number>[一二三四五六七八九]){_AFTER}"
)
_TENTHS = re.compile(
    rf"{_BEFORE}(?P<number>[一二三四五六七八九]|\d(?:\.\d)?)成(?P<half>半)?(?![立果本效员为都功就长型分交年绩])"
)
_ORDINAL = re.compile(rf"第{_S}(?P<number>\d{{1,4}}|[{NUMERAL}]+)(?![方者手线时])")
# 一 and 十 before these words are adverbs or parts of words: 十分重要, 一次性, 一级指标, 两级财政.
_NO_COUNT = re.compile(
    r"十分(?!钟)|一(?:次性|年来|位数|对一|组织|家人|起|支持|本|所|头)|[一二三四]季度|[百千]年|四处|千万(?!元|人)|百分"
    rf"|[{NUMERAL}]+(?:级|期)"
)
_WORD_BEFORE = re.compile(r"[第每百分之周统唯单专同进逐万星期礼拜任初高大中]$")


def find_mentions(text: str) -> tuple[Mention, ...]:
    """All quantities in a text, in order, none overlapping."""
    written = plain(text)
    taken = bytearray(len(written))
    for start, end in not_quantities(written):
        taken[start:end] = b"\1" * (end - start)
    found: list[Mention] = []
    for finder in (find_dates, _ordinals, _shares, _ranges, _numbers, _chinese):
        for mention in finder(written):
            if not any(taken[mention.start : mention.end]):
                taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
                found.append(mention)
    return tuple(_as_written(mention, text) for mention in sorted(found, key=lambda mention: mention.start))


def _as_written(mention: Mention, text: str) -> Mention:
    return replace(mention, text=text[mention.start : mention.end])


def _made(
    match: re.Match[str], kind: MentionKind, value: Decimal, unit: Unit | None, upper: Decimal | None = None
) -> Mention:
    groups = match.groupdict()
    words = [groups[name] for name in ("before", "inside", "after") if groups.get(name)]
    return Mention(match.group(), match.start(), match.end(), kind, value, unit, upper, "、".join(words))


def _kind(unit: Unit | None) -> MentionKind:
    if unit is None:
        return "number"
    if unit.symbol in ("%", "‰"):
        return "share"
    return "points" if unit.symbol.endswith("百分点") else "number"


def _measured(value: Decimal, word: str | None, group: str | None) -> tuple[Decimal, Unit | None]:
    """The value in its unit; a bare 万 or 亿 multiplies."""
    if word:
        return value, unit_of(f"{group or ''}{word}")
    if group:
        return value * Decimal(10) ** _POWERS[group], None
    return value, None


_POWERS = {"万亿": 12, "千万": 7, "百万": 6, "亿": 8, "万": 4}


def _decimal(text: str) -> Decimal | None:
    try:
        return read_number(re.sub(r"^(-?)0+(?=\d)", r"\1", text))
    except NumberTextError:
        return None


def _shares(text: str) -> Iterator[Mention]:
    for match in _HUNDREDTHS.finditer(text):
        value = _spoken(match["number"])
        if value is not None:
            yield _made(match, "share", value, read_unit("%" if match["base"] == "百" else "‰"))
    for match in _FRACTION.finditer(text):
        parts, number = _spoken(match["parts"]), _spoken(match["number"])
        if parts and number and number < parts:
            yield _made(match, "share", number / parts, RATIO)
    for match in _TENTHS.finditer(text):
        value = _spoken(match["number"])
        if value is not None:
            yield _made(match, "share", value * 10 + (5 if match["half"] else 0), read_unit("%"))


def _spoken(text: str) -> Decimal | None:
    """A number in digits or Chinese numerals, also with 点: 三点五 → 3.5."""
    if text[:1].isdigit():
        return _decimal(text)
    whole, point, rest = text.partition("点")
    try:
        value = read_chinese_numeral(whole.replace("○", "〇"))
        digits = str(read_chinese_numeral("一" + rest))[1:] if point else ""
    except NumberTextError:
        return None
    return Decimal(f"{value}.{digits}") if digits else Decimal(value)


def _ranges(text: str) -> Iterator[Mention]:
    for match in _RANGE.finditer(text):
        low, high = _decimal(match["low"]), _decimal(match["high"])
        if low is None or high is None:
            continue
        upper, unit = _measured(high, match["unit"], match["group"])
        lower, own = _measured(low, match["low_unit"], match["low_group"])
        if own is not None and unit is not None and own.symbol != unit.symbol:
            continue
        if match["group"] and not match["low_group"]:
            lower = lower * Decimal(10) ** _POWERS[match["group"]]
        if lower < upper:
            yield _made(match, "range", lower, unit or own, upper)


def _numbers(text: str) -> Iterator[Mention]:
    for match in _NUMBER.finditer(text):
        value = _decimal(match["number"])
        if value is None:
            continue
        value, unit = _measured(value, match["unit"], match["inner_group"] or match["group"])
        yield _made(match, _kind(unit), -value if match["sign"] else value, unit)


def _chinese(text: str) -> Iterator[Mention]:
    for match in _CHINESE.finditer(text):
        start = match.start("number")
        if _NO_COUNT.match(text, start) or _WORD_BEFORE.search(text[max(0, start - 1) : start]):
            continue
        value, unit = _counted(match["number"], match["unit"] or "", match["group"] or "")
        if value is not None and (unit is not None or match["group"]):
            yield _made(match, _kind(unit), value, unit)


def _counted(number: str, word: str, group: str) -> tuple[Decimal | None, Unit | None]:
    """In 一亿二千万元 the last 万 belongs to the numeral, in 二千万元 to the unit."""
    prefix = word[:1] if word[:1] in "万亿" else ""
    if prefix and re.search("[万亿]", number):
        number, word = number + prefix, word[1:]
    if group and number in ("百", "千", "十"):
        return None, None
    value = _spoken(number)
    return (None, None) if value is None else _measured(value, word, group)


def _ordinals(text: str) -> Iterator[Mention]:
    for match in _ORDINAL.finditer(text):
        value = _spoken(match["number"])
        if value is not None:
            yield _made(match, "ordinal", value, None)
