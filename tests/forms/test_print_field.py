"""What the forms of the field say (F09 to F14), checked by hand against the sample."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengping.cases.model import Case
from hengping.cases.model.fieldwork import MoneyPool, SamplingRule
from hengping.cases.store import open_case
from hengping.forms.fill import fill_form
from hengping.forms.filled import FilledTable
from hengping.reference.form_layouts import packaged_form
from tests.forms.form_texts import blank_rows, copy_of, pair, table
from tests.forms.sample_fieldwork import with_fieldwork
from tests.forms.sample_process import with_process

EXAMPLES = Path(__file__).parents[2] / "examples"
EMPTY_PARTS = ("visits", "frame", "surveys", "interview_records", "meetings", "callbacks", "working_papers")


@pytest.fixture(scope="module")
def datong() -> Case:
    return open_case(EXAMPLES / "datong-2020")


@pytest.fixture(scope="module")
def case(datong: Case) -> Case:
    return with_process(with_fieldwork(datong), criterion="B11")


def test_visit_plan_with_money_shares_and_total(case: Case) -> None:
    headings = ("序号", "单位名称", "资金拨付", "资金占比", "踏勘资金", "踏勘资金占比", "时间", "带队人")
    assert table(copy_of(case, "F09"), *headings) == [
        ("1", "甲铁路局社会保险处", "500.00", "50.00%", "480.00", "48.00%", "2022-07-18", "周敏"),
        ("2", "乙油田公司社会保险中心", "125.50", "12.55%", "125.50", "12.55%", "2022-07-19", "吴刚"),
        ("合计", "2家单位", "625.50", "62.55%", "605.50", "60.55%", "", ""),
    ]


def test_a_unit_visited_twice_counts_once_and_a_cancelled_visit_not_at_all(case: Case) -> None:
    first, second = case.visits
    visits = (first, first.model_copy(update={"id": "V03"}), second.model_copy(update={"cancelled": True}))
    total = table(copy_of(case.model_copy(update={"visits": visits}), "F09"), "单位名称", "资金拨付", "踏勘资金")[-1]
    assert total == ("1家单位", "500.00", "480.00")


def test_money_by_payer(case: Case) -> None:
    headings = ("资金单位", "单位数", "踏勘单位数", "资金拨付", "资金占比", "踏勘资金", "踏勘资金占比")
    assert table(copy_of(case, "F09b"), *headings) == [
        ("甲铁路局", "1", "1", "500.00", "50.00%", "480.00", "48.00%"),
        ("乙油田公司", "1", "1", "125.50", "12.55%", "125.50", "12.55%"),
        ("直管企业", "1", "0", "", "", "", ""),
        ("", "3", "2", "625.50", "62.55%", "605.50", "60.55%"),
    ]


def test_money_without_a_unit_stands_with_its_payer(case: Case) -> None:
    pooled = SamplingRule(money_total="1000", pools=(MoneyPool(payer="直管企业"),))
    rows = table(copy_of(case.model_copy(update={"sampling": pooled}), "F09b"), "资金单位", "资金拨付", "踏勘资金")
    assert rows[-2:] == [("直管企业", "374.50", ""), ("", "1000.00", "605.50")]


def test_the_plan_of_the_region_covers_what_its_report_states() -> None:
    region = open_case(EXAMPLES / "xinjiang-2021")
    rows = table(copy_of(region, "F09b"), "资金单位", "资金拨付", "踏勘资金", "踏勘资金占比")
    assert rows[-1] == ("", "1448983.18", "873432.90", "60.28%")
    assert ("区本级直管企业", "575550.28", "", "") in rows


def test_visit_record(case: Case) -> None:
    form = copy_of(case, "F10", "V01")
    assert [pair(form, label) for label in ("被踏勘单位", "地址", "踏勘人员", "问卷发放数", "被踏勘单位意见")] == [
        "甲铁路局社会保险处",
        "甲市建设路12号",
        "周敏、陈立",
        "60",
        "情况属实。",
    ]
    assert table(form, "要点编号", "核查要点", "应有", "实有", "是否相符") == [
        ("B11", "征缴台账与系统数一致", "8120人", "8108人", "否"),
        ("C11", "待遇按月足额发放", "每月15日前", "每月10日前", "是"),
    ]


def test_before_a_visit_the_record_asks_for_what_can_be_verified_on_the_spot(case: Case) -> None:
    form = copy_of(case, "F10", "V02")
    asked = dict(table(form, "要点编号", "核查要点"))
    assert pair(form, "被踏勘单位") == "乙油田公司社会保险中心"
    assert pair(form, "踏勘人员") == ""
    assert "B11" in asked
    assert "D31" not in asked  # satisfaction is asked by questionnaires
    assert table(form, "应有") == table(form, "实有") == []


def test_interview_outline_and_record(case: Case) -> None:
    questions = [("1", "项目怎样申报、实施和管理？"), ("2", "有缺口时怎样弥补？"), ("3", "有什么困难和建议？")]
    assert table(copy_of(case, "F11a", "O1"), "序号", "问题") == questions
    assert table(copy_of(case, "F11b", "FT01"), "提纲问题", "回答") == [
        ("项目怎样申报、实施和管理？", "按年度编制预算，按月发放。"),
        ("有缺口时怎样弥补？", "先由本级结余弥补，不足部分申请省级调剂。"),
    ]
    # An interview without answers yet asks what its outline asks.
    assert table(copy_of(case, "F11b", "FT02"), "提纲问题", "回答") == [
        ("有缺口时怎样弥补？", ""),
        ("有什么困难和建议？", ""),
    ]


def test_meeting_and_callbacks(case: Case) -> None:
    meeting = copy_of(case, "F11c", "ZT01")
    assert table(meeting, "姓名", "单位", "签字") == [("刘洋", "社会保险中心", ""), ("马丽", "税务局社保费科", "")]
    assert pair(meeting, "主持人") == "周敏"
    assert table(copy_of(case, "F12"), "姓名", "结果", "是否按月足额到账") == [
        ("张**", "接通", "是"),
        ("李**", "空号", ""),
    ]


def test_returns_of_questionnaires(case: Case) -> None:
    assert table(copy_of(case, "F13a"), "调查对象", "发放数", "回收数", "有效数", "回收率", "有效率") == [
        ("缴费职工", "200", "180", "171", "90.00%", "95.00%"),
        ("领取职工", "100", "96", "96", "96.00%", "100.00%"),
        ("", "300", "276", "267", "92.00%", "96.74%"),
    ]


def test_a_total_over_some_groups_only_is_not_printed(case: Case) -> None:
    first, second = case.surveys
    unknown = case.model_copy(update={"surveys": (first, second.model_copy(update={"sent": None}))})
    assert table(copy_of(unknown, "F13a"), "发放数", "回收数", "回收率")[-1] == ("", "276", "")


def test_statistics_of_questionnaires(case: Case) -> None:
    form = copy_of(case, "F13b")
    assert pair(form, "选项赋值") == "非常满意100分、比较满意80分、一般60分、不太满意40分、不满意20分"
    assert table(
        form, "问卷编号", "调查对象", "题号", "非常满意", "不了解", "计算基数", "满意率", "加权得分", "对象权重"
    ) == [
        ("Q1", "缴费职工", "1", "90", "1", "170", "82.35%", "85.65", ""),
        ("Q1", "缴费职工", "2", "60", "1", "170", "70.59%", "77.88", ""),
        ("小计", "缴费职工", "", "", "", "", "76.47%", "81.76", "40%"),
        ("Q2", "领取职工", "1", "70", "0", "96", "93.75%", "92.71", ""),
        ("Q2", "领取职工", "2", "", "", "", "", "", ""),
        ("小计", "领取职工", "", "", "", "", "93.75%", "92.71", "60%"),
        ("综合", "综合满意度", "", "", "", "", "86.84%", "88.33", ""),
    ]


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        ("xinjiang-2021", ("离退休人员满意度", "≥95%", "10", "9.65")),
        ("datong-2020", ("受益群众满意度", "≥85%", "10", "8.12")),
    ],
)
def test_points_that_satisfaction_decides(example: str, expected: tuple[str, ...]) -> None:
    form = copy_of(open_case(EXAMPLES / example), "F13b")
    assert table(form, "满意度指标", "目标值", "分值", "得分", at=1) == [expected]


def test_without_values_of_the_options_shares_are_printed_and_scores_are_not(case: Case) -> None:
    identity = case.identity.model_copy(update={"satisfaction_options": {}})
    form = copy_of(case.model_copy(update={"identity": identity}), "F13b")
    assert pair(form, "选项赋值") == "尚未填写五个选项的赋值，加权得分暂不计算"
    assert table(form, "满意率", "加权得分")[0] == ("82.35%", "")


def test_papers_by_unit_criterion_and_year(case: Case) -> None:
    form = copy_of(case, "F14b", "D01")
    block = form.blocks[2]
    headings = [(column.group, column.heading) for column in block.layout.columns]  # type: ignore[union-attr]
    assert headings[2:5] == [("2020年", "B11"), ("2021年", "B11"), ("", "合计")]
    assert table(form, "部门（单位）", "合计", "存在问题", "原因分析", at=1) == [
        ("甲铁路局", "1", "台账不全", "未设专人"),
        ("乙油田公司", "1", "", ""),
    ]
    assert table(form, "要点编号", "分值", "得分", "扣分") == [("B11", "4", "4", "0")]


def test_a_paper_without_results_lists_the_units_and_criteria_it_is_for(case: Case) -> None:
    form = copy_of(case.model_copy(update={"paper_rows": ()}), "F14b", "D01")
    assert [name for (name,) in table(form, "部门（单位）", at=1)] == [row.name for row in case.frame]
    assert [column.heading for column in form.blocks[2].layout.columns][2] == "B11"  # type: ignore[union-attr]


def test_paper_on_satisfaction(case: Case) -> None:
    assert table(copy_of(case, "F14c", "D02"), "项目", "缴费职工", "领取职工") == [
        ("满意度", "82.35%", "93.75%"),
        ("评价得分", "81.76", "92.71"),
        ("存在问题", "政策宣传不够", ""),
        ("原因分析", "渠道单一", ""),
    ]


def test_index_views_and_statement_of_facts(case: Case) -> None:
    assert table(copy_of(case, "F14a"), "索引号", "底稿名称", "页数") == [
        ("D01", "征缴情况核查底稿", "6"),
        ("D02", "满意度汇总底稿", ""),
    ]
    assert table(copy_of(case, "F14d"), "部门（单位）", "有关建议") == [("甲铁路局", "统一转移接续表单")]
    assert table(copy_of(case, "F14e"), "部门（单位）", "对必要性的看法") == [("乙油田公司", "必要")]
    statement = copy_of(case, "F14f", "QZ01")
    assert (pair(statement, "取证事项"), pair(statement, "涉及金额")) == ("欠费台账登记不全", "38.20万元")


def test_points_before_and_after_the_check(case: Case) -> None:
    rows = table(copy_of(case, "F14g"), "要点编号", "标准分值", "核查前得分", "核查后得分", "调整得分说明")
    assert ("B11", "4", "1.5", "1.8", "补充了批复文件") in rows
    assert rows[-1][1] == "100"
    assert rows[-1][2] == ""  # a single score on record makes no total
    assert not any("{{" in text for (text,) in table(copy_of(case, "F14g"), "佐证核查结果"))


@pytest.mark.parametrize("code", ["F10", "F11b", "F11c", "F12", "F13a", "F13b", "F14a", "F14b", "F14c", "F14d", "F14f"])
def test_an_empty_case_prints_a_form_to_be_filled_by_hand(datong: Case, code: str) -> None:
    empty = datong.model_copy(update=dict.fromkeys(EMPTY_PARTS, ()))
    (form,) = fill_form(packaged_form(code), empty)
    assert form.instance == ""
    tables = sum(type(block).__name__ == "FilledTable" for block in form.blocks)
    assert not tables or any(blank_rows(form, at) for at in range(tables)) or table(form, "项目")


def test_a_blank_paper_belongs_to_no_paper_and_writes_nothing() -> None:
    region = open_case(EXAMPLES / "xinjiang-2021")
    for code in ("F14b", "F14c"):
        (form,) = fill_form(packaged_form(code), region)
        tables = [block for block in form.blocks if isinstance(block, FilledTable)]
        cells = [cell for block in tables for row in block.rows for cell in row.cells.values()]
        assert {cell.place.part for cell in cells if cell.place is not None} <= {"form_entries"}
