"""Values of formulas: the table, the three answers, and numbers that stay exact."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.formulas import Known, Missing, Result, Undefined, evaluate, parse
from hengping.formulas.parser import Formula
from hengping.formulas.tree import Chain, Negation, Node, Number, Percent, chain
from tests.formulas.formula_table import FACTS, TABLE


def compute(text: str, facts: dict[str, object] | None = None) -> Result:
    return evaluate(parse(text), {**FACTS, **(facts or {})}.get)


def as_written(result: Result) -> str:
    match result:
        case Known(bool() as truth):
            return str(truth).upper()
        case Known(value):
            return str(value)
        case Missing(names):
            return "缺 " + "、".join(names)
        case Undefined(reason):
            return reason


@pytest.mark.parametrize(("formula", "expected"), TABLE)
def test_table(formula: str, expected: str) -> None:
    assert as_written(compute(formula)) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("缺一+缺二*2-缺一", "缺 缺一、缺二"),
        ("缺一*0", "缺 缺一"),
        ("-缺一%", "缺 缺一"),
        ("缺一>0", "缺 缺一"),
        ("SUM(1,缺一)", "缺 缺一"),
        ("AVERAGE(1,缺一,缺二)", "缺 缺一、缺二"),
        ("COUNT(1,缺一)", "缺 缺一"),
        ("MIN(1,缺一)", "缺 缺一"),
        ("ROUND(缺一,2)", "缺 缺一"),
        ("缺一&1", "缺 缺一"),
        ("AND(FALSE,缺一>0)", "FALSE"),
        ("AND(TRUE,缺一>0)", "缺 缺一"),
        ("OR(TRUE,缺一>0)", "TRUE"),
        ("OR(FALSE,缺一>0)", "缺 缺一"),
        ("NOT(缺一>0)", "缺 缺一"),
        ("IF(缺一>0,1,1)", "缺 缺一"),
        ("IF(TRUE,1,缺一)", "1"),
        ("IF(FALSE,1,缺一)", "缺 缺一"),
        ("1/零+缺一", "除数为零：零 为 0"),
        ("缺一+1/零", "除数为零：零 为 0"),
        ("缺一/零", "缺 缺一"),
    ],
)
def test_missing_is_not_zero(formula: str, expected: str) -> None:
    assert as_written(compute(formula)) == expected


@pytest.mark.parametrize(
    ("formula", "reason"),
    [
        ('"1"+1', "文本与数不能用 + 运算"),
        ("按时*2", "TRUE/FALSE与数不能用 * 运算"),
        ("上解日+截止日", "日期与日期不能用 + 运算"),
        ("上解日*2", "日期与数不能用 * 运算"),
        ('结论<"乙"', "文本与文本不能用 < 比较"),
        ("结论=1", "文本与数不能用 = 比较"),
        ("按时&1", "TRUE/FALSE不能用 & 连接成文本"),
        ('上解日&"前"', "日期不能用 & 连接成文本"),
        ("-结论", "文本不能取负或加 %"),
        ("IF(1,2,3)", "IF 的条件要是 TRUE 或 FALSE，不能是数"),
        ("AND(按时,1)", "AND 的参数要是 TRUE 或 FALSE，不能是数"),
        ("NOT(0)", "NOT 的参数要是 TRUE 或 FALSE，不能是数"),
        ("SUM(1,结论)", "SUM 的参数要是数，不能是文本"),
        ("MAX(1,上解日)", "MAX 的参数要是数，不能是日期"),
        ("YEAR(2020)", "YEAR 的参数要是日期，不能是数"),
        ("(-8)^(1/3)", "负数的乘方，指数 1/3 要是整数"),
        ("0^0", "0 的乘方，指数 0 要大于 0"),
        ("ROUND(1,1000000)", "ROUND 的位数 1000000 超出 -30 至 30"),
        ("DATE(1890,1,1)", "DATE 的年份 1890 超出 1900 至 9998"),
        ("DATE(1900,2,1)", "DATE 早于 1900年3月1日"),
        ("DATE(1E30,1,1)", "DATE 的年、月、日超出范围"),
        ("上解日+1E30", "日期超出范围"),
        ("上解日-50000", "日期早于 1900年3月1日"),
        ("10^308", "结果超出 1E+308，请检查乘方和单位"),
        ("非数+1", "非数 不是有限的数"),
    ],
)
def test_undefined_says_why(formula: str, reason: str) -> None:
    assert compute(formula, {"非数": Decimal("NaN")}) == Undefined(reason)


def test_a_long_divisor_is_shortened_in_the_reason() -> None:
    result = compute("1/(" + "+".join(["零"] * 100) + ")")

    assert isinstance(result, Undefined)
    assert len(result.reason) < 80


def test_the_latest_date() -> None:
    assert compute("MAX(上解日,截止日)") == Known(date(2020, 7, 31))


def test_a_fact_that_is_itself_missing_or_undefined_passes_its_own_reason_on() -> None:
    results = {"甲": Missing(("源头",)), "乙": Undefined("除数为零：丁 为 0"), "丙": Known(Decimal(3))}

    assert evaluate(parse("甲+丙"), results.get) == Missing(("源头",))
    assert evaluate(parse("甲+乙"), results.get) == Undefined("除数为零：丁 为 0")
    assert evaluate(parse("丙*2"), results.get) == Known(Decimal(6))


@pytest.mark.parametrize("value", [0.5, 3, [Decimal(1)]])
def test_what_is_no_value_is_a_defect_of_the_caller(value: object) -> None:
    with pytest.raises(TypeError):
        compute("甲+1", {"甲": value})


def test_figures_of_34_digits_are_exact() -> None:
    one, two = Decimal("1234567890123456789012345678901234"), Decimal("0.01")

    assert compute("甲+乙-甲", {"甲": one, "乙": two}) == Known(Decimal("0.01"))
    for same in ("甲", "ABS(-甲)", "MAX(甲,0)", "SUM(甲)", "ROUND(甲,0)"):
        assert compute(same, {"甲": one}) == Known(one)


@pytest.mark.parametrize(
    ("text", "digits"), [("1E3*2", "2000"), ("0*-1", "0"), ("1.5^-1E30", "0"), ("20.10*1", "20.10")]
)
def test_results_are_written_plainly(text: str, digits: str) -> None:
    assert as_written(compute(text)) == digits


@pytest.mark.parametrize(
    "text",
    ["9^9^9^9", "2^1E30", "1.0000001^999999999", "0.5^1E30", "(1+1E-30)^1E30", "ROUND(1E30^10,30)", "1E30^10^30"],
)
def test_extreme_powers_take_no_time(text: str) -> None:
    start = process_time()

    compute(text)

    assert process_time() - start < 1  # against hours


def exact(node: Node) -> Fraction | None:
    """The oracle: rational arithmetic; None where a divisor is zero."""
    match node:
        case Number(value):
            return Fraction(value)
        case Negation(operand) | Percent(operand):
            inner = exact(operand)
            return None if inner is None else -inner if isinstance(node, Negation) else inner / 100
        case Chain(first, rest):
            result = exact(first)
            for sign, operand in rest:
                right = exact(operand)
                if result is None or right is None or (sign == "/" and right == 0):
                    return None
                result = {"+": result.__add__, "-": result.__sub__, "*": result.__mul__, "/": result.__truediv__}[sign](
                    right
                )
            return result
    raise AssertionError(node)


numbers = (st.integers(0, 30).map(Decimal) | st.decimals(min_value=0, max_value=10**9, places=2)).map(Number)

# Thirds and sevenths have no end in decimals: what is computed with them is rounded, and must not show it.
quotients = st.builds(
    lambda a, b: chain(Number(Decimal(a)), [("/", Number(Decimal(b)))]), st.integers(1, 30), st.integers(1, 30)
)


def grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    def chains(signs: str) -> st.SearchStrategy[Node]:
        rest = st.lists(st.tuples(st.sampled_from(signs), inner), min_size=1, max_size=3)
        return st.builds(chain, inner, rest)

    return chains("+-") | chains("*/") | st.builds(Negation, inner) | st.builds(Percent, inner)


@given(st.recursive(numbers | quotients, grown, max_leaves=12))
def test_arithmetic_equals_rational_arithmetic(tree: Node) -> None:
    expected = exact(tree)

    result = evaluate(Formula("", tree, ()), {}.get)

    if expected is None:
        assert isinstance(result, Undefined)
    else:
        assert isinstance(result, Known)
        assert isinstance(result.value, Decimal)
        assert abs(Fraction(result.value) - expected) <= abs(expected) * Fraction(1, 10**30)
