"""The bases on which coverage is measured: regions, units, payers, money, and those that the case adds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from hengping.cases.model.fieldwork import Counted, CoverageBase, Unattributed
from hengping.fieldwork.visits.frame import Frame, Pool
from hengping.fieldwork.visits.measure import ONE, Bound, Group, Measure

PLACES_MINIMUM = Decimal(30)
MONEY_MINIMUM = Decimal(60)
"""Percent; the bounds of the region's plan, taken where a case states none."""


@dataclass(frozen=True)
class Base:
    """One base of coverage.

    Attributes:
        whole: what shares are shares of: the number that the source states, else what is listed.
        listed: the number that is listed where the source states another; else None.
        minimum: bound in percent, None where there is none.
        assumed: the case does not state the bound; the customary one is taken.
    """

    name: str
    counted: Counted
    measure: Measure
    whole: Fraction
    listed: Fraction | None = None
    minimum: Decimal | None = None
    assumed: bool = False

    @property
    def bound(self) -> Bound | None:
        """The bound as a plan has to keep it; None without one, or where there is nothing to be a share of."""
        if self.minimum is None or not self.whole:
            return None
        limit = Fraction(self.minimum) / 100 * self.whole
        return Bound(f"{self.name}占比下限", self.measure, True, limit, self.whole, self.assumed)


def bases(frame: Frame, covered: Mapping[int, Decimal] | None = None) -> tuple[Base, ...]:
    """Every base of a frame, the customary ones first.

    Args:
        covered: money covered at a unit as its visit states it, by position; it stands in place of the unit's money.
    """
    found = [_cities(frame), _units(frame)]
    if any(unit.row.payer for unit in frame.units):
        found.append(_payers(frame))
    found = [_with_places_minimum(base, frame) for base in found]
    found.append(_money(frame, covered or {}))
    stated = frame.stated or (None,) * len(frame.rule.bases)
    found += [_further(frame, base, total) for base, total in zip(frame.rule.bases, stated, strict=True)]
    return tuple(found)


def _with_places_minimum(base: Base, frame: Frame) -> Base:
    rule = frame.rule
    if base.counted is not rule.places_base:
        return base
    minimum = PLACES_MINIMUM if rule.places_minimum is None else rule.places_minimum
    return _replaced(base, minimum=minimum, assumed=rule.places_minimum is None)


def _replaced(base: Base, *, minimum: Decimal | None, assumed: bool) -> Base:
    return Base(base.name, base.counted, base.measure, base.whole, base.listed, minimum, assumed)


def _cities(frame: Frame) -> Base:
    groups = _grouped(frame, [unit.city for unit in frame.units], frame.cities)
    return _of_groups("地区", Counted.CITIES, groups, "个", frame.cities_stated)


def _units(frame: Frame) -> Base:
    groups = [Group(unit.row.name, ONE, (index,)) for index, unit in enumerate(frame.units)]
    return _of_groups("单位", Counted.UNITS, groups, "家", None)


def _payers(frame: Frame) -> Base:
    payers = [unit.row.payer for unit in frame.units]
    groups = _grouped(frame, payers, tuple(dict.fromkeys(payer for payer in payers if payer)))
    return _of_groups("资金单位", Counted.PAYERS, groups, "个", None)


def _grouped(frame: Frame, labels: list[str], names: tuple[str, ...], *, kinds: tuple[str, ...] = ()) -> list[Group]:
    members: dict[str, list[int]] = {name: [] for name in names}
    for index, label in enumerate(labels):
        if label in members and (not kinds or frame.units[index].row.kind in kinds):
            members[label].append(index)
    return [Group(name, ONE, tuple(indices)) for name, indices in members.items()]


def _of_groups(name: str, counted: Counted, groups: list[Group], unit: str, stated: int | None) -> Base:
    listed = Fraction(len(groups))
    whole = listed if stated is None else Fraction(stated)
    return Base(name, counted, Measure(name, unit, tuple(groups)), whole, listed if listed != whole else None)


def _money(frame: Frame, covered: Mapping[int, Decimal]) -> Base:
    """Money; what is not attributed to units counts as the rule says."""
    treatment = frame.rule.unattributed
    groups = []
    for index, unit in enumerate(frame.units):
        amount = covered.get(index, unit.row.money)
        if amount:
            groups.append(Group(unit.row.name, Fraction(amount), (index,)))
    whole = Fraction(frame.money_total)
    for pool in frame.pools:
        if treatment is Unattributed.EXCLUDED:
            whole -= Fraction(pool.money)
        else:
            groups += _pooled(frame, pool, treatment)
    rule = frame.rule
    minimum = MONEY_MINIMUM if rule.money_minimum is None else rule.money_minimum
    measure = Measure("资金", frame.currency, tuple(groups))
    return Base("资金", Counted.MONEY, measure, whole, None, minimum, rule.money_minimum is None)


def _pooled(frame: Frame, pool: Pool, treatment: Unattributed) -> list[Group]:
    if treatment is Unattributed.WHOLE:
        return [Group(pool.payer, Fraction(pool.money), pool.members)]
    if treatment is Unattributed.BY_SHARE:
        each = Fraction(pool.money) / pool.stated
        return [Group(frame.units[index].row.name, each, (index,)) for index in pool.members]
    return []


def _further(frame: Frame, base: CoverageBase, stated: int | None) -> Base:
    """A base that the case adds; its total is counted among units of its kinds."""
    inside = [index for index, unit in enumerate(frame.units) if not base.kinds or unit.row.kind in base.kinds]
    match base.counted:
        case Counted.UNITS:
            groups, unit = [Group(frame.units[index].row.name, ONE, (index,)) for index in inside], "家"
        case Counted.MONEY:
            amounts = [(index, frame.units[index].row.money) for index in inside]
            groups = [
                Group(frame.units[index].row.name, Fraction(amount), (index,)) for index, amount in amounts if amount
            ]
            unit = frame.currency
        case _:
            by_city = base.counted is Counted.CITIES
            labels = [unit.city if by_city else unit.row.payer for unit in frame.units]
            names = tuple(dict.fromkeys(labels[index] for index in inside if labels[index]))
            groups, unit = _grouped(frame, labels, names, kinds=base.kinds), "个"
    listed = sum((group.weight for group in groups), Fraction(0))
    whole = listed if stated is None else Fraction(stated)
    other = listed if listed != whole else None
    return Base(base.name, base.counted, Measure(base.name, unit, tuple(groups)), whole, other, base.minimum)
