"""Writing a plan or a schedule into the visits of a case: rows are added and filled, none is removed."""

from __future__ import annotations

import re

from hengping.cases.model.case import Case
from hengping.cases.model.fieldwork import Visit
from hengping.fieldwork.visits.plan import Plan
from hengping.fieldwork.visits.schedule import Schedule


def with_plan(case: Case, plan: Plan) -> tuple[Case, tuple[str, ...], tuple[str, ...]]:
    """The case with a visit for each unit of the plan.

    Returns:
        The case; ids of the visits that were added; ids of visits whose unit the plan does not have, left as they are.
    """
    there = {visit.unit for visit in case.visits if not visit.cancelled}
    names = _Ids([visit.id for visit in case.visits])
    added = [
        Visit(
            id=next(names),
            unit=plan.frame.units[index].id,
            reason=plan.reasons.get(index, ""),
            method=plan.method.label,
        )
        for index in plan.chosen
        if plan.frame.units[index].id not in there
    ]
    chosen = {plan.frame.units[index].id for index in plan.chosen}
    others = tuple(visit.id for visit in case.visits if not visit.cancelled and visit.unit not in chosen)
    visits = (*case.visits, *added)
    return case.model_copy(update={"visits": visits}), tuple(visit.id for visit in added), others


def with_dates(case: Case, dated: Schedule) -> Case:
    """The case with day, team and people of each appointment; people already named stay."""
    teams = {team.name: team for team in dated.teams}
    filled: dict[str, Visit] = {}
    for each in dated.appointments:
        team, visit = teams.get(each.team), each.visit
        people = {"lead": visit.lead or team.lead, "members": visit.members or team.members} if team else {}
        filled[visit.id] = visit.model_copy(update={"planned_on": each.on, "team": each.team, **people})
    return case.model_copy(update={"visits": tuple(filled.get(visit.id, visit) for visit in case.visits)})


class _Ids:
    """Ids that go on after those that there are, in their own style: V37 is followed by V38."""

    def __init__(self, ids: list[str]) -> None:
        numbered = [match for name in ids if (match := re.fullmatch(r"(.*?)(\d+)", name))]
        self._prefix = numbered[-1][1] if numbered else "V"
        self._width = max((len(match[2]) for match in numbered), default=2)
        self._last = max((int(match[2]) for match in numbered if match[1] == self._prefix), default=0)

    def __next__(self) -> str:
        self._last += 1
        return f"{self._prefix}{self._last:0{self._width}d}"
