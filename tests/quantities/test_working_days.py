"""Working days of the Chinese calendar; the dates are those of the State Council's holiday notices."""

from __future__ import annotations

from datetime import date

import pytest

from hengping.quantities import CalendarError, QuantityError, WorkCalendar

PUBLISHED = WorkCalendar()


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2020, 1, 31), False),  # the New Year holiday of 2020 was prolonged to 2 February
        (date(2020, 2, 3), True),
        (date(2020, 10, 8), False),
        (date(2020, 10, 10), True),  # a Saturday worked for the holiday
        (date(2020, 10, 11), False),
        (date(2021, 2, 20), True),
    ],
)
def test_holidays_and_make_up_workdays(day: date, works: bool) -> None:
    assert works is PUBLISHED.is_working_day(day)


@pytest.mark.parametrize(
    ("year", "month", "n", "expected"),
    [(2020, 10, 1, date(2020, 10, 9)), (2020, 10, 5, date(2020, 10, 14)), (2021, 1, 5, date(2021, 1, 8))],
)
def test_the_first_five_working_days_of_a_month(year: int, month: int, n: int, expected: date) -> None:
    assert expected == PUBLISHED.nth_working_day(year, month, n)


@pytest.mark.parametrize("n", [0, -1, 24])
def test_a_month_has_no_such_working_day(n: int) -> None:
    with pytest.raises(QuantityError):
        PUBLISHED.nth_working_day(2020, 10, n)


@pytest.mark.parametrize("day", [date(2003, 5, 6), date(2031, 5, 6)])
def test_a_year_without_a_published_calendar_is_asked_for_and_not_guessed(day: date) -> None:
    with pytest.raises(CalendarError, match=f"没有 {day.year} 年的节假日安排"):
        PUBLISHED.is_working_day(day)


def test_the_users_own_table_covers_a_year_that_is_lacking() -> None:
    calendar = WorkCalendar({date(2031, 5, 1): False, date(2031, 5, 2): False, date(2031, 5, 4): True})

    assert [date(2031, 5, 4), date(2031, 5, 5)] == [calendar.nth_working_day(2031, 5, n) for n in (1, 2)]
    with pytest.raises(CalendarError):
        calendar.is_working_day(date(2032, 1, 5))


def test_a_regions_own_holiday_is_laid_over_the_published_year() -> None:
    calendar = WorkCalendar({date(2021, 5, 13): False})

    assert PUBLISHED.is_working_day(date(2021, 5, 13))
    assert not calendar.is_working_day(date(2021, 5, 13))
    assert calendar.is_working_day(date(2021, 5, 14))
