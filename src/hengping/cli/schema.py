"""`hengping schema`: the JSON schemas of what the commands print and of the parts of a case."""

from __future__ import annotations

import importlib

import click

from hengping.cli.output import print_json

# name → (module, model)
DOCUMENTS = {
    "score": ("hengping.scoring.document", "ScoreDocument"),
    "lint": ("hengping.lint.document", "LintDocument"),
    "check": ("hengping.lint.documents.check_json", "CheckDocument"),
    "result": ("hengping.reports.result_document", "ResultDocument"),
    "verify": ("hengping.reports.archive.verify_document", "VerifyDocument"),
    "visits": ("hengping.fieldwork.visits.document", "VisitsDocument"),
    "weights": ("hengping.analysis.weights.document", "WeightsDocument"),
    "sensitivity": ("hengping.analysis.sensitivity.document", "SensitivityDocument"),
    "compare": ("hengping.analysis.case_comparison", "ComparisonDocument"),
    "sync": ("hengping.reports.sync.document", "SyncDocument"),
    "audit": ("hengping.lint.audit.document", "AuditDocument"),
    "case": ("hengping.cases.model.case", "Case"),
}

_TITLES = {
    "score": "得分",
    "lint": "检查结果",
    "check": "文件检查结果",
    "result": "得分和检查结果",
    "verify": "归档核对",
    "visits": "踏勘",
    "weights": "定权",
    "sensitivity": "敏感性",
    "compare": "几个年度的评价并列",
    "sync": "报告同步",
    "audit": "自评表汇总核查",
    "case": "评价文件夹",
}
_HELP = "\n".join(
    ["格式：输出 JSON 模式。NAME 为其中之一：", "", "\b", *(f"{name:<13}{_TITLES.get(name, '')}" for name in DOCUMENTS)]
)


@click.command("schema", help=_HELP)
@click.argument("name", metavar="NAME", type=click.Choice(list(DOCUMENTS)))
def command(name: str) -> None:
    """Print the JSON schema of one document."""
    module, model = DOCUMENTS[name]
    print_json(getattr(importlib.import_module(module), model).model_json_schema())
