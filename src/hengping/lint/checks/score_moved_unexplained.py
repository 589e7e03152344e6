"""得分变动没有理由: a score on record differs from the one at the stage before, and nobody says why.

Meaning: between two recorded stages a score moved; the record gives no reason, and no adopted opinion, expert's
comment, answered review remark or hand-set score with a reason names it.
Why: points move for reasons; a reader of the before/after columns asks.
Basis: customary before/after columns with 变动理由.
Exclusions:
1. Indicators and the total where a row below them moved between the same stages: the reason stands there.
2. From 自评 to the first score of others, where the reason of the deduction is given.
Fires: B12 初评 8.00, 意见后 9.00, no reason
Silent: B12 初评 8.00, 意见后 9.00, reason 补交凭证属实
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.cases.model.case import walk
from hengping.cases.model.process import ScoreRecord, ScoreStage
from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.subject import CaseUnderReview
from hengping.quantities import plain
from hengping.scoring.score_history import TOTAL, explanations, score_history, standing_before


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    history = score_history(subject.case)
    moved = {
        (code, stage): (earlier, record)
        for code, records in history.items()
        for stage, record in records.items()
        if (earlier := standing_before(records, stage)) is not None and earlier.score != record.score
    }
    below = _below(subject)
    for (code, stage), (earlier, record) in moved.items():
        if record.reason.strip() or any((each, stage) in moved for each in below.get(code, ())):  # (1)
            continue
        if explanations(subject.case, code, earlier.stage, stage) or _deduction_told(subject, code, earlier):
            continue
        name = "总分" if code == TOTAL else f"{code} "
        yield Remark(
            Place("scores", (record.id,), code),
            f"{name}{earlier.stage.label}记录为 {plain(earlier.score)}，{stage.label}记录为 {plain(record.score)}，"
            "没有意见、复核意见或理由说明这一变动。",
            expected="变动理由",
            found="",
        )


def _below(subject: CaseUnderReview) -> dict[str, list[str]]:
    """Codes of all indicators and criteria below each indicator and the total."""
    tree = subject.case.indicators.indicators
    found: dict[str, list[str]] = {TOTAL: [code for _, node in walk(tree) for code in (node.code, *_criteria(node))]}
    for _, node in walk(tree):
        codes = [code for _, each in walk(node.children) for code in (each.code, *_criteria(each))]
        found[node.code] = [*codes, *_criteria(node)]
    return found


def _deduction_told(subject: CaseUnderReview, code: str, earlier: ScoreRecord) -> bool:
    """Whether a lower score than the unit gave itself is explained where the points were lost."""
    if earlier.stage is not ScoreStage.SELF:
        return False
    return any(  # (2)
        result.criterion.deduction_reason.strip()
        for result in subject.criteria
        if code in (result.criterion.id, result.indicator_code)
    )


def _criteria(node: object) -> list[str]:
    return [criterion.id for criterion in getattr(node, "criteria", ())]


CHECK = Check(code="HP218", title="得分变动没有理由", severity=Severity.WARNING, group=Group.SCORES, run=_run)
