"""A frame that would mislead is refused, and everything wrong with it is listed."""

from __future__ import annotations

from typing import Any

import pytest

from hengping.cases.model import Case
from hengping.errors import InputError
from hengping.fieldwork.visits.frame import read_frame
from hengping.fieldwork.visits.notes import cost_notes, day_notes, frame_notes
from tests.fieldwork.visits.frames import case_of


def told(case: Case) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as error:
        read_frame(case)
    return [(fault.where, fault.found) for fault in error.value.faults]


def test_every_fault_of_a_frame_at_once() -> None:
    rows = [
        {"name": "某油田公司", "money": "10"},
        {"name": "某油田 公司", "money": "-3"},
        {"id": "U01", "name": "某银行（总行）"},
        {"name": "某银行(总行)", "risk": "-1", "days": "0"},
        {"name": "某电厂", "city": "乌市", "cost": "-0.5", "must": True, "never": True},
    ]
    visits = [{"unit": "U1", "money_covered": "-2"}]
    assert told(case_of(rows, visits=visits, places=["甲市", "乌鲁木齐市"])) == [
        ("抽样框 U02 某油田 公司“单位名称”", "某油田 公司"),
        ("抽样框 U01 某银行（总行）“编号”", "U01"),
        ("抽样框 U04 某银行(总行)“单位名称”", "某银行(总行)"),
        ("抽样框 U02 某油田 公司“资金”", "-3"),
        ("抽样框 U04 某银行(总行)“风险分”", "-1"),
        ("抽样框 U04 某银行(总行)“所需工作日”", "0"),
        ("抽样框 U05 某电厂“踏勘费用”", "-0.5"),
        ("抽样框 U05 某电厂“不查”", "既必查又不查"),
        ("抽样框 U05 某电厂“地区”", "乌市"),
        ("踏勘 V01“单位编号”", "U1"),
        ("踏勘 V01“踏勘资金”", "-2"),
    ]


def test_an_unknown_region_is_answered_with_the_nearest_one() -> None:
    with pytest.raises(InputError) as error:
        read_frame(case_of([{"city": "克拉玛依"}], places=["克拉玛依市", "巴州"]))
    (fault,) = error.value.faults
    assert fault.mend == "是否为 克拉玛依市？若确为涉及地区，请把它补入抽样要求的“涉及地区”。"


@pytest.mark.parametrize(
    ("rule", "place", "found"),
    [
        ({"strata": [{"kind": "企业单位", "minimum": "1"}]}, "抽样要求“分类下限”企业单位", "企业单位"),
        ({"cities": [{"city": "丙市"}]}, "抽样要求“地区条件”丙市", "丙市"),
        ({"home_city": "丙市"}, "抽样要求“出发地区”", "丙市"),
        ({"pools": [{"payer": "无此单位", "money": "1"}]}, "抽样要求“未分到单位的资金明细”无此单位", "无此单位"),
        ({"bases": [{"name": "央企", "kinds": ["央企"]}]}, "抽样要求“其他口径”央企“限于类别”", "央企"),
        ({"bases": [{"name": "企业", "stated": "若干"}]}, "抽样要求“其他口径”企业“总数”", "若干"),
        ({"places_stated": "十几个"}, "抽样要求“涉及地区数”", "十几个"),
        ({"places_stated": "0"}, "抽样要求“涉及地区数”", "0"),
        ({"money_minimum": "600"}, "抽样要求“资金占比下限（%）”", "600"),
        ({"strata": [{"kind": "企业", "minimum_percent": "101"}]}, "抽样要求“分类下限”企业“占比下限（%）”", "101"),
        ({"bases": [{"name": "企业", "minimum": "-1"}]}, "抽样要求“其他口径”企业“占比下限（%）”", "-1"),
        ({"cities": [{"city": "甲市", "travel_days": "-2"}]}, "抽样要求“地区条件”甲市“路途天数”", "-2"),
        ({"city_cap": "-1"}, "抽样要求“每个地区最多家数”", "-1"),
        ({"days_per_visit": "0"}, "抽样要求“缺省所需工作日”", "0"),
        ({"cost_per_visit": "1e16"}, "抽样要求“缺省踏勘费用”", "10000000000000000"),
        ({"places_base": "money"}, "抽样要求“地点口径”", "资金"),
        ({"places_base": "payers"}, "抽样要求“地点口径”", "资金单位"),
        ({"money_total": "支出_实际"}, "抽样要求“资金总额”", "支出_实际"),
        ({"money_total": "99"}, "抽样框“资金”", "各单位资金合计 100"),
    ],
)
def test_faults_of_the_rule(rule: dict[str, Any], place: str, found: str) -> None:
    assert (place, found) in told(case_of([{"money": "100", "kind": "企业"}], **rule))


def test_pools_are_checked() -> None:
    rows = [{"money": "60", "payer": "甲"}, {"payer": "乙"}, {"payer": "丙"}]
    two = [{"payer": "乙"}, {"payer": "丙"}]
    assert told(case_of(rows, money_total="100", pools=two)) == [
        ("抽样要求“未分到单位的资金明细”", "乙、丙 都没有金额")
    ]
    given = [{"payer": "乙", "money": "15"}, {"payer": "丙"}]
    pools = read_frame(case_of(rows, money_total="100", pools=given)).pools
    assert [(pool.payer, pool.money) for pool in pools] == [("乙", 15), ("丙", 25)]
    more = [{"payer": "乙", "money": "50"}, {"payer": "丙"}]
    assert told(case_of(rows, money_total="100", pools=more)) == [
        ("抽样框“资金”", "各单位资金合计 60，另有未分到单位的 50")
    ]
    below = [{"payer": "乙", "money": "-1"}]
    place = "抽样要求“未分到单位的资金明细”乙“未分到单位的资金”"
    assert told(case_of(rows, money_total="100", pools=below)) == [(place, "-1")]


def test_money_that_belongs_to_no_pool_is_told() -> None:
    rows = [{"money": "60"}, {"payer": "乙"}]
    frame = read_frame(case_of(rows, money_total="100", pools=[{"payer": "乙", "money": "15"}]))
    assert next(frame_notes(frame)) == (
        "没有分到单位的资金 40万元，属于乙 15（1 家）、另有 25 没有说明归属：不计入踏勘资金，仍在资金总额之内。"
    )


def test_no_frame() -> None:
    assert told(case_of([])) == [("抽样框", "没有单位")]


def test_what_is_missing_stays_in_and_is_listed_whole() -> None:
    rows = [
        {"money": "60", "payer": "甲", "address": "某路1号"},
        {"payer": "乙", "city": "", "address": "某路1号", "cost": "20"},
        {"payer": "乙", "city": "乙市", "cost": "30", "days": "1"},
    ]
    frame = read_frame(case_of(rows, money_total="100", places_stated="3"))
    assert len(frame.units) == 3
    assert list(frame_notes(frame)) == [
        "涉及地区：原文称 3 个，列名的有 2 个；占比按原文所称计算，按列名的另列。",
        "没有分到单位的资金 40万元，属于乙（2 家）：不计入踏勘资金，仍在资金总额之内。",
        "没有填写资金的单位 2 家：U02、U03。",
        "没有填写地区的单位 1 家，不计入任何地区：U02。",
        "同一地址的单位：U01、U02（某路1号），请确认不是同一单位。",
    ]
    assert list(cost_notes(frame)) == ["〔假定〕1 家（U01）没有填写费用，按已填费用中最高的一家 30元 计。"]
    assert list(day_notes(frame)) == [
        "〔假定〕2 家（U01、U02）没有填写所需工作日，按每家 0.5 个工作日计。",
        "〔假定〕没有填写路途天数的地区，按从甲市单程 0.5 个工作日计：乙市。",
    ]
