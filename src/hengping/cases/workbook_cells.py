"""A cell of a workbook as the text that its column takes, or the fault of what cannot be taken."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from hengping.cases.parts_fields import Kind
from hengping.cases.workbook_figures import WrittenFigures
from hengping.cases.workbook_plan import SheetColumn
from hengping.errors import Fault
from hengping.reading.tables import Cell, number_text

_FIRST_DAY = datetime.date(1899, 12, 30)
_LAST_SERIAL = 2_958_465


@dataclass(frozen=True)
class CellPlace:
    """A cell with where it stands: in words, and as its written figure is kept."""

    words: str
    sheet: str
    row_id: str


def cell_reading(cell: Cell, column: SheetColumn, place: CellPlace, figures: WrittenFigures) -> str | Fault:
    """The text of a cell; an empty one is the empty text."""
    if cell.formula is not None and column.field.formula:
        return _typed_formula(cell, place)
    if cell.error:
        found = f"错误值（公式 {cell.formula}）" if cell.formula else "错误值"
        return Fault(place.words, found, "能算出结果的公式，或直接填写的内容", "请改正公式，或直接填写。")
    if cell.value is None and cell.formula is not None:
        mend = "请在 Excel 或 WPS 中打开、重新计算并保存，或直接填写结果。"
        return Fault(place.words, f"没有结果的公式 {cell.formula}", "已算出的结果", mend)
    return _value_text(cell, column, place, figures)


def _typed_formula(cell: Cell, place: CellPlace) -> str | Fault:
    """A person typed the formula without making it text, so that Excel took it for its own; its words are kept."""
    if cell.formula and cell.formula != "=":
        return cell.formula
    mend = "请在该格先输入一个英文单引号，再写公式，如 '=支出_实际/支出_预算。"
    return Fault(place.words, "向下填充的 Excel 公式", "按文本填写的公式", mend)


def _value_text(cell: Cell, column: SheetColumn, place: CellPlace, figures: WrittenFigures) -> str | Fault:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        plain_text = column.field.kind.is_text and not column.figure
        return ("TRUE" if value else "FALSE") if plain_text else ("是" if value else "否")
    if isinstance(value, datetime.datetime | datetime.date):
        return _day_text(value, column, place)
    if isinstance(value, int | float):
        return _number(cell, value, column, place, figures)
    expected = "日期，如 2020-07-15" if column.field.kind is Kind.DATE else "文本"
    return Fault(place.words, f"时间 {value}", expected, "请把单元格格式设为“文本”后重新填写。")


def _day_text(value: datetime.date, column: SheetColumn, place: CellPlace) -> str | Fault:
    has_time = isinstance(value, datetime.datetime) and value.time() != datetime.time()
    day = value.date() if isinstance(value, datetime.datetime) else value
    if has_time:
        return Fault(place.words, f"{value}", "不带时刻的日期", f"请改为 {day.isoformat()}。")
    if column.field.kind is Kind.DATE or (column.figure and column.field.kind.is_text):
        return day.isoformat()
    if column.field.kind is Kind.NUMBER:
        return Fault(place.words, f"日期 {day.isoformat()}", "数字", "请把单元格格式设为“数值”后重新填写。")
    mend = "Excel 可能把输入的内容改成了日期；请把单元格格式设为“文本”后重新填写。"
    return Fault(place.words, f"日期 {day.isoformat()}", "文本", mend)


def _number(cell: Cell, value: float, column: SheetColumn, place: CellPlace, figures: WrittenFigures) -> str | Fault:
    if cell.percent:
        shown = number_text(value * 100)
        mend = f"请把单元格格式改为“常规”，按计量单位填写（单位为 % 时填 {shown}）。"
        return Fault(place.words, f"百分比格式的 {shown}%", "不带 % 的数字", mend)
    if column.field.kind is Kind.DATE:
        expected = "日期，如 2020-07-15"
        if not 1 <= value <= _LAST_SERIAL:
            return Fault(place.words, number_text(value), expected, "请按“年-月-日”填写。")
        day = _FIRST_DAY + datetime.timedelta(days=int(value))
        mend = f"像是日期的序号，对应 {day.isoformat()}；请设为日期格式，或按文本填写。"
        if value > 19_000_000:  # 20200715 as a number
            mend = "请按“年-月-日”填写。"
        return Fault(place.words, number_text(value), expected, mend)
    if column.field.formula and not column.figure:
        mend = "请填以 = 开头的公式；公式前加一个英文单引号，使其成为文本。"
        return Fault(place.words, f"数字 {number_text(value)}", "按文本填写的公式", mend)
    return figures.text(place.sheet, place.row_id, column.heading, value)
