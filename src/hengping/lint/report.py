"""Run every check over a case and apply its waivers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hengping.cases.model.case import Case
from hengping.cases.model.process import Waiver
from hengping.lint.check import Group
from hengping.lint.checks import all_checks
from hengping.lint.document import lint_document
from hengping.lint.finding import Finding, LintReport, Severity
from hengping.lint.subject import CaseUnderReview, WaiversUnderReview
from hengping.lint.text import render_text
from hengping.scoring.result import CaseScore

__all__ = ["LintReport", "lint_case", "lint_document", "render_text"]

_ORDER = {severity: position for position, severity in enumerate(Severity)}


def lint_case(case: Case, score: CaseScore | None = None) -> LintReport:
    """Everything the checks find in a case, errors first, then by code, then in the order of the case.

    Args:
        case: a case whose integrity was checked.
        score: its score, where it is known already.
    """
    if score is None:
        from hengping.scoring.case_score import score_case

        score = score_case(case)
    subject = CaseUnderReview(case, score)
    found = tuple(_waived(finding, case.waivers) for finding in _case_findings(subject))
    waivers = WaiversUnderReview(case.waivers, found)
    checks = (check for check in all_checks() if check.group is Group.WAIVERS)
    findings = (*found, *(finding for check in checks for finding in check.findings(waivers)))
    return LintReport(tuple(sorted(findings, key=lambda finding: (_ORDER[finding.severity], finding.code))))


def _case_findings(subject: CaseUnderReview) -> Iterator[Finding]:
    for check in all_checks():
        if check.group is Group.GOALS:
            yield from check.findings(subject.goals)
        elif check.group is not Group.WAIVERS:
            yield from check.findings(subject)


def _waived(finding: Finding, waivers: tuple[Waiver, ...]) -> Finding:
    """The finding with the first waiver that covers it; a waiver without a reason covers nothing."""
    waiver = next((waiver for waiver in waivers if waiver.reason.strip() and finding.is_covered_by(waiver)), None)
    return replace(finding, waiver=waiver) if waiver else finding
