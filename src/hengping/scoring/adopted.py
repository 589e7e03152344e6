"""Opinions and experts' comments that were adopted, as one kind of thing: what they name, from what to what, why."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from hengping.cases.model.case import Case, criteria_of, leaves
from hengping.cases.model.process import ScoreStage
from hengping.cases.model.review import OpinionDecision, ReviewRow

ADOPTED = (OpinionDecision.ADOPTED, OpinionDecision.PARTLY_ADOPTED)


@dataclass(frozen=True)
class AdoptedChange:
    """An adopted opinion or comment.

    Attributes:
        part: `opinions` or `expert_comments`.
        id: its row.
        stage: the stage at which its effect shows.
        criteria: what it names: criteria, or leaves whose criteria are meant.
        told: who said it, what became of it, why.
        before, after: points of all its criteria together; None where points were not touched.
        on: when it was decided.
        changed_place: where the text changed.
    """

    part: str
    id: str
    stage: ScoreStage
    criteria: tuple[str, ...]
    told: str
    before: Decimal | None
    after: Decimal | None
    on: datetime.date | None
    changed_place: str

    def names(self, case: Case, code: str) -> bool:
        """Whether it speaks of a criterion, of its leaf, or of a criterion of this leaf."""
        return code in self.criteria or bool({code, *related(case, code)} & set(self.criteria))


def adopted_changes(case: Case) -> tuple[AdoptedChange, ...]:
    """Adopted opinions, then adopted comments, each in order of filing."""
    found = []
    for row in case.opinions:
        if row.decision in ADOPTED:
            told = f"{row.decision.label}{row.party}意见（{row.id}）{_why(row.why)}"
            found.append(
                AdoptedChange(
                    "opinions",
                    row.id,
                    ScoreStage.OPINION,
                    row.criteria,
                    told,
                    row.score_before,
                    row.score_after,
                    row.on,
                    row.changed_place,
                )
            )
    for comment in case.expert_comments:
        decision = decision_named(comment.adopted)
        if decision in ADOPTED:
            who = f"专家{comment.expert}" if comment.expert else "专家"
            told = f"{comment.adopted}{who}意见（{comment.id}）{_why(comment.why)}"
            found.append(
                AdoptedChange(
                    "expert_comments",
                    comment.id,
                    ScoreStage.FINAL,
                    comment.criteria,
                    told,
                    comment.score_before,
                    comment.score_after,
                    comment.on,
                    comment.change or comment.page,
                )
            )
    return tuple(found)


def decision_named(text: str) -> OpinionDecision | None:
    """The decision that a written one means; None where none is meant."""
    return next((decision for decision in OpinionDecision if text.strip() in (decision.label, decision.value)), None)


def related(case: Case, code: str) -> tuple[str, ...]:
    """The leaf of a criterion, or the criteria of a leaf."""
    for leaf in leaves(case.indicators.indicators):
        ids = tuple(criterion.id for criterion in criteria_of(leaf))
        if code == leaf.code:
            return ids
        if code in ids:
            return (leaf.code,)
    return ()


def criteria_named(case: Case, names: Iterable[str]) -> tuple[str, ...]:
    """The criteria that are meant where criteria or leaves are named; unknown names are left out."""
    found: dict[str, None] = {}
    for name in names:
        for leaf in leaves(case.indicators.indicators):
            ids = [criterion.id for criterion in criteria_of(leaf)]
            found.update(dict.fromkeys(ids if name == leaf.code else [name] if name in ids else []))
    return tuple(found)


def mentions(row: ReviewRow, code: str) -> bool:
    """Whether a review remark names the code in its place or its text, as a word of its own."""
    words = f"{row.place} {row.remark}"
    return re.search(rf"(?<![0-9A-Za-z.-]){re.escape(code)}(?![0-9A-Za-z]|[.-]\d)", words) is not None


def _why(why: str) -> str:
    return f"：{why.strip().rstrip('。')}" if why.strip() else ""
