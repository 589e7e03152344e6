"""未达标得满分: a criterion missed its target and has full marks all the same.

Meaning: the rule says that the target was missed, and the score that stands, computed or recorded, is the full one.
Why: either the rule is not the one that was applied, or the score was not given by the rule.
Basis: 财预〔2020〕10号 (unmet quantitative targets lose marks); a county's form of 2019 gives full marks to 4604
persons against ≥4754, and to 5830 元 a household against ≤5300.
Exclusions:
1. A score set by hand with author and reason: HP203 asks for both, and documents print them.
2. Criteria of weight zero, and what is decided as not applicable or without evidence.
Fires: 特困人员救助供养人数 ≥4754 人, done 4604 人, 5 of 5 points
Silent: 参保增长率 ≥3.38%, done -0.86%, 0 of 3 points
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Remark, Severity
from hengping.lint.subject import CaseUnderReview
from hengping.scoring.comparison import shown_score
from hengping.scoring.result import CriterionScore, ScoreStatus


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    for result in subject.criteria:
        if result.met is not False or not result.max_score or _decided(result):  # (2)
            continue
        full, record = result.max_score, subject.standing_records.get(result.criterion.id)
        given = record.score if record else result.score
        if given is None or given < full or (record is None and _signed(result)):  # (1)
            continue
        stage = f"（{record.stage.label}）" if record else ""
        yield Remark(
            subject.place_of(result),
            f"目标{result.target_text}，实际{result.actual_text}，未达标，却得满分{shown_score(full)}分{stage}。",
            expected=f"低于{shown_score(full)}分，或写明改分人和理由",
            found=shown_score(given),
        )


def _decided(result: CriterionScore) -> bool:
    return result.status in (ScoreStatus.NO_EVIDENCE, ScoreStatus.NOT_APPLICABLE)


def _signed(result: CriterionScore) -> bool:
    override = result.criterion.override
    return override is not None and bool(override.by.strip() and override.reason.strip())


CHECK = Check(code="HP201", title="未达标得满分", severity=Severity.ERROR, group=Group.SCORES, run=_run)
