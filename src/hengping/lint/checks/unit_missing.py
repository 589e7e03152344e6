"""缺计量单位: a number without a unit.

Meaning: the target is a number, and neither the unit column nor the cell says of what.
Why: 8755 may be persons, households or 万元; a figure without a unit cannot be compared with anything.
Basis: 财预〔2021〕101号 (量化易评); a county's self-evaluation of 2020 declares 全县参合人数 8755.
Exclusions:
1. The name carries the unit in a parenthesis at its end: 参保人数（万人）.
Fires: 全县参合人数 | 8755
Silent: 参保人数（万人） | 33.29
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Remark, Severity
from hengping.lint.goal_sheet import GoalSheet
from hengping.quantities import UnitError, half_width, read_unit

_PARENTHESIS = re.compile(r"\(([^()]+)\)\s*$")


def _run(sheet: GoalSheet) -> Iterator[Remark]:
    for goal in sheet.goals:
        if goal.is_numeric and not goal.unit_text and not _name_tells_unit(goal.name):  # (1)
            yield Remark(
                goal.place("unit"),
                f"指标“{goal.name}”的指标值“{goal.text}”没有计量单位。",
                expected="计量单位，如 人、人次、万元、%",
                found=goal.text,
            )


def _name_tells_unit(name: str) -> bool:
    match = _PARENTHESIS.search(half_width(name))
    try:
        return match is not None and bool(read_unit(match[1]))
    except UnitError:
        return False


CHECK = Check(code="HP106", title="缺计量单位", severity=Severity.WARNING, group=Group.GOALS, run=_run)
