"""Half-up rounding, as on paper: 5 goes away from zero."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.quantities import QuantityError, round_down, round_half_up, round_up


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("0.125", 2, "0.13"),
        ("2.675", 2, "2.68"),
        ("-2.5", 0, "-3"),
        ("99.125", 2, "99.13"),  # 39.65 of 40 points prints 99.13 %
        ("96.9", 2, "96.90"),
        ("1250", -2, "1300"),
        ("-0.001", 2, "0.00"),
        ("1E-400", 2, "0.00"),
    ],
)
def test_five_goes_away_from_zero(value: str, places: int, expected: str) -> None:
    assert expected == str(round_half_up(Decimal(value), places))


@pytest.mark.parametrize(
    ("value", "places", "up", "down"),
    [
        ("2.341", 2, "2.35", "2.34"),
        ("-2.341", 2, "-2.35", "-2.34"),
        ("2.34", 2, "2.34", "2.34"),
        ("31", -1, "40", "30"),
    ],
)
def test_up_is_away_from_zero_and_down_is_towards_it(value: str, places: int, up: str, down: str) -> None:
    assert (up, down) == (str(round_up(Decimal(value), places)), str(round_down(Decimal(value), places)))


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "sNaN", "1E+999999"])
def test_what_is_no_number_or_beyond_all_bounds_is_refused_at_once(value: str) -> None:
    start = process_time()

    with pytest.raises(QuantityError):
        round_half_up(Decimal(value), 2)

    assert process_time() - start < 1  # against minutes


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15), st.integers(0, 8))
def test_never_further_than_half_a_step_away(value: Decimal, places: int) -> None:
    rounded = round_half_up(value, places)

    assert abs(rounded - value) <= Decimal(5).scaleb(-places - 1)
    assert -places == rounded.as_tuple().exponent
    assert rounded == value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
