"""The pictures a case asks for in case.yaml: facts by category and series."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hengping.cases.model.identity import Chart
from hengping.formulas.values import Known
from hengping.rendering.charts import Point, bar_by_category, grouped_bars, lines_by_year, share_bars
from hengping.rendering.document import Block, Figure, Text, inlines
from hengping.reports.marks import legend, sign
from hengping.reports.material import Material
from hengping.reports.writing import Writing

_KINDS: dict[str, Callable[..., dict[str, Any]]] = {
    "bars": bar_by_category,
    "grouped_bars": grouped_bars,
    "lines": lines_by_year,
    "shares": share_bars,
}


def case_chart(writing: Writing, chart: Chart) -> tuple[Block, ...]:
    """One chart of the case; facts without a value are left out and noted as gaps."""
    material = writing.material
    points = _points(material, chart)
    draw = _KINDS.get(chart.kind)
    if draw is None:
        material.gaps.add(f"图“{chart.title}”的图形“{chart.kind}”不在 {'、'.join(_KINDS)} 之中")
        return ()
    if not points:
        return ()
    alt = "；".join(f"{point.category}{point.series}{point.label}" for point in points) + f"（{chart.unit}）。"
    used = tuple(fact_id for ids in chart.series.values() for fact_id in ids if fact_id in material.fact_rows)
    signs = sign(material.facts.marks(used))
    notes = ((Text(f"注：图中含{legend(signs)}。"),),) if signs else ()
    spec = draw(points, unit=chart.unit)
    return (Figure(spec, inlines(chart.title + signs), alt, notes=notes, key=f"figure:{chart.id}"),)


def _points(material: Material, chart: Chart) -> list[Point]:
    points = []
    for name, fact_ids in chart.series.items():
        categories = chart.categories or tuple(material.fact_rows[each].name for each in fact_ids)
        for category, fact_id in zip(categories, fact_ids, strict=False):
            if fact_id not in material.fact_rows:
                material.gaps.add(f"图“{chart.title}”引用的事实“{fact_id}”不存在")
                continue
            result = material.facts.result(fact_id)
            number = material.facts.number(fact_id)
            if not isinstance(result, Known) or number is None:
                material.gaps.add(f"图“{chart.title}”的事实“{fact_id}”没有数值")
                continue
            written = material.facts.unit(fact_id).to_written(number)
            points.append(Point(category, written, material.facts.printed_number(fact_id), name))
    return points
