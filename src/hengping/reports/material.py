"""What a report is made from: the case, its scores and findings, the bureau's rules, and look-ups between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from hengping.cases.fact_book import FactBook
from hengping.cases.model.case import Case
from hengping.cases.model.facts import Fact
from hengping.cases.model.findings import Problem
from hengping.cases.model.indicators import OutcomeKind
from hengping.reference.layout import ScoreTableLayout
from hengping.reference.layouts import packaged_score_table
from hengping.reference.outline import Outline
from hengping.reference.outlines import packaged_outline
from hengping.reference.profile import Profile
from hengping.reference.profiles import packaged_profile
from hengping.scoring.result import CaseScore, CriterionScore, IndicatorScore

PAPER_PREFIX = "DG-"
"""Working papers are numbered after their indicator unless the case's own index names them otherwise."""


@dataclass
class Gaps:
    """What the report could not say, in the order in which it came to light; each thing once."""

    _found: dict[str, tuple[str, str]] = field(default_factory=dict)

    def add(self, text: str, *, kind: str = "", item: str = "") -> None:
        """Note one thing that is missing; things of one kind (没有内容的章节) are told together by their items."""
        self._found.setdefault(text, (kind, item))

    @property
    def found(self) -> tuple[str, ...]:
        """All that is missing so far, a sentence each."""
        return tuple(self._found)

    def told(self) -> tuple[str, ...]:
        """The same for a reader: one line a kind, with how many and which; then what has no kind."""
        kinds: dict[str, list[str]] = {}
        for kind, item in self._found.values():
            if kind:
                kinds.setdefault(kind, []).append(item)
        together = (f"{kind}（{len(items)}）：{'、'.join(items)}" for kind, items in kinds.items())
        return (*together, *(text.rstrip("。") for text, (kind, _) in self._found.items() if not kind))


@dataclass(frozen=True)
class Material:
    """Everything a report is written from. Only `gaps` grows while it is written."""

    case: Case
    score: CaseScore
    facts: FactBook
    profile: Profile
    outline: Outline
    layout: ScoreTableLayout
    gaps: Gaps = field(default_factory=Gaps)

    @cached_property
    def fact_rows(self) -> dict[str, Fact]:
        """Facts by id."""
        return {fact.id: fact for fact in self.case.facts}

    @cached_property
    def indicators(self) -> dict[str, IndicatorScore]:
        """Indicator scores by code."""
        return {node.indicator.code: node for node in self.score.walk()}

    @cached_property
    def criteria(self) -> dict[str, CriterionScore]:
        """Criterion scores by the criterion's id."""
        return {criterion.criterion.id: criterion for criterion in self.score.criteria()}

    @cached_property
    def leaves(self) -> tuple[IndicatorScore, ...]:
        """The indicators at which points are given."""
        return tuple(node for node in self.score.walk() if node.is_leaf)

    @cached_property
    def depth(self) -> int:
        """How many levels the tree has."""
        return max((node.level for node in self.score.walk()), default=0)

    @cached_property
    def papers(self) -> dict[str, str]:
        """Index of the computing paper (底稿号) of each leaf."""
        own = {
            code: row.index
            for row in reversed(self.case.working_papers)
            if len(row.indicators) == 1
            for code in row.indicators
        }
        return {
            leaf.indicator.code: own.get(leaf.indicator.code, PAPER_PREFIX + leaf.indicator.code)
            for leaf in self.leaves
        }

    @cached_property
    def fact_papers(self) -> dict[str, tuple[str, ...]]:
        """Indices of the papers in which each fact is used."""
        used: dict[str, dict[str, None]] = {}
        for criterion in self.score.criteria():
            for fact_id in criterion.fact_ids:
                used.setdefault(fact_id, {}).setdefault(self.papers[criterion.indicator_code])
        return {fact_id: tuple(papers) for fact_id, papers in used.items()}

    @cached_property
    def problems(self) -> dict[str, tuple[Problem, ...]]:
        """Problems by the criterion they explain; a problem of a leaf stands under each of its criteria."""
        by_criterion: dict[str, tuple[Problem, ...]] = {}
        for problem in self.case.findings.problems:
            for name in problem.criteria:
                leaf = self.indicators.get(name)
                ids = [each.criterion.id for each in leaf.criteria] if leaf else [name]
                for criterion_id in ids:
                    by_criterion[criterion_id] = (*by_criterion.get(criterion_id, ()), problem)
        return by_criterion

    @property
    def year(self) -> str:
        """2021年度, for captions; empty while the case does not say which year."""
        year = self.case.identity.year
        return f"{year}年度" if year else ""

    @property
    def watermark(self) -> str:
        """The state of the text; a text without a total is a draft whatever the case calls it."""
        return "草稿" if self.score.total is None else self.case.identity.watermark

    @property
    def final(self) -> bool:
        """Whether this is the final text, in which nothing may be called missing."""
        return not self.watermark


def gather(case: Case, score: CaseScore) -> Material:
    """The material of a case whose scores are known.

    Raises:
        InputError: the case or its profile names an outline or a layout that does not exist.
    """
    profile = case.profile or packaged_profile(case.identity.profile)
    return Material(
        case=case,
        score=score,
        facts=FactBook(case),
        profile=profile,
        outline=packaged_outline(case.identity.outline or profile.outline),
        layout=packaged_score_table(profile.score_table),
    )


def _set_aside(criterion: CriterionScore) -> bool:
    outcome = criterion.outcome
    return outcome is not None and outcome.kind is OutcomeKind.NOT_APPLICABLE
