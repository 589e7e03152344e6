"""Teams and days: the Chinese calendar, the way to far regions, days that a person has set, and a date to keep."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.cases.model import Case
from hengping.cases.model.fieldwork import FieldTeam
from hengping.errors import InputError
from hengping.fieldwork.visits.frame import read_frame
from hengping.fieldwork.visits.saving import with_dates
from hengping.fieldwork.visits.schedule import Request, Schedule, schedule
from hengping.quantities import WorkCalendar
from tests.fieldwork.visits.frames import case_of

MONDAY = date(2022, 7, 18)


def teams(number: int) -> tuple[FieldTeam, ...]:
    return tuple(FieldTeam(name=f"{place}组") for place in range(1, number + 1))


def visits_to(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"unit": f"U{number:02d}"} for number in range(1, len(rows) + 1)]


def planned(rows: list[dict[str, Any]], *, number: int = 1, start: date = MONDAY, **rule: Any) -> Schedule:
    case = case_of(rows, visits=visits_to(rows), **rule)
    return schedule(case, read_frame(case), Request(teams(number), start))


def days(dated: Schedule) -> list[str]:
    return [f"{each.on:%m-%d} {each.team} {each.visit.unit}" for each in dated.appointments]


def test_visits_fill_the_days_one_after_another() -> None:
    assert days(planned([{"days": "0.5"}, {"days": "0.5"}, {"days": "0.75"}, {"days": "0.5"}])) == [
        "07-18 1组 U01",
        "07-18 1组 U02",
        "07-19 1组 U03",
        "07-20 1组 U04",  # half a day does not fit behind three quarters
    ]


def test_the_national_holiday_is_left_out_and_the_make_up_saturday_worked() -> None:
    # 2022: holiday 1–7 October; Saturday 8 and Sunday 9 October were worked.
    found = planned([{"days": "1"} for _ in range(4)], start=date(2022, 9, 29))
    assert [each.on.isoformat() for each in found.appointments] == [
        "2022-09-29",
        "2022-09-30",
        "2022-10-08",
        "2022-10-09",
    ]


def test_a_person_may_override_the_calendar() -> None:
    rows = [{"days": "1"}, {"days": "1"}]
    case = case_of(rows, visits=visits_to(rows))
    calendar = WorkCalendar({date(2022, 7, 18): False, date(2022, 7, 23): True, date(2022, 7, 22): False})
    found = schedule(case, read_frame(case), Request(teams(1), date(2022, 7, 21), calendar=calendar))
    assert [each.on for each in found.appointments] == [date(2022, 7, 21), date(2022, 7, 23)]


def test_a_year_without_a_calendar_is_told_with_what_to_do() -> None:
    with pytest.raises(InputError) as told:
        planned([{"days": "1"}], start=date(2031, 1, 6))
    assert "--holiday" in told.value.faults[0].mend


def test_a_far_region_goes_to_one_team_and_costs_the_way_there() -> None:
    rows = [
        {"days": "1"},
        {"days": "1"},
        {"days": "1"},
        {"days": "0.5", "city": "乙市"},
        {"days": "0.5", "city": "乙市"},
    ]
    found = planned(rows, number=2, cities=[{"city": "乙市", "travel_days": "1"}])
    assert days(found) == ["07-18 2组 U01", "07-19 1组 U04", "07-19 1组 U05", "07-19 2组 U02", "07-20 2组 U03"]
    assert [(trip.team, trip.city, trip.on, trip.days) for trip in found.trips] == [("1组", "乙市", MONDAY, 1)]


def test_the_way_back_is_counted_before_work_at_home_and_between_far_regions() -> None:
    rows = [{"days": "1", "city": "乙市"}, {"days": "1", "city": "丙市"}, {"days": "1"}]
    cities = [{"city": "乙市", "travel_days": "1"}, {"city": "丙市", "travel_days": "0.5"}]
    found = planned(rows, home_city="甲市", cities=cities)
    assert [(trip.city, trip.days) for trip in found.trips] == [
        ("乙市", 1),
        ("丙市", Fraction(3, 2)),
        ("甲市", Fraction(1, 2)),
    ]
    assert days(found) == ["07-19 1组 U01", "07-22 1组 U02", "07-26 1组 U03"]


def fixed_case() -> Case:
    rows = [{"days": "0.5"}, {"days": "0.5"}, {"days": "0.5"}]
    visits = [{"unit": "U01"}, {"unit": "U02", "planned_on": "2022-07-18", "team": "1组"}, {"unit": "U03"}]
    return case_of(rows, visits=visits)


def test_days_that_a_person_has_set_stand_and_take_their_time() -> None:
    case = fixed_case()
    found = schedule(case, read_frame(case), Request(teams(1), MONDAY))
    assert days(found) == ["07-18 1组 U02", "07-18 1组 U01", "07-19 1组 U03"]
    assert [each.fixed for each in found.appointments] == [True, False, False]


def test_days_are_planned_anew_when_asked() -> None:
    case = fixed_case()
    found = schedule(case, read_frame(case), Request(teams(1), MONDAY, again=True))
    assert days(found) == ["07-18 1组 U01", "07-18 1组 U02", "07-19 1组 U03"]


def test_made_and_cancelled_visits_are_not_planned() -> None:
    visits = [{"unit": "U01", "visited_on": "2022-07-18"}, {"unit": "U02", "cancelled": True}, {"unit": "U03"}]
    case = case_of([{}, {}, {}], visits=visits)
    found = schedule(case, read_frame(case), Request(teams(1), MONDAY))
    assert ([each.visit.unit for each in found.appointments], found.visited) == (["U03"], ("V01",))


def test_what_does_not_fit_is_told_with_the_number_of_teams_that_would() -> None:
    rows = [{"days": "1"} for _ in range(9)]
    case = case_of(rows, visits=visits_to(rows))
    found = schedule(case, read_frame(case), Request(teams(1), MONDAY, end=date(2022, 7, 20)))
    assert found.late == ("V04", "V05", "V06", "V07", "V08", "V09")
    assert found.teams_needed == 3


def test_a_visit_of_several_days_is_late_if_it_ends_late() -> None:
    case = case_of([{"days": "2.5"}], visits=[{"unit": "U01"}])
    frame = read_frame(case)
    for end, late in ((date(2022, 7, 19), ("V01",)), (date(2022, 7, 20), ())):
        found = schedule(case, frame, Request(teams(1), MONDAY, end=end))
        assert (found.late, found.last) == (late, date(2022, 7, 20))


def test_no_number_of_teams_helps_a_region_too_far() -> None:
    rows = [{"days": "1", "city": "乙市"}, {}]
    case = case_of(rows, visits=visits_to(rows), home_city="甲市", cities=[{"city": "乙市", "travel_days": "5"}])
    found = schedule(case, read_frame(case), Request(teams(1), MONDAY, end=date(2022, 7, 20)))
    assert (found.teams_needed, "V01" in found.late) == (None, True)


def test_the_schedule_is_written_into_the_visits() -> None:
    case = fixed_case()
    group = (FieldTeam(name="1组", lead="张某", members="李某、王某"),)
    saved = with_dates(case, schedule(case, read_frame(case), Request(group, MONDAY)))
    assert [(visit.planned_on, visit.team, visit.lead, visit.members) for visit in saved.visits] == [
        (MONDAY, "1组", "张某", "李某、王某"),
        (MONDAY, "1组", "张某", "李某、王某"),
        (date(2022, 7, 19), "1组", "张某", "李某、王某"),
    ]


@given(
    st.lists(
        st.tuples(st.sampled_from(["甲市", "乙市", "丙市"]), st.sampled_from(["0.25", "0.5", "0.75", "1", "2.5"])),
        min_size=1,
        max_size=12,
    ),
    st.integers(1, 4),
)
def test_every_visit_is_planned_once_on_a_working_day_and_no_day_is_overfull(
    units: list[tuple[str, str]], number: int
) -> None:
    rows = [{"city": city, "days": length} for city, length in units]
    case = case_of(rows, visits=visits_to(rows), home_city=units[0][0])
    frame = read_frame(case)
    found = schedule(case, frame, Request(teams(number), MONDAY))
    assert sorted(each.visit.id for each in found.appointments) == sorted(visit.id for visit in case.visits)
    full: dict[tuple[str, date], Fraction] = defaultdict(Fraction)
    for each in found.appointments:
        assert WorkCalendar().is_working_day(each.on)
        full[each.team, each.on] += min(Fraction(1), Fraction(frame.units[frame.position[each.visit.unit]].days))
    assert all(taken <= 1 for taken in full.values())
    far: dict[str, set[str]] = defaultdict(set)
    for each in found.appointments:
        far[frame.units[frame.position[each.visit.unit]].city].add(each.team)
    assert all(len(group) == 1 for city, group in far.items() if city != frame.home)
