"""The case as the checks see it: model, values, scores and goal sheet, each worked out once."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hengping.cases.fact_book import FactBook
from hengping.cases.model.case import Case, criteria_of, leaves
from hengping.cases.model.findings import Problem
from hengping.cases.model.identity import EvaluationKind
from hengping.cases.model.indicators import Criterion, Indicator
from hengping.cases.model.process import ScoreRecord, ScoreStage, Waiver
from hengping.lint.finding import Finding, Place, heading
from hengping.lint.goal_sheet import GoalSheet
from hengping.lint.goals_of_case import goal_sheet
from hengping.quantities import round_half_up
from hengping.reference.profile import Profile
from hengping.scoring import profile_of
from hengping.scoring.result import CaseScore, CriterionScore, IndicatorScore


class CaseUnderReview:
    """One case with its score. Expects a case whose integrity was checked."""

    def __init__(self, case: Case, score: CaseScore, *, book: FactBook | None = None) -> None:
        self.case = case
        self.score = score
        self.book = book or FactBook(case)

    @functools.cached_property
    def profile(self) -> Profile:
        """The bureau's rules for this case."""
        return profile_of(self.case)

    @functools.cached_property
    def goals(self) -> GoalSheet:
        """The declared goal sheet with its targets read."""
        return goal_sheet(self.case, self.book, self.profile)

    @functools.cached_property
    def criteria(self) -> tuple[CriterionScore, ...]:
        """Scores of all criteria in the order of the tree."""
        return tuple(self.score.criteria())

    @functools.cached_property
    def nodes(self) -> dict[str, IndicatorScore]:
        """Scores of all nodes by code."""
        return {node.indicator.code: node for node in self.score.walk()}

    @functools.cached_property
    def leaf_codes(self) -> dict[str, str]:
        """Criterion id → code of its leaf; a leaf's own code leads to itself."""
        found = {}
        for leaf in leaves(self.case.indicators.indicators):
            found[leaf.code] = leaf.code
            found.update({criterion.id: leaf.code for criterion in criteria_of(leaf)})
        return found

    @functools.cached_property
    def problems_of(self) -> dict[str, tuple[Problem, ...]]:
        """Leaf code → problems that name it or one of its criteria."""
        found: dict[str, list[Problem]] = {}
        for problem in self.case.findings.problems:
            codes = dict.fromkeys(self.leaf_codes[name] for name in problem.criteria if name in self.leaf_codes)
            for code in codes:
                found.setdefault(code, []).append(problem)
        return {code: tuple(problems) for code, problems in found.items()}

    @functools.cached_property
    def standing_records(self) -> dict[str, ScoreRecord]:
        """Code (or TOTAL) → the recorded score of the latest stage; a 自评 score stands only in a self-evaluation."""
        order = {stage: position for position, stage in enumerate(ScoreStage)}
        is_self = self.case.identity.kind is EvaluationKind.SELF_EVALUATION
        found: dict[str, ScoreRecord] = {}
        for record in self.case.scores:
            if record.stage is ScoreStage.SELF and not is_self:
                continue
            if record.code not in found or order[record.stage] >= order[found[record.code].stage]:
                found[record.code] = record
        return found

    def rounded(self, score: Decimal) -> Decimal:
        """A score as the profile prints it."""
        return round_half_up(score, self.profile.rounding.places)

    def leaves(self) -> Iterator[IndicatorScore]:
        """Scores of the leaves in the order of the tree."""
        return (node for node in self.score.walk() if node.is_leaf)

    def place_of(self, result: CriterionScore, attribute: str = "") -> Place:
        """Where a criterion stands; a leaf without criteria stands under its own code and name."""
        leaf = self.nodes[result.indicator_code].indicator
        return criterion_place(result.criterion, attribute) if leaf.criteria else indicator_place(leaf, attribute)


def indicator_place(indicator: Indicator, attribute: str = "") -> Place:
    """Where a node of the tree stands."""
    field = heading(Indicator, attribute) if attribute else ""
    return Place("indicators", (indicator.code,), _short(indicator.name), field)


def criterion_place(criterion: Criterion, attribute: str = "") -> Place:
    """Where a criterion that was filed as one stands."""
    field = heading(Criterion, attribute) if attribute else ""
    return Place("indicators", (criterion.id,), _short(criterion.text), field)


@dataclass(frozen=True)
class WaiversUnderReview:
    """The waivers of a case beside everything the other checks found."""

    waivers: tuple[Waiver, ...]
    findings: tuple[Finding, ...]


def _short(text: str, limit: int = 24) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
