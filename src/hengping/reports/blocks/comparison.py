"""比较分析: plan and actual, years, the nation beside the evaluated place: a sentence, a table and a chart for each."""

from __future__ import annotations

from hengping.analysis.comparison import Comparison, YearSeries, compare
from hengping.rendering.charts import Point, lines_by_year
from hengping.rendering.document import Align, Block, Figure, Inline, inlines, paragraph
from hengping.reports.blocks.criterion_prose import actual, target
from hengping.reports.figures import count_figure, fact_figure, formula_figure
from hengping.reports.material import Material
from hengping.reports.names import counted
from hengping.reports.tables import CellContent, simple_table
from hengping.reports.writing import Writing

METHOD = "比较"
CHAPTER = "comparison"
_TOLD = 4
"""Series told in words; the table holds the others."""


def comparison(writing: Writing, level: int) -> tuple[Block, ...]:
    """What the case lets one compare; only where the case names the method."""
    material = writing.material
    if not any(METHOD in method.name for method in material.case.identity.methods):
        return ()
    found = compare(material.case.facts, material.facts, material.score)
    blocks: list[Block] = []
    if found.plan:
        blocks += [paragraph(*_plan_told(found)), _plan_table(material, found)]
    if found.years:
        blocks += [paragraph(*_years_told(material, found)), _years_table(material, found.years)]
        # A picture that the case itself puts into this section says what it wants to be seen.
        if not any(chart.chapter == CHAPTER for chart in material.case.identity.charts):
            blocks += _years_chart(material, found.years)
    if found.nation:
        blocks += [_nation_table(material, found), paragraph(*_nation_told(found))]
    return tuple(blocks)


def _plan_told(found: Comparison) -> tuple[Inline, ...]:
    """How many of the measured targets were reached."""
    reached = sum(1 for row in found.plan if row.criterion.met)
    measured = count_figure("compared_with_plan", len(found.plan), "项")
    if reached == len(found.plan):
        return inlines("与计划目标比较，有目标值和实际值可比的", measured, "全部达到目标，见下表。")
    met = count_figure("plan_reached", reached, "项")
    return inlines("与计划目标比较，有目标值和实际值可比的", measured, "中，达到目标的", met, "，见下表。")


def _plan_table(material: Material, found: Comparison) -> Block:
    columns: list[tuple[str, float, Align]] = [("指标", 5, "left"), ("目标值", 3.4, "center")]
    columns += [("实际值", 3.4, "center"), ("比较结果", 2.4, "center"), ("底稿号", 2.4, "center")]
    body: list[list[CellContent]] = []
    for row in found.plan:
        own = row.criterion.criterion
        several = len(material.indicators[row.criterion.indicator_code].criteria) > 1
        body.append(
            [
                f"{row.name}：{own.text}" if several else row.name,
                target(material, row.criterion),
                actual(material, row.criterion),
                "达到" if row.criterion.met else "未达到",
                material.papers[row.criterion.indicator_code],
            ]
        )
    return simple_table("与计划目标比较表", columns, body, key="table:plan")


def _years_told(material: Material, found: Comparison) -> tuple[Inline, ...]:
    runs: list[str | Inline] = ["与以前年度比较，"]
    told = found.years[:_TOLD]
    for index, series in enumerate(told):
        first, last = series.first, series.last
        runs += [f"{_title(series)}{first.year}年为", fact_figure(material, first.fact_id), f"，{last.year}年为"]
        runs += [fact_figure(material, last.fact_id), "，", *_moved(material, series)]
        runs.append("；" if index < len(told) - 1 else "。")
    if len(found.years) > _TOLD:
        runs.append("其余各项见下表。")
    return inlines(*runs)


def _moved(material: Material, series: YearSeries) -> tuple[str | Inline, ...]:
    """增长6.26%, 下降0.86个百分点, 持平: the size without its sign, the verb says which way."""
    earlier, later = series.first, series.last
    if later.number == earlier.number:
        return ("持平",)
    rose = later.number > earlier.number
    low, high = (earlier, later) if rose else (later, earlier)
    if series.is_rate:
        return ("上升" if rose else "下降", formula_figure(material, f"={high.fact_id}-{low.fact_id}", unit="百分点"))
    formula = series.change_formula(earlier, later) if rose else f"=1-{later.fact_id}/{earlier.fact_id}"
    return ("增长" if rose else "下降", formula_figure(material, formula))


def _years_table(material: Material, rows: tuple[YearSeries, ...]) -> Block:
    years = sorted({point.year for series in rows for point in series.points})
    columns: list[tuple[str, float, Align]] = [("项目", 4.6, "left"), ("单位", 1.8, "center")]
    columns += [*((f"{year}年", 3.2, "right") for year in years), ("首末年变动", 2.6, "center")]
    body: list[list[CellContent]] = []
    for series in rows:
        change = series.change_formula(series.first, series.last)
        cells: list[CellContent] = []
        for year in years:
            point = series.at(year)
            text = material.facts.printed_number(point.fact_id) if point else ""
            cells.append(fact_figure(material, point.fact_id, text) if point else "—")
        unit = "百分点" if series.is_rate else "%"
        body.append([_title(series), series.unit, *cells, formula_figure(material, change, unit=unit)])
    scopes = dict.fromkeys(f"{_title(series)}：{series.scope}" for series in rows if series.scope)
    notes = (inlines(f"注：口径——{'；'.join(scopes)}。口径不同的同名数据不能直接比较。"),) if scopes else ()
    return simple_table("历年数据比较表", columns, body, key="table:comparison", notes=notes)


def _years_chart(material: Material, rows: tuple[YearSeries, ...]) -> tuple[Block, ...]:
    """The unit that most series share, drawn; series of three years or more make a line worth looking at."""
    long = [series for series in rows if len(series.points) > 2]
    if not long:
        return ()
    units = [series.unit for series in long]
    unit = max(dict.fromkeys(units), key=units.count)
    chosen = [series for series in long if series.unit == unit][:3]
    points = [
        Point(f"{point.year}年", material.facts.unit(point.fact_id).to_written(point.number), text, _title(series))
        for series in chosen
        for point in series.points
        if (text := material.facts.printed_number(point.fact_id))
    ]
    alt = "；".join(f"{point.series}{point.category}{point.label}" for point in points) + f"（{unit}）。"
    names = "、".join(_title(series) for series in chosen)
    return (Figure(lines_by_year(points, unit=unit), inlines(f"{names}变动情况"), alt, key="figure:comparison"),)


def _nation_table(material: Material, found: Comparison) -> Block:
    columns: list[tuple[str, float, Align]] = [("项目", 3.6, "left"), ("年度", 1.6, "center")]
    columns += [("被评价地区", 3.2, "right"), ("口径", 3, "left"), ("全国", 3.2, "right"), ("口径", 3, "left")]
    body: list[list[CellContent]] = [
        [
            row.name,
            row.year,
            fact_figure(material, row.own.id),
            row.own.scope or "—",
            fact_figure(material, row.national.id),
            row.national.scope or "—",
        ]
        for row in found.nation
    ]
    return simple_table("与全国数据对照表", columns, body, key="table:nation")


def _nation_told(found: Comparison) -> tuple[Inline, ...]:
    different = [row for row in found.nation if not row.same_scope]
    if not different:
        return inlines("对照数据口径一致，可以直接比较。")
    whole = "均" if len(different) == len(found.nation) else f"有{counted(len(different))}项"
    return inlines(f"上表{whole}与全国数据口径不同，仅用于观察水平和趋势，不据此计分。")


def _title(series: YearSeries) -> str:
    return f"{series.subject}{series.name}"
