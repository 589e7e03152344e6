"""The functions of formulas, one table: a new function is one row here.

They agree with Excel and LibreOffice on the values allowed, with two differences on purpose: nothing is converted
silently (a text is never a number, TRUE is never 1), and missing is not zero, so SUM, AVERAGE and COUNT over a missing
fact are missing where Excel would leave the empty cell out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_FLOOR, Decimal
from typing import Literal

from hengping.formulas.values import ARITHMETIC, Outcome, Undefined, Value, decided, kind, total
from hengping.quantities import date_text, round_down, round_half_up, round_up

MAX_ARGUMENTS = 255
MAX_PLACES = 30
FIRST_DATE = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was; from here on its dates are right."""

UnitRule = Literal["alike", "first", "truth", "branches", "count", "date", "part of date"]


@dataclass(frozen=True)
class Function:
    """One function.

    Attributes:
        title: its name in print (Chinese).
        least, most: how many arguments it takes.
        apply: arguments, all of them known, → value. IF, AND and OR have none: the evaluator itself knows how they
            deal with what is missing.
        unit: how the unit of the result follows from those of the arguments.
    """

    title: str
    least: int
    most: int
    apply: Callable[[Sequence[Value]], Outcome] | None
    unit: UnitRule


def _numbers(function: str, values: Sequence[Value]) -> list[Decimal] | Undefined:
    for value in values:
        if not isinstance(value, Decimal):
            return Undefined(f"{function} 的参数要是数，不能是{kind(value)}")
    return [value for value in values if isinstance(value, Decimal)]


def _over_numbers(function: str, compute: Callable[[list[Decimal]], Outcome]) -> Callable[[Sequence[Value]], Outcome]:
    def apply(values: Sequence[Value]) -> Outcome:
        numbers = _numbers(function, values)
        return numbers if isinstance(numbers, Undefined) else compute(numbers)

    return apply


def _sum(numbers: list[Decimal]) -> Decimal:
    result = Decimal(0)
    for number in numbers:
        result = total(result, number)
    return result


def _average(numbers: list[Decimal]) -> Decimal:
    return ARITHMETIC.divide(_sum(numbers), Decimal(len(numbers)))


def _median(numbers: list[Decimal]) -> Decimal:
    ordered, middle = sorted(numbers), len(numbers) // 2
    return ordered[middle] if len(numbers) % 2 else _average(ordered[middle - 1 : middle + 1])


def _extreme(function: str, choose: Callable[..., Value]) -> Callable[[Sequence[Value]], Outcome]:
    def apply(values: Sequence[Value]) -> Outcome:
        if all(isinstance(value, date) for value in values):
            return choose(values)
        numbers = _numbers(function, values)
        return numbers if isinstance(numbers, Undefined) else choose(numbers)

    return apply


def _count(values: Sequence[Value]) -> Decimal:
    return Decimal(sum(isinstance(value, Decimal | date) for value in values))


def _rounding(function: str, mode: Callable[[Decimal, int], Decimal]) -> Callable[[Sequence[Value]], Outcome]:
    def compute(numbers: list[Decimal]) -> Outcome:
        number, places = numbers[0], decided(numbers[1])
        if abs(places) > MAX_PLACES:
            return Undefined(f"{function} 的位数 {places} 超出 -{MAX_PLACES} 至 {MAX_PLACES}")
        return mode(decided(number), int(places))

    return _over_numbers(function, compute)


def _floor(numbers: list[Decimal]) -> Decimal:
    return decided(numbers[0]).to_integral_value(ROUND_FLOOR)


def _not(values: Sequence[Value]) -> Outcome:
    value = values[0]
    return not value if isinstance(value, bool) else Undefined(f"NOT 的参数要是 TRUE 或 FALSE，不能是{kind(value)}")


def _date(numbers: list[Decimal]) -> Outcome:
    """Months and days may run over, as in Excel: DATE(2020,13,1) is 1 January 2021."""
    if any(abs(number) > 10**5 for number in numbers):
        return Undefined("DATE 的年、月、日超出范围")
    year, month, day = (int(decided(number).to_integral_value(ROUND_DOWN)) for number in numbers)
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    # Excel takes a year below 1900 as counted from 1900; that is a typing error here.
    if not FIRST_DATE.year <= year < date.max.year:
        return Undefined(f"DATE 的年份 {year} 超出 1900 至 {date.max.year - 1}")
    result = date(year, month, 1) + timedelta(days=day - 1)
    return result if result >= FIRST_DATE else Undefined(f"DATE 早于 {date_text(FIRST_DATE)}")


def _part_of_date(function: str, part: str) -> Callable[[Sequence[Value]], Outcome]:
    def apply(values: Sequence[Value]) -> Outcome:
        value = values[0]
        if not isinstance(value, date):
            return Undefined(f"{function} 的参数要是日期，不能是{kind(value)}")
        return Decimal(getattr(value, part))

    return apply


def _absolute(numbers: list[Decimal]) -> Decimal:
    return numbers[0].copy_abs()


FUNCTIONS: dict[str, Function] = {
    "IF": Function("如果", 3, 3, None, "branches"),
    "AND": Function("且", 1, MAX_ARGUMENTS, None, "truth"),
    "OR": Function("或", 1, MAX_ARGUMENTS, None, "truth"),
    "NOT": Function("非", 1, 1, _not, "truth"),
    "SUM": Function("合计", 1, MAX_ARGUMENTS, _over_numbers("SUM", _sum), "alike"),
    "AVERAGE": Function("平均值", 1, MAX_ARGUMENTS, _over_numbers("AVERAGE", _average), "alike"),
    "MEDIAN": Function("中位数", 1, MAX_ARGUMENTS, _over_numbers("MEDIAN", _median), "alike"),
    "MIN": Function("最小值", 1, MAX_ARGUMENTS, _extreme("MIN", min), "alike"),
    "MAX": Function("最大值", 1, MAX_ARGUMENTS, _extreme("MAX", max), "alike"),
    "COUNT": Function("个数", 1, MAX_ARGUMENTS, _count, "count"),
    "ROUND": Function("四舍五入", 2, 2, _rounding("ROUND", round_half_up), "first"),
    "ROUNDUP": Function("向上舍入", 2, 2, _rounding("ROUNDUP", round_up), "first"),
    "ROUNDDOWN": Function("向下舍入", 2, 2, _rounding("ROUNDDOWN", round_down), "first"),
    "INT": Function("向下取整", 1, 1, _over_numbers("INT", _floor), "first"),
    "ABS": Function("绝对值", 1, 1, _over_numbers("ABS", _absolute), "first"),
    "DATE": Function("日期", 3, 3, _over_numbers("DATE", _date), "date"),
    "YEAR": Function("年份", 1, 1, _part_of_date("YEAR", "year"), "part of date"),
    "MONTH": Function("月份", 1, 1, _part_of_date("MONTH", "month"), "part of date"),
    "DAY": Function("日", 1, 1, _part_of_date("DAY", "day"), "part of date"),
}
