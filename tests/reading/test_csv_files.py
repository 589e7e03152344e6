from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.errors import InputError
from hengping.reading.csv_files import CsvTable, csv_text, read_csv

CELL = st.text(alphabet=st.sampled_from(list("a1=,\"'\r\n\t 　文😀")), max_size=12)


def read(data: bytes) -> CsvTable:
    with NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        return read_csv(Path(file.name), label="facts.csv")


def faults(data: bytes) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(data)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_three_encodings_are_read(encoding: str) -> None:
    table = read("编号,数值\n支出,20.10\n".encode(encoding))
    assert table.header == ("编号", "数值")
    assert table.rows[0].cells == ("支出", "20.10")


def test_a_row_knows_the_line_on_which_it_begins() -> None:
    table = read('a,b\n"两\n行",1\n\n,\n x ,2\n'.encode())
    assert [(row.line, row.cells) for row in table.rows] == [(2, ("两\n行", "1")), (6, (" x ", "2"))]
    assert table.where(table.rows[1], 1) == "facts.csv 第 6 行“b”列"


def test_empty_columns_at_the_right_end_are_dropped() -> None:
    table = read(b"a,b,,\n1,2,,\n")
    assert (table.header, table.rows[0].cells) == (("a", "b"), ("1", "2"))


def test_an_empty_file_has_no_header() -> None:
    assert read(b"\xef\xbb\xbf").header == ()


def test_all_faults_of_a_table_come_at_once() -> None:
    assert faults("编号,名称,,编号\n1,2,3,4\n1,2,3,4,5\n1,2\n".encode()) == [
        "facts.csv 第 1 行第 3 列：现为“空标题”，应为列标题。请补上标题，或删去这一列。",
        "facts.csv 第 1 行第 4 列：现为“编号”，应为不与第 1 列重复的标题。请删去或改名其中一列。",
        "facts.csv 第 3 行：现为“5 个单元格，多出“5””，应为与标题行相同的 4 个单元格。"
        "请检查该行是否缺少逗号，或单元格中的逗号没有用英文双引号括起。",
        "facts.csv 第 4 行：现为“2 个单元格”，应为与标题行相同的 4 个单元格。"
        "请检查该行是否缺少逗号，或单元格中的逗号没有用英文双引号括起。",
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"a,b\n1,\x00\n", ["第 2 行", "U+0000"]),
        (b'a,b\n1,2\n"3,4\n', ["第 3 行", "引号"]),
        (b'a,b\n"1"x,2\n', ["第 2 行", "引号"]),
        ("a,b\n".encode("utf-16"), ["UTF-16", "CSV UTF-8"]),
        (b"a,b\n\x81\xff,1\n", ["第 2 行", "字节 81", "GB18030"]),
        (b"\xef\xbb\xbfa,b\n\n\n\x81\xff,1\n", ["第 4 行", "字节 81"]),
    ],
)
def test_what_is_no_table_is_told_with_its_place(data: bytes, words: list[str]) -> None:
    (fault,) = faults(data)
    for word in words:
        assert word in fault


def test_a_missing_file_is_told_without_a_traceback(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="找不到该文件"):
        read_csv(tmp_path / "facts.csv", label="facts.csv")


def test_a_cell_longer_than_the_csv_module_s_own_limit_is_read() -> None:
    long = "长" * 200_000
    assert read(f"a\n{long}\n".encode()).rows[0].cells == (long,)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3).filter(lambda row: any(c.strip() for c in row)), max_size=6))
def test_what_is_written_is_read_back_here_and_by_python_s_own_reader(rows: list[list[str]]) -> None:
    text = csv_text(["甲", "乙", "丙"], rows)
    assert [list(row.cells) for row in read(text.encode()).rows] == rows
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["甲", "乙", "丙"], *rows]
