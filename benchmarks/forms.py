"""Every customary form of an example as Word and Excel, process start to files.

Beside it the same texts written plainly, cell by cell, with python-docx and openpyxl: no merged cells, no headers that
repeat, no short codes, nothing that could be read back. What a script in an office does today.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl

from benchmarks.paired import paired_seconds, verdict
from hengping.cases.store import open_case
from hengping.forms.entry import Entry
from hengping.forms.fill import fill_form
from hengping.forms.filled import FilledForm, FilledPairs, FilledTable
from hengping.reference.form_layouts import packaged_forms

LIMIT_SECONDS = 10.0
EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def main() -> bool:
    holds = []
    program = str(Path(sys.executable).with_name("hengping"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for example in ("datong-2020", "xinjiang-2021"):
            case = open_case(EXAMPLES / example)
            copies = [list(fill_form(form, case)) for form in packaged_forms()]
            seconds = paired_seconds(
                {
                    "hengping form": lambda path=EXAMPLES / example: _print(program, path, folder / "out"),
                    "cells alone": lambda copies=copies: _plain(copies, folder),
                },
                repeats=3,
            )
            print(f"  {example}: {len(copies)} forms, {sum(map(len, copies))} copies")
            for contender, spread in seconds.items():
                print(f"  {contender:16} {spread.shown(1)} s")
            holds.append(verdict(f"all forms of {example}, s", seconds["hengping form"].median, LIMIT_SECONDS))
    return all(holds)


def _print(program: str, case: Path, out: Path) -> None:
    shutil.rmtree(out, ignore_errors=True)
    command = [program, "form", "all", str(case), "--out", str(out)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, capture_output=True)


def _plain(forms: list[list[FilledForm]], folder: Path) -> None:
    """The texts of every form, filled beforehand, in a Word table and a sheet."""
    for copies in forms:
        rows = [row for copy in copies for row in _rows(copy)]
        width = max((len(row) for row in rows), default=1)
        document, book = docx.Document(), openpyxl.Workbook()
        table = document.add_table(rows=len(rows), cols=width)
        sheet = book.active
        for row, cells in zip(rows, table.rows, strict=True):
            for text, cell in zip(row, cells.cells, strict=False):
                cell.text = text
            if sheet is not None:
                sheet.append(row)
        document.save(str(folder / "plain.docx"))
        book.save(folder / "plain.xlsx")


def _rows(form: FilledForm) -> Iterator[list[str]]:
    for block in form.blocks:
        if isinstance(block, FilledPairs):
            for row in block.rows:
                yield [text for pair, entry in row for text in (pair.label, entry.text)]
        elif isinstance(block, FilledTable):
            columns = block.layout.columns
            yield [column.heading for column in columns]
            yield from ([row.cells.get(column.key, Entry()).text for column in columns] for row in block.rows)
