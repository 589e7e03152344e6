from __future__ import annotations

import datetime
import io
import os
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from hengping.errors import InputError, OutputError
from hengping.reading.tables import read_tables
from hengping.rendering.workbook import (
    Area,
    Book,
    Cell,
    CellStyle,
    Column,
    DefinedName,
    PrintSetup,
    Row,
    Sheet,
    Validation,
    absolute_reference,
)
from hengping.rendering.workbook_file import save_workbook, workbook_bytes

STYLES = {
    "heading": CellStyle(bold=True, fill="#DDEBF7", border=True, wrap=True, align="center"),
    "money": CellStyle(number_format="#,##0.00"),
    "day": CellStyle(number_format="yyyy-mm-dd"),
}


def opened(book: Book) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes(book)))


def one_sheet(*rows: tuple[Cell | None, ...], **options: Any) -> Book:
    sheet = Sheet("事实", tuple(Row(cells) for cells in rows), **options)
    return Book((sheet,), styles=STYLES)


def test_values_of_every_kind_stand_in_their_cells() -> None:
    cells = (
        Cell("编号", "heading"),
        Cell(Decimal("20.10"), "money"),
        Cell(7),
        Cell(datetime.date(2020, 7, 1), "day"),
        None,
        Cell(True),
        Cell(None, "heading"),
    )
    sheet = opened(one_sheet(cells))["事实"]
    read = [cell.value for cell in sheet[1]]
    assert read == ["编号", 20.1, 7, datetime.datetime(2020, 7, 1), None, True, None]  # noqa: DTZ001
    assert sheet["A1"].font.b
    assert sheet["A1"].fill.fgColor.rgb == "FFDDEBF7"
    assert sheet["B1"].number_format == "#,##0.00"
    assert sheet["G1"].border.left.style == "thin"


@pytest.mark.parametrize(
    "text", ["=1+1", "{=1}", "+1", "@x", "http://a.b", "007", "1e5", " 两端 ", "a\r\nb\tc", "_x0041_"]
)
def test_text_stays_text_whatever_it_begins_with(text: str, tmp_path: Path) -> None:
    save_workbook(one_sheet((Cell(text),)), tmp_path / "a.xlsx")
    cell = read_tables(tmp_path / "a.xlsx").sheets[0].cell(0, 0)
    assert (cell.value, cell.formula) == (text, None)


def test_a_declared_formula_is_live_and_its_planted_value_is_what_readers_of_values_see(tmp_path: Path) -> None:
    book = one_sheet(
        (Cell(2), Cell(3), Cell(Decimal("99.13"), formula="=A1*B1"), Cell("优", formula='=IF(A1>1,"优","良")'))
    )
    assert [cell.value for cell in opened(book)["事实"][1]] == [2, 3, "=A1*B1", '=IF(A1>1,"优","良")']
    save_workbook(book, tmp_path / "a.xlsx")
    assert read_tables(tmp_path / "a.xlsx").sheets[0].rows == ((2.0, 3.0, 99.13, "优"),)


def test_names_point_at_cells() -> None:
    book = one_sheet((Cell("支出"), Cell(5)))
    named = Book(book.sheets, STYLES, names=(DefinedName("支出_实际", absolute_reference("事实", Area(0, 1, 0, 1))),))
    assert opened(named).defined_names["支出_实际"].attr_text == "'事实'!$B$1"


@pytest.mark.filterwarnings("ignore:Name looks like a cell name")
def test_a_name_that_excel_would_take_for_a_cell_is_refused() -> None:
    with pytest.raises(ValueError, match="F2020"):
        workbook_bytes(Book((Sheet("事实"),), names=(DefinedName("F2020", "=1"),)))


def test_merged_cells_keep_their_text_and_look() -> None:
    book = one_sheet((Cell("合并", "heading"), Cell(None), Cell("右")), merged=(Area(0, 0, 1, 1),))
    sheet = opened(book)["事实"]
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:B2"]
    assert (sheet["A1"].value, sheet["C1"].value) == ("合并", "右")
    assert sheet["A1"].font.b


def test_short_lists_stand_in_the_rule_and_long_ones_on_a_hidden_sheet() -> None:
    long = tuple(f"选项{number}" for number in range(100))
    book = one_sheet(
        (Cell("a"),),
        validations=(
            Validation(Area(1, 0, 9, 0), choices=("是", "否")),
            Validation(Area(1, 1, 9, 1), choices=long, strict=False),
            Validation(Area(1, 2, 9, 2), choices=("甲,乙", "丙")),
            Validation(Area(1, 3, 9, 3), choices=long),
            Validation(Area(1, 4, 9, 4), source="='事实'!$A$2:$A$9"),
        ),
    )
    workbook = opened(book)
    rules = {str(rule.sqref): rule for rule in workbook["事实"].data_validations.dataValidation}
    assert rules["A2:A10"].formula1 == '"是,否"'
    assert rules["B2:B10"].formula1 == rules["D2:D10"].formula1 == "'选项'!$A$1:$A$100"
    assert not rules["B2:B10"].showErrorMessage
    assert rules["C2:C10"].formula1 == "'选项'!$B$1:$B$2"
    assert rules["E2:E10"].formula1 == "'事实'!$A$2:$A$9"
    assert workbook["选项"].sheet_state == "veryHidden"
    assert workbook["选项"]["A100"].value == "选项99"


def test_notes_and_links() -> None:
    book = one_sheet((Cell("数值", note="按计量单位填写"), Cell("目录", link="'事实'!A1")))
    sheet = opened(book)["事实"]
    assert sheet["A1"].comment.text == "按计量单位填写"
    assert sheet["B1"].hyperlink.location == "'事实'!A1"


def test_what_is_seen_and_what_is_printed() -> None:
    sheet = Sheet(
        "附件1",
        (Row((Cell("标题"),), height=30), Row((Cell("隐藏行"),), hidden=True)),
        columns=(Column(24), Column(0, hidden=True), Column(12, style="day")),
        freeze=(1, 2),
        filter=Area(0, 0, 1, 2),
        print_setup=PrintSetup(landscape=True, repeat_rows=1, repeat_columns=2, margins=(25.4, 25.4, 25.4, 25.4)),
        tab_color="#70AD47",
        gridlines=False,
    )
    workbook = opened(Book((sheet, Sheet("内部", visibility="hidden")), styles=STYLES))
    read = workbook["附件1"]
    assert (read.row_dimensions[1].height, read.row_dimensions[2].hidden) == (30, True)
    assert read.column_dimensions["B"].hidden
    assert read.column_dimensions["C"].width == pytest.approx(12, abs=1)
    assert (read.freeze_panes, read.auto_filter.ref) == ("C2", "A1:C2")
    assert (read.page_setup.orientation, read.page_setup.paperSize, read.page_setup.fitToHeight) == ("landscape", 9, 0)
    assert (read.print_title_rows, read.print_title_cols) == ("$1:$1", "$A:$B")
    assert read.oddFooter.center.text == "第 &P 页，共 &N 页"
    assert read.page_margins.left == pytest.approx(1)
    assert read.sheet_properties.tabColor.rgb == "FF70AD47"
    assert not read.sheet_view.showGridLines
    assert workbook["内部"].sheet_state == "hidden"


def test_every_text_too_long_for_a_cell_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"earlier")
    book = one_sheet((Cell("a" * 32_767), Cell("长" * 32_768)), (Cell("😀" * 16_384), Cell("响\x07铃"), Cell("\ud800")))
    with pytest.raises(InputError) as caught:
        save_workbook(book, path)
    assert [(fault.where, fault.found.partition("，")[0]) for fault in caught.value.faults] == [
        ("表“事实”B1", "32,768 个字符"),
        ("表“事实”A2", "32,768 个字符"),
        ("表“事实”B2", "不可见的控制字符 U+0007"),
        ("表“事实”C2", "不可见的控制字符 U+D800"),
    ]
    assert path.read_bytes() == b"earlier"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interrupted_write_leaves_the_earlier_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"earlier")

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full_disk)
    with pytest.raises(OutputError, match=r"无法写入 .*a\.xlsx"):
        save_workbook(one_sheet((Cell("x"),)), path)
    assert [(found.name, found.read_bytes()) for found in tmp_path.iterdir()] == [("a.xlsx", b"earlier")]


def test_the_same_description_gives_the_same_bytes_and_the_clock_stays_out() -> None:
    book = one_sheet(
        (Cell("a", note="注"), Cell(1, "money")), validations=(Validation(Area(1, 0, 2, 0), ("是", "否")),)
    )
    first = workbook_bytes(book)
    assert first == workbook_bytes(book)
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert "2000-01-01T00:00:00Z" in package.read("docProps/core.xml").decode()
        assert {member.date_time[0] for member in package.infolist()} == {1980}


WRITABLE = st.characters(
    exclude_categories=["Cs", "Cc"], include_characters="\r\n\t", exclude_characters="\ufffe\uffff"
)


@given(st.lists(st.text(alphabet=WRITABLE), max_size=5))
def test_any_text_comes_back_from_a_cell(texts: list[str]) -> None:
    data = workbook_bytes(one_sheet(tuple(Cell(text) for text in texts)))
    cells = opened_by_calamine(data)
    assert [cells.get(column) or "" for column in range(len(texts))] == texts


def opened_by_calamine(data: bytes) -> dict[int, Any]:
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    return dict(enumerate(next(iter(rows.to_python(skip_empty_area=False)), [])))
