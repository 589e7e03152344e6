"""`hengping archive` and `hengping verify` on the command line: words, exit codes, JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import contents, hengping


@pytest.fixture
def archived(case: Path, tmp_path: Path) -> Path:
    answer = hengping("archive", case, "--out", tmp_path / "归档")
    assert (answer.code, answer.err) == (0, "")
    return tmp_path / "归档"


def test_an_archive_is_written_and_verified(archived: Path) -> None:
    answer = hengping("verify", archived)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("归档包完整：")
    assert "由归档数据重新计分：总分 98.76，等级“优”。" in answer.out


def test_one_changed_byte_is_named_and_the_exit_code_is_1(archived: Path) -> None:
    file = archived / "data/08-数据/评价文件夹/facts.csv"
    content = file.read_bytes()
    at = content.index(b"969.00")
    file.write_bytes(content[:at] + b"8" + content[at + 1 :])
    line = content.count(b"\n", 0, at) + 1

    answer = hengping("verify", archived)

    assert answer.code == 1
    assert "内容已改动　data/08-数据/评价文件夹/facts.csv：哈希值与清单不符。" in answer.out
    assert f"第 {at + 1} 字节（第 {line} 行），原为 39“9”，现为 38“8”" in answer.out
    found = json.loads(hengping("verify", archived, "--json").out)
    assert (found["intact"], found["total"]) == (False, "98.76")
    assert found["findings"][0]["spots"][0] == {
        "offset": at,
        "length": 1,
        "line": line,
        "exact": True,
        "was": "39",
        "found": "38",
    }


def test_strict_counts_files_that_are_gone(case: Path, tmp_path: Path) -> None:
    table = case / "evidence.csv"
    text = table.read_text(encoding="utf-8-sig")
    head, row = text.splitlines()[:2]
    table.write_text(f"{head},file\n{row},evidence/没有.pdf\n", encoding="utf-8")
    answer = hengping("archive", case, "--out", tmp_path / "一")
    assert (answer.code, "evidence/没有.pdf）：找不到文件" in answer.out) == (0, True)
    assert hengping("archive", case, "--out", tmp_path / "二", "--strict").code == 1


def test_a_folder_with_something_in_it_is_refused(case: Path, tmp_path: Path) -> None:
    (tmp_path / "归档").mkdir()
    (tmp_path / "归档" / "x").write_text("x", encoding="utf-8")
    before = contents(tmp_path)
    answer = hengping("archive", case, "--out", tmp_path / "归档")
    assert answer.code == 2
    assert answer.faults == [(str(tmp_path / "归档"), "已有内容")]
    assert contents(tmp_path) == before


def test_what_is_no_archive_is_refused(case: Path) -> None:
    answer = hengping("verify", case)
    assert (answer.code, answer.faults) == (2, [(str(case), "其中没有归档包的清单")])
