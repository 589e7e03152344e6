"""A form that came back: read as far as it is sure, everything else told with its cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from hengping.cases.model import Case
from hengping.cases.store import open_case
from hengping.forms.returned.outcome import RemarkKind
from hengping.forms.returned.recognition import read_returned
from hengping.forms.returned.writing import take_over
from tests.forms.returned_files import cell_under, find, heading_above, printed, returned, write

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def case() -> Case:
    return open_case(EXAMPLES / "xinjiang-2021")


def goal(case: Case, name: str) -> str:
    return next(row.id for row in case.goals if row.level_3 == name)


def test_an_untouched_form_says_nothing(case: Case, tmp_path: Path) -> None:
    found = returned(case, "F02", tmp_path)
    assert (found.code, found.changes, found.remarks, found.foreign, found.stale) == ("F02", (), (), (), False)


def test_what_a_unit_fills_in_is_a_change_with_its_cell(case: Case, tmp_path: Path) -> None:
    found = returned(case, "F02", tmp_path, write("实际完成值", "参保缴费人数", "33.35"))
    (change,) = found.changes
    assert (change.row, change.heading, change.old, change.new) == (
        "产出指标 / 数量指标 / 参保缴费人数",
        "实际完成值",
        "",
        "33.35",
    )
    assert change.where.startswith("表“F02")
    assert take_over(case, found.changes).goals[0].actual == "33.35"


def test_nothing_but_the_changed_cells_changes(case: Case, tmp_path: Path) -> None:
    found = returned(case, "F02", tmp_path, write("得分", "参保缴费人数", 9.5))
    after = take_over(case, found.changes)
    assert after.model_copy(update={"goals": case.goals}) == case
    assert [row.self_score for row in after.goals][0:2] == [pytest.approx(9.5), None]


def test_an_amount_becomes_a_fact_that_the_row_names(case: Case, tmp_path: Path) -> None:
    found = returned(case, "F02", tmp_path, write("全年预算数", "其中：当年财政拨款", "60,000.50"))
    after = take_over(case, found.changes)
    (row,) = after.money
    (fact,) = [each for each in after.facts if each.id == row.budget]
    assert (row.source, fact.value, fact.unit, fact.stage.label) == ("其中：当年财政拨款", "60000.50", "万元", "申报")
    assert fact.id == "当年财政拨款全年预算数_2021_申报"


@pytest.mark.parametrize(
    ("typed", "mend"),
    [
        ("6.5亿元", "本栏单位是万元，写的是亿元；如无误请填 65000。"),
        ("约六万", "请只填数字。"),
        ("60000人", "本栏单位是万元，写的是人；请核对。"),
    ],
)
def test_another_unit_is_told_and_not_taken(case: Case, tmp_path: Path, typed: str, mend: str) -> None:
    found = returned(case, "F02", tmp_path, write("全年预算数", "其他资金", typed))
    assert found.changes == ()
    assert [remark.mend for remark in found.remarks if remark.kind is RemarkKind.UNSURE] == [mend]


def test_the_own_unit_may_stand_behind_the_number(case: Case, tmp_path: Path) -> None:
    found = returned(case, "F02", tmp_path, write("全年预算数", "其他资金", "１２０．５万元"))
    assert [change.written for change in found.changes if change.place.field == "value"] == ["120.5"]


def test_columns_may_change_places_and_names(case: Case, tmp_path: Path) -> None:
    def swap(sheet: Worksheet) -> None:
        row, actual = find(sheet, "实际完成值")
        _, note = find(sheet, "偏差原因分析及改进措施")
        sheet.cell(row, actual).value, sheet.cell(row, note).value = "偏差原因分析及改进措施", "全年实际值"
        line = find(sheet, "参保缴费人数")[0]
        sheet.cell(line, actual).value, sheet.cell(line, note).value = "征缴力度加大", "33.35"

    found = returned(case, "F02", tmp_path, swap)
    assert {change.heading: change.written for change in found.changes} == {
        "实际完成值": "33.35",
        "偏差原因分析及改进措施": "征缴力度加大",
    }


def test_rows_may_change_places(case: Case, tmp_path: Path) -> None:
    def move(sheet: Worksheet) -> None:
        first, second = find(sheet, "养老金发放时效")[0], find(sheet, "按季度报送基金运行分析报告")[0]
        for column in range(1, sheet.max_column + 1):
            one, other = sheet.cell(first, column), sheet.cell(second, column)
            if type(one).__name__ == type(other).__name__ == "Cell":
                one.value, other.value = other.value, one.value
        row, column = cell_under(sheet, "实际完成值", "养老金发放时效")
        sheet.cell(row, column).value = "每月15日前"

    found = returned(case, "F02", tmp_path, move)
    assert [(change.place.key, change.written) for change in found.changes] == [
        (goal(case, "养老金发放时效"), "每月15日前")
    ]


def test_rows_are_known_without_their_hidden_keys(case: Case, tmp_path: Path) -> None:
    def edit(sheet: Worksheet) -> None:
        for row in sheet.iter_rows(min_col=sheet.max_column, max_col=sheet.max_column):
            row[0].value = None
        write("实际完成值", "参保缴费人数", "33.35")(sheet)

    found = returned(case, "F02", tmp_path, edit)
    assert [change.written for change in found.changes] == ["33.35"]


def test_a_row_that_was_added_is_told_as_new(case: Case, tmp_path: Path) -> None:
    def add(sheet: Worksheet) -> None:
        row = find(sheet, "总分")[0]
        for area in [each for each in sheet.merged_cells.ranges if each.min_row >= row]:
            sheet.unmerge_cells(str(area))
        sheet.insert_rows(row)
        for heading, value in (("一级指标", "效益指标"), ("三级指标", "基金可支付月数"), ("实际完成值", "14.1")):
            sheet.cell(row, heading_above(sheet, heading, row)).value = value

    found = returned(case, "F02", tmp_path, add)
    assert all(change.added for change in found.changes)
    after = take_over(case, found.changes)
    assert len(after.goals) == len(case.goals) + 1
    assert (after.goals[-1].level_1, after.goals[-1].level_3, after.goals[-1].actual) == (
        "效益指标",
        "基金可支付月数",
        "14.1",
    )


def test_a_new_row_without_a_name_is_asked_about(case: Case, tmp_path: Path) -> None:
    def add(sheet: Worksheet) -> None:
        row = find(sheet, "总分")[0]
        for area in [each for each in sheet.merged_cells.ranges if each.min_row >= row]:
            sheet.unmerge_cells(str(area))
        sheet.insert_rows(row)
        sheet.cell(row, heading_above(sheet, "一级指标", row)).value = "效益指标"

    found = returned(case, "F02", tmp_path, add)
    assert found.changes == ()
    assert [remark.mend for remark in found.remarks] == ["新增的行还缺“三级指标”，没有读入。"]


def test_a_row_that_is_gone_stays_in_the_case(case: Case, tmp_path: Path) -> None:
    def remove(sheet: Worksheet) -> None:
        sheet.delete_rows(find(sheet, "参保缴费人数")[0])

    found = returned(case, "F02", tmp_path, remove)
    missing = [remark.found for remark in found.remarks if remark.kind is RemarkKind.MISSING_ROW]
    assert found.changes == ()
    assert "“产出指标 / 数量指标 / 参保缴费人数”" in missing


def test_half_of_the_sheet_empty_changes_nothing(case: Case, tmp_path: Path) -> None:
    def wipe(sheet: Worksheet) -> None:
        first = find(sheet, "参保缴费人数")[0]
        column = find(sheet, "年度指标值")[1]
        for row in range(first, first + 8):
            sheet.cell(row, column).value = None

    found = returned(case, "F02", tmp_path, wipe)
    assert found.changes == ()
    assert sum(remark.kind is RemarkKind.EMPTY for remark in found.remarks) == 8


def test_a_computed_cell_is_not_taken(case: Case, tmp_path: Path) -> None:
    found = returned(case, "F02", tmp_path, write("执行率", "年度资金总额", "98%"))
    assert found.changes == ()
    assert [(remark.kind, remark.mend) for remark in found.remarks] == [
        (RemarkKind.COMPUTED, "案卷得出的是“96.90%”；这一格由程序得出，不从表上读。")
    ]


def test_another_cases_form_is_told_before_anything_else(case: Case, tmp_path: Path) -> None:
    other = case.model_copy(
        update={"identity": case.identity.model_copy(update={"project_name": "城乡居民养老保险基金支出"})}
    )
    (found,) = read_returned(printed(other, "F02", tmp_path), case)
    assert [remark.found.split("：")[0] for remark in found.foreign][1:] == ["项目名称是“城乡居民养老保险基金支出”"]


def test_another_years_form_is_told(case: Case, tmp_path: Path) -> None:
    def edit(sheet: Worksheet) -> None:
        row, column = find(sheet, "（2021年度）")
        sheet.cell(row, column).value = "（2019年度）"

    found = returned(case, "F02", tmp_path, edit)
    assert [remark.found for remark in found.foreign] == ["（2019年度）"]


def test_a_name_that_may_be_meant_is_asked_about(case: Case, tmp_path: Path) -> None:
    def rename(sheet: Worksheet) -> None:
        row, column = find(sheet, "参保缴费人数")
        sheet.cell(row, column).value = "参保缴费人员数"
        for each in sheet.iter_rows(min_col=sheet.max_column, max_col=sheet.max_column):
            each[0].value = None
        sheet.cell(row, find(sheet, "实际完成值")[1]).value = "33.35"

    found = returned(case, "F02", tmp_path, rename)
    assert found.changes == ()
    (unknown,) = [remark for remark in found.remarks if remark.kind is RemarkKind.UNKNOWN_ROW]
    assert unknown.mend == "是否为“产出指标 / 数量指标 / 参保缴费人数”？请改回原名后重新导入。"
