"""Slips of copying: how one written number becomes another by a mistake of the hand.

Two long figures that no working connects hardly ever differ by a slip alone, so a result that is a slip away from what
its operands give is almost surely that result written wrongly. Short figures have many neighbours and prove nothing by
themselves: `surprise` says how much a slip proves.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

Slip = Literal["一位不同", "相邻两位颠倒", "多写或漏写一位", "小数点错位", "相差一"]

_TENS = tuple(Decimal(10) ** power for power in (-6, -4, -3, -2, -1, 1, 2, 3, 4, 6))


def slip(found: Decimal, expected: Decimal) -> Slip | None:
    """Which slip turns the expected number into the found one; None where none does.

    Both are taken as written, to the decimals of the longer one: 92.10 and 92.1 are one number and no slip.
    """
    if found == expected or found <= 0 or expected <= 0:
        return None
    written, meant = _digits(found, expected)
    if len(written) == len(meant):
        differing = [i for i, pair in enumerate(zip(written, meant, strict=True)) if pair[0] != pair[1]]
        if len(differing) == 1:
            return "一位不同"
        first, last = differing[0], differing[-1]
        if (
            len(differing) == 2
            and last == first + 1
            and written[first] == meant[last]
            and written[last] == meant[first]
        ):
            return "相邻两位颠倒"
    if any(found == expected * ten for ten in _TENS):
        return "小数点错位"
    if abs(len(written) - len(meant)) == 1 and _lacks_one(*sorted((written, meant), key=len)):
        return "多写或漏写一位"
    return "相差一" if abs(found - expected) == 1 and found == found.to_integral_value() else None


def surprise(found: Decimal, expected: Decimal) -> int:
    """How many digits agree in spite of the slip: from 3 on chance hardly ever makes such a pair."""
    written, meant = (text.strip("0") for text in _digits(found, expected))
    return min(len(written), len(meant)) - 1


def _digits(found: Decimal, expected: Decimal) -> tuple[str, str]:
    places = max(_places(found), _places(expected))
    return str(int(found.scaleb(places))), str(int(expected.scaleb(places)))


def _places(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _lacks_one(shorter: str, longer: str) -> bool:
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
