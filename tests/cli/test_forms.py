"""Forms on the command line: printed, filled in, shown beside the case, and written once that is agreed."""

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


def filled(folder: Path, heading: str, row: str, value: object) -> Path:
    """The self-evaluation form with one cell filled in."""
    path = folder.parent / "自评表.xlsx"
    hengping("form", "F02", folder, "--out", path)
    book = openpyxl.load_workbook(path)
    write(heading, row, value)(book.worksheets[0])
    book.save(path)
    return path


def state(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_every_form_is_listed_with_code_title_and_use() -> None:
    lines = hengping("form", "--list").out.splitlines()
    assert any(line.startswith("F02   项目支出绩效自评表　单位自评") for line in lines)
    assert len(lines) >= 45


@pytest.mark.parametrize("name", ["F02", "项目支出绩效自评表", "self_evaluation"])
def test_a_form_is_named_by_code_title_or_english_name(folder: Path, name: str) -> None:
    out = folder.parent / "表.docx"
    answer = hengping("form", name, folder, "--out", out)
    assert answer.code == 0
    assert "表单编码 F02-" in answer.out
    assert out.is_file()


def test_a_form_that_is_none_is_told_with_the_nearest(folder: Path) -> None:
    answer = hengping("form", "绩效自评表", folder, "--out", folder.parent / "a.xlsx")
    assert answer.code == 2
    assert "项目支出绩效自评表" in answer.err


def test_an_ending_that_is_none_is_refused(folder: Path) -> None:
    answer = hengping("form", "F02", folder, "--out", folder.parent / "a.txt")
    assert (answer.code, ".xlsx、.docx、.pdf、.html" in answer.err) == (2, True)


def test_differences_are_shown_and_nothing_written_until_agreed(folder: Path) -> None:
    path = filled(folder, "实际完成值", "参保缴费人数", "33.35")
    before = state(folder)
    answer = hengping("import", path, "--into", folder)
    assert "参保缴费人数　实际完成值：（空） → 33.35" in answer.out
    assert "没有写入。核对后加 --yes 写入。" in answer.out
    assert state(folder) == before
    assert "已写入" in hengping("import", path, "--into", folder, "--yes").out
    changed = {name for name, data in state(folder).items() if before.get(name) != data}
    assert changed == {"goals.csv"}
    assert "没有可写入的差异" in hengping("import", path, "--into", folder).out


def test_another_cases_form_is_not_written(folder: Path) -> None:
    path = filled(folder, "实际完成值", "参保缴费人数", "33.35")
    other = folder.parent / "另一个"
    shutil.copytree(EXAMPLES / "datong-2020", other)
    before = state(other)
    answer = hengping("import", path, "--into", other, "--yes")
    assert "这份表可能不属于本案卷，没有读入" in answer.out
    assert state(other) == before


def test_what_cannot_be_read_is_told_with_its_cell(folder: Path) -> None:
    path = filled(folder, "全年预算数", "其他资金", "6.5亿元")
    answer = hengping("import", path, "--into", folder, "--yes")
    assert "[读不准]" in answer.out
    assert "如无误请填 65000。" in answer.out


def test_a_reported_figure_is_put_beside_the_one_the_case_has(folder: Path) -> None:
    path = filled(folder, "全年执行数", "年度资金总额", "1448900.00")
    answer = hengping("import", path, "--into", folder)
    assert "1448983.18 → 1448900" in answer.out


def test_a_scan_and_an_evidence_are_filed(folder: Path) -> None:
    scan = folder.parent / "扫描.pdf"
    scan.write_bytes(b"%PDF-1.4 signed")
    printed = hengping("form", "F02", folder, "--out", folder.parent / "a.pdf").out
    code = printed.split("表单编码 ")[1].split("　")[0]
    answer = hengping("import", scan, "--into", folder, "--code", code, "--role", "单位负责人", "--name", "张三")
    assert f"scans/{code}.pdf" in answer.out
    scan.write_bytes(b"%PDF-1.4 minutes")
    answer = hengping("import", scan, "--into", folder, "--title", "会议纪要", "--on", "2022-09-01")
    assert "（补充）" in answer.out


def test_an_own_indicator_table_is_mapped_confirmed_and_remembered(tmp_path: Path) -> None:
    case = tmp_path / "新案卷"
    hengping("new", case)
    table = tmp_path / "指标.txt"
    table.write_text("评价维度\t三级指标\t标准分\n决策\t立项依据\t40\n产出\t参保人数\t60\n", encoding="utf-8")
    shown = hengping("import", table, "--into", case, "--as", "指标表")
    assert "评价维度 → 一级指标（level_1）" in shown.out
    assert "没有写入" in shown.out
    assert "列的对应关系已记住" in hengping("import", table, "--into", case, "--as", "指标表", "--yes").out
    assert "评价维度: level_1" in (case / "column_mappings.yaml").read_text(encoding="utf-8")
    assert "参保人数" in (case / "indicators.yaml").read_text(encoding="utf-8")


def test_the_first_day_is_written_from_a_new_case(tmp_path: Path) -> None:
    case = tmp_path / "新案卷"
    hengping("new", case, "--template", "fund")
    answer = hengping("plan", case, "--out", tmp_path / "首日")
    assert answer.code == 0
    names = sorted(path.name for path in (tmp_path / "首日").iterdir())
    assert names[0] == "00_评价方案.docx"
    for title in ("进点函", "资料清单", "资料交接单", "承诺函", "基础数据表", "指标体系表", "踏勘记录表", "访谈提纲"):
        assert any(title in name and name.endswith(".docx") for name in names), title
        assert any(title in name and name.endswith(".xlsx") for name in names), title


def test_an_approved_plan_is_locked_and_its_changes_are_listed(folder: Path) -> None:
    assert "已由财政厅批准并锁定" in hengping("plan", folder, "--approve", "财政厅", "--on", "2022-07-01").out
    tree = folder / "indicators.yaml"
    tree.write_text(tree.read_text(encoding="utf-8").replace("name: 立项依据充分性", "name: 立项依据是否充分", 1))
    assert "“指标名称”：立项依据充分性 → 立项依据是否充分" in hengping("plan", folder, "--changes").out
    hengping("plan", folder, "--change", "A11 改名", "--why", "表述更准", "--approve", "财政厅", "--on", "2022-07-20")
    assert "已登记：2022-07-20 A11 改名；理由：表述更准；批准：财政厅" in hengping("plan", folder, "--changes").out
