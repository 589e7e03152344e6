"""The report of a document as one JSON document for other programs (`hengping check --json`): versioned.

New keys may be added under the same version; nothing is renamed or removed without a new one.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from hengping.lint.document_checks import document_check_by_code
from hengping.lint.documents.report import DocumentReport
from hengping.lint.finding import Finding, Severity
from hengping.rendering.published import PublishedEntry

SCHEMA = "hengping/check/1"


class CheckedFile(PublishedEntry):
    """The document that was checked."""

    label: str = Field(title="文件名")
    kind: str = Field(title="文件类型")
    title: str = Field(title="标题；未找到为空")


class CheckEntry(PublishedEntry):
    """One finding."""

    code: str = Field(title="检查代码")
    check: str = Field(title="检查名称（英文）")
    title: str = Field(title="检查名称")
    severity: Literal["error", "warning", "info"] = Field(title="级别")
    where: str = Field(title="位置：页、段、表、行、列")
    message: str = Field(title="说明")
    expected: str = Field(title="应为")
    found: str = Field(title="现为")


class CheckCounts(PublishedEntry):
    """How many findings, by severity."""

    error: int = Field(title="错误")
    warning: int = Field(title="警告")
    info: int = Field(title="提示")


class ReadingProblem(PublishedEntry):
    """What a person should know of the file though it could be read."""

    where: str = Field(title="位置")
    found: str = Field(title="现为")
    expected: str = Field(title="应为")
    mend: str = Field(title="改法")


class CheckDocument(PublishedEntry):
    """What the checks found in one document: errors first, then by code, then in the order of the document."""

    schema_name: Literal["hengping/check/1"] = Field(alias="schema", title="格式版本")
    document: CheckedFile = Field(title="文件")
    counts: CheckCounts = Field(title="计数")
    findings: tuple[CheckEntry, ...] = Field(title="检查结果")
    problems: tuple[ReadingProblem, ...] = Field(title="读取时的提示")


def check_json(report: DocumentReport) -> dict[str, Any]:
    """The report as plain data, ready for JSON; it fits `CheckDocument`."""
    source = report.source
    return {
        "schema": SCHEMA,
        "document": {"label": source.label, "kind": source.kind, "title": source.title},
        "counts": {severity.value: report.count(severity) for severity in Severity},
        "findings": [_entry(finding) for finding in report.findings],
        "problems": [
            {"where": fault.where, "found": fault.found, "expected": fault.expected, "mend": fault.mend}
            for fault in source.problems
        ],
    }


def _entry(finding: Finding) -> dict[str, Any]:
    check, remark = document_check_by_code()[finding.code], finding.remark
    return {
        "code": finding.code,
        "check": check.name,
        "title": check.title,
        "severity": finding.severity.value,
        "where": str(finding.where),
        "message": remark.message,
        "expected": remark.expected,
        "found": remark.found,
    }
