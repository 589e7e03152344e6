"""A figure given another value: the case is scored anew with it, so that every rule, step and rounding counts.

A number moves in proportion to itself, 是 and 否 change places. Where the grade changes is first sought on a grid of
changes up to the whole of the figure, then closed in on by halves to a ten-thousandth; a change of grade that lies
between two points of the grid and is undone before the next would be overlooked. Dates and texts are left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from hengping.analysis.sensitivity.movement import Bounds, Kind, Movement, Turn
from hengping.cases.fact_book import FactBook
from hengping.cases.model.case import Case
from hengping.cases.model.facts import Fact
from hengping.errors import InputError
from hengping.quantities import percent, plain, read_unit, round_half_up
from hengping.scoring.case_score import score_case
from hengping.scoring.result import CaseScore
from hengping.scoring.what_if import what_if

_GRID = tuple(Decimal(step) / 100 for step in (1, 2, 3, 5, 7, 10, 15, 20, 30, 40, 50, 75, 100))
_FINE = Decimal("0.0001")
_OPPOSITE = {"是": "否", "否": "是"}

_Totals = Callable[[Decimal], Decimal | None]


def facts_behind(score: CaseScore, book: FactBook) -> tuple[str, ...]:
    """Filed facts that points rest on, through all formulas, in order of use."""
    found: dict[str, None] = {}

    def dig(fact_id: str) -> None:
        formula = book.formula(fact_id)
        if formula is None or book.facts[fact_id].status.marked:
            found.setdefault(fact_id)
        for name in formula.names if formula else ():
            dig(book.latest(name))

    for criterion in score.criteria():
        for fact_id in criterion.fact_ids:
            dig(fact_id)
    return tuple(found)


def disputed(case: Case, fact_ids: Iterable[str]) -> tuple[str, ...]:
    """Those that are reconstructed, assumed, or filed with another value under the same name, subject and period."""
    facts = {fact.id: fact for fact in case.facts}
    values: dict[tuple[str, str, str], set[str]] = {}
    for fact in case.facts:
        if fact.value:
            values.setdefault((fact.name, fact.subject, fact.period), set()).add(fact.value)
    return tuple(
        fact_id
        for fact_id in fact_ids
        if (fact := facts[fact_id]).status.marked or len(values.get((fact.name, fact.subject, fact.period), ())) > 1
    )


@dataclass(frozen=True)
class FigureMover:
    """Scores a case with one figure changed."""

    case: Case
    book: FactBook
    bounds: Bounds
    swing: Decimal
    disputed: frozenset[str]

    def moved(self, fact_ids: Iterable[str]) -> Iterator[Movement]:
        """Each of the figures that can be moved."""
        for fact_id in fact_ids:
            fact = self.book.facts[fact_id]
            match read_unit(fact.unit).content:
                case "truth" if fact.value in _OPPOSITE:
                    yield self._flipped(fact)
                case "number" if self.book.number(fact_id) is not None:
                    yield self._scaled(fact)

    def _flipped(self, fact: Fact) -> Movement:
        other = _OPPOSITE[fact.value]
        total = self._total(fact.id, other)
        turns = () if total is None else self._if_changed(total, other, "改变")
        return self._movement(fact, fact.value, (other, ""), (total, self.bounds.total), turns)

    def _scaled(self, fact: Fact) -> Movement:
        unit = self.book.unit(fact.id)
        written = unit.to_written(self.book.number(fact.id) or Decimal(0))
        now = self.book.printed(fact.id)
        if not written:
            return self._movement(fact, now, ("", ""), (None, None), (), limit="数值为 0，不能按比例变动")

        def value(change: Decimal) -> str:
            return _trimmed(written * (1 + change), written)

        def total(change: Decimal) -> Decimal | None:
            return self._total(fact.id, value(change))

        ends = (value(-self.swing), value(self.swing))
        turns = (*self._turns(total, value, -1), *self._turns(total, value, 1))
        return self._movement(fact, now, ends, (total(-self.swing), total(self.swing)), turns)

    def _turns(self, total: _Totals, value: Callable[[Decimal], str], sign: int) -> Iterator[Turn]:
        same = Decimal(0)
        for step in _GRID:
            reached = total(sign * step)
            if reached is None:
                return
            if self.bounds.grade_at(reached) != self.bounds.grade:
                yield self._closed_in(total, value, sign * same, sign * step)
                return
            same = step

    def _closed_in(self, total: _Totals, value: Callable[[Decimal], str], same: Decimal, other: Decimal) -> Turn:
        while abs(other - same) > _FINE:
            middle = (same + other) / 2
            reached = total(middle)
            if reached is None or self.bounds.grade_at(reached) != self.bounds.grade:
                other = middle
            else:
                same = middle
        reached = total(other)
        grade = self.bounds.grade_at(reached) if reached is not None else "未定"
        return Turn(value(other), f"{'+' if other > 0 else ''}{percent(other)}", grade)

    def _if_changed(self, total: Decimal, value: str, change: str) -> tuple[Turn, ...]:
        grade = self.bounds.grade_at(total)
        return () if grade == self.bounds.grade else (Turn(value, change, grade),)

    def _total(self, fact_id: str, value: str) -> Decimal | None:
        try:
            return score_case(what_if(self.case, {fact_id: value})).total
        except InputError:
            return None  # a rule refuses the value, as a target of zero

    def _movement(
        self,
        fact: Fact,
        now: str,
        ends: tuple[str, str],
        totals: tuple[Decimal | None, Decimal | None],
        turns: tuple[Turn, ...],
        *,
        limit: str = "",
    ) -> Movement:
        subject = "" if fact.name.startswith(fact.subject) else fact.subject
        period = f"{fact.period}年度" if fact.period.isdigit() else fact.period
        name = f"{subject}{fact.name}{f'（{period}）' if period else ''}"
        marked = fact.id in self.disputed
        return Movement(Kind.FIGURE, fact.id, name, now, *ends, *totals, turns, disputed=marked, limit=limit)


def _trimmed(value: Decimal, model: Decimal) -> str:
    """A value with the decimals of the filed one, and more where it has fewer than five digits."""
    filed = max(0, -int(model.normalize().as_tuple().exponent))
    places = max(filed, 4 - max(0, model.adjusted()))
    return plain(round_half_up(value, min(places, 8)).normalize() + 0)
