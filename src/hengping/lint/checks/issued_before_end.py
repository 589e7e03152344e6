"""报告出具早于工作结束: the report is dated before work that it rests on.

Meaning: a phase, a visit, an opinion, a judgement, a review or an expert's comment is dated after the issue.
Why: a report cannot know what came after it; the review of a report that is out reviews nothing.
Basis: order of work (three levels of review, exchange of views and acceptance come before the final report).
Exclusions:
1. No date of issue; the words of the cover (二〇二二年八月) are not read as a day.
2. What follows a report by nature: rectification, disclosure, return of papers.
Fires: 出具日期 2022-08-10, 三级复核 2022-08-15
Silent: 出具日期 2022-08-20, 三级复核 2022-08-02
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hengping.cases.model.case import Case
from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.subject import CaseUnderReview

_DATED = {
    "opinions": "意见反馈",
    "judgements": "定性评判",
    "reviews": "复核",
    "expert_comments": "专家意见",
    "scores": "得分记录",
}  # (2)


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    issued = subject.case.identity.issued_on
    if issued is None:  # (1)
        return
    for place, what, day in _work(subject.case):
        if day > issued:
            yield Remark(
                place, f"{what}的日期 {day} 晚于报告出具日期 {issued}。", expected=f"不晚于 {issued}", found=str(day)
            )


def _work(case: Case) -> Iterator[tuple[Place, str, datetime.date]]:
    for phase in case.identity.phases:
        if day := phase.end or phase.start:
            yield Place("identity", (phase.name,)), f"“{phase.name}”", day
    for visit in case.visits:
        if visit.visited_on:
            yield Place("visits", (visit.id,)), f"踏勘 {visit.id} ", visit.visited_on
    for part, name in _DATED.items():
        for row in getattr(case, part):
            if row.on:
                yield Place(part, (row.id,)), f"{name} {row.id} ", row.on


CHECK = Check(code="HP603", title="报告出具早于工作结束", severity=Severity.ERROR, group=Group.PROCESS, run=_run)
