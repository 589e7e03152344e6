"""Scores as they stood at each stage (自评、初评、复核后、意见后、专家后), and why they moved from one to the next.

A change is explained by what came between the two stages and names the criterion: a review remark that was answered,
an adopted opinion, an expert's adopted comment; else by who set the score by hand and why.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from hengping.cases.deliverables.deliverable import Deliverable, deliverable_named
from hengping.cases.model.case import Case, walk
from hengping.cases.model.indicators import Indicator
from hengping.cases.model.process import ScoreRecord, ScoreStage
from hengping.cases.row_numbers import next_id
from hengping.errors import Fault, InputError
from hengping.quantities import round_half_up
from hengping.scoring.adopted import adopted_changes, mentions, related
from hengping.scoring.case_score import profile_of, score_case
from hengping.scoring.result import CaseScore

TOTAL = "TOTAL"
_ORDER = {stage: position for position, stage in enumerate(ScoreStage)}


@dataclass(frozen=True)
class Movement:
    """A score that differs from the one on record at an earlier stage.

    Attributes:
        code: indicator, criterion or TOTAL.
        since: the earlier stage.
        reason: why, as found or given; "" where nobody said.
    """

    code: str
    since: ScoreStage
    before: Decimal
    after: Decimal
    reason: str


@dataclass(frozen=True)
class RecordedScores:
    """The case with its scores on record at a stage.

    Attributes:
        written: how many records are new or have another score.
        movements: what moved since the stage before, in the order of the tree, the total last.
        missing: codes that have no score yet and are therefore not on record.
    """

    case: Case
    written: int
    movements: tuple[Movement, ...]
    missing: tuple[str, ...]


def record_scores(
    case: Case, stage: ScoreStage, *, by: str, on: datetime.date | None, reason: str = ""
) -> RecordedScores:
    """Puts the computed scores of total, indicators and criteria on record at a stage.

    A record of that stage whose score stays the same is left as it is.

    Args:
        reason: for changes that no opinion, comment, review remark or hand-set score explains.

    Raises:
        InputError: nobody records, or the case cannot be scored.
    """
    if not by.strip():
        raise InputError([Fault("得分记录", "没有记录人", "记录人姓名", "请用 --by 写明姓名。")])
    scores = computed_scores(case, score_case(case))
    history = score_history(case)
    records = {(record.code, record.stage): record for record in case.scores}
    movements: dict[str, Movement] = {}
    written = 0
    for code, score in scores.items():
        if score is None:
            continue
        earlier = standing_before(history.get(code, {}), stage)
        if earlier is not None and earlier.score != score:
            why = _explained(case, code, earlier.stage, stage, movements) or reason.strip()
            movements[code] = Movement(code, earlier.stage, earlier.score, score, why)
        moved = movements.get(code)
        own = records.get((code, stage))
        if own is not None and own.score == score:
            if moved and not own.reason.strip():
                records[code, stage] = own.model_copy(update={"reason": moved.reason})
            continue
        written += 1
        taken = [record.id for record in records.values()]
        records[code, stage] = ScoreRecord(
            id=own.id if own is not None else next_id(taken, first="S01"),
            code=code,
            stage=stage,
            score=score,
            reason=moved.reason if moved else "",
            by=by.strip(),
            on=on,
            evidence=_evidence(case, code) if moved else (),
        )
    missing = tuple(code for code, score in scores.items() if score is None)
    recorded = case.model_copy(update={"scores": tuple(records.values())})
    return RecordedScores(recorded, written, tuple(movements.values()), missing)


def computed_scores(case: Case, result: CaseScore) -> dict[str, Decimal | None]:
    """Criteria, indicators and TOTAL with their scores as they print, children before parents, the total last."""
    places = profile_of(case).rounding.places
    scores: dict[str, Decimal | None] = {}
    criteria = {one.criterion.id: one.score for one in result.criteria()}
    indicators = {node.indicator.code: node.score for node in result.walk()}

    def take(nodes: Iterable[Indicator]) -> None:
        for node in nodes:
            take(node.children)
            for criterion in node.criteria:
                scores[criterion.id] = criteria.get(criterion.id)
            scores[node.code] = indicators.get(node.code)

    take(case.indicators.indicators)
    scores[TOTAL] = result.total
    return {code: None if score is None else round_half_up(score, places) for code, score in scores.items()}


def score_history(case: Case) -> dict[str, dict[ScoreStage, ScoreRecord]]:
    """Code → stage → record, stages in their order; of several records of one stage the last one stands."""
    history: dict[str, dict[ScoreStage, ScoreRecord]] = {}
    for record in case.scores:
        history.setdefault(record.code, {})[record.stage] = record
    return {
        code: {stage: records[stage] for stage in ScoreStage if stage in records} for code, records in history.items()
    }


def recorded_stages(case: Case) -> tuple[ScoreStage, ...]:
    """Stages at which any score is on record, in their order."""
    found = {record.stage for record in case.scores}
    return tuple(stage for stage in ScoreStage if stage in found)


def standing_before(records: Mapping[ScoreStage, ScoreRecord], stage: ScoreStage) -> ScoreRecord | None:
    """The record of the latest stage before this one."""
    earlier = [record for each, record in records.items() if _ORDER[each] < _ORDER[stage]]
    return earlier[-1] if earlier else None


def explanations(case: Case, code: str, since: ScoreStage, stage: ScoreStage) -> list[str]:
    """What explains a criterion's move between two stages; of these the first that there is.

    Adopted opinions and comments that name it and say what points they gave, answered review remarks that name it,
    other adopted opinions and comments, a score set by hand with a reason.

    Args:
        code: a criterion, or a leaf whose criteria may be named.
    """
    between = {each for each in ScoreStage if _ORDER[since] < _ORDER[each] <= _ORDER[stage]}
    adopted = [change for change in adopted_changes(case) if change.stage in between and change.names(case, code)]
    scored = [change.told for change in adopted if change.after is not None]
    remarks = list(_answered_remarks(case, code, between))
    return scored or remarks or [change.told for change in adopted] or list(_hand_set(case, code))


def _answered_remarks(case: Case, code: str, between: set[ScoreStage]) -> Iterator[str]:
    for row in case.reviews:
        final = deliverable_named(row.deliverable) is Deliverable.FINAL
        answered = bool(row.remark.strip() and row.reply.strip())
        named = any(mentions(row, each) for each in (code, *related(case, code)))
        if answered and named and (ScoreStage.FINAL if final else ScoreStage.REVIEWED) in between:
            yield f"{row.level}复核意见（{row.id}）：{row.remark}；{row.reply}"


def _hand_set(case: Case, code: str) -> Iterator[str]:
    for _, node in walk(case.indicators.indicators):
        for own, name in ((node.override, node.code), *((each.override, each.id) for each in node.criteria)):
            if own is not None and name == code and own.reason.strip():
                yield f"{own.by}：{own.reason}" if own.by else own.reason


def _explained(case: Case, code: str, since: ScoreStage, stage: ScoreStage, movements: Mapping[str, Movement]) -> str:
    """Why a score moved: for criteria what names them, for what is above them which rows below moved."""
    below = [each for each in _directly_below(case, code) if each in movements]
    if below and not list(_hand_set(case, code)):
        return f"{'、'.join(below)} 得分变动"
    return "；".join(explanations(case, code, since, stage))


def _directly_below(case: Case, code: str) -> list[str]:
    if code == TOTAL:
        return [node.code for node in case.indicators.indicators]
    for _, node in walk(case.indicators.indicators):
        if node.code == code:
            return [*(child.code for child in node.children), *(criterion.id for criterion in node.criteria)]
    return []


def _evidence(case: Case, code: str) -> tuple[str, ...]:
    """Proof of a hand-set score."""
    for _, node in walk(case.indicators.indicators):
        for own, name in ((node.override, node.code), *((each.override, each.id) for each in node.criteria)):
            if own is not None and name == code:
                return own.evidence
    return ()
