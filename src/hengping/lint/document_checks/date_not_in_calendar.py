"""日期不存在: a day that the calendar does not have.

Meaning: 2月30日, 2021年2月29日, 13月 in running text or in a table.
Why: it cannot be right, and the day meant is unknown.
Basis: the calendar.
Exclusions:
1. 2月29日 without a year.
2. Quoted text.
Fires: 2021年2月29日完成验收
Silent: 2020年2月29日完成验收
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.calendar_days import days_of, exists, in_words
from hengping.lint.documents.passages import Passage
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities.mention import CalendarDay, Mention
from hengping.quantities.mentions import find_mentions
from hengping.reading.documents import Place

_DAY = re.compile(r"\d{1,2}月\d{1,2}[日号]|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|二月三十|月三十一")
_NO_MONTH = re.compile(r"(?:20\d\d年|[年，。、（至于在]|^)(?P<month>1[3-9]|[2-9]\d|0)月(?!\d)")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for passage in subject.passages:
        if _DAY.search(passage.text) or _NO_MONTH.search(passage.text):
            mentions = [m for m in passage.mentions if not passage.is_quoted(m.start)]  # (2)
            yield from _found(passage.text, mentions, passage.place)
            yield from _leap_day(passage)
    for ledger in subject.ledgers:
        for item in range(ledger.count):
            for column in ledger.columns:
                text = ledger.text(item, column.index)
                if _DAY.search(text) and ledger.is_first(item, column.index):
                    yield from _found(text, find_mentions(text), ledger.place(item, column.index))


def _leap_day(passage: Passage) -> Iterator[Remark]:
    """2月29日 behind a day of another year than a leap year: 2023年2月6日开始，…2月29日结束."""
    year: int | None = None
    for mention in passage.mentions:
        for day in days_of(mention):
            if day.year is None and (day.month, day.day) == (2, 29) and year and not calendar.isleap(year):
                told = CalendarDay(year=year, month=2, day=29)
                if "次年" not in passage.text and not passage.is_quoted(mention.start):
                    yield _remark(told, mention.text, passage.place, Severity.WARNING)
            year = day.year if day.year and day.month else year


def _found(text: str, mentions: list[Mention] | tuple[Mention, ...], place: Place) -> Iterator[Remark]:
    told = set()
    for mention in mentions:
        for day in days_of(mention):
            if not exists(day):  # (1)
                told.add(mention.text)
                yield _remark(day, mention.text, place)
    for match in _NO_MONTH.finditer(text):
        if not any(match["month"] + "月" in words for words in told):
            yield _remark(CalendarDay(month=int(match["month"])), match.group(), place)


def _remark(day: CalendarDay, written: str, place: Place, severity: Severity | None = None) -> Remark:
    message = f"日期“{written}”不存在：历法中没有{in_words(day)}。"
    return Remark(at(place), message, expected="存在的日期", found=written, severity=severity)


CHECK = Check(code="HP507", title="日期不存在", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
