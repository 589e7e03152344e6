"""How quantities are printed, the same in sentences, tables and messages: 1448983.18万元, 96.90%, 2020年7月15日.

As official prose sets them: no thousands separators, no blank between a number and its unit or beside Chinese words.
Nothing here uses an exponent, nothing depends on a locale.
"""

from __future__ import annotations

from datetime import date
from decimal import Context, Decimal

from hengping.quantities.refusal import QuantityError
from hengping.quantities.rounding import MAX_DIGITS, round_half_up

_EXACT = Context(prec=2 * MAX_DIGITS)


def percent(number: Decimal, places: int = 2) -> str:
    """A ratio as percent, half-up: 0.96897… → ``96.90%``."""
    return f"{round_half_up(number.scaleb(2, context=_EXACT), places)}%"


def amount(value: Decimal, places: int | None = None) -> str:
    """A number to ``places`` decimals, half-up; as it stands when None."""
    return plain(value if places is None else round_half_up(value, places))


def with_unit(digits: str, symbol: str) -> str:
    """Digits with the symbol of their unit: 96.90%, 148749人; a plain ratio (比值) has nothing behind it."""
    return digits if symbol == "比值" else f"{digits}{symbol}"


def beside(word: str, figure: str) -> str:
    """A figure behind a word, 参保增长率-0.86%; with a blank only where letters or digits would run together."""
    meet = word[-1:].isalnum() and (word[-1:] + figure[:1]).isascii()
    return f"{word} {figure}" if meet else f"{word}{figure}"


def plain(value: Decimal) -> str:
    """The digits as they stand, without exponent and without a negative zero: 1E+5 → ``100000``, 20.10 → ``20.10``."""
    if not value.is_finite() or abs(value.adjusted()) > MAX_DIGITS:
        raise QuantityError("不是有限的数，或数位太多，不能打印")
    return format(value.copy_abs() if value.is_zero() else value, "f")


def date_text(day: date) -> str:
    """2020-07-15 → ``2020年7月15日``."""
    return f"{day.year}年{day.month}月{day.day}日"
