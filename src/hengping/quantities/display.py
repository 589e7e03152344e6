"""How quantities are printed: percent, amounts, dates. Nothing here uses an exponent, nothing depends on a locale."""

from __future__ import annotations

from datetime import date
from decimal import Context, Decimal

from hengping.quantities.refusal import QuantityError
from hengping.quantities.rounding import MAX_DIGITS, round_half_up

_EXACT = Context(prec=2 * MAX_DIGITS)


def percent(number: Decimal, places: int = 2) -> str:
    """A ratio as percent, half-up: 0.96897… → ``96.90%``."""
    return f"{round_half_up(number.scaleb(2, context=_EXACT), places)}%"


def amount(value: Decimal, places: int | None = None, *, grouping: bool = False) -> str:
    """A number to ``places`` decimals (half-up; as it stands when None), with thousands separators if asked."""
    text = plain(value if places is None else round_half_up(value, places))
    if not grouping:
        return text
    whole, point, decimals = text.lstrip("-").partition(".")
    return f"{'-' if text.startswith('-') else ''}{int(whole):,}{point}{decimals}"


def plain(value: Decimal) -> str:
    """The digits as they stand, without exponent and without a negative zero: 1E+5 → ``100000``, 20.10 → ``20.10``."""
    if not value.is_finite() or abs(value.adjusted()) > MAX_DIGITS:
        raise QuantityError("不是有限的数，或数位太多，不能打印")
    return format(value.copy_abs() if value.is_zero() else value, "f")


def date_text(day: date) -> str:
    """2020-07-15 → ``2020年7月15日``."""
    return f"{day.year}年{day.month}月{day.day}日"
