"""缺产出或效益指标: a sheet without any output, or without any effect.

Meaning: the levels of the sheet name output or effect rows, but not both kinds.
Why: what is done and what comes of it are the two halves of every goal.
Basis: 财预〔2021〕101号 (every project sets 产出 and 效益 indicators; satisfaction only where there are persons
served).
Exclusions:
1. Sheets whose levels name neither kind: the form has no such column.
Fires: a sheet of 产出指标 rows and one 满意度指标 row
Silent: a sheet with 产出指标 and 效益指标 rows
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Remark, Severity
from hengping.lint.goal_sheet import GoalSheet


def _run(sheet: GoalSheet) -> Iterator[Remark]:
    has_output = any(goal.is_output for goal in sheet.goals)
    has_effect = any(goal.is_effect for goal in sheet.goals)
    if has_output != has_effect:  # (1)
        missing = "效益" if has_output else "产出"
        yield Remark(
            sheet.place,
            f"目标表没有{missing}指标。",
            expected="产出、效益指标都要设置",
            found="只有产出指标" if has_output else "只有效益指标",
        )


CHECK = Check(code="HP118", title="缺产出或效益指标", severity=Severity.WARNING, group=Group.GOALS, run=_run)
