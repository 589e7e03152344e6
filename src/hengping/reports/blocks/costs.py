"""成本效益分析 and 最低成本法 in a report."""

from __future__ import annotations

from decimal import Decimal

from hengping.analysis.methods.costs import Alternative, CostTable
from hengping.cases.model.analyses import Analysis
from hengping.formulas.values import Known
from hengping.rendering.charts import Point, bar_by_category
from hengping.rendering.document import Align, Block, FactFigure, Figure, Inline, inlines, paragraph
from hengping.reports.figures import fact_figure, formula_figure
from hengping.reports.tables import CellContent, simple_table
from hengping.reports.writing import Writing


def cost_blocks(writing: Writing, analysis: Analysis, found: CostTable) -> tuple[Block, ...]:
    """The sentence and the table."""
    return paragraph(*_told(writing, found)), _table(writing, analysis, found)


def cost_chart(writing: Writing, analysis: Analysis, found: CostTable) -> Block:
    """What alternatives are ranked by, one bar each."""
    points = []
    for each in found.alternatives:
        formula = _measure(each)
        result = writing.material.facts.evaluate(formula, latest=False).result
        if isinstance(result, Known) and isinstance(result.value, Decimal):
            points.append(Point(each.name, result.value, _measured(writing, found, each, bare=True).text))
    alt = "；".join(f"{point.category}{point.label}" for point in points) + f"（{_unit(found)}）。"
    caption = inlines(analysis.title)
    return Figure(bar_by_category(points, unit=_unit(found)), caption, alt, key=f"figure:{analysis.id}")


def _measure(each: Alternative) -> str:
    return each.ratio or each.unit_cost or f"={each.cost}"


def _unit(found: CostTable) -> str:
    if found.same_unit:
        return "效益÷成本"
    return f"{found.cost_unit}/{found.benefit_unit}" if found.by_unit_cost else found.cost_unit


def _measured(writing: Writing, found: CostTable, each: Alternative, *, bare: bool = False) -> FactFigure:
    """The ratio, the unit cost, or the cost."""
    if each.ratio or each.unit_cost:
        unit = "比值" if found.same_unit or bare else _unit(found)
        return formula_figure(writing.material, each.ratio or each.unit_cost, places=4, unit=unit)
    if bare:
        return fact_figure(writing.material, each.cost, writing.material.facts.printed_number(each.cost))
    return fact_figure(writing.material, each.cost)


def _told(writing: Writing, found: CostTable) -> tuple[Inline, ...]:
    best, worst = found.best, found.worst
    what = "每单位成本的效益" if found.same_unit else "单位成本" if found.by_unit_cost else "成本"
    top, bottom = ("最高", "最低") if found.same_unit else ("最低", "最高")
    runs: list[str | Inline] = [f"{what}{top}的是{best.name}，为", _measured(writing, found, best)]
    if worst.rank != best.rank:
        runs += [f"；{bottom}的是{worst.name}，为", _measured(writing, found, worst)]
        high, low = (best, worst) if found.same_unit else (worst, best)
        over = _over(_measure(high), _measure(low))
        verb = "，前者比后者高" if found.same_unit else "，后者比前者高"
        runs += [verb, formula_figure(writing.material, over)]
    return inlines(*runs, "。")


def _over(high: str, low: str) -> str:
    return f"=({high.removeprefix('=')})/({low.removeprefix('=')})-1"


def _table(writing: Writing, analysis: Analysis, found: CostTable) -> Block:
    material = writing.material
    columns: list[tuple[str, float, Align]] = [("类别", 3.2, "left"), ("成本", 3, "right")]
    if found.benefit_unit:
        columns.append(("效益" if found.same_unit else "产出", 3, "right"))
    if found.same_unit:
        columns += [("净效益", 3, "right"), ("效益÷成本", 2.2, "right")]
    elif found.by_unit_cost:
        columns.append((f"单位成本（{_unit(found)}）", 3, "right"))
    columns.append(("排序", 1.4, "center"))
    body: list[list[CellContent]] = []
    for each in found.alternatives:
        cells: list[CellContent] = [each.name, fact_figure(material, each.cost)]
        cells += [fact_figure(material, each.benefit)] if each.benefit else []
        cells += [formula_figure(material, each.net, unit=found.cost_unit)] if each.net else []
        cells += [_measured(writing, found, each, bare=True)] if each.ratio or each.unit_cost else []
        cells.append(FactFigure(f"analysis:{analysis.id}:{each.name}:排序", str(each.rank)))
        body.append(cells)
    notes = (writing.full_sentence(analysis.note, where=f"分析 {analysis.id} 的说明"),) if analysis.note else ()
    return simple_table(analysis.title, columns, body, key=f"table:{analysis.id}", notes=notes)
