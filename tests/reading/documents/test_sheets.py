"""Workbooks and separated values as offices fill them in: a title, a line with the unit, who filled it in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from hengping.reading.documents import SourceDocument, read_document
from hengping.reading.documents.csv_text import read_csv

TITLE = "2021年资金使用情况表"


def read(rows: Sequence[Sequence[object]], merged: tuple[str, ...], folder: Path) -> SourceDocument:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for area in merged:
        book.active.merge_cells(area)
    book.save(folder / "a.xlsx")
    return read_document(folder / "a.xlsx")


@pytest.mark.parametrize(
    ("unit_row", "paragraphs"),
    [
        ([None, None, None, "单位：万元"], []),
        (["填报单位：某局", None, None, "金额单位：万元"], ["填报单位：某局"]),
        (
            ["编制单位（盖章）：某局", None, "填报日期：2022年3月", "（单位：万元）"],
            ["编制单位（盖章）：某局", "填报日期：2022年3月"],
        ),
        (["填报单位：某局　　　　　单位：万元"], ["填报单位：某局　　　　　单位：万元"]),
    ],
)
def test_title_and_unit_are_no_rows(unit_row: list[object], paragraphs: list[str], tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        [TITLE],
        unit_row,
        ["项目", "资金", None, "备注"],
        [None, "预算", "支出"],
        ["甲", 100.5, 98],
        ["乙", 20, 20],
        ["注：数据来自决算。"],
    ]
    source = read(rows, ("A1:D1", "A3:A4", "B3:C3", "D3:D4"), tmp_path)
    (table,) = source.tables
    assert (table.caption, table.unit, table.notes, table.header_rows) == (TITLE, "万元", ("注：数据来自决算。",), 2)
    assert table.rows[1:3] == (("项目", "预算", "支出", "备注"), ("甲", "100.5", "98", ""))
    assert table.cell_place(2, 1).text() == "工作表“Sheet”B5"
    assert [paragraph.text for paragraph in source.paragraphs] == paragraphs


def test_a_form_that_begins_with_entries_keeps_them(tmp_path: Path) -> None:
    source = read([["项目名称：甲", "主管部门：某局"], ["预算", 100], ["支出", 98]], (), tmp_path)
    assert source.tables[0].rows[0] == ("项目名称：甲", "主管部门：某局")


ROWS = (("项目", "预算", "支出"), ("甲", "1,000.50", "98"), ("乙，丙", "20", ""))


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize("framed", [True, False], ids=["title and note", "bare"])
def test_separated_values(encoding: str, separator: str, framed: bool, tmp_path: Path) -> None:
    held = io.StringIO()
    head = [(TITLE, "", ""), ("填报单位：某局", "", "单位：万元")] if framed else []
    tail = [("注：数据来自决算。", "", "")] if framed else []
    for row in (*head, *ROWS, *tail):
        held.write(separator.join(f'"{text}"' if separator in text else text for text in row) + "\r\n")
    (tmp_path / "a.csv").write_bytes(held.getvalue().encode(encoding))
    source = read_document(tmp_path / "a.csv")
    (table,) = source.tables
    assert table.rows == ROWS
    told = (TITLE, "万元", ("注：数据来自决算。",)) if framed else ("", "", ())
    assert (table.caption, table.unit, table.notes) == told
    assert [paragraph.text for paragraph in source.paragraphs] == (["填报单位：某局"] if framed else [])


def test_one_column_and_nothing() -> None:
    assert read_csv("甲\n乙\n".encode(), label="a.csv").tables[0].rows == (("甲",), ("乙",))
    assert read_csv(b"\n,,\n", label="a.csv").blocks == ()
