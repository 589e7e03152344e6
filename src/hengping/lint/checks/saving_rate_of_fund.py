"""基金使用成本节约率: a benefit fund is given a target of spending less.

Meaning: the sheet of this fund declares a rate of saving.
Why: benefits are entitlements: a pension that is not paid is no saving, and a target of saving rewards not paying.
Basis: indicator library, cross-cutting trap 1; 社会保险法 (benefits are due in full).
Exclusions:
1. Sheets that are not of the basic pension fund of enterprise employees; administration is paid from the budget.
Fires: 成本指标 成本节约率 | ≥3%, in the fund's sheet
Silent: 成本指标 成本节约率 | ≥3%, in the sheet of a building project
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Remark, Severity
from hengping.lint.goal_sheet import GoalSheet
from hengping.lint.word_lists import word_list, words_in


def _run(sheet: GoalSheet) -> Iterator[Remark]:
    if not sheet.is_pension_fund:  # (1)
        return
    for goal in sheet.goals:
        if words_in(goal.name, word_list("goal_words", "saving")):
            yield Remark(
                goal.place("level_3"),
                f"“{goal.name}”不适用于社会保险基金：待遇为法定支出，少发不是节约。",
                expected="错发漏发、欠费、利息损失等反映基金成本的指标",
                found=f"{goal.name} {goal.text}",
            )


CHECK = Check(code="HP121", title="基金使用成本节约率", severity=Severity.WARNING, group=Group.GOALS, run=_run)
