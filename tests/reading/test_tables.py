from __future__ import annotations

import datetime
import io
import struct
import zipfile
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.workbook.defined_name import DefinedName

from hengping.errors import InputError
from hengping.reading import tables
from hengping.reading.tables import Cell, number_text, read_tables


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """As a person leaves it: a title row above, merged cells, a formula, a hidden sheet; made by openpyxl."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "事实"
    sheet["B3"], sheet["C3"] = "编号", "数值"
    sheet["B4"], sheet["C4"] = "支出", 20.1
    sheet["B5"], sheet["C5"] = "率", "=C4/2"
    sheet["B6"], sheet["C6"] = datetime.date(2020, 7, 1), True
    sheet["B7"] = "合并"
    sheet.merge_cells("B7:D8")
    sheet["B9"] = "  行一\n行二  "
    workbook.create_sheet("隐藏").sheet_state = "hidden"
    workbook.defined_names["支出"] = DefinedName("支出", attr_text="事实!$C$4")
    path = tmp_path / "case.xlsx"
    workbook.save(path)
    return path


def fault(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_tables(path)
    (only,) = caught.value.faults
    return str(only)


def packed(path: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in members.items():
            package.writestr(name, text)
    return path


def test_values_come_with_their_addresses(book: Path) -> None:
    sheet = read_tables(book).sheet("事实")
    assert sheet is not None
    assert [sheet.cell(row, 1).value for row in range(9)] == [
        None,
        None,
        "编号",
        "支出",
        "率",
        datetime.date(2020, 7, 1),
        "合并",
        None,
        "  行一\n行二  ",
    ]
    assert sheet.cell(3, 2) == Cell("C4", 20.1)
    assert sheet.cell(5, 2) == Cell("C6", True)
    assert sheet.cell(99, 99) == Cell("CV100", None)
    assert sheet.where(11, 2) == "表“事实”C12"


def test_a_formula_is_told_beside_its_value(book: Path) -> None:
    sheet = read_tables(book).sheets[0]
    assert sheet.cell(4, 2).formula == "=C4/2"


def test_merged_ranges_and_hidden_sheets_are_told(book: Path) -> None:
    read = read_tables(book)
    assert [area.address for area in read.sheets[0].merged] == ["B7:D8"]
    assert [(sheet.name, sheet.visible) for sheet in read.sheets] == [("事实", True), ("隐藏", False)]


def test_an_error_value_is_not_taken_for_an_empty_cell(tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("事实")
        sheet.write_formula(0, 0, "=支出_实际/支出_预算", None, "#NAME?")
        sheet.write_formula(1, 0, '=IF(A1<1,"a & b","<c>")', None, "a & b")
    read = read_tables(path).sheets[0]
    assert read.cell(0, 0) == Cell("A1", None, "=支出_实际/支出_预算", error=True)
    assert read.cell(1, 0) == Cell("A2", "a & b", '=IF(A1<1,"a & b","<c>")')


def test_a_number_shown_as_a_percentage_is_told_apart(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row, look in enumerate(["0.00%", '0.0"%"', "0.000%;[Red]-0.000%", "0.00", "General"], start=1):
        sheet.cell(row, 1, 0.969).number_format = look
    workbook.save(tmp_path / "a.xlsx")
    read = read_tables(tmp_path / "a.xlsx").sheets[0]
    assert [read.cell(row, 0).percent for row in range(5)] == [True, False, True, False, False]


def test_a_formula_of_chinese_names_is_read_however_its_characters_are_written(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "=支出_实际/支出_预算"  # openpyxl writes &#25903; for 支
    workbook.save(tmp_path / "a.xlsx")
    assert read_tables(tmp_path / "a.xlsx").sheets[0].cell(0, 0).formula == "=支出_实际/支出_预算"


@pytest.mark.parametrize(
    ("value", "text"),
    [(20.1, "20.1"), (0.1 + 0.2, "0.3"), (1e20, "100000000000000000000"), (-5.0, "-5"), (1e-7, "0.0000001")],
)
def test_a_number_is_written_in_the_digits_that_excel_keeps(value: float, text: str) -> None:
    assert number_text(value) == text


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.xlsx", b"", "不是工作簿"),
        ("a.xlsx", b"id,name\n1,2\n", "不是工作簿"),
        ("a.xlsx", b"PK\x03\x04 and then nothing of a zip", "损坏"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "无法读取"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
    ],
)
def test_what_is_no_workbook_is_told(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert words in fault(path)
    assert fault(path).startswith(name)


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"word/document.xml": "<w/>"}, "Word 文档"),
        ({"photo.txt": "x"}, "不含工作簿的压缩包"),
        ({"xl/workbook.bin": "x"}, ".xlsb"),
        ({"content.xml": "<x/>", "mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "OpenDocument"),
        ({"xl/workbook.xml": "<workbook>"}, "损坏"),
        ({"xl/workbook.xml": "<workbook/>", "xl/_rels/workbook.xml.rels": "no xml"}, "损坏"),
    ],
)
def test_a_zip_that_is_not_a_workbook_is_told_for_what_it_is(
    tmp_path: Path, members: dict[str, str], words: str
) -> None:
    assert words in fault(packed(tmp_path / "a.xlsx", members))


def test_a_truncated_workbook_is_damaged(book: Path) -> None:
    book.write_bytes(book.read_bytes()[:-200])
    assert "损坏" in fault(book)


def test_a_200_mb_file_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with path.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)  # sparse: takes no room on the disk
    assert "200 MB" in fault(path)
    assert "不超过 50 MB" in fault(path)


def test_a_zip_bomb_is_refused_by_the_size_it_announces(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        with package.open("xl/worksheets/sheet1.xml", "w") as stream:
            for _ in range(401):
                stream.write(bytes(1024 * 1024))
    assert path.stat().st_size < 1024 * 1024
    assert "解压后有 401 MB" in fault(path)


def test_a_zip_bomb_that_announces_a_false_size_is_damaged(book: Path) -> None:
    """The directory says 10 bytes for a sheet that is longer: found by its check sum, not by unpacking it whole."""
    data = bytearray(book.read_bytes())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        member = package.getinfo("xl/worksheets/sheet1.xml")
    entry = data.rindex(b"xl/worksheets/sheet1.xml") - 46
    assert data[entry : entry + 4] == b"PK\x01\x02"
    data[entry + 24 : entry + 28] = struct.pack("<I", 10)
    assert member.file_size > 10
    book.write_bytes(data)
    assert "损坏" in fault(book)


def test_a_stray_cell_in_the_last_corner_is_named_and_not_laid_out(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("事实")
        sheet.write(0, 0, "编号")
        sheet.write(1_048_575, 16_383, "x")
    assert "XFD1048576" in fault(path)
    assert "表“事实”" in fault(path)


def test_a_column_that_is_only_coloured_counts_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet, look = workbook.add_worksheet("事实"), workbook.add_format({"bg_color": "#FFFF00"})
        sheet.write(0, 0, "编号")
        sheet.write_blank(1_048_575, 16_383, None, look)
    assert [row for row in read_tables(path).sheets[0].rows if any(row)] == [("编号",)]


def test_an_error_of_the_reader_itself_is_told_as_a_fault(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicError(BaseException):
        """What a Rust extension raises when it panics is no Exception."""

    def panic(path: Path) -> None:
        raise PanicError

    monkeypatch.setattr(tables.python_calamine.CalamineWorkbook, "from_path", panic, raising=False)
    assert "无法读取" in fault(book)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(position=st.floats(0, 1), junk=st.binary(min_size=1, max_size=8))
def test_a_damaged_byte_anywhere_is_a_table_or_a_fault(
    book: Path, tmp_path: Path, position: float, junk: bytes
) -> None:
    data = bytearray(book.read_bytes())
    start = int(position * (len(data) - 1))
    data[start : start + len(junk)] = junk
    damaged = tmp_path / "damaged.xlsx"
    damaged.write_bytes(data)
    with suppress(InputError):  # anything else fails the test
        read_tables(damaged)
