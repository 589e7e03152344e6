"""目标偏低: a target that could hardly be missed.

Meaning: (a) a rate or level ends up beyond its target by the profile's margin or more (30 % of the target); (b) the
target lies below what was reached the year before; (c) the actual is a rate against a plan, and that plan lies below
what was reached the year before.
Why: such a row gives its marks away. 财预〔2020〕10号 asks to take off marks where a target was set clearly too low.
Basis: 财预〔2020〕10号 (指标值明显偏低); the city's sheet of 2020: 替代率 60.56 % against ≥40 %, and 征缴率 109.51 %
of a plan of 148,078 万元 when 182,744.17 万元 had come in the year before.
Exclusions:
1. Counts and amounts beyond their target: the matter of HP116.
2. No actual and nothing known of the year before; a figure of another kind. For (b), also one of another scope; for
   (c) the only figure of that name a year before is taken, and the remark says so where its scope differs.
3. Targets of zero or below: a share of them has no meaning.
Fires: 企业职工养老保险替代率 | ≥40%, reached 60.56%
Silent: 首次发放成功率 | ≥95%, reached 99%
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Remark, Severity
from hengping.lint.goal_sheet import Figure, Goal, GoalSheet
from hengping.quantities import percent


def _run(sheet: GoalSheet) -> Iterator[Remark]:
    for goal in sheet.goals:
        if reason := _reason(sheet, goal):
            yield Remark(
                goal.place("target"),
                f"指标“{goal.name}”的目标偏低：{reason}。",
                expected="参照上年实际、历史或行业水平设定",
                found=goal.text,
            )


def _reason(sheet: GoalSheet, goal: Goal) -> str:
    target = goal.figure
    if target is None or target.value <= 0:  # (3)
        return ""
    behind = sheet.plans.get(goal.id)
    if behind and behind.plan.alike(behind.last_year) and behind.plan.magnitude < behind.last_year.magnitude:
        caution = f"（上年为{behind.other_scope}数，范围可能不同，须核对）" if behind.other_scope else ""
        return f"计划数 {behind.plan} 低于上年实际 {behind.last_year}{caution}"
    prior = sheet.priors.get(goal.id)
    if prior and prior.alike(target) and _beyond(goal, prior, target):
        return f"目标 {goal.text} 低于上年已达到的 {prior}"
    actual = sheet.actuals.get(goal.id)
    if actual is None or not actual.alike(target) or is_count(target):  # (1, 2)
        return ""
    share = actual.magnitude / target.magnitude
    excess = 1 - share if goal.comparator.smaller_is_better else share - 1
    if excess < sheet.thresholds.soft_target_margin:
        return ""
    return f"目标 {goal.text}，实际 {actual}，超出目标 {percent(excess)}"


def _beyond(goal: Goal, prior: Figure, target: Figure) -> bool:
    smaller = goal.comparator.smaller_is_better
    return prior.magnitude < target.magnitude if smaller else prior.magnitude > target.magnitude


def is_count(figure: Figure) -> bool:
    """Whether the figure counts or sums something (人, 万元), rather than measuring a rate or a level."""
    return len(figure.unit.dimension) == 1 and figure.unit.dimension[0][1] == 1 and figure.unit.symbol != "百分点"


CHECK = Check(code="HP115", title="目标偏低", severity=Severity.WARNING, group=Group.GOALS, run=_run)
