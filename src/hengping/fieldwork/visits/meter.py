"""The coverage meter: every base with its share and margin, and what one cancelled visit would do."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from hengping.cases.model.case import Case
from hengping.cases.model.fieldwork import Visit
from hengping.fieldwork.visits.bases import Base, bases
from hengping.fieldwork.visits.bounds import bounds
from hengping.fieldwork.visits.frame import Frame
from hengping.fieldwork.visits.measure import Bound


@dataclass(frozen=True)
class Reading:
    """What a choice covers on one base."""

    base: Base
    covered: Fraction
    names_covered: tuple[str, ...]
    names_left: tuple[str, ...]

    @property
    def share(self) -> Fraction | None:
        """Of the whole; None where nothing is known to be a share of."""
        return self.covered / self.base.whole if self.base.whole else None

    @property
    def share_of_listed(self) -> Fraction | None:
        """Of what is listed, where the source states another number than it lists."""
        return self.covered / self.base.listed if self.base.listed else None

    @property
    def margin(self) -> Fraction | None:
        """How far the covered amount is above its bound, in the measure's unit; negative where it falls short."""
        bound = self.base.bound
        return None if bound is None else self.covered - bound.limit


@dataclass(frozen=True)
class Cancellation:
    """What would follow if one unit were not visited: the bounds no longer kept, each with its value then."""

    unit_id: str
    broken: tuple[tuple[Bound, Fraction], ...]


@dataclass(frozen=True)
class Meter:
    """The readings of one choice of units.

    Attributes:
        chosen: positions in the frame, ascending.
        kept: every bound with its value.
    """

    frame: Frame
    chosen: tuple[int, ...]
    readings: tuple[Reading, ...]
    kept: tuple[tuple[Bound, Fraction], ...]
    cancellations: tuple[Cancellation, ...]

    @property
    def holds(self) -> bool:
        return all(bound.holds(value) for bound, value in self.kept)

    @property
    def musts_left(self) -> tuple[str, ...]:
        """Units that must be visited and are not chosen."""
        chosen = set(self.chosen)
        return tuple(unit.id for index, unit in enumerate(self.frame.units) if unit.row.must and index not in chosen)

    @property
    def nevers_chosen(self) -> tuple[str, ...]:
        """Units that must not be visited and are chosen."""
        return tuple(self.frame.units[index].id for index in self.chosen if self.frame.units[index].row.never)


def meter(frame: Frame, chosen: Collection[int], covered: dict[int, Decimal] | None = None) -> Meter:
    """What a choice covers.

    Args:
        chosen: positions of units.
        covered: money covered at a unit as its visit states it, where it does.
    """
    taken = set(chosen)
    of_bases = bases(frame, covered)
    to_keep = bounds(frame, of_bases)
    values = tuple((bound, bound.measure.value(taken)) for bound in to_keep)
    return Meter(
        frame=frame,
        chosen=tuple(sorted(taken)),
        readings=tuple(_reading(base, taken) for base in of_bases),
        kept=values,
        cancellations=tuple(_cancelled(frame, taken, values)),
    )


def planned(case: Case, frame: Frame, *, done: bool = False) -> tuple[set[int], dict[int, Decimal]]:
    """Units that the case's visits go to, or with `done` those visited; and the money that visits state as covered."""
    visits = [visit for visit in case.visits if not visit.cancelled and (visit.visited_on is not None or not done)]
    chosen = {frame.position[visit.unit] for visit in visits}
    return chosen, _stated_money(frame, visits)


def _stated_money(frame: Frame, visits: list[Visit]) -> dict[int, Decimal]:
    """The largest amount that a visit to the unit states; a unit visited twice is not counted twice."""
    found: dict[int, Decimal] = {}
    for visit in visits:
        if visit.money_covered is not None:
            index = frame.position[visit.unit]
            found[index] = max(visit.money_covered, found.get(index, visit.money_covered))
    return found


def _reading(base: Base, chosen: set[int]) -> Reading:
    groups = base.measure.groups
    return Reading(
        base=base,
        covered=base.measure.value(chosen),
        names_covered=tuple(group.name for group in groups if group.is_covered(chosen)),
        names_left=tuple(group.name for group in groups if not group.is_covered(chosen)),
    )


def _cancelled(frame: Frame, chosen: set[int], values: tuple[tuple[Bound, Fraction], ...]) -> Iterator[Cancellation]:
    """Of each chosen unit; only bounds that hold now can be broken by it."""
    standing = [(bound, value, _alone(bound, chosen)) for bound, value in values if bound.at_least]
    for index in sorted(chosen):
        broken = tuple(
            (bound, value - lost[index])
            for bound, value, lost in standing
            if index in lost and bound.holds(value) and not bound.holds(value - lost[index])
        )
        yield Cancellation(frame.units[index].id, broken)


def _alone(bound: Bound, chosen: set[int]) -> dict[int, Fraction]:
    """What each chosen unit alone adds to a measure: the groups of which no other unit is chosen."""
    found: dict[int, Fraction] = {}
    for group in bound.measure.groups:
        inside = [member for member in group.members if member in chosen]
        if len(inside) == 1:
            found[inside[0]] = found.get(inside[0], Fraction(0)) + group.weight
    return found
