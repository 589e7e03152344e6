"""Plan against done: what became of each planned visit, with the reasons given, and what the change did to coverage."""

from __future__ import annotations

from dataclasses import dataclass

from hengping.cases.model.case import Case
from hengping.cases.model.fields import Labelled
from hengping.cases.model.fieldwork import Visit
from hengping.fieldwork.visits.frame import Frame
from hengping.fieldwork.visits.meter import Meter, meter, planned


class Outcome(Labelled):
    """What became of a visit."""

    AS_PLANNED = "as_planned", "按计划完成"
    OTHER_DAY = "other_day", "改期完成"
    REPLACED = "replaced", "替代原定单位"
    UNPLANNED = "unplanned", "计划外"
    CANCELLED = "cancelled", "取消"
    OPEN = "open", "尚未踏勘"
    DONE = "done", "已踏勘，没有记录计划日期"

    @property
    def needs_reason(self) -> bool:
        """Whether a report has to say why."""
        return self in (Outcome.OTHER_DAY, Outcome.REPLACED, Outcome.UNPLANNED, Outcome.CANCELLED)


@dataclass(frozen=True)
class Change:
    """One visit, planned or made; `reason` is "" where none is given."""

    visit: Visit
    outcome: Outcome
    reason: str

    @property
    def lacks_reason(self) -> bool:
        return self.outcome.needs_reason and not self.reason


@dataclass(frozen=True)
class Difference:
    """Plan and done side by side.

    Attributes:
        plan_recorded: whether any visit has a planned day; without one nothing can be late or unplanned.
        planned: the meter of the plan, cancelled visits included and unplanned ones left out.
        done: the meter of what was visited.
    """

    changes: tuple[Change, ...]
    plan_recorded: bool
    planned: Meter
    done: Meter


def difference(case: Case, frame: Frame) -> Difference:
    """Compare the visits' planned days with what was done."""
    recorded = any(visit.planned_on is not None for visit in case.visits)
    changes = tuple(Change(visit, _outcome(visit, recorded=recorded), visit.change_reason) for visit in case.visits)
    unplanned = (Outcome.UNPLANNED, Outcome.REPLACED)
    before = {frame.position[change.visit.unit] for change in changes if change.outcome not in unplanned}
    before |= {frame.position[name] for name in _replaced(changes) if name in frame.position}
    stated = planned(case, frame)[1]
    after, seen = planned(case, frame, done=True)
    return Difference(changes, recorded, meter(frame, before, stated), meter(frame, after, seen))


def _replaced(changes: tuple[Change, ...]) -> tuple[str, ...]:
    return tuple(change.visit.replaces for change in changes if change.outcome is Outcome.REPLACED)


def _outcome(visit: Visit, *, recorded: bool) -> Outcome:
    if visit.cancelled:
        return Outcome.CANCELLED
    if visit.visited_on is None:
        return Outcome.OPEN
    if visit.replaces:
        return Outcome.REPLACED
    if not recorded:
        return Outcome.DONE
    if visit.planned_on is None:
        return Outcome.UNPLANNED
    return Outcome.AS_PLANNED if visit.planned_on == visit.visited_on else Outcome.OTHER_DAY
