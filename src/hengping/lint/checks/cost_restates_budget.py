"""成本指标照抄预算: a cost target that is the budget itself, or the budget divided by the months.

Meaning: the target equals the year's budget, or its half, quarter or twelfth, at the digits written.
Why: it is no unit cost; keeping it says no more than the execution of the budget, which is scored elsewhere.
Basis: 财预〔2021〕101号 (成本指标: total or unit cost with its own standard); the region's row 月均养老金支出 of
2021, 124,615 万元 = 1,495,378.00 ÷ 12.
Exclusions:
1. The budget is not known.
2. Fewer than three significant digits, where equality proves nothing.
Fires: 成本指标 月均养老金支出 | =124615 万元, budget 1495378 万元
Silent: 成本指标 配套资金每人每年 | 75 元
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Remark, Severity
from hengping.lint.goal_sheet import Figure, GoalSheet
from hengping.quantities import QuantityError, round_half_up

_SHARES = {1: "全年预算", 2: "全年预算的二分之一", 4: "全年预算的四分之一", 12: "全年预算除以 12 个月"}
_FEWEST_DIGITS = 3


def _run(sheet: GoalSheet) -> Iterator[Remark]:
    if sheet.budget is None:  # (1)
        return
    for goal in sheet.goals:
        if goal.belongs_to("cost") and goal.figure and (share := _restated(goal.figure, sheet.budget)):
            yield Remark(
                goal.place("target"),
                f"成本指标“{goal.name}”的指标值就是{share}（预算 {sheet.budget}），没有反映单位成本。",
                expected="有标准可比的单位成本或总成本控制数",
                found=goal.text,
            )


def _restated(target: Figure, budget: Figure) -> str:
    exponent = target.value.as_tuple().exponent
    if not target.alike(budget) or not isinstance(exponent, int) or target.digits < _FEWEST_DIGITS:  # (2)
        return ""
    for parts, words in _SHARES.items():
        try:
            share = round_half_up(budget.magnitude / parts / target.unit.factor, max(-exponent, 0))
        except QuantityError:
            return ""
        if share == target.value:
            return words
    return ""


CHECK = Check(code="HP109", title="成本指标照抄预算", severity=Severity.WARNING, group=Group.GOALS, run=_run)
