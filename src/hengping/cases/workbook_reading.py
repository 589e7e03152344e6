"""The rows of one sheet back into records in plain form, each value with the cell it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from hengping.cases.parts_cells import cell_plain
from hengping.cases.parts_reading import Spot
from hengping.cases.parts_text import nearest
from hengping.cases.workbook_cells import CellPlace, cell_reading
from hengping.cases.workbook_figures import WrittenFigures
from hengping.cases.workbook_headings import Header, find_header, plain_heading
from hengping.cases.workbook_merged import MergedCells, merged_fault
from hengping.cases.workbook_plan import (
    CONTENT_HEADING,
    ITEM_HEADING,
    REMARK_HEADING,
    ROW_ID_HEADING,
    SheetColumn,
    SheetPlan,
)
from hengping.errors import Fault, InputError
from hengping.reading.tables import Cell, Sheet, number_text
from hengping.reading.yaml_files import Plain


@dataclass
class ReadRow:
    """A row as read: its record in plain form, what it calls its owner, and the spots of its cells by path."""

    plain: dict[str, Plain]
    at: Spot
    cells: dict[tuple[str, ...], Spot]
    owner: str = ""
    owner_words: str = ""

    def spot(self, path: tuple[str, ...]) -> Spot:
        """The cell of a value, or the row where the value has none."""
        steps = (path[:length] for length in range(len(path), 0, -1))
        return next((self.cells[step] for step in steps if step in self.cells), self.at)


@dataclass
class SheetReader:
    """Reads one sheet; `index` orders its faults among those of other sheets. Not `complete`: columns are missing."""

    sheet: Sheet
    plan: SheetPlan
    figures: WrittenFigures
    index: int
    rows: list[ReadRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    complete: bool = True

    def read(self) -> None:
        """Fills `rows` and `faults`."""
        if self.plan.layout == "items":
            self._read_items()
        else:
            self._read_rows()

    def _find_header(self, headings: dict[str, bool], other_names: dict[str, str]) -> Header:
        header = find_header(self.sheet, {**headings, ROW_ID_HEADING: False}, other_names=other_names)
        self.faults += header.faults
        self.complete = header.complete
        return header

    def _read_rows(self) -> None:
        owner = {self.plan.owner_heading: True} if self.plan.owner_heading else {}
        headings = owner | {column.heading: column.required for column in self.plan.columns}
        header = self._find_header(headings, {".".join(column.path): column.heading for column in self.plan.columns})
        merged = MergedCells(self.sheet, header, self.plan)
        self.faults += merged.faults
        for row in range(header.row + 1, len(self.sheet.rows)):
            if self._is_row(row, header):
                self.rows.append(self._row(row, header, merged))

    def _is_row(self, row: int, header: Header) -> bool:
        """A row without content is none; nor is one with nothing but blanks, unless it was exported so."""
        cells = {heading: self.sheet.rows[row][column] for heading, column in header.columns.items()}
        row_id = cells.pop(ROW_ID_HEADING, None)
        values = [value for value in cells.values() if value is not None]
        return any(str(value).strip() for value in values) or (row_id is not None and bool(values))

    def _row(self, row: int, header: Header, merged: MergedCells) -> ReadRow:
        id_column = header.columns.get(ROW_ID_HEADING)
        row_id = "" if id_column is None else _plain_text(self.sheet.cell(row, id_column))
        found = [
            (column, header.columns[column.heading]) for column in self.plan.columns if column.heading in header.columns
        ]
        cells = {column.path: self._spot(row, position) for column, position in found}
        texts = [
            (column, self._text(merged.cell(row, position), column, cells[column.path], row_id))
            for column, position in found
        ]
        read = ReadRow(
            self._record(texts, cells), Spot((self.index, row), f"表“{self.sheet.name}”第 {row + 1} 行"), cells
        )
        owner_column = header.columns.get(self.plan.owner_heading)
        if owner_column is not None:
            read.owner = _plain_text(merged.cell(row, owner_column))
            read.owner_words = self.sheet.where(row, owner_column)
        return read

    def _spot(self, row: int, column: int) -> Spot:
        return Spot((self.index, row, column), self.sheet.where(row, column))

    def _text(self, cell: Cell, column: SheetColumn, spot: Spot, row_id: str) -> str | None:
        text = cell_reading(cell, column, CellPlace(spot.words, self.plan.name, row_id), self.figures)
        if isinstance(text, Fault):
            self.faults.append(text)
            return None
        return text

    def _record(
        self, texts: list[tuple[SheetColumn, str | None]], cells: dict[tuple[str, ...], Spot]
    ) -> dict[str, Plain]:
        """A record in plain form; a block without any content is left out, and so are empty cells that are no text."""
        filled = {column.block for column, text in texts if text}
        record: dict[str, Plain] = {}
        for column, text in texts:
            absent_block = column.block and column.block not in filled
            if text is None or absent_block or (not text and not column.field.kind.is_text):
                continue
            owner: Plain = record
            for step in column.path[:-1]:
                owner = owner.setdefault(step, {}) if isinstance(owner, dict) else {}
            try:
                value = cell_plain(text, column.field, where=cells[column.path].words)
            except InputError as error:
                self.faults += error.faults
                continue
            if isinstance(owner, dict):
                owner[column.path[-1]] = value
        return record

    def _read_items(self) -> None:
        headings = {ITEM_HEADING: True, CONTENT_HEADING: True, REMARK_HEADING: False}
        header = self._find_header(headings, {})
        if not self.complete:
            return
        position = header.columns[CONTENT_HEADING]
        found = list(self._items(header))
        cells = {column.path: self._spot(row, position) for row, column in found}
        row_id = self.plan.spec.attribute
        texts = [
            (column, self._text(self.sheet.cell(row, position), column, cells[column.path], row_id))
            for row, column in found
        ]
        for area in self.sheet.merged:
            if area.last_row > header.row and area.covers(area.last_row, position):
                self.faults.append(merged_fault(self.sheet, area))
        if any(text for _, text in texts):
            at = Spot((self.index, header.row), f"表“{self.sheet.name}”")
            self.rows.append(ReadRow(self._record(texts, cells), at, cells))

    def _items(self, header: Header) -> Iterator[tuple[int, SheetColumn]]:
        """The rows of known items, each once. Items that were renamed are told and taken all the same."""
        by_name = {plain_heading(".".join(column.path)): column for column in self.plan.columns}
        by_name |= {plain_heading(column.heading): column for column in self.plan.columns}
        absent = {column.heading: column for column in self.plan.columns}
        strangers: list[tuple[int, str]] = []
        for row in range(header.row + 1, len(self.sheet.rows)):
            name = _plain_text(self.sheet.cell(row, header.columns[ITEM_HEADING]))
            column = by_name.get(plain_heading(name))
            if column is not None and column.heading in absent:
                yield row, absent.pop(column.heading)
            elif self.sheet.rows[row][header.columns[CONTENT_HEADING]] is not None:
                strangers.append((row, name))
        for row, name in strangers:
            where = self.sheet.where(row, header.columns[ITEM_HEADING])
            near = nearest(plain_heading(name), absent) if name.strip() else ""
            mend = f"请改回“{near}”。" if near else "请删去该行，或改为导出时已有的项目，每个项目一行。"
            self.faults.append(Fault(where, name or "空白", "导出时已有的项目，且不重复", mend))
            if near:
                yield row, absent.pop(near)


def _plain_text(cell: Cell) -> str:
    if isinstance(cell.value, float):
        return number_text(cell.value)
    return "" if cell.value is None else str(cell.value)
