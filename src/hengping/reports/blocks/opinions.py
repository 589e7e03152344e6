"""意见交换情况: what the evaluated parties said of the draft, and what became of it."""

from __future__ import annotations

from hengping.cases.model.review import OpinionRow
from hengping.rendering.document import Align, Block, FactFigure, inlines, paragraph
from hengping.reports.figures import count_figure
from hengping.reports.tables import CellContent, simple_table
from hengping.reports.writing import Writing


def opinions(writing: Writing, level: int) -> tuple[Block, ...]:
    """意见采纳情况表."""
    rows = writing.material.case.opinions
    if not rows:
        return ()
    columns: list[tuple[str, float, Align]] = [("单位", 3, "left"), ("意见", 5, "left"), ("采纳情况", 2, "center")]
    columns += [("理由", 4.4, "left"), ("得分变化", 2.2, "center")]
    body: list[list[CellContent]] = [
        [
            row.party,
            writing.sentence(row.opinion, where=f"opinions.csv {row.id}"),
            row.decision.label if row.decision else "待处理",
            writing.sentence(row.why or row.verification, where=f"opinions.csv {row.id}"),
            _change(row),
        ]
        for row in rows
    ]
    parties = count_figure("opinion_parties", len({row.party for row in rows}), "家单位")
    count = count_figure("opinions", len(rows), "条")
    summary = paragraph("评价组就报告征求意见稿听取了", parties, "的意见，共", count, "，处理情况如下。")
    return (summary, simple_table("意见采纳情况表", columns, body, key="table:opinions"))


def _change(row: OpinionRow) -> CellContent:
    if row.score_before is None or row.score_after is None:
        return "—"
    before = FactFigure(f"filed:opinion:{row.id}.score_before", format(row.score_before, "f"))
    after = FactFigure(f"filed:opinion:{row.id}.score_after", format(row.score_after, "f"))
    return inlines(before, "→", after)
