"""What keeps a case from being worked with: all of it at once, and nothing that is only a finding."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from hengping.cases.integrity import check_integrity
from hengping.cases.model import Case
from hengping.errors import InputError
from tests.cases.strategies import cases

IDENTITY = {"title": "题", "project_name": "项目", "kind": "财政评价", "year": "2021"}


def case(*facts: dict[str, str], indicators: list[dict[str, Any]] | None = None, **parts: Any) -> Case:
    rows = [{"name": fact["id"], "unit": "万元", "status": "采集", **fact} for fact in facts]
    identity = {**IDENTITY, **parts.pop("identity", {})}
    tree = {"indicators": indicators or []}
    return Case.model_validate({"identity": identity, "indicators": tree, "facts": rows, **parts})


def faults(found: Case) -> list[tuple[str, str, str]]:
    """Place, finding and mending of each fault."""
    try:
        check_integrity(found)
    except InputError as error:
        return [(fault.where, fault.found, fault.mend) for fault in error.faults]
    return []


def places(found: Case) -> list[tuple[str, str]]:
    return [(where, value) for where, value, _ in faults(found)]


FACTS = ({"id": "支出", "value": "969"}, {"id": "预算", "value": "1000"})


def test_a_sound_case_has_no_faults() -> None:
    indicator = {"code": "A", "name": "执行率", "weight": "100", "actual": "=支出/预算", "target": {"value": "=预算"}}
    assert faults(case(*FACTS, indicators=[indicator])) == []


def test_all_faults_of_all_parts_are_told_at_once_in_the_order_of_the_parts() -> None:
    broken = case(
        {"id": "支出", "value": "９６９"},
        {"id": "预算", "value": "1000", "unit": "?"},
        {"id": "执行率", "formula": "=支出/预祘"},
        {"id": "日期", "value": "2021/1/2", "unit": "日期"},
        identity={"profile": "没有", "outline": "没有"},
        indicators=[
            {"code": "A", "name": "甲", "weight": "1", "actual": "=支"},
            {"code": "A", "name": "乙", "weight": "1"},
        ],
        evidence=[{"id": "E01", "title": "一"}, {"id": "E01", "title": "二"}],
    )
    assert places(broken) == [
        ("case.yaml“评价规程”", "没有"),
        ("case.yaml“报告提纲”", "没有"),
        ("indicators.yaml 第 2 项“指标代码”", "A"),
        ("indicators.yaml 第 1 项“实际值”", "支"),
        ("facts.csv 第 1 项“数值”", "９６９"),
        ("facts.csv 第 2 项“计量单位”", "?"),
        ("facts.csv 第 3 项“公式”", "预祘"),
        ("facts.csv 第 4 项“数值”", "2021/1/2"),
        ("evidence.csv 第 2 项“证据编号”", "E01"),
    ]


@pytest.mark.parametrize(
    ("value", "unit", "mend"),
    [
        ("９６９", "万元", "含全角字符，请改为半角。"),
        ("96.90%", "%", "数字后带了 % 或 ‰，请删去，符号写在单位栏。"),
        ("约九百", "万元", "不是一个数；只填一个数，不知道则留空。"),
        ("1e999", "万元", "指数太大，只接受 E-30 至 E+30；只填一个数，不知道则留空。"),
        ("=支出", "万元", "公式请移到“公式”（formula）一栏。"),
        ("2021年1月2日", "日期", "请改为 2021-01-02。"),
        ("20210102", "日期", "请改为 2021-01-02。"),
        ("2021-02-30", "日期", "请检查月份和日数。"),
        ("年底", "日期", "请按“年-月-日”填写，月和日各两位；未知则留空。"),
        ("√", "是否", "请填“是”。"),
        ("无", "是否", "请填“否”。"),
        ("部分", "是否", "请填“是”或“否”。"),
    ],
)
def test_values_that_their_unit_cannot_hold(value: str, unit: str, mend: str) -> None:
    assert faults(case({"id": "甲", "value": value, "unit": unit})) == [("facts.csv 第 1 项“数值”", value, mend)]


@pytest.mark.parametrize(
    ("value", "unit"), [("", "万元"), ("", "日期"), ("任何=文字", "文本"), ("1e5", "元"), ("-0", "台")]
)
def test_values_that_their_unit_can_hold(value: str, unit: str) -> None:
    assert faults(case({"id": "甲", "value": value, "unit": unit})) == []


def test_ids_are_unique_within_their_kind_and_facts_regardless_of_case() -> None:
    twice = case(
        {"id": "Abc"},
        {"id": "aBC"},
        {"id": "ABCD"},
        goals=[{"id": "E1", "level_3": "甲"}, {"id": "e1", "level_3": "乙"}],
    )
    assert places(twice) == [("facts.csv 第 2 项“事实编号”", "aBC")]


def test_a_criterion_and_a_leaf_do_not_share_a_name_for_judgements_name_either() -> None:
    criterion = {"id": "B", "text": "要点", "max_score": "1"}
    tree = [
        {"code": "A", "name": "甲", "weight": "1", "criteria": [criterion]},
        {"code": "B", "name": "乙", "weight": "1"},
    ]
    assert places(case(indicators=tree)) == [("indicators.yaml 第 2 项“指标代码”", "B")]


@pytest.mark.parametrize(
    ("formula", "found", "mend"),
    [
        ("=支出/预祘", "预祘", "是否为 预算？"),
        ("=完全不同的名称", "完全不同的名称", "请改正名称，或在事实表中登记它。"),
        ("支出/预算", "支出/预算", "请改为 =支出/预算。"),
        ("=支出/", "=支出/", "公式第 5 个字符“公式结束”：检查此处是否漏写名称或多写了符号。"),
        ("=F2020+1", "=F2020+1", "公式第 2 个字符“F2020”：“F2020”像单元格地址，请加下划线或汉字。"),
    ],
)
def test_formulas_of_facts(formula: str, found: str, mend: str) -> None:
    assert faults(case(*FACTS, {"id": "率", "formula": formula})) == [("facts.csv 第 3 项“公式”", found, mend)]


@pytest.mark.parametrize(
    "fields",
    [
        {"actual": "=没有"},
        {"actual_by_unit": {"市区": "=没有"}},
        {"target": {"value": "=没有"}},
        {"target": {"lower": "=没有"}},
        {"target": {"upper": "=没有"}},
    ],
)
def test_formulas_anywhere_in_the_tree(fields: dict[str, Any]) -> None:
    criterion = {"id": "A1-1", "text": "要点", "max_score": "1", **fields}
    leaf = {"code": "A1", "name": "甲", "weight": "1", "criteria": [criterion]}
    tree = [
        {"code": "A", "name": "一", "weight": "1", "children": [leaf]},
        {"code": "B", "name": "乙", "weight": "1", **fields},
    ]
    assert [found for _, found in places(case(*FACTS, indicators=tree))] == ["没有", "没有"]


def test_circles_are_told_each_once_with_the_way_round() -> None:
    circles = case(
        {"id": "甲", "formula": "=乙"},
        {"id": "乙", "formula": "=甲+1"},
        {"id": "自己", "formula": "=自己*2"},
        {"id": "旁观", "formula": "=甲"},
    )
    assert places(circles) == [("facts.csv 第 1 项“公式”", "甲 → 乙 → 甲"), ("facts.csv 第 3 项“公式”", "自己 → 自己")]


def test_a_tree_of_more_than_eight_levels() -> None:
    tree: dict[str, Any] = {"code": "级10", "name": "末级", "weight": "1"}
    for level in range(9, 0, -1):
        tree = {"code": f"级{level}", "name": "上级", "weight": "1", "children": [tree]}
    assert places(case(indicators=[tree])) == [("indicators.yaml 第 1 项“下级指标”", "级9")]


def test_an_own_profile_stands_for_any_name_and_may_name_an_outline() -> None:
    assert places(case(identity={"profile": "本级"}, profile={"name": "本级", "title": "本级规程"})) == []
    outline = case(profile={"name": "本级", "title": "本级规程", "outline": "六章"})
    assert places(outline) == [("profile.yaml“报告提纲”", "六章")]


def test_references_that_lead_nowhere_are_findings_not_faults() -> None:
    """Evidence, goal rows and parties that do not exist are told by the checks."""
    assert faults(case({"id": "甲", "value": "1", "evidence": ["E99"]})) == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(cases(most_parts=6))
def test_any_case_is_either_sound_or_refused_with_something_to_mend(drawn: Case) -> None:
    assert all(where and mend for where, _, mend in faults(drawn))
