"""How the workbook form of a case looks: colours that say what must be filled in, formats, widths, notes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from hengping.cases.parts_fields import Kind
from hengping.cases.workbook_plan import SheetColumn
from hengping.rendering.workbook import CellStyle

MOST_DECIMALS = 10
REQUIRED_MARK = "*"
_BODY_SIZE = 10.5
_POINTS_PER_LINE = 14
HIGHEST_ROW, HIGHEST_LISTED_ROW = 400, 102
"""Points; Excel's own limit is 409. In a list a row shows seven lines, so that one can still look down the list."""

TAB_REQUIRED, TAB_FILLED, TAB_EMPTY = "#C55A11", "#2E75B6", "#BFBFBF"

_HEADING = CellStyle(bold=True, size=_BODY_SIZE, border=True, wrap=True, align="center")
_BODY = CellStyle(size=_BODY_SIZE, border=True, border_color="#D9D9D9", wrap=True, vertical="top")


def _styles() -> dict[str, CellStyle]:
    def heading(fill: str) -> CellStyle:
        return CellStyle(**{**_HEADING.__dict__, "fill": fill})

    def body(number_format: str, align: str = "", fill: str = "") -> CellStyle:
        return CellStyle(**{**_BODY.__dict__, "number_format": number_format, "align": align, "fill": fill})

    styles = {
        "title": CellStyle(bold=True, size=16),
        "words": CellStyle(size=_BODY_SIZE, wrap=True, vertical="top"),
        "link": CellStyle(size=_BODY_SIZE, color="#0563C1", underline=True, border=True, border_color="#D9D9D9"),
        "required": heading("#F8CBAD"),
        "optional": heading("#DDEBF7"),
        "owner": heading("#C6E0B4"),
        "remark": CellStyle(**{**_BODY.__dict__, "color": "#7F7F7F", "size": 9}),
        "item_required": CellStyle(**{**_BODY.__dict__, "bold": True, "fill": "#F8CBAD"}),
        "item_optional": CellStyle(**{**_BODY.__dict__, "bold": True, "fill": "#DDEBF7"}),
        "text": body("@"),
        "owner_text": body("@", fill="#F2F8EE"),
        "choice": body("@", align="center"),
        "item_choice": body("@"),
        "day": body("yyyy-mm-dd", align="center"),
        "whole": body("0", align="right"),
        "figure": body("General", align="right"),
        "count": body("0", align="center"),
    }
    for places in range(MOST_DECIMALS + 1):
        decimals = "." + "0" * places if places else ""
        styles[f"figure{places}"] = body(f"#,##0{decimals}", align="right")
    return styles


STYLES = _styles()


def column_style(column: SheetColumn) -> str:
    """The style of cells of a column that hold nothing yet."""
    if column.figure:
        return "text" if column.field.formula else "figure"
    styles = {Kind.DATE: "day", Kind.INTEGER: "whole", Kind.TRUTH: "choice", Kind.CHOICE: "choice"}
    return styles.get(column.field.kind, "text")


def heading_text(column: SheetColumn) -> str:
    """The heading as printed: a star where something must be filled in."""
    return column.heading + (REQUIRED_MARK if column.required else "")


def remark(column: SheetColumn) -> str:
    """What a person should know to fill a cell in; the same rules that reading goes by."""
    part_field = column.field
    hints = [part_field.note]
    if part_field.kind is Kind.CHOICE:
        hints.append(f"可选：{'、'.join(part_field.labels)}")
    elif part_field.kind is Kind.TRUTH:
        hints.append("填 是 或 否")
    elif part_field.kind is Kind.DATE:
        hints.append("日期，如 2020-07-15")
    elif part_field.kind is Kind.IDENTIFIERS:
        hints.append("可填多个编号，每行一个，或用分号隔开")
    elif part_field.kind is Kind.TEXTS:
        hints.append("每行一项")
    elif part_field.kind is Kind.MAPPING:
        hints.append("每行一个“名称: 内容”")
    if part_field.formula:
        hints.append("公式以 = 开头，按文本填写")
    words = "；".join(hint.rstrip("。") for hint in hints if hint)
    return ("必填。" if column.required else "") + words


def width(texts: Iterable[str], *, least: float = 8, most: float = 36) -> float:
    """A sensible width in characters: that of the longest line, within bounds; Chinese characters count twice."""
    longest = max((display_width(line) for text in texts for line in text.split("\n")), default=0)
    return min(max(longest + 2, least), most)


def height(texts: Iterable[tuple[str, float]], *, most: float) -> float | None:
    """Points that a row needs for texts in columns of given widths; None, automatic, where one line will do.

    Excel and WPS would find it by themselves, LibreOffice does not.
    """
    lines = max((_lines(text, columns) for text, columns in texts), default=1)
    return None if lines <= 1 else min(_POINTS_PER_LINE * lines + 4, most)


def _lines(text: str, columns: float) -> int:
    room = max(int(columns) - 1, 1)
    return sum(max(1, -(-display_width(line) // room)) for line in text.split("\n"))


def display_width(text: str) -> int:
    """Columns that a text takes in a fixed pitch."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
