"""委托晚于开工（文件）: the document tells that the evaluators were commissioned after they had begun.

Meaning: the day or month on which the evaluation was commissioned lies after the first day of the work told: of its
phases, of the team that was set up, or of the work as a whole (评价工作自4月11日开始).
Why: work before the commission has no mandate. The region's report of 2021 was commissioned in July and began on 24
June.
Basis: 财预〔2021〕76号 (entrustment before the work); practice.
Exclusions:
1. A commission more than half a year later in the calendar, where one of the two names no year: it may be of the year
   before.
2. Sentences about a commission that is to come, or about commissions in general (可委托, 委托第三方的).
Fires: 2022年7月委托…, and 评价准备阶段（6月24日-6月29日）
Silent: 2022年6月委托…, and 评价准备阶段（6月24日-6月29日）
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.calendar_days import days_of, earlier, in_words
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities.mention import CalendarDay, Mention
from hengping.reading.documents import Place

_COMMISSION = re.compile(r"(?:委托|聘请|受托|接受.{0,16}委托|签订.{0,12}(?:合同|协议))")
_HALF_A_YEAR = 6
_FAR, _BEHIND = 60, 12
_GENERAL = re.compile(r"可以?(?:委托|聘请)|应(?:当)?委托|必要时|委托代理|下一步|今后|力争")
_LATER = re.compile(r"(?:拟|将|计划|底前|月前|日前|逐步)[^，。；]{0,12}$")
_TO_COME = re.compile(r"建议|措施|打算|计划|安排$")
_WORK = re.compile(r"(?:准备|组织实施|前期|启动|入户|现场|踏勘|调研|工作方案|实施方案)")
_TEAM = re.compile(
    r"(?:组建|成立).{0,6}(?:工作组|评价组|项目组)|评价工作.{0,16}(?:启动|开始|开展|进行)|(?:启动|开始).{0,8}评价|首次.{0,4}(?:调研|踏勘)"
)


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    commissions = list(_commissions(subject))
    starts = list(_starts(subject))
    if not commissions or not starts:
        return
    day, printed, place = commissions[0]
    first_day, first_printed, first_place = starts[0]
    for other in starts[1:]:
        if earlier(other[0], first_day):
            first_day, first_printed, first_place = other
    if earlier(first_day, day) and not _may_be_a_year_apart(day, first_day):
        yield Remark(
            at(place, first_place),
            f"委托时间为{in_words(day)}，而评价工作始于{in_words(first_day)}（“{first_printed}”），委托晚于开工。",
            expected=f"不晚于{in_words(first_day)}",
            found=printed,
        )


def _may_be_a_year_apart(day: CalendarDay, first_day: CalendarDay) -> bool:
    if day.year is not None and first_day.year is not None:  # (1)
        return False
    return (day.month or 0) - (first_day.month or 0) > _HALF_A_YEAR


def _commissions(subject: DocumentUnderReview) -> Iterator[tuple[CalendarDay, str, Place]]:
    for sentence in subject.sentences:
        match = _COMMISSION.search(sentence.text)
        heading = sentence.passage.heading
        if match is None or _GENERAL.search(sentence.text) or (heading and _TO_COME.search(heading.text)):  # (2)
            continue
        if _LATER.search(sentence.text[: match.start()]):  # (2)
            continue
        begin, end = sentence.start + match.start(), sentence.start + match.end()
        near = [
            (mention.date.first, mention.text)
            for mention in sentence.mentions
            if mention.date and mention.date.last is None and mention.date.first.month and _is_near(mention, begin, end)
        ]
        if near:
            yield *near[-1], sentence.place


def _is_near(date: Mention, begin: int, end: int) -> bool:
    """Whether a date stands before the word in its sentence, or right behind it: 委托协议于5月9日签订."""
    return begin - _FAR <= date.end <= begin + 6 or 0 <= date.start - end <= _BEHIND


def _starts(subject: DocumentUnderReview) -> Iterator[tuple[CalendarDay, str, Place]]:
    for phase in subject.phases:
        yield phase.span.first, phase.span.printed, phase.passage.place
    for passage in subject.passages:
        wanted = _WORK if passage.kind == "heading" else _TEAM
        for sentence in passage.sentences:
            if not wanted.search(sentence.text) or _COMMISSION.search(sentence.text):
                continue
            for mention in sentence.mentions:
                day = next(days_of(mention), None)
                if day is not None and day.month is not None and day.day is not None:
                    yield day, mention.text, sentence.place
                    break


CHECK = Check(code="HP510", title="委托晚于开工（文件）", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
