"""The three sheets of an XLSForm as rows of text with their places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from hengping.errors import Fault, InputError
from hengping.reading.tables import CellValue, Sheet, Tables, number_text, read_tables

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
_NEEDED = {SURVEY: ("type", "name", "label"), CHOICES: ("list_name", "name", "label"), SETTINGS: ()}
_SPELLINGS = {"list name": "list_name", "value": "name"}


@dataclass(frozen=True)
class SheetRow:
    """A row by heading; cells as text, `where` its place in words."""

    where: str
    cells: Mapping[str, str]

    def __getitem__(self, heading: str) -> str:
        return self.cells.get(heading, "")


@dataclass(frozen=True)
class FormSheets:
    """The rows of each sheet; a workbook without choices or settings has none of them."""

    label: str
    survey: tuple[SheetRow, ...]
    choices: tuple[SheetRow, ...]
    settings: tuple[SheetRow, ...]


def read_sheets(path: Path, *, label: str) -> FormSheets:
    """The sheets of an XLSForm.

    Raises:
        InputError: no workbook, no survey sheet, or a heading missing.
    """
    tables = read_tables(path, label=label)
    sheets = {name: _sheet(tables, name) for name in _NEEDED}
    faults: list[Fault] = []
    if sheets[SURVEY] is None:
        names = "、".join(sheet.name for sheet in tables.sheets) or "（没有）"
        mend = "请检查是否放错了文件，或用 hengping survey forms 重新生成。"
        raise InputError([Fault(label, f"工作表：{names}", "含工作表 survey 的 XLSForm", mend)])
    rows = {}
    for name, sheet in sheets.items():
        headings = _headings(sheet) if sheet is not None else []
        missing = [each for each in _NEEDED[name] if each not in headings] if sheet is not None else []
        if missing and sheet is not None:
            where, found = f"{label} 工作表“{sheet.name}”第 1 行", "、".join(filter(None, headings))
            faults.append(Fault(where, found, f"含 {'、'.join(missing)} 列", "请补上这些列。"))
        rows[name] = tuple(_rows(sheet, headings, label)) if sheet is not None else ()
    if faults:
        raise InputError(faults)
    return FormSheets(label, rows[SURVEY], rows[CHOICES], rows[SETTINGS])


def _sheet(tables: Tables, name: str) -> Sheet | None:
    return next((sheet for sheet in tables.sheets if sheet.name.strip().lower() == name), None)


def _headings(sheet: Sheet) -> list[str]:
    """Names of the columns; of several languages of a column the first is taken."""
    found: list[str] = []
    for value in sheet.rows[0] if sheet.rows else ():
        heading = _text(value).strip().lower()
        heading = _SPELLINGS.get(heading, heading)
        plain = heading.split("::")[0].strip()
        found.append(plain if plain in ("label", "hint") and plain not in found else heading)
    return found


def _rows(sheet: Sheet, headings: Sequence[str], label: str) -> list[SheetRow]:
    rows = []
    for index, values in enumerate(sheet.rows[1:], start=2):
        cells = {heading: _text(value).strip() for heading, value in zip(headings, values, strict=False) if heading}
        if any(cells.values()):
            rows.append(SheetRow(f"{label} 工作表“{sheet.name}”第 {index} 行", cells))
    return rows


def _text(value: CellValue) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float | Decimal):
        return number_text(float(value))
    return str(value)
