"""The report of the checks as one JSON document for other programs (`hengping lint --json`): versioned.

New keys may be added under the same version; nothing is renamed or removed without a new one.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from hengping.lint.checks import check_by_code
from hengping.lint.finding import Finding, LintReport, Severity
from hengping.rendering.published import PublishedEntry

SCHEMA = "hengping/lint/1"


class WaivedEntry(PublishedEntry):
    """Who accepted a finding, and why."""

    reason: str = Field(title="理由")
    by: str = Field(title="决定人")


class FindingEntry(PublishedEntry):
    """One finding."""

    code: str = Field(title="检查代码")
    check: str = Field(title="检查名称（英文）")
    title: str = Field(title="检查名称")
    group: str = Field(title="类别")
    severity: Literal["error", "warning", "info"] = Field(title="级别")
    where: str = Field(title="位置：文件、行、字段")
    rows: tuple[str, ...] = Field(title="行的编号")
    message: str = Field(title="说明")
    expected: str = Field(title="应为")
    found: str = Field(title="现为")
    waived: WaivedEntry | None = Field(title="豁免")


class Counts(PublishedEntry):
    """How many findings nobody waived, by severity; and how many were waived."""

    error: int = Field(title="错误")
    warning: int = Field(title="警告")
    info: int = Field(title="提示")
    waived: int = Field(title="已豁免")


class LintDocument(PublishedEntry):
    """What the checks found in one case: errors first, then by code, then in the order of the case."""

    schema_name: Literal["hengping/lint/1"] = Field(alias="schema", title="格式版本")
    counts: Counts = Field(title="计数")
    findings: tuple[FindingEntry, ...] = Field(title="检查结果")


def lint_document(report: LintReport) -> dict[str, Any]:
    """The document as plain data, ready for JSON; it fits `LintDocument`."""
    counts = {severity.value: report.count(severity) for severity in Severity}
    counts["waived"] = len(report.findings) - len(report.open)
    return {"schema": SCHEMA, "counts": counts, "findings": [_entry(finding) for finding in report.findings]}


def _entry(finding: Finding) -> dict[str, Any]:
    check, remark, waiver = check_by_code()[finding.code], finding.remark, finding.waiver
    return {
        "code": finding.code,
        "check": check.name,
        "title": check.title,
        "group": check.group.value,
        "severity": finding.severity.value,
        "where": str(finding.where),
        "rows": list(finding.where.rows),
        "message": remark.message,
        "expected": remark.expected,
        "found": remark.found,
        "waived": {"reason": waiver.reason, "by": waiver.by} if waiver else None,
    }
