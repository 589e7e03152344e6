"""Decide an opinion of an evaluated party or an expert's comment: points move with a reason and proof, or do not.

An adopted one sets the points of criteria by hand, on record with who, when, why and which evidence, and keeps the
points before and after. Pure functions: the case comes back changed, or everything that is wrong is told at once.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from hengping.cases.model.case import Case
from hengping.cases.model.indicators import Override
from hengping.cases.model.review import ExpertComment, OpinionDecision, OpinionRow
from hengping.errors import Fault, InputError, nearest_names
from hengping.quantities import plain, round_half_up
from hengping.scoring.adopted import criteria_named, decision_named, related
from hengping.scoring.case_score import profile_of, score_case
from hengping.scoring.hand_set import overridden_above, with_override
from hengping.scoring.result import CaseScore, CriterionScore

_Row = TypeVar("_Row", OpinionRow, ExpertComment)


@dataclass(frozen=True)
class NewScore:
    """The points a criterion gets."""

    criterion: str
    score: Decimal


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What is decided on an opinion or comment.

    Attributes:
        decision: 采纳、部分采纳 or 不采纳.
        reason: why.
        by, on: who decided, when.
        scores: the points that change; none where only the text changes.
        proof: ids of evidence; needed where points change.
        page: where the report was changed.
        verification: what the team found when it checked the opinion.
        again: whether an earlier decision is replaced.
    """

    decision: OpinionDecision
    reason: str
    by: str
    on: datetime.date
    scores: Sequence[NewScore] = ()
    proof: Sequence[str] = ()
    page: str = ""
    verification: str = ""
    again: bool = False


def decide_opinion(case: Case, opinion_id: str, decision: Decision) -> Case:
    """The case after an opinion of `opinions.csv` was decided.

    Raises:
        InputError: everything that is wrong with the decision; see `Decision`.
    """
    rows = {row.id: row for row in case.opinions}
    row = _known(rows, opinion_id, "意见编号", "opinions.csv")
    revised, before, after = _revised(case, row, decision, decided=row.decision)
    update = {
        "decision": decision.decision,
        "why": decision.reason.strip(),
        "score_before": before,
        "score_after": after,
        "changed_place": _changed_place(decision) or row.changed_place,
        "verification": decision.verification.strip() or row.verification,
        "evidence": tuple(dict.fromkeys((*row.evidence, *decision.proof))),
        "by": decision.by.strip(),
        "on": decision.on,
    }
    opinions = tuple(each.model_copy(update=update) if each is row else each for each in case.opinions)
    return revised.model_copy(update={"opinions": opinions})


def decide_comment(case: Case, comment_id: str, decision: Decision) -> Case:
    """The case after an expert's comment of `expert_comments.csv` was decided.

    Raises:
        InputError: everything that is wrong with the decision; see `Decision`.
    """
    rows = {row.id: row for row in case.expert_comments}
    row = _known(rows, comment_id, "专家意见编号", "expert_comments.csv")
    revised, before, after = _revised(case, row, decision, decided=decision_named(row.adopted))
    update = {
        "adopted": decision.decision.label,
        "why": decision.reason.strip(),
        "score_before": before,
        "score_after": after,
        "change": row.change or "；".join(f"{new.criterion} 得分改为 {plain(new.score)} 分" for new in decision.scores),
        "page": decision.page.strip() or row.page,
        "evidence": tuple(dict.fromkeys((*row.evidence, *decision.proof))),
        "on": decision.on,
    }
    comments = tuple(each.model_copy(update=update) if each is row else each for each in case.expert_comments)
    return revised.model_copy(update={"expert_comments": comments})


def _known(rows: dict[str, _Row], row_id: str, what: str, file: str) -> _Row:
    if row_id in rows:
        return rows[row_id]
    near = nearest_names(row_id, rows, most=1)
    mend = f"是否为 {near[0]}？" if near else f"请改用 {file} 中的编号，或先登记该意见。"
    raise InputError([Fault(what, row_id, f"{file} 中已有的编号", mend)])


def _revised(
    case: Case, row: OpinionRow | ExpertComment, decision: Decision, *, decided: OpinionDecision | None
) -> tuple[Case, Decimal | None, Decimal | None]:
    """The case with the points changed, and the points of all criteria of the row before and after."""
    score = score_case(case)
    named = criteria_named(case, row.criteria)
    where = f"意见 {row.id}"
    faults = [
        *_decision_faults(case, where, decision, decided=decided),
        *_score_faults(case, where, score, row, decision),
    ]
    if faults:
        raise InputError(faults)
    if decision.decision is OpinionDecision.NOT_ADOPTED:
        return (_restored(case, row, where) if row.score_after is not None else case), None, None
    if not decision.scores:
        return case, row.score_before, row.score_after
    before = row.score_before if decision.again and row.score_before is not None else _sum(case, score, named)
    for new in decision.scores:
        override = Override(
            score=new.score,
            reason=decision.reason.strip(),
            by=decision.by.strip(),
            on=decision.on,
            evidence=tuple(decision.proof),
        )
        case = with_override(case, new.criterion, override)
    return case, before, _sum(case, score_case(case), named)


def _restored(case: Case, row: OpinionRow | ExpertComment, where: str) -> Case:
    """The case as it was before an adoption that is taken back."""
    named = criteria_named(case, row.criteria)
    restored = case
    for name in named:
        restored = with_override(restored, name, None)
    if _sum(restored, score_case(restored), named) != row.score_before:
        mend = "请先在 indicators.yaml 中改回手工改分，或以 --criterion、--score 重新裁定。"
        found = "撤销手工改分后得分与原得分不同"
        raise InputError([Fault(where, found, f"原得分 {_points(row.score_before)}", mend)])
    return restored


def _decision_faults(case: Case, where: str, decision: Decision, *, decided: OpinionDecision | None) -> Iterator[Fault]:
    if decided is not None and not decision.again:
        yield Fault(where, f"已决定：{decided.label}", "尚未决定的意见", "要重新决定，请加 --again。")
    if not decision.reason.strip():
        yield Fault(where, "没有理由", "采纳或不采纳的理由", "请用 --reason 写明理由。")
    if not decision.by.strip():
        yield Fault(where, "没有经办人", "经办人姓名", "请用 --by 写明姓名。")
    if decision.decision is OpinionDecision.NOT_ADOPTED:
        if decision.scores:
            yield Fault(
                where, "不采纳而改得分", "不采纳，或采纳并改得分", "请去掉 --reject，或去掉 --criterion 和 --score。"
            )
        return
    if not decision.scores and not decision.page.strip():
        mend = "请写明改哪个要点的得分（--criterion、--score），或报告修改处（--page）。"
        yield Fault(where, "采纳而没有改动", "要点的新得分，或报告修改处", mend)
    if decision.scores and not decision.proof:
        yield Fault(where, "没有佐证", "证据清单中的编号", "得分变动要有佐证，请用 --proof 写明证据编号。")
    known = [evidence.id for evidence in case.evidence]
    for name in (name for name in decision.proof if name not in known):
        near = nearest_names(name, known, most=1)
        mend = f"是否为 {near[0]}？" if near else "请先把佐证登记到证据清单。"
        yield Fault(f"{where}的佐证", name, "证据清单中的编号", mend)


def _score_faults(
    case: Case, where: str, score: CaseScore, row: OpinionRow | ExpertComment, decision: Decision
) -> Iterator[Fault]:
    results = {result.criterion.id: result for result in score.criteria()}
    named = criteria_named(case, row.criteria)
    seen: set[str] = set()
    for new in decision.scores:
        place = f"{where}，要点 {new.criterion}"
        if new.criterion in seen:
            yield Fault(place, "写了两次", "每个要点一个新得分", "请去掉一个。")
        seen.add(new.criterion)
        if new.criterion not in results:
            yield _no_criterion(case, place, new.criterion, list(results))
        elif new.criterion not in named:
            expected = f"意见所指的要点（{'、'.join(row.criteria) or '没有填写'}）"
            yield Fault(place, new.criterion, expected, "请核对要点；确为该意见所指，先在意见的“要点编号”中补上。")
        else:
            yield from _points_faults(case, place, results[new.criterion], new.score)


def _no_criterion(case: Case, place: str, name: str, known: list[str]) -> Fault:
    below = [each for each in related(case, name) if each in known]
    if below:
        return Fault(place, f"{name} 是末级指标", "评分要点的编号", f"请改写为其要点：{'、'.join(below)}。")
    near = nearest_names(name, known, most=1)
    return Fault(place, name, "评分要点的编号", f"是否为 {near[0]}？" if near else "请改用指标体系中的要点编号。")


def _points_faults(case: Case, place: str, result: CriterionScore, points: Decimal) -> Iterator[Fault]:
    if not 0 <= points <= result.max_score:
        yield Fault(place, _points(points), f"0 至 {_points(result.max_score)} 分", "请核对得分与分值。")
    places = profile_of(case).rounding.places
    if round_half_up(points, places) != points:
        yield Fault(place, _points(points), f"不超过 {places} 位小数的得分", "请按评价规程的小数位填写。")
    elif result.score is not None and round_half_up(result.score, places) == points:
        mend = "得分不变的采纳，请不写得分，用 --page 写明报告修改处；不采纳用 --reject。"
        yield Fault(place, f"与现得分相同（{_points(points)}）", "不同于现在的得分", mend)
    above = overridden_above(case, result.criterion.id)
    if above:
        yield Fault(place, f"指标 {above} 的得分是手工改定的", "按要点计分的指标", f"请先去掉 {above} 的手工改分。")


def _changed_place(decision: Decision) -> str:
    """Where the report changed, as said; else the rows of the score table."""
    scores = "、".join(new.criterion for new in decision.scores)
    return decision.page.strip() or (f"评分表 {scores}" if scores else "")


def _sum(case: Case, score: CaseScore, named: tuple[str, ...]) -> Decimal | None:
    """Points of the criteria together, as they print; None while one has none."""
    places = profile_of(case).rounding.places
    points = [result.score for result in score.criteria() if result.criterion.id in named]
    known = [round_half_up(each, places) for each in points if each is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(points) else None


def _points(score: Decimal | None) -> str:
    return "（空）" if score is None else plain(score)
