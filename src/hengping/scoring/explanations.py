"""Why an indicator has the score it has, in one paragraph of Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hengping.quantities.display import percent
from hengping.scoring.comparison import shown_score
from hengping.scoring.result import CriterionScore, IndicatorScore
from hengping.scoring.rule import verdict


def explain_leaf(criteria: Sequence[CriterionScore], score: Decimal | None, weight: Decimal) -> str:
    """The sentences of the criteria, numbered where there are several, and what they add up to."""
    if len(criteria) == 1:
        return f"{criteria[0].sentence}。"
    parts = [f"（{number}）{one.criterion.text}：{one.sentence}" for number, one in enumerate(criteria, start=1)]
    return f"{'；'.join(parts)}。{_sum_up('评分要点', criteria_without_score(criteria), score, weight)}"


def explain_branch(
    children: Sequence[IndicatorScore], score: Decimal | None, weight: Decimal, rate: Decimal | None, rate_places: int
) -> str:
    """The scores of the children as a sum."""
    counted = [child for child in children if not child.indicator.of_which]
    waiting = [child.indicator.name for child in counted if child.score is None]
    if score is None or waiting:
        return _sum_up("下级指标", waiting, score, weight)
    terms = " + ".join(
        f"{child.indicator.name} {shown_score(child.score)}" for child in counted if child.score is not None
    )
    shown_rate = f"，得分率 {percent(rate, rate_places)}" if rate is not None else ""
    of_weight = f"权重 {shown_score(weight)} 分{shown_rate}，扣 {shown_score(weight - score)} 分"
    return f"{terms} = {shown_score(score)} 分，{of_weight}。"


def criteria_without_score(criteria: Sequence[CriterionScore]) -> list[str]:
    """Texts of the criteria that have no points yet."""
    return [one.criterion.text for one in criteria if one.points is None]


def _sum_up(what: str, waiting: Sequence[str], score: Decimal | None, weight: Decimal) -> str:
    if score is None:
        return f"{what}“{'”“'.join(waiting)}”尚无得分，本级暂不能计分。" if waiting else f"没有{what}，暂不能计分。"
    return f"合计{verdict(score, weight)}。"
