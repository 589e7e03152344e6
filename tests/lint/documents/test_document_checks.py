"""Every check of documents over its table of cases: where it fires, and where it must not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from hengping.lint.check import Check, Group
from hengping.lint.checks import all_checks
from hengping.lint.document_checks import document_checks
from tests.lint.documents.document_tables import FOLDER, load, review

CHECKS = {check.name: check for check in document_checks()}
TABLES = {path.stem: load(path)["cases"] for path in sorted(FOLDER.glob("*.yaml"))}
CASES = [pytest.param(name, case, id=f"{name}: {case['name']}") for name, cases in TABLES.items() for case in cases]
SOURCES = Path(__file__).parents[3] / "src/hengping/lint/document_checks"


@pytest.mark.parametrize(("name", "case"), CASES)
def test_check_finds_what_the_table_says_and_nothing_else(name: str, case: dict[str, Any]) -> None:
    expected = [entry if isinstance(entry, dict) else {"says": entry} for entry in case["finds"]]
    check = CHECKS[name]

    found = list(check.findings(review(case["text"])))

    assert len(found) == len(expected), [(str(finding.where), finding.remark.message) for finding in found]
    for finding, entry in zip(found, expected, strict=True):
        assert entry.get("at", "") in str(finding.where)
        for words in entry.get("says", "").split("；"):
            assert words in finding.remark.message
        assert finding.severity.value == entry.get("severity", check.severity.value)


@pytest.mark.parametrize("name", CHECKS)
def test_check_has_a_case_that_fires_and_one_that_must_not(name: str) -> None:
    assert {bool(case["finds"]) for case in TABLES[name]} == {True, False}


def test_checks_are_registered_documented_and_tested_alike() -> None:
    assert set(TABLES) == set(CHECKS)
    codes = [check.code for check in (*CHECKS.values(), *all_checks())]
    assert sorted(set(codes)) == sorted(codes)
    for check in CHECKS.values():
        assert re.fullmatch(r"HP[57]\d\d", check.code)
        assert check.group is Group.DOCUMENT


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_docstring_is_a_definition(check: Check[Any]) -> None:
    text = check.definition
    assert text.splitlines()[0].startswith(f"{check.title}: ")
    for section in ("Meaning: ", "Why: ", "Basis: ", "Fires: ", "Silent: "):
        assert text.count(f"\n{section}") == 1, section
    assert ("\nExclusions: none." in text) != ("\nExclusions:\n1. " in text)


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_every_exclusion_is_cited_where_the_code_makes_it(check: Check[Any]) -> None:
    source = (SOURCES / f"{check.name}.py").read_text(encoding="utf-8")
    promised = {int(number) for number in re.findall(r"^(\d+)\. ", check.definition, flags=re.MULTILINE)}
    cited = {
        int(number)
        for comment in re.findall(r"# \(([\d, ]+)\)", source.removeprefix(f'"""{check.definition}"""'))
        for number in comment.split(",")
    }
    assert cited == promised
