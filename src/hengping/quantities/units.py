"""Units and kinds of quantity.

Every kind of quantity is named by its plainest unit (元, 人, 人次, 月 …), and different kinds never mix: 人次 is
not 人, and 月 is not 年. A unit is a kind, or several with exponents (元/人·月), and a factor (万元 is 10,000 元).
Offices invent counting units, so any Chinese word (台, 亩, 公里) is a kind of its own, and any kind takes the prefixes
千, 万, 百万, 千万, 亿 and 万亿.

Ratios have no kind. What is written 96.90 % enters formulas as 0.9690, and 3.1 百分点 as 0.031: that is the unit's
``shift``, and it is the only thing that makes the number in a formula differ from the number as written: 万元 stay
万元.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import lru_cache
from typing import Literal

from hengping.errors import nearest_names
from hengping.quantities.display import plain
from hengping.quantities.numbers import half_width
from hengping.quantities.refusal import QuantityError

Dimension = tuple[tuple[str, int], ...]
"""Kinds and their exponents, sorted by kind: 元/人 is ``(("人", -1), ("元", 1))``; a ratio is ``()``."""

Content = Literal["number", "text", "date", "truth"]

PREFIXES = {"万亿": 12, "千万": 7, "百万": 6, "亿": 8, "万": 4, "千": 3}
"""Prefix → power of ten; longer words first, so that 百万元 is not read as 百 of something."""

_RATIOS = {"比值": 0, "倍": 0, "%": 2, "‰": 3}
"""Words without a kind → places between the number as written and the ratio itself."""
_POINTS = "百分点"
_SHIFTS = _RATIOS | {_POINTS: _RATIOS["%"]}

_MONEY = ("元", "千元", "万元", "亿元")
_PEOPLE = ("人", "万人", "人次", "万人次", "户", "万户")
_COUNTED = ("家", "个", "件", "万件", "份", "项", "处", "笔", "次", "平方米")
_TIME = ("年", "月", "天", "小时", "工作日", "岁")
_RATES = ("%", "‰", "百分点", "分", "比值", "倍")
_COMPOUND = ("元/人", "万元/人", "元/月", "万元/月", "万元/年", "元/户", "元/人·月", "元/人·年")
_NOT_NUMBERS: dict[str, Content] = {"文本": "text", "日期": "date", "是否": "truth"}

CUSTOMARY_UNITS = (*_MONEY, *_PEOPLE, *_COUNTED, *_TIME, *_RATES, *_COMPOUND, *_NOT_NUMBERS)
"""Units offered in drop-downs, and looked through for the nearest one to a unit that cannot be read."""

_SAME_WORDS = {"㎡": "平方米", "m²": "平方米", "㎥": "立方米", "m³": "立方米", "百分比": "%", "个百分点": _POINTS} | {
    "个月": "月",
    "日": "天",
}
_WORD = re.compile(r"[\u4e00-\u9fff]{1,6}")
_EXACT = Context(prec=1000)
MAX_SYMBOL_LENGTH = 32


class UnitError(QuantityError):
    """A unit that cannot be read, or two that do not go together; the message (Chinese) says why."""


@dataclass(frozen=True)
class Unit:
    """A unit of measure. Two units measure alike when dimension and factor agree, whatever their symbols.

    Attributes:
        symbol: as printed.
        dimension: kinds and exponents.
        factor: how many of its plainest unit it holds (万元: 10000).
        shift: places between the number as written and as it enters formulas (%: 2).
        content: what a fact of this unit holds.
    """

    symbol: str
    dimension: Dimension
    factor: Decimal = Decimal(1)
    shift: int = 0
    content: Content = "number"

    def to_number(self, written: Decimal) -> Decimal:
        """The number that formulas see: 96.90 % → 0.9690; all but ratios and 百分点 stay as written."""
        return _shifted(written, -self.shift)

    def to_written(self, number: Decimal) -> Decimal:
        """The number as written beside the unit: 0.9690 → 96.90 %."""
        return _shifted(number, self.shift)

    @property
    def is_ratio(self) -> bool:
        """A number without a kind: %, ‰, 倍, 比值."""
        return not self.dimension

    def measures_like(self, other: Unit) -> bool:
        """Whether numbers in both units may be added and compared as they stand in formulas."""
        return self.dimension == other.dimension and self.factor == other.factor

    def __mul__(self, other: Unit) -> Unit:
        return _combined(self, other, 1)

    def __truediv__(self, other: Unit) -> Unit:
        return _combined(self, other, -1)

    def __pow__(self, exponent: int) -> Unit:
        powers = tuple((kind, power * exponent) for kind, power in self.dimension if exponent)
        return measure(powers, self.factor**exponent)


_ALTERNATIVE = re.compile(r"(?P<unit>[一-龥]{1,4})\((?P<other>[一-龥]{1,2})\)")

RATIO = Unit("比值", ())


@lru_cache(maxsize=1024)
def read_unit(symbol: str) -> Unit:
    """Read a unit; full-width signs, ``*`` for ``·`` and blanks around are put right, and ``元/人/月`` is 元/人·月.

    Raises:
        UnitError: the message names the units that come nearest.
    """
    written = re.sub(r"[*×•・]", "·", half_width(symbol.strip()))
    if not written:
        return RATIO
    if written in _NOT_NUMBERS:
        return Unit(written, ((written, 1),), content=_NOT_NUMBERS[written])
    if len(written) > MAX_SYMBOL_LENGTH:
        raise UnitError(f"单位“{written[:MAX_SYMBOL_LENGTH]}…”太长，最多 {MAX_SYMBOL_LENGTH} 个字符")
    numerator, *denominators = written.split("/")
    powers: dict[str, int] = {}
    exponent_of_ten = shift = 0
    for sign, words in [(1, numerator), *((-1, denominator) for denominator in denominators)]:
        for word in words.split("·"):
            kind, exponent = _read_word(word, whole=symbol)
            shift += sign * _SHIFTS.get(kind, 0)
            exponent_of_ten += sign * exponent
            if kind not in _RATIOS:
                powers[kind] = powers.get(kind, 0) + sign
    printed = _ALTERNATIVE.sub(r"\g<unit>（\g<other>）", written)
    return Unit(printed, _sorted(powers.items()), Decimal(1).scaleb(exponent_of_ten), shift)


def near_units(symbol: str) -> tuple[str, ...]:
    """Customary units whose symbol resembles ``symbol``, nearest first, at most three."""
    return tuple(nearest_names(symbol, CUSTOMARY_UNITS, likeness=40))


def measure(dimension: Dimension, factor: Decimal) -> Unit:
    """The unit of a dimension and a factor, its symbol composed: (元 1, 人 -1) and 10000 → 万元/人."""
    above = "·".join(_power(kind, power) for kind, power in dimension if power > 0)
    below = "·".join(_power(kind, -power) for kind, power in dimension if power < 0)
    prefix = next((word for word, exponent in PREFIXES.items() if factor == Decimal(10) ** exponent), "")
    if not prefix and factor != 1:
        prefix = f"10^{factor.adjusted()} "
    symbol = f"{prefix}{above or '1'}/{below}" if below else f"{prefix}{above}"
    return Unit(symbol or RATIO.symbol, dimension, factor)


def _shifted(number: Decimal, places: int) -> Decimal:
    # Written out, because 1 as a percentage would else be 1E+2.
    return Decimal(plain(number.scaleb(places, context=_EXACT))) if places else number


def _power(kind: str, power: int) -> str:
    return kind if power == 1 else f"{kind}^{power}"


def _read_word(word: str, *, whole: str) -> tuple[str, int]:
    """A kind, or a word of ratios, and the power of ten before it: 万元 → (元, 4), 万千瓦 → (瓦, 7), % → (%, 0)."""
    if alternative := _ALTERNATIVE.fullmatch(word):  # 台（套） counts 台, 人（次） counts 人次
        word = alternative["unit"] + (alternative["other"] if alternative["other"] == "次" else "")
    kind, exponent = _SAME_WORDS.get(word, word), 0
    if kind in _SHIFTS:
        return kind, 0
    while prefix := next((prefix for prefix in PREFIXES if kind.startswith(prefix) and kind != prefix), ""):
        kind, exponent = kind.removeprefix(prefix), exponent + PREFIXES[prefix]
    if kind in PREFIXES or kind in _NOT_NUMBERS or not _WORD.fullmatch(kind):
        near = near_units(whole)
        hint = f"；相近的有 {'、'.join(near)}" if near else ""
        raise UnitError(f"“{whole}”不是单位，请写如 万元、人次、%、元/人·月 的单位{hint}")
    return kind, exponent


def _combined(left: Unit, right: Unit, sign: int) -> Unit:
    if left.content != "number" or right.content != "number":
        raise UnitError(f"“{left.symbol}”与“{right.symbol}”不能相乘或相除")
    powers = dict(left.dimension)
    for kind, power in right.dimension:
        powers[kind] = powers.get(kind, 0) + sign * power
    combined = measure(_sorted(powers.items()), left.factor * right.factor**sign)
    if combined.is_ratio and combined.factor != 1:
        raise UnitError(f"{left.symbol} 与 {right.symbol} 是同一种量，单位不同，要先换算")
    return combined


def _sorted(powers: Iterable[tuple[str, int]]) -> Dimension:
    return tuple(sorted((kind, power) for kind, power in powers if power))
