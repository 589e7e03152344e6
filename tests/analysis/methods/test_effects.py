"""LMDI and the chained form against published worked examples, and what must hold of any product."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.analysis.methods.effects import chained, lmdi
from hengping.quantities import amount

Table = list[list[Decimal]]

# M. K. Heun, LMDIR: Log-Mean Divisia Index decomposition in R (MIT), after B. W. Ang, Energy Policy 33 (2005) 867–871:
# the simple example of two sub-categories and three factors in the years 1971–1974, with its printed results.
YEARS = {
    1971: [[1, 10, 2], [4, 5, 3]],
    1972: [[4, 5, 3], [5, 6, 4]],
    1973: [[8, 2, 4], [5, 7, 5]],
    1974: [[10, 1, 5], [6, 8, 6]],
}
PRINTED = {
    1972: ["69.790066", "-9.455126", "39.665060"],
    1973: ["42.960215", "-34.319027", "50.358812"],
    1974: ["54.010642", "-9.021285", "54.010642"],
}


def table(rows: list[list[int]]) -> Table:
    return [[Decimal(cell) for cell in row] for row in rows]


def total(parts: Table) -> Fraction:
    return sum((math.prod((Fraction(factor) for factor in part), start=Fraction(1)) for part in parts), Fraction(0))


@pytest.mark.parametrize("year", list(PRINTED))
def test_the_published_lmdi_example(year: int) -> None:
    effects = lmdi(table(YEARS[year - 1]), table(YEARS[year]))
    assert [amount(effect, 6) for effect in effects] == PRINTED[year]


def test_the_published_limits_where_something_was_nothing() -> None:
    # The same example with one figure set to nothing (Ang, Zhang and Choi 1998, table 2): 60, 0, 0 for the first part.
    begins, ends = table(YEARS[1971]), table(YEARS[1972])
    begins[0][0] = Decimal(0)
    assert lmdi(begins[:1], ends[:1]) == (60, 0, 0)
    ends[1][2] = Decimal(0)
    assert lmdi(table(YEARS[1971])[1:], ends[1:]) == (0, 0, -60)


def test_a_textbook_chain() -> None:
    # 连环替代法 as textbooks of cost accounting show it: material cost = output × use × price,
    # 130 × 10 × 4 = 5200 planned, 140 × 9 × 5 = 6300 actual: +400, −560, +1260, together +1100.
    effects = chained(table([[130, 10, 4]]), table([[140, 9, 5]]))
    assert effects == (400, -560, 1260)


def test_the_order_matters_to_the_chain_only() -> None:
    one, other = table([[130, 10, 4]]), table([[140, 9, 5]])
    turned = [row[::-1] for row in one], [row[::-1] for row in other]
    assert chained(*turned)[::-1] != chained(one, other)
    assert [amount(each, 30) for each in lmdi(*turned)[::-1]] == [amount(each, 30) for each in lmdi(one, other)]


def test_negative_factors_have_no_logarithm() -> None:
    with pytest.raises(ValueError, match="连环替代法"):
        lmdi(table([[-1, 2]]), table([[1, 2]]))


positive = st.decimals("0.01", "1000000", places=2)
part = st.lists(positive, min_size=3, max_size=3)


@given(st.lists(st.tuples(part, part), min_size=1, max_size=3))
def test_effects_add_up(pairs: list[tuple[list[Decimal], list[Decimal]]]) -> None:
    begins, ends = [was for was, _ in pairs], [now for _, now in pairs]
    change = total(ends) - total(begins)
    assert sum(map(Fraction, chained(begins, ends))) == change
    assert abs(sum(map(Fraction, lmdi(begins, ends))) - change) < Fraction(1, 10**20)


@given(part, part)
def test_back_again_is_the_opposite(was: list[Decimal], now: list[Decimal]) -> None:
    there, back = lmdi([was], [now]), lmdi([now], [was])
    assert all(abs(one + other) < Decimal("1e-20") for one, other in zip(there, back, strict=True))
