"""The two published reports: what the checks say of them, each finding of arithmetic checked by hand against the text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hengping.lint.documents.report import DocumentReport, check_document
from hengping.lint.finding import Severity
from hengping.reading.documents import read_document

pytestmark = pytest.mark.real_cases


def report(name: str) -> DocumentReport:
    folder = Path(os.environ["HENGPING_REAL_CASES"]).parent / "sources"
    return check_document(read_document(folder / f"{name}-report.txt"))


def found(name: str, series: str) -> list[tuple[str, str, str]]:
    """Severity, code and place of the findings of a series of codes."""
    return [
        (finding.severity.value, finding.code, str(finding.where))
        for finding in report(name).findings
        if finding.code.startswith(series)
    ]


# Every error, with why it is right.
ERRORS = {
    "datong-2020": [],
    "xinjiang-2021": [
        # Line 22 commissions in July 2022; the heading of line 254 begins the work on 24 June.
        ("HP510", "第22行；第254行"),
        # The scale of line 240 is 优, 良, 中, 差; its last clause makes four cases 较差.
        ("HP710", "第240行"),
    ],
}


@pytest.mark.parametrize("name", ERRORS)
def test_every_error_is_one_that_was_checked_by_hand(name: str) -> None:
    errors = [
        (finding.code, str(finding.where)) for finding in report(name).findings if finding.severity is Severity.ERROR
    ]
    assert errors == ERRORS[name]


def test_arithmetic_of_the_city() -> None:
    # 2019: 164187人次 of the city itself in the background, 196498人 on average in the problems. All sums, rates, shares
    # and grades reproduce: 92.12 = 18 + 19 + 27 + 28.12; 109.51 % = 162167 ÷ 148078; -0.86 %; 0.2325 = 32000 ÷ 137609.
    assert found("datong-2020", "HP7") == [("warning", "HP712", "第4行；第66行")]


# The nine rows of the list of visits that the plan (third table) and the record (fourth) write differently; the rows of
# the grid count from the heading, so visit 12 is row 13.
PLAN, RECORD = "“3.评价方法”下第3个表格", "“3.组织实施评价（7月18日-7月31日）”下第4个表格"
DIFFERENT_NAMES = (12, 13, 14, 35)
DIFFERENT_ADDRESSES = (17, 26, 30, 33, 36)


def test_arithmetic_of_the_region() -> None:
    names = [(number, 2) for number in DIFFERENT_NAMES]
    addresses = [(number, 3) for number in DIFFERENT_ADDRESSES]
    cells = [f"第{number + 1}行第{column}列" for number, column in (*names, *addresses)]
    assert found("xinjiang-2021", "HP7") == [
        ("error", "HP710", "第240行"),
        # 12 names before 等13个地区; 4 of 13 are 30.77 %.
        ("warning", "HP701", "第177行"),
        *(("warning", "HP713", f"{PLAN}{cell}；{RECORD}{cell}") for cell in cells),
    ]
