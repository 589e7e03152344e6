"""A described workbook into an .xlsx file: the door to xlsxwriter. Same description, same bytes."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from hengping.errors import Fault, InputError
from hengping.reading.addresses import cell_place
from hengping.reading.text_files import control_character, control_fault
from hengping.rendering.file_writing import replace_files
from hengping.rendering.workbook import (
    Area,
    Book,
    Cell,
    CellStyle,
    Row,
    Sheet,
    Validation,
    absolute_reference,
)

LONGEST_TEXT = 32_767
"""Characters that one cell holds; Excel counts UTF-16 units, so a rare character counts twice."""

_LONGEST_INLINE_LIST = 255
_CHOICES_SHEET = "选项"
_FONT_SIZE = 11
_MILLIMETRES_PER_INCH = 25.4


def save_workbook(book: Book, path: Path) -> None:
    """Writes the workbook beside `path` first, then puts it in its place; an earlier file stays whole until then.

    Raises:
        InputError: a text that no cell can hold, all of them at once.
        OutputError: the folder or disk refuses.
    """
    replace_files({path: workbook_bytes(book)})


def workbook_bytes(book: Book) -> bytes:
    """The .xlsx file of a description.

    Raises:
        InputError: a text over 32,767 characters or with control characters, all of them at once.
    """
    faults = [fault for sheet in book.sheets for fault in _text_faults(sheet)]
    if faults:
        raise InputError(faults)
    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": book.font, "font_size": _FONT_SIZE, "valign": "vcenter"},
    }
    workbook = xlsxwriter.Workbook(stream, options)
    created = datetime.datetime.combine(book.created, datetime.time())
    workbook.set_properties({"title": book.title, "author": book.author, "created": created})
    writer = _Writer(workbook, book)
    writer.write()
    workbook.close()
    return stream.getvalue()


def _text_faults(sheet: Sheet) -> Iterator[Fault]:
    for row_index, row in enumerate(sheet.rows):
        for column, cell in enumerate(row.cells):
            if cell is None or not isinstance(cell.value, str):
                continue
            where, text = cell_place(sheet.name, row_index, column), cell.value
            if len(text) > LONGEST_TEXT // 2 and _utf_16_length(text) > LONGEST_TEXT:
                found = f"{_utf_16_length(text):,} 个字符，开头为“{text[:20]}”"
                yield Fault(where, found, "不超过 32,767 个字符", "请缩短文字，或把长文移到正文章节或证据文件中。")
            elif (character := control_character(text)) is not None:
                yield control_fault(where, character)


def _utf_16_length(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


@dataclass
class _Writer:
    workbook: Any
    book: Book
    formats: dict[str, Any] = field(default_factory=dict)
    lists: dict[tuple[str, ...], str] = field(default_factory=dict)

    def write(self) -> None:
        """Sheets in their order, then the lists too long to be written inline, then names."""
        for sheet in self.book.sheets:
            worksheet = self.workbook.add_worksheet(sheet.name)
            self._sheet(worksheet, sheet)
        self._choices_sheet()
        for defined in self.book.names:
            if self.workbook.define_name(defined.name, "=" + defined.refers_to.removeprefix("=")) != 0:
                raise ValueError(f"no name for a workbook: {defined.name}")

    def _format(self, name: str) -> Any:
        if not name:
            return None
        if name not in self.formats:
            self.formats[name] = self.workbook.add_format(_properties(self.book.styles[name], self.book))
        return self.formats[name]

    def _sheet(self, worksheet: Any, sheet: Sheet) -> None:
        _appearance(worksheet, sheet)
        for index, column in enumerate(sheet.columns):
            options = {"hidden": column.hidden}
            worksheet.set_column(index, index, column.width, self._format(column.style), options)
        for area in sheet.merged:
            self._merge(worksheet, sheet, area)
        for index, row in enumerate(sheet.rows):
            self._row(worksheet, index, row)
        for validation in sheet.validations:
            worksheet.data_validation(*_corners(validation.area), self._validation(validation))
        _print_setup(worksheet, sheet)

    def _merge(self, worksheet: Any, sheet: Sheet, area: Area) -> None:
        """Merges first, with the look of the top left cell; that cell itself is written with its row."""
        cells = sheet.rows[area.first_row].cells if area.first_row < len(sheet.rows) else ()
        top_left = cells[area.first_column] if area.first_column < len(cells) else None
        worksheet.merge_range(*_corners(area), "", self._format(top_left.style if top_left else ""))

    def _row(self, worksheet: Any, index: int, row: Row) -> None:
        if row.height is not None or row.hidden:
            worksheet.set_row(index, row.height, None, {"hidden": row.hidden})
        for column, cell in enumerate(row.cells):
            if cell is not None:
                self._cell(worksheet, index, column, cell)

    def _cell(self, worksheet: Any, row: int, column: int, cell: Cell) -> None:
        style = self._format(cell.style)
        value = cell.value
        if cell.formula:
            worksheet.write_formula(row, column, cell.formula, style, "" if value is None else value)
        elif cell.link:
            worksheet.write_url(row, column, f"internal:{cell.link}", style, str(value))
        elif value is None or value == "":
            worksheet.write_blank(row, column, None, style)
        elif isinstance(value, str):
            worksheet.write_string(row, column, value, style)
        elif isinstance(value, bool):
            worksheet.write_boolean(row, column, value, style)
        elif isinstance(value, int | float | Decimal):
            worksheet.write_number(row, column, value, style)
        else:
            worksheet.write_datetime(row, column, value, style)
        if cell.note:
            worksheet.write_comment(row, column, cell.note, _note_options(cell.note))

    def _validation(self, validation: Validation) -> dict[str, Any]:
        source: Any = validation.source
        if not source:
            inline = len(",".join(validation.choices)) <= _LONGEST_INLINE_LIST
            inline = inline and not any("," in choice for choice in validation.choices)
            source = list(validation.choices) if inline else self._list_reference(validation.choices)
        return {
            "validate": "list",
            "source": source,
            "error_type": "stop" if validation.strict else "information",
            "show_error": validation.strict,
            "error_title": "不在可选项中",
            "error_message": "请从下拉列表中选择。",
        }

    def _list_reference(self, choices: tuple[str, ...]) -> str:
        if choices not in self.lists:
            column = len(self.lists)
            area = Area(0, column, len(choices) - 1, column)
            self.lists[choices] = "=" + absolute_reference(_CHOICES_SHEET, area)
        return self.lists[choices]

    def _choices_sheet(self) -> None:
        if not self.lists:
            return
        worksheet = self.workbook.add_worksheet(_CHOICES_SHEET)
        worksheet.very_hidden()
        for column, choices in enumerate(self.lists):
            for row, choice in enumerate(choices):
                worksheet.write_string(row, column, choice)


def _properties(style: CellStyle, book: Book) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "font_name": style.font or book.font,
        "font_size": style.size or _FONT_SIZE,
        "bold": style.bold,
        "underline": int(style.underline),
        "num_format": style.number_format,
        "valign": {"top": "top", "center": "vcenter", "bottom": "bottom"}[style.vertical],
        "text_wrap": style.wrap,
        "indent": style.indent,
    }
    optional = {"font_color": style.color, "bg_color": style.fill, "align": style.align}
    properties |= {key: value for key, value in optional.items() if value}
    if style.border:
        properties |= {"border": 1, "border_color": style.border_color}
    return properties


def _corners(area: Area) -> tuple[int, int, int, int]:
    return area.first_row, area.first_column, area.last_row, area.last_column


def _appearance(worksheet: Any, sheet: Sheet) -> None:
    if sheet.visibility == "hidden":
        worksheet.hide()
    elif sheet.visibility == "very_hidden":
        worksheet.very_hidden()
    if sheet.tab_color:
        worksheet.set_tab_color(sheet.tab_color)
    if not sheet.gridlines:
        worksheet.hide_gridlines(2)
    if sheet.freeze != (0, 0):
        worksheet.freeze_panes(*sheet.freeze)
    if sheet.filter:
        worksheet.autofilter(*_corners(sheet.filter))


def _print_setup(worksheet: Any, sheet: Sheet) -> None:
    setup = sheet.print_setup
    worksheet.set_paper(9)  # A4
    if setup.landscape:
        worksheet.set_landscape()
    if setup.fit_width:
        worksheet.fit_to_pages(1, 0)
    if setup.repeat_rows:
        worksheet.repeat_rows(0, setup.repeat_rows - 1)
    if setup.repeat_columns:
        worksheet.repeat_columns(0, setup.repeat_columns - 1)
    if setup.header:
        worksheet.set_header(setup.header)
    if setup.footer:
        worksheet.set_footer(setup.footer)
    if setup.center:
        worksheet.center_horizontally()
    worksheet.set_margins(*(millimetres / _MILLIMETRES_PER_INCH for millimetres in setup.margins))


def _note_options(note: str) -> dict[str, Any]:
    """A box wide enough for some 22 Chinese characters a line and as high as the note is long."""
    lines = sum(1 + len(line) // 22 for line in note.split("\n"))
    return {"author": "衡评", "width": 280, "height": 24 + 18 * lines, "font_name": "宋体", "font_size": 9}
