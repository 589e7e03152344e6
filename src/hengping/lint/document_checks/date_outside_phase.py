"""日期在阶段之外: a day told under a phase lies outside the days of that phase.

Meaning: (a) under a heading with its days (组织实施评价（7月18日-7月31日）) a step is dated outside them; (b) a
visit in a table is dated outside the stretch that the line above the table sets for the visits.
Why: either the phase or the day is wrong; visits before the plan was approved or after the report was written have no
standing.
Basis: practice of document review.
Exclusions:
1. Days without a month, and months without a day.
2. Limits (8月2日前) that lie before the end of the phase.
3. Dates of documents, of deliveries of earlier years, and days named with another year.
4. Days in sentences that tell of something before or after the phase (此前, 之后, 后续, 截至).
Fires: heading （7月18日-7月31日）, and below: 8月5日，项目组赴现场
Silent: heading （7月18日-7月31日）, and below: 7月20日，项目组赴现场
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.calendar_days import PhaseSpan, dates_in, days_of, in_words, is_full, spans_of
from hengping.lint.documents.ledgers import Ledger
from hengping.lint.documents.passages import Passage
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview, Section
from hengping.lint.finding import Remark, Severity
from hengping.quantities.mention import CalendarDay
from hengping.reading.documents import Place

_OUTSIDE = re.compile(r"此前|之后|以后|后续|截至|截止|上年|去年|印发|文件|批复|发文|此外|其后|另于|补充")  # (3, 4)
_VISIT_DAY = re.compile(r"(?:踏勘|走访|调研|访谈|现场|核查|访问|勘查|实地).{0,4}(?:时间|日期)")
_VISITS = re.compile(r"踏勘|走访|现场|实地|调研|核查")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    phase: tuple[int, PhaseSpan, str] | None = None
    for section in subject.sections:
        if phase and section.level <= phase[0]:
            phase = None
        own = next(spans_of(section.headline), None) if section.headline else None
        if own is not None:
            phase = section.level, own, section.title
        if phase:
            for passage in section.paragraphs:
                yield from _steps(passage, phase[1], phase[2])
        yield from _visits(subject, section, phase[1] if phase else None)


def _steps(passage: Passage, phase: PhaseSpan, title: str) -> Iterator[Remark]:
    for sentence in passage.sentences:
        if _OUTSIDE.search(sentence.text):
            continue
        for mention in sentence.mentions:
            for day in days_of(mention):
                if _is_outside(day, phase) and not passage.is_quoted(mention.start):
                    yield _remark(mention.text, phase, f"阶段“{title}”", passage.place)
                    break


def _is_outside(day: CalendarDay, phase: PhaseSpan) -> bool:
    if not is_full(day) or (day.year and phase.first.year and day.year != phase.first.year):  # (1, 2, 3)
        return False
    return not phase.holds(day)


def _visits(subject: DocumentUnderReview, section: Section, phase: PhaseSpan | None) -> Iterator[Remark]:
    ledgers = [ledger for ledger in subject.ledgers if any(ledger.table is table for table in section.tables)]
    for ledger in ledgers:
        column = next((c.index for c in ledger.columns if _VISIT_DAY.search(c.heading)), None)
        span = _span_above(section, ledger) or phase
        if column is None or span is None:
            continue
        yield from _rows(ledger, column, span)


def _span_above(section: Section, ledger: Ledger) -> PhaseSpan | None:
    """The stretch that the text of the section sets for visits."""
    spans = [span for passage in section.paragraphs if _VISITS.search(passage.text) for span in spans_of(passage)]
    return spans[0] if spans else None


def _rows(ledger: Ledger, column: int, span: PhaseSpan) -> Iterator[Remark]:
    for item in range(ledger.count):
        for mention in dates_in(ledger.text(item, column)):
            outside = [day for day in days_of(mention) if _is_outside(day, span)]
            if outside and ledger.is_first(item, column):
                yield _remark(mention.text, span, f"“{ledger.labels[item]}”所在阶段", ledger.place(item, column))


def _remark(written: str, phase: PhaseSpan, name: str, place: Place) -> Remark:
    bounds = f"{in_words(phase.first)}至{in_words(phase.last)}"
    return Remark(at(place), f"日期“{written}”不在{name}的{bounds}之内。", expected=bounds, found=written)


CHECK = Check(code="HP509", title="日期在阶段之外", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
