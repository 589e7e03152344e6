"""百分数没有分子分母: a percentage beside a name that is no ratio.

Meaning: the target is a percentage, but the name asks a yes-or-no question or names a state.
Why: 基金使用符合政策规定 100 % has no denominator: it is either found to be so or not, and any other value means
nothing.
Basis: 财预〔2021〕101号 (formula and source of every indicator); the region's sheet of 2021, row 基金使用符合政策规定.
Exclusions:
1. The name ends with a ratio (……率、占比、满意度), or the row is about satisfaction.
2. A formula or a definition is filed with the row.
3. An aim with a number: the matter of HP102. A count in percent: the matter of HP107.
Fires: 基金使用符合政策规定 | =100%
Silent: 专款专用率 | 100%
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.checks.aim_given_a_number import is_aim
from hengping.lint.finding import Remark, Severity
from hengping.lint.goal_sheet import Goal, GoalSheet
from hengping.lint.word_lists import word_list


def _run(sheet: GoalSheet) -> Iterator[Remark]:
    for goal in sheet.goals:
        if goal.unit is None or goal.unit.symbol not in ("%", "‰") or not goal.is_numeric:
            continue
        if _is_ratio(goal) or goal.row.formula.strip() or goal.row.definition.strip():  # (1, 2)
            continue
        if is_aim(goal) or goal.stem.endswith(word_list("goal_words", "count_ending")):  # (3)
            continue
        yield Remark(
            goal.place("target"),
            f"指标“{goal.name}”用“{goal.text}”表示，但名称不是比率，看不出分子和分母。",
            expected="写明计算公式，或改为“是/否”",
            found=goal.text,
        )


def _is_ratio(goal: Goal) -> bool:
    return goal.is_satisfaction or goal.stem.endswith(word_list("goal_words", "ratio_ending"))


CHECK = Check(code="HP108", title="百分数没有分子分母", severity=Severity.INFO, group=Group.GOALS, run=_run)
