"""指标值不可衡量: a declared target of words that nobody can measure at the end of the year.

Meaning: the target holds neither a number nor a deadline, and its words do not name a state that is there or is not.
Why: whether it was reached is a matter of taste, so every judge may give other marks.
Basis: 财预〔2021〕101号 (goals are 量化易评); 财预〔2020〕10号 framework, 绩效指标明确性 (清晰、可衡量的指标值); the
region's evaluators wrote it of two rows of 2021 (过于笼统，不易后期评价), the city's of its quality and effect rows.
Exclusions:
1. Rows about time: an unreadable deadline is the matter of HP103.
2. A state that is there or is not (专账核算): words without a vague one, in a row that declares no effect.
3. Rows that say how they are measured: a formula is filed with the row.
Fires: 让离退休人员安享晚年 | 充分发挥社会保险的职能
Silent: 项目资金管理要求 | 专账核算
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Remark, Severity
from hengping.lint.goal_sheet import Goal, GoalSheet
from hengping.lint.word_lists import vague_words, word_list, words_in
from hengping.scoring.comparison import Comparator


def _run(sheet: GoalSheet) -> Iterator[Remark]:
    for goal in sheet.goals:
        if goal.is_numeric or goal.has_deadline or goal.row.formula.strip():  # (3)
            continue
        if is_about_time(goal):  # (1)
            continue
        vague = vague_words(goal.text)
        if goal.text and not vague and not goal.is_effect and goal.comparator is not Comparator.QUALITATIVE:  # (2)
            continue
        yield Remark(
            goal.place("target"),
            _message(goal, vague),
            expected="数值、期限，或能够判断有无的状态",
            found=goal.text or "（空）",
        )


def is_about_time(goal: Goal) -> bool:
    """Whether the row promises that something is done in time."""
    timely = words_in(f"{goal.name}{goal.text}", word_list("goal_words", "timely"))
    return goal.belongs_to("timeliness") or goal.comparator is Comparator.BY or bool(timely)


def _message(goal: Goal, vague: tuple[str, ...]) -> str:
    if not goal.text:
        return f"指标“{goal.name}”没有填写指标值，事后无法判断是否完成。"
    words = f"（用词：{'、'.join(vague)}）" if vague else ""
    return f"指标“{goal.name}”的指标值“{goal.text}”过于笼统{words}，没有数值、期限或可核实的状态，事后无法判断。"


CHECK = Check(code="HP101", title="指标值不可衡量", severity=Severity.WARNING, group=Group.GOALS, run=_run)
