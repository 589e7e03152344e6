"""目标行没有评价: a declared goal that no indicator looks at.

Meaning: no indicator of the tree names the row.
Why: what was promised and is not evaluated was promised for nothing; leaving out a hard row lifts the score.
Basis: the region's evaluators build the tree on the declared goals (以预算批复时确定的绩效指标为基础).
Exclusions:
1. Rows that a problem names as unfit: they are dealt with there.
2. 中期 rows, which another year evaluates.
3. Trees without any indicator yet.
Fires: 保障丧葬抚恤金发放人数, named by no indicator
Silent: 参保缴费人数, named by indicator C111
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.cases.model.case import walk
from hengping.cases.model.goals import GoalPeriod
from hengping.lint.check import Check, Group
from hengping.lint.finding import Remark, Severity
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    nodes = [indicator for _, indicator in walk(subject.case.indicators.indicators)]
    if not nodes:  # (3)
        return
    dealt_with = {row for indicator in nodes for row in indicator.goal_rows}
    dealt_with |= {row for problem in subject.case.findings.problems for row in problem.goal_rows}  # (1)
    for goal in subject.goals.goals:
        if goal.id not in dealt_with and goal.row.period is GoalPeriod.ANNUAL:  # (2)
            yield Remark(
                goal.place(),
                f"申报的指标“{goal.name}”没有被任何评价指标采用。",
                expected="由评价指标对应，或在问题中说明为何不评价",
                found=f"{goal.name} {goal.text}",
            )


CHECK = Check(code="HP306", title="目标行没有评价", severity=Severity.WARNING, group=Group.LINKS, run=_run)
