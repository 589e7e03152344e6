"""评判计分: a named person of a named role gives the points, with a written reason and within a limit.

Meaning: for what no formula yields and no list of points divides.
Formula: points = the score given, or max_score − the deduction given, or max_score × the share given.
Unit: points; a share is percent of the full marks.
Basis: practice of expert scoring; every judged point needs an author and a reason (project rule).
Exclusions:
1. Judgements by another role, or without author or reason, do not count.
2. Of one person the last judgement stands; several persons of the role count equally: mean, or as `aggregate` says
   without the highest and the lowest (trimmed; from three persons on), or the median.
3. Points outside the limits (minimum, maximum; 0 and the full marks where these are not set) are taken at the limit,
   and the sentence says so.
4. No judgement that counts: no points yet.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field, model_validator

from hengping.cases.model.fields import field
from hengping.cases.model.indicators import Judgement, JudgementKind
from hengping.scoring.comparison import TargetValue, shown_score
from hengping.scoring.judging import Combining, combined, given_with_reason, not_a_number, number_of
from hengping.scoring.rule import Cells, OptionalAmount, RuleInput, RuleParameters, RuleResult, ScoringRule


class Parameters(RuleParameters):
    """Who judges, and within which limits."""

    by_role: Annotated[str, Field(min_length=1)] = field("评判人角色", "如 主评人、专家；只有该角色的评判有效")
    minimum: OptionalAmount = field("最低得分", "空则为 0", default=None)
    maximum: OptionalAmount = field("最高得分", "空则为分值", default=None)
    aggregate: Combining = field(
        "多人评判的合成", "mean 平均；trimmed 去掉最高最低；median 中位数", default=Combining.MEAN
    )

    @model_validator(mode="after")
    def _limits_in_order(self) -> Parameters:
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise ValueError(f"minimum（{self.minimum}）大于 maximum（{self.maximum}）")
        return self


def score(given: RuleInput, parameters: Parameters) -> RuleResult:
    """The mean of the points given by the role."""
    judgements = given_with_reason(given.judgements, parameters.by_role)  # (1, 2)
    if not judgements:
        waiting = "须写明评判人和理由" if given.judgements else "尚未评判"
        return given.no_points(f"等待{parameters.by_role}评判（{waiting}）")  # (4)
    judged = combined([_points(judgement, given.max_score) for judgement in judgements], parameters.aggregate)
    lowest = parameters.minimum or Decimal(0)
    highest = given.max_score if parameters.maximum is None else min(parameters.maximum, given.max_score)
    points = min(max(judged, lowest), highest)
    limit = ""
    if points != judged:  # (3)
        limit = f"，评判{shown_score(judged)}分，超出{shown_score(lowest)}～{shown_score(highest)}分的范围，按界限计"
    return given.result(points, None, lambda: f"{_reason(parameters.by_role, judgements)}{limit}")


def _reason(role: str, judgements: tuple[Judgement, ...]) -> str:
    names = "、".join(judgement.by for judgement in judgements)
    author = role if names == role else f"{role}（{names}）"
    return f"{author}评判：{'；'.join(judgement.reason.rstrip('。') for judgement in judgements)}"


def _points(judgement: Judgement, max_score: Decimal) -> Decimal:
    number = number_of(judgement) or Decimal(0)
    if judgement.kind is JudgementKind.DEDUCTION:
        return max_score - number
    return max_score * number / 100 if judgement.kind is JudgementKind.SHARE else number


def text(parameters: Parameters, target: TargetValue | None, max_score: Decimal) -> str:
    """The printed sentence of the rule."""
    limits = []
    if parameters.minimum is not None:
        limits.append(f"最低{parameters.minimum}分")
    if parameters.maximum is not None:
        limits.append(f"最高{parameters.maximum}分")
    if parameters.aggregate is not Combining.MEAN:
        limits.append(f"多人评判{parameters.aggregate.label}")
    return f"由{parameters.by_role}评判并写明理由{'，' + '，'.join(limits) if limits else ''}。"


def excel(cells: Cells, parameters: Parameters) -> None:
    """Purely judged: the cell of points is an input."""
    return None


RULE = ScoringRule(
    name="judged",
    title="评判计分",
    definition=__doc__,
    parameters=Parameters,
    score=score,
    text=text,
    excel=excel,
    takes=frozenset({JudgementKind.SCORE, JudgementKind.DEDUCTION, JudgementKind.SHARE}),
    complaints=lambda _, __, judgements: not_a_number(judgements),
)
