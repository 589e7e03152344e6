"""The best choice of units under bounds: two solves, one for the objective and one that breaks ties.

Bounds go to the solver as rows; each measure becomes one column a group of several units. What comes back is verified
in fractions. A choice that the solver's tolerance let through is cut off and the solve repeated, so that a share of
59.9999999 % never passes for 60 %.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from hengping.fieldwork.visits.frame import Frame
from hengping.fieldwork.visits.highs import INFINITY, Row, Solver, UnprovenError
from hengping.fieldwork.visits.measure import Bound, Measure

_CUTS = 200
_LOTS = 1024


@dataclass(frozen=True)
class Optimum:
    """A choice proven best: positions of units, ascending, and the value of the objective."""

    chosen: tuple[int, ...]
    value: Fraction


def optimum(frame: Frame, bounds: Sequence[Bound], objective: Measure, *, largest: bool = False) -> Optimum | None:
    """The choice with the smallest (or largest) objective that keeps all bounds; None where no choice keeps them.

    Ties are broken by the sum of `ranks`: every machine chooses the same units.
    """
    problem = _Problem(frame, bounds, objective, wants_more=largest)
    weights = _integers(objective, -1 if largest else 1)
    first = problem.solve(weights)
    if first is None:
        return None
    value = objective.value(first)
    best = sum(weight for members, weight in weights if any(member in first for member in members))
    if problem.solver.proven < best - 0.999:  # weights are whole numbers: nothing better lies in between
        raise UnprovenError("求解器给出的方案未能证明最优；请减少单位或放宽条件后再试。")
    problem.keep(weights, best)
    second = problem.solve([float(rank) for rank in ranks(frame)], lambda chosen: objective.value(chosen) == value)
    chosen = first if second is None else second
    return Optimum(tuple(sorted(chosen)), value)


def extreme(frame: Frame, bounds: Sequence[Bound], measure: Measure, *, largest: bool) -> Fraction | None:
    """The largest or smallest value that a measure can have under bounds; None where they cannot be kept."""
    problem = _Problem(frame, bounds, measure, wants_more=largest)
    chosen = problem.solve(_integers(measure, -1 if largest else 1))
    return None if chosen is None else measure.value(chosen)


def ranks(frame: Frame) -> list[int]:
    """What breaks ties: a unit's place by risk, then money, then id, and within it a lot drawn from its id.

    The smallest sum wins, so among equally good plans the one with the riskier and richer units. The lot, at most
    1/1024 of a place each, tells apart sums that places alone leave equal.
    """
    order = sorted(range(len(frame.units)), key=lambda index: _place(frame, index))
    found = [0] * len(frame.units)
    for place, index in enumerate(order, start=1):
        digest = hashlib.sha256(frame.units[index].id.encode()).digest()
        found[index] = place * _LOTS + int.from_bytes(digest[:4]) % _LOTS
    return found


def _place(frame: Frame, index: int) -> tuple[Decimal, Decimal, str]:
    row, nothing = frame.units[index].row, Decimal(0)
    return (row.risk or nothing).copy_negate(), (row.money or nothing).copy_negate(), row.id


def _integers(measure: Measure, sign: int) -> list[tuple[tuple[int, ...], float]]:
    """Members and weight of each group as whole numbers without common factor, so that the solver sees exact costs."""
    scale = math.lcm(1, *{group.weight.denominator for group in measure.groups})
    whole = [group.weight.numerator * (scale // group.weight.denominator) for group in measure.groups]
    factor = math.gcd(0, *whole) or 1
    return [
        (group.members, float(sign * weight // factor)) for group, weight in zip(measure.groups, whole, strict=True)
    ]


class _Problem:
    """Columns and rows of one frame under bounds."""

    def __init__(self, frame: Frame, bounds: Sequence[Bound], objective: Measure, *, wants_more: bool) -> None:
        self._bounds = bounds
        self._count = len(frame.units)
        self._columns: dict[tuple[int, ...], int] = {}
        self._rows: list[Row] = []
        for bound in bounds:
            self._link(bound.measure, upwards=bound.at_least)
        self._link(objective, upwards=wants_more)
        self._rows += [self._bound_row(bound) for bound in bounds]
        fixed = {index: 1 for index, unit in enumerate(frame.units) if unit.row.must}
        fixed |= {index: 0 for index, unit in enumerate(frame.units) if unit.row.never}
        self.solver = Solver(self._count, self._count + len(self._columns), rows=self._rows, fixed=fixed)

    def solve(
        self,
        weights: Sequence[tuple[tuple[int, ...], float] | float],
        also: Callable[[frozenset[int]], bool] | None = None,
    ) -> frozenset[int] | None:
        """The best choice that keeps every bound exactly; None where there is none."""
        costs = [0.0] * (self._count + len(self._columns))
        for index, weight in enumerate(weights):
            if isinstance(weight, tuple):
                if weight[0]:
                    costs[self._column(weight[0])] += weight[1]
            else:
                costs[index] = weight
        for _ in range(_CUTS):
            chosen = self.solver.minimise(costs)
            if chosen is None or (self._holds(chosen) and (also is None or also(chosen))):
                return chosen
            self._cut(chosen)
        raise UnprovenError("条件在小数末位上互相牵制，求解器不能给出确切的方案；请把下限或金额取整后再试。")

    def keep(self, weights: list[tuple[tuple[int, ...], float]], best: float) -> None:
        """Hold the objective at its best value while something else is decided."""
        inside = [(self._column(members), weight) for members, weight in weights if members and weight]
        row = Row([column for column, _ in inside], [weight for _, weight in inside], -INFINITY, best + 0.5)
        self.solver.add(row)

    def _link(self, measure: Measure, *, upwards: bool) -> None:
        """A column for each group of several units: at most the units in it, or (downwards) at least each of them."""
        for group in measure.groups:
            if len(group.members) < 2:
                continue
            column = self._columns.setdefault(group.members, self._count + len(self._columns))
            if upwards:
                ones = [1.0] * len(group.members)
                self._rows.append(Row([*group.members, column], [*ones, -1.0], 0.0, INFINITY))
            else:
                self._rows += [Row([column, member], [1.0, -1.0], 0.0, INFINITY) for member in group.members]

    def _column(self, members: tuple[int, ...]) -> int:
        return members[0] if len(members) == 1 else self._columns[members]

    def _bound_row(self, bound: Bound) -> Row:
        """Counts as they are; large amounts as shares of the whole in percent, so that one tolerance fits all rows."""
        counts = all(group.weight == 1 for group in bound.measure.groups)
        scale = float(100 / bound.whole) if bound.whole and not counts else 1.0
        values: dict[int, float] = {}
        for group in bound.measure.groups:
            if group.members:
                column = self._column(group.members)
                values[column] = values.get(column, 0.0) + float(group.weight) * scale
        limit = float(bound.limit) * scale
        if counts:
            limit = float(math.ceil(bound.limit) if bound.at_least else math.floor(bound.limit))
        lower, upper = (limit, INFINITY) if bound.at_least else (-INFINITY, limit)
        return Row(list(values), list(values.values()), lower, upper)

    def _holds(self, chosen: frozenset[int]) -> bool:
        return all(bound.holds(bound.measure.value(chosen)) for bound in self._bounds)

    def _cut(self, chosen: frozenset[int]) -> None:
        """Forbid exactly this choice."""
        signs = [-1.0 if index in chosen else 1.0 for index in range(self._count)]
        self.solver.add(Row(list(range(self._count)), signs, 1.0 - len(chosen), INFINITY))
