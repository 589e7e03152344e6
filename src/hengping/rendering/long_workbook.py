"""Workbooks of any length: rows go to the disk as they come, so that memory does not grow with them.

What stands in a cell is text or a number, never a formula: a text that begins with =, +, - or @ stays text.
"""

from __future__ import annotations

import datetime
import math
import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import xlsxwriter

from hengping.errors import OutputError, system_reason

LongCell: TypeAlias = str | int | Decimal | None

MAX_ROWS = 1_048_575
_LONGEST_TEXT = 32_000
_LINE, _MOST_LINES = 13.5, 12
"""Height of a line in points, and lines beyond which a row grows no further."""
_A3, _A4, _WIDE = 8, 9, 160
_ASCII, _LONGEST_MEASURED = 127, 600
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CREATED = datetime.datetime(2000, 1, 1)  # noqa: DTZ001  # a workbook has no time zones, and no clock may show


@dataclass(frozen=True)
class LongSheet:
    """A sheet of one table.

    Attributes:
        name: of the sheet.
        headings: of its columns; "" leaves the row of headings out.
        widths: of its columns in characters.
        rows: taken once, in order; a sheet that is full goes on in another of the same name with a number.
        title: a line above the headings.
    """

    name: str
    headings: Sequence[str]
    widths: Sequence[float]
    rows: Iterable[Sequence[LongCell]]
    title: str = ""


def write_long_workbook(sheets: Iterable[LongSheet], path: Path, *, title: str = "") -> None:
    """Write the sheets beside `path`, then put the file in its place.

    Raises:
        OutputError: the folder or disk refuses; an earlier file stays as it was.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="hengping-") as folder:
            options = {"constant_memory": True, "tmpdir": folder, "strings_to_formulas": False}
            options |= {"strings_to_numbers": False, "strings_to_urls": False}
            workbook = xlsxwriter.Workbook(str(aside), options)
            workbook.set_properties({"title": title, "created": _CREATED})
            styles = _styles(workbook)
            for sheet in sheets:
                _write(workbook, sheet, styles)
            workbook.close()
        os.replace(aside, path)
    except (OSError, xlsxwriter.exceptions.FileCreateError) as error:
        with suppress(OSError):
            aside.unlink()
        reason = system_reason(error) if isinstance(error, OSError) else "文件正被占用或没有权限"
        raise OutputError(f"无法写入 {path}：{reason}。原有文件没有改动；如文件正被打开，请先关闭。") from error
    finally:
        with suppress(OSError):
            aside.unlink()


def _styles(workbook: Any) -> dict[str, Any]:
    ruled = {"border": 1, "border_color": "#BFBFBF", "font_name": "宋体", "font_size": 10, "valign": "vcenter"}
    return {
        "title": workbook.add_format({"font_name": "黑体", "font_size": 14, "valign": "vcenter"}),
        "heading": workbook.add_format(
            {**ruled, "font_name": "黑体", "bg_color": "#E7ECF2", "align": "center", "text_wrap": True}
        ),
        "text": workbook.add_format({**ruled, "text_wrap": True}),
        "number": workbook.add_format({**ruled, "align": "right"}),
    }


def _write(workbook: Any, sheet: LongSheet, styles: dict[str, Any]) -> None:
    part, row = 1, 0
    page = _page(workbook, sheet, styles, part)
    first = row = _head(page, sheet, styles)
    for cells in sheet.rows:
        if row > MAX_ROWS:
            _finish(page, sheet, first, row)
            part += 1
            page = _page(workbook, sheet, styles, part)
            row = first = _head(page, sheet, styles)
        page.set_row(row, _LINE * _lines(cells, sheet.widths))
        for column, value in enumerate(cells):
            _cell(page, row, column, value, styles)
        row += 1
    _finish(page, sheet, first, row)


def _page(workbook: Any, sheet: LongSheet, styles: dict[str, Any], part: int) -> Any:
    page = workbook.add_worksheet(sheet.name if part == 1 else f"{sheet.name}（{part}）")
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    page.set_paper(_A3 if sum(sheet.widths) > _WIDE else _A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_footer("&C第 &P 页，共 &N 页")
    return page


def _lines(cells: Sequence[LongCell], widths: Sequence[float]) -> int:
    """Lines of the highest cell of a row; a Chinese character takes two columns. Not every program finds out itself."""
    most = 1
    for value, width in zip(cells, widths, strict=False):
        if isinstance(value, str) and len(value) * 2 > width:
            taken = sum(2 if ord(letter) > _ASCII else 1 for letter in value[:_LONGEST_MEASURED])
            most = max(most, math.ceil(taken / max(1.0, width - 1)))
    return min(most, _MOST_LINES)


def _head(page: Any, sheet: LongSheet, styles: dict[str, Any]) -> int:
    row = 0
    if sheet.title:
        page.set_row(0, 26)
        page.write_string(0, 0, sheet.title, styles["title"])
        row = 1
    if any(sheet.headings):
        for column, heading in enumerate(sheet.headings):
            page.write_string(row, column, heading, styles["heading"])
        page.freeze_panes(row + 1, 0)
        page.repeat_rows(row)
        row += 1
    return row


def _finish(page: Any, sheet: LongSheet, first: int, row: int) -> None:
    if any(sheet.headings) and row > first:
        page.autofilter(first - 1, 0, row - 1, len(sheet.headings) - 1)


def _cell(page: Any, row: int, column: int, value: LongCell, styles: dict[str, Any]) -> None:
    match value:
        case None | "":
            page.write_blank(row, column, None, styles["text"])
        case str():
            page.write_string(row, column, _plain(value), styles["text"])
        case _:
            page.write_number(row, column, float(value), styles["number"])


def _plain(text: str) -> str:
    """A text as a cell can hold it: characters that XML has no place for are shown as □, a long one is cut."""
    text = _CONTROL.sub("□", text)
    return text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT]}……（共 {len(text)} 字）"
