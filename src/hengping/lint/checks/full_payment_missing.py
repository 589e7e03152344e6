"""缺少足额发放指标: the sheet of this fund has no indicator of benefits being paid in full.

Meaning: no row says that pensions are paid in full and in time, whatever else is said of their payment.
Why: paying in full is what the fund is for; success of the first transfer and a payday do not cover it.
Basis: the region's evaluators wrote it of 2021 (质量指标中应包括足额及时发放); indicator library D2.
Exclusions:
1. Sheets that are not of the basic pension fund of enterprise employees.
2. No goal sheet yet.
Fires: a sheet of the fund with 首次发放成功率 and 养老金发放时效 only
Silent: a sheet of the fund with 养老金发放率 | 100%
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Remark, Severity
from hengping.lint.goal_sheet import GoalSheet
from hengping.lint.word_lists import word_list, words_in


def _run(sheet: GoalSheet) -> Iterator[Remark]:
    if not sheet.is_pension_fund or not sheet.goals:  # (1, 2)
        return
    wanted = word_list("pension_fund", "full_payment")
    if not any(words_in(f"{goal.name}{goal.text}", wanted) for goal in sheet.goals):
        yield Remark(
            sheet.place,
            "质量指标中没有“足额及时发放”：养老金是否足额发放是本基金最主要的产出质量。",
            expected="足额发放率 =100%（实发金额÷应发金额）",
            found="（无）",
        )


CHECK = Check(code="HP112", title="缺少足额发放指标", severity=Severity.WARNING, group=Group.GOALS, run=_run)
