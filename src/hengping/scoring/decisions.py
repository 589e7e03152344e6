"""What named persons decided over and above a criterion's rule: not applicable, no evidence, a score by hand."""

from __future__ import annotations

from decimal import Decimal

from hengping.cases.model.indicators import Outcome, OutcomeKind, Override, Treatment
from hengping.scoring.comparison import settled, shown_score
from hengping.scoring.rule import verdict

_ZERO = Decimal(0)


def points_of(
    rule_points: Decimal | None,
    *,
    filed: Decimal,
    max_score: Decimal,
    outcome: Outcome | None,
    override: Override | None,
) -> Decimal | None:
    """The points after redistribution, outcome and override; the last one prevails."""
    if override is not None:
        return override.score
    if outcome is not None:
        full = outcome.kind is OutcomeKind.NOT_APPLICABLE and outcome.treatment is Treatment.FULL
        return max_score if full else _ZERO
    return redistributed(rule_points, filed=filed, max_score=max_score)


def redistributed(rule_points: Decimal | None, *, filed: Decimal, max_score: Decimal) -> Decimal | None:
    """What the rule gave on the full marks as filed, in proportion on the full marks after redistribution."""
    if rule_points is None:
        return None
    return settled(rule_points if max_score == filed or not filed else rule_points * max_score / filed)


def sentence_of(
    rule_sentence: str,
    *,
    rule_points: Decimal | None,
    filed: Decimal,
    max_score: Decimal,
    outcome: Outcome | None,
    override: Override | None,
) -> str:
    """The rule's sentence, and what was decided over it."""
    sentence = rule_sentence
    points = redistributed(rule_points, filed=filed, max_score=max_score)
    if points is not None and filed != max_score:
        change = f"分值重分配后由{shown_score(filed)}分变为{shown_score(max_score)}分，同比例折算"
        sentence = f"{sentence}；{change}，{verdict(points, max_score)}"
    if outcome is not None:
        sentence = _outcome_sentence(outcome, filed=filed, max_score=max_score)
    return sentence if override is None else overridden_sentence(override, sentence)


def overridden_sentence(override: Override, before: str) -> str:
    """Says that a score was set by hand, by whom and why, and keeps what the rule said."""
    by = override.by or "未写明改定人"
    reason = override.reason.rstrip("。") or "未写明理由"
    return f"手工改定为{shown_score(override.score)}分（{by}：{reason}）；改定前：{before}"


def _outcome_sentence(outcome: Outcome, *, filed: Decimal, max_score: Decimal) -> str:
    decided = f"（{outcome.by}：{outcome.reason.rstrip('。')}）"
    if outcome.kind is OutcomeKind.NO_EVIDENCE:
        return f"无佐证{decided}，{verdict(_ZERO, max_score)}"
    if outcome.treatment is Treatment.FULL:
        return f"不适用{decided}，计满分{shown_score(max_score)}分"
    if outcome.treatment is Treatment.ZERO:
        return f"不适用{decided}，计零分，扣{shown_score(max_score)}分"
    return f"不适用{decided}，{shown_score(filed)}分由其余各项按比例分摊"
