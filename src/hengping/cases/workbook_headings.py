"""Finding the headings of a sheet wherever they have come to stand, and telling those that have changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from hengping.cases.parts_text import nearest
from hengping.errors import Fault
from hengping.quantities import half_width
from hengping.reading.tables import Sheet

_ROWS_SEARCHED = 30
_ORNAMENT = re.compile(r"[\s*:]|\((?:必填|选填|可空)\)")


def plain_heading(text: str) -> str:
    """A heading without what people add to it: spaces, stars, colons, （必填）."""
    return _ORNAMENT.sub("", half_width(text))


@dataclass
class Header:
    """Where the headings stand: row, and column by heading. Headings that were renamed are mapped and told."""

    row: int
    columns: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    complete: bool = True


def find_header(sheet: Sheet, headings: Mapping[str, bool], *, other_names: Mapping[str, str]) -> Header:
    """The header row of a sheet.

    Args:
        sheet: the sheet.
        headings: expected headings, with whether each must be there.
        other_names: what else a heading may be called, by that name.
    """
    known = {plain_heading(heading): heading for heading in headings}
    known |= {plain_heading(name): heading for name, heading in other_names.items()}
    best = max(range(min(len(sheet.rows), _ROWS_SEARCHED)), key=lambda row: _known_cells(sheet, row, known), default=0)
    if not sheet.rows or not _known_cells(sheet, best, known):
        expected = f"有标题行（{'、'.join(list(headings)[:5])} 等）的表"
        fault = Fault(f"表“{sheet.name}”", "没有标题行", expected, "请恢复导出时的标题行。")
        return Header(best, faults=[fault], complete=False)
    header = Header(best)
    strangers = _take_known(sheet, header, known)
    _tell_strangers(sheet, header, strangers, [heading for heading in headings if heading not in header.columns])
    for heading, required in headings.items():
        if required and heading not in header.columns:
            where = f"表“{sheet.name}”第 {best + 1} 行（标题行）"
            header.faults.append(Fault(where, f"没有“{heading}”列", f"必有的列“{heading}”", "请补上这一列。"))
            header.complete = False
    return header


def _known_cells(sheet: Sheet, row: int, known: Mapping[str, str]) -> int:
    cells = {plain_heading(value) for value in sheet.rows[row] if isinstance(value, str)}
    return len({known[cell] for cell in cells if cell in known})


def _take_known(sheet: Sheet, header: Header, known: Mapping[str, str]) -> dict[int, str]:
    """Maps the headings that are known and gives back the others by their columns."""
    strangers: dict[int, str] = {}
    for column, value in enumerate(sheet.rows[header.row]):
        text = "" if value is None else str(value)
        heading = known.get(plain_heading(text))
        if heading is None:
            strangers[column] = text
        elif heading in header.columns:
            first = sheet.where(header.row, header.columns[heading])
            fault = Fault(sheet.where(header.row, column), text, f"不重复的标题（{first} 已有）", "请删去其中一列。")
            header.faults.append(fault)
        else:
            header.columns[heading] = column
    return strangers


def _tell_strangers(sheet: Sheet, header: Header, strangers: Mapping[int, str], absent: list[str]) -> None:
    """A heading like an absent one was renamed; any other column with content cannot be taken over."""
    for column, text in strangers.items():
        where = sheet.where(header.row, column)
        near = nearest(plain_heading(text), absent) if text.strip() else ""
        if near:
            header.faults.append(Fault(where, text, f"标题“{near}”", f"请把标题改回“{near}”。"))
            header.columns[near] = column
            absent.remove(near)
        elif _has_content(sheet, header.row, column):
            found = f"多出的列“{text}”" if text.strip() else "有内容而无标题的列"
            header.faults.append(Fault(where, found, "导出时已有的列", "请删去该列，或把内容移到“备注”等已有的列。"))


def _has_content(sheet: Sheet, header_row: int, column: int) -> bool:
    return any(row[column] is not None and str(row[column]).strip() for row in sheet.rows[header_row + 1 :])
