"""Periods as facts state them: ``2020``, ``2020H1``, ``2020Q3``, ``2020-07``, ``2020-07-15``, ``2020-01/2020-09``."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date

from hengping.quantities.display import date_text
from hengping.quantities.numbers import chinese_numeral
from hengping.quantities.refusal import QuantityError

_PART = re.compile(
    r"(?P<year>(?:19|20|21)\d\d)"
    r"(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?)?",
    re.ASCII,
)


class PeriodError(QuantityError):
    """A text that is no period; the message (Chinese) shows the accepted forms."""


@dataclass(frozen=True)
class Period:
    """The days from ``first`` to ``last``, both included. Two periods of the same days are equal, however written.

    Attributes:
        first: the first day.
        last: the last day.
        text: as written, the form kept on disk.
    """

    first: date
    last: date
    text: str = field(compare=False)

    @property
    def chinese(self) -> str:
        """As printed: 2020年, 2020年上半年, 2020年第三季度, 2020年7月, 2020年7月15日, 2020年1月至9月."""
        first, _, last = self.text.partition("/")
        if not last:
            return _chinese_part(first)
        end = _chinese_part(last)
        # The year is said once where both ends share it; 2019/2020 has nothing to leave out.
        if first[:4] == last[:4] and len(last) > 4:
            end = end.partition("年")[2]
        return f"{_chinese_part(first)}至{end}"


def read_period(text: str) -> Period:
    """Read one period text.

    Raises:
        PeriodError: no period, a day that does not exist, or a span that ends before it begins.
    """
    begin, slash, end = text.strip().partition("/")
    first = _read_part(begin)
    if not slash:
        return first
    last = _read_part(end)
    if last.last < first.first:
        raise PeriodError(f"时段“{text}”的结束早于开始")
    return Period(first.first, last.last, f"{begin}/{end}")


def _read_part(text: str) -> Period:
    match = _PART.fullmatch(text)
    if match is None:
        raise PeriodError(
            f"“{text}”不是时段，请写成 2020、2020H1（上半年）、2020Q3（三季度）、2020-07、2020-07-15 或 2020-01/2020-09"
        )
    year = int(match["year"])
    first_month, last_month = 1, 12
    if match["half"]:
        last_month = 6 * int(match["half"])
        first_month = last_month - 5
    elif match["quarter"]:
        last_month = 3 * int(match["quarter"])
        first_month = last_month - 2
    elif match["month"]:
        first_month = last_month = int(match["month"])
    last_day = monthrange(year, last_month)[1]
    if match["day"] is None:
        return Period(date(year, first_month, 1), date(year, last_month, last_day), text)
    if not 1 <= int(match["day"]) <= last_day:
        raise PeriodError(f"没有“{text}”这一天：{year}年{last_month}月只有 {last_day} 天")
    day = date(year, last_month, int(match["day"]))
    return Period(day, day, text)


def _chinese_part(text: str) -> str:
    match = _PART.fullmatch(text)
    assert match is not None, text
    if match["day"]:
        return date_text(date.fromisoformat(text))
    if match["month"]:
        return f"{match['year']}年{int(match['month'])}月"
    if match["quarter"]:
        return f"{match['year']}年第{chinese_numeral(int(match['quarter']))}季度"
    if match["half"]:
        return f"{match['year']}年{'上' if match['half'] == '1' else '下'}半年"
    return f"{match['year']}年"
