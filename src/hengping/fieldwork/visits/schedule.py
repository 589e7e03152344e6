"""Teams and working days for the visits of a case, region by region, with the way there and back.

A far region goes whole to one team, the largest first, each to the team that is free earliest; then the visits where
the teams are based fill up the days. Dates that a person has set stand, and take their share of the day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from hengping.cases.model.case import Case
from hengping.cases.model.fieldwork import FieldTeam, Visit
from hengping.errors import Fault, InputError
from hengping.fieldwork.visits.bounds import travel_days
from hengping.fieldwork.visits.frame import Frame
from hengping.quantities import CalendarError, WorkCalendar

_MOST_TEAMS = 50
_LAST_YEAR = 2200


@dataclass(frozen=True)
class Request:
    """What a schedule is asked for.

    Attributes:
        end: last day that fieldwork may take; None for no limit.
        again: dates already set are planned anew; visits already made stay out in any case.
    """

    teams: tuple[FieldTeam, ...]
    start: date
    end: date | None = None
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    again: bool = False


@dataclass(frozen=True)
class Appointment:
    """One visit with its first and last day and its team; `fixed` where a person set the day."""

    visit: Visit
    team: str
    on: date
    until: date
    fixed: bool = False


@dataclass(frozen=True)
class Trip:
    """A way of a team to a region: the day it sets out, and how many days it takes."""

    team: str
    city: str
    on: date
    days: Fraction


@dataclass(frozen=True)
class Schedule:
    """Appointments by day and team.

    Attributes:
        last: the last day; None where there is nothing to plan.
        late: visits beyond the last day that is allowed.
        teams_needed: the fewest teams that would be done in time, where these are not; None if no number would do.
        visited: visits that were made already and are not planned.
    """

    teams: tuple[FieldTeam, ...]
    appointments: tuple[Appointment, ...]
    trips: tuple[Trip, ...]
    last: date | None
    late: tuple[str, ...] = ()
    teams_needed: int | None = None
    visited: tuple[str, ...] = ()


class _Diary:
    """One team's working days: how much of each is taken, and where the team is."""

    def __init__(self, team: str, start: date, calendar: WorkCalendar, home: str) -> None:
        self.team, self.city = team, home
        self._calendar = calendar
        self.taken: dict[date, Fraction] = {}
        self.day = _working_day(calendar, start)

    def trial(self) -> _Diary:
        """A copy to try a visit in."""
        other = copy(self)
        other.taken = dict(self.taken)
        return other

    def take(self, duration: Fraction) -> date:
        """The first day from now on that has room for a visit; one longer than a day begins on an empty one."""
        while self.taken.get(self.day, Fraction(0)) + min(duration, Fraction(1)) > 1:
            self._next_day()
        begun = self.day
        self._fill(duration)
        return begun

    def travel(self, city: str, duration: Fraction) -> date:
        """Go to a region, in the time left of today and the days that follow."""
        while self.taken.get(self.day, Fraction(0)) >= 1:
            self._next_day()
        begun = self.day
        self._fill(duration)
        self.city = city
        return begun

    def _fill(self, duration: Fraction) -> None:
        while duration > 0:
            free = max(Fraction(0), 1 - self.taken.get(self.day, Fraction(0)))
            used = min(free, duration)
            self.taken[self.day] = self.taken.get(self.day, Fraction(0)) + used
            duration -= used
            if duration > 0:
                self._next_day()

    def _next_day(self) -> None:
        self.day = _working_day(self._calendar, self.day + timedelta(days=1))


def _working_day(calendar: WorkCalendar, day: date) -> date:
    try:
        while not calendar.is_working_day(day):
            day += timedelta(days=1)
    except CalendarError as error:
        mend = "请用 --holiday 逐日写明该年的放假日；写明一天后，该年其余日子按周一至周五计。"
        raise InputError([Fault("工作日历", str(day.year), "有节假日安排的年份", f"{error}。{mend}")]) from None
    return day


def schedule(case: Case, frame: Frame, request: Request) -> Schedule:
    """Plan the visits that are not cancelled and not made.

    Raises:
        InputError: no teams, an end before the start, or a year whose holidays are not known.
    """
    if not request.teams:
        raise InputError([Fault("踏勘组", "没有", "至少一个组", "请用 --teams 写明组数，或在抽样要求中列出踏勘组。")])
    if request.end is not None and request.end < request.start:
        raise InputError([Fault("结束日期", str(request.end), f"不早于 {request.start}", "请核对开始和结束日期。")])
    if request.start.year > _LAST_YEAR:
        raise InputError([Fault("踏勘开始日期", str(request.start), f"不晚于 {_LAST_YEAR} 年的日期", "请核对年份。")])
    open_visits = [visit for visit in case.visits if not visit.cancelled and visit.visited_on is None]
    appointments, trips = _planned(frame, request, open_visits)
    ordered = sorted(appointments, key=lambda each: (each.on, _team_place(request, each.team)))
    late = tuple(each.visit.id for each in ordered if request.end is not None and each.until > request.end)
    return Schedule(
        teams=request.teams,
        appointments=tuple(ordered),
        trips=tuple(sorted(trips, key=lambda trip: (trip.on, _team_place(request, trip.team)))),
        last=max((each.until for each in ordered), default=None),
        late=late,
        teams_needed=_teams_needed(frame, request, open_visits) if late else None,
        visited=tuple(visit.id for visit in case.visits if visit.visited_on is not None and not visit.cancelled),
    )


def _team_place(request: Request, name: str) -> int:
    names = [team.name for team in request.teams]
    return names.index(name) if name in names else len(names)


def _planned(frame: Frame, request: Request, visits: Sequence[Visit]) -> tuple[list[Appointment], list[Trip]]:
    diaries = [_Diary(team.name, request.start, request.calendar, frame.home) for team in request.teams]
    fixed = [visit for visit in visits if visit.planned_on is not None and not request.again]
    appointments = list(_kept(frame, diaries, fixed))
    by_city: dict[str, list[Visit]] = {}
    for visit in visits:
        if visit not in fixed:
            by_city.setdefault(_city(frame, visit), []).append(visit)
    trips: list[Trip] = []
    far = [city for city in by_city if travel_days(frame, city)]
    for city in sorted(far, key=lambda city: (-_load(frame, city, by_city[city]), city)):
        diary = min(diaries, key=lambda diary: (diary.day, diary.taken.get(diary.day, Fraction(0))))
        trips.append(_go(frame, diary, city))
        appointments += [_appointed(frame, diary, visit) for visit in by_city[city]]
    for visit in (visit for city, group in by_city.items() if city not in far for visit in group):
        diary = min(diaries, key=lambda diary: _earliest(frame, diary, visit))
        if diary.city != frame.home:
            trips.append(_go(frame, diary, frame.home))
        appointments.append(_appointed(frame, diary, visit))
    return appointments, trips


def _kept(frame: Frame, diaries: Sequence[_Diary], fixed: Sequence[Visit]) -> Iterator[Appointment]:
    """Visits whose day a person has set; one without a team goes to the team with most room on that day."""
    for visit in fixed:
        if visit.planned_on is None:
            continue
        day = visit.planned_on
        named = [diary for diary in diaries if diary.team == visit.team]
        diary = named[0] if named else min(diaries, key=lambda diary: diary.taken.get(day, Fraction(0)))
        diary.taken[day] = diary.taken.get(day, Fraction(0)) + _days(frame, visit)
        yield Appointment(visit, visit.team or diary.team, day, day, fixed=True)


def _go(frame: Frame, diary: _Diary, city: str) -> Trip:
    """To a region; between two far ones by way of home, as nobody states the way between them."""
    duration = travel_days(frame, city)
    if diary.city != frame.home:
        duration += travel_days(frame, diary.city)
    return Trip(diary.team, city, diary.travel(city, duration), duration)


def _appointed(frame: Frame, diary: _Diary, visit: Visit) -> Appointment:
    begun = diary.take(_days(frame, visit))
    return Appointment(visit, diary.team, begun, diary.day)


def _earliest(frame: Frame, diary: _Diary, visit: Visit) -> tuple[date, Fraction]:
    """When a team could be at a unit at home, and how full that day would be."""
    trial = diary.trial()
    if trial.city != frame.home:
        _go(frame, trial, frame.home)
    day = trial.take(_days(frame, visit))
    return day, trial.taken[day]


def _load(frame: Frame, city: str, visits: Sequence[Visit]) -> Fraction:
    return travel_days(frame, city) + sum((_days(frame, visit) for visit in visits), Fraction(0))


def _days(frame: Frame, visit: Visit) -> Fraction:
    return Fraction(frame.units[frame.position[visit.unit]].days)


def _city(frame: Frame, visit: Visit) -> str:
    return frame.units[frame.position[visit.unit]].city


def _teams_needed(frame: Frame, request: Request, visits: Sequence[Visit]) -> int | None:
    """The fewest teams that are done by the end; fixed dates beyond it cannot be helped by teams."""
    end = request.end
    if end is None:
        return None
    days_open = sum(
        request.calendar.is_working_day(request.start + timedelta(days=number))
        for number in range((end - request.start).days + 1)
    )
    free = [visit for visit in visits if visit.planned_on is None or request.again]
    work = sum((_days(frame, visit) for visit in free), Fraction(0))
    at_least = ceil(work / days_open) if days_open else _MOST_TEAMS + 1  # fewer could not, travel or no travel
    for number in range(max(at_least, len(request.teams) + 1), min(_MOST_TEAMS, len(visits)) + 1):
        teams = tuple(FieldTeam(name=str(place)) for place in range(number))
        more = Request(teams, request.start, end, request.calendar, request.again)
        appointments, _ = _planned(frame, more, visits)
        if all(each.until <= end for each in appointments):
            return number
    return None
