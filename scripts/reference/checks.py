"""The page of the checks: code, severity, definition."""

from __future__ import annotations

from typing import Any

from hengping.lint.check import Check, Group
from hengping.lint.checks import all_checks
from hengping.lint.document_checks import document_checks
from hengping.lint.form_checks import form_checks
from scripts.reference.markdown import definition, table

_INTRODUCTION = """\
`hengping lint` 和 `hengping evaluate` 运行对评价的检查；`hengping check` 运行对成文报告、表单的检查（“文件”一节）；
`hengping audit` 运行对自评表的检查（“自评表”一节）。
**错误**：文件不可能正确；**警告**：复核时会被问到；**提示**：应当知道。
确实无须改的，在 `waivers.csv` 中写明检查代码、位置和理由（只适用于对评价的检查）；豁免后仍会列出，但不再计为错误。
代码不改作他用。
"""


def page() -> str:
    checks: tuple[Check[Any], ...] = (*all_checks(), *document_checks(), *form_checks())
    rows = [
        (f"[{check.code}](#{check.code.lower()})", check.title, check.severity.label, check.group.label)
        for check in checks
    ]
    sections = [part for group in Group for part in _group(group, [check for check in checks if check.group is group])]
    return "\n".join((_INTRODUCTION, table(("代码", "检查", "级别", "类别"), rows), *sections))


def _group(group: Group, checks: list[Check[Any]]) -> list[str]:
    if not checks:
        return []
    return [f"## {group.label}\n", *(f"### {check.code}\n\n{definition(check.definition)}" for check in checks)]
