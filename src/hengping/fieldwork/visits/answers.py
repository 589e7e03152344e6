"""The answers of `hengping visits` as plain data, ready for JSON; they fit `VisitsDocument`."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hengping.cases.model.case import Case
from hengping.fieldwork.visits.difference import Difference
from hengping.fieldwork.visits.document import SCHEMA
from hengping.fieldwork.visits.frame import Frame
from hengping.fieldwork.visits.measure import Bound, rounded
from hengping.fieldwork.visits.meter import Meter, Reading
from hengping.fieldwork.visits.notes import cost_notes, day_notes, frame_notes
from hengping.fieldwork.visits.plan import Plan, kept_bounds
from hengping.fieldwork.visits.schedule import Schedule
from hengping.quantities import plain


def meter_document(case: Case, reading: Meter, *, command: str = "meter") -> dict[str, Any]:
    """The coverage of a choice."""
    return {
        "schema": SCHEMA,
        "command": command,
        "title": case.identity.title,
        "frame": _frame(reading.frame),
        "holds": reading.holds and not reading.musts_left and not reading.nevers_chosen,
        "bases": [_base(each) for each in reading.readings],
        "bounds": [_bound(bound, value) for bound, value in reading.kept],
        "musts_left": list(reading.musts_left),
        "nevers_chosen": list(reading.nevers_chosen),
        "chosen": [_chosen(reading.frame, index) for index in reading.chosen],
        "cancellations": [
            {
                "unit": each.unit_id,
                "name": reading.frame.units[reading.frame.position[each.unit_id]].row.name,
                "broken": [_bound(bound, value) for bound, value in each.broken],
            }
            for each in reading.cancellations
            if each.broken
        ],
    }


def plan_document(case: Case, proposal: Plan) -> dict[str, Any]:
    """A plan."""
    frame, draw = proposal.frame, proposal.draw
    document = meter_document(case, proposal.meter, command="plan")
    document["bounds"] = [_bound(bound, value) for bound, value in kept_bounds(frame, proposal)]
    for entry, index in zip(document["chosen"], proposal.chosen, strict=True):
        entry["reason"] = proposal.reasons.get(index, "")
        if draw is not None:
            entry["probability"] = plain(rounded(draw.probabilities[index], 6))
    covered, total = proposal.risk
    document["plan"] = {
        "method": str(proposal.method.value),
        "objective": proposal.objective,
        "cost": _amount(proposal.cost),
        "cost_unit": frame.rule.cost_unit if frame.cost_is_known else "",
        "days": _amount(proposal.days),
        "risk": _amount(covered),
        "risk_total": _amount(total),
        "seed": draw.seed if draw else None,
        "steps": list(draw.steps) if draw else [],
        "alternates": [frame.units[index].id for index in draw.alternates] if draw else [],
        "outside": {frame.units[index].id: why for index, why in sorted(draw.outside.items())} if draw else {},
        "without_reason": list(proposal.without_reason),
        "infeasible": list(proposal.conflict.sentences()) if proposal.conflict else [],
        "notes": [*cost_notes(frame), *day_notes(frame)],
    }
    return document


def schedule_document(case: Case, reading: Meter, dated: Schedule) -> dict[str, Any]:
    """A schedule."""
    frame = reading.frame
    document = meter_document(case, reading, command="schedule")
    document["schedule"] = {
        "teams": [team.name for team in dated.teams],
        "last": None if dated.last is None else dated.last.isoformat(),
        "appointments": [
            {
                "visit": each.visit.id,
                "unit": each.visit.unit,
                "name": frame.units[frame.position[each.visit.unit]].row.name,
                "city": frame.units[frame.position[each.visit.unit]].city,
                "on": each.on.isoformat(),
                "until": each.until.isoformat(),
                "team": each.team,
                "fixed": each.fixed,
            }
            for each in dated.appointments
        ],
        "trips": [
            {"team": trip.team, "city": trip.city, "on": trip.on.isoformat(), "days": _amount(trip.days)}
            for trip in dated.trips
        ],
        "late": list(dated.late),
        "teams_needed": dated.teams_needed,
        "visited": list(dated.visited),
        "notes": list(day_notes(frame)),
    }
    return document


def difference_document(case: Case, compared: Difference) -> dict[str, Any]:
    """Plan against done."""
    frame = compared.done.frame
    document = meter_document(case, compared.done, command="diff")
    document["difference"] = {
        "plan_recorded": compared.plan_recorded,
        "changes": [
            {
                "visit": change.visit.id,
                "unit": change.visit.unit,
                "name": frame.units[frame.position[change.visit.unit]].row.name,
                "planned_on": change.visit.planned_on.isoformat() if change.visit.planned_on else None,
                "visited_on": change.visit.visited_on.isoformat() if change.visit.visited_on else None,
                "outcome": str(change.outcome.value),
                "replaces": change.visit.replaces,
                "reason": change.reason,
                "lacks_reason": change.lacks_reason,
            }
            for change in compared.changes
        ],
        "bases_planned": [_base(each) for each in compared.planned.readings],
    }
    return document


def _frame(frame: Frame) -> dict[str, Any]:
    return {
        "units": len(frame.units),
        "fingerprint": frame.fingerprint,
        "cities_listed": len(frame.cities),
        "cities_stated": frame.cities_stated,
        "currency": frame.currency,
        "money_total": plain(frame.money_total),
        "money_source": frame.money_source,
        "money_attributed": plain(frame.attributed),
        "money_unattributed": plain(frame.unattributed),
        "unattributed_counted": str(frame.rule.unattributed.value),
        "pools": [
            {
                "payer": pool.payer,
                "money": plain(pool.money),
                "units": [frame.units[index].id for index in pool.members],
                "units_stated": pool.stated,
            }
            for pool in frame.pools
        ],
        "notes": list(frame_notes(frame)),
    }


def _base(reading: Reading) -> dict[str, Any]:
    base, margin, bound = reading.base, reading.margin, reading.base.bound
    return {
        "name": base.name,
        "counted": str(base.counted.value),
        "unit": base.measure.unit,
        "covered": _amount(reading.covered),
        "whole": _amount(base.whole),
        "share": _percent(reading.share),
        "whole_listed": None if base.listed is None else _amount(base.listed),
        "share_listed": _percent(reading.share_of_listed),
        "bound": None if base.minimum is None else plain(base.minimum),
        "bound_assumed": base.assumed,
        "holds": None if bound is None else bound.holds(reading.covered),
        "margin": None if margin is None else _amount(margin),
        "margin_points": None if margin is None else _percent(margin / base.whole),
        "names_covered": list(reading.names_covered),
        "names_left": list(reading.names_left),
    }


def _bound(bound: Bound, value: Fraction) -> dict[str, Any]:
    return {
        "name": bound.name,
        "limit": bound.printed_limit,
        "value": bound.printed(value),
        "holds": bound.holds(value),
        "assumed": bound.assumed,
    }


def _chosen(frame: Frame, index: int) -> dict[str, Any]:
    row = frame.units[index].row
    return {
        "unit": row.id,
        "name": row.name,
        "kind": row.kind,
        "city": row.city,
        "money": None if row.money is None else plain(row.money),
        "must": row.must,
        "reason": "",
        "probability": None,
    }


def _amount(value: Fraction) -> str:
    return plain(rounded(value)) if value.denominator != 1 else str(value.numerator)


def _percent(share: Fraction | None) -> str | None:
    return None if share is None else plain(rounded(100 * share))
