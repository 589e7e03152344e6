"""Rows of a small table that people fill in, from a CSV file or the first sheet of a workbook, each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hengping.errors import Fault, InputError, nearest_names

_REMARKS = ("note", "备注", "说明")


@dataclass(frozen=True)
class InputRow:
    """One row: where it stands, and its cells by heading, blanks around them removed."""

    where: str
    cells: Mapping[str, str]


def read_grid(path: Path) -> tuple[tuple[str, ...], tuple[InputRow, ...]]:
    """The headings and rows of a table; rows without any text are left out.

    Raises:
        InputError: unreadable, or without headings.
    """
    if path.suffix.lower() in (".xlsx", ".xlsm", ".xls", ".et"):
        header, rows = _sheet(path)
    else:
        from hengping.reading.csv_files import read_csv

        table = read_csv(path, label=path.name)
        header = table.header
        rows = [(f"{path.name} 第 {row.line} 行", row.cells) for row in table.rows]
    if not header:
        raise InputError([Fault(path.name, "空白文件", "首行为列标题的表", "请按说明填写后再运行。")])
    return header, tuple(
        InputRow(where, {heading: cell.strip() for heading, cell in zip(header, cells, strict=True)})
        for where, cells in rows
    )


def read_rows(path: Path, columns: Mapping[str, str]) -> tuple[InputRow, ...]:
    """The rows of a table with exactly these columns; a column of remarks may stand beside them.

    Args:
        columns: name → Chinese heading; a table may use either.

    Raises:
        InputError: missing and unknown headings, all at once.
    """
    header, rows = read_grid(path)
    by_heading = {chinese: name for name, chinese in columns.items()} | {name: name for name in columns}
    found = {by_heading[heading] for heading in header if heading in by_heading}
    expected = "、".join(f"{chinese}（{name}）" for name, chinese in columns.items())
    faults = []
    for heading in header:
        if heading not in by_heading and heading not in _REMARKS:
            near = nearest_names(heading, by_heading, most=1)
            mend = f"是否为 {near[0]}？" if near else "请删去这一列，或改名为“备注”。"
            faults.append(Fault(f"{path.name} 的列标题", heading, expected, mend))
    missing = [f"{chinese}（{name}）" for name, chinese in columns.items() if name not in found]
    if missing:
        faults.append(Fault(f"{path.name} 的列标题", f"没有 {'、'.join(missing)}", expected, "请补上这些列。"))
    if faults:
        raise InputError(faults)
    return tuple(
        InputRow(row.where, {by_heading[key]: cell for key, cell in row.cells.items() if key in by_heading})
        for row in rows
    )


def _sheet(path: Path) -> tuple[tuple[str, ...], list[tuple[str, tuple[str, ...]]]]:
    from hengping.reading.tables import read_tables

    sheet = next((sheet for sheet in read_tables(path).sheets if sheet.visible and sheet.rows), None)
    if sheet is None:
        return (), []
    lines = [
        (f"{path.name} 工作表“{sheet.name}”第 {number} 行", tuple(_text(value) for value in row))
        for number, row in enumerate(sheet.rows, start=1)
    ]
    filled = [(where, cells) for where, cells in lines if any(cells)]
    if not filled:
        return (), []
    width = max(index for index, cell in enumerate(filled[0][1], start=1) if cell)
    return filled[0][1][:width], [(where, cells[:width]) for where, cells in filled[1:]]


def _text(value: object) -> str:
    from hengping.reading.tables import number_text

    if value is None:
        return ""
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, date):
        # Excel takes 1/3 for the third of January; the person must see that, not a wrong ratio.
        return f"日期 {value:%Y-%m-%d}"
    return str(value).strip()
