"""每差一单位扣分: each unit by which the target is missed takes marks off.

Meaning: “每低于目标 1 个百分点扣 0.5 分，扣完为止”.
Formula: points = max_score − deduction × (shortfall ÷ per), not below 0; shortfall = target − actual, or
actual − target where the target is an upper bound.
Unit: points; `per` is written in the target's unit, 1 for one percentage point where the target is in %.
Basis: practice of score sheets.
Exclusions:
1. A target without a comparator means at least; = counts the distance on both sides.
2. More than the target earns nothing beyond the full marks.
3. With `whole_units`, only whole units missed count.
4. > and < take nothing off at their bound, though it is not reached.
5. No actual or no single target value: no points yet.
"""

from __future__ import annotations

from decimal import Decimal

from hengping.scoring.comparison import Comparator, TargetValue, settled, shown_distance
from hengping.scoring.deduction_per_unit import PerUnitParameters
from hengping.scoring.rule import Cells, RuleInput, RuleResult, ScoringRule, TargetNeed


def score(given: RuleInput, parameters: PerUnitParameters) -> RuleResult:
    """Points by the shortfall."""
    actual, target = given.number, given.target
    if actual is None or target is None or target.value is None:
        return given.no_number()  # (5)
    short = settled(_shortfall(target.value - actual, target.comparator))
    met = target.reached_by(actual)
    if short <= 0:  # (2, 4)
        reached = "达到" if met else "未达到"
        return given.result(given.max_score, met, lambda: f"{given.measured}，{reached}目标{target.phrase}")
    return given.result(
        given.max_score - parameters.cost(short, target),  # (3)
        met,
        lambda: (
            f"{given.measured}，与目标{target.phrase}相差{shown_distance(short, target.unit)}，"
            f"每差{parameters.shown_per(target)}扣{parameters.deduction}分"
        ),
    )


def _shortfall(difference: Decimal, comparator: Comparator) -> Decimal:
    if comparator is Comparator.EQUAL:  # (1)
        return abs(difference)
    return -difference if comparator.smaller_is_better else difference


def text(parameters: PerUnitParameters, target: TargetValue | None, max_score: Decimal) -> str:
    """The printed sentence of the rule."""
    known = target if target is not None and target.is_known else None
    goal = f"达到目标（{known.phrase}）" if known else "达到目标"
    return parameters.text(goal, known, "每差")


def excel(cells: Cells, parameters: PerUnitParameters) -> str:
    """MAX(0, max_score − deduction × MAX(0, shortfall) ÷ per)."""
    comparator = cells.target_value.comparator if cells.target_value is not None else Comparator.NONE
    if comparator is Comparator.EQUAL:
        short = f"ABS({cells.target}-{cells.actual})"
    elif comparator.smaller_is_better:
        short = f"MAX(0,{cells.actual}-{cells.target})"
    else:
        short = f"MAX(0,{cells.target}-{cells.actual})"
    return parameters.excel(cells, short)


RULE = ScoringRule(
    name="per_unit_short",
    title="每差一单位扣分",
    definition=__doc__,
    parameters=PerUnitParameters,
    score=score,
    text=text,
    excel=excel,
    target=TargetNeed.NUMBER,
)
