"""Findings in order, waivers applied, the screen kept short, the document in its schema."""

from __future__ import annotations

import unicodedata

import pytest

from hengping.lint.document import LintDocument
from hengping.lint.finding import Finding, LintReport, Place, Remark, Severity
from hengping.lint.report import lint_case, lint_document, render_text
from tests.lint.lint_tables import FOLDER, build_case, load

SUIXI = load(FOLDER / "forms" / "suixi-2019.yaml")
XINJIANG = load(FOLDER / "sheets" / "xinjiang-2021.yaml")


def columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in line)


def many(count: int) -> LintReport:
    """A report in which every check found something, some of it often."""
    from hengping.lint.checks import all_checks

    order = sorted(all_checks(), key=lambda check: (list(Severity).index(check.severity), check.code))
    return LintReport(
        tuple(
            Finding(check.code, check.severity, Remark(Place("goals", (f"G{n}",), "很长的指标名称" * 5), "说明" * 60))
            for check in order
            for n in range(count)
        )
    )


def test_errors_come_first_then_warnings_then_information() -> None:
    findings = lint_case(build_case({**SUIXI, "goals": XINJIANG["goals"]})).findings
    keys = [(list(Severity).index(finding.severity), finding.code) for finding in findings]
    assert keys == sorted(keys)
    assert {severity for severity, _ in keys} == {0, 1, 2}


def test_a_case_of_nothing_has_nothing_to_say() -> None:
    report = lint_case(build_case({}))
    assert (report.findings, render_text(report)) == ((), "检查完毕，没有发现问题。")


def test_same_case_same_findings() -> None:
    first, second = (lint_document(lint_case(build_case(SUIXI))) for _ in range(2))
    assert first == second


WAIVERS = "| 编号 | 检查代码 | 位置 | 理由 | 决定人 |\n"


@pytest.mark.parametrize(
    ("row", "still_open"),
    [
        ("| W1 | HP201 | G4 | 特困人员实行动态管理 | 张某 |", ["G8"]),
        ("| W1 | HP201 |    | 表内各行均按县里要求 | 张某 |", []),
        ("| W1 | HP201 | indicators.yaml（指标体系）G8“扶贫临时救助标准” | 标准提高 | 张某 |", ["G4"]),
        ("| W1 | HP201 | G4 |                      | 张某 |", ["G4", "G8"]),
        ("| W1 | HP202 | G4 | 特困人员实行动态管理 | 张某 |", ["G4", "G8"]),
    ],
)
def test_waiver_covers_its_check_at_its_place_and_needs_a_reason(row: str, still_open: list[str]) -> None:
    report = lint_case(build_case({**SUIXI, "waivers": WAIVERS + row}))
    assert [finding.where.rows[0] for finding in report.open if finding.code == "HP201"] == still_open
    assert len([finding for finding in report.findings if finding.code == "HP201"]) == 2


def test_waived_errors_no_longer_count_but_stay_listed() -> None:
    rows = "".join(f"| W{n} | {code} |  | 已核对 | 张某 |\n" for n, code in enumerate(("HP201", "HP207", "HP208")))
    report = lint_case(build_case({**SUIXI, "waivers": WAIVERS + rows}))

    document = lint_document(report)

    assert report.has_errors is False
    assert document["counts"]["error"] == 0
    waived = [entry["waived"] for entry in document["findings"] if entry["severity"] == "error"]
    assert len(waived) >= 3
    assert all(entry["reason"] == "已核对" for entry in waived)


def test_document_fits_its_schema() -> None:
    document = lint_document(lint_case(build_case(SUIXI)))

    parsed = LintDocument.model_validate(document)

    assert parsed.counts.error == sum(entry.severity == "error" for entry in parsed.findings)
    first = parsed.findings[0]
    assert (first.code, first.rows) == ("HP201", ("G4",))
    assert first.where == "indicators.yaml（指标体系）G4“特困人员救助供养人数(按月平均)”"
    assert (first.expected, first.found) == ("低于5.00分，或写明改分人和理由", "5.00")


@pytest.mark.parametrize("width", [60, 80, 100, 160])
@pytest.mark.parametrize("count", [1, 3, 500])
def test_default_is_no_more_than_a_screen(count: int, width: int) -> None:
    lines = render_text(many(count), width=width).splitlines()
    assert len(lines) <= 40
    assert max(columns(line) for line in lines) <= width
    assert lines[0].startswith("检查结果：错误 ")
    assert "--all" in lines[-1]


def test_one_line_a_check_with_its_count_and_first_places() -> None:
    text = render_text(lint_case(build_case(XINJIANG)))
    assert "警告 HP105 执行率列为产出×4：G05；G06；G07；G08" in text
    assert "警告 HP104 一个区间拆成两行×2：G05、G07；G06、G08" in text
    assert text.count("HP105") == 1


def test_all_shows_every_finding_with_what_is_expected_and_found() -> None:
    report = lint_case(build_case({**XINJIANG, "waivers": WAIVERS + "| W1 | HP105 | G05 | 按系统要求填报 | 张某 |"}))
    text = render_text(report, show_all=True)
    for finding in report.findings:
        assert finding.remark.message in text
        assert str(finding.where) in text
    assert "已豁免：按系统要求填报（张某）" in text
    assert "；已豁免 1 项" in text
    assert text.count("现为：") == sum(bool(finding.remark.found) for finding in report.findings)
