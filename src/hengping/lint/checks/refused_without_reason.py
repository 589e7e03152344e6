"""不采纳没有理由: an opinion or comment was not adopted, or only in part, and nobody says why.

Meaning: the decision is 不采纳 or 部分采纳 and the reason is empty.
Why: the party that gave the opinion is told why; without it the consultation was none.
Basis: customary table of adopted opinions (理由 is a column of it).
Exclusions:
1. Adopted opinions: what changed says why.
Fires: 不采纳, no reason
Silent: 不采纳, 与征缴台账不符
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.cases.model.review import OpinionDecision
from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.subject import CaseUnderReview
from hengping.scoring.adopted import decision_named

_REFUSED = (OpinionDecision.NOT_ADOPTED, OpinionDecision.PARTLY_ADOPTED)  # (1)


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    decided = [("opinions", row.id, row.party, row.decision, row.why) for row in subject.case.opinions]
    decided += [
        ("expert_comments", row.id, row.expert, decision_named(row.adopted), row.why)
        for row in subject.case.expert_comments
    ]
    for part, row_id, who, decision, why in decided:
        if decision in _REFUSED and not why.strip():
            message = f"{who}的意见 {row_id} {decision.label}，没有写明理由。"
            yield Remark(Place(part, (row_id,), who), message, expected="理由", found="")


CHECK = Check(code="HP610", title="不采纳没有理由", severity=Severity.WARNING, group=Group.PROCESS, run=_run)
