"""缺少可持续性量化指标: the sheet of this fund has no number for its sustainability.

Meaning: no row with a number on preservation of value, months payable, balance or actuarial balance.
Why: a fund is to pay for decades; a sheet that only counts this year's payments does not ask whether it can.
Basis: the region's evaluators wrote it of 2021 (缺少基金保值增值); 财社〔2022〕65号 names 基金精算平衡 as an aim of
fund performance management; indicator library F3, F7, F8.
Exclusions:
1. Sheets that are not of the basic pension fund of enterprise employees.
2. A level below the pooling province (市本级、县级): under 统收统支 it keeps no balance of its own.
3. No goal sheet yet.
Fires: a region's sheet whose 可持续影响指标 is 持续有效推动
Silent: a region's sheet with 累计结余可支付月数 | ≥9 月; a city's sheet
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Remark, Severity
from hengping.lint.goal_sheet import GoalSheet
from hengping.lint.word_lists import word_list, words_in


def _run(sheet: GoalSheet) -> Iterator[Remark]:
    if not sheet.is_pension_fund or not sheet.goals:  # (1, 3)
        return
    if words_in(sheet.level, word_list("pension_fund", "level_without_balance")):  # (2)
        return
    wanted = word_list("pension_fund", "sustainability")
    if not any(goal.is_numeric and words_in(goal.name, wanted) for goal in sheet.goals):
        yield Remark(
            sheet.place,
            "可持续影响没有量化指标，缺少基金保值增值率、累计结余可支付月数等。",
            expected="保值增值率、可支付月数或精算平衡指标，带指标值",
            found="（无）",
        )


CHECK = Check(code="HP113", title="缺少可持续性量化指标", severity=Severity.WARNING, group=Group.GOALS, run=_run)
