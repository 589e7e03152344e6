"""result.json: the scores, the findings of the checks and the self-check of the report in one document.

It is the document of `hengping score` with more keys, so that a program that reads the one can read the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from hengping.cases.model.case import Case
from hengping.lint.document import Counts, FindingEntry, lint_document
from hengping.lint.finding import LintReport
from hengping.reports.self_check import SelfCheck
from hengping.scoring.document import ScoreDocument, score_document
from hengping.scoring.result import CaseScore

SCHEMA = "hengping/result/1"


class CheckEntry(BaseModel):
    """One thing that the self-check looked for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(title="名称")
    title: str = Field(title="内容")
    passed: bool = Field(title="通过")
    findings: tuple[str, ...] = Field(title="发现")


class SelfCheckEntry(BaseModel):
    """The self-check of the written report."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    passed: bool = Field(title="全部通过")
    checks: tuple[CheckEntry, ...] = Field(title="各项")


class ResultDocument(ScoreDocument):
    """The result of `hengping evaluate`; `missing` lists what a draft still lacks."""

    schema_name: Literal["hengping/result/1"] = Field(alias="schema", title="格式版本")  # type: ignore[assignment]
    watermark: str = Field(title="文稿状态")
    missing: tuple[str, ...] = Field(title="尚缺内容")
    counts: Counts = Field(title="检查结果数")
    findings: tuple[FindingEntry, ...] = Field(title="检查结果")
    self_check: SelfCheckEntry = Field(title="成文自检")


def result_document(
    score: CaseScore,
    case: Case,
    lint: LintReport,
    *,
    self_check: SelfCheck,
    watermark: str = "",
    missing: Sequence[str] = (),
) -> dict[str, Any]:
    """The document as plain data, ready for JSON; it fits `ResultDocument`."""
    found = lint_document(lint)
    checks = [
        {"name": check.name, "title": check.title, "passed": check.passed, "findings": list(check.findings)}
        for check in self_check.checks
    ]
    return {
        **score_document(score, case),
        "schema": SCHEMA,
        "watermark": watermark,
        "missing": list(missing),
        "counts": found["counts"],
        "findings": found["findings"],
        "self_check": {"passed": self_check.passed, "checks": checks},
    }
