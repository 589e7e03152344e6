"""失分没有对应问题: points were lost, and no problem says why.

Meaning: a leaf lost points, and no problem of findings.yaml names it or one of its criteria.
Why: no point lost without a reason: a loss leads to a problem, its cause, a recommendation, and rectification.
Basis: design principle 3; 财预〔2020〕10号 (problems and their causes stand in the report).
Exclusions:
1. Self-evaluations: their form has a column for the reason of deviation and no chapter of problems; the column is
   read.
2. What does not apply, and leaves of weight zero.
Fires: 参保增长率 lost 3 of 3, problems name other criteria
Silent: 参保增长率 lost 3 of 3, problem P2 names it
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.cases.model.identity import EvaluationKind
from hengping.lint.check import Check, Group
from hengping.lint.finding import Remark, Severity
from hengping.lint.subject import CaseUnderReview, indicator_place
from hengping.scoring.comparison import shown_score
from hengping.scoring.result import IndicatorScore, ScoreStatus


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    for leaf in subject.leaves():
        if not leaf.deduction or leaf.deduction < 0 or leaf.status is ScoreStatus.NOT_APPLICABLE:  # (2)
            continue
        if leaf.indicator.code in subject.problems_of or _explained_in_form(subject, leaf):
            continue
        lost = shown_score(leaf.deduction)
        yield Remark(
            indicator_place(leaf.indicator),
            f"“{leaf.indicator.name}”（{leaf.indicator.code}）失{lost}分，没有一个问题说明原因。",
            expected="在“存在的问题”中列出，并写明扣分要点",
            found=f"扣{lost}分",
        )


def _explained_in_form(subject: CaseUnderReview, leaf: IndicatorScore) -> bool:
    if subject.case.identity.kind is not EvaluationKind.SELF_EVALUATION:
        return False
    reasons = [result.criterion.deduction_reason for result in leaf.criteria if result.deduction]  # (1)
    return all(reason.strip() for reason in reasons)


CHECK = Check(code="HP301", title="失分没有对应问题", severity=Severity.WARNING, group=Group.LINKS, run=_run)
