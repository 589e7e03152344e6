"""区间偏离扣分: full marks inside an interval; outside it, marks fall with the distance from the nearer end.

Meaning: for figures that should be neither too low nor too high, such as a budget execution rate of 95–105 %.
Formula: points = max_score − deduction × (distance from the nearer end ÷ per), not below 0.
Unit: points; `per` is written in the target's unit, 1 for one percentage point where the target is in %.
Basis: practice. The region's goal sheet of 2021 files such a band as two rows (≥95 %, ≤105 %); 宜兴市 prints
“超出正负10%不得分”, which is met_or_nothing on the interval.
Exclusions:
1. Both ends belong to the interval; > and < take nothing off at their bound either, though it is not reached.
2. A single value is an interval of its own comparator: = has both ends at the value, ≥ and ≤ are open on one side.
3. With `whole_units`, a part of a unit beyond the last whole one takes nothing off.
4. No actual or no bound: no points yet.
"""

from __future__ import annotations

from decimal import Decimal

from hengping.scoring.comparison import TargetValue, settled, shown_distance
from hengping.scoring.deduction_per_unit import PerUnitParameters
from hengping.scoring.rule import Cells, RuleInput, RuleResult, ScoringRule, TargetNeed

_ZERO = Decimal(0)


def score(given: RuleInput, parameters: PerUnitParameters) -> RuleResult:
    """Points by the distance from the interval."""
    actual, target = given.number, given.target
    if actual is None or target is None or not target.is_known:
        return given.no_number()  # (4)
    lower, upper = target.bounds  # (2)
    below = settled(lower - actual) if lower is not None else _ZERO
    above = settled(actual - upper) if upper is not None else _ZERO
    met = target.reached_by(actual)
    if below <= 0 and above <= 0:  # (1)
        return given.result(given.max_score, met, lambda: f"{given.measured}，在目标{target.phrase}之内")
    distance, side = (below, "低于下限") if below > 0 else (above, "高于上限")
    return given.result(
        given.max_score - parameters.cost(distance, target),  # (3)
        met,
        lambda: (
            f"{given.measured}，目标{target.phrase}，{side}{shown_distance(distance, target.unit)}，"
            f"每{parameters.shown_per(target)}扣{parameters.deduction}分"
        ),
    )


def text(parameters: PerUnitParameters, target: TargetValue | None, max_score: Decimal) -> str:
    """The printed sentence of the rule."""
    known = target if target is not None and target.is_known else None
    goal = f"在目标{known.phrase}之内" if known else "在目标区间之内"
    return parameters.text(goal, known, "每偏离")


def excel(cells: Cells, parameters: PerUnitParameters) -> str:
    """MAX(0, max_score − deduction × MAX(0, below, above) ÷ per)."""
    lower, upper = (cells.target_value or TargetValue()).bounds
    sides = [f"{cells.lower or cells.target}-{cells.actual}"] if lower is not None else []
    if upper is not None:
        sides.append(f"{cells.actual}-{cells.upper or cells.target}")
    return parameters.excel(cells, f"MAX(0,{','.join(sides)})")


RULE = ScoringRule(
    name="interval_deviation",
    title="区间偏离扣分",
    definition=__doc__,
    parameters=PerUnitParameters,
    score=score,
    text=text,
    excel=excel,
    target=TargetNeed.BOUNDS,
)
