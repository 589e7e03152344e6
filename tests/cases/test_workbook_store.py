from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from openpyxl.utils import get_column_letter

from hengping.cases.folder_store import read_folder
from hengping.cases.model import Case
from hengping.cases.store import open_case
from hengping.cases.workbook_plan import sheet_plans
from hengping.cases.workbook_store import case_from_tables, read_workbook, write_workbook
from hengping.errors import InputError
from hengping.reading.tables import Tables, read_tables
from tests.cases.case_files import FILES, case_folder, faults
from tests.cases.workbook_edits import cell_of, change, column_of, exported, row_of, trimmed, typed
from tests.libreoffice import recalculate

CELLS = yaml.safe_load((Path(__file__).parent / "workbook_faults.yaml").read_text())


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The whole workbook of the small case."""
    path = tmp_path / "case.xlsx"
    path.write_bytes(exported())
    return path


@pytest.fixture
def short_book(tmp_path: Path) -> Path:
    """The same without its empty sheets."""
    path = tmp_path / "case.xlsx"
    path.write_bytes(trimmed())
    return path


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    path = tmp_path_factory.mktemp("tables") / "case.xlsx"
    path.write_bytes(exported())
    return read_tables(path)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return read_folder(case_folder(tmp_path / "same"))


# 1. What a person sees.


def test_one_sheet_a_part_with_chinese_headings(book: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    assert workbook.sheetnames[:3] == ["目录", "基本信息", "政策依据"]
    assert {"指标", "评分要点", "事实", "证据清单", "步骤", "正文"} <= set(workbook.sheetnames)
    assert [cell.value for cell in workbook["事实"][1]][:5] == ["行标识", "事实编号*", "名称*", "对象", "数值"]
    assert [[cell.value for cell in row[1:5]] for row in workbook["指标"].iter_rows(min_row=1, max_row=4)] == [
        ["上级指标代码", "指标代码*", "指标名称*", "权重*"],
        [None, "A", "决策", 20],
        ["A", "A1", "立项", 20],
        [None, "C", "产出", 80],
    ]
    assert "目标·计算符号" in [cell.value for cell in workbook["评分要点"][1]]


def test_required_columns_are_coloured_otherwise_than_optional_ones_and_headings_are_explained(book: Path) -> None:
    sheet = openpyxl.load_workbook(book)["事实"]
    required, optional = sheet.cell(1, column_of(sheet, "事实编号")), sheet.cell(1, column_of(sheet, "对象"))
    assert (required.fill.fgColor.rgb, optional.fill.fgColor.rgb) == ("FFF8CBAD", "FFDDEBF7")
    assert required.comment.text == "必填。公式、正文和底稿中使用的名称：汉字、字母、数字、下划线，不以数字开头"
    assert "可选：申报、快报、决算、核实、调整" in sheet.cell(1, column_of(sheet, "阶段")).comment.text


def test_headings_stay_in_view_and_row_ids_are_hidden(book: Path) -> None:
    sheet = openpyxl.load_workbook(book)["事实"]
    assert (sheet.freeze_panes, sheet.column_dimensions["A"].hidden) == ("C2", True)
    assert [cell.value for cell in sheet["A"]] == ["行标识", "支出_预算", "支出_实际", "支出执行率"]
    assert openpyxl.load_workbook(book)["内部信息"].sheet_state == "veryHidden"


def test_choices_yes_no_and_owners_have_drop_downs(book: Path) -> None:
    workbook = openpyxl.load_workbook(book)

    def rule(sheet: Any, heading: str) -> str:
        letter = get_column_letter(column_of(sheet, heading))
        rules = sheet.data_validations.dataValidation
        return next(rule.formula1 for rule in rules if str(rule.sqref).startswith(f"{letter}2:"))

    assert rule(workbook["事实"], "取得方式") == '"已公布,采集,计算,重构,假定"'
    assert rule(workbook["指标"], "其中项") == '"是,否"'
    assert rule(workbook["评分要点"], "所属指标代码").startswith("'指标'!$C$2:$C$")
    assert rule(workbook["指标"], "上级指标代码").startswith("'指标'!$C$2:$C$")


def test_numbers_and_days_are_real_ones_and_formulas_are_text(book: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    value, formula = (
        cell_of(workbook, "事实", row, heading) for row, heading in (("支出_预算", "数值"), ("支出执行率", "公式"))
    )
    assert (value.value, value.number_format) == (1495378, "#,##0.00")
    assert (formula.value, formula.data_type, formula.number_format) == ("=支出_实际/支出_预算", "s", "@")
    start = cell_of(workbook, "工作阶段", "现场", "开始日期")
    assert (start.value.isoformat(), start.number_format) == ("2022-07-18T00:00:00", "yyyy-mm-dd")


def test_every_sheet_can_be_named_and_every_heading_stands_once() -> None:
    names = [plan.name for plan in sheet_plans()]
    assert len(set(names)) == len(names)
    for plan in sheet_plans():
        headings = [plan.owner_heading, *(column.heading for column in plan.columns)]
        assert len(set(headings)) == len(headings), plan.name
        assert len(plan.name) <= 31
        assert not set(plan.name) & set("[]:*?/\\'")


# 2. What people type into a cell.


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: f"{cell['sheet']} {cell['column']} {cell['put']}")
def test_a_typed_cell_is_taken_or_told(tables: Tables, cell: dict[str, Any]) -> None:
    told = []
    try:
        case_from_tables(typed(tables, cell), checked=True)
    except InputError as error:
        told = [str(fault) for fault in error.faults]
    assert told == cell["told"]


def test_a_live_formula_typed_by_a_person_is_read_as_its_words(short_book: Path) -> None:
    change(
        short_book, lambda workbook: setattr(cell_of(workbook, "事实", "支出执行率", "公式"), "value", "=支出_实际*2")
    )
    assert read_workbook(short_book).facts[2].formula == "=支出_实际*2"


def test_written_digits_hold_until_the_number_is_changed_and_move_with_their_row(short_book: Path, case: Case) -> None:
    def edit(workbook: Any) -> None:
        cell_of(workbook, "评分要点", "A1-1", "分值").value = 12.25
        sheet = workbook["事实"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=4)]
        for position, values in enumerate(reversed(rows), start=2):
            for column, value in enumerate(values, start=1):
                sheet.cell(position, column).value = value
                if isinstance(value, str):
                    sheet.cell(position, column).data_type = "s"

    read = read_workbook(change(short_book, edit))
    criteria = read.indicators.indicators[0].children[0].criteria
    assert [str(criterion.max_score) for criterion in criteria] == ["12.25", "7.50"]
    assert [fact.value for fact in read.facts] == ["", "1448983.18", "1495378.00"]
    assert read.facts == tuple(reversed(case.facts))


# 3. What people do to a sheet.


def test_a_title_above_columns_moved_and_ornaments_in_headings_are_read(short_book: Path, case: Case) -> None:
    def edit(workbook: Any) -> None:
        sheet = workbook["事实"]
        sheet.insert_rows(1, amount=2)
        sheet["B1"] = "某市企业职工基本养老保险基金事实清单"
        sheet.merge_cells("B1:H1")
        sheet.insert_cols(1)
        name, unit = (column for column in range(1, 20) if sheet.cell(3, column).value in ("名称*", "计量单位*"))
        for row in range(3, 7):
            first, second = sheet.cell(row, name), sheet.cell(row, unit)
            first.value, second.value = second.value, first.value
        for cell in sheet[3]:
            if cell.value:
                cell.value = f" {str(cell.value).replace('*', '')} （必填） ：".replace("编号", "编\n号")
        items = workbook["基本信息"]
        items.insert_rows(1)
        items["C1"] = "请填写"
        for row in range(3, 12):
            items.cell(row, 2).value = f"{items.cell(row, 2).value}："

    assert read_workbook(change(short_book, edit)) == case


def test_rows_left_blank_and_rows_cleared_are_no_rows(short_book: Path, case: Case) -> None:
    def edit(workbook: Any) -> None:
        workbook["事实"].insert_rows(3, amount=2)
        workbook["事实"]["C3"] = "  "
        for cell in workbook["证据清单"][2][1:]:
            cell.value = None

    assert read_workbook(change(short_book, edit)) == case.model_copy(update={"evidence": ()})


@pytest.mark.parametrize(
    ("sheet", "heading", "new", "told"),
    [
        ("事实", "计量单位*", "计量单位名称", ["表“事实”G1：现为“计量单位名称”，应为标题“计量单位”。请把标题改回“计量单位”。"]),
        ("事实", "备注", "备 注 *", []),
        ("事实", "名称*", "unit", ["表“事实”G1：现为“计量单位*”，应为不重复的标题（表“事实”C1 已有）。请删去其中一列。", "表“事实”第 1 行（标题行）：现为“没有“名称”列”，应为必有的列“名称”。请补上这一列。"]),
        ("事实", "名称*", None, ["表“事实”C1：现为“有内容而无标题的列”，应为导出时已有的列。请删去该列，或把内容移到“备注”等已有的列。", "表“事实”第 1 行（标题行）：现为“没有“名称”列”，应为必有的列“名称”。请补上这一列。"]),
        ("基本信息", "内容", "内 容", []),
        ("基本信息", "内容", "填写内容", ["表“基本信息”C1：现为“填写内容”，应为标题“内容”。请把标题改回“内容”。"]),
        ("正文", "段落", "正文段落", ["表“正文”B1：现为“正文段落”，应为标题“段落”。请把标题改回“段落”。"]),
    ],
)  # fmt: skip
def test_a_renamed_heading_is_told_with_the_one_it_comes_nearest_to(
    short_book: Path, sheet: str, heading: str, new: str | None, told: list[str]
) -> None:
    def edit(workbook: Any) -> None:
        next(cell for cell in workbook[sheet][1] if cell.value == heading).value = new

    change(short_book, edit)
    if told:
        assert faults(short_book) == told
    else:
        open_case(short_book)


def test_a_column_of_one_s_own_is_told_when_it_holds_something(short_book: Path) -> None:
    change(short_book, lambda workbook: setattr(workbook["事实"]["Z1"], "value", "我的备查"))
    open_case(short_book)
    change(short_book, lambda workbook: setattr(workbook["事实"]["Z3"], "value", "重要"))
    assert faults(short_book) == [
        "表“事实”Z1：现为“多出的列“我的备查””，应为导出时已有的列。请删去该列，或把内容移到“备注”等已有的列。"
    ]


def test_a_lost_header_row_is_told(short_book: Path) -> None:
    change(short_book, lambda workbook: workbook["事实"].delete_rows(1))
    assert faults(short_book)[0].startswith("表“事实”：现为“没有标题行”")


def test_merged_cells_hold_for_each_row_where_the_meaning_is_plain_and_are_told_elsewhere(short_book: Path) -> None:
    def edit(workbook: Any) -> None:
        workbook["评分要点"].merge_cells("B2:B3")
        workbook["事实"].merge_cells("D2:D4")
        workbook["事实"]["D2"] = "自治区本级"

    case = read_workbook(change(short_book, edit))
    assert len(case.indicators.indicators[0].children[0].criteria) == 2
    assert [fact.subject for fact in case.facts] == ["自治区本级"] * 3

    def wrong(workbook: Any) -> None:
        workbook["事实"].merge_cells("E2:E3")
        workbook["事实"].merge_cells("H2:I2")
        workbook["基本信息"].merge_cells("C3:C4")

    change(short_book, wrong)
    assert [fault.split("，")[0] for fault in faults(short_book)][:3] == [
        "表“基本信息”C3:C4：现为“合并的单元格”",
        "表“事实”E2:E3：现为“合并的单元格”",
        "表“事实”H2:I2：现为“合并的单元格”",
    ]


def test_a_sheet_renamed_or_deleted_is_told_and_a_sheet_of_one_s_own_is_not(short_book: Path) -> None:
    def edit(workbook: Any) -> None:
        workbook["事实"].title = "事实表"
        del workbook["证据清单"]
        workbook.create_sheet("我的计算")["A1"] = 1

    change(short_book, edit)
    assert faults(short_book)[:2] == [
        "case.xlsx：现为“没有表“事实””，应为表“事实”。表“事实表”是否就是它？请改回原名。",
        "case.xlsx：现为“没有表“证据清单””，应为表“证据清单”。请从导出的工作簿中恢复这张表；没有内容也要保留。",
    ]


def test_a_workbook_made_by_hand_needs_only_what_it_says(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "基本信息"
    for row in (
        ("项目", "内容"),
        ("报告名称", "报告"),
        ("项目名称", "项目"),
        ("评价类型", "单位自评"),
        ("评价年度", 2021),
    ):
        sheet.append(row)
    workbook.create_sheet("指标体系").append(("项目", "内容"))
    tree = workbook.create_sheet("指标")
    for row in (("指标代码", "上级指标代码", "指标名称", "权重"), ("A", None, "决策", 20), ("A1", "A", "立项", 12.5)):
        tree.append(row)
    workbook.save(tmp_path / "case.xlsx")
    case = read_workbook(tmp_path / "case.xlsx")
    assert case.identity.year == "2021"
    assert case.indicators.indicators[0].children[0].weight == Decimal("12.5")


def test_another_workbook_is_no_case(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(("姓名", "金额"))
    workbook.save(tmp_path / "other.xlsx")
    assert [fault.split("，")[0] for fault in faults(tmp_path / "other.xlsx")] == [
        "other.xlsx：现为“没有表“基本信息””",
        "other.xlsx：现为“没有表“指标体系””",
    ]


def test_parents_in_a_circle_and_a_tree_too_deep_are_told(short_book: Path) -> None:
    def circle(workbook: Any) -> None:
        cell_of(workbook, "指标", "决策", "上级指标代码").value = "A1"

    change(short_book, circle)
    assert [fault.split("：")[0] for fault in faults(short_book)][:2] == ["表“指标”B2", "表“指标”B3"]

    def deep(workbook: Any) -> None:
        sheet = workbook["指标"]
        cell_of(workbook, "指标", "决策", "上级指标代码").value = None
        for level in range(2000):
            sheet.cell(5 + level, 2).value = f"D{level - 1}" if level else "C"
            sheet.cell(5 + level, 3).value, sheet.cell(5 + level, 4).value = f"D{level}", "级"
            sheet.cell(5 + level, 5).value = 1

    change(short_book, deep)
    assert "不能超过 8 级" in faults(short_book)[0]


def test_a_chapter_name_in_the_workbook_cannot_leave_the_folder(short_book: Path) -> None:
    change(short_book, lambda workbook: setattr(workbook["正文"]["A2"], "value", "../../etc/passwd"))
    assert "可以作为文件名的章节名" in faults(short_book)[0]


def test_an_error_value_is_not_taken_for_nothing(short_book: Path) -> None:
    def edit(workbook: Any) -> None:
        cell = cell_of(workbook, "事实", "支出_预算", "数值")
        cell.value, cell.data_type = "#DIV/0!", "e"

    assert faults(change(short_book, edit)) == [
        "表“事实”E2：现为“错误值”，应为能算出结果的公式，或直接填写的内容。请改正公式，或直接填写。"
    ]


# 4. Files.


def test_a_text_too_long_for_a_cell_is_told_and_the_earlier_workbook_stays(tmp_path: Path, case: Case) -> None:
    path = tmp_path / "case.xlsx"
    path.write_bytes(b"earlier")
    facts = (case.facts[0].model_copy(update={"note": "长" * 32_768}), *case.facts[1:])
    with pytest.raises(InputError) as caught:
        write_workbook(case.model_copy(update={"facts": facts}), path)
    (fault,) = caught.value.faults
    assert fault.where == f"表“事实”{get_column_letter(19)}2"
    assert path.read_bytes() == b"earlier"


def test_a_chapter_longer_than_a_cell_is_written_paragraph_by_paragraph(tmp_path: Path, case: Case) -> None:
    long = case.model_copy(
        update={"texts": {"a": "\n\n".join("段" * 20_000 for _ in range(4)), "b": "", "c": "\n\n\n\n x"}}
    )
    write_workbook(long, tmp_path / "case.xlsx")
    assert read_workbook(tmp_path / "case.xlsx").texts == long.texts


@pytest.mark.libreoffice
def test_libreoffice_opens_saves_and_loses_nothing(book: Path, case: Case, tmp_path: Path) -> None:
    (tmp_path / "saved").mkdir()
    saved = recalculate(book, tmp_path / "saved")
    assert read_workbook(saved) == case
    assert read_workbook(saved).model_dump(mode="json") == case.model_dump(mode="json")


def test_the_small_case_is_the_same_in_both_forms(book: Path, case: Case) -> None:
    assert read_workbook(book) == case
    assert case.texts["overview"] == FILES["text/overview.md"]
    assert row_of(openpyxl.load_workbook(book)["事实"], "支出_实际") == 3
