"""What keeps a case from being scored is told at once and in full, each fault with its place and what to do."""

from __future__ import annotations

from typing import Any

import pytest

from hengping.errors import Fault, InputError
from hengping.scoring import ScoreStatus, score_case
from tests.scoring.case_builder import FACTS, build, by_code, leaf, scored_leaf

TARGET = {"comparator": "≥", "value": "100", "unit": "件"}


def faults_of(*indicators: dict[str, Any], **parts: Any) -> tuple[Fault, ...]:
    with pytest.raises(InputError) as caught:
        score_case(build(indicators, {**FACTS, "率": "96 %", "人数": "5 人"}, **parts))
    assert caught.value.exit_code == 2
    return caught.value.faults


def only(faults: tuple[Fault, ...]) -> tuple[str, str]:
    """Place and finding of the one fault."""
    assert len(faults) == 1, faults
    return faults[0].where, faults[0].found


def test_unknown_rule_with_the_nearest_name() -> None:
    (fault,) = faults_of(leaf("A", "5", rule="proportinal"))
    assert (fault.where, fault.found) == ("indicators.yaml，要点 A，评分规则", "proportinal")
    assert fault.mend == "是否为 proportion（按完成比例计分）？"
    assert "met_or_nothing" in fault.expected


def test_rule_named_by_its_title() -> None:
    (fault,) = faults_of(leaf("A", "5", rule="满意度计分"))
    assert fault.mend == "是否为 satisfaction（满意度计分）？"


def test_unknown_parameter_with_the_nearest_name() -> None:
    (fault,) = faults_of(scored_leaf("A", "5", parameters={"floor_precent": "60"}))
    assert (fault.where, fault.found) == ("indicators.yaml，要点 A，规则参数", "floor_precent")
    assert fault.mend == "是否为 floor_percent？"


@pytest.mark.parametrize(
    ("rule", "parameters", "where", "found", "mend"),
    [
        ("per_fault", {}, "规则参数 deduction", "空", "“每发现一处扣分”需要这个参数，请填写。"),
        ("per_fault", {"deduction": "半分"}, "规则参数 deduction", "半分", "不是一个数。"),
        ("per_fault", {"deduction": "-1"}, "规则参数 deduction", "-1", "不能为负数。"),
        ("per_fault", {"deduction": ["1"]}, "规则参数 deduction", "", "请填数字，不带单位。"),
        ("proportion", {"units": "median"}, "规则参数 units", "median", "请改为其中之一。"),
        (
            "per_unit_short",
            {"deduction": "1", "whole_units": "也许"},
            "规则参数 whole_units",
            "也许",
            "请填“是”或“否”。",
        ),
        ("steps", {"steps": "90:100"}, "规则参数 steps", "90:100", "请按列表填写。"),
        ("steps", {"steps": ["90"]}, "规则参数 steps.1", "90", "请按“参数名: 值”填写。"),
        (
            "steps",
            {"steps": [{"at_least": "高", "share_percent": "1"}]},
            "规则参数 steps.1.at_least",
            "高",
            "不是一个数。",
        ),
        ("judged", {"by_role": ""}, "规则参数 by_role", "空", "请填写文字。"),
        ("deadline", {"offset_months": "13"}, "规则参数 offset_months", "13", "请改为范围内的数。"),
    ],
)
def test_parameters_of_the_wrong_type(rule: str, parameters: dict[str, Any], where: str, found: str, mend: str) -> None:
    (fault,) = faults_of(leaf("A", "5", rule=rule, parameters=parameters))
    assert (fault.where, fault.found, fault.mend) == (f"indicators.yaml，要点 A，{where}", found, mend)


def test_a_judgement_of_a_kind_the_rule_does_not_take() -> None:
    judgement = {"criterion": "A", "kind": "得分", "value": "5", "by": "甲", "reason": "理由"}
    (fault,) = faults_of(scored_leaf("A", "5"), judgements=[judgement])
    assert (fault.where, fault.found) == ("indicators.yaml，要点 A，评判类型", "score（得分）")
    assert fault.expected == "无评判：“按完成比例计分”按数据计分"
    band = {"criterion": "A", "kind": "达成程度", "value": "达成", "by": "甲", "reason": "理由"}
    (fault,) = faults_of(leaf("A", "5", rule="judged", parameters={"by_role": "专家"}), judgements=[band])
    assert fault.expected == "deduction（扣分）、score（得分）、share（得分比例）"


def test_a_judgement_on_a_criterion_that_does_not_exist() -> None:
    judgement = {"criterion": "A111", "kind": "得分", "value": "5", "by": "甲", "reason": "理由"}
    (fault,) = faults_of(scored_leaf("A11", "5"), judgements=[judgement])
    assert (fault.where, fault.mend) == ("judgements.csv，评判 J1，要点编号", "是否为 A11？")


@pytest.mark.parametrize(
    ("rule", "target", "found"),
    [
        ("proportion", {"comparator": "≥", "value": "按时", "unit": "件"}, "按时"),
        ("proportion", {"comparator": "≥", "value": "100件", "unit": "件"}, "100件"),
        ("proportion", {"comparator": "≥", "value": "１００", "unit": "件"}, "１００"),
        ("interval_deviation", {"comparator": "区间", "lower": "九十五", "upper": "105", "unit": "件"}, "九十五"),
        ("proportion", {"comparator": "约", "value": "100", "unit": "件"}, "约"),
        ("proportion", {"comparator": "区间", "lower": "95", "upper": "105", "unit": "件"}, "区间"),
        ("proportion", {"comparator": "≥", "value": "100", "unit": "5件"}, "5件"),
    ],
)
def test_a_target_that_is_no_number_where_the_rule_needs_one(rule: str, target: dict[str, str], found: str) -> None:
    parameters = {"deduction": "1"} if rule == "interval_deviation" else {}
    faults = faults_of(leaf("A", "5", rule=rule, parameters=parameters, target=target, actual="=甲"))
    assert (faults[0].where, faults[0].found) == ("indicators.yaml，要点 A，目标", found)


def test_a_target_in_words_is_no_fault_of_rules_that_need_no_number() -> None:
    words = {"comparator": "定性", "value": "有效", "text": "有效促进", "unit": "5星"}
    case = build([leaf("A", "5", rule="qualitative_bands", target=words)])
    assert by_code(score_case(case))["A"].status is ScoreStatus.MISSING
    assert next(score_case(case).criteria()).target_text == "有效促进"


def test_a_target_in_another_unit_than_the_actual() -> None:
    """33.29 万人 against 322,189 人, persons against visits: neither is compared in silence."""
    for value, unit in (("33.29", "万人"), ("332900", "人次")):
        target = {"comparator": "≥", "value": value, "unit": unit}
        faults = faults_of(leaf("A", "5", rule="proportion", target=target, actual="=人数"))
        assert only(faults) == ("indicators.yaml，要点 A，目标的计量单位", unit)


def test_a_rate_computed_from_two_facts_compares_with_percent() -> None:
    target = {"comparator": "≥", "value": "90", "unit": "%"}
    case = build([leaf("A", "5", rule="met_or_nothing", target=target, actual="=甲/乙")], {"甲": "9 件", "乙": "10 件"})
    one = next(score_case(case).criteria())
    assert (one.met, one.actual_text, one.working) == (True, "90.00%", "9÷10")


def test_a_target_without_unit_is_in_the_unit_of_the_actual() -> None:
    target = {"comparator": "≥", "value": "95"}
    case = build([leaf("A", "5", rule="met_or_nothing", target=target, actual="=率")], {"率": "96 %"})
    one = next(score_case(case).criteria())
    assert (one.met, one.target_text) == (True, "≥95%")


def test_a_target_computed_from_facts() -> None:
    target = {"comparator": "≤", "value": "=预算/12", "unit": "万元"}
    row = leaf("A", "5", rule="met_or_nothing", target=target, actual="=支出/12")
    one = next(score_case(build([row], {"预算": "1495378 万元", "支出": "1448983.18 万元"})).criteria())
    assert (one.met, one.target_text, one.fact_ids) == (True, "≤124614.8333万元", ("支出", "预算"))


def test_checklist_points_that_do_not_add_up_to_the_marks() -> None:
    points = [{"id": "1", "text": "甲", "max_score": "2"}, {"id": "2", "text": "乙", "max_score": "2"}]
    (fault,) = faults_of(leaf("A", "5", rule="checklist", parameters={"points": points}))
    assert (fault.found, fault.expected) == ("各要点分值合计 4", "本项分值 5")


def test_checklist_formulas_read_facts() -> None:
    points = [{"id": "1", "text": "档案管理制度", "max_score": "5", "met": "=存在档案制度"}]
    row = leaf("A", "5", rule="checklist", parameters={"points": points})
    one = next(score_case(build([row], {"存在档案制度": "否 是否"})).criteria())
    assert (str(one.score), one.fact_ids) == ("0", ("存在档案制度",))


@pytest.mark.parametrize(
    ("formula", "found", "mend"),
    [
        ("=存在档案", "存在档案", "是否为 存在档案制度？"),
        ("是", "是", "请填写公式，如 =存在档案管理制度；不用公式则留空。"),
        ("=存在档案制度+", "公式结束", ""),
    ],
)
def test_checklist_formulas_that_cannot_be_read(formula: str, found: str, mend: str) -> None:
    points = [{"id": "1", "text": "档案管理制度", "max_score": "5", "met": formula}]
    row = leaf("A", "5", rule="checklist", parameters={"points": points})
    with pytest.raises(InputError) as caught:
        score_case(build([row], {"存在档案制度": "否 是否"}))
    (fault,) = caught.value.faults
    assert (fault.where, fault.found) == ("indicators.yaml，要点 A，规则参数中“1”的公式", found)
    assert mend in fault.mend


def test_working_days_of_a_year_that_is_not_published_need_the_user_s_table() -> None:
    row = leaf(
        "A",
        "5",
        rule="deadline",
        target={"comparator": "截止", "text": "月初5个工作日内"},
        actual_by_unit={"2035-01": "=日期"},
    )
    with pytest.raises(InputError) as caught:
        score_case(build([row], {"日期": "2035-01-08 日期"}))
    assert "weekend_table" in caught.value.faults[0].mend
    own = {"weekend_table": {"2035-01-01": "休息日"}}
    assert str(score_case(build([row], {"日期": "2035-01-08 日期"}, identity=own)).total) == "5.00"


def test_a_period_that_is_none() -> None:
    row = leaf("A", "5", rule="deadline", target={"text": "每月25日前"}, actual_by_unit={"一月": "=日期"})
    with pytest.raises(InputError) as caught:
        score_case(build([row], {"日期": "2021-01-08 日期"}))
    assert (caught.value.faults[0].where, caught.value.faults[0].found) == ("indicators.yaml，要点 A，时限", "一月")


@pytest.mark.parametrize(("day", "state"), [("2035-02-30", "休息日"), ("2035-01-01", "放假")])
def test_an_unreadable_calendar_entry(day: str, state: str) -> None:
    with pytest.raises(InputError, match="weekend_table"):
        score_case(build([scored_leaf("A", "5")], FACTS, identity={"weekend_table": {day: state}}))


def test_all_faults_come_at_once_in_the_order_of_the_tree() -> None:
    faults = faults_of(
        leaf("A", "5", rule="nonsense"),
        scored_leaf("B", "5", parameters={"floor": "1", "cap": "2"}),
        leaf("C", "5", rule="judged"),
        judgements=[{"criterion": "Z", "kind": "得分", "value": "5"}],
    )
    assert [fault.where for fault in faults] == [
        "judgements.csv，评判 J1，要点编号",
        "indicators.yaml，要点 A，评分规则",
        "indicators.yaml，要点 B，规则参数",
        "indicators.yaml，要点 B，规则参数",
        "indicators.yaml，要点 C，规则参数 by_role",
    ]
