"""Values of formulas, and the arithmetic they are computed with.

A result is known, missing (a fact it needs is absent) or undefined (a division by zero, a number beyond all bounds).
Missing is not zero: whatever is computed from a missing fact is missing, sums, averages and counts included. Where a
formula is both, undefined wins, since no fact that comes in later can mend it.

Numbers carry 50 digits and are *decided upon* with 34: before a comparison, a rounding, INT and as final result they
are rounded to 34 digits, and a difference that cancels all but the last ten digits is zero. So ``1/3*3=1`` is TRUE
and ``INT(1/3*3)`` is 1, as in Excel, while every figure of up to 34 digits is exact.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow

from hengping.quantities import MAX_NUMBER_DIGITS

Value = Decimal | bool | str | date


@dataclass(frozen=True, slots=True)
class Known:
    """A formula's value."""

    value: Value


@dataclass(frozen=True, slots=True)
class Missing:
    """No value yet: the facts ``names`` are absent, in the order in which the formula needs them."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Undefined:
    """No value at all; ``reason`` (Chinese) says why: 除数为零：支出_预算 为 0."""

    reason: str


Result = Known | Missing | Undefined
Outcome = Value | Missing | Undefined
"""What evaluation hands on inside: a value bare, or the reason that there is none."""

_MAX_EXPONENT = 307
"""Excel's largest number is just below 1E+308; a result beyond is refused before it costs time."""
_TRAPS = [Overflow, InvalidOperation, DivisionByZero]
ARITHMETIC = Context(prec=50, rounding=ROUND_HALF_EVEN, Emax=_MAX_EXPONENT, Emin=-_MAX_EXPONENT, traps=_TRAPS)
DECISION = Context(
    prec=MAX_NUMBER_DIGITS, rounding=ROUND_HALF_EVEN, Emax=_MAX_EXPONENT, Emin=-_MAX_EXPONENT, traps=_TRAPS
)
_CANCELLED_DIGITS = 40
_ZERO = Decimal(0)
_ONE = Decimal(1)

_KINDS = {Decimal: "数", bool: "TRUE/FALSE", str: "文本", date: "日期"}


def kind(value: Value) -> str:
    """What a value is, in Chinese, for messages."""
    return _KINDS[type(value)]


def is_value(value: object) -> bool:
    """Whether ``value`` is of a type that formulas compute with; a float or a datetime is not."""
    return type(value) in _KINDS


def decided(number: Decimal) -> Decimal:
    """The number rounded to 34 digits, without the zeros that this rounding leaves behind; 0 below 1E-307."""
    rounded = DECISION.plus(number)
    if rounded.adjusted() < -_MAX_EXPONENT or (not rounded and abs(_exponent(rounded)) > MAX_NUMBER_DIGITS):
        return _ZERO
    if rounded != number:
        rounded = rounded.normalize(DECISION)
    if _exponent(rounded) > 0 and rounded.adjusted() < MAX_NUMBER_DIGITS:
        rounded = rounded.quantize(_ONE, context=DECISION)
    return rounded


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def total(left: Decimal, right: Decimal) -> Decimal:
    """The sum; zero where the operands cancel but for rounding noise."""
    result = ARITHMETIC.add(left, right)
    # A zero cancels nothing, however large the power of ten that a division left on it.
    if left and right and result and result.adjusted() < max(left.adjusted(), right.adjusted()) - _CANCELLED_DIGITS:
        return _ZERO
    return result


def blocked(outcomes: Iterable[Outcome]) -> Missing | Undefined | None:
    """Why nothing can be computed from these: the first undefined one, else all that is missing, else None."""
    missing: dict[str, None] = {}
    for outcome in outcomes:
        if isinstance(outcome, Undefined):
            return outcome
        if isinstance(outcome, Missing):
            missing.update(dict.fromkeys(outcome.names))
    return Missing(tuple(missing)) if missing else None
