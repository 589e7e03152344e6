"""Formulas written back: as Excel, and in print."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.formulas import FUNCTIONS, parse, substitute, to_excel
from hengping.formulas.parser import Formula
from hengping.formulas.tree import (
    LEVELS,
    Call,
    Comparison,
    Name,
    Negation,
    Node,
    Number,
    Percent,
    Text,
    Truth,
    chain,
)
from hengping.quantities import plain
from tests.formulas.formula_table import FACTS, TABLE


@pytest.mark.parametrize(
    ("typed", "excel"),
    [
        ("（甲＋乙）×丙", "=(甲+乙)*丙"),
        ("((甲*乙))+丙", "=甲*乙+丙"),
        ("甲-(乙-丙)", "=甲-(乙-丙)"),
        ("(甲-乙)-丙", "=甲-乙-丙"),
        ("甲/(乙*丙)", "=甲/(乙*丙)"),
        ("-(甲^2)", "=-(甲^2)"),
        ("-甲^2", "=(-甲)^2"),  # Excel needs no parentheses here; readers do
        ("(甲+乙)%", "=(甲+乙)%"),
        ("甲^(乙^2)", "=甲^(乙^2)"),
        ("甲--乙", "=甲--乙"),
        ("(甲=乙)=(丙>丁)", "=(甲=乙)=(丙>丁)"),
        ("if(甲≥60%,TRUE,false)", "=IF(甲>=60%,TRUE,FALSE)"),
        ('甲&"说""好"""', '=甲&"说""好"""'),
        ("1E5*甲", "=100000*甲"),
    ],
)
def test_excel_has_only_needed_parentheses(typed: str, excel: str) -> None:
    assert to_excel(parse(typed)) == excel


def test_references_take_the_place_of_names() -> None:
    cells = {"支出_实际": "数据!$C$2", "支出_预算": "数据!$C$3"}

    assert to_excel(parse("=支出_实际/支出_预算"), cells.__getitem__) == "=数据!$C$2/数据!$C$3"


def show(name: str) -> str:
    value = FACTS[name]
    return plain(value) if isinstance(value, Decimal) else str(value)


@pytest.mark.parametrize(
    ("formula", "printed"),
    [
        ("支出_实际/支出_预算", "1448983.18÷1495378.00"),
        ("(参保_2020-参保_2019)/参保_2019", "(194814−196498)÷196498"),
        ("MIN(1,征缴_实际/征缴_计划)*市级分担", "最小值（1，162167÷148078）×32000"),
        ("IF(替代率>=40%,4,0)", "如果（0.6056≥40%，4，0）"),
        ("零-负", "0−(-2.5)"),
        ("负^2", "(-2.5)^2"),
        ("负*2", "-2.5×2"),
        ('结论<>"是"', "按时上解≠“是”"),
        ("支出_实际/10000", "1448983.18÷10000"),
        ("DATE(2020,7,15)", "日期（2020，7，15）"),
    ],
)
def test_print_puts_the_numbers_in(formula: str, printed: str) -> None:
    assert substitute(parse(formula), show) == printed


numbers = st.decimals(min_value=0, max_value=10**15, places=3).map(Number)
leaves = (
    numbers
    | st.sampled_from(["甲", "支出_2020", "GDP"]).map(Name)
    | st.text(alphabet='甲a"（ ', max_size=5).map(Text)
    | st.booleans().map(Truth)
)


def grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    def chains(signs: list[str]) -> st.SearchStrategy[Node]:
        return st.builds(chain, inner, st.lists(st.tuples(st.sampled_from(signs), inner), min_size=1, max_size=3))

    def call(function: str) -> st.SearchStrategy[Node]:
        least = FUNCTIONS[function].least
        arguments = st.lists(inner, min_size=least, max_size=min(least + 2, FUNCTIONS[function].most)).map(tuple)
        return st.builds(Call, st.just(function), arguments)

    return st.one_of(
        chains(["+", "-"]),
        chains(["*", "/"]),
        chains(["^"]),
        chains(["&"]),
        st.builds(Comparison, inner, st.sampled_from([sign for sign, level in LEVELS.items() if level == 1]), inner),
        st.builds(Negation, inner),
        st.builds(Percent, inner),
        st.sampled_from(sorted(FUNCTIONS)).flatmap(call),
    )


@given(st.recursive(leaves, grown, max_leaves=15))
def test_what_is_written_reads_back_as_the_same(tree: Node) -> None:
    formula = Formula("", tree, ())

    assert parse(to_excel(formula)) == formula


@pytest.mark.parametrize("formula", [formula for formula, _ in TABLE])
def test_every_formula_of_the_table_reads_back(formula: str) -> None:
    assert parse(to_excel(parse(formula))) == parse(formula)
