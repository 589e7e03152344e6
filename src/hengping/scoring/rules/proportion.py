"""按完成比例计分: marks in proportion to the share of the target that was reached.

Meaning: a quantitative target that was reached earns full marks; one that was missed earns the share reached.
Formula: points = max_score × min(actual ÷ target, cap); 0 where actual ÷ target is below the floor.
Unit: points; floor and cap are percent of the target (completion rate).
Basis: practice of self-evaluation forms under 财预〔2020〕10号 (target missed: 分值 × 完成值 ÷ 指标值), where the floor
is called 及格门槛. The customary score of budget execution (全年执行数 ÷ 全年预算数 × 10) is the same rule.
Exclusions:
1. A target of zero or below: a share of it has no meaning. Full marks where the actual reaches it, else none.
2. An actual below zero against a target above zero earns nothing.
3. Points never exceed the full marks, whatever the cap.
4. A target that is an upper bound (≤, <): the share is target ÷ actual where the target is missed.
5. No actual or no target: no points yet, and never zero instead.
"""

from __future__ import annotations

from decimal import Decimal

from hengping.cases.model.fields import field
from hengping.quantities.display import percent
from hengping.scoring.comparison import TargetValue, settled, shown_score, shown_target
from hengping.scoring.rule import (
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
_HUNDRED = Decimal(100)


class Parameters(RuleParameters):
    """Floor and cap of the completion rate."""

    floor_percent: OptionalAmount = field("及格线（%）", "完成率低于此值不得分；空则不设", default=None)
    cap_percent: PositiveAmount = field("完成率上限（%）", "超过部分不加分", default=_HUNDRED)


def score(given: RuleInput, parameters: Parameters) -> RuleResult:
    """Points by the share of the target reached."""
    actual, target = given.number, given.target
    if actual is None or target is None or target.value is None:
        return given.no_number()  # (5)
    aim, met = target.value, target.reached_by(actual)
    if aim <= _ZERO:  # (1)
        reached = "达到" if met else "未达到"
        return given.result(
            given.max_score if met else _ZERO, met, lambda: f"{given.measured}，{reached}目标{target.phrase}"
        )
    above, below = actual, aim
    if target.comparator.smaller_is_better:  # (4)
        above, below = (aim, aim) if met else (aim, actual)
    rate = above / below
    floor = parameters.floor_percent
    if floor is not None and settled(rate) < floor / _HUNDRED:
        return given.result(_ZERO, met, lambda: f"{_quotient(given, target, rate)}，低于及格线{floor}%")
    points = given.max_score * above / below  # multiplied first: one division, so that ties stay exact
    if rate > parameters.cap_percent / _HUNDRED:
        points = given.max_score * parameters.cap_percent / _HUNDRED
    return given.result(points, met, lambda: f"{_quotient(given, target, rate)}，{_relation(given, met)}")  # (2, 3)


def _relation(given: RuleInput, met: bool) -> str:
    return "达到目标" if met else f"未达到目标，按比例乘以分值{shown_score(given.max_score)}分"


def _quotient(given: RuleInput, target: TargetValue, rate: Decimal) -> str:
    unit = given.shown_unit
    actual = f"实际{given.shown_actual}"
    aim = f"目标{shown_target(target.value, unit)}"
    if not target.comparator.smaller_is_better:
        return f"{actual}÷{aim}＝{percent(rate)}"
    return f"{actual}，不高于{aim}" if rate == 1 else f"{aim}÷{actual}＝{percent(rate)}"


def text(parameters: Parameters, target: TargetValue | None, max_score: Decimal) -> str:
    """The printed sentence of the rule."""
    quotient = "目标值÷实际值" if target is not None and target.comparator.smaller_is_better else "实际值÷目标值"
    parts = [f"达到目标得满分；未达到的，得分＝{quotient}×分值"]
    if parameters.cap_percent != _HUNDRED:
        parts.append(f"完成率最高按{parameters.cap_percent}%计")
    if parameters.floor_percent is not None:
        parts.append(f"完成率低于{parameters.floor_percent}%不得分")
    return "；".join(parts) + "。"


def excel(cells: Cells, parameters: Parameters) -> str:
    """IF(target<=0, reached or nothing, proportion with floor and cap)."""
    rate = f"{cells.actual}/{cells.target}"
    if cells.target_value is not None and cells.target_value.comparator.smaller_is_better:
        rate = f"IF({cells.met()},1,{cells.target}/{cells.actual})"
    share = f"MAX(0,MIN(1,{excel_number(parameters.cap_percent / _HUNDRED)},{rate}))"
    if parameters.floor_percent is not None:
        share = f"IF(ROUND({rate},12)<{excel_number(parameters.floor_percent / _HUNDRED)},0,{share})"
    return f"IF({cells.target}<=0,IF({cells.met()},{cells.max_score},0),{cells.max_score}*{share})"


RULE = ScoringRule(
    name="proportion",
    title="按完成比例计分",
    definition=__doc__,
    parameters=Parameters,
    score=score,
    text=text,
    excel=excel,
    target=TargetNeed.NUMBER,
)
