"""`goals`: the rows of the goal sheet, of one period; while there are none, those that every such sheet begins with.

Option `period`: annual or mid_term. Option `frame`: what a sheet without rows prints, `一级：二级、二级；一级：二级`; a
sheet that has rows of the other period alone prints three empty lines instead. Beside the fields of a goal row: how
far the rechecked value lies from the one that the unit gave, and by how much the score changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from hengping.cases.model.goals import GoalRow
from hengping.cases.parts_fields import fields_of
from hengping.forms.deviation import deviation
from hengping.forms.entry import Entry, FormRow, Place
from hengping.forms.filling import Filling
from hengping.forms.new_ids import new_id
from hengping.forms.sources.part_rows import part_source
from hengping.forms.sources.source import Options, RowSource
from hengping.quantities.display import amount, percent

_GOALS = part_source("goals")
_COMPUTED = {"deviation": "偏离度", "score_change": "得分差值"}
_OTHER_PERIOD_LINES = 3
_ANNUAL = "annual"
_MID_TERM_IDS = "中期"


def _columns(options: Options) -> Mapping[str, str]:
    return {**_GOALS.columns(options), **_COMPUTED}


def _rows(filling: Filling, options: Options) -> Sequence[FormRow]:
    period = options.get("period", _ANNUAL)
    goals = [goal for goal in filling.case.goals if goal.period.value == period]
    rows = _GOALS.rows(filling, {"where.period": period})
    if goals:
        return [FormRow(row.key, {**row.cells, **_computed(goal)}) for row, goal in zip(rows, goals, strict=True)]
    if filling.case.goals:
        blank = {column: Entry() for column in _columns(options)}
        return [FormRow("", blank)] * _OTHER_PERIOD_LINES
    return list(frame_rows(filling, options))


def frame_rows(filling: Filling, options: Options) -> Iterator[FormRow]:
    """Rows to be filled: level 1 and 2 are printed, the rest has a place in a row that the case does not have yet."""
    for index, (level_1, level_2) in enumerate(_frame(filling, options)):
        yield _open_row(filling, options, index, {"level_1": level_1, "level_2": level_2})


def _open_row(filling: Filling, options: Options, index: int, levels: Mapping[str, str]) -> FormRow:
    """A row that the case does not have, `index` counted from 0; levels that are given are printed."""
    period = options.get("period", _ANNUAL)
    fixed = {name: text for name, text in levels.items() if text}
    seed = (("period", period), *fixed.items())
    taken = [goal.id for goal in filling.case.goals]
    if period != _ANNUAL:  # one sheet has both periods, so that new rows of both must not get one id
        taken = [each for each in taken if each.startswith(_MID_TERM_IDS)] or [f"{_MID_TERM_IDS}00"]
    key = new_id("goals", taken, index)
    cells = {name: Entry("", Place("goals", key, name, seed)) for name in fields_of(GoalRow)}
    return FormRow(key, cells | {name: Entry(text) for name, text in fixed.items()} | {"id": Entry()})


def _frame(filling: Filling, options: Options) -> list[tuple[str, str]]:
    """Levels 1 and 2 of the rows that a sheet without rows prints."""
    parts = [] if filling.case.goals else options.get("frame", "").split("；")
    pairs = [part.partition("：") for part in parts if part]
    return [(level_1.strip(), level_2.strip()) for level_1, _, below in pairs for level_2 in below.split("、")]


def _computed(goal: GoalRow) -> dict[str, Entry]:
    found = deviation(goal)
    change = None
    if goal.recheck_score is not None and goal.self_score is not None:
        change = goal.recheck_score - goal.self_score
    return {
        "deviation": Entry("" if found is None else percent(found)),
        "score_change": Entry("" if change is None else amount(change)),
    }


def _added(filling: Filling, options: Options, index: int) -> FormRow:
    return _open_row(filling, options, len(_frame(filling, options)) + index, {})


def _identify(_: Options) -> tuple[tuple[str, ...], ...]:
    return (("id",), ("level_1", "level_2", "level_3"), ("level_2", "level_3"), ("level_3",))


GOALS = RowSource("goals", _columns, _rows, _identify, _added)
