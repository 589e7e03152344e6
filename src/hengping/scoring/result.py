"""What scoring yields: frozen results for criteria, indicators and the case, each with its own explanation.

Scores are `Decimal`; None means that the score cannot be given yet, and then neither can those above it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from hengping.cases.model.fields import Mark
from hengping.cases.model.indicators import Criterion, Indicator, Judgement, Outcome
from hengping.scoring.applied import AppliedRule
from hengping.scoring.decisions import sentence_of
from hengping.scoring.explanations import explain


class ScoreStatus(StrEnum):
    """How a score came about."""

    SCORED = "scored"
    JUDGED = "judged"
    OVERRIDDEN = "overridden"
    NO_EVIDENCE = "no_evidence"
    NOT_APPLICABLE = "not_applicable"
    MISSING = "missing"
    UNDEFINED = "undefined"

    @property
    def label(self) -> str:
        """The Chinese word that documents print."""
        return _LABELS[self]


_LABELS = {
    ScoreStatus.SCORED: "按规则计分",
    ScoreStatus.JUDGED: "评判计分",
    ScoreStatus.OVERRIDDEN: "手工改分",
    ScoreStatus.NO_EVIDENCE: "无佐证",
    ScoreStatus.NOT_APPLICABLE: "不适用",
    ScoreStatus.MISSING: "缺少数据",
    ScoreStatus.UNDEFINED: "无法计算",
}


@dataclass(frozen=True)
class CriterionScore:
    """The points of one criterion.

    Attributes:
        criterion: the criterion as filed.
        indicator_code: its leaf.
        max_score: full marks in absolute points, after weights of the parent and redistribution.
        points: what the rule gives, or what somebody decided over it, unrounded; None while it cannot be given.
        score: `points` as it stands in documents: rounded half-up if the profile rounds criteria, else `points`.
        status: how the score came about.
        filed_max_score: full marks before redistribution.
        outcome: the decision that holds for the criterion, its own or that of an indicator above it.
        judgements: the judgements behind the points.
        applied: the rule with all it was given; None where there is no rule.
    """

    criterion: Criterion
    indicator_code: str
    max_score: Decimal
    points: Decimal | None
    score: Decimal | None
    status: ScoreStatus
    filed_max_score: Decimal
    outcome: Outcome | None = None
    judgements: tuple[Judgement, ...] = ()
    applied: AppliedRule | None = None

    @property
    def deduction(self) -> Decimal | None:
        """Points lost."""
        return None if self.score is None else self.max_score - self.score

    @property
    def met(self) -> bool | None:
        """Whether the target was reached; None where the rule has no such notion or data are missing."""
        return self.applied.result.met if self.applied else None

    @property
    def rule_title(self) -> str:
        """Chinese name of the rule; "" where there is none."""
        return self.applied.rule.title if self.applied else ""

    @cached_property
    def rule_text(self) -> str:
        """The printed sentence of the rule with its parameters."""
        return self.applied.rule_text if self.applied else ""

    @cached_property
    def target_text(self) -> str:
        """The target as printed; "" where there is none."""
        return self.applied.target_text if self.applied else ""

    @cached_property
    def actual_text(self) -> str:
        """The actual value as printed, with its unit."""
        return self.applied.actual_text if self.applied else ""

    @cached_property
    def working(self) -> str:
        """The formula of the actual with numbers put in; "" for plain figures and judged criteria."""
        return self.applied.working if self.applied else ""

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """Facts behind the actual and the target, in order of use."""
        return self.applied.fact_ids if self.applied else ()

    @cached_property
    def sentence(self) -> str:
        """The sentence that explains the points, with numbers put in; without a final full stop."""
        rule_sentence = self.applied.result.sentence if self.applied else "尚未选定评分规则，暂不能计分"
        return sentence_of(
            rule_sentence,
            rule_points=self.applied.result.points if self.applied else None,
            filed=self.filed_max_score,
            max_score=self.max_score,
            outcome=self.outcome,
            override=self.criterion.override,
        )

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """Reconstructed or assumed parts, those of the facts and judgements used included."""
        marks = [*self.criterion.marks]
        target = self.criterion.target
        if target is not None and target.status.marked and all(mark.field_name != "target" for mark in marks):
            marks.append(Mark(field_name="target", status=target.status, reason=target.reason or "未说明理由"))
        for judgement in self.judgements:
            if judgement.status.marked:
                reason = judgement.status_reason or judgement.reason
                marks.append(Mark(field_name="judgement", status=judgement.status, reason=reason))
        if self.applied:
            marks += self.applied.book.marks(self.fact_ids)
        return tuple(dict.fromkeys(marks))


@dataclass(frozen=True)
class IndicatorScore:
    """The score of one node; parents and total add rounded leaves.

    `weight` is in absolute points. `rate` is score ÷ weight as a number (0.9913), rounded so that it prints
    with the profile's decimals; None without a score or for weight 0.
    """

    indicator: Indicator
    level: int
    weight: Decimal
    score: Decimal | None
    rate: Decimal | None
    status: ScoreStatus
    criteria: tuple[CriterionScore, ...] = ()
    children: tuple[IndicatorScore, ...] = ()

    @property
    def deduction(self) -> Decimal | None:
        """Points lost."""
        return None if self.score is None else self.weight - self.score

    @property
    def is_leaf(self) -> bool:
        """Whether points are given here."""
        return not self.children

    @cached_property
    def explanation(self) -> str:
        """Why the node has its score: what its criteria say, or what its children add up to."""
        return explain(self)

    def walk(self) -> Iterator[IndicatorScore]:
        """This node and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class VetoResult:
    """A veto condition that was found, and the outcome it names."""

    condition: str
    text: str
    outcome: str
    reason: str


@dataclass(frozen=True)
class CaseScore:
    """The result of a case. `grade` is the scale's grade by points; a veto's outcome stands beside it and prevails."""

    full_marks: Decimal
    total: Decimal | None
    rate: Decimal | None
    grade: str | None
    veto: VetoResult | None
    indicators: tuple[IndicatorScore, ...]
    outside: tuple[IndicatorScore, ...] = ()

    def walk(self) -> Iterator[IndicatorScore]:
        """Every node, those outside the total last."""
        for indicator in (*self.indicators, *self.outside):
            yield from indicator.walk()

    def criteria(self) -> Iterator[CriterionScore]:
        """Every criterion in the order of the tree."""
        for indicator in self.walk():
            yield from indicator.criteria

    @property
    def outcome(self) -> str | None:
        """What the case is called in the end: the veto's outcome if there is one, else the grade."""
        return self.veto.outcome if self.veto else self.grade
