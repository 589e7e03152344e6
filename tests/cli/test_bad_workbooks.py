"""What office workers do to an exported workbook, what must be told on importing it, and what is taken as it is."""

from __future__ import annotations

import datetime
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.cli.conftest import SMALL_CASE, contents, hengping

Act = Callable[[Workbook], object]
EXPENDITURE, BUDGET, RATE, PAID_ON = 2, 3, 4, 5
"""Rows of the four facts."""


def sheet(book: Workbook, name: str = "事实") -> Worksheet:
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


def column(table: Worksheet, heading: str) -> int:
    return next(cell.column for cell in table[1] if str(cell.value).rstrip("*") == heading)


def cell(book: Workbook, row: int, heading: str, name: str = "事实") -> Cell:
    table = sheet(book, name)
    found = table.cell(row, column(table, heading))
    assert isinstance(found, Cell)
    return found


def typed(row: int, heading: str, value: object, name: str = "事实") -> Act:
    """A value typed into a cell."""
    return lambda book: cell(book, row, heading, name).__setattr__("value", value)


def merged(heading: str, first: int, last: int) -> Act:
    """Cells of one column merged."""

    def act(book: Workbook) -> None:
        table, at = sheet(book), column(sheet(book), heading)
        table.merge_cells(start_row=first, end_row=last, start_column=at, end_column=at)

    return act


def as_percentage(book: Workbook) -> None:
    cell(book, RATE, "公式").value = None
    found = cell(book, RATE, "数值")
    found.value, found.number_format = 0.969, "0.00%"


def as_error(book: Workbook) -> None:
    found = cell(book, EXPENDITURE, "数值")
    found.value, found.data_type = "#REF!", "e"


def a_title_above(book: Workbook) -> None:
    sheet(book).insert_rows(1, 2)
    sheet(book)["A1"] = "事实表（2021 年）"


def columns_swapped(book: Workbook) -> None:
    table = sheet(book)
    name, subject = column(table, "名称"), column(table, "对象")
    for row in range(1, table.max_row + 1):
        left, right = table.cell(row, name), table.cell(row, subject)
        left.value, right.value = right.value, left.value


def a_row_added(book: Workbook) -> None:
    row = sheet(book).max_row + 1
    for heading, value in {
        "事实编号": "参保人数",
        "名称": "参保人数",
        "数值": 1234,
        "计量单位": "人",
        "取得方式": "采集",
    }.items():
        cell(book, row, heading).value = value


class Bad(NamedTuple):
    """What is done, and the faults told: place and finding."""

    name: str
    acts: tuple[Act, ...]
    told: tuple[tuple[str, str], ...]
    mend: str = ""


TABLE = (
    Bad(
        "full-width digits",
        (typed(EXPENDITURE, "数值", "９６９"), typed(BUDGET, "数值", "１００％")),
        (("表“事实”E2", "９６９"), ("表“事实”E3", "１００％")),
        "含全角字符，请改为半角；数字后带了 % 或 ‰，请删去，符号写在单位栏。",
    ),
    Bad(
        "text in cells of numbers",
        (typed(EXPENDITURE, "数值", "约九百"), typed(2, "权重", "四十分", "指标"), typed(3, "权重", "40%", "指标")),
        (("表“指标”E2", "四十分"), ("表“指标”E3", "40%"), ("表“事实”E2", "约九百")),
    ),
    Bad("a percentage by format", (as_percentage,), (("表“事实”E4", "百分比格式的 96.9%"),), "单位为 % 时填 96.9"),
    Bad(
        "dates as text",
        (typed(PAID_ON, "数值", "2021.12.20"), typed(2, "评判日期", "2022年3月10日", "定性评判")),
        (("表“事实”E5", "2021.12.20"), ("表“定性评判”K2", "2022年3月10日")),
        "请改为 2022-03-10。",
    ),
    Bad("a date that is none", (typed(PAID_ON, "数值", "2021年底"),), (("表“事实”E5", "2021年底"),)),
    Bad(
        "an unknown fact",
        (typed(RATE, "公式", "=支出_实际/支出_予算"),),
        (("表“事实”F4", "支出_予算"),),
        "是否为 支出_预算、支出_实际？",
    ),
    Bad("a circle", (typed(BUDGET, "数值", None), typed(BUDGET, "公式", "=执行率")), (("表“事实”F3", "支出_预算 → 执行率 → 支出_预算"),)),
    Bad("an error value", (as_error,), (("表“事实”E2", "错误值"),)),
    Bad("a live formula never computed", (typed(EXPENDITURE, "数值", "=E3-31"),), (("表“事实”E2", "没有结果的公式 =E3-31"),)),
    Bad("a heading renamed", (typed(1, "数值", "金额"),), (("表“事实”E1", "多出的列“金额”"),)),
    Bad(
        "a heading deleted",
        (typed(1, "计量单位", None),),
        (("表“事实”G1", "有内容而无标题的列"), ("表“事实”第 1 行（标题行）", "没有“计量单位”列")),
    ),
    Bad("different values merged", (merged("数值", 2, 3),), (("表“事实”E2:E3", "合并的单元格"),), "请取消合并"),
    Bad("an id twice", (typed(BUDGET, "事实编号", "支出_实际"), typed(RATE, "公式", "=支出_实际")), (("表“事实”B3", "支出_实际"),), "表“事实”B2已有"),
    Bad("a total below the table", (lambda book: cell(book, 6, "事实编号").__setattr__("value", "合计"),), (("表“事实”K6", "没有填写"),)),
    Bad("a sheet deleted", (lambda book: book.remove(sheet(book)),), (("案 例.xlsx", "没有表“事实”"),), "请从导出的工作簿中恢复这张表"),
    Bad("a sheet emptied", (lambda book: sheet(book).delete_rows(1, 9),), (("表“事实”", "没有标题行"),), "请恢复导出时的标题行"),
    Bad("a sheet renamed", (lambda book: sheet(book).__setattr__("title", "事实表"),), (("案 例.xlsx", "没有表“事实”"),), "表“事实表”是否就是它？"),
    Bad("a choice that is none", (typed(EXPENDITURE, "取得方式", "公开"),), (("表“事实”K2", "公开"),), "已公布"),
    Bad(
        "much at once",
        (
            typed(EXPENDITURE, "数值", "x"),
            typed(RATE, "公式", "=a+"),
            typed(2, "证据编号", None, "证据清单"),
            typed(2, "理由", "补", "定性评判"),
            typed(2, "要点编号", "B1-1", "评分要点"),
            typed(3, "要点编号", "B1-1", "评分要点"),
        ),
        (("表“评分要点”C3", "B1-1"), ("表“事实”E2", "x"), ("表“事实”F4", "=a+"), ("表“证据清单”B2", "空白")),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exported") / "案 例.xlsx"
    assert hengping("export", SMALL_CASE, "--workbook", path).code == 0
    return path


@pytest.fixture
def workbook(case: Path, exported: Path) -> Path:
    return Path(shutil.copy(exported, case.parent))


def changed(workbook: Path, *acts: Act) -> None:
    book = openpyxl.load_workbook(workbook)
    for act in acts:
        act(book)
    book.save(workbook)


@pytest.mark.parametrize("bad", TABLE, ids=lambda bad: bad.name)
def test_every_fault_is_told_with_its_cell_and_the_folder_is_not_touched(bad: Bad, case: Path, workbook: Path) -> None:
    changed(workbook, *bad.acts)
    before = contents(case)

    answer = hengping("import", workbook, "--into", case)

    assert answer.faults == list(bad.told)
    assert bad.mend in answer.err
    assert (answer.code, answer.out) == (2, "")
    assert contents(case) == before
    assert hengping("score", workbook).faults == list(bad.told)


TAKEN: dict[str, tuple[tuple[Act, ...], tuple[str, ...]]] = {
    "nothing done": ((), ()),
    "saved by another program": ((lambda book: None,), ()),
    "a title above the headings": ((a_title_above,), ()),
    "columns in another order": ((columns_swapped,), ()),
    "blank rows": ((lambda book: sheet(book).insert_rows(3, 2),), ()),
    "equal values merged": ((merged("对象", 2, 4),), ()),
    "a sheet of one's own": ((lambda book: book.create_sheet("草稿"),), ()),
    "a date typed as a date": ((typed(PAID_ON, "数值", datetime.date(2021, 12, 20)),), ()),
    "a number typed as a number": ((typed(EXPENDITURE, "数值", 968.5),), ("facts.csv",)),
    "a row added": ((a_row_added,), ("facts.csv",)),
    "a cell that begins with =": ((lambda book: text_in(cell(book, EXPENDITURE, "备注"), "=合计见附表"),), ("facts.csv",)),
    "the longest text a cell holds": ((typed(EXPENDITURE, "备注", "长" * 32_767),), ("facts.csv",)),
}  # fmt: skip


def text_in(found: Cell, text: str) -> None:
    """As Excel keeps what was typed behind an apostrophe."""
    found.value, found.data_type = text, "s"


@pytest.mark.parametrize(("acts", "files"), TAKEN.values(), ids=TAKEN.keys())
def test_what_has_a_plain_meaning_is_taken(
    acts: tuple[Act, ...], files: tuple[str, ...], case: Path, workbook: Path
) -> None:
    if acts:
        changed(workbook, *acts)
    before = contents(case)

    answer = hengping("import", workbook, "--into", case)

    after = contents(case)
    assert (answer.code, answer.err) == (0, "")
    assert tuple(name for name in after if after[name] != before.get(name)) == files
    assert after.keys() == before.keys()
    assert answer.out == (
        f"已写入 {case}：{'、'.join(files)}\n" if files else f"{case} 的内容与工作簿相同，没有改动。\n"
    )


def test_a_text_that_no_cell_holds_is_told_and_the_earlier_workbook_stays(case: Path, workbook: Path) -> None:
    earlier = workbook.read_bytes()
    table = case / "facts.csv"
    table.write_text(table.read_text("utf-8").replace(",E01,\n", f",E01,{'长' * 32_768}\n", 1), "utf-8")
    answer = hengping("export", case, "--workbook", workbook)
    assert (answer.code, [where for where, _ in answer.faults]) == (2, ["表“事实”S2"])
    assert "32,767" in answer.err
    assert workbook.read_bytes() == earlier


def other_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("a.txt", "x")


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        picture = package.open("xl/media/image1.png", "w")
        for _ in range(410):
            picture.write(bytes(1 << 20))
        picture.close()


def half(path: Path) -> None:
    good = path.read_bytes()
    path.write_bytes(good[: len(good) // 2])


def protected(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + bytes(512))


def cell_far_away(path: Path) -> None:
    changed(path, lambda book: sheet(book).cell(1_048_576, 16_384, value=1))


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "where", "found"),
    [
        pytest.param(other_zip, "案 例.xlsx", "不含工作簿的压缩包", id="a zip of something else"),
        pytest.param(bomb, "案 例.xlsx", "解压后有 410 MB", id="a zip bomb"),
        pytest.param(lambda path: os.truncate(path, 200 << 20), "案 例.xlsx", "200 MB", id="200 MB"),
        pytest.param(half, "案 例.xlsx", "损坏的文件", id="half of one"),
        pytest.param(protected, "案 例.xlsx", "加密的工作簿", id="a password"),
        pytest.param(
            cell_far_away, "表“事实”", "内容延伸到 XFD1048576，共 17,179,869,184 个单元格", id="a cell far away"
        ),
        pytest.param(lambda path: path.write_text("id,name\n"), "案 例.xlsx", "不是工作簿的文件", id="text"),
        pytest.param(lambda path: path.write_bytes(b""), "案 例.xlsx", "不是工作簿的文件", id="nothing in it"),
        pytest.param(folder, "案 例.xlsx", "文件夹", id="a folder"),
        pytest.param(Path.unlink, "案 例.xlsx", "找不到该文件", id="nothing there"),
    ],
)
def test_a_file_that_is_no_workbook(
    spoil: Callable[[Path], object], where: str, found: str, case: Path, workbook: Path
) -> None:
    spoil(workbook)
    before = contents(case)
    answer = hengping("import", workbook, "--into", case)
    assert (answer.code, answer.out, answer.faults) == (2, "", [(where, found)])
    assert contents(case) == before


def test_a_workbook_of_another_case_does_not_overwrite_this_one(case: Path, workbook: Path) -> None:
    other = case.parent / "另一个"
    assert hengping("new", other, "--template", "fund").code == 0
    before = contents(other)
    answer = hengping("import", workbook, "--into", other)
    assert (answer.code, answer.faults) == (2, [(str(other), "另一个评价“企业职工基本养老保险基金绩效评价报告”")])
    assert contents(other) == before


@pytest.mark.parametrize("mark", [".~lock.案 例.xlsx#", "~$案 例.xlsx"])
def test_a_workbook_open_elsewhere_is_noticed(mark: str, case: Path, workbook: Path) -> None:
    (workbook.parent / mark).write_text("")
    answer = hengping("import", workbook, "--into", case)
    assert answer.code == 0
    assert answer.err == "提示：案 例.xlsx 正在其他程序中打开，没有保存的修改读不到，请先保存。\n"
