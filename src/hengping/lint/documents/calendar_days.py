"""Days of running text: whether they exist, and which comes first where only one names its year."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengping.lint.documents.passages import Passage
from hengping.quantities.mention import CalendarDay, Mention
from hengping.quantities.mentions import find_mentions

_LEAP_YEAR = 2020


@dataclass(frozen=True)
class PhaseSpan:
    """A stretch of days that a text sets for something: 6月24日-6月29日."""

    first: CalendarDay
    last: CalendarDay
    printed: str

    def holds(self, day: CalendarDay) -> bool:
        """Whether a day lies inside; True where that cannot be told."""
        if not (is_full(day) and is_full(self.first) and is_full(self.last)):
            return True
        if day.year is not None and self.first.year is not None and day.year != self.first.year:
            return not (earlier(day, self.first) or earlier(self.last, day))
        return order(self.first) <= order(day) <= order(self.last) or order(self.last) < order(self.first)


def exists(day: CalendarDay) -> bool:
    """Whether the calendar has this day; 2月29日 without a year does exist."""
    if day.month is None:
        return True
    if not 1 <= day.month <= 12:
        return False
    return day.day is None or 1 <= day.day <= calendar.monthrange(day.year or _LEAP_YEAR, day.month)[1]


def is_full(day: CalendarDay) -> bool:
    """Whether month and day are told."""
    return day.month is not None and day.day is not None


def order(day: CalendarDay) -> tuple[int, int]:
    """Month and day for comparison inside one year."""
    return day.month or 0, day.day or 0


def earlier(one: CalendarDay, other: CalendarDay) -> bool:
    """Whether one day is certainly before another; False where the years leave it open."""
    if one.year is not None and other.year is not None and one.year != other.year:
        return one.year < other.year
    if one.month is None or other.month is None:
        return False
    if one.month != other.month:
        return one.month < other.month
    return one.day is not None and other.day is not None and one.day < other.day


def in_words(day: CalendarDay) -> str:
    """2021年2月30日."""
    parts = ((day.year, "年"), (day.month, "月"), (day.day, "日"))
    return "".join(f"{value}{unit}" for value, unit in parts if value is not None)


def days_of(mention: Mention) -> Iterator[CalendarDay]:
    """The days that a mention of a date names."""
    if mention.date is not None and not mention.date.code:
        yield mention.date.first
        if mention.date.last is not None:
            yield mention.date.last


def spans_of(passage: Passage) -> Iterator[PhaseSpan]:
    """The stretches from one full day to another that a passage names."""
    for mention in passage.mentions:
        if mention.date is not None and mention.date.last is not None:
            first, last = mention.date.first, mention.date.last
            if is_full(first) and is_full(last):
                yield PhaseSpan(first, last, mention.text)


def dates_in(text: str) -> tuple[Mention, ...]:
    """The dates of a cell."""
    return (
        tuple(mention for mention in find_mentions(text) if mention.date is not None) if re.search(r"\d", text) else ()
    )
