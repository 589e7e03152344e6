"""What people do to a sheet before it comes back: nothing is read wrongly, and what is left out is told with its cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from hengping.cases.model import Case
from hengping.cases.store import open_case
from hengping.forms.fill import fill_form, instances
from hengping.forms.filled import FilledTable
from hengping.forms.printing import print_form
from hengping.forms.returned.acceptance import accepted
from hengping.forms.returned.outcome import RemarkKind, Returned
from hengping.forms.returned.recognition import read_returned
from hengping.forms.returned.stages import stage_differences
from hengping.forms.returned.values import ticked
from hengping.forms.returned.writing import take_over
from hengping.reference.form_layouts import packaged_form
from tests.forms.returned_files import Edit, find, printed, returned, write
from tests.forms.sample_case import EXAMPLES, rich_case


@pytest.fixture(scope="module")
def case() -> Case:
    return open_case(EXAMPLES / "xinjiang-2021")


@pytest.fixture(scope="module")
def rich() -> Case:
    return rich_case()


def edited(case: Case, code: str, folder: Path, *edits: Edit, instance: str | None = None) -> Returned:
    path = printed(case, code, folder, instance=instance)
    book = openpyxl.load_workbook(path)
    for edit in edits:
        edit(book.worksheets[0])
    book.save(path)
    return read_returned(path, case)[0]


def swapped(first: str, second: str, *, keys: bool) -> Edit:
    """Two rows in each other's place, as after sorting: with the hidden keys, or without."""

    def edit(sheet: Worksheet) -> None:
        one, other = find(sheet, first)[0], find(sheet, second)[0]
        for area in [each for each in sheet.merged_cells.ranges if each.min_row != each.max_row]:
            sheet.unmerge_cells(str(area))
        for column in range(1, sheet.max_column + (1 if keys else 0)):
            a, b = sheet.cell(one, column), sheet.cell(other, column)
            if type(a).__name__ == type(b).__name__ == "Cell":
                a.value, b.value = b.value, a.value

    return edit


def renamed(old: str, new: str, *, every: bool = False) -> Edit:
    def edit(sheet: Worksheet) -> None:
        for row in sheet.iter_rows():
            for cell in row:
                if str(cell.value or "").strip() == old:
                    cell.value = new
                    if not every:
                        return

    return edit


@pytest.mark.parametrize("keys", [True, False])
def test_rows_sorted_with_or_without_their_hidden_keys(case: Case, tmp_path: Path, keys: bool) -> None:
    first, second = "参保缴费人数", "保障退休待遇人数"
    found = edited(case, "F02", tmp_path, swapped(first, second, keys=keys), write("实际完成值", first, "33.35"))
    goal = next(row.id for row in case.goals if row.level_3 == first)
    assert [(change.place.key, change.written) for change in found.changes] == [(goal, "33.35")]


def test_a_copied_row_above_its_original_does_not_take_its_place(rich: Case, tmp_path: Path) -> None:
    item = rich.rectification[0].item

    def copy(sheet: Worksheet) -> None:
        row = find(sheet, item)[0]
        values = [cell.value for cell in sheet[row]]
        sheet.insert_rows(row)
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column).value = f"{item}（另一笔）" if value == item else value

    found = edited(rich, "F19b", tmp_path, copy)
    assert found.changes == ()
    assert "重复的行" in [remark.found for remark in found.remarks]


def test_figures_under_another_year_are_not_taken(rich: Case, tmp_path: Path) -> None:
    def another_year(sheet: Worksheet) -> None:
        for old, new in (("2019年", "2016年"), ("2020年", "2017年"), ("2021年", "2018年")):
            renamed(old, new)(sheet)

    found = edited(rich, "F08", tmp_path, another_year, instance="JC01")
    assert found.changes == ()
    assert any("是否另一年度的表" in remark.mend for remark in found.remarks)


def test_of_equal_headings_none_is_read_when_one_is_gone(case: Case, tmp_path: Path) -> None:
    def drop(sheet: Worksheet) -> None:
        row, column = find(sheet, "分值")
        for each in range(row, sheet.max_row + 1):
            if type(sheet.cell(each, column)).__name__ == "Cell":
                sheet.cell(each, column).value = None

    found = edited(case, "F05", tmp_path, drop)
    assert found.changes == ()
    assert any("分不清是原表的哪一列" in remark.mend for remark in found.remarks)


@pytest.mark.parametrize(
    ("old", "new", "heading"),
    [
        ("全年预算数", "全年预算数（亿元）", "全年预算数（亿元）"),
        ("金额单位：万元", "金额单位：亿元", "全年预算数"),
    ],
)
def test_another_unit_in_the_heading_or_at_the_head_of_the_sheet(
    case: Case, tmp_path: Path, old: str, new: str, heading: str
) -> None:
    found = edited(case, "F02", tmp_path, renamed(old, new), write(heading, "其他资金", "6.5"))
    assert found.changes == ()
    assert [remark.mend for remark in found.remarks if remark.kind is RemarkKind.UNSURE] == [
        "本栏单位是万元，写的是亿元；如无误请填 65000。"
    ]


def test_another_unit_in_a_line_of_basic_data(rich: Case, tmp_path: Path) -> None:
    form = fill_form(packaged_form("F08"), rich, instance="JC02")[0]
    table = next(block for block in form.blocks if isinstance(block, FilledTable))
    name, unit = table.rows[0].cells["name"].text, table.rows[0].cells["unit"].text

    def edit(sheet: Worksheet) -> None:
        row = find(sheet, name)[0]
        cell = next(each for each in sheet[row] if each.value == unit)
        cell.value = "元"
        sheet.cell(row, find(sheet, "填报数")[1]).value = "123456"

    found = edited(rich, "F08", tmp_path, edit, instance="JC02")
    assert unit == "万元"
    assert found.changes == ()
    assert any(remark.mend.startswith("本栏单位是万元，写的是元") for remark in found.remarks)


def test_error_values_and_formulas_without_result_are_told(case: Case, tmp_path: Path) -> None:
    def edit(sheet: Worksheet) -> None:
        write("实际完成值", "参保缴费人数", "#REF!")(sheet)
        write("实际完成值", "保障退休待遇人数", "=1+1")(sheet)

    found = edited(case, "F02", tmp_path, edit)
    assert found.changes == ()
    assert [remark.found.split("“实际完成值”")[1] for remark in found.remarks] == [
        "单元格是错误值（如 #REF!）",
        "公式没有计算结果",
    ]


def test_notes_at_cells_and_hidden_sheets_are_told(case: Case, tmp_path: Path) -> None:
    path = printed(case, "F02", tmp_path)
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["K7"].comment = Comment("这是快报数", "张三")
    book.create_sheet("草稿")["A1"] = "旧数"
    book["草稿"].sheet_state = "hidden"
    book.save(path)
    (found,) = read_returned(path, case)
    assert [remark.found for remark in found.remarks] == ["工作表是隐藏的，没有读", "批注“这是快报数”没有读入"]


def test_a_sentence_in_a_table_is_no_label(rich: Case, tmp_path: Path) -> None:
    first = instances(packaged_form("F10"), rich)[0]

    def edit(sheet: Worksheet) -> None:
        row, column = find(sheet, "应有")
        sheet.cell(row + 1, column).value = "发现问题：台账缺 3 页"

    found = edited(rich, "F10", tmp_path, edit, instance=first)
    assert [(change.heading, change.written) for change in found.changes] == [("应有", "发现问题：台账缺 3 页")]


def test_annual_goals_are_not_read_as_those_of_several_years(rich: Case, tmp_path: Path) -> None:
    def drop(sheet: Worksheet) -> None:
        first, last = find(sheet, "中期绩效指标")[0], find(sheet, "年度绩效指标")[0]
        for area in list(sheet.merged_cells.ranges):
            if area.min_row >= first:
                sheet.unmerge_cells(str(area))
        sheet.delete_rows(first, last - first)

    found = edited(rich, "F01", tmp_path, drop)
    assert found.changes == ()
    assert any(remark.found.startswith("没有找到表（一级指标") for remark in found.remarks)


def test_word_lets_merged_cells_run_on_over_the_next_group(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "F02.docx"
    print_form(packaged_form("F02"), case, path)
    document = docx.Document(str(path))
    quality = [row for table in document.tables for row in table.rows if "质量指标" in [c.text for c in row.cells]]
    quality[0]._tr.getparent().remove(quality[0]._tr)
    document.save(str(path))
    (found,) = read_returned(path, case)
    assert found.changes == ()
    assert any(remark.found == "合并的“二级指标”是“数量指标”" for remark in found.remarks)


def test_a_row_that_may_be_renamed_or_another_is_asked_about(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "F02.docx"
    print_form(packaged_form("F02"), case, path)
    document = docx.Document(str(path))
    cell = next(
        cell for table in document.tables for row in table.rows for cell in row.cells if cell.text == "参保缴费人数"
    )
    cell.paragraphs[0].runs[0].text = "在职职工规模"
    document.save(str(path))
    (found,) = read_returned(path, case)
    assert found.changes == ()
    assert any("改名还是换成了另一行分不清" in remark.mend for remark in found.remarks)


def test_two_sheets_of_one_copy_that_differ(case: Case, tmp_path: Path) -> None:
    path = printed(case, "F02", tmp_path)
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book.worksheets[0])
    write("实际完成值", "参保缴费人数", "33.35")(book.worksheets[0])
    write("实际完成值", "参保缴费人数", "34.00")(book.worksheets[1])
    book.save(path)
    first, second = read_returned(path, case)
    assert [change.written for change in first.changes] == ["33.35"]
    assert (second.changes, [remark.found for remark in second.remarks]) == ((), ["又一份同样的表"])


def test_rows_added_on_two_copies_of_one_file_stay_two(rich: Case, tmp_path: Path) -> None:
    consultation = rich.consultations[0]
    second = consultation.model_copy(update={"id": "ZQ99", "party": rich.parties[0].id})
    both = rich.model_copy(update={"consultations": (*rich.consultations, second)})
    path = tmp_path / "F15b.xlsx"
    print_form(packaged_form("F15b"), both, path)
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets[:1] + book.worksheets[-1:]:
        row, column = find(sheet, "单位意见")
        empty = next(at for at in range(row + 1, row + 20) if not sheet.cell(at, column).value)
        sheet.cell(empty, column).value = f"意见见附件 {sheet.title}"
    book.save(path)
    copies = read_returned(path, both)
    after = take_over(both, [change for copy in copies for change in copy.changes])
    assert len(after.opinions) == len(both.opinions) + 2


def test_a_reported_amount_stands_beside_the_accounts(case: Case, tmp_path: Path) -> None:
    edit = write("全年执行数", "年度资金总额", "1448000")
    found = returned(case, "F02", tmp_path, edit)
    after = take_over(case, found.changes)
    (difference,) = stage_differences(case, after)
    assert (difference.reported.value, difference.known.value, difference.difference) == (
        "1448000",
        "1448983.18",
        "-983.18",
    )
    assert after.facts[: len(case.facts)] == case.facts
    assert returned(after, "F02", tmp_path, edit).changes == ()


def basic_data(rich: Case, folder: Path, *, figure: str) -> Returned:
    form = fill_form(packaged_form("F08"), rich, instance="JC02")[0]
    table = next(block for block in form.blocks if isinstance(block, FilledTable))
    name = table.rows[-1].cells["name"].text

    def edit(sheet: Worksheet) -> None:
        row = find(sheet, name)[0]
        sheet.cell(row, find(sheet, "差异原因")[1]).value = "口径不同"
        if figure:
            sheet.cell(row, find(sheet, "填报数")[1]).value = figure

    return edited(rich, "F08", folder, edit, instance="JC02")


def test_the_reason_of_a_difference_comes_with_its_first_figure(rich: Case, tmp_path: Path) -> None:
    after = take_over(rich, basic_data(rich, tmp_path, figure="12.5").changes)
    (fact,) = after.facts[len(rich.facts) :]
    assert (fact.value, fact.stage.label, fact.difference_reason) == ("12.5", "申报", "口径不同")


def test_a_reason_without_a_figure_is_told(rich: Case, tmp_path: Path) -> None:
    found = basic_data(rich, tmp_path, figure="")
    assert found.changes == ()
    assert [remark.mend for remark in found.remarks] == [
        "这一期没有填报数和核实数，差异原因无处可记，没有读入；请先填数。"
    ]


def test_one_value_that_does_not_fit_keeps_no_other_out(rich: Case, tmp_path: Path) -> None:
    found = edited(rich, "F15c", tmp_path, write("经办人", rich.opinions[0].opinion, "赵六"))
    (good,) = found.changes
    bad = replace(
        good, place=replace(good.place, field="score_after"), heading="调整后得分", new="很多", written="很多"
    )
    after, (copy,) = accepted(rich, [replace(found, changes=(bad, good))])
    assert copy.changes == (good,)
    assert after.opinions[0].by == "赵六"
    assert [(remark.where, remark.kind) for remark in copy.remarks] == [(bad.where, RemarkKind.UNSURE)]


def test_an_id_is_not_changed_on_a_form(rich: Case, tmp_path: Path) -> None:
    found = edited(rich, "F07a", tmp_path, renamed(rich.requests[0].id, "R9X"))
    assert [change for change in found.changes if change.place.field == "id"] == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [("☑是　□否", "是"), ("□是 ☑否", "否"), ("√", "是"), ("☑是 ☑否", "☑是 ☑否"), ("□是 □否", "□是 □否"), ("是", "是")],
)
def test_ticks(text: str, meant: str) -> None:
    assert ticked(text) == meant


def slid(sheet: Worksheet) -> None:
    """The headings 备注 and 责任人 wandered: what stands under 备注 are names of documents."""
    row, wrong = find(sheet, "备注")
    _, names = find(sheet, "资料名称")
    for each in range(row + 1, row + 4):
        sheet.cell(each, wrong).value = sheet.cell(each, names).value


@pytest.mark.parametrize("edit", [slid])
def test_a_column_that_says_what_another_says_is_not_read(
    rich: Case, tmp_path: Path, edit: Callable[..., None]
) -> None:
    assert len({row.title for row in rich.requests}) > 1
    assert edited(rich, "F07a", tmp_path, edit).changes == ()
