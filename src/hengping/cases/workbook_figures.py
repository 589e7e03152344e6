"""Figures in number cells without losing a written digit.

A number cell knows 20.1, not 20.10. Where the cell does not give back the text by itself, the text is kept on a hidden
sheet under sheet, row id and heading, and holds as long as the number in the cell is still the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from hengping.cases.workbook_plan import INTERNAL_SHEET
from hengping.reading.tables import Tables, number_text

_FIGURE = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)
_MOST_DIGITS = 15
"""Significant digits that a cell keeps."""

_SHEET_MARK, _FIGURE_MARK = "表", "原数"


def cell_figure(text: str) -> Decimal | None:
    """The number that a cell can hold for a text, or None where the text must stay one."""
    if not _FIGURE.fullmatch(text) or len(text) > 40:
        return None
    value = Decimal(text)
    # Minus zero stays a text: a cell would lose the sign.
    if len(value.as_tuple().digits) > _MOST_DIGITS or (value == 0 and text.startswith("-")):
        return None
    return value


def decimals(text: str) -> int:
    """Decimals as written."""
    return len(text.partition(".")[2])


@dataclass
class WrittenFigures:
    """The written texts of number cells, and the sheets that were written."""

    sheets: list[str] = field(default_factory=list)
    texts: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def keep(self, sheet: str, row_id: str, heading: str, text: str) -> None:
        """Remembers a text that its number alone would not give back."""
        if number_text(float(text)) != text:
            self.texts[sheet, row_id, heading] = text

    def text(self, sheet: str, row_id: str, heading: str, number: float) -> str:
        """The text of a number cell: as once written if the number is still the same."""
        kept = self.texts.get((sheet, row_id, heading))
        if kept is not None and float(kept) == number:
            return kept
        return number_text(number)

    def rows(self) -> list[tuple[str, str, str, str, str]]:
        """As rows of the hidden sheet."""
        sheets = [(_SHEET_MARK, sheet, "", "", "") for sheet in self.sheets]
        return [*sheets, *((_FIGURE_MARK, *key, text) for key, text in self.texts.items())]

    @classmethod
    def from_tables(cls, tables: Tables) -> WrittenFigures:
        """From the hidden sheet; a workbook made by hand has none."""
        figures = cls()
        sheet = tables.sheet(INTERNAL_SHEET)
        for row in sheet.rows if sheet else ():
            cells = ["" if value is None else str(value) for value in (*row, *[None] * 5)[:5]]
            if cells[0] == _SHEET_MARK:
                figures.sheets.append(cells[1])
            elif cells[0] == _FIGURE_MARK and _FIGURE.fullmatch(cells[4]):
                figures.texts[cells[1], cells[2], cells[3]] = cells[4]
        return figures
