"""起止日期颠倒: something ends before it begins.

Meaning: (a) a stretch of days whose end lies before its beginning, also in words (自…起至…止, …开工，…竣工); (b) a
beginning and an end named by labels (开始时间, 完成时间) in the wrong order, in lines or in one row of a table; (c) a
phase, headed with its days or set in a paragraph, that begins before the phase before it.
Why: one of the two days is wrong, and with it every date inside.
Basis: the calendar; practice of document review.
Exclusions:
1. A stretch without years from a later month to an earlier one may pass the turn of the year: a warning only where it
   would last longer than half a year.
2. Phases that overlap but begin in order.
3. Quoted text.
Fires: 7月26日-7月18日，项目组进行现场踏勘
Silent: 7月18日-7月26日，项目组进行现场踏勘
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.calendar_days import PhaseSpan, dates_in, earlier, in_words, spans_of
from hengping.lint.documents.ledgers import Ledger
from hengping.lint.documents.passages import Passage
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities.mention import Mention
from hengping.reading.documents import Place

_DATE_WORDS = r"(?:时间|日期|年月)?"
_BEGIN = re.compile(rf"(?:开始|起始|开工|启动|动工|立项|开展){_DATE_WORDS}(?:[：为是]|$)")
_END = re.compile(rf"(?:完成|结束|竣工|终止|完工|截止|验收){_DATE_WORDS}(?:[：为是]|$)")

_BEGUN = re.compile(r"(?:起|开始|启动|正式启动|开工|动工|进场|立项|开展|开标|施工)[^。；\d]{0,16}$")
_UNTIL = re.compile(r"(?:至|到|截至)$")
_ENDED = re.compile(r"(?:止|结束|完成|终止|竣工|完工|通过?验收|交付|全部)")
_HALF_A_YEAR = 6


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for passage in subject.passages:
        for mention in passage.mentions:
            if mention.date is not None and not passage.is_quoted(mention.start):  # (3)
                yield from _stretch(mention, passage.place)
        yield from _in_words(passage)
    yield from _labelled(subject.passages)
    for ledger in subject.ledgers:
        yield from _rows(ledger)
    yield from _phases(subject)
    for first, second in itertools.pairwise(subject.phases):
        if earlier(second.span.first, first.span.first):  # (2)
            yield _phase_before(second.name, second.span, first.name, first.span, second.passage.place)


def _in_words(passage: Passage) -> Iterator[Remark]:
    dates = [m for m in passage.mentions if m.date and m.date.last is None and not passage.is_quoted(m.start)]  # (3)
    for first, last in itertools.pairwise(dates):
        between, behind = passage.text[first.end : last.start], passage.text[last.end : last.end + 6]
        if "次年" in between or not _BEGUN.match(between) or not (_UNTIL.search(between) or _ENDED.match(behind)):
            continue
        if first.date and last.date and earlier(last.date.first, first.date.first):
            turns = first.date.first.year is None or last.date.first.year is None
            if not turns or (first.date.first.month or 0) - (last.date.first.month or 0) <= _HALF_A_YEAR:
                yield _reversed(
                    passage.text[first.start : last.end], passage.place, Severity.WARNING if turns else None
                )


def _stretch(mention: Mention, place: Place) -> Iterator[Remark]:
    span = mention.date
    if span is None or span.last is None or span.code:
        return
    first, last = span.first, span.last
    turns = first.year is None and last.year is None and (first.month or 0) > (last.month or 0)
    if turns:
        if (last.month or 0) + 12 - (first.month or 0) > 6:  # (1)
            yield _reversed(mention.text, place, Severity.WARNING)
    elif earlier(last, first):
        yield _reversed(mention.text, place, None)


def _reversed(written: str, place: Place, severity: Severity | None) -> Remark:
    return Remark(
        at(place), f"“{written}”的终止早于起始。", expected="起始在前，终止在后", found=written, severity=severity
    )


def _labelled(passages: tuple[Passage, ...]) -> Iterator[Remark]:
    begin: tuple[Mention, Passage] | None = None
    for passage in passages:
        for clause in (clause for sentence in passage.sentences for clause in sentence.clauses):
            begins, ends = _BEGIN.search(clause.text), _END.search(clause.text)
            if not (begins or ends):
                continue
            date = next(
                (m for m in passage.mentions if m.date is not None and clause.start <= m.start < clause.end + 14), None
            )
            if date is None or date.date is None:
                continue
            if begins and not ends:
                begin = date, passage
            elif ends and not begins and begin and begin[0].date and earlier(date.date.first, begin[0].date.first):
                yield _before(begin[0].text, date.text, passage.place)
                begin = None


def _before(begin: str, end: str, place: Place) -> Remark:
    return Remark(at(place), f"完成时间“{end}”早于开始时间“{begin}”。", expected=f"不早于{begin}", found=end)


def _rows(ledger: Ledger) -> Iterator[Remark]:
    begins = [c.index for c in ledger.columns if _BEGIN.search(c.heading)]
    ends = [c.index for c in ledger.columns if _END.search(c.heading)]
    if len(begins) != 1 or len(ends) != 1:
        return
    for item in range(ledger.count):
        first, last = dates_in(ledger.text(item, begins[0])), dates_in(ledger.text(item, ends[0]))
        if first and last and first[0].date and last[0].date and earlier(last[0].date.first, first[0].date.first):
            yield _before(first[0].text, last[0].text, ledger.place(item, ends[0]))


def _phases(subject: DocumentUnderReview) -> Iterator[Remark]:
    before: dict[int, tuple[PhaseSpan, str]] = {}
    for section in subject.sections:
        before = {level: entry for level, entry in before.items() if level <= section.level}
        span = next(spans_of(section.headline), None) if section.headline else None
        if span is None or section.headline is None:
            continue
        last = before.get(section.level)
        if last and earlier(span.first, last[0].first):  # (2)
            yield _phase_before(section.title, span, last[1], last[0], section.headline.place)
        before[section.level] = span, section.title


def _phase_before(name: str, span: PhaseSpan, before: str, last: PhaseSpan, place: Place) -> Remark:
    return Remark(
        at(place),
        f"阶段“{name}”始于{in_words(span.first)}，早于前一阶段“{before}”的起始{in_words(last.first)}。",
        expected=f"不早于{in_words(last.first)}",
        found=span.printed,
    )


CHECK = Check(code="HP508", title="起止日期颠倒", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
