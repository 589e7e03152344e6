"""Printed figures and the room that their rounding leaves.

A printed 1448983.18 stands for anything from 1448983.175 to 1448983.185. A statement over printed figures is wrong only
where no values inside their rooms make it true; that is what keeps 元 rounded to 万元 and shares of 99.99 % silent.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from enum import Enum

from hengping.quantities import RATIO, Unit, plain, round_half_up, with_unit
from hengping.quantities.mention import Mention

_EXACT = Context(prec=60)
_COUNTED = frozenset("人户家个项份名件次处笔类种辆台套座所条场张间头只册支期栋具组批") | {"人次", "户次", "起"}


@dataclass(frozen=True)
class Room:
    """The values that a figure may stand for, both ends included."""

    low: Decimal
    high: Decimal

    def __add__(self, other: Room) -> Room:
        return Room(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Room) -> Room:
        return Room(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Room) -> Room:
        products = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Room(min(products), max(products))

    def over(self, other: Room) -> Room | None:
        """The quotient; None where the divisor may be zero."""
        if other.low <= 0 <= other.high:
            return None
        quotients = [_EXACT.divide(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Room(min(quotients), max(quotients))

    @property
    def middle(self) -> Decimal:
        return (self.low + self.high) / 2


NOTHING = Room(Decimal(0), Decimal(0))


class Verdict(Enum):
    """Whether a printed result can come from its working: yes, all but its last digit, no."""

    AGREES = "agrees"
    LAST_DIGIT = "last digit"
    DISAGREES = "disagrees"


@dataclass(frozen=True)
class Printed:
    """A number as written in its unit. `mention` is where it stands in running text, if it does."""

    value: Decimal
    unit: Unit
    text: str
    mention: Mention | None = None

    @classmethod
    def of(cls, mention: Mention) -> Printed | None:
        """A mention as a figure; None for dates, ranges and ordinals."""
        if mention.value is None or mention.kind in ("date", "range", "ordinal"):
            return None
        return cls(mention.value, mention.unit or RATIO, mention.text, mention)

    @property
    def places(self) -> int:
        """Decimals as written."""
        exponent = self.value.as_tuple().exponent
        return max(-exponent, 0) if isinstance(exponent, int) else 0

    @property
    def number(self) -> Decimal:
        """In the plainest unit: 120 万元 → 1200000, 96.90 % → 0.9690."""
        return self.unit.to_number(self.value) * self.unit.factor

    @property
    def step(self) -> Decimal:
        """What one more in the last written digit is, in the plainest unit."""
        return self.unit.to_number(Decimal(1).scaleb(-self.places)) * self.unit.factor

    @property
    def is_exact(self) -> bool:
        """Whether it counts things one by one, so that nothing was rounded."""
        return self.places == 0 and self.unit.symbol in _COUNTED

    @property
    def room(self) -> Room:
        """The values it may stand for."""
        half = Decimal(0) if self.is_exact else self.step / 2
        return Room(self.number - half, self.number + half)

    def room_to(self, places: int) -> Room:
        """The values it may stand for where it was rounded to so many decimals, however few are written."""
        half = self.unit.to_number(Decimal(1).scaleb(-max(self.places, places))) * self.unit.factor / 2
        return Room(self.number - half, self.number + half)

    def alike(self, other: Printed) -> bool:
        """Whether both are of one kind of quantity."""
        return self.unit.dimension == other.unit.dimension and self.unit.content == other.unit.content == "number"

    def verdict(self, working: Room, *, step: Decimal | None = None) -> Verdict:
        """Whether this figure can be the rounded result of a working; `step` if it was rounded finer than written."""
        step = self.step if step is None else step
        gap = max(working.low - self.number, self.number - working.high, Decimal(0))
        if gap <= step / 2:
            return Verdict.AGREES
        return Verdict.LAST_DIGIT if gap < step else Verdict.DISAGREES

    def same_as(self, other: Printed) -> bool:
        """Whether both may stand for one value."""
        mine, others = self.room, other.room
        return mine.low <= others.high and others.low <= mine.high

    def as_printed(self, number: Decimal) -> str:
        """Another number written as this one is: in its unit, to its decimals."""
        return with_unit(plain(self.rounded(number)), self.unit.symbol)

    def rounded(self, number: Decimal) -> Decimal:
        """The value of another number in this one's unit and to its decimals."""
        return round_half_up(self.unit.to_written(_EXACT.divide(number, self.unit.factor)), self.places)

    def __str__(self) -> str:
        return with_unit(plain(self.value), self.unit.symbol)
