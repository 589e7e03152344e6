"""资金划拨列为产出数量: money handed on is declared as the quantity of output.

Meaning: a row of output quantity is an amount of money that is remitted, allocated or paid into.
Why: handing money on is the input of whoever receives it; what it buys is not counted.
Basis: a district's rule book for re-checks (资金 as 数量 does not fit its level); the city's sheet of 2020 counts 足
额上解 32,000 万元 as a quantity; indicator library C7.
Exclusions:
1. Rows of quality, timeliness and cost, and rows under 过程.
2. Counts of payments or persons: only units of money are looked at.
Fires: 产出/数量 市本级社保基金预算足额上解 | 32000 万元
Silent: 产出/数量 发放人次 | ≥1200 人次
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Remark, Severity
from hengping.lint.goal_sheet import GoalSheet
from hengping.lint.word_lists import word_list, words_in
from hengping.quantities import read_unit

_MONEY = read_unit("元").dimension


def _run(sheet: GoalSheet) -> Iterator[Remark]:
    for goal in sheet.goals:
        if not goal.belongs_to("quantity") or goal.unit is None or goal.unit.dimension != _MONEY:  # (1, 2)
            continue
        if words_in(goal.name, word_list("goal_words", "money_moved")):
            yield Remark(
                goal.place("level_2"),
                f"“{goal.name}”是资金的划拨，属于投入；数量指标应反映资金办成了多少事。",
                expected="服务的人数、件数等；划拨情况列入过程",
                found=f"{goal.name} {goal.text}",
            )


CHECK = Check(code="HP120", title="资金划拨列为产出数量", severity=Severity.INFO, group=Group.GOALS, run=_run)
