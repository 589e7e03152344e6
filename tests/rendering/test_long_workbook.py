"""Long workbooks: what stands in a cell is text or a number, whatever it looks like."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from hengping.errors import OutputError
from hengping.rendering import long_workbook
from hengping.rendering.long_workbook import LongSheet, write_long_workbook


def written(path: Path, *sheets: LongSheet) -> openpyxl.Workbook:
    write_long_workbook(sheets, path)
    return openpyxl.load_workbook(path)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+2", "@SUM(A1)", "{=A1}", "http://x", "=cmd|' /C calc'!A0"])
def test_texts_like_formulas_stay_texts(text: str, tmp_path: Path) -> None:
    cell = written(tmp_path / "a.xlsx", LongSheet("表", ("列",), (10,), [(text,)]))["表"]["A2"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", text, None)


def test_numbers_are_numbers_and_blanks_blank(tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.xlsx", LongSheet("表", ("列",), (10,), [(Decimal("9.91"), 3, None, "")], "题名"))[
        "表"
    ]
    assert [cell.value for cell in sheet[3]] == [9.91, 3, None, None]
    assert sheet["A1"].value == "题名"


def test_characters_that_no_cell_holds_are_shown_as_such(tmp_path: Path) -> None:
    rows = [("a\x00b\x0bc",), ("长" * 40_000,)]
    sheet = written(tmp_path / "a.xlsx", LongSheet("表", ("列",), (10,), rows))["表"]
    assert sheet["A2"].value == "a□b□c"
    assert sheet["A3"].value.endswith("……（共 40000 字）")


def test_a_full_sheet_goes_on_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_workbook, "MAX_ROWS", 3)
    book = written(tmp_path / "a.xlsx", LongSheet("表", ("列",), (10,), [(number,) for number in range(5)]))
    assert book.sheetnames == ["表", "表（2）"]
    values = [row[0] for name in book.sheetnames for row in book[name].iter_rows(values_only=True)]
    assert values == ["列", 0, 1, 2, "列", 3, 4]


def test_an_earlier_file_stays_where_the_new_one_cannot_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "a.xlsx"
    folder.mkdir()
    with pytest.raises(OutputError, match="无法写入"):
        write_long_workbook([LongSheet("表", ("列",), (10,), [("x",)])], folder)
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_same_rows_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_long_workbook([LongSheet("表", ("列",), (10,), [("x",)])], tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
