"""Reading formulas: what people may type, and what is refused with place and reason."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.formulas import FormulaError, parse


@pytest.mark.parametrize(
    ("typed", "excel"),
    [
        ("=支出_实际/支出_预算", "支出_实际/支出_预算"),
        ("＝支出_实际÷支出_预算", "支出_实际/支出_预算"),
        ("（甲＋乙）×丙−丁", "(甲+乙)*丙-丁"),
        ("IF（甲≥乙，1，0）", "IF(甲>=乙,1,0)"),
        ("甲≤乙", "甲<=乙"),
        ("甲≠乙", "甲<>乙"),
        ("甲＊５", None),
        ("甲＞乙", "甲>乙"),
        ("５０％", None),
        ("50％", "50%"),
        ("sum(甲, 乙)", "SUM(甲,乙)"),
        ("if(true,1,2)", "IF(TRUE,1,2)"),
        ("TRUE()", "TRUE"),
        (" 甲\u3000+\n乙 ", "甲+乙"),
        ("007.50", "7.5"),
        ("+甲", "甲"),
        ('"（甲）×"&甲', '"（甲）×"&甲'),
        ("(甲+乙)+丙", "甲+乙+丙"),
        ("((甲))", "甲"),
    ],
)
def test_signs_people_type_are_read_as_excels_own(typed: str, excel: str | None) -> None:
    if excel is None:
        with pytest.raises(FormulaError, match="全角数字改为半角"):
            parse(typed)
    else:
        assert parse(typed) == parse(excel)


@pytest.mark.parametrize(
    ("one", "other"),
    [("甲-乙-丙", "甲-(乙-丙)"), ("-甲^2", "-(甲^2)"), ("甲^乙^丙", "甲^(乙^丙)"), ("甲", "乙"), ('"a"', '"A"')],
)
def test_what_says_something_else_is_not_equal(one: str, other: str) -> None:
    assert parse(one) != parse(other)


def test_names_come_in_order_of_first_use_and_the_text_as_typed() -> None:
    formula = parse("= IF(丙>0, 甲/乙, 丙+甲)")

    assert formula.names == ("丙", "甲", "乙")
    assert formula.text == "= IF(丙>0, 甲/乙, 丙+甲)"


@pytest.mark.parametrize(
    ("text", "position", "part"),
    [
        ("", 1, "现为“公式结束”，应为名称、数、函数或左括号"),
        ("=", 2, "现为“公式结束”"),
        ("甲+", 3, "应为名称、数、函数或左括号"),
        ("甲+*乙", 3, "现为“*”"),
        ("(甲", 3, "应为右括号"),
        ("甲)", 2, "多写括号"),
        ("甲 乙", 3, "漏写运算符"),
        ("1,448.18+甲", 2, "数字不写千分位"),
        ("甲<乙<丙", 4, "用 AND 连接"),
        ("(甲<乙)=丙>丁", 8, "用 AND 连接"),
        ("A1+甲", 1, "像单元格地址"),
        ("SUM(A1:B2)", 7, "不写单元格地址、区域或工作表"),
        ("甲:乙", 2, "不写单元格地址、区域或工作表"),
        ("表1!甲", 3, "不写单元格地址、区域或工作表"),
        ("$A$1", 1, "不写单元格地址、区域或工作表"),
        ("{1,2}", 1, "不写单元格地址、区域或工作表"),
        ("2020年支出/乙", 1, "名称不能以数字开头"),
        ("甲*3万", 3, "数字后不写单位"),
        ("甲+１２", 3, "全角数字改为半角"),
        ("甲=“按时”", 3, "英文双引号"),
        ('甲="按时', 3, "成对的双引号"),
        ("SUM(甲;乙)", 6, "英文逗号"),
        ("甲.乙", 2, "名称里不用点"),
        ("甲?", 2, "删去“?”"),
        ("SUMM(甲)", 1, "是否为 SUM？可用的函数有 IF、"),
        ("TODAY()", 1, "可用的函数有"),
        ("甲(乙)", 1, "应为所支持的函数"),
        ("SUM", 4, "函数 SUM 后面要写括号和参数"),
        ("SUM()", 1, "SUM 有 0 个参数"),
        ("SUM(甲,,乙)", 7, "现为“,”"),
        ("IF(甲>0,1)", 1, "IF 有 2 个参数”，应为3 个参数"),
        ("ROUND(甲)", 1, "ROUND 有 1 个参数"),
        ("1E+999999*甲", 1, "指数太大"),
        ("甲+" + "9" * 40, 3, "位数太多"),
        ('"' + "长" * 256 + '"', 1, "最多 255 个字符"),
        ("_xlfn+1", 1, "由 Excel 保留"),
    ],
)
def test_a_fault_has_its_place_and_its_mend(text: str, position: int, part: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(text)

    assert (position, 1) == (caught.value.position, len(caught.value.faults))
    assert part in str(caught.value)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("1" * 1_000_000, "最多 8192 个字符"),
        ("(" * 1_000_000, "最多 8192 个字符"),
        ("(" * 8_000, "最多嵌套 64 层"),
        ("(" * 65 + "1" + ")" * 65, "最多嵌套 64 层"),
        ("SUM(" * 65 + "1" + ")" * 65, "最多嵌套 64 层"),
        ("1=1&1+1*1^-(" * 64 + "1" + ")" * 64, "最多嵌套 64 层"),
        ("-" * 8_000 + "1", "最多嵌套 64 层"),
        ("1" + "%" * 8_000, "最多嵌套 64 层"),
        ("SUM(" + ",".join("1" * 256) + ")", "1 至 255 个参数"),
        ("+".join(f"事{n}" for n in range(1001)), "最多 1000 个名称"),
        ("?" * 8_000, "删去“?”"),
        ('"' * 8_001, "成对的双引号"),
    ],
)
def test_what_is_out_of_all_bounds_is_refused_at_once(text: str, part: str) -> None:
    start = process_time()

    with pytest.raises(FormulaError) as caught:
        parse(text)

    assert process_time() - start < 1  # against minutes; a loaded machine may need more than an instant
    assert part in str(caught.value)


@pytest.mark.parametrize(
    "text",
    ["(" * 64 + "1" + ")" * 64, "1+(" * 64 + "1" + ")" * 64, "ABS(" * 64 + "1" + ")" * 64, "+".join("1" * 4096)],
)
def test_what_is_within_the_bounds_is_read(text: str) -> None:
    assert parse(text).names == ()


@given(st.text(alphabet='甲乙A1.,+-*/^&%=<>() "（，）×÷≥IFSUMround２“', max_size=40))
def test_any_text_is_a_formula_or_one_fault(text: str) -> None:
    try:
        parse(text)
    except FormulaError as error:
        position = error.position
    else:
        return
    assert 1 <= position <= len(text) + 1
