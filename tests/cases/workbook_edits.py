"""Changes to an exported workbook as people make them, by openpyxl."""

from __future__ import annotations

import functools
import io
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl

from hengping.cases.folder_store import read_folder
from hengping.cases.workbook_store import write_workbook
from hengping.reading.tables import Tables
from tests.cases.case_files import case_folder

# Sheets that the small case fills or that tests touch; the others only make a workbook slow to open.
_KEPT = {
    "基本信息",
    "评价工作组",
    "工作阶段",
    "步骤",
    "指标体系",
    "指标",
    "评分要点",
    "事实",
    "证据清单",
    "正文",
    "内部信息",
}


@functools.cache
def exported() -> bytes:
    """The small case as a workbook."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "case.xlsx")
        write_workbook(read_folder(case_folder(Path(name, "case"))), path)
        return path.read_bytes()


@functools.cache
def trimmed() -> bytes:
    """The same without the sheets that it leaves empty, as if they had not been there when it was exported."""
    workbook = openpyxl.load_workbook(io.BytesIO(exported()))
    for name in workbook.sheetnames:
        if name not in _KEPT:
            del workbook[name]
    internal = workbook["内部信息"]
    for row in reversed(range(1, internal.max_row + 1)):
        if internal.cell(row, 1).value == "表" and internal.cell(row, 2).value not in _KEPT:
            internal.delete_rows(row)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def change(path: Path, edit: Callable[[Any], None]) -> Path:
    """The workbook after `edit` was done to it."""
    workbook = openpyxl.load_workbook(path)
    edit(workbook)
    workbook.save(path)
    return path


def column_of(sheet: Any, heading: str) -> int:
    """Position (1-based) of a heading in row 1, its star not counted."""
    return next(cell.column for cell in sheet[1] if str(cell.value).rstrip("*") == heading)


def row_of(sheet: Any, text: str) -> int:
    """Position (1-based) of the first row that holds a text, beyond the hidden column."""
    return next(row[0].row for row in sheet.iter_rows() if any(str(cell.value).rstrip("*") == text for cell in row[1:]))


def cell_of(workbook: Any, sheet: str, row: str, heading: str) -> Any:
    """The cell under a heading in the row that holds a text."""
    return workbook[sheet].cell(row_of(workbook[sheet], row), column_of(workbook[sheet], heading))


def typed(tables: Tables, cell: dict[str, Any]) -> Tables:
    """Tables in which one cell holds what a person typed, as the reader of workbooks gives it.

    `live` is a formula of Excel's own that has no result yet, `percent` a number shown as a percentage.
    """
    (sheet,) = (sheet for sheet in tables.sheets if sheet.name == cell["sheet"])
    headings = [str(value).rstrip("*") for value in sheet.rows[0]]
    column = headings.index(cell["column"])
    row = next(
        index
        for index, values in enumerate(sheet.rows)
        if cell["row"] in [str(value).rstrip("*") for value in values[1:]]
    )
    live, put = bool(cell.get("live")), cell["put"]
    value = None if live else float(put) if isinstance(put, int | float) and not isinstance(put, bool) else put
    rows = [list(values) for values in sheet.rows]
    rows[row][column] = value
    scan = replace(
        sheet.scan,
        formulas={(row, column): put.removeprefix("=")} if live else {},
        percents={(row, column)} if cell.get("percent") else set(),
    )
    changed = replace(sheet, rows=tuple(tuple(values) for values in rows), scan=scan)
    return replace(tables, sheets=tuple(changed if each is sheet else each for each in tables.sheets))
