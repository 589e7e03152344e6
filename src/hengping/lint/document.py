"""The report of the checks as a document for programs (schema hengping/lint/1)."""

from __future__ import annotations

from typing import Any

from hengping.lint.checks import check_by_code
from hengping.lint.finding import Finding, LintReport, Severity

SCHEMA = "hengping/lint/1"


def lint_document(report: LintReport) -> dict[str, Any]:
    """Counts of what nobody waived, and every finding in the order of the report."""
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
        "message": remark.message,
        "expected": remark.expected,
        "found": remark.found,
        "waived": {"reason": waiver.reason, "by": waiver.by} if waiver else None,
    }
