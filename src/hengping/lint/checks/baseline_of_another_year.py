"""照抄以前年度的数: a target that is the figure of an earlier year, unchanged.

Meaning: the target equals, to the digit, a figure of the case for an earlier year.
Why: the number was reached before the year began, or belongs to another count (a settlement of heads for a grant).
Basis: extra check of both reports (baseline year ≠ evaluation year); the city's target of 137,609 persons for 2020
is the head count of the 2018 settlement.
Exclusions:
1. Figures of fewer than four significant digits, where equality proves nothing.
2. The row says so: 指标值确定依据 or 指标值说明 names a year.
Fires: 保障企业离退休职工平均人数 | 137609 人, and 2018 settled 137609 人
Silent: 替代率 | ≥40%, and 2018 stood at 40%
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Remark, Severity
from hengping.lint.goal_sheet import GoalSheet

_FEWEST_DIGITS = 4
_YEAR = re.compile(r"(?:19|20)\d\d\s*年")


def _run(sheet: GoalSheet) -> Iterator[Remark]:
    for goal in sheet.goals:
        target = goal.figure
        if target is None or target.digits < _FEWEST_DIGITS:  # (1)
            continue
        if _YEAR.search(f"{goal.row.target_basis}{goal.row.target_note}"):  # (2)
            continue
        same = [past for past in sheet.earlier if past.alike(target) and past.magnitude == target.magnitude]
        if same:
            yield Remark(
                goal.place("target"),
                f"指标“{goal.name}”的指标值 {target} 就是{same[0].label}，以前年度的数不能作为本年目标。",
                expected="按本年计划或预测设定，或在“指标值说明”中写明采用哪一年的数及理由",
                found=goal.text,
            )


CHECK = Check(code="HP117", title="照抄以前年度的数", severity=Severity.WARNING, group=Group.GOALS, run=_run)
