"""The checks find what is planted in a clean report and a clean form, and nothing while they are clean."""

from __future__ import annotations

import random

import pytest

from benchmarks.planted_defects import _findings_of_clean, _is_found, _kinds, _shown
from benchmarks.planting.bases import base_sheet, saved
from benchmarks.planting.defect import Kind
from hengping.lint.documents.report import check_document

REPORT, FORM = "bus_subsidy", "self_evaluation"


@pytest.mark.parametrize("name", [REPORT, FORM])
@pytest.mark.parametrize("form", ["txt", "html"])
def test_nothing_is_found_in_a_clean_document(name: str, form: str) -> None:
    assert [str(finding.where) + finding.remark.message for finding in _findings_of_clean(name, form)] == []


@pytest.mark.parametrize("kind", _kinds(), ids=lambda kind: kind.name)
def test_a_planted_defect_is_found(kind: Kind) -> None:
    sheet = base_sheet(REPORT).copy()
    defect = kind.plant(sheet, random.Random(7))
    assert defect is not None, "the report is written so that every kind fits it"

    before = {_shown(finding) for finding in _findings_of_clean(REPORT, "txt")}
    findings = [f for f in check_document(saved(sheet, "txt")).findings if _shown(f) not in before]

    assert any(_is_found(defect, finding) for finding in findings), [_shown(finding) for finding in findings]
