"""Findings in order, the screen kept short, the JSON in its schema, the command's exit code, speed."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner

from hengping.cli.check import command
from hengping.lint.documents.check_json import CheckDocument, check_json
from hengping.lint.documents.check_text import check_lines
from hengping.lint.documents.report import DocumentReport, check_document
from hengping.lint.finding import Severity
from hengping.reading.documents.markdown import read_markdown

WRONG = """
# 一、情况

2021年支出预算为1495378.00万元，实际支出为1448983.18万元，完成预算的96.98%。

涉及甲市、乙市、丙市等4个地区。

| 一级指标 | 权重 | 得分率 | 实际得分 |
|---|---|---|---|
| 决策 | 10.00 | 94.10% | 9.41 |
| 产出 | 40.00 | 99.31% | 39.65 |
| 合计 | 50.00 | 98.12% | 49.06 |
"""
RIGHT = "2021年支出预算为1495378.00万元，实际支出为1448983.18万元，完成预算的96.90%。"


def report(text: str) -> DocumentReport:
    return check_document(read_markdown(text.encode(), label="报告.md"))


def columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in line)


def test_errors_come_first_then_codes() -> None:
    findings = [(finding.severity, finding.code) for finding in report(WRONG).findings]
    assert findings[:2] == [(Severity.ERROR, "HP704"), (Severity.ERROR, "HP705")]
    assert (Severity.WARNING, "HP701") in findings[2:]


def test_json_fits_its_schema_and_says_what_was_expected() -> None:
    document = check_json(report(WRONG))

    parsed = CheckDocument.model_validate(json.loads(json.dumps(document, ensure_ascii=False)))

    assert (parsed.counts.error, parsed.document.label) == (2, "报告.md")
    first = parsed.findings[0]
    assert (first.code, first.where, first.expected, first.found) == ("HP704", "“一、情况”下第1段", "96.90%", "96.98%")
    assert check_json(report(WRONG)) == document


@pytest.mark.parametrize("width", [60, 80, 100])
def test_default_is_no_more_than_a_screen(width: int) -> None:
    lines = check_lines(report("\n\n".join([WRONG] * 30)), width=width)
    assert len(lines) <= 40
    assert max(columns(line) for line in lines[1:]) <= width
    assert "--all" in lines[-1]


def test_all_shows_every_finding() -> None:
    found = report(WRONG)
    text = "\n".join(check_lines(found, show_all=True))
    for finding in found.findings:
        assert finding.remark.message in text
        assert str(finding.where) in text


def test_a_document_without_faults_has_nothing_to_say() -> None:
    assert check_lines(report(RIGHT)) == ["报告.md：检查完毕，没有发现问题。"]


@pytest.mark.parametrize(("text", "code"), [(WRONG, 1), (RIGHT, 0), ("涉及甲市、乙市、丙市等4个地区。", 0)])
def test_exit_code_is_1_on_an_error_only(tmp_path: Path, text: str, code: int) -> None:
    path = tmp_path / "报告.md"
    path.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(command, [str(path), "--json"], standalone_mode=False)
    assert done.return_value == code
