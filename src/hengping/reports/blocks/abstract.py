"""摘要, written from the data where the case has no text of its own."""

from __future__ import annotations

from hengping.rendering.document import Block, Inline, Text, inlines, paragraph
from hengping.reports.figures import count_figure, fact_figure, formula_figure, number, score_figure, total_figure
from hengping.reports.names import printed_name
from hengping.reports.writing import Writing, joined


def abstract(writing: Writing, level: int) -> tuple[Block, ...]:
    """Object and money, result, problems, advice: one paragraph each."""
    paragraphs = (_object(writing), _result(writing), _problems(writing), _advice(writing))
    return tuple(paragraph(*content) for content in paragraphs if content)


def _object(writing: Writing) -> tuple[Inline, ...]:
    material = writing.material
    identity = material.case.identity
    content: list[str | Inline] = [f"本报告是对{material.year}“{identity.project_name}”的{identity.kind.label}。"]
    planned, spent = identity.budget_fact, identity.executed_fact
    known = planned in material.fact_rows and spent in material.fact_rows
    if known and number(material, planned) is not None and number(material, spent) is not None:
        content += ["预算数", fact_figure(material, planned), "，执行数", fact_figure(material, spent)]
        content += ["，预算执行率", formula_figure(material, f"={spent}/{planned}"), "。"]
    return inlines(*content)


def _result(writing: Writing) -> tuple[Inline, ...]:
    material = writing.material
    score = material.score
    if score.total is None:
        return inlines("部分评分要点尚缺数据或评判，总分和等级暂不能得出。")
    parts = joined(
        [(Text(printed_name(material, node)), score_figure(material, node), Text("分")) for node in score.indicators],
        "、",
    )
    total = total_figure(material, "total")
    return inlines("经综合评价，项目得分", total, f"分，等级为“{score.outcome}”，其中", *parts, "。")


def _problems(writing: Writing) -> tuple[Inline, ...]:
    rows = writing.material.case.findings.problems
    if not rows:
        return ()
    titles = "；".join(row.title.rstrip("。；") for row in rows)
    return inlines("评价发现的主要问题有", count_figure("problems", len(rows), "个"), f"：{titles}。")


def _advice(writing: Writing) -> tuple[Inline, ...]:
    rows = writing.material.case.findings.recommendations
    if not rows:
        return ()
    titles = "；".join(row.title.rstrip("。；") for row in rows)
    return inlines("针对上述问题提出建议", count_figure("recommendations", len(rows), "条"), f"：{titles}。")
