"""Deadlines as goal sheets write them, and the days they name."""

from __future__ import annotations

from datetime import date

import pytest

from hengping.quantities import CalendarError, WorkCalendar, read_period
from hengping.scoring.schedules import Schedule, ScheduleKind, read_deadline

MONTHLY, QUARTERLY, WORKING = ScheduleKind.MONTHLY_DAY, ScheduleKind.QUARTER_MONTH_END, ScheduleKind.WORKING_DAY

READ = [
    ("每月25日前", Schedule(MONTHLY, 25)),
    ("每月 25 日前", Schedule(MONTHLY, 25)),
    ("每月２５日前", Schedule(MONTHLY, 25)),
    ("每月二十五日之前", Schedule(MONTHLY, 25)),
    ("每月底前", Schedule(MONTHLY)),
    ("次月10日前", Schedule(MONTHLY, 10, 1)),
    ("每季末次月底前", Schedule(QUARTERLY, 0, 1)),
    ("每季后次月底前", Schedule(QUARTERLY, 0, 1)),
    ("每季度末前", Schedule(QUARTERLY)),
    ("季度终了后15日内", Schedule(QUARTERLY, 15, 1)),
    ("每季度次月15日前", Schedule(QUARTERLY, 15, 1)),
    ("月初5个工作日内", Schedule(WORKING, 5)),
    ("每月前五个工作日内", Schedule(WORKING, 5)),
    ("次月5个工作日内", Schedule(WORKING, 5, 1)),
    ("2020年12月31日前", Schedule(ScheduleKind.DATE, date=date(2020, 12, 31))),
    ("2020-12-31", Schedule(ScheduleKind.DATE, date=date(2020, 12, 31))),
    ("2020年2月底前", Schedule(ScheduleKind.DATE, date=date(2020, 2, 29))),
    ("2020年底前", Schedule(ScheduleKind.DATE, date=date(2020, 12, 31))),
    ("按时", Schedule(ScheduleKind.ON_TIME)),
    ("按照规定时限及时上解", Schedule(ScheduleKind.ON_TIME)),
]


@pytest.mark.parametrize(("text", "schedule"), READ, ids=[text for text, _ in READ])
def test_customary_texts_are_read(text: str, schedule: Schedule) -> None:
    assert read_deadline(text) == schedule


@pytest.mark.parametrize(
    "text",
    [
        "",
        "充分发挥社会保险的职能",
        "尽快",
        "每季度一次",
        "每月32日前",
        "2021年2月30日前",
        "12月31日前",
        "收到申请后5个工作日内",
    ],
)
def test_texts_that_name_no_deadline_are_not_guessed(text: str) -> None:
    assert read_deadline(text) is None


@pytest.mark.parametrize(
    ("text", "period", "due"),
    [
        ("每月25日前", "2021-02", date(2021, 2, 25)),
        ("每月底前", "2021-02", date(2021, 2, 28)),
        ("次月10日前", "2021-12", date(2022, 1, 10)),
        ("每季末次月底前", "2021Q1", date(2021, 4, 30)),
        ("每季末次月底前", "2021Q4", date(2022, 1, 31)),
        ("每季度末前", "2021Q3", date(2021, 9, 30)),
        ("季度终了后15日内", "2021Q2", date(2021, 7, 15)),
        # 2021-10: 1–7 are holidays, Saturday 9 is worked: 8, 9, 11, 12, 13.
        ("月初5个工作日内", "2021-10", date(2021, 10, 13)),
        # 2020-02: the holiday was extended to 2 February.
        ("月初5个工作日内", "2020-02", date(2020, 2, 7)),
        ("次月5个工作日内", "2021-09", date(2021, 10, 13)),
    ],
)
def test_due_days(text: str, period: str, due: date) -> None:
    schedule = read_deadline(text)
    assert schedule is not None
    assert schedule.due(read_period(period), WorkCalendar()) == due


def test_a_year_without_published_holidays_is_never_guessed() -> None:
    schedule = Schedule(WORKING, 5)
    with pytest.raises(CalendarError, match="2035"):
        schedule.due(read_period("2035-01"), WorkCalendar())
    own = WorkCalendar({date(2035, 1, 1): False})
    assert schedule.due(read_period("2035-01"), own) == date(2035, 1, 8)


@pytest.mark.parametrize(
    "text",
    [
        "2020年12月31日前",
        "每月25日前",
        "每月底前",
        "次月10日前",
        "每季度末次月底前",
        "每月前5个工作日内",
        "次月前5个工作日内",
        "按时",
    ],
)
def test_phrases_print_as_offices_write_them_and_read_back(text: str) -> None:
    schedule = read_deadline(text)
    assert schedule is not None
    assert schedule.phrase == text


def test_only_on_time_names_no_day() -> None:
    assert not Schedule(ScheduleKind.ON_TIME).is_definite
    assert all(schedule.is_definite for _, schedule in READ if schedule.kind is not ScheduleKind.ON_TIME)
