"""定性分级评判: a qualitative target is judged by bands, and within its band by a share of the marks, with a reason.

Meaning: 达成年度指标, 部分达成年度指标并具有一定效果, 未达成年度指标且效果较差.
Formula: points = max_score × share; the share lies in the band judged.
Unit: points; shares are percent of the full marks.
Basis: self-evaluation under 财预〔2020〕10号: 100–80 % (含), 80–60 % (含), 60–0 % of the weight, as implemented in
practice (the text itself was not seen).
Exclusions:
1. The lower end of a band belongs to it, the upper end to the band above; the highest band has both.
2. A judgement of kind 得分比例 finds its band itself; one of kind 达成程度 must name a share inside its band, unless
   the band is a single share.
3. A judgement without author or reason does not count. Of one person the last judgement stands; several persons count
   equally.
4. No judgement that counts: no points yet.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from hengping.cases.model.fields import field
from hengping.cases.model.indicators import Judgement, JudgementKind
from hengping.quantities.display import amount
from hengping.scoring.comparison import TargetValue
from hengping.scoring.judging import given_with_reason, mean, not_a_number, number_of
from hengping.scoring.rule import Amount, Cells, Complaint, RuleInput, RuleParameters, RuleResult, ScoringRule

_HUNDRED = Decimal(100)


class Band(BaseModel):
    """A degree of achievement and the shares of the marks that belong to it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = field("达成程度")
    upper_percent: Amount = field("得分比例上限（%）")
    lower_percent: Amount = field("得分比例下限（%，含）")


def _in_order(bands: tuple[Band, ...]) -> tuple[Band, ...]:
    if not bands or bands[0].upper_percent > _HUNDRED:
        raise ValueError("至少要有一级，得分比例不能超过 100%" if not bands else "得分比例不能超过 100%")
    for band in bands:
        if band.lower_percent > band.upper_percent:
            raise ValueError(f"“{band.name}”的下限 {band.lower_percent}% 高于上限 {band.upper_percent}%")
    for upper, lower in pairwise(bands):
        if lower.upper_percent > upper.lower_percent:
            raise ValueError(f"各级应从高到低，“{lower.name}”的上限高于“{upper.name}”的下限")
    if len({band.name for band in bands}) < len(bands):
        raise ValueError("各级名称不能重复")
    return bands


_DEFAULT_BANDS = (
    Band(name="达成", upper_percent=_HUNDRED, lower_percent=Decimal(80)),
    Band(name="部分达成", upper_percent=Decimal(80), lower_percent=Decimal(60)),
    Band(name="未达成", upper_percent=Decimal(60), lower_percent=Decimal(0)),
)


class Parameters(RuleParameters):
    """The bands, best first."""

    bands: Annotated[tuple[Band, ...], AfterValidator(_in_order)] = field(
        "各级", "从高到低：名称、得分比例上限、下限（含）", default=_DEFAULT_BANDS
    )


def _contains(bands: tuple[Band, ...], band: Band, share: Decimal) -> bool:
    at_top = share == band.upper_percent and (band is bands[0] or band.lower_percent == band.upper_percent)
    return band.lower_percent <= share < band.upper_percent or at_top  # (1)


def _share(judgement: Judgement, bands: tuple[Band, ...]) -> tuple[Band, Decimal] | None:
    """The band and share that a judgement states; None where it contradicts itself or says too little."""
    if judgement.kind is JudgementKind.SHARE:
        share = number_of(judgement)
        fitting = (band for band in bands if share is not None and _contains(bands, band, share))
    else:
        named = next((band for band in bands if band.name == judgement.value), None)
        share = judgement.share
        if named is not None and named.lower_percent == named.upper_percent:
            share = named.lower_percent
        fitting = (
            band for band in (named,) if band is not None and share is not None and _contains(bands, band, share)
        )
    band = next(fitting, None)
    return (band, share) if band is not None and share is not None else None


def score(given: RuleInput, parameters: Parameters) -> RuleResult:
    """The mean share of those who judged."""
    judgements = given_with_reason(given.judgements)  # (3)
    shares = [found for judgement in judgements if (found := _share(judgement, parameters.bands))]  # (2)
    if not shares:
        waiting = "评判未写明评判人和理由" if given.judgements else "尚未评判达成程度"
        return given.no_points(waiting)  # (4)
    share = mean(one for _, one in shares)
    band = next((band for band in parameters.bands if _contains(parameters.bands, band, share)), shares[0][0])
    points = given.max_score * share / _HUNDRED
    return given.result(points, band is parameters.bands[0], lambda: _reason(judgements, band, share))


def _reason(judgements: tuple[Judgement, ...], band: Band, share: Decimal) -> str:
    by = "、".join(judgement.by for judgement in judgements)
    reasons = "；".join(judgement.reason.rstrip("。") for judgement in judgements)
    return f"{by}评判为“{band.name}”，得分比例{amount(share, 2)}%（{reasons}）"


def text(parameters: Parameters, target: TargetValue | None, max_score: Decimal) -> str:
    """The printed sentence of the rule."""
    bands = [f"{band.name}得{band.upper_percent}%～{band.lower_percent}%（含）分值" for band in parameters.bands]
    return "；".join(bands) + "，评判须写明理由。"


def excel(cells: Cells, parameters: Parameters) -> str:
    """max_score × judged share."""
    return f"{cells.max_score}*{cells.judgement}/100"


def _complaints(parameters: Parameters, _: Decimal, judgements: tuple[Judgement, ...]) -> tuple[Complaint, ...]:
    found = list(not_a_number(judgements))
    names = "、".join(band.name for band in parameters.bands)
    for judgement in judgements:
        if judgement.kind is not JudgementKind.BAND:
            continue
        band = next((band for band in parameters.bands if band.name == judgement.value), None)
        if band is None:
            found.append(Complaint(judgement.value, names, f"请改评判 {judgement.id} 的结果。"))
        elif judgement.share is not None and not _share(judgement, parameters.bands):
            expected = f"“{band.name}”的 {band.lower_percent}% 至 {band.upper_percent}%（下限含）"
            mend = f"请改评判 {judgement.id} 的达成程度或得分比例。"
            found.append(Complaint(f"得分比例 {judgement.share}", expected, mend))
    return tuple(found)


RULE = ScoringRule(
    name="qualitative_bands",
    title="定性分级评判",
    definition=__doc__,
    parameters=Parameters,
    score=score,
    text=text,
    excel=excel,
    takes=frozenset({JudgementKind.BAND, JudgementKind.SHARE}),
    complaints=_complaints,
)
