"""口号配上数字: the name of the indicator is an aim, and the number beside it measures nothing.

Meaning: the name says what one wishes (促进……发展) and no quantity, yet the target is a percentage.
Why: 100 % of a wish has no numerator and no denominator; the row is always full.
Basis: 财预〔2021〕101号 (量化易评; vague words without a quantity); a school's published self-evaluation of 2022
declares 促进学校教育事业健康发展 ≥100 % and reports 100 %.
Exclusions:
1. The name ends with what is measured (……率、……人数、……标准).
2. Satisfaction rows.
3. Units other than percent: 带动就业 ≥100 人 counts persons.
4. The row explains its number: a formula is filed with it.
Fires: 促进学校教育事业健康发展 | ≥100%
Silent: 提高参保覆盖率 | ≥95%
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Remark, Severity
from hengping.lint.goal_sheet import Goal, GoalSheet
from hengping.lint.word_lists import word_list, words_in


def _run(sheet: GoalSheet) -> Iterator[Remark]:
    for goal in sheet.goals:
        if is_aim(goal):
            yield Remark(
                goal.place("level_3"),
                f"指标“{goal.name}”是愿望，不是可以测量的量，指标值“{goal.text}”没有分子和分母。",
                expected="以率、数、额等结尾、能够取得数据的指标名称",
                found=f"{goal.name} {goal.text}",
            )


def is_aim(goal: Goal) -> bool:
    """Whether a percentage stands beside a name that is only a wish."""
    if not goal.is_numeric or goal.unit is None or not goal.unit.is_ratio:  # (3)
        return False
    if goal.is_satisfaction or goal.row.formula.strip():  # (2, 4)
        return False
    if goal.stem.endswith(word_list("goal_words", "measured_ending")):  # (1)
        return False
    is_question = goal.name.startswith(word_list("goal_words", "yes_no"))  # a question is the matter of HP108
    return bool(words_in(goal.name, word_list("goal_words", "aim"))) and not is_question


CHECK = Check(code="HP102", title="口号配上数字", severity=Severity.WARNING, group=Group.GOALS, run=_run)
