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

from hengping.cases.model.fields import field
from hengping.scoring.comparison import TargetValue, settled, shown_distance, units_of
from hengping.scoring.rule import (
    Amount,
    Cells,
    PositiveAmount,
    RuleInput,
    RuleParameters,
    RuleResult,
    ScoringRule,
    TargetNeed,
    YesNo,
    excel_number,
)

_ZERO = Decimal(0)


class Parameters(RuleParameters):
    """What each unit of deviation costs."""

    per: PositiveAmount = field("每偏离", "按目标的计量单位填写，百分数目标填 1 表示 1 个百分点", default=Decimal(1))
    deduction: Amount = field("扣分", "每偏离一个单位扣多少分")
    whole_units: YesNo = field("只计整单位", "是：不足一个单位的部分不扣分", default=False)


def score(given: RuleInput, parameters: Parameters) -> RuleResult:
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
    count = units_of(distance, parameters.per, target.unit, whole=parameters.whole_units)  # (3)
    return given.result(
        given.max_score - parameters.deduction * count,
        met,
        lambda: (
            f"{given.measured}，目标{target.phrase}，{side}{shown_distance(distance, target.unit)}，"
            f"每{_per(parameters, target)}扣{parameters.deduction}分"
        ),
    )


def _per(parameters: Parameters, target: TargetValue) -> str:
    return shown_distance(target.unit.to_number(parameters.per), target.unit)


def text(parameters: Parameters, target: TargetValue | None, max_score: Decimal) -> str:
    """The printed sentence of the rule."""
    known = target if target is not None and target.is_known else None
    goal = f"在目标{known.phrase}之内" if known else "在目标区间之内"
    per = _per(parameters, known) if known else f"{parameters.per}个单位"
    whole = "（不足的部分不扣）" if parameters.whole_units else ""
    return f"{goal}得满分；每偏离{per}扣{parameters.deduction}分{whole}，扣完为止。"


def excel(cells: Cells, parameters: Parameters) -> str:
    """MAX(0, max_score − deduction × MAX(0, below, above) ÷ per)."""
    lower, upper = (cells.target_value or TargetValue()).bounds
    sides = [f"{cells.lower or cells.target}-{cells.actual}"] if lower is not None else []
    if upper is not None:
        sides.append(f"{cells.actual}-{cells.upper or cells.target}")
    count = f"ROUND(MAX(0,{','.join(sides)})/{excel_number(cells.shown_unit.to_number(parameters.per))},9)"
    if parameters.whole_units:
        count = f"INT({count})"
    return f"MAX(0,{cells.max_score}-{excel_number(parameters.deduction)}*{count})"


RULE = ScoringRule(
    name="interval_deviation",
    title="区间偏离扣分",
    definition=__doc__,
    parameters=Parameters,
    score=score,
    text=text,
    excel=excel,
    target=TargetNeed.BOUNDS,
)
