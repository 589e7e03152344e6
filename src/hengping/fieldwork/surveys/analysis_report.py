"""The report on the surveys of a case, for its own cover: returns, satisfaction, precision, opinions, checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from hengping.cases.model import Case
from hengping.fieldwork.surveys.facts import with_results
from hengping.fieldwork.surveys.precision import decimal
from hengping.fieldwork.surveys.results import SurveyResult, SurveyTerms
from hengping.forms.satisfaction import OPTIONS, overall
from hengping.quantities import percent, plain, round_half_up
from hengping.rendering.charts import Point, share_bars
from hengping.rendering.document import (
    Align,
    Block,
    Column,
    Document,
    Figure,
    Heading,
    Row,
    Table,
    cell,
    inlines,
    paragraph,
)

_MOST_ANSWERS = 12
"""Wordings listed of each theme; the responses have all of them."""


def analysis_report(case: Case, results: Sequence[SurveyResult], terms: SurveyTerms) -> Document:
    """The document; `results` in the order of the case."""
    blocks: list[Block] = [
        Heading(1, "调查方法"),
        *_method(case, results, terms),
        Heading(1, "问卷回收"),
        _returns(results),
        Heading(1, "满意度结果"),
        *_satisfaction(case, results, terms),
        Heading(1, "误差与信度"),
        *_precision(results, terms),
        Heading(1, "意见归类"),
        *_opinions(results),
        Heading(1, "答卷检查"),
        *_checks(results),
    ]
    name = case.identity.project_name
    return Document(f"{name}\n问卷调查分析报告" if name else "问卷调查分析报告", tuple(blocks), contents=False)


def _method(case: Case, results: Sequence[SurveyResult], terms: SurveyTerms) -> Iterator[Block]:
    tiers = "、".join(result.each.tier for result in results)
    yield paragraph(
        f"调查对象为{tiers}，问卷各一种。各份问卷的版本为{'、'.join(result.each.form.code for result in results)}。"
    )
    given = case.identity.satisfaction_options
    options = "、".join(f"{name}{plain(value)}" for name, value in given.items() if value is not None)
    yield paragraph(
        "满意率为选择“非常满意”和“比较满意”的人数占作答人数的比例；"
        + (f"加权得分按选项赋值（{options}）计算；" if options else "没有规定选项赋值，不计算加权得分；")
        + "选择“不了解”的不计入。对象的满意度为各计分题的平均数。"
        + f"本评价以{terms.measure.label}为满意度。"
    )


def _returns(results: Sequence[SurveyResult]) -> Table:
    rows = []
    for result in results:
        sent = result.each.survey.sent
        returned, valid = len(result.responses), result.valid
        reasons = "；".join(f"{name}{count}份" for name, count in result.checked.reasons.items())
        rate = percent(Decimal(returned) / sent) if sent else "—"
        share = percent(Decimal(valid) / Decimal(returned)) if returned else "—"
        counts = ["—" if sent is None else plain(sent), str(returned), str(valid)]
        rows.append([result.each.tier, *counts, rate, share, reasons or "无"])
    headings: list[tuple[str, float, Align]] = [
        ("调查对象", 3, "left"),
        ("发放", 1.1, "center"),
        ("回收", 1.1, "center"),
    ]
    headings += [
        ("有效", 1.1, "center"),
        ("回收率", 1.5, "center"),
        ("有效率", 1.5, "center"),
        ("无效原因", 3.4, "left"),
    ]
    return _table("问卷发放、回收和有效数量", headings, rows)


def _satisfaction(case: Case, results: Sequence[SurveyResult], terms: SurveyTerms) -> Iterator[Block]:
    counted, _ = with_results(case, results, terms)
    whole = terms.percent(overall(counted))
    if whole is not None:
        weights = "、".join(
            f"{tier}{plain(each)}%" for tier, each in case.identity.satisfaction_weights.items() if each
        )
        yield paragraph(f"按对象权重（{weights}）计算，综合满意度为{percent(decimal(whole))}。")
    yield from _tier_chart(results, terms)
    for result in results:
        yield Heading(2, result.each.tier)
        yield paragraph(
            f"有效问卷{result.valid}份，满意率{result.total.rate_text or '不能计算'}"
            + (f"，加权得分{result.total.score_text}" if result.total.score_text else "")
            + "。"
        )
        yield _question_table(result)
        yield from _question_chart(result)
        if result.groups:
            yield _group_table(result)


def _tier_chart(results: Sequence[SurveyResult], terms: SurveyTerms) -> Iterator[Block]:
    found = [(result.each.tier, terms.percent(result.total)) for result in results]
    points = [Point(name, decimal(value * 100), percent(decimal(value))) for name, value in found if value is not None]
    if len(points) > 1:
        yield _bars(points, f"各对象{terms.measure.label}")


def _question_chart(result: SurveyResult) -> Iterator[Block]:
    points = [
        Point(question.text.removeprefix("您对"), decimal(each.rate * 100), each.rate_text)
        for question, each in zip(result.questions, result.by_question, strict=True)
        if each.rate is not None
    ]
    if points:
        yield _bars(points, f"{result.each.tier}各题满意率")


def _bars(points: Sequence[Point], title: str) -> Figure:
    alt = "；".join(f"{point.category}{point.label}" for point in points) + "。"
    return Figure(share_bars(points, unit="%", full=Decimal(100)), inlines(title), alt)


def _question_table(result: SurveyResult) -> Table:
    rows = []
    for question, each in zip(result.questions, result.by_question, strict=True):
        counts = [plain(getattr(question, field) or Decimal(0)) for field in (*OPTIONS, "unknown")]
        note = "" if question.scored else "（不计分）"
        rows.append([question.number, f"{question.text}{note}", *counts, each.rate_text or "—", each.score_text or "—"])
    headings: list[tuple[str, float, Align]] = [("题号", 0.8, "center"), ("题目", 4, "left")]
    options = ("非常满意", "比较满意", "一般", "不太满意", "不满意", "不了解")
    headings += [(name, 1.1, "center") for name in options]
    headings += [("满意率", 1.3, "center"), ("加权得分", 1.3, "center")]
    return _table(f"{result.each.tier}逐题统计（人）", headings, rows, dense=True)


def _group_table(result: SurveyResult) -> Table:
    rows = [
        [
            group.question.label.removeprefix("您的"),
            group.name,
            str(group.responses),
            group.satisfaction.rate_text or "—",
        ]
        for group in result.groups
    ]
    headings: list[tuple[str, float, Align]] = [("分组", 3, "left"), ("类别", 3, "left"), ("有效答卷", 1.6, "center")]
    return _table(f"{result.each.tier}分组满意率", [*headings, ("满意率", 1.6, "center")], rows)


def _precision(results: Sequence[SurveyResult], terms: SurveyTerms) -> Iterator[Block]:
    level = plain(decimal(terms.confidence * 100))
    yield paragraph(
        "下表以每位答卷人各计分题的平均数为一个观察值，估计满意度及其误差。填写了各层总体人数的按层加权，"
        "并作有限总体修正；没有填写的按简单随机样本处理，抽样不是随机的，区间仅供参考。"
        "克隆巴赫系数反映各计分题是否一致，通常要求不低于0.7。"
    )
    rows = []
    for result in results:
        each, by = result.precision.estimate, result.precision.by
        how = f"按{by.label}分层加权" if by else "简单随机"
        figures = ["—", "—"]
        if each is not None:
            figures = [
                percent(each.mean),
                f"{percent(max(each.lower, Decimal(0)))}—{percent(min(each.upper, Decimal(1)))}",
            ]
        rows.append([result.each.tier, how, *figures, _alpha(result.alpha), str(result.alpha_people)])
    headings: list[tuple[str, float, Align]] = [
        ("调查对象", 2.6, "left"),
        ("估计方法", 2.4, "left"),
        ("估计值", 1.4, "center"),
    ]
    headings += [(f"{level}%置信区间", 2.6, "center"), ("克隆巴赫系数", 1.6, "center"), ("全答人数", 1.3, "center")]
    yield _table("满意度的置信区间和问卷信度", headings, rows)
    for result in results:
        if result.precision.left_out:
            yield paragraph(f"{result.each.tier}有{result.precision.left_out}份没有填写分层题，未计入分层估计。")


def _alpha(alpha: Fraction | None) -> str:
    return "—" if alpha is None else plain(round_half_up(decimal(alpha), 3))


def _opinions(results: Sequence[SurveyResult]) -> Iterator[Block]:
    for result in results:
        for answers in result.open_answers:
            if not answers.written:
                continue
            yield paragraph(
                f"{result.each.tier}对“{answers.question.label}”写了{answers.written}条，"
                f"其中表示没有意见的{answers.nothing}条。一条涉及几类的，各类都计。"
            )
            rows = [[group.theme, str(group.count), _wordings(group.answers)] for group in answers.groups]
            headings: list[tuple[str, float, Align]] = [("类别", 2, "left"), ("条数", 0.8, "center")]
            if rows:
                yield _table(
                    f"{result.each.tier}意见归类", [*headings, ("原文（括号内为相同的条数）", 7, "left")], rows
                )


def _wordings(answers: Sequence[tuple[str, int]]) -> str:
    shown = [f"{text}（{count}）" if count > 1 else text for text, count in answers[:_MOST_ANSWERS]]
    left = len(answers) - _MOST_ANSWERS
    return "；".join(shown) + (f"；另有{left}种说法" if left > 0 else "")


def _checks(results: Sequence[SurveyResult]) -> Iterator[Block]:
    yield paragraph(
        "无效答卷不计入结果，存疑的照常计入。每一份的编号、位置和原文可用 hengping survey analyse --all 列出。"
    )
    rows = []
    for result in results:
        counts = Counter(finding.kind for finding in result.checked.findings)
        for kind, count in sorted(counts.items(), key=lambda each: (not each[0].invalidates, -each[1])):
            rows.append([result.each.tier, kind.label, str(count), "无效" if kind.invalidates else "存疑"])
    headings: list[tuple[str, float, Align]] = [("调查对象", 3, "left"), ("问题", 3, "left")]
    if rows:
        yield _table("答卷检查情况", [*headings, ("处数", 1, "center"), ("处理", 1, "center")], rows)


def _table(
    title: str, headings: Sequence[tuple[str, float, Align]], rows: Sequence[Sequence[str]], *, dense: bool = False
) -> Table:
    return Table(
        tuple(Column(share, align) for _, share, align in headings),
        tuple(Row(tuple(cell(text) for text in row)) for row in rows),
        (Row(tuple(cell(heading) for heading, _, _ in headings)),),
        caption=inlines(title),
        dense=dense,
    )
