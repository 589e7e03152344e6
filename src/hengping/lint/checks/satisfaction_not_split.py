"""满意度未分对象: the fund's satisfaction row does not tell those who pay from those who receive.

Meaning: the sheet of this fund has no satisfaction row for contributors, or none for pensioners.
Why: the two groups meet other services and want other things; one figure hides which of them is dissatisfied.
Basis: the region's evaluators wrote it of 2021 (缴纳社保职工满意度 and 领取养老金职工满意度 were not told apart).
Exclusions:
1. Sheets that are not of the basic pension fund of enterprise employees: who is served is not known.
2. No goal sheet yet.
Fires: a sheet of the fund whose only such row is 离退休人员满意度 | ≥95%
Silent: 参保缴费职工满意度 | ≥90% and 离退休人员满意度 | ≥95%
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.goal_sheet import GoalSheet
from hengping.lint.word_lists import word_list, words_in

_GROUPS = {"paying_group": "参保缴费职工", "receiving_group": "领取养老金人员"}


def _run(sheet: GoalSheet) -> Iterator[Remark]:
    if not sheet.is_pension_fund or not sheet.goals:  # (1, 2)
        return
    rows = [goal for goal in sheet.goals if goal.is_satisfaction]
    names = "、".join(goal.name for goal in rows)
    absent = [title for key, title in _GROUPS.items() if not words_in(names, word_list("pension_fund", key))]
    if not absent:
        return
    where = Place("goals", tuple(goal.id for goal in rows), rows[0].name) if rows else sheet.place
    yield Remark(
        where,
        f"满意度没有细分服务对象，缺少{'、'.join(absent)}的满意度。"
        if rows
        else "没有满意度指标；参保缴费职工和领取养老金人员应分别调查。",
        expected="参保缴费职工、领取养老金人员分别设满意度指标",
        found=names or "（无）",
    )


CHECK = Check(code="HP111", title="满意度未分对象", severity=Severity.WARNING, group=Group.GOALS, run=_run)
