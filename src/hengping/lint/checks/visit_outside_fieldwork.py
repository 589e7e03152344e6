"""踏勘日期在实施阶段之外: a visit outside every phase of field work.

Meaning: the day of the visit lies in no phase of the kind 实施.
Why: a visit before the plan was approved was not planned; one after the field work found its points already given.
Basis: order of work, as the region's report follows it (37 visits within 18–26 July).
Exclusions:
1. Cases without a phase of that kind with both dates, and visits without a day.
Fires: visit on 2022-08-05, 实施 2022-07-18 to 2022-07-31
Silent: visit on 2022-07-25
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.cases.model.identity import PhaseKind
from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity, heading
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    phases = [phase for phase in subject.case.identity.phases if phase.kind is PhaseKind.FIELDWORK]
    spans = [(phase.start, phase.end) for phase in phases if phase.start and phase.end]
    if not spans:  # (1)
        return
    shown = "、".join(f"{start}～{end}" for start, end in spans)
    for visit in subject.case.visits:
        day = visit.visited_on
        if day and not any(start <= day <= end for start, end in spans):
            yield Remark(
                Place("visits", (visit.id,), visit.unit, heading(type(visit), "visited_on")),
                f"踏勘 {visit.id}（{visit.unit}）的日期 {day} 不在实施阶段（{shown}）之内。",
                expected=shown,
                found=str(day),
            )


CHECK = Check(code="HP604", title="踏勘日期在实施阶段之外", severity=Severity.WARNING, group=Group.PROCESS, run=_run)
