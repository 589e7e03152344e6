"""方案变更没有批准: a change of the approved indicators is on record without who approved it, or why.

Meaning: a recorded change of the plan names nobody who approved it, or gives no reason.
Why: the plan was approved by somebody; so is a departure from it.
Basis: the indicator system is approved with the plan; changes need the approval of whoever commissioned it.
Exclusions:
1. Changes before the indicators were locked.
Fires: plan_changes 权重由 5 改为 6, no 批准人
Silent: plan_changes 权重由 5 改为 6, 批准人 社保处
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity, heading
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    identity = subject.case.identity
    lock = identity.plan_lock
    if lock is None:
        return
    for change in identity.plan_changes:
        if change.on is not None and lock.approved_on is not None and change.on < lock.approved_on:  # (1)
            continue
        missing = [name for name, text in (("批准人", change.approved_by), ("理由", change.why)) if not text.strip()]
        if missing:
            yield Remark(
                Place("identity", field=heading(type(identity), "plan_changes")),
                f"方案变更“{change.what}”没有写明{'和'.join(missing)}。",
                expected="、".join(missing),
                found="",
            )


CHECK = Check(code="HP615", title="方案变更没有批准", severity=Severity.WARNING, group=Group.PROCESS, run=_run)
