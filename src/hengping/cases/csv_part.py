"""A table of the case in a CSV file: headings are the names of fields, their Chinese titles are read as well."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from hengping.cases.model import PartSpec
from hengping.cases.parts_cells import cell_plain, cell_text
from hengping.cases.parts_fields import Kind, PartField, fields_of
from hengping.cases.parts_reading import RawPart, Spot
from hengping.cases.parts_text import Place, nearest
from hengping.errors import Fault, InputError
from hengping.reading.csv_files import CsvTable, csv_text, read_csv
from hengping.reading.yaml_files import Plain

_ERROR_VALUE = re.compile(r"#(?:NAME\?|REF!|VALUE!|DIV/0!|N/A|NUM!|NULL!)")


@dataclass(frozen=True)
class CsvLocator:
    """Places of a table of rows: line and heading."""

    table: CsvTable
    columns: Mapping[str, int]

    def spot(self, place: Place) -> Spot:
        """Line of the row and, where the field has a column, its heading."""
        row = self.table.rows[int(place[0])]
        column = self.columns.get(str(place[1])) if len(place) > 1 else None
        if column is None:
            return Spot((row.line, 0), f"{self.table.label} 第 {row.line} 行")
        return Spot((row.line, column), self.table.where(row, column))


def read_table(path: Path, spec: PartSpec) -> tuple[RawPart | None, list[Fault]]:
    """The rows of a CSV file, or None where a column that every row needs is missing; and what is wrong with them.

    Raises:
        InputError: no table at all, see `read_csv`.
    """
    table = read_csv(path, label=spec.file)
    columns, faults = _columns(table, spec.model)
    if table.header and any(item.required and name not in columns for name, item in fields_of(spec.model).items()):
        return None, faults
    locator = CsvLocator(table, columns)
    fields = fields_of(spec.model)
    rows: list[Plain] = []
    for index, row in enumerate(table.rows):
        plain: dict[str, Plain] = {}
        for name, column in columns.items():
            telling = fields[name].formula or fields[name].kind is Kind.MAPPING
            where = locator.spot((index, name)).words if telling else ""  # words are needed for few of many cells
            try:
                plain[name] = cell_plain(row.cells[column], fields[name], where=where)
            except InputError as error:
                faults += error.faults
            faults += _spoilt_formula(row.cells[column], fields[name], where)
        rows.append(plain)
    return RawPart(spec, rows, locator), faults


def _columns(table: CsvTable, model: type[BaseModel]) -> tuple[dict[str, int], list[Fault]]:
    fields = fields_of(model)
    by_heading = {part_field.title: name for name, part_field in fields.items()} | {name: name for name in fields}
    columns: dict[str, int] = {}
    misspelt: set[str] = set()
    faults = []
    for index, heading in enumerate(table.header):
        where = f"{table.label} 标题行第 {index + 1} 列"
        name = by_heading.get(heading)
        if name is None:
            faults.append(_unknown_heading(where, heading, fields))
            misspelt.add(nearest(heading, by_heading))
        elif name in columns:
            mend = f"“{heading}”与“{table.header[columns[name]]}”是同一列，请删去其中一列。"
            faults.append(Fault(where, heading, "不重复的列", mend))
        else:
            columns[name] = index
    if table.header:
        absent = [item for name, item in fields.items() if item.required and name not in columns]
        missing = [item for item in absent if not {item.name, item.title} & misspelt]
        faults += [
            Fault(
                f"{table.label} 标题行",
                f"没有“{item.name}”列",
                f"必有的列 {item.name}（{item.title}）",
                "请补上这一列。",
            )
            for item in missing
        ]
    return columns, faults


def _unknown_heading(where: str, heading: str, fields: Mapping[str, PartField]) -> Fault:
    near = nearest(heading, [name for item in fields.values() for name in (item.name, item.title)])
    mend = f"是否为“{near}”？" if near else f"请删去该列，或改为可用的列：{'、'.join(fields)}。"
    return Fault(where, heading, "可用的列", mend)


def _spoilt_formula(text: str, part_field: PartField, where: str) -> list[Fault]:
    """Excel takes a formula in a CSV file for its own and saves the error it comes to."""
    if part_field.formula and _ERROR_VALUE.fullmatch(text.strip()):
        mend = "Excel 打开 CSV 时会把公式当作自己的公式；请恢复原公式，并改用“导出工作簿”编辑。"
        return [Fault(where, text, "以 = 开头的公式", mend)]
    return []


def table_text(rows: Sequence[BaseModel], model: type[BaseModel], *, header: Sequence[str] = ()) -> str:
    """The CSV text of rows.

    `header` is that of the file to be replaced: its columns keep their order and wording, and columns that it lacks are
    added only where a row has something to say in them. Without one, every field has a column.
    """
    fields = fields_of(model)
    by_heading = {item.title: name for name, item in fields.items()} | {name: name for name in fields}
    kept = {by_heading[heading]: heading for heading in header if heading in by_heading}
    columns = dict(kept) if kept else {name: name for name in fields}
    for name, item in fields.items():
        if name not in columns and (item.required or any(getattr(row, name) != item.default for row in rows)):
            columns[name] = name
    cells = [[cell_text(getattr(row, name), fields[name], labels=False) for name in columns] for row in rows]
    return csv_text(list(columns.values()), cells)
