"""What is measured of a choice of units: a sum over groups, each counting once as soon as one of its units is chosen.

Regions, payers, units, money, cost with travel, days with travel and risk are all such sums, worked out in fractions,
so that a share of exactly 60 % is 60 % and nothing is lost between two roundings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from hengping.quantities import plain
from hengping.quantities.display import with_unit

ONE = Fraction(1)


@dataclass(frozen=True)
class Group:
    """Units of which any one makes the group count.

    Attributes:
        name: what a person calls it: a region, a payer, a unit.
        weight: what it counts.
        members: positions of its units in the frame; none for a region that the frame has no unit of.
    """

    name: str
    weight: Fraction
    members: tuple[int, ...]

    def is_covered(self, chosen: Collection[int]) -> bool:
        return any(member in chosen for member in self.members)


@dataclass(frozen=True)
class Measure:
    """A named sum over groups; `unit` is printed behind its value."""

    name: str
    unit: str
    groups: tuple[Group, ...]

    def value(self, chosen: Collection[int]) -> Fraction:
        """The sum over the groups that a choice of units covers; `chosen` should be a set."""
        return sum((group.weight for group in self.groups if group.is_covered(chosen)), Fraction(0))

    def printed(self, value: Fraction) -> str:
        """A value with its unit, to at most two decimals."""
        return with_unit(digits(value), self.unit)


@dataclass(frozen=True)
class Bound:
    """A measure that a plan must bring to at least, or keep to at most, a limit.

    Attributes:
        whole: what the limit is a share of; None where it is a plain number.
        assumed: the case does not state it; the customary one is taken.
    """

    name: str
    measure: Measure
    at_least: bool
    limit: Fraction
    whole: Fraction | None = None
    assumed: bool = False

    def holds(self, value: Fraction) -> bool:
        return value >= self.limit if self.at_least else value <= self.limit

    def printed(self, value: Fraction) -> str:
        """A value of the measure as people read it: as a share where the bound is one."""
        if self.whole:
            return f"{share_text(value, self.whole)}（{self.measure.printed(value)}）"
        return self.measure.printed(value)

    @property
    def printed_limit(self) -> str:
        sign = "不低于" if self.at_least else "不超过"
        text = share_text(self.limit, self.whole) if self.whole else self.measure.printed(self.limit)
        return f"{sign} {text}"


def single(name: str, weights: Iterable[tuple[str, Fraction]], *, unit: str) -> Measure:
    """A measure to which each unit adds its own weight, in the order of the frame."""
    groups = (Group(label, weight, (index,)) for index, (label, weight) in enumerate(weights))
    return Measure(name, unit, tuple(group for group in groups if group.weight))


def share_text(part: Fraction, whole: Fraction) -> str:
    """A share in percent to two decimals, 30.77%; — where there is no whole."""
    return f"{digits(100 * part / whole, fixed=True)}%" if whole else "—"


def digits(value: Fraction, *, fixed: bool = False) -> str:
    """A fraction to two decimals, half-up; whole numbers without decimals unless `fixed`."""
    if value.denominator == 1 and not fixed:
        return str(value.numerator)
    return plain(rounded(value))


def short(value: Fraction) -> str:
    """A fraction to at most two decimals, without trailing zeros: 0.5, 3."""
    text = digits(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def rounded(value: Fraction, places: int = 2) -> Decimal:
    """A fraction rounded half-up, exactly: the remainder is looked at as a fraction, not as a cut-off decimal."""
    scaled = abs(value) * 10**places
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    whole += 2 * rest >= scaled.denominator
    return Decimal(whole if value >= 0 else -whole).scaleb(-places)
