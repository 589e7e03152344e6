"""The same form in the layouts of several bureaus reads to the same content, every cell with its place."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from hengping.extraction.filed_form.files import FormFile
from hengping.extraction.filed_form.model import FiledForm, filed_number
from hengping.extraction.filed_form.reader import read_forms
from tests.extraction.filed_layouts import CONTENT, LEVELS, tabbed_form, wide_form, word_form


def read(path: Path) -> FiledForm:
    (form,) = read_forms(FormFile(path).pages(), label=path.name)
    return form


LAYOUTS: list[tuple[Callable[[Path], Path], str]] = [
    (word_form, "a.docx"),
    (tabbed_form, "a.txt"),
    (wide_form, "a.xlsx"),
]


@pytest.mark.parametrize(("write", "name"), LAYOUTS, ids=["word", "tabs", "other headings"])
def test_levels_points_scores_and_reasons_of_every_layout(
    write: Callable[[Path], Path], name: str, tmp_path: Path
) -> None:
    form = read(write(tmp_path / name))

    assert tuple((row.level_1, row.level_2, row.level_3) for row in form.rows) == LEVELS
    assert [(row.number("weight"), row.number("self_score")) for row in form.rows] == [
        (Decimal(row[5]), Decimal(row[6])) for row in CONTENT
    ]
    if write is not word_form:  # its layout has no column of reasons
        assert [row.text("deviation_reason") for row in form.rows] == [row[7] for row in CONTENT]
    assert form.head.text("project_name") == "技能培训"
    assert form.head.text("party") == "某市培训中心"
    assert form.head.number("total") == (Decimal("99.17") if write is word_form else Decimal("89.17"))
    assert form.remarks == ()


def test_word_form_has_money_goal_and_result_of_its_one_table(tmp_path: Path) -> None:
    form = read(word_form(tmp_path / "a.docx"))

    assert (form.head.text("goal"), form.head.text("achieved")) == ("培训三百人以上", "完成培训320人")
    assert form.currency == "万元"
    assert form.head.text("year") == "2023"
    whole, granted = form.money
    assert (whole.source, whole.number("initial"), whole.number("budget"), whole.number("score")) == (
        "年度资金总额",
        Decimal(60),
        Decimal("60.5"),
        Decimal(10),
    )
    assert (granted.source, granted.number("score")) == ("其中：当年财政拨款", None)
    assert [row.text("target") for row in form.rows] == [row[3] for row in CONTENT]


def test_cells_are_found_again_in_the_file(tmp_path: Path) -> None:
    form = read(wide_form(tmp_path / "a.xlsx"))
    assert [row.place("self_score") for row in form.rows[:2]] == ["表“Sheet1”J8", "表“Sheet1”J9"]
    assert form.head.place("total") == "表“Sheet1”J13"
    (line,) = form.money
    assert (line.place("executed"), line.text("rate")) == ("表“Sheet1”D6", "100%")


@pytest.mark.libreoffice
def test_old_workbooks_read_alike(tmp_path: Path) -> None:
    wide_form(tmp_path / "a.xlsx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "xls",
        "--outdir",
        str(tmp_path / "old"),
        str(tmp_path / "a.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)

    form = read(tmp_path / "old" / "a.xls")

    assert tuple((row.level_1, row.level_2, row.level_3) for row in form.rows) == LEVELS
    assert form.head.number("total") == Decimal("89.17")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("10分", "10"),
        (" 1,448,983.18 万元", "1448983.18"),
        ("96.90%", "96.90"),
        (".5", "0.5"),
        ("￥30", "30"),
        ("-3", "-3"),
    ],
)
def test_numbers_with_a_unit_typed_behind_them(text: str, number: str) -> None:
    assert filed_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "—", "十", "10/12", "约10", "1 2 3年", "2023-05-01"])
def test_what_is_no_single_number(text: str) -> None:
    assert filed_number(text) is None


def test_error_values_are_told_with_their_cell(tmp_path: Path) -> None:
    path = wide_form(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    book["Sheet1"]["H8"].value = "#REF!"
    book.save(path)

    form = read(path)

    assert [(fault.where, "错误值" in fault.found) for fault in form.remarks] == [("表“Sheet1”H8", True)]
    assert form.rows[0].text("actual") == ""
