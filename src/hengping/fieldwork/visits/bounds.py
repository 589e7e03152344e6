"""The bounds that a plan has to keep, and what it costs: cost, days and risk as measures of a choice."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from hengping.cases.model.fieldwork import CityTerms
from hengping.fieldwork.visits.bases import Base
from hengping.fieldwork.visits.frame import ASSUMED_TRAVEL_DAYS, Frame
from hengping.fieldwork.visits.measure import ONE, Bound, Group, Measure, single


def bounds(frame: Frame, of_bases: tuple[Base, ...], *, day_budget: Decimal | None = None) -> tuple[Bound, ...]:
    """Every bound: shares of the bases, strata, caps per region, and the budget of days where there is one."""
    found = [base.bound for base in of_bases if base.bound is not None]
    found += _strata(frame)
    found += _caps(frame)
    if day_budget is not None:
        found.append(Bound("工作日上限", days(frame), False, Fraction(day_budget)))
    return tuple(found)


def cost(frame: Frame) -> Measure:
    """Cost of the visits and of going to each region once."""
    unit = frame.rule.cost_unit if frame.cost_is_known else ""
    visits = single("费用", ((each.row.name, Fraction(each.cost)) for each in frame.units), unit=unit)
    return Measure("费用", visits.unit, visits.groups + _travel(frame, _travel_cost))


def days(frame: Frame) -> Measure:
    """Team-days of the visits and of going to each region and back."""
    visits = single("工作日", ((unit.row.name, Fraction(unit.days)) for unit in frame.units), unit="个工作日")
    return Measure(
        "工作日", visits.unit, visits.groups + _travel(frame, lambda frame, city: 2 * travel_days(frame, city))
    )


def risk(frame: Frame) -> Measure:
    """Risk scores; a unit without one counts nothing."""
    weights = ((unit.row.name, Fraction(unit.row.risk or 0)) for unit in frame.units)
    return single("风险分", weights, unit="分")


def travel_days(frame: Frame, city: str) -> Fraction:
    """Days to get to a region, one way; none to where the teams are."""
    if city == frame.home or not city:
        return Fraction(0)
    terms = _terms(frame).get(city)
    stated = terms.travel_days if terms else None
    return Fraction(ASSUMED_TRAVEL_DAYS if stated is None else stated)


def travel_is_assumed(frame: Frame, city: str) -> bool:
    """Whether nobody stated how far a region is."""
    terms = _terms(frame).get(city)
    return bool(city) and city != frame.home and (terms is None or terms.travel_days is None)


def _terms(frame: Frame) -> dict[str, CityTerms]:
    return {terms.city: terms for terms in frame.rule.cities}


def _travel_cost(frame: Frame, city: str) -> Fraction:
    terms = _terms(frame).get(city)
    return Fraction(terms.travel_cost or 0) if terms else Fraction(0)


def _travel(frame: Frame, weight: Callable[[Frame, str], Fraction]) -> tuple[Group, ...]:
    found = []
    for city, members in members_by_city(frame).items():
        amount = weight(frame, city)
        if amount:
            found.append(Group(f"前往{city}", amount, members))
    return tuple(found)


def members_by_city(frame: Frame) -> dict[str, tuple[int, ...]]:
    """Region → positions of its units, in the order of the frame."""
    found: dict[str, list[int]] = {}
    for index, unit in enumerate(frame.units):
        if unit.city:
            found.setdefault(unit.city, []).append(index)
    return {city: tuple(members) for city, members in found.items()}


def _strata(frame: Frame) -> list[Bound]:
    found = []
    for stratum in frame.rule.strata:
        members = [index for index, unit in enumerate(frame.units) if unit.row.kind == stratum.kind]
        groups = tuple(Group(frame.units[index].row.name, ONE, (index,)) for index in members)
        measure = Measure(stratum.kind, "家", groups)
        if stratum.minimum is not None:
            found.append(Bound(f"{stratum.kind}最少家数", measure, True, Fraction(stratum.minimum)))
        if stratum.minimum_percent is not None:
            whole = Fraction(len(members))
            limit = Fraction(stratum.minimum_percent) / 100 * whole
            found.append(Bound(f"{stratum.kind}占比下限", measure, True, limit, whole))
    return found


def _caps(frame: Frame) -> list[Bound]:
    caps = {terms.city: terms.cap for terms in frame.rule.cities if terms.cap is not None}
    found = []
    for city, members in members_by_city(frame).items():
        cap = caps.get(city, frame.rule.city_cap)
        if cap is not None:
            groups = tuple(Group(frame.units[index].row.name, ONE, (index,)) for index in members)
            found.append(Bound(f"{city}最多家数", Measure(city, "家", groups), False, Fraction(cap)))
    return found
