"""Statistics against published worked examples, and by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.fieldwork.surveys.precision import (
    Stratum,
    allocate,
    cronbach_alpha,
    quantile,
    sample_size,
    stratified,
    stratum_of,
)

# R. V. Krejcie, D. W. Morgan: Determining Sample Size for Research Activities. Educational and Psychological
# Measurement 30 (1970), table 1 (±5 points, 95 %, share one half; rounded to the nearest whole number).
KREJCIE_MORGAN = {
    10: 10,
    50: 44,
    100: 80,
    220: 140,
    500: 217,
    1000: 278,
    2800: 338,
    9000: 368,
    10_000: 370,
    1_000_000: 384,
}


@pytest.mark.parametrize(("population", "size"), KREJCIE_MORGAN.items())
def test_sample_sizes_are_those_of_krejcie_and_morgan(population: int, size: int) -> None:
    assert round(sample_size(population, margin=Fraction(5, 100)).finite) == size


def test_a_sample_is_rounded_up_and_sent_to_enough_people() -> None:
    size = sample_size(500, margin=Fraction(5, 100), design_effect=Fraction(3, 2), response_rate=Fraction(4, 5))
    assert size.needed == 327  # 217.49 × 1.5 = 326.2
    assert size.to_send == 409  # 327 ÷ 0.8 = 408.75


def test_nobody_is_asked_twice() -> None:
    size = sample_size(10, margin=Fraction(1, 100), response_rate=Fraction(1, 2))
    assert (size.needed, size.to_send) == (10, 10)


def test_without_a_population_385_are_needed() -> None:
    assert sample_size(None, margin=Fraction(5, 100)).needed == 385  # 1.96² × 0.25 ÷ 0.05² = 384.15


def test_the_normal_quantile() -> None:
    assert float(quantile(Fraction(95, 100))) == pytest.approx(1.959963984540054, abs=1e-12)
    assert float(quantile(Fraction(99, 100))) == pytest.approx(2.5758293035489004, abs=1e-12)


# S. L. Lohr: Sampling: Design and Analysis, example 3.2 (acres of farms, stratified by census region; the data set
# agstrat): mean 295,560.77 acres with standard error 16,379.87, total 909,736,035 with 50,417,248.
AGSTRAT = [
    ("Northeast", 220, 21, "97629.81", "7647472708"),
    ("North Central", 1054, 103, "300504.16", "29618183543"),
    ("South", 1382, 135, "211315.04", "53587487856"),
    ("West", 422, 41, "662295.51", "396185950266"),
]


def test_a_stratified_mean_is_that_of_lohr() -> None:
    found = stratified(
        [Stratum(name, n, Fraction(mean), Fraction(variance), size) for name, size, n, mean, variance in AGSTRAT]
    )
    assert round(found.mean, 1) == Decimal("295560.8")
    assert round(found.standard_error, 2) == Decimal("16379.87")
    assert round(3078 * found.standard_error) == 50_417_248
    assert abs(3078 * found.mean - 909_736_035) < 3, "the published means are rounded"


def test_one_stratum_without_population_is_a_simple_random_sample() -> None:
    one = stratum_of([0, 1, 1, 1], scale=1)
    assert (one.mean, one.variance) == (Fraction(3, 4), Fraction(1, 4))  # Σ(x−¾)² = 3/4, ÷ 3
    found = stratified([one])
    assert found.standard_error == Decimal("0.25")  # √(¼ ÷ 4)


def test_who_asks_everybody_has_no_error() -> None:
    found = stratified([stratum_of([0, 1, 1, 1], scale=1, population=4)])
    assert (found.standard_error, found.lower, found.upper) == (0, Decimal("0.75"), Decimal("0.75"))


# Z. Bobbitt, How to Calculate Cronbach's Alpha in Python, Statology 2021: ten guests, three questions, α = 0.7734375.
GUESTS = [[1, 2, 2, 3, 2, 2, 3, 3, 2, 3], [1, 1, 1, 2, 3, 3, 2, 3, 3, 3], [1, 1, 2, 1, 2, 3, 3, 3, 2, 3]]


def test_alpha_is_that_of_the_published_example() -> None:
    assert cronbach_alpha(GUESTS) == Fraction("0.7734375")


def test_alpha_knows_equal_answers_given_once() -> None:
    rows = list(zip(*GUESTS, strict=True))
    once = list(dict.fromkeys(rows))
    items = [list(item) for item in zip(*once, strict=True)]
    assert cronbach_alpha(items, [rows.count(row) for row in once]) == Fraction("0.7734375")


@given(st.integers(1, 9), st.integers(-50, 50))
def test_alpha_does_not_depend_on_the_scale(times: int, more: int) -> None:
    moved = [[times * value + more for value in item] for item in GUESTS]
    assert cronbach_alpha(moved) == cronbach_alpha(GUESTS)


def test_alpha_of_nothing_is_none() -> None:
    assert cronbach_alpha([]) is None
    assert cronbach_alpha([[1, 2, 3]]) is None, "one item"
    assert cronbach_alpha([[3, 3, 3], [3, 3, 3]]) is None, "all answer alike"


def test_a_sample_is_shared_out_by_size() -> None:
    assert allocate(100, [500, 300, 200]) == [50, 30, 20]
    assert allocate(10, [5, 5, 5]) == [4, 3, 3], "the first of equal remainders"
    assert allocate(10, [1000, 10, 1]) == [10, 2, 1], "two of a small stratum, one where there is one"


@given(st.integers(0, 500), st.lists(st.integers(0, 1000), max_size=6))
def test_no_stratum_gives_more_than_it_has(total: int, sizes: list[int]) -> None:
    parts = allocate(min(total, sum(sizes)), sizes)
    assert all(0 <= part <= size for part, size in zip(parts, sizes, strict=True))
    assert sum(parts) >= min(total, sum(sizes))
