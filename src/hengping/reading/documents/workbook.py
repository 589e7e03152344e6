"""A workbook as a document: each visible sheet's blocks of cells as tables, single lines as paragraphs."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from hengping.errors import Fault
from hengping.quantities.display import date_text
from hengping.reading.addresses import address
from hengping.reading.documents.assembly import assemble
from hengping.reading.documents.captions import is_unit
from hengping.reading.documents.model import Block, HeadingBlock, Place, SourceDocument, TableCell
from hengping.reading.documents.packages import Package
from hengping.reading.documents.parts import MAX_TABLE_COLUMNS, Raw, RawParagraph, RawTable
from hengping.reading.tables import CellValue, Sheet, number_text, read_tables

_GAP = 2
"""Empty rows that part two tables of a sheet."""


def read_workbook(path: Path, *, label: str, package: Package | None) -> SourceDocument:
    """The document in a workbook; `package` is the same file where it is a zip.

    Raises:
        InputError: as `read_tables`.
    """
    tables = read_tables(path, label=label)
    blocks: list[Block] = []
    problems: list[Fault] = []
    title = ""
    for sheet in tables.sheets:
        if not sheet.visible:
            problems.append(
                Fault(f"{label} 工作表“{sheet.name}”", "隐藏的工作表", "可见的工作表", "没有读取；如需检查请取消隐藏。")
            )
            continue
        parts = list(_parts(sheet))
        if not parts:
            continue
        made = assemble(parts)
        title = title or made.title
        blocks.append(HeadingBlock(1, "", sheet.name, Place(sheet=sheet.name)))
        blocks.extend(_deeper(block) for block in made.blocks)
    if package is not None:
        problems.extend(_problems(package, label))
    return SourceDocument(label, "xlsx", title, tuple(_numbered(blocks)), (), tuple(problems))


def _problems(package: Package, label: str) -> Iterator[Fault]:
    if any(name.endswith("vbaProject.bin") for name in package.names):
        yield Fault(label, "含有宏的工作簿", "不含宏的工作簿", "宏没有运行，只读取了单元格；请核实来源。")
    if any(name.startswith("xl/externalLinks/") for name in package.names):
        yield Fault(label, "引用其他工作簿的公式", "自成一体的工作簿", "按文件中保存的数值读取；请核实后粘贴为数值。")


def _deeper(block: Block) -> Block:
    return replace(block, level=block.level + 1) if isinstance(block, HeadingBlock) else block


def _numbered(blocks: list[Block]) -> Iterator[Block]:
    """Tables count through all sheets."""
    count = 0
    for block in blocks:
        if block.place.table is not None:
            count += 1
            yield replace(block, place=replace(block.place, table=count))
        else:
            yield block


@dataclass(frozen=True)
class _Grid:
    """The texts of a sheet with merged areas, cut to the filled rectangle."""

    sheet: Sheet
    texts: list[list[str]]
    covered: dict[tuple[int, int], tuple[int, int, int, int]]

    def filled(self, row: int) -> list[int]:
        return [column for column, text in enumerate(self.texts[row]) if text]


def _parts(sheet: Sheet) -> Iterator[Raw]:
    texts = [
        [_text(sheet, row, column, value) for column, value in enumerate(line)] for row, line in enumerate(sheet.rows)
    ]
    covered = {}
    for area in sheet.merged:
        for row in range(area.first_row, min(area.last_row, len(texts) - 1) + 1):
            for column in range(area.first_column, min(area.last_column, MAX_TABLE_COLUMNS) + 1):
                covered[row, column] = (area.first_row, area.first_column, area.last_row, area.last_column)
    whole = _Grid(sheet, texts, covered)
    for rows in _blocks(whole):
        yield from _block(whole, rows)


def _blocks(whole: _Grid) -> Iterator[list[int]]:
    """Runs of rows with few empty ones between."""
    run: list[int] = []
    for row in range(len(whole.texts)):
        filled = bool(whole.filled(row)) or any((row, column) in whole.covered for column in range(3))
        if run and row - run[-1] > _GAP:
            yield run
            run = []
        if filled:
            run.append(row)
    if run:
        yield run


def _block(whole: _Grid, rows: list[int]) -> Iterator[Raw]:
    """Lines of one filled cell above and below are paragraphs, what lies between is the table."""
    head = list(rows)
    above: list[int] = []
    tail: list[int] = []
    while head and (_is_line(whole, head[0]) or _names_unit(whole, head[0])):
        above.append(head.pop(0))
    while head and _is_line(whole, head[-1]):
        tail.insert(0, head.pop())
    for row in above:
        yield from _lines(whole, row)
    if head:
        yield _table(whole, range(head[0], head[-1] + 1))
    for row in tail:
        yield from _lines(whole, row)


def _is_line(whole: _Grid, row: int) -> bool:
    filled = whole.filled(row)
    return len(filled) == 1 and whole.covered.get((row, filled[0]), (row, 0, row, 0))[2] == row


def _names_unit(whole: _Grid, row: int) -> bool:
    """Whether a row above a table says its unit, perhaps beside who filled it in: 填报单位：某局 … 单位：万元."""
    texts = [whole.texts[row][column] for column in whole.filled(row)]
    return any(map(is_unit, texts)) and all(re.search("[：:]", text) for text in texts)


def _lines(whole: _Grid, row: int) -> Iterator[RawParagraph]:
    for column in whole.filled(row):
        place = Place(sheet=whole.sheet.name, cell=address(row, column))
        yield RawParagraph(whole.texts[row][column], place)


def _table(whole: _Grid, rows: range) -> RawTable:
    used = [column for row in rows for column in whole.filled(row)]
    first, last = min(used), min(max(used), min(used) + MAX_TABLE_COLUMNS)
    cells = []
    for row in rows:
        line = []
        for column in range(first, last + 1):
            top, left, bottom, right = whole.covered.get((row, column), (row, column, row, column))
            top_here, left_here = max(top, rows.start), max(left, first)
            text = whole.texts[top][left] if left < len(whole.texts[top]) else ""
            height, width = min(bottom, rows.stop - 1) - top_here + 1, min(right, last) - left_here + 1
            line.append(TableCell(text, top_here - rows.start, left_here - first, height, width))
        cells.append(tuple(line))
    place = Place(sheet=whole.sheet.name, cell=address(rows.start, first))
    return RawTable(tuple(cells), place, origin=(rows.start, first))


def _text(sheet: Sheet, row: int, column: int, value: CellValue) -> str:
    """A cell as it shows, as far as the file says it without its formats."""
    if value is None:
        return "#错误" if (row, column) in sheet.scan.errors else ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float | int):
        return f"{number_text(value * 100)}%" if (row, column) in sheet.scan.percents else number_text(value)
    if isinstance(value, datetime.datetime):
        plain_day = value.time() == datetime.time()
        return date_text(value.date()) if plain_day else f"{date_text(value.date())}{value:%H:%M}"
    return date_text(value) if isinstance(value, datetime.date) else str(value)
