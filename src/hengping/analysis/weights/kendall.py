"""Kendall's coefficient of concordance W: how alike several people rank the same things.

W = 12·S ÷ (m²·(n³ − n) − m·ΣT) for m people and n things, S the sum of squares of the rank sums about their mean and
T = t³ − t for each set of t equal ranks of one person. Its probability by chance is that of χ² = m·(n − 1)·W with
n − 1 degrees of freedom, an approximation that is rough for n below 8.

Source: M. G. Kendall and B. Babington Smith (1939); S. Siegel, Nonparametric Statistics (1956), chapter 9.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True)
class Concordance:
    """W with its test; `probability` to six decimals, for it comes from floating point."""

    coefficient: Fraction
    chi_square: Fraction
    freedom: int
    probability: Decimal


def concordance(given: Sequence[Sequence[Fraction]]) -> Concordance:
    """W of what each person gave each thing (a row a person); the greatest figure ranks first.

    Where everybody gives everything alike there is no ranking to agree on: W is 0.
    """
    rankings = [ranks(row) for row in given]
    people, things = len(rankings), len(rankings[0])
    sums = [sum((row[index] for row in rankings), Fraction(0)) for index in range(things)]
    mean = sum(sums, Fraction(0)) / things
    squares = sum(((each - mean) ** 2 for each in sums), Fraction(0))
    ties = sum(count**3 - count for row in rankings for count in Counter(row).values())
    divisor = people**2 * (things**3 - things) - people * ties
    coefficient = 12 * squares / divisor if divisor else Fraction(0)
    chi_square = people * (things - 1) * coefficient
    return Concordance(coefficient, chi_square, things - 1, chi_square_tail(chi_square, things - 1))


def ranks(values: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """Rank of each value, the greatest first; equal values share the mean of their ranks."""
    return tuple(
        Fraction(sum(other > value for other in values)) + Fraction(sum(other == value for other in values) + 1, 2)
        for value in values
    )


def chi_square_tail(value: Fraction, freedom: int) -> Decimal:
    """The probability of at least this χ², to six decimals; by its finite sum for whole degrees of freedom."""
    half = float(value) / 2
    if freedom % 2:
        tail = math.erfc(math.sqrt(half))
        term = math.sqrt(half) * math.exp(-half) / math.gamma(1.5)
        steps = [0.5 + step for step in range(1, (freedom - 1) // 2 + 1)]
    else:
        tail, term = 0.0, math.exp(-half)
        steps = [float(step) for step in range(1, freedom // 2 + 1)]
    for step in steps:
        tail += term
        term *= half / step
    return Decimal(f"{min(1.0, tail):.6f}")
