"""用等号代替界限: an exact number is promised where a lower or upper bound is meant.

Meaning: the sign is =, and the quantity is one that nobody can hit exactly: heads, money, a rate.
Why: one person more is then a miss; who scores it must guess whether more is better or worse.
Basis: 财预〔2021〕101号 (取值与计分规则); the region's sheet of 2021 (参保缴费人数 =33.29 万人, 月均支出 =124615 万元).
Exclusions:
1. 100 % and 0: full compliance and no fault are met exactly or not.
2. Standards set by rule: units per head (元/人·月) and names that say 标准, 单价, 每人每年.
3. Small whole numbers of things delivered (=4 份): up to 20, not persons or money.
Fires: 参保缴费人数 | =33.29 万人
Silent: 基金使用合规率 | =100%; 运行分析报告 | =4 份
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hengping.lint.check import Check, Group
from hengping.lint.finding import Remark, Severity
from hengping.lint.goal_sheet import Goal, GoalSheet
from hengping.lint.word_lists import word_list, words_in
from hengping.quantities import read_unit
from hengping.scoring.comparison import Comparator

_MOST_DELIVERED = 20
_NEVER_DELIVERED = {read_unit(symbol).dimension for symbol in ("元", "人", "人次", "户", "%")}


def _run(sheet: GoalSheet) -> Iterator[Remark]:
    for goal in sheet.goals:
        if goal.comparator is not Comparator.EQUAL or goal.value is None:
            continue
        if _exact_by_nature(goal.value, goal) or _set_by_rule(goal):
            continue
        yield Remark(
            goal.place("comparator"),
            f"指标“{goal.name}”的指标值用等号（{goal.text}），实际多一点少一点都算未完成；应写明是下限、上限还是区间。",
            expected="≥、≤ 或区间",
            found=goal.text,
        )


def _exact_by_nature(value: Decimal, goal: Goal) -> bool:
    if value == 0 or (value == 100 and goal.unit_text in ("%", "")):  # (1)
        return True
    if goal.unit is None or goal.unit.dimension in _NEVER_DELIVERED:
        return False
    return value <= _MOST_DELIVERED and value == value.to_integral_value()  # (3)


def _set_by_rule(goal: Goal) -> bool:
    per_head = goal.unit is not None and any(power < 0 for _, power in goal.unit.dimension)
    return per_head or bool(words_in(goal.name, word_list("goal_words", "standard_price")))  # (2)


CHECK = Check(code="HP114", title="用等号代替界限", severity=Severity.WARNING, group=Group.GOALS, run=_run)
