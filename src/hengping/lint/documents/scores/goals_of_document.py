"""The goal sheet printed in a document, as the checks of goals see it."""

from __future__ import annotations

import re

from hengping.cases.model.goals import GoalRow
from hengping.lint.documents.scores.goal_tables import GoalLine, GoalTable
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.goal_sheet import Figure, Goal, GoalSheet
from hengping.quantities import UnitError, read_unit
from hengping.scoring.filed_targets import read_target

_FUND = re.compile(r"企业职工基本养老保险基金|企业职工基本养老保险|企业职工养老保险基金")


def goal_sheet_of(subject: DocumentUnderReview, table: GoalTable) -> tuple[GoalSheet, dict[str, GoalLine]]:
    """The sheet of one table with its lines by row id. What a document does not tell stays empty."""
    lines = {f"G{number:02d}": line for number, line in enumerate(table.lines, 1)}
    goals = tuple(Goal.of(_row(row_id, line)) for row_id, line in lines.items())
    found = {goal.id: _actual(lines[goal.id], goal) for goal in goals}
    fund = next((match.group() for p in subject.passages if (match := _FUND.search(p.text))), "")
    actuals = {row_id: figure for row_id, figure in found.items() if figure is not None}
    return GoalSheet(goals, fund=fund, actuals=actuals), lines


def declared_tables(subject: DocumentUnderReview) -> tuple[GoalTable, ...]:
    """The tables that declare goals: named so, without scores, the first of those with the same names."""
    found: list[GoalTable] = []
    names: set[tuple[str, ...]] = set()
    for table in subject.goal_tables:
        own = tuple(line.name for line in table.lines)
        if len(own) >= 2 and not table.is_scored and not any(set(own) <= set(other) for other in names):
            names.add(own)
            found.append(table)
    return tuple(found)


def self_evaluated_tables(subject: DocumentUnderReview) -> tuple[GoalTable, ...]:
    """Tables of goals with points and results; neither the evaluators' own nor of goals declared in another table."""
    declared = {line.name for table in declared_tables(subject) for line in table.lines}
    return tuple(
        table
        for table in subject.goal_tables
        if table.is_scored
        and table.has_actuals
        and not table.is_of_evaluators
        and not any(line.name in declared for line in table.lines)
    )


def _row(row_id: str, line: GoalLine) -> GoalRow:
    return GoalRow(id=row_id, level_1=line.level_1, level_2=line.level_2, level_3=line.name, target_text=line.target)


def _actual(line: GoalLine, goal: Goal) -> Figure | None:
    reading = read_target(line.actual)
    if reading.value is None:
        return None
    try:
        unit = read_unit(reading.unit) if reading.unit else goal.unit
    except UnitError:
        return None
    return Figure(reading.value, unit, goal.name) if unit is not None else None
