"""工作阶段日期颠倒: phases or steps of the work in an impossible order.

Meaning: a phase or step ends before it begins; a step lies outside its phase; a phase begins before the one filed
before it; or field work begins before the plan is finished.
Why: the plan is approved, then the field is visited, then the report is written; other dates are slips or inventions.
Basis: order of work of a finance bureau (plan, review, field, draft, exchange of views, acceptance), as the region's
report follows it.
Exclusions:
1. Field work and writing may overlap, and so may all steps of one phase: points are given while papers still come in.
2. Missing dates.
Fires: 实施 2022-07-18 to 2022-07-31, 方案 2022-07-20 to 2022-07-25
Silent: 现场踏勘 07-18 to 07-26 and 打分 07-21 to 07-31 in one phase
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import pairwise

from hengping.cases.model.identity import Phase, PhaseKind, Step
from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.subject import CaseUnderReview

_Date = datetime.date | None


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    phases = subject.case.identity.phases
    for phase in phases:
        yield from _ends_before_start(_place(phase.name), phase.name, phase.start, phase.end)
        for step in phase.steps:
            yield from _ends_before_start(_place(phase.name), step.text, step.start, step.end)
            yield from _outside(phase, step)
    for earlier, later in pairwise(phases):  # (1)
        if earlier.start and later.start and later.start < earlier.start:  # (2)
            yield _remark(earlier, later, f"开始于 {later.start}，早于“{earlier.name}”的开始 {earlier.start}")
    plans = [phase for phase in phases if phase.kind is PhaseKind.PLANNING]
    for field in (phase for phase in phases if phase.kind is PhaseKind.FIELDWORK):
        for plan in plans:
            if plan.end and field.start and plan.start and plan.start <= field.start < plan.end:
                yield _remark(plan, field, f"开始于 {field.start}，“{plan.name}”到 {plan.end} 才结束")


def _ends_before_start(place: Place, name: str, start: _Date, end: _Date) -> Iterator[Remark]:
    if start and end and end < start:
        yield Remark(place, f"“{name}”的结束日期 {end} 早于开始日期 {start}。", found=f"{start}～{end}")


def _outside(phase: Phase, step: Step) -> Iterator[Remark]:
    days = [day for day in (step.start, step.end) if day]
    too_early = phase.start and any(day < phase.start for day in days)
    too_late = phase.end and any(day > phase.end for day in days)
    if too_early or too_late:
        span = f"{phase.start or ''}～{phase.end or ''}"
        yield Remark(
            _place(phase.name),
            f"步骤“{step.text}”（{'～'.join(str(day) for day in days)}）不在“{phase.name}”（{span}）之内。",
            expected=span,
            found="～".join(str(day) for day in days),
        )


def _remark(earlier: Phase, later: Phase, what: str) -> Remark:
    return Remark(
        Place("identity", (earlier.name, later.name)),
        f"“{later.name}”{what}。",
        expected=f"不早于 {earlier.start or earlier.end}",
        found=str(later.start),
    )


def _place(name: str) -> Place:
    return Place("identity", (name,))


CHECK = Check(code="HP601", title="工作阶段日期颠倒", severity=Severity.ERROR, group=Group.PROCESS, run=_run)
