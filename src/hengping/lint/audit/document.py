"""The audit as one JSON document for other programs (`hengping audit --json`): versioned.

New keys may be added under the same version; nothing is renamed or removed without a new one.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from hengping.lint.audit.outcome import AuditOutcome
from hengping.lint.finding import Severity
from hengping.rendering.published import PublishedEntry

SCHEMA = "hengping/audit/1"


class AuditFinding(PublishedEntry):
    """One finding."""

    code: str = Field(title="检查代码")
    title: str = Field(title="检查名称")
    severity: Literal["error", "warning", "info"] = Field(title="级别")
    where: str = Field(title="位置：文件、工作表、单元格")
    message: str = Field(title="说明")
    expected: str = Field(title="应为")
    found: str = Field(title="现为")


class AuditedForm(PublishedEntry):
    """One form; numbers are strings, "" where there is none."""

    file: str = Field(title="文件")
    project_code: str = Field(title="项目编码")
    project_name: str = Field(title="项目名称")
    party: str = Field(title="单位")
    year: str = Field(title="年度")
    total: str = Field(title="自评总分")
    recomputed: str = Field(title="复算总分")
    rows: int = Field(title="指标数")
    recomputed_rows: int = Field(title="可复算的指标数")
    risk: int = Field(title="风险分")
    drawn: bool = Field(title="抽中复核")


class UnreadFile(PublishedEntry):
    """A file that could not be audited."""

    file: str = Field(title="文件")
    where: str = Field(title="位置")
    found: str = Field(title="情况")
    expected: str = Field(title="应为")
    mend: str = Field(title="处理")


class MissingProject(PublishedEntry):
    """A project of the roster without a form."""

    project_code: str = Field(title="项目编码")
    project_name: str = Field(title="项目名称")
    party: str = Field(title="单位")


class AuditCounts(PublishedEntry):
    """How much was read and found."""

    files: int = Field(title="文件数")
    forms: int = Field(title="自评表数")
    unread: int = Field(title="未能读取的文件数")
    error: int = Field(title="错误")
    warning: int = Field(title="警告")
    info: int = Field(title="提示")


class AuditDocument(PublishedEntry):
    """Forms by falling risk, findings in the order of the forms, and what could not be read."""

    schema_name: Literal["hengping/audit/1"] = Field(alias="schema", title="格式版本")
    profile: str = Field(title="评价规程")
    recheck_rules: str = Field(title="复核口径")
    seed: str = Field(title="抽样种子")
    counts: AuditCounts = Field(title="计数")
    forms: tuple[AuditedForm, ...] = Field(title="自评表")
    findings: tuple[AuditFinding, ...] = Field(title="检查结果")
    unread: tuple[UnreadFile, ...] = Field(title="未能读取")
    unsure: tuple[UnreadFile, ...] = Field(title="存疑")
    missing: tuple[MissingProject, ...] | None = Field(title="未报送；没有名单时为空")


def audit_document(outcome: AuditOutcome) -> dict[str, Any]:
    """The document as plain data, ready for JSON; it fits `AuditDocument`."""
    counts: dict[str, int] = {
        "files": outcome.audited.files,
        "forms": len(outcome.records),
        "unread": len({each.file for each in outcome.refused}),
        **{severity.value: outcome.count(severity) for severity in Severity},
    }
    return {
        "schema": SCHEMA,
        "profile": outcome.profile.name,
        "recheck_rules": outcome.rules.name,
        "seed": outcome.seed,
        "counts": counts,
        "forms": [_form(outcome, position) for position in range(len(outcome.records))],
        "findings": [each for position in range(len(outcome.records)) for each in _findings(outcome, position)],
        "unread": [_picked(each, UnreadFile) for each in outcome.refused],
        "unsure": [_picked(each, UnreadFile) for each in outcome.unsure],
        "missing": [_picked(each, MissingProject) for each in outcome.attendance.missing]
        if outcome.attendance
        else None,
    }


def _form(outcome: AuditOutcome, position: int) -> dict[str, Any]:
    record = outcome.records[position]
    names = [name for name in AuditedForm.model_fields if name not in ("file", "drawn")]
    values = {name: getattr(record, name) for name in names}
    return {"file": record.label, **values, "drawn": position in outcome.drawn_positions}


def _findings(outcome: AuditOutcome, position: int) -> list[dict[str, Any]]:
    label = outcome.records[position].label
    found = []
    for each in outcome.details(position).findings:
        entry = _picked(each, AuditFinding)
        found.append({**entry, "where": f"{label} {entry['where']}"})
    return found


def _picked(item: object, model: type[BaseModel]) -> dict[str, Any]:
    return {name: getattr(item, name) for name in model.model_fields}
