"""记录日期颠倒: a record whose second date precedes its first.

Meaning: a working paper reviewed before it was prepared, a document given back before it was handed over, or the
indicator system approved after field work had begun.
Why: such a date was filled in afterwards.
Basis: order of work (papers are prepared, then reviewed; the system is approved with the plan).
Exclusions:
1. Missing dates; both on one day.
Fires: 底稿 A11, 编制日期 2022-07-30, 复核日期 2022-07-28
Silent: 底稿 A11, 编制日期 2022-07-28, 复核日期 2022-07-30
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hengping.cases.model.case import Case
from hengping.cases.model.identity import PhaseKind
from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.subject import CaseUnderReview

_Date = datetime.date | None


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    for place, earlier, first, later, second in _pairs(subject.case):
        if first and second and second < first:  # (1)
            yield Remark(
                place,
                f"{later} {second} 早于{earlier} {first}。",
                expected=f"不早于 {first}",
                found=str(second),
            )


def _pairs(case: Case) -> Iterator[tuple[Place, str, _Date, str, _Date]]:
    """Place, name and date of what comes first, name and date of what comes second."""
    for paper in case.working_papers:
        place = Place("working_papers", (paper.index,), paper.title)
        yield place, "编制日期", paper.prepared_on, f"底稿 {paper.index} 的复核日期", paper.reviewed_on
    for handover in case.handovers:
        place = Place("handovers", (handover.id,), handover.title)
        yield place, "移交日期", handover.on, f"“{handover.title}”的归还日期", handover.returned_on
    lock = case.identity.plan_lock
    starts = [phase.start for phase in case.identity.phases if phase.kind is PhaseKind.FIELDWORK and phase.start]
    if lock is not None and starts:
        yield Place("identity"), "指标体系批准日期", lock.approved_on, "实施阶段的开始", min(starts)


CHECK = Check(code="HP607", title="记录日期颠倒", severity=Severity.ERROR, group=Group.PROCESS, run=_run)
