"""The report of a document on a terminal: no more than a screen, unless everything is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.document_checks import document_check_by_code
from hengping.lint.documents.report import DocumentReport
from hengping.lint.finding import Finding, Severity
from hengping.lint.text import SCREEN, clipped

_INDENT = "    "


def check_lines(report: DocumentReport, *, width: int = 100, show_all: bool = False) -> list[str]:
    """The findings with their places, errors first.

    Args:
        report: what was found.
        width: columns of the terminal; a Chinese character takes two.
        show_all: every finding with what is expected and found.
    """
    lines = [
        _headline(report),
        *(f"读取提示：{fault.where}：{fault.found}。{fault.mend}" for fault in report.source.problems),
    ]
    if show_all:
        return [*lines, *_everything(report)]
    room = SCREEN - len(lines) - 2
    shown = report.findings[: max(room // 2, 1)]
    for finding in shown:
        lines.append(clipped(f"{_name(finding)}：{finding.where}", width))
        lines.append(clipped(f"{_INDENT}{finding.remark.message}", width))
    hidden = len(report.findings) - len(shown)
    if report.findings:
        more = f"……另有 {hidden} 项。" if hidden else ""
        lines.append(f"{more}用 --all 查看全部结果的应为与现为。")
    return lines


def _headline(report: DocumentReport) -> str:
    if not report.findings:
        return f"{report.source.label}：检查完毕，没有发现问题。"
    counts = "、".join(f"{severity.label} {report.count(severity)} 项" for severity in Severity)
    return f"{report.source.label}：{counts}。"


def _name(finding: Finding) -> str:
    return f"{finding.severity.label} {finding.code} {document_check_by_code()[finding.code].title}"


def _everything(report: DocumentReport) -> Iterator[str]:
    for finding in report.findings:
        yield ""
        yield f"{_name(finding)}：{finding.where}"
        yield f"{_INDENT}{finding.remark.message}"
        if finding.remark.expected:
            yield f"{_INDENT}应为：{finding.remark.expected}"
        if finding.remark.found:
            yield f"{_INDENT}现为：{finding.remark.found}"
