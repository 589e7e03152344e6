"""Why an indicator has the score it has, in one paragraph of Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from hengping.quantities.display import amount, beside
from hengping.scoring.comparison import shown_score
from hengping.scoring.decisions import overridden_sentence
from hengping.scoring.rule import verdict

if TYPE_CHECKING:
    from hengping.scoring.result import IndicatorScore


def explain(node: IndicatorScore) -> str:
    """The sentences of a leaf's criteria, or the scores of the children as a sum; and what was set by hand over it."""
    text = _branch(node) if node.children else _leaf(node)
    override = node.indicator.override
    # A leaf that is its own criterion has said so in the criterion's sentence.
    if override is None or not (node.children or node.indicator.criteria):
        return text
    return f"{overridden_sentence(override, text.rstrip('。'))}。"


def _leaf(node: IndicatorScore) -> str:
    if len(node.criteria) == 1:
        return f"{node.criteria[0].sentence}。"
    parts = [f"（{number}）{one.criterion.text}：{one.sentence}" for number, one in enumerate(node.criteria, start=1)]
    waiting = [one.criterion.text for one in node.criteria if one.points is None]
    return f"{'；'.join(parts)}。{_sum_up('评分要点', waiting, node.score, node.weight)}"


def _branch(node: IndicatorScore) -> str:
    counted = [child for child in node.children if not child.indicator.of_which]
    waiting = [child.indicator.name for child in counted if child.score is None]
    if node.score is None or waiting or not counted:
        return _sum_up("下级指标", waiting, node.score, node.weight)
    terms = "+".join(beside(child.indicator.name, shown_score(child.score or Decimal(0))) for child in counted)
    rate = f"，得分率{amount(node.rate.scaleb(2))}%" if node.rate is not None else ""
    lost = shown_score(node.weight - node.score)
    return f"{terms}＝{shown_score(node.score)}分，权重{shown_score(node.weight)}分{rate}，扣{lost}分。"


def _sum_up(what: str, waiting: Sequence[str], score: Decimal | None, weight: Decimal) -> str:
    if score is None:
        return f"{what}“{'”“'.join(waiting)}”尚无得分，本级暂不能计分。" if waiting else f"没有{what}，暂不能计分。"
    return f"合计{verdict(score, weight)}。"
