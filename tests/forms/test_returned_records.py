"""Forms of the field and of the review as they come back: what a hand wrote becomes rows of the case."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from hengping.cases.model import Case
from hengping.cases.store import open_case
from hengping.forms.fill import fill_form
from hengping.forms.returned.recognition import read_returned
from hengping.forms.returned.writing import take_over
from hengping.forms.workbook import form_workbook
from hengping.reference.form_layouts import packaged_form, packaged_forms
from hengping.rendering.workbook_file import workbook_bytes
from tests.forms.returned_files import Edit, find, heading_above, printed, write
from tests.forms.sample_fieldwork import with_fieldwork
from tests.forms.sample_process import with_process

EXAMPLES = Path(__file__).parents[2] / "examples"
OWN = tuple(form.code for form in packaged_forms() if form.code >= "F09")


@pytest.fixture(scope="module")
def bare() -> Case:
    return open_case(EXAMPLES / "datong-2020")


@pytest.fixture(scope="module")
def case(bare: Case) -> Case:
    return with_process(with_fieldwork(bare), criterion="B11")


def back(case: Case, code: str, folder: Path, *edits: Edit, instance: str | None = None) -> Case:
    """The case after the form was printed, filled in by hand and taken over."""
    import openpyxl

    path = folder / f"{code}.xlsx"
    path.write_bytes(workbook_bytes(form_workbook(fill_form(packaged_form(code), case, instance=instance))))
    book = openpyxl.load_workbook(path)
    for edit in edits:
        edit(book.worksheets[0])
    book.save(path)
    found = read_returned(path, case)[0]
    assert [remark for remark in found.remarks if remark.kind.name != "NOTE"] == []
    return take_over(case, found.changes)


def beside(label: str, value: object) -> Edit:
    """An edit that writes into the cell beside a label."""

    def edit(sheet: object) -> None:
        row, column = find(sheet, label)  # type: ignore[arg-type]
        merged = [area for area in sheet.merged_cells.ranges if area.min_row == row and area.min_col == column]  # type: ignore[attr-defined]
        after = merged[0].max_col + 1 if merged else column + 1
        sheet.cell(row, after).value = value  # type: ignore[attr-defined]

    return edit


def below(anchor: str, rows: int, **texts: str) -> Edit:
    """An edit that writes a row `rows` below the one that holds `anchor`, by heading."""

    def edit(sheet: object) -> None:
        row = find(sheet, anchor)[0] + rows  # type: ignore[arg-type]
        for heading, text in texts.items():
            sheet.cell(row, heading_above(sheet, heading, row)).value = text  # type: ignore[arg-type,attr-defined]

    return edit


@pytest.mark.parametrize("code", OWN)
@pytest.mark.parametrize("kind", ["bare", "case"])
def test_an_untouched_form_changes_nothing(
    request: pytest.FixtureRequest, code: str, kind: str, tmp_path: Path
) -> None:
    case: Case = request.getfixturevalue(kind)
    copies = fill_form(packaged_form(code), case)
    path = tmp_path / f"{code}.xlsx"
    path.write_bytes(workbook_bytes(form_workbook(copies)))
    found = read_returned(path, case)
    assert [(each.code, each.instance) for each in found] == [(code, copy.instance) for copy in copies]
    assert [(each.changes, each.remarks) for each in found] == [((), ())] * len(copies)


def test_a_visit_recorded_by_hand(case: Case, tmp_path: Path) -> None:
    edits = (
        beside("踏勘人员", "吴刚、孙婷"),
        beside("问卷发放数", 40),
        write("实有", "B11", "125.50万元"),
        write("是否相符", "B11", "是"),
    )
    after = back(case, "F10", tmp_path, *edits, instance="V02")
    record = next(row for row in after.visit_records if row.visit == "V02")
    assert (record.id, record.people, record.sent) == ("TJ-V02", "吴刚、孙婷", Decimal(40))
    (check,) = [row for row in after.visit_checks if row.visit == "V02"]
    assert (check.criterion, check.found, check.agrees) == ("B11", "125.50万元", "是")
    assert after.model_copy(update={"visit_records": case.visit_records, "visit_checks": case.visit_checks}) == case


def test_answers_of_an_interview(case: Case, tmp_path: Path) -> None:
    after = back(case, "F11b", tmp_path, write("回答", "有什么困难和建议？", "希望线上办理"), instance="FT02")
    (answer,) = [row for row in after.interview_answers if row.interview == "FT02"]
    assert (answer.question, answer.answer) == ("有什么困难和建议？", "希望线上办理")


def test_an_opinion_written_into_a_blank_row(case: Case, tmp_path: Path) -> None:
    edit = below("Y01", 1, 单位意见="第五章数据有误", 理由="应为决算数")
    after = back(case, "F15b", tmp_path, edit, instance="ZQ01")
    added = after.opinions[-1]
    assert (added.id, added.party, added.opinion, added.reason) == ("Y03", "P1", "第五章数据有误", "应为决算数")


def test_a_call_and_somebody_at_a_meeting(case: Case, tmp_path: Path) -> None:
    after = back(case, "F12", tmp_path, below("T02", 1, 姓名="王**", 结果="接通", 是否按月足额到账="是"))
    assert [(row.id, row.name, row.paid_on_time) for row in after.callbacks][-1] == ("T03", "王**", "是")
    after = back(case, "F11c", tmp_path, below("QD02", 1, 姓名="陈立", 单位="丁会计师事务所"), instance="ZT01")
    assert [(row.id, row.meeting, row.name) for row in after.attendance][-1] == ("QD03", "ZT01", "陈立")


def test_an_expert_fills_in_marks_and_the_conclusion(case: Case, tmp_path: Path) -> None:
    edits = (write("评分", "问题和原因分析透彻", 17.5), beside("验收结论", "通过"))
    after = back(case, "F18a", tmp_path, *edits, instance="X1")
    added = sorted((row for row in after.expert_reviews if row.deliverable == "终稿"), key=lambda row: row.point)
    assert [(row.expert, row.point, row.max_score, row.score, row.conclusion) for row in added] == [
        ("X1", "", None, None, "通过"),
        ("X1", "问题和原因分析透彻", Decimal(20), Decimal("17.5"), ""),
    ]


def test_results_of_a_paper_and_points_after_the_check(case: Case, tmp_path: Path) -> None:
    def edit(sheet: object) -> None:
        row = find(sheet, "乙油田公司")[0]  # type: ignore[arg-type]
        sheet.cell(row, find(sheet, "2020年")[1]).value = "1"  # type: ignore[arg-type,attr-defined]

    after = back(case, "F14b", tmp_path, edit, instance="D01")
    added = after.paper_rows[-1]
    assert (added.paper, added.unit, added.criterion, added.year, added.value) == (
        "D01",
        "乙油田公司",
        "B11",
        "2020",
        "1",
    )
    after = back(case, "F14g", tmp_path, write("核查前得分", "B12", "3"))
    assert [(row.code, row.stage.label, row.score) for row in after.scores][-1] == ("B12", "初评", Decimal(3))


def test_a_reply_to_a_notice(case: Case, tmp_path: Path) -> None:
    after = back(case, "F19c", tmp_path, write("完成情况", "个别人员多发待遇", "已完成"))
    assert [row.completion for row in after.rectification] == ["已完成", "已完成"]


@pytest.mark.parametrize(
    ("code", "instance", "edit"),
    [
        ("F10", "V02", write("实有", "B11", "125.50万元")),
        ("F11b", "FT02", write("回答", "有什么困难和建议？", "希望线上办理")),
        ("F18a", "X1", write("评分", "问题和原因分析透彻", 17.5)),
    ],
)
def test_a_form_that_comes_back_twice_changes_nothing_the_second_time(
    case: Case, code: str, instance: str, edit: Edit, tmp_path: Path
) -> None:
    after = back(case, code, tmp_path, edit, instance=instance)
    again = read_returned(tmp_path / f"{code}.xlsx", after)[0]
    assert (again.changes, [remark.found for remark in again.remarks]) == ((), [])


def test_a_blank_record_filled_in_becomes_an_interview_with_its_answers(bare: Case, tmp_path: Path) -> None:
    def question(sheet: object) -> None:
        row = find(sheet, "提纲问题")[0] + 1  # type: ignore[arg-type]
        for heading, text in (("提纲问题", "到账及时吗？"), ("回答", "及时")):
            sheet.cell(row, heading_above(sheet, heading, row)).value = text  # type: ignore[arg-type,attr-defined]

    after = back(bare, "F11b", tmp_path, beside("访谈对象", "钱**"), beside("方式", "面谈"), question)
    assert [(row.id, row.interviewee, row.mode) for row in after.interview_records] == [("FT01", "钱**", "面谈")]
    assert [(row.id, row.interview, row.question, row.answer) for row in after.interview_answers] == [
        ("WD-FT01-01", "FT01", "到账及时吗？", "及时")
    ]


def test_a_blank_sheet_of_an_expert_becomes_the_expert_with_marks_and_conclusion(bare: Case, tmp_path: Path) -> None:
    edits = (beside("专家姓名", "高原"), write("评分", "指标体系和权重", 27), beside("结论", "通过"))
    after = back(bare, "F17", tmp_path, *edits)
    assert [(row.id, row.name) for row in after.experts] == [("X01", "高原")]
    given = sorted(after.expert_reviews, key=lambda row: row.point)
    assert [(row.expert, row.deliverable, row.point, row.score, row.conclusion) for row in given] == [
        ("X01", "方案", "", None, "通过"),
        ("X01", "方案", "指标体系和权重", Decimal(27), ""),
    ]


def test_a_blank_copy_is_printed_beside_those_of_the_case(case: Case) -> None:
    (blank,) = fill_form(packaged_form("F11b"), case, instance="")
    assert blank.instance == ""
    assert all(entry.text in ("", case.identity.project_name) for _, entry in blank.pairs)


def test_a_blank_visit_record_makes_no_visit_of_a_unit_nobody_knows(bare: Case, tmp_path: Path) -> None:
    path = printed(bare, "F10", tmp_path)
    book = openpyxl.load_workbook(path)
    beside("踏勘人员", "吴刚")(book.worksheets[0])
    book.save(path)
    (found,) = read_returned(path, bare)
    assert found.changes == ()
    assert [remark.found for remark in found.remarks] == ["“踏勘人员”填的是“吴刚”"]
