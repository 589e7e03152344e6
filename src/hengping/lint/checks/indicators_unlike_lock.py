"""指标体系与锁定不同: the indicators are not the approved ones, and no recorded change covers the difference.

Meaning: the design of the indicators (weights, criteria, rules, targets) has another hash than the lock of the plan,
and no change since its approval is on record, or the design was changed again after the last recorded change.
Why: who changes the yardstick after seeing the result measures nothing.
Basis: the indicator system is approved with the plan; changes need the approval of whoever commissioned it.
Exclusions:
1. What the evaluation fills: findings, reasons, decisions, hand-set scores, evidence, the formula of the actual.
2. A recorded change that was written by hand and so has no hash: it is taken at its word.
Fires: weight of B12 changed after approval, no change on record
Silent: weight of B12 changed after approval, the change on record
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.cases.deliverables.content import SHORT, design_hash
from hengping.cases.deliverables.plan_lock import differs_from_lock
from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity, heading
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    identity = subject.case.identity
    if identity.plan_lock is not None and differs_from_lock(subject.case):  # (1, 2)
        by = identity.plan_lock.approved_by
        approved = f"{by}批准的指标体系" if by else "批准的指标体系"
        yield Remark(
            Place("identity", field=heading(type(identity), "plan_lock")),
            f"现在的指标体系与{approved}不同，没有登记相应的方案变更。",
            expected=identity.plan_lock.hash[:SHORT],
            found=design_hash(subject.case)[:SHORT],
        )


CHECK = Check(code="HP614", title="指标体系与锁定不同", severity=Severity.ERROR, group=Group.PROCESS, run=_run)
