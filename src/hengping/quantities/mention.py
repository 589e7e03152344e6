"""A quantity as it stands in running text: what was read, where, and with which words around it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from hengping.quantities.periods import Period, PeriodError, read_period
from hengping.quantities.units import Unit

MentionKind = Literal["number", "share", "points", "date", "range", "ordinal"]
Comparator = Literal["", "≥", "≤", ">", "<", "=", "≈"]


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A year, month or day as far as the text says it; nothing says that it exists (2021年2月30日 is kept)."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class DateSpan:
    """One date, or a span of two; `code` is H1, H2 or Q1–Q4 where the text names a half or quarter of a year."""

    first: CalendarDay
    last: CalendarDay | None = None
    code: str = ""

    @property
    def period(self) -> Period | None:
        """The days meant; None without a year, or where a day does not exist or the end lies before the beginning."""
        if self.first.year is None:
            return None
        begin = f"{self.first.year:04d}{self.code}" if self.code else _written(self.first)
        end = "" if self.last is None else f"/{_written(self.last)}"
        try:
            return read_period(begin + end)
        except PeriodError:
            return None


def _written(day: CalendarDay) -> str:
    parts = [f"{day.year:04d}"] if day.year is not None else []
    parts += [f"{part:02d}" for part in (day.month, day.day) if part is not None]
    return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity in a text.

    Attributes:
        text: as written, qualifiers included.
        start, end: its place in the text, as in `text[start:end]`.
        kind: number, share (%, ‰, 成), points (百分点), date, range of two numbers, or ordinal (第三).
        value: in `unit`: 120.5 of 万元, 96.90 of %. The lower end of a range; None for a date.
        unit: None where the text names none. 1.2亿 without a unit is 120000000.
        upper: the upper end of a range.
        qualifier: words that make it inexact or a bound, as written: 约, 余, 以上, 不低于, ≥; several joined by 、.
        date: of a date.
    """

    text: str
    start: int
    end: int
    kind: MentionKind
    value: Decimal | None = None
    unit: Unit | None = None
    upper: Decimal | None = None
    qualifier: str = ""
    date: DateSpan | None = None

    @property
    def comparator(self) -> Comparator:
        """What the qualifier makes of the figure: a bound, an approximation (≈), or nothing."""
        return next((_COMPARATORS[word] for word in self.qualifier.split("、") if word in _COMPARATORS), "")

    @property
    def number(self) -> Decimal | None:
        """The value as formulas see it, in the plainest unit: 120 万元 → 1200000, 96.90 % → 0.9690."""
        return self._plainest(self.value)

    @property
    def upper_number(self) -> Decimal | None:
        """As `number`, of the upper end of a range."""
        return self._plainest(self.upper)

    def _plainest(self, written: Decimal | None) -> Decimal | None:
        if written is None or self.unit is None:
            return written
        return self.unit.to_number(written) * self.unit.factor


_WORDS_OF: dict[Comparator, tuple[str, ...]] = {
    "≥": ("不低于", "不少于", "不小于", "至少", "最少", "最低", "≥", "≧", "以上", "及以上", "起"),
    "≤": ("不超过", "不高于", "不多于", "不大于", "至多", "最多", "最高", "≤", "≦", "以内", "之内", "内", "及以下"),
    ">": ("超过", "超", "高于", "大于", "多于", "逾", "突破", ">", "＞"),
    "<": ("低于", "小于", "少于", "不足", "不到", "不满", "以下", "<", "＜"),
    "≈": ("约", "大约", "约为", "近", "将近", "接近", "左右", "上下", "余", "多", "来", "大概"),
    "=": ("=", "＝"),
}
_COMPARATORS = {word: comparator for comparator, words in _WORDS_OF.items() for word in words}
QUALIFIERS_BEFORE = (
    *("不低于", "不少于", "不小于", "不超过", "不高于", "不多于", "不大于", "至少", "最少", "最低", "至多", "最多"),
    *("最高", "超过", "高于", "大于", "多于", "突破", "低于", "小于", "少于", "不足", "不到", "不满", "大约", "约为"),
    *("将近", "接近", "大概", "约", "近", "超", "逾", "≥", "≧", "≤", "≦", ">", "<", "＞", "＜", "=", "＝"),
)
QUALIFIERS_INSIDE = ("余", "多", "来")
QUALIFIERS_AFTER = ("及以上", "及以下", "以上", "以下", "以内", "之内", "左右", "上下", "内", "起")
