"""历年评价比较: several evaluations as one short document: results, score rates, figures, problems found again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from hengping.analysis.case_comparison import CaseComparison
from hengping.quantities import amount, percent
from hengping.rendering.charts import Point, Spec, lines_by_year
from hengping.rendering.document import Align, Block, Document, Figure, Heading, ListBlock, inlines, paragraph
from hengping.reports.tables import CellContent, simple_table

_TOP = 1


def comparison_document(found: CaseComparison) -> Document:
    """The document."""
    project = found.columns[-1].case.identity.project_name
    blocks = [
        Heading(1, "评价结果"),
        paragraph(_results_told(found)),
        _indicator_table(found),
        Figure(rates_chart(found), inlines("一级指标得分率"), "各次评价的一级指标得分率。", key="figure:rates"),
        *_figure_blocks(found),
        *_repeat_blocks(found),
    ]
    return Document(title=f"{project}\n历年绩效评价比较", blocks=tuple(blocks), contents=False)


def rates_chart(found: CaseComparison) -> Spec:
    """Score rates of level-1 indicators, and of the whole."""
    points = [
        Point(column.heading, rate * 100, percent(rate), name)
        for name, rates in _top_rates(found)
        for column, rate in zip(found.columns, rates, strict=True)
        if rate is not None
    ]
    return lines_by_year(points, unit="%")


def _top_rates(found: CaseComparison) -> Iterator[tuple[str, tuple[Decimal | None, ...]]]:
    yield "总分", tuple(column.score.rate for column in found.columns)
    for line in found.indicators:
        if line.level == _TOP:
            yield line.name, tuple(node.rate if node else None for node in line.nodes)


def _results_told(found: CaseComparison) -> str:
    told = "；".join(
        f"{column.heading}总分{'—' if column.score.total is None else amount(column.score.total, 2)}分，"
        f"等级为“{column.score.outcome or '未定'}”"
        for column in found.columns
    )
    if found.same_system:
        return f"{told}。各次评价的指标和分值一致，总分可以直接比较。"
    only = sum(not line.everywhere for line in found.indicators)
    return f"{told}。各次评价的指标体系不同（{only}项指标或分值不一致），总分只作参考，宜比较得分率和数据。"


def _indicator_table(found: CaseComparison) -> Block:
    columns: list[tuple[str, float, Align]] = [("指标", 5, "left")]
    columns += [(f"{column.heading}得分/分值", 3, "center") for column in found.columns]
    columns += [(f"{column.heading}得分率", 2.4, "center") for column in found.columns]
    body: list[list[CellContent]] = []
    for line in found.indicators:
        row: list[CellContent] = ["\u3000" * (line.level - 1) + line.name]
        row += [
            "—" if node is None else f"{'—' if node.score is None else amount(node.score, 2)}/{amount(node.weight, 2)}"
            for node in line.nodes
        ]
        row += ["—" if node is None or node.rate is None else percent(node.rate) for node in line.nodes]
        body.append(row)
    return simple_table("指标得分比较表", columns, body, key="table:indicators", dense=len(columns) > 5)


def _figure_blocks(found: CaseComparison) -> Sequence[Block]:
    if not found.figures:
        return ()
    columns: list[tuple[str, float, Align]] = [("数据", 4.6, "left"), ("单位", 1.8, "center"), ("口径", 3, "left")]
    columns += [(column.heading, 2.8, "right") for column in found.columns]
    body: list[list[CellContent]] = [
        [
            line.name,
            line.unit,
            line.scope or "—",
            *(
                "—" if fact_id is None else column.book.printed_number(fact_id)
                for column, fact_id in zip(found.columns, line.facts, strict=True)
            ),
        ]
        for line in found.figures
    ]
    return Heading(1, "数据"), simple_table("历年数据比较表", columns, body, key="table:figures")


def _repeat_blocks(found: CaseComparison) -> Sequence[Block]:
    if not found.repeats:
        return ()
    items = [
        f"“{repeat.problem.title}”与{repeat.reference}{'相同' if repeat.sure else '相近，待核'}（{repeat.reasons}）"
        for repeat in found.repeats
    ]
    return Heading(1, "以前年度已有的问题"), ListBlock(tuple(inlines(f"{item}。") for item in items), ordered=True)
