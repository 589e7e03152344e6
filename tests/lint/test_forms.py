"""Published self-evaluation forms, scored by rule and held against the scores that were filed."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengping.lint.finding import Severity
from hengping.lint.report import lint_case
from tests.lint.lint_tables import FOLDER, load, review

FORMS = sorted((FOLDER / "forms").glob("*.yaml"))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_form_shows_its_contradictions_and_no_others(path: Path) -> None:
    form = load(path)
    subject = review(form)
    records = {record.id: record.code for record in subject.case.scores}

    found: dict[str, set[str]] = {}
    for finding in lint_case(subject.case, subject.score).findings:
        if finding.code.startswith(("HP2", "HP3")):
            for row in finding.where.rows or ("整表",):
                found.setdefault(records.get(row, row), set()).add(finding.code)

    assert found == {row: set(codes.split("、")) for row, codes in form["expect"].items()}


def test_filed_sheet_with_misses_at_full_marks_is_an_error() -> None:
    case = review(load(FOLDER / "forms" / "suixi-2019.yaml")).case

    assert lint_case(case).has_errors
    assert {f.severity for f in lint_case(case).findings if f.code == "HP201"} == {Severity.ERROR}
