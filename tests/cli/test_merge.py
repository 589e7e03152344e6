"""`hengping merge`: two people's copies of a case on disk, and what the command makes of them."""

from __future__ import annotations

import codecs
import csv
import io
import os
import pty
import shutil
import subprocess
from pathlib import Path

import pytest

from hengping.cases.store import open_case, save_case
from tests.cli.conftest import SMALL_CASE, Edit, command_line, contents, environment, hengping, removed, replaced

EXAMPLES = Path(__file__).parents[2] / "examples"
IMPLEMENTED = replaced("facts.csv", "补贴支出", "补贴实际支出")
PAID = replaced("facts.csv", "补贴支出", "已付补贴")


class Copies:
    """BASE, MINE and YOURS: three copies of the small case in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.out = folder, folder / "合并"
        self.base, self.mine, self.yours = (
            Path(shutil.copytree(SMALL_CASE, folder / name)) for name in ("原稿", "我方", "对方")
        )

    def as_workbook(self, name: str) -> None:
        """The same case as a workbook in a folder of its own, in place of the folder."""
        path = self.folder / f"{name}表" / "评价.xlsx"
        path.parent.mkdir()
        save_case(open_case(getattr(self, name)), path)
        setattr(self, name, path)

    def merge(self, *options: str | Path) -> tuple[int, list[str]]:
        answer = hengping("merge", self.base, self.mine, self.yours, "--out", self.out, *options)
        assert answer.err == ""
        return answer.code, answer.out.splitlines()

    def faults(self, *options: str | Path) -> list[tuple[str, str]]:
        before = contents(self.folder)
        answer = hengping("merge", self.base, self.mine, self.yours, "--out", self.out, *options)
        assert (answer.code, answer.out) == (2, "")
        assert contents(self.folder) == before
        return answer.faults


@pytest.fixture
def copies(tmp_path: Path) -> Copies:
    return Copies(tmp_path)


def edit(folder: Path, *edits: Edit) -> None:
    for change in edits:
        change(folder)


def test_what_each_side_changed_is_joined_and_counted(copies: Copies) -> None:
    edit(copies.mine, IMPLEMENTED, replaced("case.yaml", "year:", "# 年度以批复为准\nyear:"))
    edit(copies.yours, replaced("facts.csv", "发放日期,补贴发放日期", "发放日期,发放日"), removed("text/abstract.md"))
    with (copies.yours / "evidence.csv").open("a", encoding="utf-8") as file:
        file.write("E99,补充说明,,,\n")
    (copies.yours / "evidence").mkdir()
    (copies.yours / "evidence" / "说明.pdf").write_bytes(b"%PDF")
    assert copies.merge() == (
        0,
        [
            "事实：我方 改 1 格；对方 改 1 格",
            "证据清单：对方 新增 1 行",
            "正文：对方 删除 1 行",
            "附件：取自对方 1 个：evidence/说明.pdf",
            f"已写入 {copies.out}",
        ],
    )
    case = open_case(copies.out)
    assert [fact.name for fact in case.facts] == ["补贴实际支出", "补贴预算", "补贴执行率", "发放日"]
    assert case.evidence[-1].title == "补充说明"
    assert case.texts == {}
    assert "# 年度以批复为准\nyear:" in (copies.out / "case.yaml").read_text(encoding="utf-8")
    assert (copies.out / "evidence" / "说明.pdf").read_bytes() == b"%PDF"


def test_a_file_that_did_not_change_stays_to_the_byte(copies: Copies) -> None:
    edit(copies.yours, PAID)
    assert copies.merge()[0] == 0
    mine, out = contents(copies.mine), contents(copies.out)
    assert {name for name in mine.keys() | out.keys() if mine.get(name) != out.get(name)} == {"facts.csv"}
    assert out == contents(copies.yours)


@pytest.mark.parametrize("workbooks", [("base",), ("mine",), ("yours",), ("base", "mine", "yours")])
def test_folders_and_workbooks_in_any_mixture_give_the_same(copies: Copies, workbooks: tuple[str, ...]) -> None:
    edit(copies.mine, IMPLEMENTED, replaced("indicators.yaml", "发放及时性", "按时发放"))
    edit(copies.yours, replaced("indicators.yaml", "max_score: 30", "max_score: 30.00"), removed("goals.csv"))
    copies.merge()
    wanted = open_case(copies.out)
    for name in workbooks:
        copies.as_workbook(name)
    for out in (copies.folder / "另一份", copies.folder / "另一份表" / "评价.xlsx"):
        out.parent.mkdir(exist_ok=True)
        copies.out = out
        assert copies.merge()[0] == 0
        assert open_case(out) == wanted


def test_into_mine(copies: Copies) -> None:
    edit(copies.mine, IMPLEMENTED)
    edit(copies.yours, replaced("facts.csv", "1000,,万元", "1010,,万元"))
    (copies.yours / "scans").mkdir()
    (copies.yours / "scans" / "签字页.jpg").write_bytes(b"jpg")
    copies.out = copies.mine
    assert copies.merge()[0] == 0
    assert [fact.value for fact in open_case(copies.mine).facts][:2] == ["969.00", "1010"]
    assert (copies.mine / "scans" / "签字页.jpg").read_bytes() == b"jpg"
    assert copies.merge()[1][-1] == f"已写入 {copies.mine}"  # merging once more changes nothing
    assert open_case(copies.mine).facts[0].name == "补贴实际支出"


def test_files_that_differ_are_both_kept(copies: Copies) -> None:
    for folder, photo, table in ((copies.base, b"0", b"0"), (copies.mine, b"1", b"0"), (copies.yours, b"2", b"2")):
        (folder / "evidence").mkdir()
        (folder / "evidence" / "照片.jpg").write_bytes(photo)
        (folder / "evidence" / "表.xlsx").write_bytes(table)
    (copies.mine / "evidence" / "只有我方.txt").write_bytes(b"3")
    (copies.base / "evidence" / "两方都删.txt").write_bytes(b"4")
    code, lines = copies.merge()
    assert code == 0
    assert "附件：evidence/照片.jpg 两方内容不同，两份都保留，对方的改名为 evidence/照片.对方.jpg" in lines
    evidence = {path.name: path.read_bytes() for path in (copies.out / "evidence").iterdir()}
    assert evidence == {"照片.jpg": b"1", "照片.对方.jpg": b"2", "表.xlsx": b"2", "只有我方.txt": b"3"}


# Conflicts.


@pytest.fixture
def conflicting(copies: Copies) -> Copies:
    edit(copies.mine, IMPLEMENTED, replaced("facts.csv", ",=支出_实际/支出_预算", ",=支出_实际/支出_预算*1"))
    edit(copies.yours, PAID, replaced("facts.csv", ",=支出_实际/支出_预算", ",=支出_实际/(支出_预算)"))
    edit(copies.yours, replaced("facts.csv", "发放日期,补贴发放日期", "发放日期,发放日"))
    return copies


def test_an_open_conflict_is_told_and_nothing_written(conflicting: Copies) -> None:
    before = contents(conflicting.folder)
    assert conflicting.merge() == (
        1,
        [
            "有 2 处冲突，没有写出任何评价：",
            "1. facts.csv（表“事实”） “支出_实际” “名称”",
            "   原值：补贴支出",
            "   我方：补贴实际支出",
            "   对方：已付补贴",
            "2. facts.csv（表“事实”） “执行率” “数值”",
            "   原值：=支出_实际/支出_预算",
            "   我方：=支出_实际/支出_预算*1",
            "   对方：=支出_实际/(支出_预算)",
            "可用 --conflicts FILE 写成清单，填好“取舍”列后用 --decisions FILE 交回；或用 --prefer 一律取一方。",
        ],
    )
    assert contents(conflicting.folder) == before


@pytest.mark.parametrize(("side", "name"), [("mine", "补贴实际支出"), ("对方", "已付补贴")])
def test_one_side_is_preferred(conflicting: Copies, side: str, name: str) -> None:
    code, lines = conflicting.merge("--prefer", side)
    assert (code, lines[0]) == (0, "事实：对方 改 1 格；取舍 2 处")
    facts = open_case(conflicting.out).facts
    assert (facts[0].name, facts[3].name) == (name, "发放日")


def table_of(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes()
    encoding = "utf-8-sig" if text.startswith(codecs.BOM_UTF8) else "gb18030"
    return list(csv.DictReader(io.StringIO(text.decode(encoding), newline="")))


def fill(path: Path, *answers: str, spoil: bool = False) -> None:
    """Answers in the table; `spoil` saves it as Excel would: another encoding, ids and digits changed."""
    rows = table_of(path)
    for row, answer in zip(rows, answers, strict=True):
        row["取舍"] = answer
        if spoil:
            row |= {"原值": "#NAME?", "我方": "0", "对方": "", "行": "1"}
    with path.open("w", encoding="gb18030" if spoil else "utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize("spoil", [False, True])
def test_conflicts_are_decided_in_a_table(conflicting: Copies, spoil: bool) -> None:
    table = conflicting.folder / "冲突.csv"
    code, lines = conflicting.merge("--conflicts", table)
    assert (code, lines[-1]) == (1, f"已写入 {table}：请填“取舍”列，再加 --decisions {table} 合并。")
    assert [(row["行"], row["列"], row["我方"]) for row in table_of(table)] == [
        ("支出_实际", "名称", "补贴实际支出"),
        ("执行率", "数值", "'=支出_实际/支出_预算*1"),
    ]
    fill(table, "支出（两人商定）", "", spoil=spoil)
    assert conflicting.merge("--decisions", table)[1][:2] == [
        "有 1 处冲突，没有写出任何评价：",
        "1. facts.csv（表“事实”） “执行率” “数值”",
    ]
    fill(table, "支出（两人商定）", "'=支出_实际/支出_预算", spoil=spoil)
    assert conflicting.merge("--decisions", table)[0] == 0
    facts = open_case(conflicting.out).facts
    assert (facts[0].name, facts[2].formula) == ("支出（两人商定）", "=支出_实际/支出_预算")


def test_decisions_go_with_a_preference_and_with_a_further_table(conflicting: Copies) -> None:
    table = conflicting.folder / "冲突.csv"
    conflicting.merge("--conflicts", table)
    fill(table, "对方", "")
    assert conflicting.merge("--conflicts", table, "--decisions", table)[0] == 1
    assert [row["取舍"] for row in table_of(table)] == ["对方", ""]
    assert conflicting.merge("--decisions", table, "--prefer", "mine")[0] == 0
    facts = open_case(conflicting.out).facts
    assert (facts[0].name, facts[2].formula) == ("已付补贴", "=支出_实际/支出_预算*1")


def test_decisions_on_other_values_are_not_taken(conflicting: Copies) -> None:
    table = conflicting.folder / "冲突.csv"
    conflicting.merge("--conflicts", table)
    fill(table, "对方", "对方")
    edit(conflicting.yours, replaced("facts.csv", "已付补贴", "实付补贴"))
    answer = hengping(
        *("merge", conflicting.base, conflicting.mine, conflicting.yours),
        *("--out", conflicting.out, "--decisions", table),
    )
    assert (answer.code, answer.err) == (1, "提示：取舍清单中有 1 项对不上现在的冲突（内容已变），没有采用。\n")
    assert answer.out.splitlines()[1] == "1. facts.csv（表“事实”） “支出_实际” “名称”"


def test_answers_that_cannot_be_taken(conflicting: Copies) -> None:
    edit(conflicting.mine, removed("goals.csv"))
    edit(conflicting.yours, replaced("goals.csv", "12月31日", "12月20日"))
    table = conflicting.folder / "冲突.csv"
    conflicting.merge("--conflicts", table)
    fill(table, "对方", "#NAME?", "留着")
    assert conflicting.faults("--decisions", table) == [
        (f"{table} 第 3 行“取舍”列", "#NAME?"),
        (f"{table} 第 4 行“取舍”列", "留着"),
    ]
    fill(table, "", "=支出_实际/", "")
    code, lines = conflicting.merge("--decisions", table, "--prefer", "mine")
    assert (code, lines[0]) == (1, "合并后有 1 处不能成立，没有写出任何评价：")
    assert lines[1].startswith("1. facts.csv（表“事实”） “执行率” “公式”：现为“=支出_实际/”")
    assert conflicting.faults("--conflicts", table) == [(str(table), "已有文件")]
    table.write_text("a,b\n1,2\n", encoding="utf-8")
    assert conflicting.faults("--decisions", table) == [
        (f"{table} 标题行", "没有“校验码”列"),
        (f"{table} 标题行", "没有“取舍”列"),
    ]


def test_at_a_terminal_conflicts_are_asked(conflicting: Copies) -> None:
    told = at_terminal(conflicting, "补贴支出（商定）\n", "4\n", "=支出_实际/支出_预算\n")
    assert "冲突：facts.csv（表“事实”） “支出_实际” “名称”" in told
    assert "  3 对方：已付补贴" in told
    facts = open_case(conflicting.out).facts
    assert (facts[0].name, facts[2].formula) == ("补贴支出（商定）", "=支出_实际/支出_预算")


def at_terminal(copies: Copies, *answers: str) -> list[str]:
    ours, theirs = pty.openpty()
    line = command_line("merge", copies.base, copies.mine, copies.yours, "--out", copies.out)
    process = subprocess.Popen(line, stdin=theirs, stdout=theirs, stderr=theirs, env=environment())
    os.close(theirs)
    for answer in answers:
        os.write(ours, answer.encode())
    told = b""
    while True:
        try:
            chunk = os.read(ours, 4096)
        except OSError:  # the other end is closed
            chunk = b""
        if not chunk:
            break
        told += chunk
    os.close(ours)
    assert process.wait() == 0
    return told.decode().splitlines()


# Bad input.


def test_all_that_is_wrong_with_all_three_is_told(copies: Copies) -> None:
    edit(copies.base, removed("case.yaml"))
    edit(copies.mine, replaced("facts.csv", "969.00", "九百"))
    copies.yours = copies.folder / "没有"
    assert [where for where, _ in copies.faults()] == [
        "原稿 BASE：case.yaml",
        "我方 MINE：facts.csv 第 2 行“value”列",
        f"对方 YOURS：{copies.yours}",
    ]


def test_another_evaluation_is_refused(copies: Copies) -> None:
    copies.yours = EXAMPLES / "datong-2020"
    found = copies.faults()
    assert [where for where, _ in found] == [f"对方 YOURS：{copies.yours}"]
    assert found[0][1].startswith("另一个评价“大同市")


def test_where_the_merged_case_may_not_go(copies: Copies) -> None:
    for out, found in (
        (copies.yours, "已有文件"),
        (copies.base, "已有文件"),
        (copies.mine / "合并", f"在 {copies.mine} 之内"),
        (copies.folder / "合并.docx", ".docx 文件"),
    ):
        copies.out = out
        assert copies.faults() == [(str(out), found)]


def test_a_formula_that_names_what_the_other_deleted(copies: Copies) -> None:
    """The decision to delete stands, so that the formula has to be mended first; no half of it is written."""
    edit(copies.mine, replaced("facts.csv", "支出_预算,补贴预算,测试市,1000,,万元,2021,published,E01,\n", ""))
    edit(copies.mine, replaced("facts.csv", "=支出_实际/支出_预算", "=支出_实际/1000"))
    edit(copies.yours, replaced("facts.csv", "=支出_实际/支出_预算", "=支出_实际/(支出_预算)"))
    code, lines = copies.merge("--prefer", "mine")
    assert code == 0
    shutil.rmtree(copies.out)
    table = copies.folder / "冲突.csv"
    copies.merge("--conflicts", table)
    assert [(row["行"], row["列"], row["对方"]) for row in table_of(table)] == [
        ("支出_预算", "", "仍被引用：=支出_实际/(支出_预算)"),
        ("执行率", "数值", "'=支出_实际/(支出_预算)"),
    ]
    fill(table, "我方", "对方")
    code, lines = copies.merge("--decisions", table)
    assert (code, lines[0]) == (1, "合并后有 1 处不能成立，没有写出任何评价：")
    assert lines[1].startswith("1. facts.csv（表“事实”） “执行率” “公式”：现为“支出_预算”")
    assert not copies.out.exists()


# Different things under one number.


@pytest.fixture
def numbered(copies: Copies) -> Copies:
    """Both filed new evidence and a judgement under the next number; one evidence of yours is the same as mine."""
    for folder, title, kind in ((copies.mine, "会议纪要", "文件"), (copies.yours, "现场照片", "照片")):
        with (folder / "evidence.csv").open("a", encoding="utf-8") as file:
            file.write(f"E02,{title},{kind},1\n")
        replaced("indicators.yaml", "evidence: [E01]", "evidence: [E01, E02]")(folder)
    return copies


def test_two_new_rows_of_one_number_are_in_conflict(numbered: Copies) -> None:
    code, lines = numbered.merge()
    assert (code, lines[0]) == (1, "有 2 处冲突，没有写出任何评价：")
    assert lines[-2] == "两人用同一编号新增了不同的行：加 --renumber 把对方的改为下一个空号，两行都保留。"


def test_yours_gets_the_next_free_number_and_references_follow(numbered: Copies) -> None:
    code, lines = numbered.merge("--renumber")
    assert (code, lines[0]) == (0, "证据清单：对方的编号 E02 改为 E03，引用已随之改动")
    case = open_case(numbered.out)
    assert [(row.id, row.title) for row in case.evidence[1:]] == [("E02", "会议纪要"), ("E03", "现场照片")]
    assert case.indicators.indicators[0].children[0].evidence == ("E01", "E02", "E03")


def test_merging_again_adds_nothing(numbered: Copies) -> None:
    numbered.out = numbered.mine
    numbered.merge("--renumber")
    once = open_case(numbered.mine)
    assert numbered.merge("--renumber")[0] == 0
    assert open_case(numbered.mine) == once
