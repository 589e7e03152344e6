"""执行率列为产出: how far the budget was spent is filed as an output.

Meaning: a row under 产出 measures the execution or arrival of money.
Why: spending is the means. The rate tells how exactly the budget was drawn up and belongs to 过程 (预算执行率、资金到
位率).
Basis: 财预〔2020〕10号 framework (资金管理); the region's evaluators wrote it of four rows of 2021 (属于编制准确性指
标).
Exclusions:
1. Rows under timeliness (资金到位及时率): whether money came in time may be an output of whoever pays.
Fires: 产出指标/数量指标 基本养老支出预算执行率 | ≤105%
Silent: 过程/资金管理 预算执行率 | 100%
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Remark, Severity
from hengping.lint.goal_sheet import GoalSheet
from hengping.lint.word_lists import word_list, words_in


def _run(sheet: GoalSheet) -> Iterator[Remark]:
    for goal in sheet.goals:
        is_execution = words_in(goal.stem, word_list("goal_words", "execution_rate"))
        if is_execution and goal.is_output and not goal.belongs_to("timeliness"):  # (1)
            level = goal.row.level_2 or goal.row.level_1
            yield Remark(
                goal.place("level_2"),
                f"“{goal.name}”反映预算编制与执行是否准确，属于过程，不应列为{level}。",
                expected="列入过程（资金管理），产出数量改填完成的工作量",
                found=level,
            )


CHECK = Check(code="HP105", title="执行率列为产出", severity=Severity.WARNING, group=Group.GOALS, run=_run)
