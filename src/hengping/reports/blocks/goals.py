"""绩效目标: the overall goal and the declared sheet as filed; and what became of each row."""

from __future__ import annotations

from hengping.cases.model.goals import GoalRow
from hengping.rendering.document import Align, Block, Inline, Text, paragraph
from hengping.reports.blocks.criterion_prose import actual, sources_of
from hengping.reports.figures import count_figure, fact_figure
from hengping.reports.tables import CellContent, simple_table
from hengping.reports.writing import Writing, joined
from hengping.scoring.result import CriterionScore

_LEVELS = {"level_1": "一级指标", "level_2": "二级指标"}


def overall_goal(writing: Writing, level: int) -> tuple[Block, ...]:
    """总体目标 as filed."""
    text = writing.material.case.identity.overall_goal
    return (paragraph(text),) if text else ()


def goals(writing: Writing, level: int) -> tuple[Block, ...]:
    """绩效目标申报表, row for row as filed, equal levels merged."""
    rows = writing.material.case.goals
    if not rows:
        return ()
    levels = [level for level in ("level_1", "level_2") if any(getattr(row, level) for row in rows)]
    columns: list[tuple[str, float, Align]] = [(_LEVELS[level], 2.6, "center") for level in levels]
    columns += [("三级指标", 6, "left"), ("指标值", 4.6, "left")]
    weighted = any(row.weight is not None for row in rows)
    if weighted:
        columns.append(("分值", 1.6, "center"))
    body: list[list[CellContent]] = []
    for row in rows:
        weight = [format(row.weight, "f") if row.weight is not None else ""] if weighted else []
        body.append([*(getattr(row, level) for level in levels), row.level_3, target_as_filed(row), *weight])
    table = simple_table(
        f"{writing.material.year}绩效目标申报表", columns, body, key="table:goals", merge=tuple(range(len(levels)))
    )
    count = count_figure("goals", len(rows), "项")
    return (paragraph("经批复的绩效目标申报表列有绩效指标", count, "，按原表列示如下。"), table)


def completion(writing: Writing, level: int) -> tuple[Block, ...]:
    """年度绩效指标完成情况: the declared value beside what was reached."""
    material = writing.material
    rows = [row for row in material.case.goals if row.facts or row.actual or _criteria(writing, row)]
    if not rows:
        return ()
    columns: list[tuple[str, float, Align]] = [("三级指标", 5.4, "left"), ("指标值", 3.6, "center")]
    columns += [("实际完成值", 4.4, "center"), ("完成情况", 2.4, "center")]
    body: list[list[CellContent]] = [
        [row.level_3, target_as_filed(row), _actual(writing, row), _verdict(_criteria(writing, row))] for row in rows
    ]
    left_out = len(material.case.goals) - len(rows)
    notes: list[tuple[Inline, ...]] = []
    if left_out:
        missing = count_figure("goals_without_actual", left_out, "项")
        notes.append((Text("注：另有"), missing, Text("申报指标没有取得完成值，未列入本表。")))
    return (simple_table("年度绩效指标完成情况表", columns, body, key="table:completion", notes=notes),)


def target_as_filed(row: GoalRow) -> str:
    """The target as the sheet has it, or put together from its parts."""
    return row.target_text or f"{row.comparator}{row.target}{row.unit}"


def _criteria(writing: Writing, row: GoalRow) -> list[CriterionScore]:
    """The criteria that measure the row: those that use its facts; without facts, those of a leaf for it alone."""
    material = writing.material
    found = []
    for leaf in material.leaves:
        if row.id not in leaf.indicator.goal_rows:
            continue
        for criterion in leaf.criteria:
            used = sources_of(material, criterion) & {material.facts.latest(fact_id) for fact_id in row.facts}
            if criterion.met is not None and (used or (not row.facts and leaf.indicator.goal_rows == (row.id,))):
                found.append(criterion)
    return found


def _actual(writing: Writing, row: GoalRow) -> CellContent:
    if row.facts:
        known = [fact_id for fact_id in row.facts if fact_id in writing.material.fact_rows]
        return joined([(fact_figure(writing.material, fact_id),) for fact_id in known], "；")
    if row.actual:
        return row.actual
    told = [actual(writing.material, criterion) for criterion in _criteria(writing, row)]
    return joined([run for index, run in enumerate(told) if run not in told[:index]], "；") or "—"


def _verdict(criteria: list[CriterionScore]) -> str:
    """Only what scoring established; a row that no criterion measures is not called reached."""
    if not criteria:
        return "—"
    met = [criterion.met for criterion in criteria]
    if all(met):
        return "完成"
    return "部分完成" if any(met) else "未完成"
