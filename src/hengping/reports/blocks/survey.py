"""访谈与问卷调查: who was asked, what came back, how satisfied they are. No figure, no claim."""

from __future__ import annotations

from decimal import Decimal

from hengping.quantities.display import percent
from hengping.rendering.charts import Point, share_bars
from hengping.rendering.document import Align, Block, FactFigure, Figure, Reference, Text, inlines, paragraph
from hengping.reports.figures import count_figure, fact_figure, filed_figure, number
from hengping.reports.material import Material
from hengping.reports.tables import CellContent, simple_table
from hengping.reports.writing import Writing


def interviews(writing: Writing, level: int) -> tuple[Block, ...]:
    """Who is asked by which outline; where the case tells it, only where the outlines stand."""
    case = writing.material.case
    outlines = case.interviews.outlines
    blocks: list[Block] = []
    if outlines and case.texts.get("survey", "").strip():
        blocks.append(paragraph("各类对象的访谈和调查提纲见", Reference("annex:interviews"), "。"))
    elif outlines:
        tiers = "、".join(
            f"{outline.tier}（{outline.channel}）" if outline.channel else outline.tier for outline in outlines
        )
        count = count_figure("interviews", len(outlines), "类")
        questions = count_figure("questions", sum(len(outline.questions) for outline in outlines), "题")
        blocks.append(
            paragraph(
                "访谈和调查分",
                count,
                f"对象进行：{tiers}。提纲共",
                questions,
                "，见",
                Reference("annex:interviews"),
                "。",
            )
        )
    if case.callbacks:
        made = count_figure("callbacks", len(case.callbacks), "人次")
        answered = count_figure(
            "callbacks_answered", sum(1 for each in case.callbacks if each.result == "接通"), "人次"
        )
        blocks.append(paragraph("电话回访", made, "，接通", answered, "。"))
    return tuple(blocks)


def survey(writing: Writing, level: int) -> tuple[Block, ...]:
    """问卷回收与满意度表."""
    rows = writing.material.case.surveys
    if not rows:
        return ()
    columns: list[tuple[str, float, Align]] = [("调查对象", 4, "left"), ("渠道", 2, "center"), ("发放", 1.6, "center")]
    columns += [("回收", 1.6, "center"), ("有效", 1.6, "center"), ("有效率", 2, "center"), ("满意度", 2.2, "center")]
    body: list[list[CellContent]] = []
    blank = False
    for row in rows:
        counts = [_filed(f"survey:{row.id}.{name}", getattr(row, name)) for name in ("sent", "returned", "valid")]
        blank = blank or "—" in counts
        rate = _rate(f"survey:{row.id}.rate", row.valid, row.returned)
        known = row.satisfaction_fact in writing.material.fact_rows
        satisfaction = fact_figure(writing.material, row.satisfaction_fact) if known else "—"
        body.append([row.tier, row.channel, *counts, rate, satisfaction])
    notes = [(Text("注：有效率为有效问卷占回收问卷的比例。"),)]
    if blank:
        notes.append((Text("“—”为资料中没有提供，不作推算。"),))
    return (simple_table("问卷回收与满意度情况表", columns, body, key="table:survey", notes=notes),)


def satisfaction_chart(writing: Writing, level: int) -> tuple[Block, ...]:
    """Satisfaction by group of respondents."""
    material = writing.material
    points = [
        Point(row.tier, 100 * value, percent(value))
        for row in material.case.surveys
        if row.satisfaction_fact in material.fact_rows
        and (value := number(material, row.satisfaction_fact)) is not None
    ]
    if len(points) < 2:
        return ()
    alt = "；".join(f"{point.category}{point.label}" for point in points) + "。"
    chart = share_bars(points, unit="%", full=Decimal(100))
    return (Figure(chart, inlines("各类对象满意度"), alt, key="figure:satisfaction"),)


def satisfaction_facts(material: Material) -> frozenset[str]:
    """The facts that the chart of satisfaction shows."""
    return frozenset(row.satisfaction_fact for row in material.case.surveys if row.satisfaction_fact)


def _filed(place: str, value: Decimal | None) -> CellContent:
    return "—" if value is None else filed_figure(place, value)


def _rate(place: str, part: Decimal | None, whole: Decimal | None) -> CellContent:
    return "—" if part is None or not whole else FactFigure(f"filed:{place}", percent(part / whole))
