"""A long flat export: read once, cut into parts, and the same is found however many processes there are."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from openpyxl.utils import get_column_letter

from hengping.cli.program import program
from hengping.extraction.filed_form import flat_parts
from hengping.extraction.filed_form.files import FormFile
from hengping.extraction.filed_form.reader import read_forms
from hengping.lint.audit import long_files, running
from hengping.lint.audit.records import Unread
from hengping.reference.profiles import packaged_profile
from hengping.reference.recheck import packaged_recheck_rules
from tests.audit.bureau import HEADINGS, MISS, RIGHT, form_rows, write_sheet, zipped

HEADS = ("项目编码", "项目名称", "预算单位", "全年预算数", "全年执行数", *HEADINGS)
EXECUTION = ("预算执行", "", "预算执行率", "", 100, "%", 0.9, 10, 10, "")


def export(path: Path, projects: int, *, merged: Sequence[str] = ()) -> Path:
    """Projects of three rows below two rows of headings: one key a project, every third project missed its target."""
    rows: list[Sequence[Any]] = [("自评情况导出",), HEADS]
    for number in range(projects):
        line = list(RIGHT if number % 3 else MISS)
        line[2] = f"=培训{number}"
        rows.append((f"P{number:03d}", f"项目{number}", f"单位{number % 4}", 100, 90, *EXECUTION))
        rows.append(("", "", "", "", "", *line))
        rows.append(("", "", "", "", "", "效益指标", "社会效益", "知晓率", "≥", "90%", "", "95%", 5, 5, ""))
    write_sheet(path, rows)
    book = openpyxl.load_workbook(path)
    sheet = book.active
    for row in range(3, sheet.max_row + 1, 3):
        sheet.cell(row, 12).number_format = "0%"
    sheet["N9"] = "=M9-1"
    for area in merged:
        sheet.merge_cells(area)
    for cell in (cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=培训")):
        cell.data_type = "s"
    book.save(path)
    return path


@pytest.fixture
def short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six rows make a part, and every workbook is long."""
    monkeypatch.setattr(flat_parts, "_ROWS", 6)
    monkeypatch.setattr(flat_parts, "_FORMS", 2)


@pytest.mark.usefixtures("short_parts")
@pytest.mark.parametrize("merged", [(), ("A3:A5", "C3:C14", "B15:B17"), ("A1:O1", "C1:C4"), ("A2:A3",)])
def test_the_parts_of_an_export_say_what_the_whole_says(tmp_path: Path, merged: Sequence[str]) -> None:
    """Merged cells over projects, formulas, percent cells and places: cell for cell the same forms in the same order."""
    path = export(tmp_path / "导出.xlsx", 11, merged=merged)

    whole = list(read_forms(FormFile(path).pages(), label="导出"))
    parts = list(flat_parts.parts_of(FormFile(path).pages(), label="导出"))

    assert [form for part in parts for form in part.forms()] == whole
    assert len(whole) >= 10
    assert len(parts) > 3


@pytest.mark.usefixtures("short_parts")
def test_a_part_does_not_end_within_a_merged_cell(tmp_path: Path) -> None:
    path = export(tmp_path / "导出.xlsx", 8, merged=("C3:C20",))
    first, *_ = flat_parts.parts_of(FormFile(path).pages(), label="导出")
    assert [form.head.text("party") for form in first.forms()] == ["单位0"] * 6


@pytest.mark.usefixtures("short_parts")
def test_other_files_come_in_parts_of_forms(tmp_path: Path) -> None:
    rows = [HEADS, *(("P1" if at < 4 else "P2", "甲", "乙", 1, 1, *RIGHT) for at in range(8))]
    path = tmp_path / "导出.txt"
    path.write_text("\n".join("\t".join(map(str, row)) for row in rows), encoding="utf-8")

    parts = list(flat_parts.parts_of(FormFile(path).pages(), label="导出"))

    whole = list(read_forms(FormFile(path).pages(), label="导出"))
    assert [form for part in parts for form in part.forms()] == whole
    assert [form.head.text("project_code") for form in whole] == ["P1", "P2"]


def test_same_workbook_with_one_process_two_and_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    export(folder / "导出.xlsx", 700)
    write_sheet(folder / "单独.xlsx", form_rows("修路", "Q1", MISS))
    (folder / "坏.xlsx").write_bytes(b"PK\x03\x04 no zip")
    monkeypatch.setattr(long_files, "_LONG_SHEETS", 100_000)
    found = {}
    for jobs in (0, 1, 2):
        out = tmp_path / f"{jobs}.xlsx"
        CliRunner().invoke(program, ["audit", str(folder), "--out", str(out), "--jobs", str(jobs)])
        found[jobs] = out.read_bytes()

    assert long_files.is_long(folder / "导出.xlsx")
    assert not long_files.is_long(folder / "单独.xlsx")
    assert found[0] == found[1] == found[2]


def audited(path: Path, spool: Path, *, jobs: int) -> running.Audited:
    spool.mkdir()
    rules = packaged_recheck_rules("general")
    return running.audit_files([(path, path.name)], packaged_profile("self-evaluation"), rules, spool=spool, jobs=jobs)


def test_a_long_file_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_files, "_LONG_SHEETS", 0)
    targets_only = write_sheet(tmp_path / "目标.xlsx", [HEADS[:11], ("P1", "甲", "乙", 1, 1, *RIGHT[:6])])
    broken = tmp_path / "残缺.xlsx"
    with zipfile.ZipFile(targets_only) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[: 200 if "sheet1" in name else None])

    for path, reason in ((targets_only, "没有自评内容的文件"), (broken, "无法读取的工作簿")):
        assert long_files.is_long(path)
        none, two = (audited(path, tmp_path / f"{path.stem}{jobs}", jobs=jobs) for jobs in (0, 1))
        assert not two.forms
        assert none.unread == two.unread
        assert [each.found for each in two.unread] == [reason]


def test_a_reader_that_dies_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Dead:
        def __init__(self, **_: Any) -> None: ...

        def __getattr__(self, name: str) -> Any:
            return lambda: None

    context = long_files.multiprocessing.get_context("spawn")
    monkeypatch.setattr(type(context), "Process", Dead)
    pieces = list(long_files.pieces(tmp_path / "a.xlsx", "a.xlsx", tmp_path))
    assert [(piece.task, [each.found for each in piece.unread]) for piece in pieces] == [(None, ["读取时程序异常中止"])]


def test_forms_of_a_large_zip_are_audited_once(tmp_path: Path) -> None:
    good = write_sheet(tmp_path / "a.xlsx", form_rows("培训", "P1", RIGHT)).read_bytes()
    path = zipped(tmp_path / "打包.zip", {"甲.xlsx": good, "乙.xlsx": good, "照片.bin": b"\0" * (2 << 20)})

    result = audited(path, tmp_path / "spool", jobs=2)

    assert [record.label for record, _ in result.forms] == ["打包.zip/乙.xlsx", "打包.zip/甲.xlsx"]
    assert {type(each) for each in result.unread} <= {Unread}


def test_headings_merged_over_two_rows_are_no_project(tmp_path: Path) -> None:
    line = ("P1", "甲", "乙", 1, 1, *RIGHT)
    path = write_sheet(tmp_path / "导出.xlsx", [HEADS, [""] * len(HEADS), line])
    book = openpyxl.load_workbook(path)
    for column in range(1, len(HEADS) + 1):
        letter = get_column_letter(column)
        book.active.merge_cells(f"{letter}1:{letter}2")
    book.save(path)

    (form,) = read_forms(FormFile(path).pages(), label="导出")

    assert [row.level_3 for row in form.rows] == ["培训人数"]
