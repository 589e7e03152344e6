"""What letters, reviews, experts' sheets, rectification and the file say (F15 to F21), checked by hand."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from hengping.cases.model import Case
from hengping.cases.model.filings import FormEntry
from hengping.cases.store import open_case
from hengping.forms.fill import fill_form, instances
from hengping.forms.word import form_document
from hengping.forms.workbook import form_workbook
from hengping.reference.form_layouts import packaged_form
from hengping.rendering.document import FurtherTitle
from tests.forms.form_texts import blank_rows, copy_of, pair, said, table
from tests.forms.sample_fieldwork import with_fieldwork
from tests.forms.sample_process import with_process

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def case() -> Case:
    return with_process(with_fieldwork(open_case(EXAMPLES / "datong-2020")), criterion="B11")


def test_letter_that_asks_for_opinions(case: Case) -> None:
    form = copy_of(case, "F15a", "ZQ01")
    assert (form.letterhead, form.letter_number) == ("甲市财政局", "甲财绩函〔2022〕15号")
    assert form.title == "关于征求“企业职工基本养老保险分级负担项目”绩效评价报告意见的函"
    lines = said(form).splitlines()
    assert lines[0] == "甲市社会保险中心："
    assert "二、请于2022年8月15日前书面反馈并加盖公章" in said(form)
    assert "逾期未反馈的，视同无异议" in said(form)
    assert lines[-2:] == ["甲市财政局（公章）", "2022年8月5日"]


def test_a_letter_names_a_party_by_id_or_by_name(case: Case) -> None:
    assert instances(packaged_form("F15a"), case) == ("ZQ01", "ZQ02")
    assert said(copy_of(case, "F15a", "ZQ02")).startswith("甲市人力资源和社会保障局：")
    unknown = case.consultations[1].model_copy(update={"party": "乙县财政局"})
    assert said(copy_of(case.model_copy(update={"consultations": (unknown,)}), "F15a")).startswith("乙县财政局：")


def test_a_letter_begins_with_its_issuing_body_and_number(case: Case) -> None:
    copies = fill_form(packaged_form("F19a"), case)
    document = form_document(copies)
    assert document.title == "甲市财政局"
    assert document.blocks[1] == FurtherTitle(copies[0].title)
    first = [row.cells[0].value for row in form_workbook(copies).sheets[0].rows[:3] if row.cells[0] is not None]
    assert first == ["甲市财政局", "甲财绩〔2022〕30号", copies[0].title]


def test_number_and_issuing_body_are_part_of_what_the_short_code_stands_for(case: Case) -> None:
    before = copy_of(case, "F15a", "ZQ01").short_code
    numbered = case.consultations[0].model_copy(update={"number": "甲财绩函〔2022〕16号"})
    changed = case.model_copy(update={"consultations": (numbered, case.consultations[1])})
    assert copy_of(changed, "F15a", "ZQ01").short_code != before


def test_days_that_are_not_known_leave_room_to_write(case: Case) -> None:
    open_letter = case.consultations[0].model_copy(update={"due": None, "sent_on": None})
    text = said(copy_of(case.model_copy(update={"consultations": (open_letter,)}), "F15a"))
    assert text.endswith("　　　　年　　月　　日")


def test_reply_has_the_unit_s_own_opinions_and_rows_to_write_in(case: Case) -> None:
    form = copy_of(case, "F15b", "ZQ01")
    assert pair(form, "反馈单位") == "甲市社会保险中心"
    assert table(form, "编号", "单位意见", "佐证名称及页码") == [("Y01", "建议调整得分", "批复文件 第2页")]
    assert blank_rows(form) >= 8
    assert table(copy_of(case, "F15b", "ZQ02"), "编号", "单位意见") == [("Y02", "无意见")]


def test_review_of_three_levels_by_deliverable(case: Case) -> None:
    assert instances(packaged_form("F16"), case) == ("初稿", "方案")
    form = copy_of(case, "F16", "初稿")
    assert pair(form, "复核成果") == "初稿"
    assert table(form, "级次", "复核意见", "答复、修改情况", "是否销号", "结论") == [
        ("一级", "表3合计与正文不符", "已按决算更正", "是", "通过"),
        ("二级", "建议过于笼统", "", "否", "退回"),
    ]


def test_one_expert_on_the_plan(case: Case) -> None:
    form = copy_of(case, "F17", "X1")
    assert table(form, "评审要点", "分值", "评分") == [
        ("指标体系和权重", "30", "26"),
        ("评价方法和证据收集", "15", "13"),
        ("", "45", "39"),
    ]
    assert (pair(form, "总体意见"), pair(form, "结论")) == ("总体可行，补充指标。", "修改后通过")


def test_an_expert_who_gave_nothing_is_asked_the_points_of_the_layout(case: Case) -> None:
    rows = table(copy_of(case, "F18a", "X1"), "评审要点", "分值", "评分")
    assert [marks for _, marks, _ in rows] == ["15", "25", "25", "20", "15", "100"]
    assert {score for _, _, score in rows} == {""}


def test_all_experts_on_the_plan(case: Case) -> None:
    form = copy_of(case, "F17b")
    assert table(form, "评审要点", "评分人数", "平均分", "专家意见") == [
        ("指标体系和权重", "2", "26.75", "效益指标偏少；权重可再均衡"),
        ("评价方法和证据收集", "1", "13.00", ""),
        ("", "", "39.75", ""),
    ]
    assert table(form, "姓名", "评分合计", "结论", at=1) == [("高原", "39", "修改后通过"), ("林海", "27.5", "")]


def test_comments_on_the_final_report_and_what_became_of_them(case: Case) -> None:
    assert table(copy_of(case, "F18a", "X2"), "意见", "对应要点", at=1) == [("扣分依据应引用条款", "B11")]
    assert table(copy_of(case, "F18b"), "专家", "是否采纳", "修改内容", "页码") == [
        ("高原", "采纳", "新增一项三级指标", "18"),
        ("林海", "部分采纳", "补注依据", "31"),
    ]


def test_quality_of_the_third_party_adds_up_once_every_mark_is_given(case: Case) -> None:
    names = ("方案质量", "组织实施", "报告质量", "工作时效", "工作纪律")
    entries = tuple(
        FormEntry(id=f"F18c:{name}.得分", form="F18c", item=f"{name}.得分", value=value)
        for name, value in zip(names, ("18", "22.5", "30", "10", "10"), strict=True)
    )
    rows = table(copy_of(case.model_copy(update={"form_entries": entries}), "F18c"), "考核项目", "分值", "得分")
    assert rows == [
        ("方案质量", "20", "18"),
        ("组织实施", "25", "22.5"),
        ("报告质量", "35", "30"),
        ("工作时效", "10", "10"),
        ("工作纪律", "10", "10"),
        ("", "100", "90.5"),
    ]
    assert table(copy_of(case.model_copy(update={"form_entries": entries[1:]}), "F18c"), "得分")[-1] == ("10",)


def test_notice_ledger_reply_and_recheck(case: Case) -> None:
    notice = said(copy_of(case, "F19a"))
    assert "一、整改事项（财政评价，评价报告印发后）。一是补齐欠费台账；二是追回多发待遇。" in notice
    assert "请于2022年10月31日前" in notice
    assert table(copy_of(case, "F19b"), "问题", "完成情况", "追回金额", "销号日期", "屡查屡犯") == [
        ("欠费台账登记不全", "已完成", "", "2022-11-05", "否"),
        ("个别人员多发待遇", "部分完成", "1.20", "", "是"),
    ]
    reply = copy_of(case, "F19c")
    assert (pair(reply, "整改单位"), pair(reply, "整改反馈内容")) == ("甲市社会保险中心", "两项均已整改。")
    assert [item for (item,) in table(reply, "问题")] == ["欠费台账登记不全", "个别人员多发待遇"]
    assert table(copy_of(case, "F19d"), "复查结论", "以前年度") == [("通过", ""), ("", "2020年 W3")]


def test_cover_contents_and_closing_note(case: Case) -> None:
    cover = copy_of(case, "F20a")
    assert cover.title == case.identity.title
    assert (pair(cover, "委托单位"), pair(cover, "参与评价中介机构")) == ("甲市财政局", "丁会计师事务所")
    assert table(copy_of(case, "F20c"), "序号", "题名", "页次") == [
        ("1", "委托函", "1—2"),
        ("2", "绩效评价工作方案", "3—40"),
    ]
    assert pair(copy_of(case, "F20d"), "归档件数") == "2"


def test_letter_of_entry(case: Case) -> None:
    identity = case.identity.model_copy(update={"commissioned_on": datetime.date(2022, 7, 1)})
    text = said(copy_of(case.model_copy(update={"identity": identity}), "F21a"))
    assert text.startswith("甲市社会保险中心：")
    assert "我们委托丁会计师事务所对“企业职工基本养老保险分级负担项目”（2020年度）开展绩效评价" in text
    assert text.endswith("2022年7月1日")


def test_a_letter_as_a_sheet_is_several_columns_wide_and_signed_on_the_right(case: Case) -> None:
    sheet = form_workbook(fill_form(packaged_form("F15a"), case, instance="ZQ01")).sheets[0]
    assert len(sheet.columns) > 3  # LibreOffice does not shrink a single column to the page
    styles = {row.cells[0].value: row.cells[0].style for row in sheet.rows if row.cells[0] is not None}
    assert styles["甲市财政局（公章）"] == styles["2022年8月5日"] == "text_right"
