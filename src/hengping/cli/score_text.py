"""Scores as lines of text: the tree with points, and on demand the working of every criterion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from hengping.quantities.display import amount, percent
from hengping.scoring.result import CaseScore, IndicatorScore


def score_lines(result: CaseScore, *, explain: bool, what_if: Mapping[str, str]) -> Iterator[str]:
    """Lines of the tree: code, name, score of weight, rate; indented by level. What is only supposed is said first."""
    if what_if:
        supposed = "、".join(f"{name}={value or '（空）'}" for name, value in what_if.items())
        yield f"假设 {supposed}；以下是假设的结果，评价文件没有改动。"
        yield ""
    for indicator in result.walk():
        yield _indicator_line(indicator)
        if explain and indicator.is_leaf:
            yield from _working(indicator)
    yield ""
    yield _total_line(result)
    if result.veto:
        yield f"否决：{result.veto.text}——结果为“{result.veto.outcome}”。{result.veto.reason}"


def _indicator_line(indicator: IndicatorScore) -> str:
    indent = "  " * (indicator.level - 1)
    filed = indicator.indicator
    rate = "" if indicator.rate is None else f"  {percent(indicator.rate)}"
    mark = "" if indicator.score is not None else f"  [{indicator.status.label}]"
    return f"{indent}{filed.code} {filed.name}  {_points(indicator.score)}/{_points(indicator.weight)}{rate}{mark}"


def _working(indicator: IndicatorScore) -> Iterator[str]:
    indent = "  " * indicator.level
    for criterion in indicator.criteria:
        marks = "".join(f"〔{mark.status.label}：{mark.reason}〕" for mark in criterion.marks)
        how = f"{_points(criterion.max_score)} 分，{criterion.status.label}"
        yield f"{indent}· {criterion.criterion.text}（{how}）{marks}"
        yield f"{indent}  {criterion.sentence}"


def _total_line(result: CaseScore) -> str:
    if result.total is None:
        return "总分：尚不能得出（有指标缺少数据），见上面方括号中的说明。"
    return f"总分：{_points(result.total)}/{_points(result.full_marks)}，等级：{result.grade or '未定'}"


def _points(score: Decimal | None) -> str:
    return "—" if score is None else amount(score, 2)
