"""Periods as facts state them."""

from __future__ import annotations

from datetime import date

import pytest

from hengping.quantities import PeriodError, read_period


@pytest.mark.parametrize(
    ("text", "first", "last", "chinese"),
    [
        ("2020", "2020-01-01", "2020-12-31", "2020年"),
        ("2020H1", "2020-01-01", "2020-06-30", "2020年上半年"),
        ("2020H2", "2020-07-01", "2020-12-31", "2020年下半年"),
        ("2020Q3", "2020-07-01", "2020-09-30", "2020年第三季度"),
        ("2020-02", "2020-02-01", "2020-02-29", "2020年2月"),
        ("2020-07-15", "2020-07-15", "2020-07-15", "2020年7月15日"),
        ("2020-01/2020-09", "2020-01-01", "2020-09-30", "2020年1月至9月"),
        ("2019-11/2020-02", "2019-11-01", "2020-02-29", "2019年11月至2020年2月"),
        ("2020-01-05/2020-03-02", "2020-01-05", "2020-03-02", "2020年1月5日至3月2日"),
        ("2017/2019", "2017-01-01", "2019-12-31", "2017年至2019年"),
    ],
)
def test_a_text_reads_as_first_and_last_day(text: str, first: str, last: str, chinese: str) -> None:
    period = read_period(text)

    assert (date.fromisoformat(first), date.fromisoformat(last)) == (period.first, period.last)
    assert (chinese, text) == (period.chinese, period.text)


@pytest.mark.parametrize(
    "text",
    ["", "20", "2020-13", "2020-02-30", "2021-02-29", "2020Q5", "2020/", "2020年", "2020-09/2020-01", "２０２０"],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(PeriodError):
        read_period(text)


def test_periods_of_the_same_days_are_one_however_written() -> None:
    assert read_period("2020") == read_period("2020-01/2020-12")
    assert len({read_period("2020H1"), read_period("2020-01/2020-06")}) == 1
