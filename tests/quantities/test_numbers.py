"""Figures as people type them, and Chinese numerals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.quantities import (
    NumberTextError,
    QuantityError,
    chinese_numeral,
    half_width,
    read_chinese_numeral,
    read_number,
)
from hengping.quantities.numbers import MAX_CHINESE_NUMERAL


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20.10", "20.10"),
        ("1,448,983.18", "1448983.18"),
        ("-0.86", "-0.86"),
        ("+3", "3"),
        (" 0 ", "0"),
        ("1e5", "1E+5"),
        ("2.5E-3", "0.0025"),
    ],
)
def test_digits_stay_as_written(text: str, expected: str) -> None:
    assert expected == str(read_number(text))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "空白"),
        ("１２.５", "全角字符，请改为半角"),
        ("１００％", "全角字符，请改为半角；数字后带了 %"),
        ("32000万元", "带了单位"),
        ("96.90%", "带了 % 或 ‰"),
        ("¥30", "货币符号"),
        ("￥30", "货币符号"),
        ("十二", "中文数字"),
        ("1.2.3", "两个小数点"),
        ("1,2345", "千分位不对"),
        ("12,34,567", "千分位不对"),
        ("1 448 983", "中间有空格"),
        (".5", "小数点前缺 0"),
        ("5.", "小数点后缺数字"),
        ("007", "多余的 0"),
        ("--3", "两个正负号"),
        ("−3", "负号请用半角"),
        ("(123)", "不用括号"),
        ("1E+31", "指数太大"),
        ("1E+999999999999", "指数太大"),
        ("1" * 35, "位数太多"),
        ("1" * 100_000, "太长"),
        ("约30", "不是一个数"),
        ("nan", "不是一个数"),
    ],
)
def test_the_message_names_the_one_thing_to_mend(text: str, reason: str) -> None:
    with pytest.raises(NumberTextError) as caught:
        read_number(text)

    assert reason in str(caught.value)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_every_plain_decimal_reads_back_with_and_without_separators(number: Decimal) -> None:
    assert str(number) == str(read_number(f"{number:f}"))
    assert str(number) == str(read_number(f"{number:,f}"))


@given(st.text(max_size=80))
def test_any_text_is_a_number_or_a_reason(text: str) -> None:
    try:
        number = read_number(text)
    except NumberTextError:
        return
    assert number == Decimal(text.strip(" \t").replace(",", ""))


def test_full_width_text_becomes_half_width() -> None:
    assert half_width("１００％　（Ａ），ｏｋ") == "100% (A),ok"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "零"),
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1_010, "一千零一十"),
        (10_005, "一万零五"),
        (20_010, "二万零一十"),
        (110_011, "十一万零一十一"),
        (100_010_000, "一亿零一万"),
        (1_200_003_000, "十二亿零三千"),
        (MAX_CHINESE_NUMERAL, "九千九百九十九亿九千九百九十九万九千九百九十九"),
    ],
)
def test_chinese_numerals_both_ways(number: int, text: str) -> None:
    assert text == chinese_numeral(number)
    assert number == read_chinese_numeral(text)


@given(st.integers(0, MAX_CHINESE_NUMERAL))
def test_every_numeral_reads_back(number: int) -> None:
    assert number == read_chinese_numeral(chinese_numeral(number))


@pytest.mark.parametrize(("text", "number"), [("二〇二二", 2022), ("两千", 2000), ("一十二", 12), ("一百〇五", 105)])
def test_other_customary_spellings_are_read(text: str, number: int) -> None:
    assert number == read_chinese_numeral(text)


@pytest.mark.parametrize("text", ["", "一百五", "三万五", "十百", "亿", "12", "甲", "一万亿", "二" * 50])
def test_what_could_be_read_two_ways_is_refused(text: str) -> None:
    with pytest.raises(NumberTextError):
        read_chinese_numeral(text)


@pytest.mark.parametrize("number", [-1, MAX_CHINESE_NUMERAL + 1])
def test_numerals_end_below_a_trillion(number: int) -> None:
    with pytest.raises(QuantityError):
        chinese_numeral(number)
