"""`monitoring`: the declared indicators with their state at the monitoring round that the copy is for.

A monitoring row belongs to the goal row whose id, code or level-3 name it gives; goal rows without one have places for
it. Rows that belong to no goal row stand at the end under the name they were filed with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from hengping.cases.model.follow_up import MonitoringRow
from hengping.cases.model.goals import GoalPeriod, GoalRow
from hengping.cases.parts_fields import fields_of
from hengping.forms.entry import Entry, FormRow, Place
from hengping.forms.filling import Filling, entry_of
from hengping.forms.sources.goals import frame_rows
from hengping.forms.sources.source import Options, RowSource

_OF_GOAL = (
    "level_1",
    "level_2",
    "level_3",
    "comparator",
    "target",
    "unit",
    "target_text",
    "weight",
    "responsible_party",
)
_OF_ROUND = tuple(name for name in fields_of(MonitoringRow) if name not in ("id", "round", "indicator"))


def _columns(_: Options) -> Mapping[str, str]:
    goal, monitoring = fields_of(GoalRow), fields_of(MonitoringRow)
    return {name: goal[name].title for name in _OF_GOAL} | {name: monitoring[name].title for name in _OF_ROUND}


def _rows(filling: Filling, options: Options) -> Sequence[FormRow]:
    filed = {row.id: row for row in filling.case.monitoring if row.round == filling.instance}
    goals = [goal for goal in filling.case.goals if goal.period is GoalPeriod.ANNUAL]
    if not goals and not filed:
        return list(frame_rows(filling, options))
    return list(_joined(filling, goals, filed))


def _joined(filling: Filling, goals: Sequence[GoalRow], filed: dict[str, MonitoringRow]) -> Iterator[FormRow]:
    for goal in goals:
        found = next((row for row in filed.values() if row.indicator in {goal.id, goal.code, goal.level_3}), None)
        cells = {name: entry_of("goals", goal, name) for name in _OF_GOAL}
        if found is not None:
            del filed[found.id]
            yield FormRow(found.id, cells | _filed(found))
        else:
            key = f"{filling.instance}/{goal.id}".lstrip("/")
            yield FormRow(key, cells | _open(key, filling.instance, goal.id))
    for row in filed.values():
        yield FormRow(row.id, {"level_3": Entry(row.indicator)} | _filed(row))


def _filed(row: MonitoringRow) -> dict[str, Entry]:
    return {name: entry_of("monitoring", row, name) for name in _OF_ROUND}


def _open(key: str, round_: str, goal: str) -> dict[str, Entry]:
    """Places of a row that is not there yet; a copy for no round in particular is for handwriting alone."""
    if not round_:
        return {name: Entry() for name in _OF_ROUND}
    seed = (("round", round_), ("indicator", goal))
    return {name: Entry("", Place("monitoring", key, name, seed)) for name in _OF_ROUND}


MONITORING = RowSource(
    "monitoring", _columns, _rows, lambda _: (("level_1", "level_2", "level_3"), ("level_2", "level_3"), ("level_3",))
)
