"""A workbook as tables: sheets of rows of values, merged ranges, formulas and error cells, every cell with its address.

Values come from calamine; formulas, errors and extent of .xlsx files from `xlsx_package`. Old .xls (and WPS .et) files
give values and merged ranges only.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

import python_calamine

from hengping.errors import Fault, InputError
from hengping.reading.addresses import Area, address, cell_place
from hengping.reading.file_access import refused
from hengping.reading.xlsx_package import SheetScan, scan_package

MAX_FILE_BYTES = 50 * 1024 * 1024

CellValue: TypeAlias = (
    str | float | bool | datetime.date | datetime.datetime | datetime.time | datetime.timedelta | None
)
"""None is an empty cell; every number is a float, as the workbook stores it."""

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `formula` (with its `=`) stands beside the value last computed; `error` marks #N/A and its like.

    `percent` says that the cell shows its number as a percentage.
    """

    address: str
    value: CellValue
    formula: str | None = None
    error: bool = False
    percent: bool = False


@dataclass(frozen=True)
class Sheet:
    """A worksheet; `rows` begin at A1 and are all of one length. A merged area has its value in the top left cell."""

    name: str
    visible: bool
    rows: tuple[tuple[CellValue, ...], ...]
    merged: tuple[Area, ...] = ()
    scan: SheetScan = field(default_factory=SheetScan)

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a 0-based position; beyond the last row or column it is empty."""
        inside = row < len(self.rows) and column < len(self.rows[row])
        formula = self.scan.formulas.get((row, column))
        return Cell(
            address(row, column),
            self.rows[row][column] if inside else None,
            None if formula is None else f"={formula}",
            (row, column) in self.scan.errors,
            (row, column) in self.scan.percents,
        )

    def where(self, row: int, column: int) -> str:
        """The place of a cell in words."""
        return cell_place(self.name, row, column)


@dataclass(frozen=True)
class Tables:
    """All worksheets of a workbook, hidden ones included, in its order."""

    label: str
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, spaces around it not counted."""
        return next((sheet for sheet in self.sheets if sheet.name.strip() == name), None)


def read_tables(path: Path, *, label: str | None = None) -> Tables:
    """The tables of an .xlsx, .xlsm, .xls or .et file; `label` names it in faults.

    Raises:
        InputError: unreadable, larger than 50 MB (or 400 MB unpacked), protected by a password, no workbook, damaged.
    """
    label = label or path.name
    head = _head(path, label)
    if head.startswith(_ZIP):
        scans = scan_package(path, label=label)
    elif head.startswith(_COMPOUND):
        scans = {}
        if _ENCRYPTED in path.read_bytes():
            raise InputError([_password(label)])
    else:
        raise InputError([_no_workbook(label)])
    try:
        with python_calamine.CalamineWorkbook.from_path(path) as workbook:
            return Tables(label, tuple(_sheets(workbook, scans)))
    except python_calamine.PasswordError as error:
        raise InputError([_password(label)]) from error
    except (KeyboardInterrupt, MemoryError):
        raise
    except BaseException as error:  # a panic of the Rust reader is no Exception
        raise InputError([_unreadable(label)]) from error


def number_text(value: float) -> str:
    """A cell's number in plain digits, to the 15 significant ones that Excel keeps: 0.1+0.2 → 0.3."""
    return format(Decimal(f"{value:.15g}"), "f")


def _head(path: Path, label: str) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            mend = "请删去与本表无关的工作表、图片和空白区域；按人数据请勿放入评价工作簿。"
            found = f"{size // (1 << 20)} MB"
            raise InputError([Fault(label, found, f"不超过 {MAX_FILE_BYTES // (1 << 20)} MB 的工作簿", mend)])
        with path.open("rb") as stream:
            return stream.read(8)
    except OSError as error:
        raise InputError([refused(error, label=label)]) from error


def _sheets(workbook: python_calamine.CalamineWorkbook, scans: dict[str, SheetScan]) -> list[Sheet]:
    sheets = []
    texts: dict[str, str] = {}
    for metadata in workbook.sheets_metadata:
        if metadata.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        content = workbook.get_sheet_by_name(metadata.name)
        before: tuple[CellValue, ...] = (None,) * (content.start[1] if content.start else 0)
        rows = tuple(before + tuple([_kept(value, texts) for value in row]) for row in content.iter_rows())
        merged = tuple(Area(*first, *last) for first, last in content.merged_cell_ranges or ())
        visible = metadata.visible == python_calamine.SheetVisibleEnum.Visible
        sheets.append(Sheet(metadata.name, visible, rows, merged, scans.get(metadata.name, SheetScan())))
    return sheets


def _kept(value: CellValue, texts: dict[str, str]) -> CellValue:
    """The value; equal texts are one, for a column of a long export says the same in every row."""
    if isinstance(value, str):
        return texts.setdefault(value, value) if value else None
    return value


def _password(label: str) -> Fault:
    return Fault(label, "加密的工作簿", "没有打开密码的工作簿", "请在 Excel 或 WPS 中去掉打开密码后另存。")


def _no_workbook(label: str) -> Fault:
    mend = "请检查文件是否改过扩展名；文本表格请另存为 .xlsx。"
    return Fault(label, "不是工作簿的文件", ".xlsx 或 .xls 工作簿", mend)


def _unreadable(label: str) -> Fault:
    return Fault(label, "无法读取的工作簿", "完好的 .xlsx 或 .xls 工作簿", "请用 Excel 或 WPS 打开后另存为 .xlsx。")
