"""LibreOffice as the oracle: it recalculates the same formulas from wrong cached values and must agree."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from hengping.formulas import Known, Undefined, Value, evaluate, parse, to_excel
from tests.formulas.formula_table import FACTS, TABLE
from tests.libreoffice import recalculate

WRONG = 999
RANDOM_FORMULAS = 300


def grown(draw: random.Random, depth: int) -> str:
    """A random formula of numbers, as a text with parentheses everywhere."""
    if depth == 0:
        return draw.choice(
            [name for name, value in FACTS.items() if isinstance(value, Decimal) and value] + ["3", "0.25"]
        )
    one, other = grown(draw, depth - 1), grown(draw, draw.randrange(depth))
    return draw.choice(
        [
            f"({one})+({other})",
            f"({one})-({other})",
            f"({one})*({other})",
            f"({one})/({other})",
            f"-({one})",
            f"({one})%",
            f"ABS({one})^0.5",
            f"MIN({one},{other})",
            f"MAX({one},{other})",
            f"AVERAGE({one},{other},7)",
            f"INT(({one})/({other}))",
            f"IF({one}>={other},{one},{other})",
        ]
    )


def write(path: Path, formulas: list[str]) -> None:
    book = xlsxwriter.Workbook(str(path))
    facts, sheet = book.add_worksheet("事实"), book.add_worksheet("公式")
    a_date = book.add_format({"num_format": "yyyy-mm-dd"})
    for row, (name, value) in enumerate(FACTS.items()):
        book.define_name(name, f"='事实'!$B${row + 1}")
        if isinstance(value, date):
            facts.write_datetime(row, 1, value, a_date)
        else:
            facts.write(row, 1, value)
    for row, formula in enumerate(formulas):
        sheet.write_formula(row, 0, to_excel(parse(formula)), value=WRONG)
    book.close()


def agrees(expected: Value, cell: object) -> bool:
    if isinstance(expected, Decimal):
        # LibreOffice counts in 15 to 17 digits; what cancels leaves noise of the size of its operands.
        return isinstance(cell, float) and abs(float(expected) - cell) <= 1e-9 * max(1.0, abs(float(expected)))
    return expected == cell


@pytest.mark.libreoffice
def test_libreoffice_computes_the_same(tmp_path: Path) -> None:
    draw = random.Random(2021)
    formulas = [formula for formula, _ in TABLE] + [grown(draw, draw.randint(1, 4)) for _ in range(RANDOM_FORMULAS)]
    write(tmp_path / "公式.xlsx", formulas)

    recalculated = recalculate(tmp_path / "公式.xlsx", tmp_path / "recalculated")

    cells = CalamineWorkbook.from_path(str(recalculated)).get_sheet_by_name("公式").to_python(skip_empty_area=False)
    differences = []
    for formula, (cell, *_) in zip(formulas, cells, strict=True):
        result = evaluate(parse(formula), FACTS.get)
        # A cell with an error reads as an empty one.
        same = agrees(result.value, cell) if isinstance(result, Known) else isinstance(result, Undefined) and cell == ""
        if not same:
            differences.append((formula, result, cell))
    assert differences == []
