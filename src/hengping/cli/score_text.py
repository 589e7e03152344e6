"""Scores as lines of text: the tree with points, what keeps points from being known, and on demand every working."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from hengping.quantities.display import amount, percent
from hengping.scoring.result import CaseScore, IndicatorScore, ScoreStatus

_WAITING = (ScoreStatus.MISSING, ScoreStatus.UNDEFINED)


def score_lines(result: CaseScore, *, explain: bool, what_if: Mapping[str, str]) -> Iterator[str]:
    """Lines of the tree: code, name, score of weight, rate; indented by level. What is only supposed is said first."""
    if what_if:
        supposed = "、".join(f"{name}={value or '（空）'}" for name, value in what_if.items())
        yield f"假设 {supposed}；以下是假设的结果，评价文件没有改动。"
        yield ""
    for indicator in result.walk():
        yield _indicator_line(indicator)
        if indicator.is_leaf:
            yield from _working(indicator) if explain else _obstacles(indicator)
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


def _obstacles(indicator: IndicatorScore) -> Iterator[str]:
    """Why criteria have no points yet."""
    for criterion in indicator.criteria:
        if criterion.status in _WAITING:
            yield f"{'  ' * indicator.level}{criterion.sentence}"


def _working(indicator: IndicatorScore) -> Iterator[str]:
    indent = "  " * indicator.level
    for criterion in indicator.criteria:
        marks = "".join(f"〔{mark.status.label}：{mark.reason}〕" for mark in criterion.marks)
        how = f"{_points(criterion.max_score)}分，{criterion.status.label}"
        yield f"{indent}· {criterion.criterion.text}（{how}）{marks}"
        yield f"{indent}  {criterion.sentence}"


def _total_line(result: CaseScore) -> str:
    if result.total is None:
        waiting = sum(criterion.status in _WAITING for criterion in result.criteria())
        return f"总分：尚不能得出，{waiting} 个评分要点还没有得分，原因见上。"
    return f"总分：{_points(result.total)}/{_points(result.full_marks)}，等级：{result.grade or '未定'}"


def movement_line(code: str, before: Decimal | None, after: Decimal | None, why: str = "") -> str:
    """A1 4.00 → 4.50（why）; TOTAL is 总分."""
    name = "总分" if code == "TOTAL" else code
    return f"{name} {_points(before)} → {_points(after)}{f'（{why}）' if why else ''}"


def _points(score: Decimal | None) -> str:
    return "—" if score is None else amount(score, 2)
