"""Dates in running text: 2021年5月6日, 二〇二一年, 2021年1-8月, 7月18日—26日, 2017—2019年, 2021-05-06, 三季度."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.quantities.mention import CalendarDay, DateSpan, Mention
from hengping.quantities.numbers import read_chinese_numeral
from hengping.quantities.refusal import QuantityError

_S = r"[ \t\u3000\xa0]*"
_ARABIC_YEAR = r"(?<!\d)(?:19|20|21)\d\d(?!\d)"
_CHINESE_YEAR = r"[一二][九〇零○Ｏ][〇零○Ｏ一二三四五六七八九]{2}"
_CHINESE = "[一二三四五六七八九十]{1,3}"


def _part(name: str, *, short: bool = False) -> str:
    """A date from its year down; a `short` one may be a day alone, which takes the rest from the first part."""
    year = rf"(?:(?P<y{name}>{_ARABIC_YEAR}|{_CHINESE_YEAR}){_S}年(?:度)?{_S})?"
    month = rf"(?:(?P<m{name}>(?<!\d)\d{{1,2}}|{_CHINESE}){_S}月(?:份)?{_S})"
    day = rf"(?:(?P<d{name}>(?<!\d)\d{{1,2}}|{_CHINESE}){_S}[日号](?!内))"
    rest = rf"{month}?{day}?" if short else rf"(?:{month}{day}?)?"
    return rf"(?=[\d一二三四五六七八九十]){year}{rest}"


_JOINT = rf"{_S}[（(]?含?[）)]?{_S}(?:[-—–~～－]{{1,2}}|至|到){_S}"
_NAMED = (
    rf"(?P<y>{_ARABIC_YEAR}|{_CHINESE_YEAR}){_S}年(?:度)?{_S}"
    rf"(?:(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4]){_S}季度)"
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<iso_year>{_ARABIC_YEAR})(?P<sign>[-/.])(?P<iso_month>0?[1-9]|1[0-2])(?P=sign)(?P<iso_day>[0-3]?\d)(?![\d.])",
        _NAMED,
        # 2021年1-8月, 2021年1月—8月, 1—8月
        rf"(?:(?P<month_year>{_ARABIC_YEAR}|{_CHINESE_YEAR}){_S}年{_S})?(?<!\d)(?P<from_month>\d{{1,2}}){_S}月?(?:份)?"
        rf"{_JOINT}(?P<to_month>\d{{1,2}}){_S}月(?:份)?(?!{_S}\d{{1,2}}{_S}[日号])",
        # 2017—2019年, 2017年至2019年, 2017-2019
        rf"(?P<from_year>{_ARABIC_YEAR}|{_CHINESE_YEAR}){_S}(?:年(?:度)?)?{_JOINT}"
        rf"(?P<to_year>{_ARABIC_YEAR}|{_CHINESE_YEAR})(?:{_S}年(?:度)?|(?![\d.,%年]))(?!{_S}\d{{1,2}}{_S}月)",
        rf"{_part('1')}{_JOINT}{_part('2', short=True)}",
        _part("1"),
        rf"每月{_S}(?P<day_of_month>\d{{1,2}}){_S}[日号]",
    )
)


def find_dates(text: str) -> Iterator[Mention]:
    """Dates in `text` (half-width), longest kinds first; they may overlap."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            span = _span({name: value for name, value in match.groupdict().items() if value})
            if span is not None and not _is_duration(text, match):
                yield Mention(match.group(), match.start(), match.end(), "date", date=span)


def _is_duration(text: str, match: re.Match[str]) -> bool:
    """五年 and 3月 count time only in words that these patterns do not take; 个月 never reaches here."""
    return text[match.end() : match.end() + 1] == "期" and match.group().endswith("月")


def _span(found: dict[str, str]) -> DateSpan | None:
    if "iso_year" in found:
        return DateSpan(_day(found["iso_year"], found["iso_month"], found["iso_day"]))
    if "half" in found or "quarter" in found:
        code = ("H1" if found["half"] == "上" else "H2") if "half" in found else f"Q{_number(found['quarter'])}"
        return DateSpan(_day(found["y"]), code=code)
    if "from_month" in found:
        year = found.get("month_year")
        return _checked(DateSpan(_day(year, found["from_month"]), _day(year, found["to_month"])))
    if "from_year" in found:
        return DateSpan(_day(found["from_year"]), _day(found["to_year"]))
    if "day_of_month" in found:
        return _checked(DateSpan(_day(day=found["day_of_month"])))
    first = _day(found.get("y1"), found.get("m1"), found.get("d1"))
    if first == CalendarDay():
        return None
    if not {"y2", "m2", "d2"} & found.keys():
        return _checked(DateSpan(first))
    year, month = found.get("y2") or found.get("y1"), found.get("m2")
    if month is None and "d2" in found:
        month = found.get("m1")
    return _checked(DateSpan(first, _day(year, month, found.get("d2"))))


def _checked(span: DateSpan) -> DateSpan | None:
    """None for what cannot be meant as a month or day: 25月. A 30th of February is kept: it is a mistake to be told."""
    days = [span.first, *([span.last] if span.last else [])]
    sound = all((day.month is None or 1 <= day.month <= 12) and (day.day is None or 1 <= day.day <= 31) for day in days)
    return span if sound else None


def _day(year: str | None = None, month: str | None = None, day: str | None = None) -> CalendarDay:
    return CalendarDay(_number(year), _number(month), _number(day))


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    if text.isdigit():
        return int(text)
    try:
        return read_chinese_numeral(text.replace("○", "〇").replace("Ｏ", "〇"))
    except QuantityError:
        return None
