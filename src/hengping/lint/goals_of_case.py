"""The goal sheet of a case, with what its facts tell about every row."""

from __future__ import annotations

from collections.abc import Iterator

from hengping.cases.fact_book import FactBook
from hengping.cases.model.case import Case, criteria_of, leaves
from hengping.cases.model.facts import Fact
from hengping.cases.model.fields import Status
from hengping.formulas.tree import Chain, Name
from hengping.lint.goal_sheet import Figure, Goal, GoalSheet, PlanBehindRate
from hengping.quantities import UnitError, read_unit
from hengping.reference.profile import Profile
from hengping.scoring.filed_targets import read_target


def goal_sheet(case: Case, book: FactBook, profile: Profile) -> GoalSheet:
    """Read the goal sheet of a case together with budget, actuals, earlier figures and explanations."""
    goals = tuple(Goal.of(row) for row in case.goals)
    reader = _Reader(case, book)
    found = {goal.id: reader.actual(goal) for goal in goals}
    return GoalSheet(
        goals,
        fund=case.identity.fund,
        level=case.identity.level,
        budget=reader.figure(case.identity.budget_fact),
        actuals={row: figure for row, (figure, _) in found.items() if figure is not None},
        priors={goal.id: prior for goal in goals if (prior := reader.prior(goal, found[goal.id][1]))},
        plans={row: plan for row, (_, fact) in found.items() if fact and (plan := reader.plan_behind(fact))},
        earlier=tuple(reader.earlier_figures()),
        explanations=_explanations(case),
        shared_facts={goal.id: goal.row.facts for goal in goals if goal.row.facts},
        thresholds=profile.thresholds,
    )


def _explanations(case: Case) -> dict[str, str]:
    found = {row.id: row.note for row in case.goals if row.note.strip()}
    for leaf in leaves(case.indicators.indicators):
        texts = [text for criterion in criteria_of(leaf) for text in (criterion.finding, criterion.deduction_reason)]
        for row in leaf.goal_rows:
            found[row] = found.get(row, "") + "".join(texts)
    return {row: text for row, text in found.items() if text.strip()}


class _Reader:
    """Figures of one case by fact id, and the same figure of the year before."""

    def __init__(self, case: Case, book: FactBook) -> None:
        self._book, self._year = book, case.identity.year.strip()
        self._by_identity = {_identity(fact, fact.period): fact for fact in case.facts}

    def figure(self, fact_id: str) -> Figure | None:
        """The fact as a figure in its own unit; None where it is unknown or no number."""
        number = self._book.number(fact_id)
        if number is None:
            return None
        fact, unit = self._book.facts[fact_id], self._book.unit(fact_id)
        period = f"{fact.period}年" if fact.period.isdigit() else fact.period
        return Figure(unit.to_written(number), unit, f"{period}{fact.name}")

    def actual(self, goal: Goal) -> tuple[Figure | None, Fact | None]:
        """What the row came to: the first of its facts of the target's kind, else the value filed in the form."""
        for fact_id in goal.row.facts:
            figure = self.figure(fact_id)
            if figure and (goal.figure is None or figure.alike(goal.figure)):
                return figure, self._book.facts[fact_id]
        return _filed(goal.row.actual, goal), None

    def prior(self, goal: Goal, actual: Fact | None) -> Figure | None:
        """The same a year before: as filed in the form, else the fact that differs in nothing but the year."""
        for text in (goal.row.prior_value, goal.row.last_self_value):
            if figure := _filed(text, goal):
                return figure
        before = self._year_before(actual) if actual else None
        return self.figure(before.id) if before else None

    def plan_behind(self, rate: Fact) -> PlanBehindRate | None:
        """For a rate that is actual ÷ plan: the plan, and the actual of the year before."""
        formula = self._book.formula(rate.id)
        match formula.tree if formula else None:
            case Chain(Name(reached), (("/", Name(plan)),)):
                now = self._book.facts[reached]
                before = self._year_before(now) or self._only_namesake_before(now)
                figures = self.figure(plan), self.figure(before.id) if before else None
                if before is None or figures[0] is None or figures[1] is None:
                    return None
                same = (before.subject, before.scope) == (now.subject, now.scope)
                return PlanBehindRate(figures[0], figures[1], "" if same else before.subject or before.scope)
            case _:
                return None

    def earlier_figures(self) -> Iterator[Figure]:
        """Established figures of years before the evaluated one."""
        for fact in self._book.facts.values():
            is_early = fact.period.isdigit() and self._year.isdigit() and int(fact.period) < int(self._year)
            if is_early and not fact.formula and fact.status is not Status.ASSUMED:
                figure = self.figure(fact.id)
                if figure:
                    yield figure

    def _only_namesake_before(self, fact: Fact) -> Fact | None:
        """The one figure of that name a year before, of whatever subject and scope; None where there are several."""
        if not fact.period.isdigit():
            return None
        year = str(int(fact.period) - 1)
        found = [other for other in self._book.facts.values() if (other.name, other.period) == (fact.name, year)]
        return found[0] if len(found) == 1 else None

    def _year_before(self, fact: Fact) -> Fact | None:
        if not fact.period.isdigit():
            return None
        return self._by_identity.get(_identity(fact, str(int(fact.period) - 1)))


def _identity(fact: Fact, period: str) -> tuple[str, ...]:
    return fact.name, fact.subject, period, fact.scope, fact.stage


def _filed(text: str, goal: Goal) -> Figure | None:
    reading = read_target(text)
    if reading.value is None:
        return None
    try:
        unit = read_unit(reading.unit) if reading.unit else goal.unit
    except UnitError:
        return None
    return Figure(reading.value, unit, goal.name) if unit is not None else None
