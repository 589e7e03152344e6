"""时限无法判读: a row about time whose target tells no day.

Meaning: the row promises timeliness (时效指标, 按时, 及时), but no date, day of the month or span can be read from
it.
Why: the timeliness of something without a due day cannot be judged, only asserted.
Basis: 财预〔2021〕101号 (时效指标 needs a time that can be checked); the city's goal sheet of 2020 declares 按时 and
及时.
Exclusions:
1. A rate of timeliness (资金到位及时率 ≥100 %): the number is the target.
2. The note on the target (指标值说明) tells the day.
Fires: 按照规定时限及时上解 | 按时
Silent: 按季度报送基金运行分析报告 | 每季末次月底前
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.checks.goal_not_measurable import is_about_time
from hengping.lint.finding import Remark, Severity
from hengping.lint.goal_sheet import GoalSheet


def _run(sheet: GoalSheet) -> Iterator[Remark]:
    for goal in sheet.goals:
        if not is_about_time(goal) or goal.is_numeric or goal.has_deadline:  # (1, 2)
            continue
        yield Remark(
            goal.place("target"),
            f"指标“{goal.name}”的指标值“{goal.text or '（空）'}”没有写明日期，无法判断是否按时。",
            expected="日期或期限，如 每月25日前、每季度终了后次月底前、2021年12月31日前",
            found=goal.text or "（空）",
        )


CHECK = Check(code="HP103", title="时限无法判读", severity=Severity.WARNING, group=Group.GOALS, run=_run)
