"""Every check over its table of cases: where it fires, and where it must not."""

from __future__ import annotations

import re
from typing import Any

import pytest

from hengping.lint.check import Check, Group
from hengping.lint.checks import all_checks
from hengping.lint.finding import Finding
from hengping.lint.report import lint_case
from tests.lint.lint_tables import FOLDER, load, review

CHECKS = {check.name: check for check in all_checks()}
TABLES = {path.stem: load(path)["cases"] for path in sorted(FOLDER.glob("*.yaml"))}
CASES = [pytest.param(name, case, id=f"{name}: {case['name']}") for name, cases in TABLES.items() for case in cases]


def findings_of(check: Check[Any], case: dict[str, Any]) -> list[Finding]:
    subject = review(case)
    if check.group is Group.WAIVERS:
        return [finding for finding in lint_case(subject.case, subject.score).findings if finding.code == check.code]
    return list(check.findings(subject.goals if check.group is Group.GOALS else subject))


@pytest.mark.parametrize(("name", "case"), CASES)
def test_check_finds_what_the_table_says_and_nothing_else(name: str, case: dict[str, Any]) -> None:
    expected = [entry if isinstance(entry, dict) else {"at": entry} for entry in case["finds"]]

    found = findings_of(CHECKS[name], case)

    assert ["、".join(finding.where.rows) or "整表" for finding in found] == [entry["at"] for entry in expected]
    for finding, entry in zip(found, expected, strict=True):
        for words in entry.get("says", "").split("；"):
            assert words in finding.remark.message


@pytest.mark.parametrize("name", CHECKS)
def test_check_has_a_case_that_fires_and_one_that_must_not(name: str) -> None:
    outcomes = {bool(case["finds"]) for case in TABLES[name]}
    assert outcomes == {True, False}


def test_checks_are_registered_documented_and_tested_alike() -> None:
    assert set(TABLES) == set(CHECKS)
    codes = [check.code for check in CHECKS.values()]
    assert sorted(set(codes)) == sorted(codes)
    series = {"1": "goals", "2": "scores", "3": "links", "4": "facts", "5": "text", "6": "process"}
    for check in CHECKS.values():
        group = "process" if check.group is Group.WAIVERS else check.group.value
        assert (re.fullmatch(r"HP\d{3}", check.code) is not None, series[check.code[2]]) == (True, group)


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_docstring_is_a_definition(check: Check[Any]) -> None:
    text = check.definition
    assert text.splitlines()[0].startswith(f"{check.title}: ")
    for section in ("Meaning: ", "Why: ", "Basis: ", "Fires: ", "Silent: "):
        assert text.count(f"\n{section}") == 1, section
    assert ("\nExclusions: none." in text) != ("\nExclusions:\n1. " in text)


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_every_exclusion_is_cited_where_the_code_makes_it(check: Check[Any]) -> None:
    source = (FOLDER.parents[2] / "src/hengping/lint/checks" / f"{check.name}.py").read_text(encoding="utf-8")
    promised = {int(number) for number in re.findall(r"^(\d+)\. ", check.definition, flags=re.MULTILINE)}
    cited = {
        int(number)
        for comment in re.findall(r"# \(([\d, ]+)\)", source.removeprefix(f'"""{check.definition}"""'))
        for number in comment.split(",")
    }
    assert cited == promised
