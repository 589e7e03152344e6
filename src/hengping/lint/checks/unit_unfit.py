"""计量单位与指标不符: the name says one kind of quantity, the unit another.

Meaning: 人数 in 人次 or the other way round, a rate in something that is no ratio, a count or an amount in percent.
Why: 735 persons helped ten times are 7,350 人次; whoever reads the row cannot know which was promised.
Basis: extra check of both reports (人 against 人次); a school's self-evaluation of 2022 files 受资助人数 in 人次.
Exclusions:
1. No unit: the matter of HP106. A unit that cannot be read is told, not compared.
2. Words that end in 率 and are no ratio (频率、效率).
Fires: 学生受资助人数 | ≥735 人次
Silent: 接受临时救助的人次数 | ≥59 人次
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Remark, Severity
from hengping.lint.goal_sheet import Goal, GoalSheet
from hengping.lint.word_lists import word_list
from hengping.quantities import read_unit

_PERSON, _PERSON_TIME = read_unit("人").dimension, read_unit("人次").dimension


def _run(sheet: GoalSheet) -> Iterator[Remark]:
    for goal in sheet.goals:
        if goal.is_numeric and goal.unit_text and (reason := _misfit(goal)):  # (1)
            yield Remark(
                goal.place("unit"),
                f"指标“{goal.name}”的计量单位“{goal.unit_text}”不合适：{reason}。",
                found=goal.unit_text,
            )


def _misfit(goal: Goal) -> str:
    if goal.unit is None:
        return "不是可识别的单位"
    name = goal.stem
    if "人次" in name and goal.unit.dimension == _PERSON:
        return "名称按人次计，单位按人计"
    if name.endswith(("人数", "人员数")) and goal.unit.dimension == _PERSON_TIME:
        return "名称按人计，单位按人次计，同一人多次受益时两者不同"
    is_rate = name.endswith(word_list("goal_words", "strict_ratio_ending"))
    if is_rate and not name.endswith(word_list("goal_words", "not_ratio")) and not goal.unit.is_ratio:  # (2)
        return "名称是比率，单位应为 %、‰ 等"
    if name.endswith(word_list("goal_words", "count_ending")) and goal.unit.symbol in ("%", "‰"):
        return "名称是数量，单位却是比率；若填完成比例，请改名为“……完成率”"
    return ""


CHECK = Check(code="HP107", title="计量单位与指标不符", severity=Severity.WARNING, group=Group.GOALS, run=_run)
