"""What scoring yields: frozen results for criteria, indicators and the case, each with its own explanation.

Scores are `Decimal`; None means that the score cannot be given yet, and then neither can those above it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from hengping.cases.model.fields import Mark
from hengping.cases.model.indicators import Criterion, Indicator, Judgement
from hengping.scoring.assessed_units import combining_formula
from hengping.scoring.rule import Cells, RuleInput, RuleParameters, ScoringRule, excel_number


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
class AppliedRule:
    """The rule behind a criterion's points with all it was given, for whoever writes its live formula.

    Attributes:
        rule: the rule.
        parameters: its parameters, read.
        inputs: assessed unit → what the rule was given for it; "" where the criterion has no assessed units.
        filed_max_score: full marks before redistribution, on which the rule works.
        max_score: full marks after redistribution.
    """

    rule: ScoringRule[Any]
    parameters: RuleParameters
    inputs: tuple[tuple[str, RuleInput], ...]
    filed_max_score: Decimal
    max_score: Decimal

    def excel(self, cells: Cells) -> str | None:
        """Formula of the points of one assessed unit, without ``=``; "" while an input is blank, None if judged.

        The cells' `target_value` and `unit` are taken from the input; `cells.max_score` is the redistributed one.
        """
        given = self.inputs[0][1]
        cells = replace(cells, target_value=given.target, unit=given.unit)
        if self.filed_max_score == self.max_score:
            formula = self.rule.excel(cells, self.parameters)
        else:
            filed = excel_number(self.filed_max_score)
            formula = self.rule.excel(replace(cells, max_score=filed), self.parameters)
            formula = formula and f"({formula})*{cells.max_score}/{filed}"
        if formula is None:
            return None
        blanks = [f'{cell}=""' for cell in (cells.actual, cells.judgement, *cells.points.values()) if cell]
        blanks += [f"COUNTBLANK({cells.actuals})>0"] if cells.actuals else []
        if not blanks:
            return formula
        blank = blanks[0] if len(blanks) == 1 else f"OR({','.join(blanks)})"
        return f'IF({blank},"",{formula})'

    def combining_excel(self, points: str, max_score: str) -> str:
        """Formula that makes one figure of the range with the points of all assessed units; "" while one is blank."""
        formula = combining_formula(points, max_score, self.parameters)
        return f'IF(COUNT({points})<ROWS({points})*COLUMNS({points}),"",{formula})'


@dataclass(frozen=True)
class CriterionScore:
    """The points of one criterion.

    Attributes:
        criterion: the criterion as filed.
        indicator_code: its leaf.
        max_score: full marks in absolute points, after weights of the parent and redistribution.
        points: what the rule gives, unrounded; None while it cannot be given.
        score: `points` as it stands in documents: rounded half-up if the profile rounds criteria, else `points`.
        status: how the score came about.
        rule_title: Chinese name of the rule; "" where there is none.
        rule_text: the printed sentence of the rule with its parameters.
        target_text: the target as printed; "" where there is none.
        actual_text: the actual value as printed, with its unit.
        working: the formula of the actual with numbers put in; "" for judged criteria.
        sentence: the sentence that explains the points, with numbers put in.
        met: whether the target was reached; None where the rule has no such notion or data are missing.
        fact_ids: facts behind the actual and the target, in order of use.
        judgements: the judgements behind the points.
        marks: reconstructed or assumed parts, those of the facts and judgements used included.
        applied: the rule with what it was given; None where there is no rule.
    """

    criterion: Criterion
    indicator_code: str
    max_score: Decimal
    points: Decimal | None
    score: Decimal | None
    status: ScoreStatus
    rule_title: str = ""
    rule_text: str = ""
    target_text: str = ""
    actual_text: str = ""
    working: str = ""
    sentence: str = ""
    met: bool | None = None
    fact_ids: tuple[str, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    marks: tuple[Mark, ...] = ()
    applied: AppliedRule | None = None

    @property
    def deduction(self) -> Decimal | None:
        """Points lost."""
        return None if self.score is None else self.max_score - self.score


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
    explanation: str
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
