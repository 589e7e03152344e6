"""Slips of copying, as a proofreader would name them."""

from decimal import Decimal

import pytest

from hengping.lint.documents.slips import slip, surprise

_SLIPS = (
    ("1448963.18", "1448983.18", "一位不同"),
    ("92.21", "92.12", "相邻两位颠倒"),
    ("1448938.18", "1448983.18", "相邻两位颠倒"),
    ("120.50", "1205.00", "小数点错位"),
    ("3.2", "32000", "小数点错位"),
    ("14883.18", "148983.18", "多写或漏写一位"),
    ("5588.3", "558.3", "多写或漏写一位"),
    ("20", "19", "相差一"),
    ("92.1", "92.10", None),
    ("95.00", "89.10", None),
    ("21", "12", "相邻两位颠倒"),
    ("345", "543", None),
    ("0", "5", None),
)


@pytest.mark.parametrize(("found", "expected", "name"), _SLIPS)
def test_a_slip_is_named(found: str, expected: str, name: str | None) -> None:
    assert slip(Decimal(found), Decimal(expected)) == name


@pytest.mark.parametrize(
    ("found", "expected", "digits"),
    [("1448963.18", "1448983.18", 8), ("95.00", "93.00", 1), ("95.31", "95.37", 3), ("7", "8", 0)],
)
def test_long_figures_prove_more_than_short_ones(found: str, expected: str, digits: int) -> None:
    assert surprise(Decimal(found), Decimal(expected)) == digits
