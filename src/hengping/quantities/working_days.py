"""Working days of the Chinese calendar, with public holidays and make-up workdays (调休).

The published calendars up to the last year announced come from ``chinesecalendar``. A year it lacks needs the user's
own table: a holiday is announced by the State Council, not computed, so it is never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from hengping.quantities.refusal import QuantityError

_ONE_DAY = timedelta(days=1)


class CalendarError(QuantityError):
    """A year whose holidays are not known; the message names it and the years that are."""


@dataclass(frozen=True)
class WorkCalendar:
    """Working days, with the user's own days laid over the published calendar.

    Attributes:
        extra: day → True where it is worked (补班), False where it is not (放假). In a year of the published calendar
            single days suffice (a region's own holidays, say). Any day of another year makes ``extra`` that year's
            whole table: days it does not name follow the week.
    """

    extra: Mapping[date, bool] = field(default_factory=dict)

    def is_working_day(self, day: date) -> bool:
        if day in self.extra:
            return self.extra[day]
        first_year, last_year = _published_years()
        if first_year <= day.year <= last_year:
            return _is_published_working_day(day)
        if any(other.year == day.year for other in self.extra):
            return day.weekday() < 5
        raise CalendarError(f"没有 {day.year} 年的节假日安排（已有 {first_year} 至 {last_year} 年）")

    def nth_working_day(self, year: int, month: int, n: int) -> date:
        """The ``n``-th working day (1 is the first) of a month.

        Raises:
            QuantityError: the month has fewer working days, or ``n`` is below 1.
        """
        if n < 1:
            raise QuantityError(f"工作日从第 1 个数起，没有第 {n} 个")
        day, counted = date(year, month, 1), 0
        while day.month == month:
            counted += self.is_working_day(day)
            if counted == n:
                return day
            day += _ONE_DAY
        raise QuantityError(f"{year}年{month}月只有 {counted} 个工作日，没有第 {n} 个")


@cache
def _published_years() -> tuple[int, int]:
    from chinese_calendar import constants

    return min(constants.holidays).year, max(constants.holidays).year


def _is_published_working_day(day: date) -> bool:
    import chinese_calendar

    return bool(chinese_calendar.is_workday(day))
