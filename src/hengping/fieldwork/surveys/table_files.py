"""Rows of responses from a file: csv in any of the encodings and separators that servers and offices write, or xlsx."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from hengping.errors import Fault, InputError
from hengping.reading.tables import CellValue, Sheet, number_text, read_tables
from hengping.reading.text_files import read_text

_SEPARATORS = ",;\t"
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et")


@dataclass(frozen=True)
class FileTable:
    """A table as it came: headings, rows of text as long as the headings, and where each row begins (1-based)."""

    label: str
    sheet: str
    headings: tuple[str, ...]
    rows: list[list[str]]
    lines: list[int]

    def columns(self) -> dict[str, list[str]]:
        """The cells below each heading."""
        return {heading: list(map(itemgetter(place), self.rows)) for place, heading in enumerate(self.headings)}

    def where(self, index: int) -> str:
        """The place of a row in words."""
        sheet = f" 工作表“{self.sheet}”" if self.sheet else ""
        return f"{self.label}{sheet} 第 {self.lines[index]} 行"


def read_file_tables(path: Path) -> tuple[FileTable, ...]:
    """The tables of a file: one of a csv, one for each visible sheet of a workbook that has rows.

    Raises:
        InputError: unreadable, undecodable, a row longer than its headings, two columns of one heading.
    """
    label = path.name
    if path.suffix.lower() in _WORKBOOKS:
        found = [_from_sheet(sheet, label) for sheet in read_tables(path, label=label).sheets if sheet.visible]
        return tuple(table for table in found if table.headings)
    return (read_csv_table(path, label=label),)


def read_csv_table(path: Path, *, label: str) -> FileTable:
    """A csv file whose separator is the most frequent of comma, semicolon and tabulator in its headings."""
    text = read_text(path, label=label)
    first = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    limit = csv.field_size_limit(16 * 1024 * 1024)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows = list(reader)
        lines: Sequence[int] = (
            range(1, len(rows) + 1) if reader.line_num == len(rows) else _first_lines(text, separator)
        )
    except csv.Error as error:
        mend = "请检查该行起的英文双引号，或在 Excel 中打开后另存为“CSV UTF-8”。"
        fault = Fault(f"{label} 第 {reader.line_num} 行", "引号不成对", "成对的英文双引号", mend)
        raise InputError([fault]) from error
    finally:
        csv.field_size_limit(limit)
    if not all(map(any, rows)):
        lines = [line for line, row in zip(lines, rows, strict=True) if any(row)]
        rows = [row for row in rows if any(row)]
    return _table(label, "", rows, list(lines))


def _first_lines(text: str, separator: str) -> list[int]:
    """On which line each row begins, where some cell holds a line break."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    ends = [0, *(reader.line_num for _ in reader)]
    return [end + 1 for end in ends[:-1]]


def _from_sheet(sheet: Sheet, label: str) -> FileTable:
    rows = [[_text(value) for value in row] for row in sheet.rows]
    numbered = [(index, row) for index, row in enumerate(rows, start=1) if any(row)]
    return _table(label, sheet.name, [row for _, row in numbered], [index for index, _ in numbered])


def _table(label: str, sheet: str, rows: list[list[str]], lines: list[int]) -> FileTable:
    if not rows:
        return FileTable(label, sheet, (), [], [])
    headings = [heading.strip() for heading in rows[0]]
    while headings and not headings[-1]:
        headings.pop()
    table = FileTable(label, sheet, tuple(headings), rows[1:], lines[1:])
    faults = [*_heading_faults(table, lines[0]), *_length_faults(table)]
    if faults:
        raise InputError(faults)
    width = len(headings)
    for row in table.rows if set(map(len, table.rows)) != {width} else ():
        if len(row) != width:
            row[width:] = []
            row.extend([""] * (width - len(row)))
    return table


def _heading_faults(table: FileTable, line: int) -> list[Fault]:
    taken: set[str] = set()
    faults = []
    for column, heading in enumerate(table.headings, start=1):
        if heading and heading in taken:
            where = f"{table.label} 第 {line} 行第 {column} 列"
            faults.append(Fault(where, heading, "不重复的列标题", "请删去或改名其中一列。"))
        taken.add(heading)
    return faults


def _length_faults(table: FileTable) -> list[Fault]:
    width = len(table.headings)
    faults: list[Fault] = []
    if max(map(len, table.rows), default=0) <= width:
        return faults
    for index, row in enumerate(table.rows):
        if len(row) > width and any(row[width:]):
            extra = next(cell for cell in row[width:] if cell)
            found = f"{len(row)} 个单元格，多出“{extra[:20]}”"
            mend = "请检查该行中的逗号是否用英文双引号括起。"
            faults.append(Fault(table.where(index), found, f"不多于标题行的 {width} 个单元格", mend))
    return faults


def _text(value: CellValue) -> str:
    """A cell as a server would have written it in csv: dates with their time, numbers in plain digits."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value)
