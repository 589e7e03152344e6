"""记录得分与计算不符: the score on record is not the one that the rules give.

Meaning: the latest recorded score of a criterion, an indicator or the total differs from the computed one, at the
decimals in which scores print.
Why: two scores for one thing; the report prints one of them and the score sheet the other.
Basis: design principle 1 (one figure, one fact); a county's form of 2020 prints 94 where its rows give 93.
Exclusions:
1. Self-evaluation scores in an evaluation by others, and stages before the latest.
2. Scores that cannot be computed yet, and codes the tree does not have.
3. What HP201 and HP202 say already: missed at full marks, met and points off.
Fires: 合计 on record 94.51, computed 94.46
Silent: 决策 on record 9.41, computed 9.41
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.subject import CaseUnderReview
from hengping.quantities import amount


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    computed = _computed(subject)
    said = _said_elsewhere(subject)
    for code, record in subject.standing_records.items():  # (1)
        score = computed.get(code)
        if score is None or code in said:  # (2, 3)
            continue
        if subject.rounded(record.score) != score:
            places = subject.profile.rounding.places
            name = "总分" if code == "TOTAL" else f"{code} "
            yield Remark(
                Place("scores", (record.id,), code),
                f"{name}记录的得分（{record.stage.label}）为 {amount(record.score, places)}，"
                f"按规则计算为 {amount(score, places)}。",
                expected=amount(score, places),
                found=amount(record.score, places),
            )


def _computed(subject: CaseUnderReview) -> dict[str, Decimal | None]:
    scores = {result.criterion.id: result.score for result in subject.criteria}
    scores |= {code: node.score for code, node in subject.nodes.items()}
    scores["TOTAL"] = subject.score.total
    return {code: None if score is None else subject.rounded(score) for code, score in scores.items()}


def _said_elsewhere(subject: CaseUnderReview) -> set[str]:
    said = set()
    for result in subject.criteria:
        record = subject.standing_records.get(result.criterion.id)
        if record is None or result.met is None:
            continue
        full = record.score >= result.max_score
        unexplained = not (record.reason.strip() or result.criterion.deduction_reason.strip())
        if result.met is not full and (full or unexplained):
            said.add(result.criterion.id)
    return said


CHECK = Check(code="HP208", title="记录得分与计算不符", severity=Severity.ERROR, group=Group.SCORES, run=_run)
