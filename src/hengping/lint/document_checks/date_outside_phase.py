"""日期在阶段之外: a day told under a phase lies outside the days of that phase.

Meaning: a step is dated outside its phase: (a) under a heading with the days (组织实施评价（7月18日-7月31日）), (b) in
a paragraph, a stretch of a sentence or a row of a table that begins with phase and days, (c) in a sentence that names
the phase elsewhere (复核阶段于3月9日…), (d) in a table of visits whose days the line above sets.
Why: either the phase or the day is wrong; visits before the plan was approved or after the report was written have no
standing.
Basis: practice of document review.
Exclusions:
1. Days without a month, and months without a day.
2. Limits (8月2日前) that lie before the end of the phase.
3. Dates of documents, of deliveries of earlier years, and days named with another year.
4. Days in sentences that tell of something before or after the phase (此前, 之后, 后续, 截至); days of what is
   reported rather than done (于6月5日印发, 出生, 签订于).
5. A name that several phases bear, or of fewer than two letters.
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
from hengping.lint.documents.phases import Phase, phases_of_table
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview, Section
from hengping.lint.finding import Remark, Severity
from hengping.quantities.mention import CalendarDay
from hengping.reading.documents import Place

_OUTSIDE = re.compile(
    r"此前|之后|以后|后续|截至|截止|上年|去年|印发|文件|批复|发文|此外|其后|另于|补充|出生|签订|合同|批准|成立于|底前"
)  # (3, 4)
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
                yield from _steps(passage, 0, len(passage.text), phase[1], phase[2])
        yield from _visits(subject, section, phase[1] if phase else None)
    for told in subject.phases:
        yield from _steps(told.passage, told.start, told.end, told.span, told.name)
    yield from _named(subject)
    for ledger in subject.ledgers:
        yield from _rows_of_phases(ledger)


def _steps(passage: Passage, begin: int, end: int, span: PhaseSpan, name: str) -> Iterator[Remark]:
    """The days of a stretch of text that tells of a phase."""
    for sentence in passage.sentences:
        for clause in sentence.clauses:
            if clause.start < end and clause.end > begin and not _OUTSIDE.search(clause.text):
                for mention in clause.mentions:
                    if not begin <= mention.start < end or passage.is_quoted(mention.start):
                        continue
                    if any(_is_outside(day, span) for day in days_of(mention)):
                        yield _remark(mention.text, span, f"阶段“{name}”", passage.place)


def _is_outside(day: CalendarDay, phase: PhaseSpan) -> bool:
    if not is_full(day) or (day.year and phase.first.year and day.year != phase.first.year):  # (1, 2, 3)
        return False
    return not phase.holds(day)


def _named(subject: DocumentUnderReview) -> Iterator[Remark]:
    """Steps that name their phase where it is not set."""
    kernels = [phase.kernel for phase in subject.phases]
    alone = [p for p in subject.phases if len(p.kernel) > 1 and kernels.count(p.kernel) == 1]  # (5)
    for sentence in subject.sentences:
        named = [(phase, mark) for phase in alone if (mark := f"{_short(phase.kernel)}阶段") in sentence.text]
        if len(named) != 1:
            continue
        phase, mark = named[0]
        position = sentence.start + sentence.text.index(mark)
        if not _tells(sentence.passage, position, subject.phases):
            yield from _steps(sentence.passage, position, sentence.end, phase.span, phase.name)


def _short(kernel: str) -> str:
    """复核 for 集中复核: what a sentence calls a phase by later."""
    return kernel[-2:] if len(kernel) > 3 else kernel


def _tells(passage: Passage, position: int, phases: tuple[Phase, ...]) -> bool:
    """Whether a position belongs to the text of a phase, which `_steps` reads anyway."""
    return any(phase.passage is passage and phase.start <= position < phase.end for phase in phases)


def _visits(subject: DocumentUnderReview, section: Section, phase: PhaseSpan | None) -> Iterator[Remark]:
    ledgers = [ledger for ledger in subject.ledgers if any(ledger.table is table for table in section.tables)]
    for ledger in ledgers:
        column = next((c.index for c in ledger.columns if _VISIT_DAY.search(c.heading)), None)
        span = _span_above(section) or phase
        if column is None or span is None:
            continue
        for item in range(ledger.count):
            yield from _row(ledger, item, column, span, f"“{ledger.labels[item]}”所在阶段")


def _span_above(section: Section) -> PhaseSpan | None:
    """The stretch that the text of the section sets for visits."""
    spans = [span for passage in section.paragraphs if _VISITS.search(passage.text) for span in spans_of(passage)]
    return spans[0] if spans else None


def _rows_of_phases(ledger: Ledger) -> Iterator[Remark]:
    """What the other cells of a row date that sets a phase."""
    for item, name, span, days in phases_of_table(ledger):
        for column in ledger.columns:
            if column.index != days:
                yield from _row(ledger, item, column.index, span, f"阶段“{name}”")


def _row(ledger: Ledger, item: int, column: int, span: PhaseSpan, name: str) -> Iterator[Remark]:
    text = ledger.text(item, column)
    if not ledger.is_first(item, column) or _OUTSIDE.search(text):
        return
    for mention in dates_in(text):
        if any(_is_outside(day, span) for day in days_of(mention)):
            yield _remark(mention.text, span, name, ledger.place(item, column))


def _remark(written: str, phase: PhaseSpan, name: str, place: Place) -> Remark:
    bounds = f"{in_words(phase.first)}至{in_words(phase.last)}"
    return Remark(at(place), f"日期“{written}”不在{name}的{bounds}之内。", expected=bounds, found=written)


CHECK = Check(code="HP509", title="日期在阶段之外", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
