"""标杆管理法 in a report: the own figure beside the best of the peers, with what is not counted alike."""

from __future__ import annotations

from decimal import Decimal

from hengping.analysis.methods.benchmark import Benchmark, BenchmarkRow
from hengping.cases.model.analyses import Analysis
from hengping.quantities import percent
from hengping.rendering.charts import Point, share_bars
from hengping.rendering.document import Align, Block, FactFigure, Figure, Inline, inlines, paragraph
from hengping.reports.figures import fact_figure, formula_figure
from hengping.reports.names import counted
from hengping.reports.tables import CellContent, simple_table
from hengping.reports.writing import Writing


def benchmark_blocks(writing: Writing, analysis: Analysis, found: Benchmark) -> tuple[Block, ...]:
    """The sentence and the table."""
    return paragraph(*_told(writing, found)), _table(writing, analysis, found)


def benchmark_chart(writing: Writing, analysis: Analysis, found: Benchmark) -> tuple[Block, ...]:
    """How much of the best peer each own figure reaches, in percent; figures without a ratio are left out."""
    book = writing.material.facts
    points = []
    for row in found.rows:
        own, best = (book.number(row.facts[place]) or Decimal(0) for place in (0, row.best_peer))
        over, under = (best, own) if row.smaller_is_better else (own, best)
        if over > 0 and under > 0:
            points.append(Point(row.name, over / under * 100, percent(over / under)))
    if not points:
        return ()
    alt = "；".join(f"{point.category}{point.label}" for point in points) + "。"
    caption = inlines(f"{found.units[0]}相当于最优同类的程度")
    return (Figure(share_bars(points, unit="%"), caption, alt, key=f"figure:{analysis.id}"),)


def _told(writing: Writing, found: Benchmark) -> tuple[Inline, ...]:
    own = found.units[0]
    leading, behind = found.leading, [row for row in found.rows if row.rank > 1]
    runs: list[str | Inline] = []
    if leading:
        names = "、".join(row.name for row in leading)
        runs.append(
            f"{own}的{names}不低于各同类单位"
            if not any(row.smaller_is_better for row in leading)
            else f"{own}的{names}在各单位中最优"
        )
    for row in behind:
        runs += ["；" if runs else "", f"{row.name}与最优的{found.units[row.best_peer]}相差", *_gap(writing, row)]
    runs.append("。")
    differing = [row for row in found.rows if row.differing]
    if differing:
        runs.append(f"其中{counted(len(differing))}项的口径或期间不同，只作参考，不据以计分。")
    return inlines(*runs)


def _gap(writing: Writing, row: BenchmarkRow) -> tuple[Inline, ...]:
    """The size of the difference, without its sign."""
    best, own = row.facts[row.best_peer], row.facts[0]
    formula = f"={own}-{best}" if row.smaller_is_better else f"={best}-{own}"
    unit = "百分点" if row.unit == "%" else row.unit
    return (formula_figure(writing.material, formula, unit=unit),)


def _table(writing: Writing, analysis: Analysis, found: Benchmark) -> Block:
    material = writing.material
    columns: list[tuple[str, float, Align]] = [("指标", 3.4, "left")]
    columns += [(unit, 2.6, "right") for unit in found.units]
    columns += [("最优同类", 2.4, "center"), ("与最优同类之差", 2.6, "right"), ("名次", 1.4, "center")]
    body: list[list[CellContent]] = []
    for row in found.rows:
        unit = "百分点" if row.unit == "%" else row.unit
        body.append(
            [
                f"{row.name}{'（越小越好）' if row.smaller_is_better else ''}",
                *(fact_figure(material, fact_id) for fact_id in row.facts),
                found.units[row.best_peer],
                formula_figure(material, row.gap, unit=unit),
                FactFigure(f"analysis:{analysis.id}:{row.name}:名次", str(row.rank)),
            ]
        )
    differing = [f"{row.name}：{'，'.join(row.differing)}" for row in found.rows if row.differing]
    notes = [inlines(f"注：口径或期间不同——{'；'.join(differing)}。")] if differing else []
    if analysis.note:
        notes.append(writing.full_sentence(analysis.note, where=f"分析 {analysis.id} 的说明"))
    return simple_table(analysis.title, columns, body, key=f"table:{analysis.id}", notes=notes)
