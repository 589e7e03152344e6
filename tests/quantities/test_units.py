"""Units: what they measure, how they combine, and how rates enter formulas."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.quantities import CUSTOMARY_UNITS, Unit, UnitError, measure, near_units, read_unit


@pytest.mark.parametrize(
    ("symbol", "dimension", "factor"),
    [
        ("元", {"元": 1}, 1),
        ("千元", {"元": 1}, 1_000),
        ("万元", {"元": 1}, 10_000),
        ("百万元", {"元": 1}, 1_000_000),
        ("亿元", {"元": 1}, 100_000_000),
        ("万人次", {"人次": 1}, 10_000),
        ("台", {"台": 1}, 1),
        ("平方米", {"平方米": 1}, 1),
        ("㎡", {"平方米": 1}, 1),
        ("个月", {"月": 1}, 1),
        ("元/人·日", {"元": 1, "人": -1, "天": -1}, 1),
        ("个百分点", {"百分点": 1}, 1),
        ("分/百分点", {"分": 1, "百分点": -1}, 1),
        ("%/年", {"年": -1}, 1),
        ("万千瓦", {"瓦": 1}, 10_000_000),
        ("万元/人", {"元": 1, "人": -1}, 10_000),
        ("万元/万人", {"元": 1, "人": -1}, 1),
        ("元/人·月", {"元": 1, "人": -1, "月": -1}, 1),
        ("元/人*月", {"元": 1, "人": -1, "月": -1}, 1),  # as filed in self-evaluation forms
        ("元/人/月", {"元": 1, "人": -1, "月": -1}, 1),
        ("人·天", {"人": 1, "天": 1}, 1),
        ("台（套）", {"台": 1}, 1),
        ("处(个)", {"处": 1}, 1),
        ("万人（次）", {"人次": 1}, 10_000),
        ("元/人（次）", {"元": 1, "人次": -1}, 1),
        ("%", {}, 1),
        ("％", {}, 1),
        ("", {}, 1),
    ],
)
def test_a_symbol_reads_as_kinds_and_a_factor(symbol: str, dimension: dict[str, int], factor: int) -> None:
    unit = read_unit(symbol)

    assert (tuple(sorted(dimension.items())), factor) == (unit.dimension, unit.factor)


@pytest.mark.parametrize(
    "symbol", ["RMB", "万", "元//人", "yuan/人", "m/s", "万 元", "百分比数值单位名称", "文本/人", "元" * 99]
)
def test_what_is_no_unit_is_refused(symbol: str) -> None:
    with pytest.raises(UnitError, match=r"不是单位|太长"):
        read_unit(symbol)


def test_the_refusal_names_near_units() -> None:
    with pytest.raises(UnitError, match="万元/人"):
        read_unit("万元//人")
    assert "万人次" in near_units("万次人")


def test_customary_units_are_all_readable_and_keep_their_symbol() -> None:
    assert list(CUSTOMARY_UNITS) == [read_unit(symbol).symbol for symbol in CUSTOMARY_UNITS]


@pytest.mark.parametrize(
    ("left", "sign", "right", "expected"),
    [
        ("万元", "/", "人", "万元/人"),
        ("万元/人", "*", "人", "万元"),
        ("万元/人", "*", "万人", "亿元"),
        ("万元", "/", "万人", "元/人"),
        ("元/人·月", "*", "月", "元/人"),
        ("万元", "/", "万元", "比值"),
        ("分", "*", "%", "分"),
        ("%", "/", "%", "比值"),
        ("人", "/", "人次", "人/人次"),
        ("分/百分点", "*", "百分点", "分"),
    ],
)
def test_units_multiply_and_divide(left: str, sign: str, right: str, expected: str) -> None:
    a, b = read_unit(left), read_unit(right)

    result = a * b if sign == "*" else a / b

    assert result.measures_like(read_unit(expected))
    assert expected == result.symbol


@pytest.mark.parametrize(("left", "right"), [("万元", "元"), ("人", "万人"), ("万元/人", "元/人")])
def test_a_ratio_within_one_kind_needs_the_same_unit(left: str, right: str) -> None:
    with pytest.raises(UnitError, match="要先换算"):
        read_unit(left) / read_unit(right)


@pytest.mark.parametrize(
    ("left", "right"), [("人", "人次"), ("月", "年"), ("万元", "元"), ("%", "百分点"), ("件", "份")]
)
def test_kinds_and_scales_do_not_mix(left: str, right: str) -> None:
    assert not read_unit(left).measures_like(read_unit(right))


@pytest.mark.parametrize(
    ("symbol", "as_written", "number"),
    [
        ("%", "96.90", "0.9690"),
        ("‰", "3.5", "0.0035"),
        ("百分点", "-4.24", "-0.0424"),
        ("百分比", "96.90", "0.9690"),
        ("分/百分点", "0.5", "50"),
        ("万元", "32000", "32000"),
    ],
)
def test_rates_enter_formulas_as_ratios_and_everything_else_as_written(
    symbol: str, as_written: str, number: str
) -> None:
    unit = read_unit(symbol)

    assert number == str(unit.to_number(Decimal(as_written)))
    assert Decimal(as_written) == unit.to_written(Decimal(number))


def test_a_whole_as_percentage_is_written_out() -> None:
    assert str(read_unit("%").to_written(Decimal(1))) == "100"


def test_a_square_is_written_as_a_power() -> None:
    assert (read_unit("元") * read_unit("元")).symbol == "元^2"


@pytest.mark.parametrize(
    ("symbol", "content"), [("文本", "text"), ("日期", "date"), ("是否", "truth"), ("元", "number")]
)
def test_a_unit_says_what_its_facts_hold(symbol: str, content: str) -> None:
    assert content == read_unit(symbol).content


def test_texts_and_dates_have_no_product() -> None:
    with pytest.raises(UnitError):
        read_unit("日期") * read_unit("元")


@st.composite
def units(draw: st.DrawFn) -> Unit:
    kinds = draw(st.dictionaries(st.sampled_from("元人月件"), st.integers(-2, 2).filter(bool), max_size=3))
    factor = Decimal(10) ** draw(st.sampled_from([0, 3, 4, 8])) if kinds else Decimal(1)
    return measure(tuple(sorted(kinds.items())), factor)


@given(units(), units())
def test_division_undoes_multiplication(a: Unit, b: Unit) -> None:
    try:
        product = a * b
    except UnitError:
        return  # one kind in two scales
    assert (product / b).measures_like(a)
