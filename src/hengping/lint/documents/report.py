"""Run every check of documents over one document."""

from __future__ import annotations

from dataclasses import dataclass

from hengping.lint.document_checks import document_checks
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Finding, LintReport, Severity
from hengping.reading.documents import SourceDocument

_ORDER = {severity: position for position, severity in enumerate(Severity)}


@dataclass(frozen=True)
class DocumentReport(LintReport):
    """What the checks found in a document: errors first, then by code, then in the order of the document."""

    source: SourceDocument


def check_document(source: SourceDocument) -> DocumentReport:
    """Everything the checks find in a document."""
    subject = DocumentUnderReview(source)
    found = (finding for check in document_checks() for finding in check.findings(subject))
    ordered: list[Finding] = sorted(found, key=lambda finding: (_ORDER[finding.severity], finding.code))
    return DocumentReport(tuple(ordered), source)
