"""满意度计分: full marks from the target on; below it in proportion, by points, or nothing; none under a floor.

Meaning: satisfaction of one group of respondents, or of several groups as assessed units.
Formula: at or above the target max_score. Below it, by `below`: proportion max_score × actual ÷ target; per_point
max_score − deduction × (target − actual) ÷ per; nothing 0. Under the floor always 0.
Unit: points; floor and `per` are written in the target's unit, percent as a rule.
Basis: practice: all three ways are in use, the floor is often 60 %. Targets in the two published reports: ≥95 %
(region), ≥85 % (city).
Exclusions:
1. Satisfaction (weighted mean) and the share of the satisfied are two facts; the rule takes the one it is given.
2. An actual exactly at the floor still earns marks.
3. A target of zero or below is always reached.
4. The comparator is not read: ≥ is meant.
5. No actual or no target: no points yet. Whether a survey was made at all is a question of evidence.
"""

from __future__ import annotations

from decimal import Decimal

from pydantic import model_validator

from hengping.cases.model.fields import Labelled, field
from hengping.quantities.units import read_unit
from hengping.scoring.comparison import TargetValue, settled, shown_distance, shown_target, units_of
from hengping.scoring.rule import (
    Amount,
    Cells,
    OptionalAmount,
    PositiveAmount,
    RuleInput,
    RuleParameters,
    RuleResult,
    ScoringRule,
    TargetNeed,
    excel_number,
)

_ZERO = Decimal(0)
_PERCENT = read_unit("%")


class Below(Labelled):
    """How marks fall below the target."""

    PROPORTION = "proportion", "按比例"
    PER_POINT = "per_point", "每低一个单位扣分"
    NOTHING = "nothing", "不得分"


class Parameters(RuleParameters):
    """How marks fall below the target, and from where on there are none."""

    below: Below = field(
        "未达目标时", "proportion 按比例、per_point 每低一个单位扣分、nothing 不得分", default=Below.PROPORTION
    )
    per: PositiveAmount = field("每低（百分点）", default=Decimal(1))
    deduction: Amount = field("扣分", "below 为 per_point 时每低一个单位扣多少分", default=_ZERO)
    floor_percent: OptionalAmount = field("及格线（%）", "满意度低于此值不得分；空则不设", default=None)

    @model_validator(mode="after")
    def _deduction_given(self) -> Parameters:
        if self.below is Below.PER_POINT and not self.deduction:
            raise ValueError("below 为 per_point 时必须填写 deduction（每低一个单位扣多少分）")
        return self


def score(given: RuleInput, parameters: Parameters) -> RuleResult:
    """Points by how far satisfaction falls short."""
    actual, target = given.number, given.target
    if actual is None or target is None or target.value is None:
        return given.no_number()  # (5)
    aim, unit, floor = target.value, target.unit, parameters.floor_percent
    short = settled(aim - actual)
    if floor is not None and settled(actual) < unit.to_number(floor):  # (2)
        at = unit.to_number(floor)
        return given.result(_ZERO, short <= 0, lambda: f"{given.measured}，低于及格线{shown_target(at, unit)}")
    if short <= 0 or aim <= _ZERO:  # (3, 4)
        return given.result(given.max_score, True, lambda: f"{given.measured}，达到目标≥{shown_target(aim, unit)}")
    points = {
        Below.PROPORTION: given.max_score * actual / aim,
        Below.PER_POINT: given.max_score - parameters.deduction * units_of(short, parameters.per, unit, whole=False),
        Below.NOTHING: _ZERO,
    }[parameters.below]
    return given.result(points, False, lambda: _reason(given, parameters, target, short))


def _reason(given: RuleInput, parameters: Parameters, target: TargetValue, short: Decimal) -> str:
    unit = target.unit
    reason = f"{given.measured}，比目标≥{shown_target(target.value, unit)}低{shown_distance(short, unit)}"
    if parameters.below is Below.PROPORTION:
        return f"{reason}，按实际值÷目标值计分"
    if parameters.below is Below.NOTHING:
        return reason
    per = shown_distance(unit.to_number(parameters.per), unit)
    return f"{reason}，每低{per}扣{parameters.deduction}分"


def text(parameters: Parameters, target: TargetValue | None, max_score: Decimal) -> str:
    """The printed sentence of the rule."""
    unit = target.unit if target is not None else _PERCENT
    per = shown_distance(unit.to_number(parameters.per), unit)
    goal = f"（≥{shown_target(target.value, unit)}）" if target is not None and target.value is not None else ""
    below = {
        Below.PROPORTION: "未达到的按实际值÷目标值×分值计分",
        Below.PER_POINT: f"每低{per}扣{parameters.deduction}分，扣完为止",
        Below.NOTHING: "未达到不得分",
    }[parameters.below]
    floor = (
        ""
        if parameters.floor_percent is None
        else (f"；低于{shown_target(unit.to_number(parameters.floor_percent), unit)}不得分")
    )
    return f"满意度达到目标{goal}得满分；{below}{floor}。"


def excel(cells: Cells, parameters: Parameters) -> str:
    """IF(under the floor, 0, IF(reached, full marks, what is left below))."""
    full, actual, target = cells.max_score, cells.actual, cells.target
    per = excel_number(cells.shown_unit.to_number(parameters.per))
    below = {
        Below.PROPORTION: f"MAX(0,{full}*{actual}/{target})",
        Below.PER_POINT: f"MAX(0,{full}-{excel_number(parameters.deduction)}*({target}-{actual})/{per})",
        Below.NOTHING: "0",
    }[parameters.below]
    formula = f"IF(OR(ROUND({actual}-{target},12)>=0,{target}<=0),{full},{below})"
    if parameters.floor_percent is None:
        return formula
    floor = excel_number(cells.shown_unit.to_number(parameters.floor_percent))
    return f"IF(ROUND({actual},12)<{floor},0,{formula})"


RULE = ScoringRule(
    name="satisfaction",
    title="满意度计分",
    definition=__doc__,
    parameters=Parameters,
    score=score,
    text=text,
    excel=excel,
    target=TargetNeed.NUMBER,
)
