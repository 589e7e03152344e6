"""The Excel formula of every rule gives the engine's points: all tables in one workbook, recalculated by LibreOffice."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from hengping.cases.fact_book import Evaluated, FactBook
from hengping.formulas import Missing, Value
from hengping.quantities import read_unit
from hengping.scoring import AppliedRule, score_case
from hengping.scoring.actuals import Actual, Actuals
from hengping.scoring.comparison import Comparator, TargetValue
from hengping.scoring.rule import Cells, RuleInput, ScoringRule
from hengping.scoring.rules import checklist, deadline, rule, rule_names
from tests.libreoffice import recalculate
from tests.scoring.case_builder import build, leaf
from tests.scoring.rule_tables import all_cases

MAX, ACTUAL, TARGET, LOWER, UPPER, JUDGEMENT, POINTS, STATES, ACTUALS, DUES = range(10)
_NOTHING = Actuals(Actual("", Evaluated(Missing(())), FactBook(build([]))), {})
_FACTORS = ("0", "0.3", "0.5", "0.599", "0.6", "0.9", "0.99", "1", "1.01", "1.05", "1.5", "2", "2.5", "-1")


@dataclass(frozen=True)
class Row:
    """One case laid out in cells."""

    title: str
    applied: AppliedRule
    max_score: Decimal

    @property
    def given(self) -> RuleInput:
        return self.applied.inputs[0][1]

    @property
    def points(self) -> Decimal | None:
        points = self.applied.result.points
        return None if points is None else points * self.max_score / self.given.max_score


def applied(chosen: ScoringRule[Any], parameters: Any, given: RuleInput) -> AppliedRule:
    result = chosen.score(given, parameters)
    book = FactBook(build([]))
    return AppliedRule(chosen, parameters, (("", given),), result, None, given.target, _NOTHING, (), book)


def rows() -> Iterator[Row]:
    """Every table case; numeric ones also with other actuals; some also after a redistribution."""
    for case in all_cases():
        given, parameters = case.given, case.parameters
        yield Row(str(case), applied(case.rule, parameters, given), given.max_score)
        yield Row(f"{case}（重分配）", applied(case.rule, parameters, given), given.max_score * 3)
        if not isinstance(given.actual, Decimal) or case.rule.name == "per_fault":
            continue
        for factor in _FACTORS:
            other = given._replace(actual=given.actual * Decimal(factor))
            yield Row(f"{case}（实际值×{factor}）", applied(case.rule, parameters, other), given.max_score)


ROWS = [row for row in rows() if row.applied.rule.name != "judged"]


def write(path: Path) -> None:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("points")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for number, row in enumerate(ROWS):
        line = 3 * number
        cells = Layout(sheet, line, row, day).lay_out()
        formula = row.applied.excel(cells, max_score=row.max_score)
        assert formula is not None, row.title
        sheet.write_formula(line, POINTS, f"={formula}", None, -999)
    book.close()


class Layout:
    """Writes the inputs of one row; ranges of periods stand in the two lines below it."""

    def __init__(self, sheet: Any, line: int, row: Row, day: Any) -> None:
        self.sheet, self.line, self.day = sheet, line, day
        self.given, self.applied = row.given, row.applied
        self.cells = Cells(max_score=self.put(MAX, row.max_score))

    def put(self, column: int, value: Value | None, *, below: int = 0) -> str:
        line = self.line + below
        if isinstance(value, bool):
            self.sheet.write_boolean(line, column, value)
        elif isinstance(value, Decimal):
            self.sheet.write_number(line, column, float(value))
        elif isinstance(value, datetime.date):
            self.sheet.write_datetime(line, column, value, self.day)
        elif isinstance(value, str):
            self.sheet.write_string(line, column, value)
        return str(xl_rowcol_to_cell(line, column))

    def lay_out(self) -> Cells:
        by_rule = {
            "checklist": self.states,
            "qualitative_bands": self.share,
            "per_fault": self.faults,
            "deadline": self.days,
        }
        return by_rule.get(self.applied.rule.name, self.numbers)()

    def states(self) -> Cells:
        found = checklist.states(self.given, self.applied.parameters)  # type: ignore[arg-type]
        return replace(
            self.cells, points={key: self.put(STATES + n, state) for n, (key, state) in enumerate(found.items())}
        )

    def share(self) -> Cells:
        points = self.applied.result.points
        share = None if points is None else points / self.given.max_score * 100
        return replace(self.cells, judgement=self.put(JUDGEMENT, share))

    def faults(self) -> Cells:
        if self.given.actual is not None:
            return replace(self.cells, actual=self.put(ACTUAL, self.given.actual))
        faults = Decimal(self.given.judgements[-1].value) if self.given.judgements else None
        return replace(self.cells, judgement=self.put(JUDGEMENT, faults))

    def days(self) -> Cells:
        dues = deadline.due_dates(self.given, self.applied.parameters)  # type: ignore[arg-type]
        actuals = self.given.actuals
        if not actuals:
            due = dues.get("")
            return replace(
                self.cells, actual=self.put(ACTUAL, self.given.actual), dues=self.put(DUES, due) if due else ""
            )
        for n, (period, value) in enumerate(actuals.items()):
            self.put(STATES + n, value, below=1)
            self.put(STATES + n, dues.get(period), below=2)
        last = STATES + len(actuals) - 1
        dated = not any(isinstance(value, bool) for value in actuals.values())
        return replace(
            self.cells,
            actuals=xl_range_abs(self.line + 1, STATES, self.line + 1, last),
            dues=xl_range_abs(self.line + 2, STATES, self.line + 2, last) if dated else "",
        )

    def numbers(self) -> Cells:
        target = self.given.target or TargetValue()
        words = target.text if isinstance(self.given.actual, str) else ""
        return replace(
            self.cells,
            actual=self.put(ACTUAL, self.given.actual),
            target=self.put(TARGET, words or target.value) if words or target.value is not None else "",
            lower=self.put(LOWER, target.lower) if target.lower is not None else "",
            upper=self.put(UPPER, target.upper) if target.upper is not None else "",
        )


@pytest.mark.libreoffice
def test_formulas_give_the_engine_s_points(tmp_path: Path) -> None:
    import openpyxl

    source = tmp_path / "points.xlsx"
    write(source)
    sheet = openpyxl.load_workbook(recalculate(source, tmp_path / "out"), data_only=True)["points"]
    different = []
    for number, row in enumerate(ROWS):
        found = sheet.cell(3 * number + 1, POINTS + 1).value
        expected = row.points
        if expected is None:
            agrees = found in (None, "")
        else:
            agrees = isinstance(found, int | float) and abs(Decimal(repr(found)) - expected) < Decimal("1e-9")
        if not agrees:
            different.append(f"{row.title}：引擎 {expected}，表格 {found!r}")
    assert different == []
    assert {row.applied.rule.name for row in ROWS} == set(rule_names()) - {"judged"}


def test_judged_points_have_no_formula() -> None:
    cases = [case for case in all_cases() if case.rule.name == "judged"]
    assert [case.rule.excel(Cells(max_score="A1"), case.parameters) for case in cases] == [None] * len(cases)


def test_formulas_use_nothing_newer_than_excel_2007() -> None:
    functions = {"IF", "AND", "OR", "MAX", "MIN", "ABS", "INT", "ROUND", "TRIM", "SUMPRODUCT", "COUNTIF", "COUNTBLANK"}
    functions |= {"ROWS", "COLUMNS"}
    for row in ROWS:
        cells = Cells(
            max_score="A1",
            actual="B1",
            target="C1",
            lower="D1",
            upper="E1",
            judgement="F1",
            points={key: "G1" for key in ("1", "2", "3", "4", "5", "a", "b")},
        )
        formula = row.applied.excel(cells, max_score=row.max_score) or ""
        assert set(re.findall(r"([A-Z][A-Z.]+)\(", formula)) <= functions, row.title
        assert len(formula) < 8192


UNITS = [("mean", {}), ("minimum", {}), ("each", {}), ("each", {"unit_deduction": "1.5"})]


@pytest.mark.libreoffice
def test_formula_over_assessed_units_gives_the_engine_s_points(tmp_path: Path) -> None:
    import openpyxl

    target = {"comparator": "≥", "value": "95", "unit": "%"}
    source = tmp_path / "units.xlsx"
    book = xlsxwriter.Workbook(source)
    sheet = book.add_worksheet("units")
    expected: list[Decimal | None] = []
    lines = [(units, extra, third) for units, extra in UNITS for third in ("98 %", "80 %", "%")]
    for line, (units, extra, third) in enumerate(lines):
        by_unit = {"甲局": "=甲率", "乙局": "=乙率", "丙局": "=丙率"}
        parameters = {"units": units, **extra}
        row = leaf("A", "6", rule="proportion", parameters=parameters, target=target, actual_by_unit=by_unit)
        one = next(score_case(build([row], {"甲率": "96 %", "乙率": "90 %", "丙率": third})).criteria())
        assert one.applied is not None
        sheet.write_number(line, 0, 6)
        for column, (_, given) in enumerate(one.applied.inputs, start=1):
            result = one.applied.rule.score(given, one.applied.parameters)
            if result.points is not None:
                sheet.write_number(line, column, float(result.points))
        formula = one.applied.combining_excel(xl_range_abs(line, 1, line, 3), xl_rowcol_to_cell(line, 0))
        sheet.write_formula(line, 5, f"={formula}", None, -999)
        expected.append(one.points)
    book.close()
    result_sheet = openpyxl.load_workbook(recalculate(source, tmp_path / "out"), data_only=True)["units"]
    found = [result_sheet.cell(line + 1, 6).value for line in range(len(lines))]
    rounded = [None if value in (None, "") else round(float(value), 9) for value in found]
    assert rounded == [None if points is None else round(float(points), 9) for points in expected]


def test_a_number_that_reaches_its_bound_only_in_decimal_is_rounded_before_it_is_compared() -> None:
    """1.1 − 1 is 0.10000000000000009 in a double: against ≤ 0.1 Excel alone would say missed."""
    target = TargetValue(Comparator.AT_MOST, value=Decimal("0.1"), unit=read_unit("比值"))
    chosen = rule("met_or_nothing")
    cells = Cells(max_score="A1", actual="B1", target="C1", target_value=target)
    assert chosen.excel(cells, chosen.parameters()) == "IF(ROUND(B1-C1,12)<=0,A1,0)"
