"""The grids of a table: of a workbook or document, or of text pasted from one, columns apart by tabs."""

from __future__ import annotations

import sys
from pathlib import Path

from hengping.errors import Fault, InputError
from hengping.forms.returned.pages import Grid, Spot, read_pages
from hengping.reading.text_files import read_text

_TEXTS = (".txt", ".tsv", ".csv")


def grids_of(source: Path) -> list[Grid]:
    """The grids of a file; `-` reads what is pasted into standard input.

    Raises:
        InputError: the file cannot be read, or the text has no columns.
    """
    if str(source) == "-":
        return [pasted_grid(sys.stdin.read(), "粘贴的内容")]
    if source.suffix.lower() in _TEXTS:
        return [pasted_grid(read_text(source, label=source.name), source.name)]
    return [grid for page in read_pages(source) for grid in page.grids]


def pasted_grid(text: str, label: str) -> Grid:
    """Lines of a pasted table, columns apart by tabs (or commas); raises InputError where there are no columns."""
    mark = "\t" if "\t" in text else ","
    rows = [line.split(mark) for line in text.splitlines() if line.strip()]
    if not rows or max(len(row) for row in rows) < 2:
        mend = "请从 Excel 中选中整张表复制。"
        raise InputError([Fault(label, "没有分列", "从表格复制的内容，各列以制表符分开", mend)])
    width = max(len(row) for row in rows)
    return Grid(
        tuple(_spots([*row, *[""] * (width - len(row))], f"{label} 第{at}行") for at, row in enumerate(rows, 1))
    )


def _spots(cells: list[str], where: str) -> tuple[Spot, ...]:
    return tuple(Spot(cell.strip(), f"{where}第{at}列") for at, cell in enumerate(cells, 1))
