"""Facts with their values worked out, as one would by hand: values, stages, marks, and what is missing."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

from hengping.cases.fact_book import FactBook, undefined_or_missing
from hengping.cases.integrity import check_integrity
from hengping.cases.model import Case
from hengping.formulas import Known, Missing, Undefined
from hengping.quantities import QuantityError, read_unit


def book(*facts: dict[str, str], **identity: Any) -> FactBook:
    """The book of facts given by some of their fields; the name is the id unless it is given."""
    rows = [{"name": fact["id"], "unit": "万元", "status": "采集", **fact} for fact in facts]
    case = Case.model_validate(
        {
            "identity": {"title": "题", "project_name": "项目", "kind": "财政评价", "year": "2021", **identity},
            "indicators": {},
            "facts": rows,
        }
    )
    check_integrity(case)
    return FactBook(case)


SPENT = {"id": "支出", "value": "969.00"}
BUDGET = {"id": "预算", "value": "1000"}
RATE = {"id": "执行率", "formula": "=支出/预算", "unit": "%", "status": "计算"}


# Values.


@pytest.mark.parametrize(
    ("value", "unit", "seen", "printed", "number"),
    [
        ("969.00", "万元", "969.00", "969.00万元", "969.00"),
        ("1,448,983.18", "万元", "1448983.18", "1448983.18万元", "1448983.18"),
        ("96.90", "%", "0.9690", "96.90%", "96.90%"),
        ("3.5", "‰", "0.0035", "3.5‰", "3.5‰"),
        ("-0.86", "百分点", "-0.0086", "-0.86百分点", "-0.86"),
        ("1.5", "倍", "1.5", "1.5倍", "1.5"),
        ("0.4", "比值", "0.4", "0.4", "0.4"),
        ("164187", "人次", "164187", "164187人次", "164187"),
    ],
)
def test_a_number_is_printed_as_filed_and_seen_by_formulas_in_its_ratio(
    value: str, unit: str, seen: str, printed: str, number: str
) -> None:
    facts = book({"id": "甲", "value": value, "unit": unit})
    assert str(facts.number("甲")) == seen
    assert (facts.printed("甲"), facts.printed_number("甲")) == (printed, number)


@pytest.mark.parametrize(
    ("value", "unit", "seen", "printed"),
    [
        ("2021-12-20", "日期", datetime.date(2021, 12, 20), "2021年12月20日"),
        ("是", "是否", True, "是"),
        ("否", "是否", False, "否"),
        ("TRUE", "是否", True, "是"),
        ("True", "是否", True, "是"),
        ("false", "是否", False, "否"),
        ("市本级和各县区", "文本", "市本级和各县区", "市本级和各县区"),
        ("=不是公式", "文本", "=不是公式", "=不是公式"),
    ],
)
def test_dates_answers_and_texts(value: str, unit: str, seen: object, printed: str) -> None:
    facts = book({"id": "甲", "value": value, "unit": unit})
    assert facts.result("甲") == Known(seen)  # type: ignore[arg-type]
    assert (facts.printed("甲"), facts.number("甲")) == (printed, None)


@pytest.mark.parametrize(
    ("formula", "unit", "decimals", "printed"),
    [
        ("=支出/预算", "%", "", "96.90%"),
        ("=支出/预算", "%", "1", "96.9%"),
        ("=支出/预算-1", "百分点", "", "-3.1百分点"),
        ("=支出*2", "万元", "", "1938.00万元"),
        ("=支出/7", "万元", "", "138.43万元"),
        ("=支出/7", "万元", "0", "138万元"),
        ("=预算/8", "万元", "", "125万元"),
        ("=预算/1000*0.125", "万元", "", "0.13万元"),  # half-up, not to the even digit
        ("=支出>预算", "是否", "", "否"),
        ("=IF(支出>预算,\"超支\",\"未超支\")", "文本", "", "未超支"),
    ],
)  # fmt: skip
def test_a_computed_number_is_printed_to_two_decimals_or_as_told(
    formula: str, unit: str, decimals: str, printed: str
) -> None:
    fact = {"id": "甲", "formula": formula, "unit": unit, "decimals": decimals}
    assert book(SPENT, BUDGET, fact).printed("甲") == printed


def test_formulas_may_need_facts_that_stand_below_them() -> None:
    facts = book({"id": "丙", "formula": "=乙*2"}, {"id": "乙", "formula": "=甲+1"}, {"id": "甲", "value": "1"})
    assert (facts.number("丙"), facts.number("乙")) == (4, 2)


# What is missing, and what has no value at all.


def test_what_is_computed_from_a_missing_fact_is_missing_and_says_which() -> None:
    facts = book(
        SPENT | {"value": ""}, BUDGET | {"value": ""}, RATE, {"id": "翻番", "formula": "=执行率*2", "unit": "%"}
    )
    assert facts.result("支出") == Missing(("支出",))
    assert facts.result("翻番") == Missing(("支出", "预算"))
    assert undefined_or_missing(facts.result("翻番")) == "缺少：支出、预算"
    assert (facts.number("翻番"), facts.printed("翻番"), facts.printed_number("翻番")) == (None, "（缺）", "（缺）")


def test_a_missing_fact_is_not_zero() -> None:
    facts = book(SPENT, BUDGET | {"value": ""}, {"id": "合计", "formula": "=SUM(支出,预算)"})
    assert facts.result("合计") == Missing(("预算",))


def test_a_division_by_zero_is_undefined_and_says_why() -> None:
    facts = book(SPENT, BUDGET | {"value": "0"}, RATE)
    result = facts.result("执行率")
    assert isinstance(result, Undefined)
    assert undefined_or_missing(result).startswith("除数为零")
    assert facts.printed("执行率") == "（缺）"


def test_a_known_value_lacks_nothing() -> None:
    assert undefined_or_missing(book(SPENT).result("支出")) == ""


# Expressions of indicators.


def test_an_expression_is_a_literal_in_its_unit_a_formula_or_nothing() -> None:
    facts = book(SPENT, BUDGET, RATE)
    literal = facts.evaluate(" 96.90 ", unit=read_unit("%"))
    assert (literal.result, literal.fact_ids, literal.working) == (Known(Decimal("0.9690")), (), "")
    formula = facts.evaluate(" =支出/预算-执行率 ")
    assert (formula.result, formula.fact_ids, formula.unit) == (Known(Decimal(0)), ("支出", "预算", "执行率"), None)
    assert formula.working == "969.00÷1000−96.90%"
    assert facts.evaluate("").result == Missing(())
    assert undefined_or_missing(facts.evaluate("").result) == "未填写"


@pytest.mark.parametrize(("text", "unit"), [("约九成", "%"), ("2021年底", "日期"), ("部分", "是否")])
def test_a_literal_that_its_unit_cannot_hold_is_refused(text: str, unit: str) -> None:
    with pytest.raises(QuantityError):
        book(SPENT).evaluate(text, unit=read_unit(unit))


def test_an_expression_of_one_fact_has_its_unit() -> None:
    facts = book(SPENT, BUDGET, RATE)
    assert facts.evaluate("=执行率").unit == read_unit("%")
    assert facts.evaluate("= 执行率 ").unit == read_unit("%")
    assert facts.evaluate("=执行率*1").unit is None
    assert facts.unit("支出") == read_unit("万元")


# Stages.

STAGES = (
    {"id": "支出_快报", "name": "支出", "value": "960", "stage": "快报"},
    {"id": "支出_决算", "name": "支出", "value": "969", "stage": "决算"},
    {"id": "支出_核实", "name": "支出", "value": "", "stage": "核实"},
    {"id": "支出_申报", "name": "支出", "value": "950", "stage": "申报"},
    {"id": "别处支出", "name": "支出", "subject": "县区", "value": "1", "stage": "调整"},
    {"id": "上年支出", "name": "支出", "period": "2020", "value": "2", "stage": "调整"},
    {"id": "另一口径", "name": "支出", "scope": "含垫付", "value": "3", "stage": "调整"},
    {"id": "快报率", "formula": "=支出_快报/预算", "unit": "%"},
    BUDGET,
)


def test_scoring_reads_the_latest_stage_that_has_a_value() -> None:
    facts = book(*STAGES)
    assert [facts.latest(name) for name in ("支出_申报", "支出_快报", "支出_决算", "支出_核实", "预算")] == [
        "支出_决算",
        "支出_决算",
        "支出_决算",
        "支出_核实",
        "预算",
    ]
    found = facts.evaluate("=支出_快报/预算")
    assert (found.result, found.fact_ids) == (Known(Decimal("0.969")), ("支出_决算", "预算"))
    assert found.working == "969÷1000"


def test_formulas_of_facts_read_the_stage_that_they_name() -> None:
    assert book(*STAGES).number("快报率") == Decimal("0.96")


def test_a_later_stage_of_another_subject_period_or_scope_is_another_figure() -> None:
    facts = book(*STAGES)
    assert facts.latest("支出_决算") == "支出_决算"
    assert {facts.latest(name) for name in ("别处支出", "上年支出", "另一口径")} == {"别处支出", "上年支出", "另一口径"}


def test_a_case_may_say_that_facts_are_read_as_named() -> None:
    facts = book(*STAGES, fact_stage="as_named")
    assert facts.evaluate("=支出_快报").fact_ids == ("支出_快报",)
    latest = book(*STAGES)
    assert latest.evaluate("=支出_快报", latest=False).fact_ids == ("支出_快报",)


# Marks.


def test_marks_reach_whatever_is_computed_from_a_marked_fact() -> None:
    facts = book(
        SPENT,
        BUDGET | {"status": "重构", "note": "原报告未公布预算"},
        RATE,
        {"id": "目标", "value": "90", "unit": "%", "status": "假定"},
        {"id": "差距", "formula": "=执行率-目标", "unit": "百分点"},
    )
    told = {
        name: [(mark.field_name, mark.status.label, mark.reason) for mark in facts.marks((name,))]
        for name in facts.facts
    }
    rebuilt, assumed = ("预算", "重构", "原报告未公布预算"), ("目标", "假定", "未说明理由")
    assert told == {"支出": [], "预算": [rebuilt], "执行率": [rebuilt], "目标": [assumed], "差距": [rebuilt, assumed]}
    assert len(facts.marks(("差距", "执行率", "目标"))) == 2


def test_a_long_chain_of_facts_is_no_matter() -> None:
    chain = [{"id": f"环{n}", "formula": f"=环{n - 1}+1"} for n in range(1, 3000)]
    facts = book({"id": "环0", "value": "0", "status": "假定", "note": "起点"}, *chain)
    assert facts.number("环2999") == 2999
    assert [mark.reason for mark in facts.marks(("环2999",))] == ["起点"]
