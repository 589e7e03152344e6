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


@click.command("schema", help=f"格式：输出 JSON 模式。NAME 为 {'、'.join(DOCUMENTS)} 之一。")
@click.argument("name", metavar="NAME", type=click.Choice(list(DOCUMENTS)))
def command(name: str) -> None:
    """Print the JSON schema of one document."""
    module, model = DOCUMENTS[name]
    print_json(getattr(importlib.import_module(module), model).model_json_schema())
