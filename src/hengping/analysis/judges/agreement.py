"""Krippendorff's α: how far judges agree beyond chance, for any number of judges, with gaps.

α = 1 − (n − 1) · Σ o(c,k)·δ(c,k) ÷ Σ n(c)·n(k)·δ(c,k), o the coincidences of values within units, n(c) how often
a value occurs in pairs, δ the squared difference that the level of measurement allows: nominal 0 or 1, ordinal by the
ranks between, interval by the distance. Units with a single value say nothing. Worked out in fractions, hence exact.

Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011); Content Analysis (2004), chapter 11.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import permutations


class Level(StrEnum):
    """What the values of judges mean."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"

    @property
    def label(self) -> str:
        """Chinese name."""
        return {"nominal": "定类", "ordinal": "定序", "interval": "定距"}[self.value]


RELIABLE, TENTATIVE = Fraction(4, 5), Fraction(2, 3)
"""Krippendorff's own bounds: from 0.800 on rely on it, from 0.667 on conclude tentatively."""

_Difference = Callable[[Fraction, Fraction], Fraction]


def krippendorff_alpha(units: Sequence[Sequence[Fraction]], level: Level) -> Fraction | None:
    """α of the values given to each unit (one a judge, judges who gave none left out).

    None where no unit has two values, or all values are one and the same: there is nothing to agree on.
    """
    weights: dict[tuple[Fraction, Fraction], Fraction] = {}
    for values in units:
        if len(values) < 2:
            continue
        for pair in permutations(values, 2):
            weights[pair] = weights.get(pair, Fraction(0)) + Fraction(1, len(values) - 1)
    frequencies: dict[Fraction, Fraction] = {}
    for (value, _), weight in sorted(weights.items()):
        frequencies[value] = frequencies.get(value, Fraction(0)) + weight
    total = sum(frequencies.values(), Fraction(0))
    difference = _difference(level, frequencies)
    expected = sum(
        (n * m * difference(c, k) for c, n in frequencies.items() for k, m in frequencies.items()), Fraction(0)
    )
    if not expected:
        return None
    observed = sum((weight * difference(c, k) for (c, k), weight in weights.items()), Fraction(0))
    return 1 - (total - 1) * observed / expected


def verdict(alpha: Fraction) -> str:
    """What α allows one to say."""
    if alpha >= RELIABLE:
        return "一致性可靠"
    return "一致性尚可，只宜作初步结论" if alpha >= TENTATIVE else "一致性不足，应复核评判标准后重评"


def _difference(level: Level, frequencies: Mapping[Fraction, Fraction]) -> _Difference:
    if level is Level.NOMINAL:
        return lambda c, k: Fraction(int(c != k))
    if level is Level.INTERVAL:
        return lambda c, k: (c - k) ** 2

    def ordinal(c: Fraction, k: Fraction) -> Fraction:
        low, high = min(c, k), max(c, k)
        between = sum((n for value, n in frequencies.items() if low <= value <= high), Fraction(0))
        return (between - (frequencies[c] + frequencies[k]) / 2) ** 2

    return ordinal
