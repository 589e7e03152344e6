"""Generated parts, each on a small case: what they say, and what they leave unsaid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from hengping.cases.model import Case
from hengping.reports.blocks import comparison, coverage, goals, grades, opinions, process, survey
from hengping.reports.evaluation_report import start_writing
from hengping.reports.material import gather
from hengping.reports.writing import BlockWriter
from hengping.scoring.case_score import score_case
from tests.reports.document_text import text_of
from tests.scoring.case_builder import branch, build, leaf

FACTS = {"甲": "100 件", "乙": "90 件", "满意": "96.5 %"}
TARGET = {"comparator": "≥", "value": "100", "unit": "件"}


def case_with(**parts: Any) -> Case:
    leaves = (
        leaf("A1", "50", rule="met_or_nothing", target=TARGET, actual="=甲", goal_rows=["G1"]),
        leaf("A2", "50", rule="met_or_nothing", target=TARGET, actual="=乙", goal_rows=["G2"]),
    )
    case = build([branch("A", "100", *leaves)], parts.pop("facts", FACTS), identity=parts.pop("identity", None))
    return Case.model_validate({**case.model_dump(), **parts})


def told(block: BlockWriter, case: Case) -> str:
    return text_of(block(start_writing(gather(case, score_case(case))), 3))


FRAME = [
    {"id": "U1", "name": "油田", "payer": "油田", "city": "甲市", "money": "60"},
    {"id": "U2", "name": "铁路", "payer": "铁路", "city": "乙市", "money": "30"},
    {"id": "U3", "name": "电厂", "payer": "直管", "city": "丙市", "money": "10"},
]
VISITS = [
    {"id": "V1", "unit": "U1", "visited_on": "2022-07-20"},
    {"id": "V2", "unit": "U2", "visited_on": "2022-07-21"},
]
PLACES = {"places": ["甲市", "乙市", "丙市"], "places_visited": ["甲市", "乙市"]}


def test_coverage_by_payer_adds_up() -> None:
    text = told(coverage.coverage, case_with(frame=FRAME, visits=VISITS, sampling=PLACES))
    assert text.startswith("共踏勘单位[2家]，分布在甲市、乙市等[2个地区]，名单、地址和日期见<annex:units>。")
    assert "1 | 油田 | [60] | [60.00%] | [60] | [100.00%] | 甲市" in text
    assert "3 | 直管 | [10] | [10.00%] | — | — | " in text
    assert " | 合计 | [100] |  | [90] | [90.00%] | " in text


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (
            {"places_minimum": "60", "money_minimum": "60"},
            "踏勘地区占比不低于[60%]、踏勘资金占比不低于[60%]，抽样结果符合要求。",
        ),
        ({"places_minimum": "70"}, "踏勘地区占比不低于[70%]，抽样结果未全部达到要求。"),
        ({"money_minimum": "90.01"}, "踏勘资金占比不低于[90.01%]，抽样结果未全部达到要求。"),
        ({"places_minimum": "50", "places_stated": "4"}, "踏勘地区占比不低于[50%]，抽样结果符合要求。"),
    ],
)
def test_the_bounds_of_the_plan_are_held_against_what_was_visited(rule: dict[str, str], expected: str) -> None:
    text = told(coverage.coverage, case_with(frame=FRAME, visits=VISITS, sampling={**PLACES, **rule}))
    assert f"方案要求{expected}" in text


def test_a_stated_number_of_places_unlike_the_names_is_told_with_both_shares() -> None:
    text = told(coverage.coverage, case_with(frame=FRAME, visits=VISITS, sampling={**PLACES, "places_stated": "4"}))
    assert (
        "原资料称[4个地区]，列名的为[3个]。踏勘[2个]，按原资料所称地区数计算占比为[50.00%]，按列名地区数计算为[66.67%]。"
        in text
    )


def test_where_the_case_tells_of_its_visits_only_the_table_is_added() -> None:
    case = case_with(frame=FRAME, visits=VISITS, sampling=PLACES, texts={"sampling": "踏勘情况另述。"})
    text = told(coverage.coverage, case)
    assert "共踏勘单位" not in text
    assert text.endswith("踏勘单位的名单、地址和日期见<annex:units>。")


GOALS = [
    {"id": "G1", "level_3": "完成件数", "target_text": "≥100件", "facts": ["甲"]},
    {"id": "G2", "level_3": "办结件数", "target_text": "≥100件", "facts": ["乙"]},
    {"id": "G3", "level_3": "群众满意", "target_text": "满意", "actual": "群众满意"},
    {"id": "G4", "level_3": "未统计", "target_text": "≥5件"},
]


def test_completion_says_reached_only_where_scoring_established_it() -> None:
    text = told(goals.completion, case_with(goals=GOALS))
    assert "完成件数 | ≥100件 | [100件] | 完成" in text
    assert "办结件数 | ≥100件 | [90件] | 未完成" in text
    assert "群众满意 | 满意 | 群众满意 | —" in text
    assert "注：另有[1项]申报指标没有取得完成值，未列入本表。" in text
    assert "未统计" not in text


def year_facts(*rows: Sequence[str]) -> list[dict[str, str]]:
    return [
        {
            "id": name,
            "name": name[:2],
            "period": name[-4:],
            "value": value,
            "unit": unit,
            "subject": "本市",
            "status": "采集",
        }
        for name, value, unit in rows
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [("支出_2019", "80", "万元"), ("支出_2020", "100", "万元")],
            "本市支出2019年为[80万元]，2020年为[100万元]，增长[25.00%]。",
        ),
        ([("支出_2019", "100", "万元"), ("支出_2020", "80", "万元")], "2020年为[80万元]，下降[20.00%]。"),
        ([("支出_2019", "80", "万元"), ("支出_2020", "80", "万元")], "2020年为[80万元]，持平。"),
        ([("费率_2019", "16", "%"), ("费率_2020", "14.5", "%")], "2020年为[14.5%]，下降[1.50个百分点]。"),
    ],
)
def test_years_are_compared_in_words(rows: list[Sequence[str]], expected: str) -> None:
    base = case_with(identity={"methods": [{"name": "比较法"}]})
    facts = [*base.model_dump()["facts"], *year_facts(*rows)]
    assert expected in told(comparison.comparison, Case.model_validate({**base.model_dump(), "facts": facts}))


def test_the_plan_is_compared_where_there_is_a_target_and_an_actual() -> None:
    text = told(comparison.comparison, case_with(identity={"methods": [{"name": "比较法"}]}))
    assert text.startswith("与计划目标比较，有目标值和实际值可比的[2项]中，达到目标的[1项]，见下表。")
    assert "指标A1 | ≥[100]件 | [100]件 | 达到 | DG-A1" in text
    assert "指标A2 | ≥[100]件 | [90]件 | 未达到 | DG-A2" in text


def test_without_the_method_nothing_is_compared() -> None:
    base = case_with()
    facts = [*base.model_dump()["facts"], *year_facts(("支出_2019", "80", "万元"), ("支出_2020", "100", "万元"))]
    assert told(comparison.comparison, Case.model_validate({**base.model_dump(), "facts": facts})) == ""


VETOES = [{"id": "V1", "text": "弄虚作假", "outcome": "较差"}, {"id": "V2", "text": "重大损失", "outcome": "较差"}]
SCALE = [{"grade": "优", "minimum": "90"}, {"grade": "良", "minimum": "80"}, {"grade": "差", "minimum": "0"}]
PROFILE = {"name": "own", "title": "本级规程", "grades": SCALE, "vetoes": VETOES}


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({}, "评价规程列明否决情形[2种]，其中[2种]尚无核查记录，等级暂以得分为准。"),
        ({"V1": "not_met", "V2": "not_met"}, "对照评价规程列明的[2种]否决情形逐项核查，均未发现，评价等级以得分为准。"),
        ({"V1": "met"}, "经核查，存在否决情形：弄虚作假。虚报人数。评价结果据此认定为“较差”。"),
    ],
)
def test_vetoes_are_told_by_what_was_found(found: dict[str, str], expected: str) -> None:
    states = [{"condition": name, "state": state, "reason": "虚报人数"} for name, state in found.items()]
    assert told(grades.veto, case_with(profile=PROFILE, identity={"vetoes": states})) == expected


def test_the_scale_is_told_from_the_top_with_its_bounds() -> None:
    text = told(grades.grades, case_with(profile=PROFILE))
    assert "共三档：[90]分（含）至[100]分为“优”，[80]分（含）至[90]分（不含）为“良”，[80]分以下为“差”。" in text
    assert "末级指标得分四舍五入保留两位小数" in text
    assert "- 弄虚作假，认定为“较差”；" in text


def test_opinions_show_what_became_of_them_and_of_the_score() -> None:
    rows = [
        {"id": "O1", "party": "人社厅", "opinion": "口径不同。", "decision": "采纳", "why": "已核实。", "score_before": "3.00", "score_after": "3.50"},
        {"id": "O2", "party": "人社厅", "opinion": "不同意扣分", "decision": "不采纳", "why": "无佐证"},
    ]  # fmt: skip
    text = told(opinions.opinions, case_with(opinions=rows))
    assert text.startswith("评价组就报告征求意见稿听取了[1家单位]的意见，共[2条]，处理情况如下。")
    assert "人社厅 | 口径不同 | 采纳 | 已核实 | [3.00]→[3.50]" in text
    assert "人社厅 | 不同意扣分 | 不采纳 | 无佐证 | —" in text


def test_a_survey_without_figures_makes_no_claim() -> None:
    rows = [
        {"id": "S1", "tier": "领取职工", "channel": "问卷", "sent": "100", "returned": "90", "valid": "81", "satisfaction_fact": "满意"},
        {"id": "S2", "tier": "缴费职工", "channel": "问卷"},
    ]  # fmt: skip
    text = told(survey.survey, case_with(surveys=rows))
    assert "领取职工 | 问卷 | [100] | [90] | [81] | [90.00%] | [96.5%]" in text
    assert "缴费职工 | 问卷 | — | — | — | — | —" in text
    assert "“—”为资料中没有提供，不作推算。" in text


def test_phases_are_told_from_their_dates() -> None:
    phases = [
        {
            "name": "准备",
            "start": "2022-06-24",
            "end": "2022-06-29",
            "steps": [{"text": "培训", "start": "2022-06-24"}],
        },
        {"name": "实施", "start": "2022-07-18", "end": "2022-07-31"},
    ]
    text = told(process.phases, case_with(identity={"phases": phases}))
    assert text.startswith("评价工作自2022年6月24日至7月31日，历时[38天]，分准备、实施两个阶段进行")
    assert "准备 | 2022年6月24日 | 培训" in text
    assert "实施 | 2022年7月18日至7月31日 | " in text


@pytest.mark.parametrize(
    "block", [coverage.coverage, goals.completion, goals.goals, opinions.opinions, survey.survey, process.phases]
)
def test_parts_without_data_say_nothing(block: Callable[..., Any]) -> None:
    assert told(block, case_with()) == ""
