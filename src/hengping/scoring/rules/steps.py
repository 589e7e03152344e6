"""分档计分: the actual falls on a step, and the step names the share of the marks.

Meaning: marks by bands of the actual, such as ≥75 % all, ≥70 % three fifths, ≥65 % one fifth, below nothing.
Formula: points = max_score × share of the first step whose lower end is not above the actual; 0 below the last step.
Unit: points; the ends of the steps are written in the target's unit, or in `unit` where there is no target.
Basis: practice; the published score sheet of 宜兴市 (基本公共卫生服务) prints such steps. A recalled example of
财预〔2021〕101号 for satisfaction (≥90 %: 10, 80–90: 8, 60–80: 5, below: 0) is not verified.
Exclusions:
1. The lower end of a step is included.
2. Below the last step: nothing.
3. The target only says what counts as reached; it does not move the steps.
4. Steps must fall, and none may give more than the one above it: a rule that pays more for less is refused.
5. No actual: no points yet.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from hengping.cases.model.fields import Number, field
from hengping.quantities.units import Unit, UnitError, read_unit
from hengping.scoring.comparison import TargetValue, settled, shown_target
from hengping.scoring.rule import (
    Amount,
    Cells,
    RuleInput,
    RuleParameters,
    RuleResult,
    ScoringRule,
    TargetNeed,
    excel_number,
)

_HUNDRED = Decimal(100)


class Step(BaseModel):
    """A step: from where it holds and what share of the marks it gives."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at_least: Number = field("下限（含）", "按目标的计量单位填写")
    share_percent: Amount = field("得分比例（%）")


def _falling(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    if not steps:
        raise ValueError("至少要有一档")
    for upper, lower in pairwise(steps):  # (4)
        if lower.at_least >= upper.at_least:
            raise ValueError(f"各档下限应从高到低排列，{lower.at_least} 不低于上一档的 {upper.at_least}")
        if lower.share_percent > upper.share_percent:
            raise ValueError(f"低档的得分比例 {lower.share_percent}% 高于上一档的 {upper.share_percent}%")
    if steps[0].share_percent > _HUNDRED:
        raise ValueError("得分比例不能超过 100%")
    return steps


def _known_unit(symbol: str) -> str:
    if symbol:
        try:
            read_unit(symbol)
        except UnitError as error:
            raise ValueError(str(error)) from None
    return symbol


class Parameters(RuleParameters):
    """The steps, from the highest down."""

    steps: Annotated[tuple[Step, ...], AfterValidator(_falling)] = field("各档", "从高到低：下限（含）和得分比例")
    unit: Annotated[str, AfterValidator(_known_unit)] = field("计量单位", "没有目标值时各档下限的单位", default="")


def _unit(parameters: Parameters, target: TargetValue | None, unit: Unit) -> Unit:
    if parameters.unit:
        return read_unit(parameters.unit)
    return target.unit if target is not None else unit


def score(given: RuleInput, parameters: Parameters) -> RuleResult:
    """The share of the step on which the actual falls."""
    actual = given.number
    if actual is None:
        return given.no_number()  # (5)
    unit = _unit(parameters, given.target, given.unit)
    met = given.target.reached_by(actual) if given.target is not None and given.target.is_known else None  # (3)
    measured = settled(actual)
    step = next((step for step in parameters.steps if measured >= unit.to_number(step.at_least)), None)  # (1)
    points = given.max_score * step.share_percent / _HUNDRED if step is not None else Decimal(0)  # (2)
    return given.result(points, met, lambda: f"{given.measured}，{_place(parameters, step, unit)}")


def _place(parameters: Parameters, step: Step | None, unit: Unit) -> str:
    if step is None:
        return f"低于最低一档{shown_target(unit.to_number(parameters.steps[-1].at_least), unit)}"
    return f"落在“≥{shown_target(unit.to_number(step.at_least), unit)}”一档，得分比例{step.share_percent}%"


def text(parameters: Parameters, target: TargetValue | None, max_score: Decimal) -> str:
    """The printed sentence of the rule."""
    unit = _unit(parameters, target, Unit("", ()))
    steps = [
        f"≥{shown_target(unit.to_number(step.at_least), unit)}得{step.share_percent}%分值" for step in parameters.steps
    ]
    return "；".join([*steps, "低于最低一档不得分"]) + "。"


def excel(cells: Cells, parameters: Parameters) -> str:
    """Nested IF from the highest step down."""
    unit = _unit(parameters, cells.target_value, cells.unit)
    formula = "0"
    for step in reversed(parameters.steps):
        at_least = excel_number(unit.to_number(step.at_least))
        formula = f"IF(ROUND({cells.actual},12)>={at_least},{excel_number(step.share_percent / _HUNDRED)},{formula})"
    return f"{cells.max_score}*{formula}"


RULE = ScoringRule(
    name="steps",
    title="分档计分",
    definition=__doc__,
    parameters=Parameters,
    score=score,
    text=text,
    excel=excel,
    target=TargetNeed.OPTIONAL,
)
