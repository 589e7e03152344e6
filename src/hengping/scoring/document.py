"""The scores as one JSON document for other programs (`hengping score --json`): versioned, numbers as strings.

Scores and weights print with the profile's decimals, rates in percent without the sign: "99.13". A score that cannot be
given yet is null, and so are total and grade above it. New keys may be added under the same version; nothing is renamed
or removed without a new one.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

from pydantic import Field

from hengping.cases.model.case import Case
from hengping.cases.model.fields import Mark
from hengping.quantities.display import amount
from hengping.reference.profile import Rounding
from hengping.rendering.published import PublishedEntry
from hengping.scoring.case_score import profile_of
from hengping.scoring.result import CaseScore, CriterionScore, IndicatorScore

SCHEMA = "hengping/score/1"


class MarkEntry(PublishedEntry):
    """A reconstructed or assumed part."""

    field: str = Field(title="字段或事实")
    status: str = Field(title="取得方式")
    reason: str = Field(title="理由")


class CriterionEntry(PublishedEntry):
    """One criterion (评分要点)."""

    id: str = Field(title="要点编号")
    text: str = Field(title="评分要点")
    max_score: str = Field(title="分值")
    score: str | None = Field(title="得分")
    deduction: str | None = Field(title="扣分")
    status: str = Field(title="状态")
    rule: str = Field(title="评分规则")
    rule_text: str = Field(title="评分标准")
    target: str = Field(title="目标")
    actual: str = Field(title="实际值")
    working: str = Field(title="计算过程")
    met: bool | None = Field(title="是否达标")
    explanation: str = Field(title="说明")
    facts: tuple[str, ...] = Field(title="所用事实")
    judgements: tuple[str, ...] = Field(title="所用评判")
    marks: tuple[MarkEntry, ...] = Field(title="标注")


class IndicatorEntry(PublishedEntry):
    """One node of the tree, at any level."""

    code: str = Field(title="指标代码")
    name: str = Field(title="指标名称")
    level: int = Field(title="级次", ge=1)
    weight: str = Field(title="权重（分）")
    score: str | None = Field(title="得分")
    rate: str | None = Field(title="得分率（%）")
    deduction: str | None = Field(title="扣分")
    status: str = Field(title="状态")
    explanation: str = Field(title="说明")
    of_which: bool = Field(title="其中项")
    outside_total: bool = Field(title="不计入总分")
    leaf: bool = Field(title="末级")
    criteria: tuple[CriterionEntry, ...] = Field(title="评分要点")
    marks: tuple[MarkEntry, ...] = Field(title="标注")


class VetoEntry(PublishedEntry):
    """The veto condition that was met."""

    condition: str = Field(title="条件编号")
    text: str = Field(title="条件")
    outcome: str = Field(title="结果")
    reason: str = Field(title="说明")


class ScoreDocument(PublishedEntry):
    """The scores of one case; `indicators` is flat, parents before children, rows outside the total last."""

    schema_name: Literal["hengping/score/1"] = Field(alias="schema", title="格式版本")
    title: str = Field(title="报告名称")
    year: str = Field(title="评价年度")
    full_marks: str = Field(title="总分")
    total: str | None = Field(title="得分")
    rate: str | None = Field(title="得分率（%）")
    grade: str | None = Field(title="等级")
    veto: VetoEntry | None = Field(title="否决条件")
    outcome: str | None = Field(title="评价结论：有否决时为其结果，否则为等级")
    indicators: tuple[IndicatorEntry, ...] = Field(title="指标")
    what_if: dict[str, str] = Field(title="假设的事实及其数值；没有假设时不出现", default={})


def score_document(score: CaseScore, case: Case, *, what_if: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The document as plain data, ready for JSON; it fits `ScoreDocument`.

    Args:
        score: the scores.
        case: what was scored.
        what_if: values by fact that the case was given only to see what would follow.
    """
    printer = _Printer(profile_of(case).rounding)
    inside = [printer.indicator(node, outside=False) for top in score.indicators for node in top.walk()]
    outside = [printer.indicator(node, outside=True) for top in score.outside for node in top.walk()]
    veto = score.veto
    return {
        "schema": SCHEMA,
        "title": case.identity.title,
        "year": case.identity.year,
        "full_marks": printer.points(score.full_marks),
        "total": printer.points(score.total),
        "rate": printer.rate(score.rate),
        "grade": score.grade,
        "veto": veto
        and {"condition": veto.condition, "text": veto.text, "outcome": veto.outcome, "reason": veto.reason},
        "outcome": score.outcome,
        "indicators": [*inside, *outside],
        **({"what_if": dict(what_if)} if what_if else {}),
    }


class _Printer:
    """Numbers as the profile prints them."""

    def __init__(self, rounding: Rounding) -> None:
        self._rounding = rounding

    def points(self, number: Decimal | None) -> str | None:
        return None if number is None else amount(number, self._rounding.places)

    def rate(self, number: Decimal | None) -> str | None:
        return None if number is None else amount(number * 100, self._rounding.rate_places)

    def indicator(self, node: IndicatorScore, *, outside: bool) -> dict[str, Any]:
        return {
            "code": node.indicator.code,
            "name": node.indicator.name,
            "level": node.level,
            "weight": self.points(node.weight),
            "score": self.points(node.score),
            "rate": self.rate(node.rate),
            "deduction": self.points(node.deduction),
            "status": node.status.value,
            "explanation": node.explanation,
            "of_which": node.indicator.of_which,
            "outside_total": outside,
            "leaf": node.is_leaf,
            "criteria": [self.criterion(one) for one in node.criteria],
            "marks": _marks(node.indicator.marks),
        }

    def criterion(self, one: CriterionScore) -> dict[str, Any]:
        return {
            "id": one.criterion.id,
            "text": one.criterion.text,
            "max_score": self.points(one.max_score),
            "score": self.points(one.score),
            "deduction": self.points(one.deduction),
            "status": one.status.value,
            "rule": one.criterion.rule,
            "rule_text": one.rule_text,
            "target": one.target_text,
            "actual": one.actual_text,
            "working": one.working,
            "met": one.met,
            "explanation": one.sentence,
            "facts": list(one.fact_ids),
            "judgements": [judgement.id for judgement in one.judgements],
            "marks": _marks(one.marks),
        }


def _marks(marks: tuple[Mark, ...]) -> list[dict[str, str]]:
    return [{"field": mark.field_name, "status": mark.status.value, "reason": mark.reason} for mark in marks]
