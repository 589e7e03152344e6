"""超额完成未说明: a count or amount far beyond its target, and nobody says why.

Meaning: the actual reaches the profile's share of the target (130 %) or more, and neither the row nor the finding of
the criterion that evaluates it says a word about it.
Why: either the target was too low or something happened that the reader must know.
Basis: practice under 财预〔2020〕10号 (deviation to be explained; 130 % in several provinces, so it is a threshold of
the profile); a county's form of 2019 reports 87 人次 against ≥59.
Exclusions:
1. Rates and levels: the matter of HP115.
2. Targets that are upper bounds, and targets of zero or below.
3. An explanation is filed with the row or its criterion.
Fires: 接受临时救助的人次数 | ≥59 人次, done 87 人次
Silent: 保障离退休人数 | 137609 人, done 148749 人
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.checks.soft_target import is_count
from hengping.lint.finding import Remark, Severity
from hengping.lint.goal_sheet import GoalSheet
from hengping.quantities import percent


def _run(sheet: GoalSheet) -> Iterator[Remark]:
    for goal in sheet.goals:
        target, actual = goal.figure, sheet.actuals.get(goal.id)
        if target is None or actual is None or not target.alike(actual) or not is_count(target):  # (1)
            continue
        if goal.comparator.smaller_is_better or target.value <= 0:  # (2)
            continue
        share = actual.magnitude / target.magnitude
        if share < sheet.thresholds.overfulfilment or sheet.explanations.get(goal.id):  # (3)
            continue
        yield Remark(
            goal.place("actual"),
            f"指标“{goal.name}”完成 {actual}，为目标 {target} 的 {percent(share)}，没有说明原因。",
            expected=f"完成值达到目标的 {percent(sheet.thresholds.overfulfilment, 0)} 及以上时说明原因",
            found=f"{actual}",
        )


CHECK = Check(code="HP116", title="超额完成未说明", severity=Severity.WARNING, group=Group.GOALS, run=_run)
