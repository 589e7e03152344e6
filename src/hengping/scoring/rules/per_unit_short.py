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

from hengping.cases.model.fields import field
from hengping.scoring.comparison import Comparator, TargetValue, settled, shown_distance, units_of
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


class Parameters(RuleParameters):
    """What each unit short costs."""

    per: PositiveAmount = field("每差", "按目标的计量单位填写，百分数目标填 1 表示 1 个百分点", default=Decimal(1))
    deduction: Amount = field("扣分", "每差一个单位扣多少分")
    whole_units: YesNo = field("只计整单位", "是：不足一个单位的部分不扣分", default=False)


def score(given: RuleInput, parameters: Parameters) -> RuleResult:
    """Points by the shortfall."""
    actual, target = given.number, given.target
    if actual is None or target is None or target.value is None:
        return given.no_number()  # (5)
    short = settled(_shortfall(target.value - actual, target.comparator))
    met = target.reached_by(actual)
    if short <= 0:  # (2, 4)
        reached = "达到" if met else "未达到"
        return given.result(given.max_score, met, lambda: f"{given.measured}，{reached}目标{target.phrase}")
    count = units_of(short, parameters.per, target.unit, whole=parameters.whole_units)  # (3)
    return given.result(
        given.max_score - parameters.deduction * count,
        met,
        lambda: (
            f"{given.measured}，与目标{target.phrase}相差{shown_distance(short, target.unit)}，"
            f"每差{_per(parameters, target)}扣{parameters.deduction}分"
        ),
    )


def _shortfall(difference: Decimal, comparator: Comparator) -> Decimal:
    if comparator is Comparator.EQUAL:  # (1)
        return abs(difference)
    return -difference if comparator.smaller_is_better else difference


def _per(parameters: Parameters, target: TargetValue) -> str:
    return shown_distance(target.unit.to_number(parameters.per), target.unit)


def text(parameters: Parameters, target: TargetValue | None, max_score: Decimal) -> str:
    """The printed sentence of the rule."""
    known = target if target is not None and target.is_known else None
    goal = f"达到目标（{known.phrase}）" if known else "达到目标"
    per = _per(parameters, known) if known else f"{parameters.per}个单位"
    whole = "（不足的部分不扣）" if parameters.whole_units else ""
    return f"{goal}得满分；每差{per}扣{parameters.deduction}分{whole}，扣完为止。"


def excel(cells: Cells, parameters: Parameters) -> str:
    """MAX(0, max_score − deduction × MAX(0, shortfall) ÷ per)."""
    comparator = cells.target_value.comparator if cells.target_value is not None else Comparator.NONE
    if comparator is Comparator.EQUAL:
        short = f"ABS({cells.target}-{cells.actual})"
    elif comparator.smaller_is_better:
        short = f"MAX(0,{cells.actual}-{cells.target})"
    else:
        short = f"MAX(0,{cells.target}-{cells.actual})"
    count = f"ROUND({short}/{excel_number(cells.shown_unit.to_number(parameters.per))},9)"
    if parameters.whole_units:
        count = f"INT({count})"
    return f"MAX(0,{cells.max_score}-{excel_number(parameters.deduction)}*{count})"


RULE = ScoringRule(
    name="per_unit_short",
    title="每差一单位扣分",
    definition=__doc__,
    parameters=Parameters,
    score=score,
    text=text,
    excel=excel,
    target=TargetNeed.NUMBER,
)
