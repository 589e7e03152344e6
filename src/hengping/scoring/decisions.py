"""What named persons decided over and above a criterion's rule: not applicable, no evidence, a score by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hengping.cases.model.indicators import Outcome, OutcomeKind, Override, Treatment
from hengping.scoring.comparison import settled, shown_score
from hengping.scoring.result import CriterionScore, ScoreStatus
from hengping.scoring.rule import verdict
from hengping.scoring.weights import WeighedCriterion

_ZERO = Decimal(0)


def decide(draft: CriterionScore, weighed: WeighedCriterion) -> CriterionScore:
    """The criterion's score after redistribution, outcome and override, in that order; the last one prevails."""
    score = _redistributed(draft, weighed)
    if weighed.outcome is not None:
        score = _with_outcome(score, weighed.outcome, weighed.filed)
    override = weighed.criterion.override
    if override is not None:
        score = replace(
            score,
            points=override.score,
            status=ScoreStatus.OVERRIDDEN,
            sentence=overridden_sentence(override, score.sentence),
        )
    return score


def overridden_sentence(override: Override, before: str) -> str:
    """Says that a score was set by hand, by whom and why, and keeps what the rule said."""
    by = override.by or "未写明改定人"
    reason = override.reason.rstrip("。") or "未写明理由"
    return f"手工改定为 {shown_score(override.score)} 分（{by}：{reason}）；改定前：{before}"


def _redistributed(draft: CriterionScore, weighed: WeighedCriterion) -> CriterionScore:
    if draft.points is None or weighed.max_score == weighed.filed or not weighed.filed:
        return draft
    points = settled(draft.points * weighed.max_score / weighed.filed)
    before, after = shown_score(weighed.filed), shown_score(weighed.max_score)
    sentence = (
        f"{draft.sentence}；分值重分配后由 {before} 分变为 {after} 分，同比例折算，{verdict(points, weighed.max_score)}"
    )
    return replace(draft, points=points, sentence=sentence)


def _with_outcome(score: CriterionScore, outcome: Outcome, filed: Decimal) -> CriterionScore:
    decided = f"（{outcome.by}：{outcome.reason.rstrip('。')}）"
    if outcome.kind is OutcomeKind.NO_EVIDENCE:
        points, status = _ZERO, ScoreStatus.NO_EVIDENCE
        sentence = f"无佐证{decided}，{verdict(points, score.max_score)}"
    else:
        points, status = _ZERO, ScoreStatus.NOT_APPLICABLE
        if outcome.treatment is Treatment.FULL:
            points = score.max_score
            sentence = f"不适用{decided}，计满分 {shown_score(points)} 分"
        elif outcome.treatment is Treatment.ZERO:
            sentence = f"不适用{decided}，计零分，扣 {shown_score(score.max_score)} 分"
        else:
            sentence = f"不适用{decided}，{shown_score(filed)} 分由其余各项按比例分摊"
    return replace(score, points=points, status=status, sentence=sentence)
