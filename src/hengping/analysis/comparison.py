"""比较法: one figure in several years, against its plan, and against the nation, with the scope of each said.

Facts in, comparisons out; how they are printed is for the report. Two figures are compared only where name, subject,
unit and scope agree; the nation is set beside the evaluated place with its scope named, never subtracted from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from hengping.cases.fact_book import FactBook
from hengping.cases.model.facts import Fact
from hengping.formulas.values import Known
from hengping.scoring.result import CaseScore, CriterionScore

NATION = "全国"
_YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True)
class Point:
    """One year's figure. `number` is as formulas see it."""

    year: str
    fact_id: str
    number: Decimal


@dataclass(frozen=True)
class YearSeries:
    """One figure over the years, in order of the years."""

    name: str
    subject: str
    scope: str
    unit: str
    points: tuple[Point, ...]

    @property
    def first(self) -> Point:
        """The earliest year."""
        return self.points[0]

    @property
    def last(self) -> Point:
        """The latest year."""
        return self.points[-1]

    def at(self, year: str) -> Point | None:
        """The point of a year, if there is one."""
        return next((point for point in self.points if point.year == year), None)

    @property
    def is_rate(self) -> bool:
        """Whether the figure is itself a share, so that change is told in percentage points."""
        return self.unit in ("%", "‰")

    def change_formula(self, earlier: Point, later: Point) -> str:
        """The Excel formula of the change between two years: growth, or the difference of two shares."""
        if self.is_rate:
            return f"={later.fact_id}-{earlier.fact_id}"
        return f"={later.fact_id}/{earlier.fact_id}-1"

    @property
    def direction(self) -> str:
        """How the figure moved from first to last, in one word; 波动 where years in between went against it."""
        steps = [later.number - earlier.number for earlier, later in pairwise(self.points)]
        if all(step == 0 for step in steps):
            return "持平"
        if all(step >= 0 for step in steps):
            return "上升"
        return "下降" if all(step <= 0 for step in steps) else "波动"


@dataclass(frozen=True)
class Beside:
    """A figure of the evaluated place and the nation's of the same name and year."""

    name: str
    year: str
    own: Fact
    national: Fact

    @property
    def same_scope(self) -> bool:
        """Whether both are counted alike."""
        return self.own.scope == self.national.scope


@dataclass(frozen=True)
class PlanComparison:
    """A criterion's actual against its planned value."""

    criterion: CriterionScore
    name: str


@dataclass(frozen=True)
class Comparison:
    """All that a case lets one compare."""

    years: tuple[YearSeries, ...]
    nation: tuple[Beside, ...]
    plan: tuple[PlanComparison, ...]


def compare(facts: Iterable[Fact], book: FactBook, score: CaseScore) -> Comparison:
    """What the facts of a case let one compare: earlier years, the nation, the plan."""
    known = [fact for fact in facts if isinstance(book.result(fact.id), Known) and book.number(fact.id) is not None]
    return Comparison(_years(known, book), _nation(known), _plan(score))


def _years(facts: Iterable[Fact], book: FactBook) -> tuple[YearSeries, ...]:
    groups: dict[tuple[str, str, str, str], dict[str, Point]] = {}
    for fact in facts:
        # Of the stages of one figure the latest stands for its year.
        if not _YEAR.fullmatch(fact.period) or book.latest(fact.id) != fact.id:
            continue
        number = book.number(fact.id)
        if number is not None:
            key = (fact.name, fact.subject, fact.scope, fact.unit)
            groups.setdefault(key, {})[fact.period] = Point(fact.period, fact.id, number)
    return tuple(
        YearSeries(name, subject, scope, unit, tuple(points[year] for year in sorted(points)))
        for (name, subject, scope, unit), points in groups.items()
        if len(points) > 1
    )


def _nation(facts: Iterable[Fact]) -> tuple[Beside, ...]:
    by_place: dict[tuple[str, str], Fact] = {}
    national: list[Fact] = []
    for fact in facts:
        if fact.subject == NATION:
            national.append(fact)
        elif fact.subject:
            by_place.setdefault((fact.name, fact.period), fact)
    found = ((fact, by_place.get((fact.name, fact.period))) for fact in national)
    return tuple(Beside(fact.name, fact.period, own, fact) for fact, own in found if own is not None)


def _plan(score: CaseScore) -> tuple[PlanComparison, ...]:
    names: Mapping[str, str] = {node.indicator.code: node.indicator.name for node in score.walk()}
    return tuple(
        PlanComparison(criterion, names[criterion.indicator_code])
        for criterion in score.criteria()
        if criterion.actual_text and criterion.target_text and criterion.met is not None
    )
