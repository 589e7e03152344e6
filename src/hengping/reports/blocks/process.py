"""评价工作过程 from its actual dates, and the team."""

from __future__ import annotations

import datetime

from hengping.cases.model.identity import Phase
from hengping.quantities.display import date_text
from hengping.rendering.document import Align, Block, Inline, inlines, paragraph
from hengping.reports.figures import count_figure
from hengping.reports.names import counted
from hengping.reports.tables import CellContent, simple_table
from hengping.reports.writing import Writing


def phases(writing: Writing, level: int) -> tuple[Block, ...]:
    """The phases and their steps, with dates."""
    rows = writing.material.case.identity.phases
    if not rows:
        return ()
    columns: list[tuple[str, float, Align]] = [
        ("阶段", 2.6, "center"),
        ("时间", 3.4, "center"),
        ("主要工作", 9, "left"),
    ]
    body: list[list[CellContent]] = []
    for phase in rows:
        steps = [(span(step.start, step.end), step.text) for step in phase.steps] or [
            (span(phase.start, phase.end), "")
        ]
        for when, text in steps:
            content = writing.sentence(text, where="case.yaml 的 phases")
            body.append([phase.name, when or span(phase.start, phase.end), content])
    table = simple_table("绩效评价工作进程表", columns, body, key="table:phases", merge=(0, 1))
    opening = _opening(rows)
    return (paragraph(*opening), table) if opening else (table,)


def team(writing: Writing, level: int) -> tuple[Block, ...]:
    """The evaluation team as filed."""
    rows = writing.material.case.identity.team
    if not rows:
        return ()
    headings: list[tuple[str, float, Align]] = [("姓名", 2, "center"), ("角色", 2.4, "center")]
    headings += [("分工", 6, "left"), ("资质", 4, "left")]
    filed = [(member.name, member.role, member.duty, member.qualification) for member in rows]
    used = [index for index in range(4) if any(row[index] for row in filed)]
    body = [[row[index] for index in used] for row in filed]
    return (simple_table("评价工作组成员", [headings[index] for index in used], body, key="table:team"),)


def span(start: datetime.date | None, end: datetime.date | None) -> str:
    """2022年6月24日至6月29日: the year is said once."""
    if start is None or end is None or start == end:
        only = start or end
        return date_text(only) if only else ""
    last = date_text(end)
    if start.year == end.year:
        last = last.split("年", 1)[1]
    return f"{date_text(start)}至{last}"


def _opening(rows: tuple[Phase, ...]) -> tuple[Inline, ...]:
    starts = [phase.start for phase in rows if phase.start]
    ends = [phase.end for phase in rows if phase.end]
    if not starts or not ends:
        return ()
    days = (max(ends) - min(starts)).days + 1
    names = "、".join(phase.name for phase in rows)
    return inlines(
        f"评价工作自{span(min(starts), max(ends))}，历时",
        count_figure("days", days, "天"),
        f"，分{names}{counted(len(rows))}个阶段进行，各阶段的主要工作如下。",
    )
