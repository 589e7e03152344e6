"""因素分析 in a report: the sentence, the table of effects, and the picture from the first period to the last."""

from __future__ import annotations

from decimal import Decimal

from hengping.analysis.methods.factors import FactorAnalysis, Step
from hengping.cases.model.analyses import Analysis
from hengping.quantities import amount, percent, with_unit
from hengping.rendering.charts import Span, waterfall
from hengping.rendering.document import Align, Block, FactFigure, Figure, Inline, inlines, paragraph
from hengping.reports.figures import fact_figure
from hengping.reports.material import Material
from hengping.reports.tables import CellContent, simple_table
from hengping.reports.writing import Writing


def factor_blocks(writing: Writing, analysis: Analysis, found: FactorAnalysis) -> tuple[Block, ...]:
    """The sentence and the table."""
    return paragraph(*_told(writing.material, analysis, found)), _table(writing, analysis, found)


def factor_chart(writing: Writing, analysis: Analysis, found: FactorAnalysis) -> Block:
    """From the first period by each effect to the last."""
    first, last = found.result.figures[0], found.result.figures[-1]
    spans = [Span(found.periods[0], *_ordered(Decimal(0), first.written), "", _number(writing, first.fact_id), "总量")]
    reached = first.written
    for name, effect in zip(found.names, found.whole.effects, strict=True):
        spans.append(
            Span(name, *_ordered(reached, reached + effect), "", _signed(effect), "增加" if effect > 0 else "减少")
        )
        reached += effect
    spans.append(Span(found.periods[-1], *_ordered(Decimal(0), reached), "", _number(writing, last.fact_id), "总量"))
    alt = "；".join(f"{span.category}{span.high_label}" for span in spans) + f"（{found.unit}）。"
    return Figure(waterfall(spans, unit=found.unit), inlines(analysis.title), alt, key=f"figure:{analysis.id}")


def _told(material: Material, analysis: Analysis, found: FactorAnalysis) -> tuple[Inline, ...]:
    first, last = found.result.figures[0], found.result.figures[-1]
    name = material.fact_rows[first.fact_id].name
    whole = found.whole
    runs: list[str | Inline] = [f"{name}{found.periods[0]}为", fact_figure(material, first.fact_id)]
    runs += [f"，{found.periods[-1]}为", fact_figure(material, last.fact_id)]
    if not whole.change:
        return inlines(*runs, "，没有变动，各项影响互相抵消，见下表。")
    size = _figure(analysis, "变动", with_unit(amount(abs(whole.change)), found.unit))
    runs += ["，增加" if whole.change > 0 else "，减少", size, f"。按{found.form.label}分解，"]
    for place, factor in enumerate(found.names):
        effect = whole.effects[place]
        printed = _figure(analysis, factor, with_unit(amount(abs(effect)), found.unit))
        verb = "使其增加" if effect > 0 else "使其减少"
        runs += [f"{factor}变动{verb}", printed] if effect else [f"{factor}没有影响"]
        runs.append("；" if place < len(found.names) - 1 else "。")
    runs.append(f"影响最大的是{found.names[found.strongest]}；各项影响之和等于变动额。")
    return inlines(*runs)


def _table(writing: Writing, analysis: Analysis, found: FactorAnalysis) -> Block:
    material = writing.material
    several = len(found.steps) > 1
    steps: tuple[Step, ...] = (*(found.steps if several else ()), found.whole)
    columns: list[tuple[str, float, Align]] = [("项目（单位）", 4.4, "left")]
    columns += [(period, 3, "right") for period in found.periods]
    if several:
        columns += [(f"{step.earlier}至{step.later}的影响", 3, "right") for step in found.steps]
    columns += [("合计影响" if several else "影响", 3, "right"), ("占变动额", 2.4, "right")]
    body: list[list[CellContent]] = []
    for place, name in enumerate(found.names):
        row = found.factors[place] if place < len(found.factors) else None
        values: list[CellContent] = [_value(material, figure.fact_id) for figure in row.figures] if row else []
        cells: list[CellContent] = [f"{name}（{row.unit}）" if row else name]
        cells += values or ["—"] * len(found.periods)
        cells += [
            _figure(analysis, f"{name}:{step.earlier}-{step.later}", _signed(step.effects[place])) for step in steps
        ]
        share = found.whole.share(place)
        cells.append("—" if share is None else _figure(analysis, f"{name}:占比", percent(share)))
        body.append(cells)
    total: list[CellContent] = [f"{analysis_result(material, found)}（{found.unit}）"]
    total += [_value(material, figure.fact_id) for figure in found.result.figures]
    total += [_figure(analysis, f"合计:{step.earlier}-{step.later}", _signed(step.change)) for step in steps]
    total.append(_figure(analysis, "合计:占比", "100.00%") if found.whole.change else "—")
    body.append(total)
    note = f"注：影响额的单位为{found.unit}；分解方法为{found.form.label}。"
    if found.has_other:
        note += "其他因素为结果除以所列各因素之积后剩余的部分。"
    notes = (
        inlines(note),
        *((writing.full_sentence(analysis.note, where=f"分析 {analysis.id} 的说明"),) if analysis.note else ()),
    )
    return simple_table(analysis.title, columns, body, key=f"table:{analysis.id}", notes=notes, dense=len(columns) > 6)


def analysis_result(material: Material, found: FactorAnalysis) -> str:
    """The name of what is split."""
    return material.fact_rows[found.result.figures[0].fact_id].name


def _value(material: Material, fact_id: str) -> FactFigure:
    return fact_figure(material, fact_id, material.facts.printed_number(fact_id))


def _figure(analysis: Analysis, what: str, text: str) -> FactFigure:
    return FactFigure(f"analysis:{analysis.id}:{what}", text)


def _number(writing: Writing, fact_id: str) -> str:
    return writing.material.facts.printed_number(fact_id)


def _signed(effect: Decimal) -> str:
    return f"{'+' if effect > 0 else ''}{amount(effect)}"


def _ordered(one: Decimal, other: Decimal) -> tuple[Decimal, Decimal]:
    return min(one, other), max(one, other)
