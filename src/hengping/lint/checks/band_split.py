"""一个区间拆成两行: one band declared as two indicators, one for its lower and one for its upper bound.

Meaning: two rows of one name (a number or parenthesis at the end aside) and one unit, one bounded above, one below.
Why: the pair weighs twice, and each half alone rewards what the other forbids.
Basis: the region's goal sheet of 2021 (≤105 % and ≥95 % of the same two execution rates fill four of 17 rows).
Exclusions:
1. Rows of different units or goal periods: 年度 and 中期 are two sheets in one table.
Fires: 支出预算执行率 ≤105% and 支出预算执行率 1 ≥95%
Silent: 收入预算执行率 ≤105% and 支出预算执行率 ≥95%
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.goal_sheet import Goal, GoalSheet
from hengping.scoring.comparison import Comparator

_ABOVE = (Comparator.AT_LEAST, Comparator.MORE_THAN)
_BELOW = (Comparator.AT_MOST, Comparator.LESS_THAN)


def _run(sheet: GoalSheet) -> Iterator[Remark]:
    for first, second in combinations(sheet.goals, 2):
        if first.stem != second.stem or _key(first) != _key(second):  # (1)
            continue
        lower, upper = (first, second) if first.comparator in _ABOVE else (second, first)
        if lower.comparator in _ABOVE and upper.comparator in _BELOW:
            yield Remark(
                Place("goals", (first.id, second.id), first.stem),
                f"“{first.stem}”的上限和下限分成两个指标填报，同一件事计了两次。",
                expected=f"合并为一行：{lower.text.lstrip('≥＞>=')}～{upper.text.lstrip('≤＜<=')}",
                found=f"{first.text}、{second.text}",
            )


def _key(goal: Goal) -> tuple[str, str]:
    return goal.unit_text, goal.row.period


CHECK = Check(code="HP104", title="一个区间拆成两行", severity=Severity.WARNING, group=Group.GOALS, run=_run)
