"""要点逐项计分: each point of a checklist that is fulfilled earns its own marks.

Meaning: for what consists of several requirements, such as the 评价要点 ①②③ of the reference framework.
Formula: points = max_score × marks of fulfilled points ÷ marks of applicable points.
Unit: points; each point's marks are written in points and together make the criterion's full marks.
Basis: reference framework of 财预〔2020〕10号, annex 2 (评价要点); marks by point are practice.
Exclusions:
1. A point that does not apply (不适用) gives its marks to the others, in proportion to theirs.
2. A judgement prevails over the point's formula; of several judgements of a point the last one stands.
3. A point neither judged nor computed: no points yet for the whole criterion.
4. Where no point applies, there is nothing to spread the marks over: somebody must decide for the whole criterion.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict

from hengping.cases.model.fields import Identifier, field
from hengping.cases.model.indicators import Judgement, JudgementKind
from hengping.quantities.display import amount
from hengping.scoring.comparison import TargetValue
from hengping.scoring.rule import (
    Cells,
    Complaint,
    PositiveAmount,
    RuleInput,
    RuleParameters,
    RuleResult,
    ScoringRule,
    excel_number,
)

State = Literal["是", "否", "不适用"]
_STATES: tuple[State, ...] = ("是", "否", "不适用")


class Point(BaseModel):
    """One requirement with its marks."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Identifier = field("要点项号", "如 1、2，评判表的“要点项”填此号")
    text: str = field("要点")
    max_score: PositiveAmount = field("分值")
    met: str = field("判断公式", "以 = 开头、结果为是否的公式；空则由评判人判断", default="")


def _no_id_twice(points: tuple[Point, ...]) -> tuple[Point, ...]:
    ids = [point.id for point in points]
    twice = sorted({point_id for point_id in ids if ids.count(point_id) > 1})
    if twice or not ids:
        raise ValueError(f"要点项号重复：{'、'.join(twice)}" if twice else "至少要有一个要点")
    return points


class Parameters(RuleParameters):
    """The points."""

    points: Annotated[tuple[Point, ...], AfterValidator(_no_id_twice)] = field(
        "要点", "各要点的项号、文字、分值、判断公式"
    )


def states(given: RuleInput, parameters: Parameters) -> dict[str, State | None]:
    """Whether each point is fulfilled, by its id; None where neither judgement nor formula says so yet."""
    judged = {judgement.point: judgement.value for judgement in given.judgements}
    found: dict[str, State | None] = {}
    for point in parameters.points:
        computed = given.inputs.get(point.id)
        value = judged.get(point.id) or ("是" if computed else "否" if computed is not None else None)  # (2)
        found[point.id] = next((state for state in _STATES if state == value), None)
    return found


def score(given: RuleInput, parameters: Parameters) -> RuleResult:
    """Marks of the fulfilled points."""
    found = states(given, parameters)
    open_points = [point.text for point in parameters.points if found[point.id] is None]
    if open_points:
        return given.no_points(f"要点尚未评判：{'、'.join(open_points)}")  # (3)
    applicable = [point for point in parameters.points if found[point.id] != "不适用"]
    if not applicable:
        return given.no_points("全部要点均不适用，须由负责人对本项作出“不适用”的决定", undefined=True)  # (4)
    failed = [point for point in applicable if found[point.id] == "否"]
    whole = sum((point.max_score for point in applicable), Decimal(0))
    lost = sum((point.max_score for point in failed), Decimal(0))
    points = given.max_score * (whole - lost) / whole  # (1)
    return given.result(points, not failed, lambda: _reason(len(parameters.points), len(applicable), failed))


def _reason(all_points: int, applicable: int, failed: list[Point]) -> str:
    if applicable == all_points and not failed:
        return f"{all_points}个要点全部满足" if all_points > 1 else "所列要点已满足"
    parts = [f"{all_points}个要点中满足{applicable - len(failed)}个"]
    if failed:
        parts.append("未满足：" + "、".join(f"{point.text}（{amount(point.max_score)}分）" for point in failed))
    if applicable < all_points:
        parts.append(f"{all_points - applicable}个不适用，其分值由其余要点按比例分摊")
    return "；".join(parts)


def text(parameters: Parameters, target: TargetValue | None, max_score: Decimal) -> str:
    """The printed sentence of the rule."""
    points = "；".join(f"{point.text}（{amount(point.max_score)}分）" for point in parameters.points)
    return f"{points}。每满足一项得该项分值。"


def excel(cells: Cells, parameters: Parameters) -> str:
    """max_score × marks of the points marked 是 ÷ marks of those not marked 不适用; "" where none applies."""
    marks = [(cells.points[point.id], excel_number(point.max_score)) for point in parameters.points]
    earned = "+".join(f'IF({cell}="是",{mark},0)' for cell, mark in marks)
    whole = "+".join(f'IF({cell}="不适用",0,{mark})' for cell, mark in marks)
    return f'IF(({whole})=0,"",{cells.max_score}*({earned})/({whole}))'


def _formulas(parameters: Parameters) -> Mapping[str, str]:
    return {point.id: point.met for point in parameters.points if point.met}


def _complaints(parameters: Parameters, max_score: Decimal, judgements: tuple[Judgement, ...]) -> tuple[Complaint, ...]:
    found = []
    whole = sum((point.max_score for point in parameters.points), Decimal(0))
    if whole != max_score:
        mend = "请改各要点分值或本项分值，使两者相等。"
        found.append(Complaint(f"各要点分值合计 {amount(whole)}", f"本项分值 {amount(max_score)}", mend))
    ids = [point.id for point in parameters.points]
    for judgement in judgements:
        if judgement.point not in ids:
            mend = f"评判 {judgement.id} 的“要点项”请填参数中的项号。"
            found.append(Complaint(judgement.point, "、".join(ids), mend))
        if judgement.value not in _STATES:
            found.append(Complaint(judgement.value, "、".join(_STATES), f"请改评判 {judgement.id} 的结果。"))
    return tuple(found)


RULE = ScoringRule(
    name="checklist",
    title="要点逐项计分",
    definition=__doc__,
    parameters=Parameters,
    score=score,
    text=text,
    excel=excel,
    takes=frozenset({JudgementKind.POINT}),
    formulas=_formulas,
    complaints=_complaints,
)
