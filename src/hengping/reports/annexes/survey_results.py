"""附件：问卷调查统计 — how each question was answered, and how far the figures can be relied on."""

from __future__ import annotations

from collections.abc import Iterator

from hengping.cases.model.field_records import SurveyQuestion
from hengping.forms import satisfaction
from hengping.quantities.display import plain
from hengping.rendering.document import Align, Annex, Block, Heading, Text, paragraph
from hengping.reports.figures import fact_figure, filed_figure
from hengping.reports.tables import CellContent, simple_table
from hengping.reports.writing import Writing

KEY = "annex:surveys"
_COUNTS = (*satisfaction.OPTIONS, "unknown")
_HEADINGS = ("非常满意", "比较满意", "一般", "不太满意", "不满意", "不了解")


def survey_results(writing: Writing) -> Annex | None:
    """The questions with their counts, then the facts of each survey besides its satisfaction."""
    case = writing.material.case
    if not case.survey_questions:
        return None
    blocks: list[Block] = [Heading(1, "逐题统计"), *_method(writing)]
    for survey in case.surveys:
        asked = [row for row in case.survey_questions if row.survey == survey.id]
        if asked:
            blocks.append(_questions(writing, survey.tier, asked))
    facts = list(_facts(writing))
    if facts:
        columns: list[tuple[str, float, Align]] = [("调查对象", 3, "left"), ("名称", 3, "left")]
        columns += [("数值", 1.6, "right"), ("口径", 5, "left")]
        blocks += [Heading(1, "有效数量、误差和信度"), simple_table("问卷的其他结果", columns, facts, merge=(0,))]
    return Annex("问卷调查统计", tuple(blocks), key=KEY)


def _method(writing: Writing) -> Iterator[Block]:
    identity = writing.material.case.identity
    given = [(name, value) for name, value in identity.satisfaction_options.items() if value is not None]
    options = "、".join(f"{name}{plain(value)}" for name, value in given)
    text = "满意率为选择“非常满意”和“比较满意”的人数占作答人数的比例，选择“不了解”的不计入。"
    if options:
        text += f"加权得分按选项赋值（{options}）计算。"
    yield paragraph(f"{text}本评价以{identity.satisfaction_measure.label}为满意度。")


def _questions(writing: Writing, tier: str, asked: list[SurveyQuestion]) -> Block:
    values = satisfaction.option_values(writing.material.case)
    columns: list[tuple[str, float, Align]] = [("题号", 0.8, "center"), ("题目", 4, "left")]
    columns += [(heading, 1.1, "center") for heading in _HEADINGS]
    columns += [("满意率", 1.3, "center"), ("加权得分", 1.3, "center")]
    rows: list[list[CellContent]] = []
    for row in asked:
        result = satisfaction.of_question(row, values)
        counts: list[CellContent] = [_count(row, name) for name in _COUNTS]
        note = "" if row.scored else "（不计分）"
        rows.append([row.number, f"{row.text}{note}", *counts, result.rate_text or "—", result.score_text or "—"])
    return simple_table(f"{tier}问卷逐题统计（人）", columns, rows, dense=True)


def _count(row: SurveyQuestion, name: str) -> CellContent:
    value = getattr(row, name)
    return Text("—") if value is None else filed_figure(f"survey_questions:{row.id}.{name}", value)


def _facts(writing: Writing) -> Iterator[list[CellContent]]:
    material = writing.material
    for survey in material.case.surveys:
        for fact_id in survey.facts:
            fact = material.fact_rows.get(fact_id)
            if fact is not None:
                yield [survey.tier, fact.name, fact_figure(material, fact_id), fact.scope]
