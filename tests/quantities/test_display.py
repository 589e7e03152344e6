"""Quantities in print."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from hengping.quantities import QuantityError, amount, beside, date_text, percent, plain, with_unit


@pytest.mark.parametrize(
    ("number", "places", "expected"),
    [
        (Decimal("1448983.18") / Decimal("1495378.00"), 2, "96.90%"),  # expenditure against budget, as published
        (Decimal("162167") / Decimal("148078"), 2, "109.51%"),  # collection against plan, as published
        (Decimal("-0.0086"), 2, "-0.86%"),
        (Decimal("1"), 0, "100%"),
        (Decimal("0.00005"), 2, "0.01%"),
        (Decimal("-0.00001"), 2, "0.00%"),
    ],
)
def test_percent(number: Decimal, places: int, expected: str) -> None:
    assert expected == percent(number, places)


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("1448983.18", None, "1448983.18"),
        ("-1448983.185", 2, "-1448983.19"),
        ("-999", None, "-999"),
        ("0.2325", 3, "0.233"),
        ("32000", 2, "32000.00"),
    ],
)
def test_amount(value: str, places: int | None, expected: str) -> None:
    assert expected == amount(Decimal(value), places)


@pytest.mark.parametrize(
    ("digits", "symbol", "expected"),
    [
        ("148749", "人", "148749人"),
        ("96.90", "%", "96.90%"),
        ("4.24", "个百分点", "4.24个百分点"),
        ("1.45", "比值", "1.45"),
    ],
)
def test_a_unit_stands_behind_its_number_without_a_blank(digits: str, symbol: str, expected: str) -> None:
    assert expected == with_unit(digits, symbol)


@pytest.mark.parametrize(
    ("word", "figure", "expected"),
    [
        ("参保增长率", "-0.86%", "参保增长率-0.86%"),
        ("参保率（2020）", "96%", "参保率（2020）96%"),
        ("指标A1", "6.00", "指标A1 6.00"),  # not A16.00
        ("2021-01", "（缺）", "2021-01（缺）"),
        ("", "6.00", "6.00"),
    ],
)
def test_a_figure_stands_beside_its_word(word: str, figure: str, expected: str) -> None:
    assert expected == beside(word, figure)


@pytest.mark.parametrize(
    ("value", "expected"), [("1E+5", "100000"), ("20.10", "20.10"), ("1E-7", "0.0000001"), ("-0.00", "0.00")]
)
def test_plain_has_no_exponent_and_keeps_the_digits(value: str, expected: str) -> None:
    assert expected == plain(Decimal(value))


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+999999", "1E-999999"])
def test_what_would_fill_a_page_is_refused(value: str) -> None:
    with pytest.raises(QuantityError):
        plain(Decimal(value))


def test_dates_in_chinese_have_no_leading_zeros() -> None:
    assert date_text(date(2020, 7, 5)) == "2020年7月5日"
