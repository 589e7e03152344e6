"""The one rounding in the house: half-up (四舍五入), away from zero for negative numbers, as Excel's ROUND does."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Context, Decimal

from hengping.quantities.refusal import QuantityError

MAX_DIGITS = 400
"""Digits a rounded number may have; Excel's largest number has 308, and an exponent beyond that is a typing error."""

_EXACT = Context(prec=2 * MAX_DIGITS + 2)


def round_half_up(value: Decimal, places: int) -> Decimal:
    """Round half-up to ``places`` decimals; negative places round to tens, hundreds and so on.

    Returns:
        A number with exactly ``places`` decimals (none for negative places); never a negative zero.

    Raises:
        QuantityError: not a finite number, or one with more than ``MAX_DIGITS`` digits before or after the point.
    """
    return _rounded(value, places, ROUND_HALF_UP)


def round_up(value: Decimal, places: int) -> Decimal:
    """Round away from zero, as Excel's ROUNDUP does; else as :func:`round_half_up`."""
    return _rounded(value, places, ROUND_UP)


def round_down(value: Decimal, places: int) -> Decimal:
    """Round towards zero, as Excel's ROUNDDOWN does; else as :func:`round_half_up`."""
    return _rounded(value, places, ROUND_DOWN)


def _rounded(value: Decimal, places: int, mode: str) -> Decimal:
    if not value.is_finite():
        raise QuantityError(f"“{value}”不是有限的数，不能取舍")
    if abs(places) > MAX_DIGITS or value.adjusted() > MAX_DIGITS:
        raise QuantityError(f"数位超过 {MAX_DIGITS} 位，不能取舍")
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=mode, context=_EXACT)
    if places < 0:
        rounded = rounded.quantize(Decimal(1), context=_EXACT)
    return rounded.copy_abs() if rounded.is_zero() else rounded
