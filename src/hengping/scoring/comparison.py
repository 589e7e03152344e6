"""Targets as rules see them: comparator, numbers as formulas see them, and how they print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from functools import cached_property

from hengping.quantities.display import amount, with_unit
from hengping.quantities.numbers import half_width
from hengping.quantities.rounding import round_half_up
from hengping.quantities.units import RATIO, Unit

_SETTLED_PLACES = 20
_SETTLED = Decimal(1).scaleb(-_SETTLED_PLACES)
_WIDE = Context(prec=100, rounding=ROUND_HALF_UP)


def settled(number: Decimal) -> Decimal:
    """The number without the noise of division: half-up at 20 decimals.

    67/300 × 1.5 is 0.335, but 0.33499…9 in 34 digits; without this a tie would be rounded the wrong way.
    """
    exponent = number.as_tuple().exponent
    return (
        number
        if isinstance(exponent, int) and exponent >= -_SETTLED_PLACES
        else number.quantize(_SETTLED, context=_WIDE)
    )


class Comparator(StrEnum):
    """计算符号."""

    AT_LEAST = "≥"
    MORE_THAN = ">"
    AT_MOST = "≤"
    LESS_THAN = "<"
    EQUAL = "="
    INTERVAL = "区间"
    BY = "截止"
    QUALITATIVE = "定性"
    NONE = ""

    @property
    def smaller_is_better(self) -> bool:
        """Whether less is better than more."""
        return self in (Comparator.AT_MOST, Comparator.LESS_THAN)


_SPELLINGS: Mapping[str, Comparator] = {
    **{member.value: member for member in Comparator},
    **{text: Comparator.AT_LEAST for text in ("≧", ">=", "=>", "≥=", "不低于", "不少于")},
    **{text: Comparator.AT_MOST for text in ("≦", "<=", "=<", "≤=", "不高于", "不超过")},
    **{text: Comparator.EQUAL for text in ("═", "==", "等于")},
    **{text: Comparator.MORE_THAN for text in ("大于", "高于")},
    **{text: Comparator.LESS_THAN for text in ("小于", "低于")},
}


def read_comparator(text: str) -> Comparator | None:
    """The comparator meant by a filed sign (≧, >=, ═ …); None for a sign that is none."""
    return _SPELLINGS.get(half_width(text).strip())


@dataclass(frozen=True)
class TargetValue:
    """A target with its numbers as formulas see them (3.38 % is 0.0338).

    Attributes:
        comparator: how the actual is compared; NONE with a single value means at least.
        value: the single bound; None where there is none or it is unknown.
        lower: lower end of an interval.
        upper: upper end of an interval.
        unit: the unit in which numbers are printed and in which parameters such as `per` are written.
        text: the target in words, as filed.
    """

    comparator: Comparator = Comparator.NONE
    value: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    unit: Unit = RATIO
    text: str = ""

    @cached_property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """Lower and upper end of what counts as reached; None is open. An equality has both ends at its value."""
        if self.lower is not None or self.upper is not None:
            return self.lower, self.upper
        if self.comparator is Comparator.EQUAL:
            return self.value, self.value
        return (None, self.value) if self.comparator.smaller_is_better else (self.value, None)

    @cached_property
    def is_known(self) -> bool:
        """Whether there is any number to compare with."""
        return self.bounds != (None, None)

    def reached_by(self, number: Decimal) -> bool:
        """Whether the actual reaches the target; ends of an interval are included, > and < exclude their bound."""
        lower, upper = self.bounds
        if lower is not None:
            above = settled(number - lower)
            if above < 0 or (above == 0 and self.comparator is Comparator.MORE_THAN):
                return False
        if upper is not None:
            below = settled(upper - number)
            return below > 0 or (below == 0 and self.comparator is not Comparator.LESS_THAN)
        return True

    @property
    def phrase(self) -> str:
        """As printed: ``≥3.38%``, ``95%～105%``, ``137609人``; the words as filed where there is no number."""
        if self.lower is not None and self.upper is not None:
            return f"{shown_target(self.lower, self.unit)}～{shown_target(self.upper, self.unit)}"
        if self.lower is not None or self.upper is not None:
            lower, upper = self.bounds
            return f"≥{shown_target(lower, self.unit)}" if lower is not None else f"≤{shown_target(upper, self.unit)}"
        if self.value is None:
            return self.text
        return f"{self.comparator.value}{shown_target(self.value, self.unit)}"


def shown(number: Decimal, unit: Unit) -> str:
    """A measured number with its unit: % to two decimals, others as they stand up to four decimals."""
    return _in_unit(unit.to_written(number), unit, places=2 if unit.symbol in ("%", "‰", "百分点") else None)


def shown_target(number: Decimal | None, unit: Unit) -> str:
    """A number of a target with its unit, with the digits it was written with."""
    return "" if number is None else _in_unit(unit.to_written(number), unit, places=None)


def _in_unit(written: Decimal, unit: Unit, *, places: int | None) -> str:
    if places is None:
        exponent = written.as_tuple().exponent
        if isinstance(exponent, int) and exponent < -4:
            places = 4
        if written == written.to_integral_value():
            places = 0
    return with_unit(amount(written, places), unit.symbol)


def shown_distance(number: Decimal, unit: Unit) -> str:
    """A distance between two numbers of a unit, to two decimals at most: ``1.24个百分点`` for rates, ``5 天``."""
    written = unit.to_written(number)
    rounded = round_half_up(written, 2)
    text = amount(rounded).rstrip("0").rstrip(".")
    return with_unit(text, "个百分点" if unit.symbol in ("%", "百分点") else unit.symbol)


def units_of(distance: Decimal, per: Decimal, unit: Unit, *, whole: bool) -> Decimal:
    """How many times `per` (written in `unit`) a distance holds; parts of a unit are dropped where only whole count."""
    count = settled(distance / unit.to_number(per))
    return count.to_integral_value(ROUND_FLOOR) if whole else count


def shown_score(number: Decimal) -> str:
    """Points as sentences print them: two decimals, half-up."""
    return amount(number, 2)
