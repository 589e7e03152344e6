"""反向指标: full marks up to the target, none from a multiple of it on, a straight line between.

Meaning: for figures that should stay small: deviations, arrears, complaints, days late.
Formula: points = max_score × (zero − actual) ÷ (zero − target), where zero = target × zero_at_percent; at most
max_score, at least 0. With zero at 200 %: max_score × (1 − (actual − target) ÷ target).
Unit: points; `zero_at_percent` is percent of the target.
Basis: practice of a provincial self-evaluation system (0 from twice the target on); 财预〔2020〕10号 is silent.
Exclusions:
1. A target of zero or below: no line can be drawn. Full marks where the actual does not exceed it, else none.
2. The comparator is not read: ≤ is meant even where the form has another sign or none.
3. No actual or no target: no points yet.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator

from hengping.cases.model.fields import field
from hengping.scoring.comparison import TargetValue, settled, shown, shown_target
from hengping.scoring.rule import (
    Cells,
    PositiveAmount,
    RuleInput,
    RuleParameters,
    RuleResult,
    ScoringRule,
    TargetNeed,
    excel_number,
)

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)


def _above_target(percent: Decimal) -> Decimal:
    if percent <= _HUNDRED:
        raise ValueError("必须大于 100：得零分的位置在目标值之外")
    return percent


class Parameters(RuleParameters):
    """Where the marks run out."""

    zero_at_percent: Annotated[PositiveAmount, AfterValidator(_above_target)] = field(
        "零分位置（%）", "实际值达到目标值的百分之几时得零分", default=Decimal(200)
    )


def score(given: RuleInput, parameters: Parameters) -> RuleResult:
    """Points on the line from the target down to zero."""
    actual, target = given.number, given.target
    if actual is None or target is None or target.value is None:
        return given.no_number()  # (3)
    aim = target.value
    met = settled(actual) <= settled(aim)  # (2)
    if met or aim <= _ZERO:  # (1)
        return given.result(given.max_score if met else _ZERO, met, lambda: _relation(given, target, met))
    zero = aim * parameters.zero_at_percent / _HUNDRED
    points = given.max_score * (zero - actual) / (zero - aim)
    place = "不低于零分位置" if actual >= zero else "按直线计分，零分位置"
    return given.result(points, met, lambda: f"{_relation(given, target, met)}，{place}{shown(zero, target.unit)}")


def _relation(given: RuleInput, target: TargetValue, met: bool) -> str:
    return f"{given.measured}，{'不高于' if met else '高于'}目标{shown_target(target.value, target.unit)}"


def text(parameters: Parameters, target: TargetValue | None, max_score: Decimal) -> str:
    """The printed sentence of the rule."""
    goal = f"（{shown_target(target.value, target.unit)}）" if target is not None and target.value is not None else ""
    return f"不高于目标值{goal}得满分；达到目标值的{parameters.zero_at_percent}%不得分；两者之间按直线计分。"


def excel(cells: Cells, parameters: Parameters) -> str:
    """IF(reached, full marks, IF(target<=0, 0, line down to zero))."""
    zero = excel_number(parameters.zero_at_percent / _HUNDRED)
    line = f"({zero}*{cells.target}-{cells.actual})/(({zero}-1)*{cells.target})"
    return (
        f"IF(ROUND({cells.actual}-{cells.target},12)<=0,{cells.max_score},"
        f"IF({cells.target}<=0,0,{cells.max_score}*MAX(0,{line})))"
    )


RULE = ScoringRule(
    name="smaller_is_better",
    title="反向指标",
    definition=__doc__,
    parameters=Parameters,
    score=score,
    text=text,
    excel=excel,
    target=TargetNeed.NUMBER,
)
