"""问题没有扣分: a problem that cost no points.

Meaning: the problem names a criterion or leaf that lost nothing, or names none and does not say why none lost.
Why: problems and lost points close both ways; a problem beside full marks asks whether the score or the problem is
wrong.
Basis: design principle 3; a town's score sheet describes a row as compliant and takes half a point, the reverse case.
Exclusions:
1. 未扣分原因 says why no points were lost.
2. Criteria without a score yet.
Fires: 档案管理制度不健全 names 制度健全性, which has 3 of 3
Silent: the same, 制度健全性 2 of 3
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.cases.model.findings import Problem
from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity, heading
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    unharmed = {result.criterion.id for result in subject.criteria if result.deduction == 0}  # (2)
    unharmed |= {leaf.indicator.code for leaf in subject.leaves() if leaf.deduction == 0}
    for problem in subject.case.findings.problems:
        if problem.unscored_reason.strip():  # (1)
            continue
        full = [name for name in problem.criteria if name in unharmed]
        if full or not problem.criteria:
            what = f"所指的 {'、'.join(full)} 没有失分" if full else "没有写明扣分要点"
            yield Remark(
                Place("findings", (problem.id,), problem.title, heading(Problem, "criteria")),
                f"问题“{problem.title}”{what}，也没有说明未扣分的原因。",
                expected="失分的要点，或“未扣分原因”",
                found="、".join(full) or "（空）",
            )


CHECK = Check(code="HP304", title="问题没有扣分", severity=Severity.WARNING, group=Group.LINKS, run=_run)
