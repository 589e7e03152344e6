"""`recheck`: what a recheck of a self-evaluation found by level 1: scores before and after, deviations by size.

Option `moderate`: up to how many percent a deviation is 一般偏差, beyond it 较大偏差. Words that differ, and a value
that the unit did not give, count as 较大偏差: neither can be held against a number. Scores are of rechecked rows alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from hengping.cases.model.goals import GoalPeriod, GoalRow
from hengping.forms.deviation import deviation
from hengping.forms.entry import Entry, FormRow
from hengping.forms.filling import Filling
from hengping.forms.sources.source import Options, RowSource
from hengping.quantities.display import amount

_ZERO = Decimal(0)
_UNNAMED = "（未分级）"
_COLUMNS = {
    "level_1": "一级指标",
    "count": "指标数",
    "rechecked": "已复核数",
    "self_score": "自评得分",
    "recheck_score": "复核得分",
    "change": "差值",
    "same": "完全一致",
    "moderate": "一般偏差",
    "large": "较大偏差",
}


def _columns(_: Options) -> Mapping[str, str]:
    return _COLUMNS


def _rows(filling: Filling, options: Options) -> Sequence[FormRow]:
    goals = [goal for goal in filling.case.goals if goal.period is GoalPeriod.ANNUAL]
    limit = Decimal(options.get("moderate", "30")) / 100
    names = dict.fromkeys(goal.level_1 or _UNNAMED for goal in goals)
    rows = [_row(name, [goal for goal in goals if (goal.level_1 or _UNNAMED) == name], limit) for name in names]
    return [*rows, _row("合计", goals, limit, sums=True)] if rows else []


def _row(name: str, goals: Sequence[GoalRow], limit: Decimal, *, sums: bool = False) -> FormRow:
    rechecked = [goal for goal in goals if goal.recheck_actual.strip()]
    sizes = [_size(goal, limit) for goal in rechecked]
    scored = [
        (g.self_score, g.recheck_score) for g in goals if g.self_score is not None and g.recheck_score is not None
    ]
    own, found = sum((each[0] for each in scored), _ZERO), sum((each[1] for each in scored), _ZERO)
    cells = {
        "level_1": Entry(name),
        "count": Entry(str(len(goals))),
        "rechecked": Entry(str(len(rechecked)) if rechecked else ""),
    }
    if scored:
        totals = {"self_score": own, "recheck_score": found, "change": found - own}
        cells |= {name: Entry(amount(value)) for name, value in totals.items()}
    if rechecked:
        cells |= {size: Entry(str(sizes.count(size))) for size in ("same", "moderate", "large")}
    return FormRow(name, cells, sums=sums)


def _size(goal: GoalRow, limit: Decimal) -> str:
    found = deviation(goal)
    if found is None or abs(found) > limit:
        return "large"
    return "moderate" if found else "same"


RECHECK = RowSource("recheck", _columns, _rows, lambda _: (("level_1",),))
