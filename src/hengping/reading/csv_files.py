"""CSV into rows that remember their line, and rows back into CSV that Excel opens with the right characters."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hengping.errors import Fault, InputError
from hengping.reading.text_files import read_text

_LONGEST_FIELD = 16 * 1024 * 1024
_SEPARATOR_NAMES = {";": "分号", "\t": "制表符", "，": "中文逗号", "；": "中文分号", "|": "竖线"}
_OTHER_SEPARATOR = re.compile("[;\t，；|]")


@dataclass(frozen=True)
class CsvRow:
    """One record: the line of the file on which it begins (1-based) and its cells as written."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class CsvTable:
    """A header and its records; every record has as many cells as the header."""

    label: str
    header: tuple[str, ...]
    rows: tuple[CsvRow, ...]

    def where(self, row: CsvRow, column: int) -> str:
        """The place of a cell in words: file, line, heading."""
        return f"{self.label} 第 {row.line} 行“{self.header[column]}”列"


def read_csv(path: Path, *, label: str) -> CsvTable:
    """The table in `path`; rows without any text are left out, an empty file has no header.

    Raises:
        InputError: undecodable, not separated by commas, broken quoting, two equal headings, text under no heading,
            rows of another length.
    """
    return _table(read_text(path, label=label), label=label)


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """CSV with line feeds between records; only cells that need it are quoted. No byte order mark."""
    lines = [",".join(_quoted(cell) for cell in record) for record in (header, *rows)]
    return "\n".join(lines) + "\n"


def _quoted(cell: str) -> str:
    if any(mark in cell for mark in '",\r\n') or cell != cell.strip():
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _table(text: str, *, label: str) -> CsvTable:
    records = [record for record in _records(text, label) if any(cell.strip() for cell in record.cells)]
    if not records:
        return CsvTable(label, (), ())
    header = _without_empty_end(records[0].cells)
    if len(header) == 1 and (separator := _OTHER_SEPARATOR.search(header[0])):
        found = f"各列以{_SEPARATOR_NAMES[separator.group()]}分隔"
        mend = "请在 Excel 中打开后另存为“CSV UTF-8（逗号分隔）”。"
        raise InputError([Fault(f"{label} 第 {records[0].line} 行", found, "各列以英文逗号分隔", mend)])
    faults = [*_header_faults(header, records[0].line, label), *_length_faults(records[1:], header, label)]
    if faults:
        raise InputError(faults)
    rows = tuple(CsvRow(record.line, record.cells[: len(header)]) for record in records[1:])
    return CsvTable(label, tuple(heading.strip() for heading in header), rows)


def _records(text: str, label: str) -> Iterator[CsvRow]:
    earlier_limit = csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            yield CsvRow(line, tuple(cells))
            line = reader.line_num + 1
    except csv.Error as error:
        found = "单元格超过 16,777,216 个字符" if "field larger" in str(error) else "引号不成对，或引号后紧跟其他文字"
        expected = "含逗号、引号或换行的单元格用一对英文双引号括起，其中的双引号写两个"
        mend = "请检查该行起的英文双引号；也可在 Excel 中打开后另存为“CSV UTF-8”。"
        raise InputError([Fault(f"{label} 第 {line} 行", found, expected, mend)]) from error
    finally:
        csv.field_size_limit(earlier_limit)


def _without_empty_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Excel leaves empty columns at the right end of a table that was once wider."""
    length = max(index for index, cell in enumerate(cells, start=1) if cell.strip())
    return cells[:length]


def _header_faults(header: tuple[str, ...], line: int, label: str) -> Iterator[Fault]:
    first_seen: dict[str, int] = {}
    for column, heading in enumerate((heading.strip() for heading in header), start=1):
        where = f"{label} 第 {line} 行第 {column} 列"
        if not heading:
            yield Fault(where, "空标题", "列标题", "请补上标题，或删去这一列。")
        elif heading in first_seen:
            expected = f"不与第 {first_seen[heading]} 列重复的标题"
            yield Fault(where, heading, expected, "请删去或改名其中一列。")
        else:
            first_seen[heading] = column


def _length_faults(records: list[CsvRow], header: tuple[str, ...], label: str) -> Iterator[Fault]:
    for record in records:
        extra = [cell for cell in record.cells[len(header) :] if cell.strip()]
        if extra or len(record.cells) < len(header):
            found = f"{len(record.cells)} 个单元格" + (f"，多出“{extra[0][:20]}”" if extra else "")
            expected = f"与标题行相同的 {len(header)} 个单元格"
            mend = "请检查该行是否缺少逗号，或单元格中的逗号没有用英文双引号括起。"
            yield Fault(f"{label} 第 {record.line} 行", found, expected, mend)
