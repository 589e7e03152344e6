"""The two reference cases: what contradicts itself comes out as what it is, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengping.cases.fact_book import FactBook
from hengping.cases.store import open_case
from hengping.lint.finding import Finding, Severity
from hengping.lint.report import lint_case

EXAMPLES = Path(__file__).parents[2] / "examples"

# Code → rows, several findings apart by a space, rows of one finding joined by 、; waived findings included.
EXPECTED = {
    "datong-2020": {
        "HP101": "G07 G10 G11",
        "HP103": "G05 G06",
        "HP111": "G12",
        "HP115": "G08 G09",
        "HP117": "G01",
        "HP120": "G02",
        "HP211": "B11、B12",
        "HP215": "C12",
        "HP402": "参保人次_2019、参保平均人数_2019",
        "HP409": "征缴率_2020",
    },
    "xinjiang-2021": {
        "HP101": "G15 G16",
        "HP104": "G05、G07 G06、G08",
        "HP105": "G05 G06 G07 G08",
        "HP108": "G11",
        "HP109": "G14",
        "HP111": "G17",
        "HP112": "整表",
        "HP113": "整表",
        "HP114": "G01 G02 G03 G04 G14",
        "HP211": "B121、C411",
        "HP215": "C121",
        "HP307": "G01",
        "HP402": "地区数_原文、地区数_列名",
        "HP606": "整表",
        "HP608": "V12 V13 V14 V17 V26 V30 V33 V35 V36",
    },
}


def findings(name: str) -> tuple[Finding, ...]:
    return lint_case(open_case(EXAMPLES / name)).findings


@pytest.mark.parametrize("name", EXPECTED)
def test_published_case_shows_its_contradictions_and_no_others(name: str) -> None:
    found: dict[str, list[str]] = {}
    for finding in findings(name):
        found.setdefault(finding.code, []).append("、".join(finding.where.rows) or "整表")
    assert {code: " ".join(rows) for code, rows in found.items()} == EXPECTED[name]


def test_only_what_cannot_be_right_is_an_error() -> None:
    errors = [finding for name in EXPECTED for finding in findings(name) if finding.severity is Severity.ERROR]
    assert [finding.remark.message for finding in errors] == [
        "写明涉及13个地区，列名只有12个，地区占比的分母因此不确定。"
    ]


def test_lint_and_score_count_the_same_unfit_goal_rows() -> None:
    case = open_case(EXAMPLES / "xinjiang-2021")
    unfit = {
        row for finding in lint_case(case).findings if finding.code in ("HP101", "HP105") for row in finding.where.rows
    }
    assert len(unfit) == FactBook(case).number("不合格行数")
