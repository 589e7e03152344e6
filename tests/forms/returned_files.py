"""A printed form, edited as people edit it: the sheet as openpyxl shows it, saved again and read back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from hengping.cases.model import Case
from hengping.forms.fill import fill_form
from hengping.forms.returned.outcome import Returned
from hengping.forms.returned.recognition import read_returned
from hengping.forms.workbook import form_workbook
from hengping.reference.form_layouts import packaged_form
from hengping.rendering.workbook_file import workbook_bytes

Edit = Callable[[Worksheet], None]


def printed(case: Case, name: str, folder: Path, *, instance: str | None = None) -> Path:
    """The form as a workbook on disk."""
    path = folder / f"{name}.xlsx"
    path.write_bytes(workbook_bytes(form_workbook(fill_form(packaged_form(name), case, instance=instance))))
    return path


def returned(case: Case, name: str, folder: Path, edit: Edit | None = None) -> Returned:
    """The form after somebody edited its first sheet."""
    path = printed(case, name, folder)
    if edit is not None:
        book = openpyxl.load_workbook(path)
        edit(book.worksheets[0])
        book.save(path)
    return read_returned(path, case)[0]


def find(sheet: Worksheet, text: str) -> tuple[int, int]:
    """Row and column of the first cell with this text."""
    for row in sheet.iter_rows():
        for cell in row:
            if str(cell.value or "").strip() == text:
                return cell.row, cell.column
    raise AssertionError(f"{text!r} is not on the sheet")


def cell_under(sheet: Worksheet, heading: str, row_text: str) -> tuple[int, int]:
    """The cell of a column, in the row that holds a text."""
    row = find(sheet, row_text)[0]
    return row, heading_above(sheet, heading, row)


def heading_above(sheet: Worksheet, heading: str, row: int) -> int:
    """The column of the last heading of this name above a row."""
    return max(
        (cell.row, cell.column)
        for cells in sheet.iter_rows(max_row=row - 1)
        for cell in cells
        if str(cell.value or "").strip() == heading
    )[1]


def write(heading: str, row_text: str, value: object) -> Edit:
    """An edit that writes one cell."""

    def edit(sheet: Worksheet) -> None:
        row, column = cell_under(sheet, heading, row_text)
        sheet.cell(row, column).value = value  # type: ignore[assignment]

    return edit
