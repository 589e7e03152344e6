"""The report of the checks on a terminal: no more than a screen, unless everything is asked for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from hengping.lint.checks import check_by_code
from hengping.lint.finding import Finding, LintReport, Severity

SCREEN = 40
_INDENT = "    "


def render_text(report: LintReport, *, width: int = 100, show_all: bool = False) -> str:
    """One line a check with its count and first places; the first messages below while the screen has room.

    Args:
        report: what was found.
        width: columns of the terminal; a Chinese character takes two.
        show_all: every finding with what is expected and found, waived ones included.
    """
    lines = [_headline(report)]
    if show_all:
        lines.extend(_everything(report))
    elif report.open:
        lines.extend(_overview(report.open, room=SCREEN - 3))
        lines.append("")
        lines.append("用 --all 查看全部结果；确认无误的在 waivers.csv（检查豁免）中写明理由。")
    return "\n".join(lines if show_all else (clipped(line, width) for line in lines))


def _headline(report: LintReport) -> str:
    if not report.findings:
        return "检查完毕，没有发现问题。"
    counts = "、".join(f"{severity.label} {report.count(severity)} 项" for severity in Severity)
    waived = len(report.findings) - len(report.open)
    return f"检查结果：{counts}{f'；已豁免 {waived} 项' if waived else ''}。"


def _overview(findings: tuple[Finding, ...], *, room: int) -> list[str]:
    groups = [tuple(group) for _, group in groupby(findings, key=lambda finding: (finding.severity, finding.code))]
    shown, hidden = groups[: room - 1], groups[room - 1 :]
    spare = room - len(shown) - bool(hidden)
    lines = []
    for group in shown:
        lines.append(_group_line(group))
        if spare > 0:
            lines.append(f"{_INDENT}{group[0].remark.message}")
            spare -= 1
    if hidden:
        lines.append(f"……另有 {len(hidden)} 类 {sum(len(group) for group in hidden)} 项。")
    return lines


def _group_line(group: tuple[Finding, ...]) -> str:
    first = group[0]
    count = f"×{len(group)}" if len(group) > 1 else ""
    places = [finding.where for finding in group]
    rows = list(dict.fromkeys("、".join(place.rows) for place in places if place.rows))
    where = str(first.where) if len(group) == 1 or not rows else "；".join(rows)
    return f"{first.severity.label} {first.code} {check_by_code()[first.code].title}{count}：{where}"


def _everything(report: LintReport) -> Iterator[str]:
    for _, group in groupby(report.findings, key=lambda finding: (finding.severity, finding.code)):
        findings = tuple(group)
        check = check_by_code()[findings[0].code]
        yield ""
        yield f"{findings[0].severity.label} {check.code} {check.title}（{len(findings)} 项）"
        for finding in findings:
            yield f"  {finding.where}"
            yield f"{_INDENT}{finding.remark.message}"
            if finding.remark.expected:
                yield f"{_INDENT}应为：{finding.remark.expected}"
            if finding.remark.found:
                yield f"{_INDENT}现为：{finding.remark.found}"
            if finding.waiver:
                yield f"{_INDENT}已豁免：{finding.waiver.reason}（{finding.waiver.by or '未写决定人'}）"


def clipped(line: str, width: int) -> str:
    """The line cut to the columns of the terminal, with … where something is missing."""
    if _columns(line) <= width:
        return line
    kept, used = "", 0
    for character in line:
        used += _columns(character)
        if used > width - 2:
            break
        kept += character
    return f"{kept}…"


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)
