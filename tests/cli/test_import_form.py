"""`hengping import` of a form where more than a cell is at stake: the approved plan, the case's own figures, its ink."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import hengping
from tests.forms.returned_files import write

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "案卷"
    shutil.copytree(EXAMPLES / "xinjiang-2021", copy)
    return copy


def with_another_weight(folder: Path) -> Path:
    path = folder.parent / "指标体系.xlsx"
    hengping("form", "F05", folder, "--out", path)
    book = openpyxl.load_workbook(path)
    cell = next(each for row in book.worksheets[0].iter_rows() for each in row if each.value == "5")
    cell.value = "4"
    book.save(path)
    return path


def test_another_weight_after_the_plan_was_approved_is_a_change_of_the_plan(folder: Path) -> None:
    path = with_another_weight(folder)
    assert "方案变更" not in hengping("import", path, "--into", folder).out
    hengping("plan", folder, "--approve", "财政局社保处", "--on", "2022-06-01")
    before = (folder / "indicators.yaml").read_bytes()
    answer = hengping("import", path, "--into", folder)
    assert "指标体系已由财政局社保处批准锁定，其中 1 处属于方案变更" in answer.out
    assert "5 → 4" in answer.out
    assert "hengping plan CASE --change 改了什么 --why 理由 --approve 批准人" in answer.out
    assert (folder / "indicators.yaml").read_bytes() == before


def test_a_figure_of_the_accounts_is_not_overwritten(folder: Path) -> None:
    path = folder.parent / "自评表.xlsx"
    hengping("form", "F02", folder, "--out", path)
    book = openpyxl.load_workbook(path)
    write("全年执行数", "年度资金总额", "1448000")(book.worksheets[0])
    book.save(path)
    answer = hengping("import", path, "--into", folder, "--yes")
    assert "1448983.18 → 1448000（记为申报数，案卷原数保留）" in answer.out
    assert "申报 1448000万元，决算 1448983.18万元，相差 -983.18万元" in answer.out
    assert "没有可写入的差异" in hengping("import", path, "--into", folder, "--yes").out


def test_two_people_sign_one_sheet(folder: Path) -> None:
    printed = hengping("form", "F02", folder, "--out", folder.parent / "自评表.docx").out
    code = printed.split("表单编码 ")[1].split("　")[0].lower().replace("-", " ").replace("0", "o")
    scan = folder.parent / "签字页.jpg"
    scan.write_bytes(b"\xff\xd8page")
    for name in ("张三", "李四"):
        answer = hengping("import", scan, "--into", folder, "--code", code, "--name", name, "--role", "填报人")
        assert (answer.code, answer.out.startswith("已归档")) == (0, True)
    again = hengping("import", scan, "--into", folder, "--code", code, "--name", "李四", "--role", "填报人")
    assert (again.code, len(list((folder / "scans").iterdir()))) == (2, 1)
    assert "不必重复归档" in again.err


def test_a_workbook_that_holds_no_cell_is_told_as_such(folder: Path) -> None:
    path = folder.parent / "照片.xlsx"
    openpyxl.Workbook().save(path)
    answer = hengping("import", path, "--into", folder)
    assert answer.code == 2
    assert "没有文字和数字，可能只贴了图片" in answer.err
