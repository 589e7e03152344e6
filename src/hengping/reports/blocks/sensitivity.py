"""敏感性分析 in a report: how far weights, judgements and disputed figures can move before the grade changes."""

from __future__ import annotations

from hengping.analysis.sensitivity.survey import Sensitivity, sensitivity
from hengping.analysis.sensitivity.tornado import tornado_chart
from hengping.errors import InputError
from hengping.quantities import amount, percent
from hengping.rendering.document import Align, Block, FactFigure, Figure, Inline, inlines, paragraph
from hengping.reports.figures import count_figure
from hengping.reports.material import Material
from hengping.reports.tables import CellContent, simple_table
from hengping.reports.writing import Writing

_TOLD = 15
"""Rows of the table; what moves the total least is left out."""


def sensitivity_table(writing: Writing, level: int) -> tuple[Block, ...]:
    """The sentence and the table; without a total nothing but a gap."""
    found = _found(writing.material)
    if found is None:
        return ()
    return paragraph(*_told(found)), _table(found)


def sensitivity_chart(writing: Writing, level: int) -> tuple[Block, ...]:
    """The tornado."""
    found = _found(writing.material)
    if found is None or not found.movements:
        return ()
    alt = f"各项单独变动{percent(found.swing, 0)}时的总分，由宽到窄。"
    return (Figure(tornado_chart(found), inlines("总分对各项变动的敏感程度"), alt, key="figure:sensitivity"),)


def _found(material: Material) -> Sensitivity | None:
    try:
        return sensitivity(material.case)
    except InputError as error:
        for fault in error.faults:
            material.gaps.add(str(fault).rstrip("。"))
        return None


def _told(found: Sensitivity) -> tuple[Inline, ...]:
    moved = count_figure("sensitivity", len(found.movements), "项")
    swing = FactFigure("sensitivity:幅度", percent(found.swing, 0))
    near = found.near
    runs: list[str | Inline] = ["对权重、评判和有争议的数据逐项单独变动，共", moved, "；上下变动", swing, "时，"]
    if not near:
        return inlines(*runs, f"没有一项会改变“{found.bounds.grade}”的等级，评价结果稳定。")
    names = "、".join(each.name for each in near[:3])
    runs += [
        "会改变等级的有",
        count_figure("sensitivity_turning", len(near), "项"),
        f"，为{names}{'等' if len(near) > 3 else ''}。",
    ]
    return inlines(*runs)


def _table(found: Sensitivity) -> Block:
    columns: list[tuple[str, float, Align]] = [("类别", 1.4, "center"), ("变动项", 5, "left"), ("现值", 2.4, "center")]
    columns += [("变动后的总分", 3, "center"), ("等级改变的临界值", 4, "left")]
    body: list[list[CellContent]] = []
    for each in found.movements[:_TOLD]:
        totals = "～".join(amount(total, 2) for total in (each.low_total, each.high_total) if total is not None)
        turns = "；".join(f"{turn.value}（{turn.change}）为{turn.grade}" for turn in each.turns)
        body.append(
            [
                each.kind.label,
                f"{each.name}{'（有争议）' if each.disputed else ''}",
                FactFigure(f"sensitivity:{each.kind}:{each.key}:现值", each.now),
                FactFigure(f"sensitivity:{each.kind}:{each.key}:总分", totals or "—"),
                FactFigure(f"sensitivity:{each.kind}:{each.key}:临界", turns) if turns else each.limit or "不改变",
            ]
        )
    note = inlines(
        "注：每次只变动一项。权重变动时同级其他指标按比例增减，得分率不变；数据变动时按评分规则重新计分；数据按比例"
        "变动，“是”“否”互换。"
    )
    return simple_table("敏感性分析表", columns, body, key="table:sensitivity", notes=(note,))
