"""Every check of self-evaluation forms over its table of cases, written as the sheets that units file."""

from __future__ import annotations

from typing import Any

import pytest

from hengping.extraction.filed_form.reader import read_page
from hengping.forms.returned.pages import Grid, Page, Spot
from hengping.lint.check import Check, Group
from hengping.lint.checks import all_checks
from hengping.lint.document_checks import document_checks
from hengping.lint.filed_forms.subject import FormUnderReview
from hengping.lint.form_checks import SHARED, form_checks
from hengping.reference.profiles import packaged_profile
from tests.lint.lint_tables import FOLDER, load

CHECKS = {check.name: check for check in form_checks()}
TABLES = {path.stem: load(path)["cases"] for path in sorted((FOLDER.parent / "lint_forms").glob("*.yaml"))}
CASES = [pytest.param(name, case, id=f"{name}: {case['name']}") for name, cases in TABLES.items() for case in cases]


def review_sheet(text: str) -> FormUnderReview:
    """A sheet drawn with | between its cells, as the checks see it."""
    lines = [[cell.strip() for cell in line.strip()[1:-1].split("|")] for line in text.strip().splitlines()]
    rows = [
        tuple(Spot(cell, f"表“自评表”{chr(65 + column)}{row}") for column, cell in enumerate(cells))
        for row, cells in enumerate(lines, start=1)
    ]
    form = read_page(Page("自评表", [Grid(tuple(rows))]))
    assert form is not None
    return FormUnderReview(form, packaged_profile("self-evaluation"))


@pytest.mark.parametrize(("name", "case"), CASES)
def test_check_finds_what_the_table_says_and_nothing_else(name: str, case: dict[str, Any]) -> None:
    found = list(CHECKS[name].findings(review_sheet(case["form"])))

    assert ["、".join(f.where.rows).replace("TOTAL", "整表") or "整表" for f in found] == [
        each["at"] for each in case["finds"]
    ]
    for finding, entry in zip(found, case["finds"], strict=True):
        assert [words for words in entry["says"].split("；") if words not in finding.remark.message] == []
        assert finding.severity.value == entry.get("severity", finding.severity.value)


@pytest.mark.parametrize("name", CHECKS)
def test_check_has_a_case_that_fires_and_one_that_must_not(name: str) -> None:
    assert {bool(case["finds"]) for case in TABLES[name]} == {True, False}


def test_checks_are_registered_documented_and_tested_alike() -> None:
    assert set(TABLES) == set(CHECKS)
    others = {check.code for check in (*all_checks(), *document_checks())}
    codes = [check.code for check in form_checks()]
    assert len(set(codes)) == len(codes)
    assert not others & set(codes)
    assert set(SHARED) <= others
    assert all(check.group is Group.FORM and check.code.startswith("HP8") for check in form_checks())


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_docstring_is_a_definition(check: Check[Any]) -> None:
    text = check.definition
    assert text.splitlines()[0].startswith(f"{check.title}: ")
    positions = [text.index(f"\n{section}") for section in ("Meaning: ", "Why: ", "Basis: ", "Fires: ", "Silent: ")]
    assert positions == sorted(positions)
