"""Krippendorff's α, against his own worked examples."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.analysis.judges.agreement import Level, krippendorff_alpha, verdict
from hengping.quantities import amount

# K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), example C: four observers, twelve units, gaps.
OBSERVERS = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""


def units(text: str) -> list[list[Fraction]]:
    rows = [line.split() for line in text.strip().splitlines()]
    return [[Fraction(cell) for cell in unit if cell != "."] for unit in zip(*rows, strict=True)]


def printed(alpha: Fraction | None) -> str:
    assert alpha is not None
    return amount(Decimal(alpha.numerator) / alpha.denominator, 3)


@pytest.mark.parametrize(
    ("level", "alpha"), [(Level.NOMINAL, "0.743"), (Level.ORDINAL, "0.815"), (Level.INTERVAL, "0.849")]
)
def test_four_observers_with_gaps(level: Level, alpha: str) -> None:
    assert printed(krippendorff_alpha(units(OBSERVERS), level)) == alpha


def test_two_observers_two_values() -> None:
    # The same paper, example A: α = 0.095.
    text = "0 1 0 0 0 0 0 0 1 0\n1 1 1 0 0 1 0 0 0 0"
    assert printed(krippendorff_alpha(units(text), Level.NOMINAL)) == "0.095"


def test_two_observers_many_values() -> None:
    # The same paper, example B: α = 0.692.
    letters = "a a b b d c c c e d d a\nb a b b b c c c e d d d"
    numbers = letters.translate(str.maketrans("abcde", "12345"))
    assert printed(krippendorff_alpha(units(numbers), Level.NOMINAL)) == "0.692"


def test_nothing_to_agree_on() -> None:
    assert krippendorff_alpha([[Fraction(1)], []], Level.INTERVAL) is None
    assert krippendorff_alpha([[Fraction(1)] * 3] * 4, Level.INTERVAL) is None


values = st.lists(st.lists(st.integers(0, 4).map(Fraction), min_size=2, max_size=4), min_size=2, max_size=8)


@given(values, st.sampled_from(list(Level)))
def test_one_means_that_all_units_agree(given_values: list[list[Fraction]], level: Level) -> None:
    alpha = krippendorff_alpha(given_values, level)
    if alpha is not None:
        assert (alpha == 1) == all(len(set(unit)) == 1 for unit in given_values)
        assert alpha <= 1


@given(values, st.integers(1, 9), st.integers(0, 9))
def test_the_scale_of_an_interval_does_not_matter(given_values: list[list[Fraction]], by: int, plus: int) -> None:
    moved = [[value * by + plus for value in unit] for unit in given_values]
    assert krippendorff_alpha(moved, Level.INTERVAL) == krippendorff_alpha(given_values, Level.INTERVAL)


@pytest.mark.parametrize(("alpha", "word"), [("4/5", "可靠"), ("7/10", "尚可"), ("1/2", "不足")])
def test_verdicts(alpha: str, word: str) -> None:
    assert word in verdict(Fraction(alpha))
