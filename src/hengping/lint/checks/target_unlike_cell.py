"""读数与原文不符: sign, number or unit of a row differ from the cell as filed.

Meaning: the cell as filed reads as a number, and the row's own sign, number or unit says something else.
Why: the row is scored by what was read, the reader sees what was filed; one of them is wrong.
Basis: the design (filed cells stay as filed).
Exclusions:
1. Cells that are words, dates or bands, and rows whose own fields are empty.
2. A unit that only one of the two names.
Fires: 指标值 95 符号 ≤, cell ≥95%
Silent: 指标值 33.29 符号 = 单位 万人, cell =33.29万人
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Remark, Severity
from hengping.lint.goal_sheet import Goal, GoalSheet
from hengping.quantities import UnitError, read_unit
from hengping.scoring.comparison import Comparator, read_comparator
from hengping.scoring.filed_targets import TargetReading, read_target


def _run(sheet: GoalSheet) -> Iterator[Remark]:
    for goal in sheet.goals:
        cell = read_target(goal.row.target_text)
        if cell.value is None:  # (1)
            continue
        differences = list(_differences(goal, cell))
        if differences:
            yield Remark(
                goal.place("target"),
                f"指标“{goal.name}”的{'、'.join(differences)}与原文“{goal.row.target_text}”不一致。",
                expected=goal.row.target_text,
                found=f"{goal.row.comparator}{goal.row.target}{goal.row.unit}",
            )


def _differences(goal: Goal, cell: TargetReading) -> Iterator[str]:
    row = goal.row
    filed = read_comparator(row.comparator)
    signs = (Comparator.NONE, Comparator.QUALITATIVE, None)
    if row.comparator and filed not in signs and cell.comparator not in signs and filed is not cell.comparator:
        yield "计算符号"
    if row.target and read_target(row.target).value not in (None, cell.value):
        yield "指标值"
    if row.unit and cell.unit and not _same_unit(row.unit, cell.unit):  # (2)
        yield "计量单位"


def _same_unit(first: str, second: str) -> bool:
    try:
        return read_unit(first).measures_like(read_unit(second))
    except UnitError:
        return first.strip() == second.strip()


CHECK = Check(code="HP119", title="读数与原文不符", severity=Severity.ERROR, group=Group.GOALS, run=_run)
