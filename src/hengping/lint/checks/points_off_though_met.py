"""达标却扣分无理由: the target was reached, and points are missing without a word.

Meaning: the rule says that the target was met, a lower score than the full one is recorded or set by hand, and no
reason stands beside it.
Why: a point that is lost without a reason cannot be answered, and the next year cannot do better.
Basis: 财预〔2020〕10号 (reasons of deviation); a school's self-evaluation of 2022 takes 3 of 10 points from a rate
that reached 100 %, with the column of reasons empty.
Exclusions:
1. A reason is written: with the record, the score set by hand, or as the criterion's 扣分原因.
2. Points that the rule itself takes off although the target was met: its sentence says why.
Fires: 资金到位及时率 ≥100%, done 100%, recorded 7 of 10, reason blank
Silent: the same with the reason 到位后未及时分解
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hengping.lint.check import Check, Group
from hengping.lint.finding import Remark, Severity
from hengping.lint.subject import CaseUnderReview
from hengping.scoring.comparison import shown_score
from hengping.scoring.result import CriterionScore


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    for result in subject.criteria:
        given = _given_without_reason(subject, result) if result.met else None
        if given is None or given >= result.max_score:
            continue
        lost = shown_score(result.max_score - given)
        yield Remark(
            subject.place_of(result, "deduction_reason"),
            f"目标{result.target_text}，实际{result.actual_text}，已达标，却扣{lost}分，没有写明理由。",
            expected="写明扣分原因，或得满分",
            found=f"{shown_score(given)}/{shown_score(result.max_score)}分",
        )


def _given_without_reason(subject: CaseUnderReview, result: CriterionScore) -> Decimal | None:
    """The score that somebody wrote down without saying why; None where the rule gave it or a reason stands."""
    if result.criterion.deduction_reason.strip():  # (1)
        return None
    record, override = subject.standing_records.get(result.criterion.id), result.criterion.override
    if record is not None:
        return None if record.reason.strip() else record.score
    if override is not None:
        return None if override.reason.strip() else override.score
    return None  # (2)


CHECK = Check(code="HP202", title="达标却扣分无理由", severity=Severity.ERROR, group=Group.SCORES, run=_run)
