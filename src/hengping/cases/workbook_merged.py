"""Merged cells below the headings of a sheet.

One text merged downwards over several rows holds for each of them; any other merge is a fault, because nobody can say
which cell was meant.
"""

from __future__ import annotations

from hengping.cases.parts_fields import Kind
from hengping.cases.workbook_headings import Header
from hengping.cases.workbook_plan import SheetColumn, SheetPlan
from hengping.errors import Fault
from hengping.reading.addresses import Area
from hengping.reading.tables import Cell, Sheet


class MergedCells:
    """The merged ranges of a sheet: texts that hold for every row they cover, and faults."""

    def __init__(self, sheet: Sheet, header: Header, plan: SheetPlan) -> None:
        self.sheet = sheet
        self.faults: list[Fault] = []
        self._sources: dict[tuple[int, int], tuple[int, int]] = {}
        by_position = {position: heading for heading, position in header.columns.items()}
        fillable = {column.heading for column in plan.columns if _fills(column, plan)} | {plan.owner_heading}
        for area in sheet.merged:
            one_column = area.first_column == area.last_column
            if area.last_row <= header.row or (area.first_row <= header.row and one_column):
                continue  # above the rows, or a heading two rows high
            if one_column and by_position.get(area.first_column) in fillable:
                for row in range(area.first_row, area.last_row + 1):
                    self._sources[row, area.first_column] = (area.first_row, area.first_column)
            else:
                self.faults.append(merged_fault(sheet, area))

    def cell(self, row: int, column: int) -> Cell:
        """The cell that holds for a position."""
        return self.sheet.cell(*self._sources.get((row, column), (row, column)))


def merged_fault(sheet: Sheet, area: Area) -> Fault:
    """A merge that leaves open which cell was meant."""
    mend = "请取消合并，并在每一格分别填写。"
    return Fault(f"表“{sheet.name}”{area.address}", "合并的单元格", "每格一项内容", mend)


def _fills(column: SheetColumn, plan: SheetPlan) -> bool:
    """Whether one text may hold for several rows: not ids, not figures, not days."""
    is_key = plan.has_key and column == plan.caption
    return column.field.kind in (Kind.TEXT, Kind.CHOICE, Kind.IDENTIFIERS) and not column.figure and not is_key
