"""综合评价结论: the total, the table of level 1, the rates as a chart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from hengping.quantities.display import percent
from hengping.reference.layout import Level1Field
from hengping.rendering.charts import Point, share_bars
from hengping.rendering.document import (
    Align,
    Block,
    Column,
    FactFigure,
    Figure,
    Inline,
    Row,
    Table,
    inlines,
    paragraph,
)
from hengping.reports.figures import (
    count_figure,
    deduction_figure,
    rate_figure,
    score_figure,
    total_figure,
    weight_figure,
)
from hengping.reports.material import Material
from hengping.reports.names import printed_name
from hengping.reports.tables import CellContent, legend_notes, simple_table, to_cell
from hengping.reports.writing import Writing, joined
from hengping.scoring.result import IndicatorScore

_CELLS: dict[Level1Field, Callable[[Material, IndicatorScore], CellContent]] = {
    Level1Field.NAME: printed_name,
    Level1Field.WEIGHT: weight_figure,
    Level1Field.SCORE: score_figure,
    Level1Field.RATE: rate_figure,
    Level1Field.DEDUCTION: deduction_figure,
}
_TOTALS = {
    Level1Field.WEIGHT: "full_marks",
    Level1Field.SCORE: "total",
    Level1Field.RATE: "rate",
    Level1Field.DEDUCTION: "lost",
}


def conclusion(writing: Writing, level: int) -> tuple[Block, ...]:
    """The result in words, level by level; stands where the case has no text of its own."""
    material = writing.material
    score = material.score
    project = material.case.identity.project_name
    if score.total is None:
        blocks: list[Block] = [paragraph(f"{project}尚有评分要点缺少数据或评判，总分和等级暂不能得出。")]
    else:
        opening = inlines(
            f"经综合评价，{project}得分", total_figure(material, "total"), "分，满分",
            total_figure(material, "full_marks"), f"分，等级为“{score.outcome}”。",
        )  # fmt: skip
        blocks = [paragraph(*opening)]
    blocks.extend(paragraph(*_aspect(material, node)) for node in score.indicators)
    return tuple(blocks)


def scores(writing: Writing, level: int) -> tuple[Block, ...]:
    """一级指标得分情况表, as the layout has it."""
    material = writing.material
    if not material.score.indicators:
        return ()
    layout = material.layout.level_1
    tops = material.score.indicators
    lines = [
        [
            column.heading,
            *(_CELLS[column.key](material, node) for node in tops),
            layout.total if column.key is Level1Field.NAME else total_figure(material, _TOTALS[column.key]),
        ]
        for column in layout.columns
    ]
    caption = f"{material.case.identity.project_name}{layout.caption}"
    if layout.transposed:
        head, *body = lines
        table = _table(caption, [1.4] + [2.0] * (len(tops) + 1), head, body)
    else:
        columns = list(zip(*lines, strict=True))
        table = _table(caption, [column.share for column in layout.columns], columns[0], columns[1:])
    return (table, *_outside(material))


def level_2(writing: Writing, level: int) -> tuple[Block, ...]:
    """二级指标得分情况表."""
    material = writing.material
    columns: list[tuple[str, float, Align]] = [("一级指标", 3, "center"), ("二级指标", 4, "left")]
    columns += [("分值", 2, "center"), ("得分", 2, "center"), ("得分率", 2.2, "center")]
    rows: list[list[CellContent]] = [
        [printed_name(material, top), node.indicator.name, *_figures(material, node)]
        for top in material.score.indicators
        for node in top.children
    ]
    return (simple_table("二级指标得分情况表", columns, rows, key="table:level_2", merge=(0,)),) if rows else ()


def rates(writing: Writing, level: int) -> tuple[Block, ...]:
    """得分率 by level 1, as lying bars."""
    material = writing.material
    points = [
        Point(printed_name(material, node), 100 * node.rate, percent(node.rate, material.profile.rounding.rate_places))
        for node in material.score.indicators
        if node.rate is not None
    ]
    if len(points) < 2:
        return ()
    alt = "；".join(f"{point.category}得分率{point.label}" for point in points) + "。"
    chart = share_bars(points, unit="%", full=Decimal(100))
    return (Figure(chart, inlines("一级指标得分率"), alt, key="figure:rates"),)


def _aspect(material: Material, node: IndicatorScore) -> tuple[Inline, ...]:
    """决策方面，……: what earned full marks, what lost points and why."""
    leaves = [each for each in node.walk() if each.is_leaf]
    full = [leaf for leaf in leaves if leaf.score is not None and leaf.deduction == 0]
    lost = [leaf for leaf in leaves if leaf.deduction]
    content: list[str | Inline] = [f"{node.indicator.name}方面，分值", weight_figure(material, node), "分，"]
    if node.score is None:
        return inlines(*content, "因缺少数据暂未得出得分。")
    content += ["得", score_figure(material, node), "分，得分率", rate_figure(material, node), "。"]
    if full and not lost:
        return inlines(*content, "所属", count_figure(f"full:{node.indicator.code}", len(full), "项"), "指标均得满分。")
    if full:
        names = "、".join(leaf.indicator.name for leaf in full[:3])
        count = count_figure(f"full:{node.indicator.code}", len(full), "项")
        content += [f"{names}等", count, "指标得满分；"] if len(full) > 3 else [f"{names}得满分；"]
    return inlines(*content, *joined([_loss(material, leaf) for leaf in lost], "，"), "。")


def _loss(material: Material, leaf: IndicatorScore) -> tuple[Inline, ...]:
    problems = dict.fromkeys(
        problem.title for criterion in leaf.criteria for problem in material.problems.get(criterion.criterion.id, ())
    )
    reason = f"（{'、'.join(problems)}）" if problems else ""
    return inlines(leaf.indicator.name + reason, "失", deduction_figure(material, leaf), "分")


def _figures(material: Material, node: IndicatorScore) -> tuple[FactFigure, FactFigure, FactFigure]:
    return weight_figure(material, node), score_figure(material, node), rate_figure(material, node)


def _table(
    caption: str, shares: list[float], head: Sequence[CellContent], body: Iterable[Sequence[CellContent]]
) -> Table:
    header = Row(tuple(to_cell(content) for content in head))
    rows = [[to_cell(content) for content in row] for row in body]
    return Table(
        columns=tuple(Column(share) for share in shares),
        header=(header,),
        body=tuple(Row(tuple(row)) for row in rows),
        caption=inlines(caption),
        notes=legend_notes(each.content for row in rows for each in row),
        key="table:scores",
    )


def _outside(material: Material) -> tuple[Block, ...]:
    """Indicators that stand outside the total, such as budget execution beside the hundred points."""
    return tuple(
        paragraph(
            f"另列指标“{node.indicator.name}”分值", weight_figure(material, node), "分，得",
            score_figure(material, node), "分，不计入总分。",
        )
        for node in material.score.outside
    )  # fmt: skip
