"""Deadlines as goal sheets write them: a date, every month by a day, every quarter by a month's end, working days.

“前” and “以前” include the day they name, as offices use them; a day that a month lacks is its last day.
"""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from dataclasses import dataclass

from hengping.cases.model.fields import Labelled
from hengping.quantities.display import date_text
from hengping.quantities.numbers import NumberTextError, half_width, read_chinese_numeral
from hengping.quantities.periods import Period
from hengping.quantities.working_days import WorkCalendar


class ScheduleKind(Labelled):
    """What recurs."""

    DATE = "date", "截止日期"
    MONTHLY_DAY = "monthly_day", "每月某日前"
    QUARTER_MONTH_END = "quarter_month_end", "每季度后某月底前"
    WORKING_DAY = "working_day", "每月前若干个工作日内"
    ON_TIME = "on_time", "按时（未写明日期）"


@dataclass(frozen=True)
class Schedule:
    """When something is due.

    Attributes:
        kind: what recurs.
        day: day of the month, or number of the working day; 0 for the month's end.
        offset_months: months between the end of the period and the month in which it is due.
        date: the day itself, for a single date.
    """

    kind: ScheduleKind
    day: int = 0
    offset_months: int = 0
    date: datetime.date | None = None

    @property
    def is_definite(self) -> bool:
        """Whether due dates can be worked out; “按时” alone names none."""
        return self.kind is not ScheduleKind.ON_TIME

    @property
    def recurs(self) -> bool:
        """Whether the due date depends on a period."""
        return self.kind not in (ScheduleKind.DATE, ScheduleKind.ON_TIME)

    def due(self, period: Period | None, calendar: WorkCalendar) -> datetime.date | None:
        """The day by which `period` is due; None where the schedule names none.

        Raises:
            CalendarError: working days of a year whose holidays are not known.
            QuantityError: the month has fewer working days.
        """
        if not self.recurs or period is None:
            return self.date
        months = period.last.year * 12 + period.last.month - 1 + self.offset_months
        year, month = months // 12, months % 12 + 1
        if self.kind is ScheduleKind.WORKING_DAY:
            return calendar.nth_working_day(year, month, self.day)
        last = monthrange(year, month)[1]
        return datetime.date(year, month, min(self.day or last, last))

    @property
    def phrase(self) -> str:
        """As printed: 2020年12月31日前, 每月25日前, 每季度次月底前, 每月前5个工作日内, 按时."""
        if self.kind is ScheduleKind.DATE:
            return f"{date_text(self.date)}前" if self.date else "规定日期前"
        if self.kind is ScheduleKind.ON_TIME:
            return "按时"
        if self.kind is ScheduleKind.QUARTER_MONTH_END:
            month = {0: "每季度最后一月", 1: "每季度末次月"}.get(
                self.offset_months, f"每季度末后第{self.offset_months}个月"
            )
        else:
            month = {0: "每月", 1: "次月"}.get(self.offset_months, f"其后第{self.offset_months}个月")
        if self.kind is ScheduleKind.WORKING_DAY:
            return f"{month}前{self.day}个工作日内"
        return f"{month}{self.day}日前" if self.day else f"{month}底前"


_NUMBER = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
_BEFORE = r"(?:之?前|以前|内|止|截止|发放|完成)*"
_MONTH_END = r"(?:月底|月末|底|末)"
_DATE = re.compile(rf"(?:于|在|截至|截止)?(\d{{4}})[年/-](\d{{1,2}})[月/-](\d{{1,2}})日?{_BEFORE}(?:到位)?")
_MONTH_OF_YEAR = re.compile(rf"(?:于|在|截至|截止)?(\d{{4}})年(\d{{1,2}})(?:月底|月末){_BEFORE}")
_YEAR_END = re.compile(rf"(?:于|在|截至|截止)?(\d{{4}})年(?:年)?[底末]{_BEFORE}")
_MONTHLY = re.compile(rf"(每月|当月|次月|每月次月)的?{_NUMBER}[日号]{_BEFORE}")
_MONTHLY_END = re.compile(rf"(每月|当月|次月|每月次月){_MONTH_END}{_BEFORE}")
_QUARTER = re.compile(
    rf"每?个?季度?(末|后|终了后?|结束后?)?(?:的|之后)?(次月|下月)?(?:{_NUMBER}[日号天]|{_MONTH_END})?{_BEFORE}"
)
_WORKING = re.compile(rf"(每月|当月|次月|下月|月初|每月初|每月月初|次月初)的?(?:前|第)?{_NUMBER}个工作日{_BEFORE}")
_ON_TIME = re.compile(r"(?:全部)?(?:按时|及时|按期|准时|如期|按规定时[限间]|按照规定时限)(?:及时)?[^\d]{0,8}")


def read_deadline(text: str) -> Schedule | None:
    """Read a customary deadline text; None where it names neither a date nor a recurring day nor punctuality."""
    written = re.sub(r"[\s。，,；;]", "", half_width(text))
    for read in (_date, _monthly, _quarterly, _working_days):
        schedule = read(written)
        if schedule is not None:
            return schedule
    return Schedule(ScheduleKind.ON_TIME) if _ON_TIME.fullmatch(written) else None


def _date(text: str) -> Schedule | None:
    if match := _DATE.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _MONTH_OF_YEAR.fullmatch(text):
        year, month, day = int(match[1]), int(match[2]), 0
    elif match := _YEAR_END.fullmatch(text):
        year, month, day = int(match[1]), 12, 31
    else:
        return None
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    return Schedule(ScheduleKind.DATE, date=datetime.date(year, month, day or last)) if day <= last else None


def _monthly(text: str) -> Schedule | None:
    if match := _MONTHLY.fullmatch(text):
        day = _number(match[2])
        return _within_month(ScheduleKind.MONTHLY_DAY, day, int("次月" in match[1]))
    if match := _MONTHLY_END.fullmatch(text):
        return Schedule(ScheduleKind.MONTHLY_DAY, 0, int("次月" in match[1]))
    return None


def _quarterly(text: str) -> Schedule | None:
    match = _QUARTER.fullmatch(text)
    if match is None or not text.endswith(("前", "内", "止", "底", "末")):
        return None
    # 季度终了后15日内 counts from the quarter's end, so it falls into the month after it.
    later = bool(match[2]) or bool(match[3] and match[1] and match[1] != "末")
    return _within_month(ScheduleKind.QUARTER_MONTH_END, _number(match[3]) if match[3] else 0, int(later))


def _working_days(text: str) -> Schedule | None:
    match = _WORKING.fullmatch(text)
    if match is None:
        return None
    count = _number(match[2])
    return Schedule(ScheduleKind.WORKING_DAY, count, int(match[1][0] in "次下")) if 1 <= count <= 20 else None


def _within_month(kind: ScheduleKind, day: int, offset_months: int) -> Schedule | None:
    return Schedule(kind, day, offset_months) if 0 <= day <= 31 else None


def _number(text: str) -> int:
    try:
        return int(text) if text.isdecimal() else read_chinese_numeral(text)
    except NumberTextError:
        return 99
