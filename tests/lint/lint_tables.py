"""Cases written as tables with Chinese headings, as an expert would draw them; read through the case model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from hengping.cases.model import PARTS, Case
from hengping.cases.model.case import leaves
from hengping.lint.subject import CaseUnderReview
from hengping.scoring.result import CaseScore

FOLDER = Path(__file__).parent.parent / "cases" / "lint"
_IDENTITY = {"title": "检查用例", "project_name": "检查用例", "kind": "财政评价", "year": "2021"}


def load(path: Path) -> Any:
    """A YAML file with every scalar as text."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)


def read_table(text: str) -> list[dict[str, str]]:
    """Rows of a pipe table by heading; a line of dashes is decoration."""
    lines = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.strip().splitlines()]
    heading, *rows = [cells for cells in lines if not set("".join(cells)) <= {"-"}]
    assert all(len(row) == len(heading) for row in rows), text
    return [dict(zip(heading, row, strict=True)) for row in rows]


def build_case(parts: dict[str, Any]) -> Case:
    """A case from its parts: tables as text with Chinese headings, documents as mappings."""
    case: dict[str, Any] = {"identity": {**_IDENTITY, **parts.get("identity", {})}, "indicators": {}}
    for spec in PARTS:
        given = parts.get(spec.attribute)
        if given is None or spec.attribute == "identity":
            continue
        case[spec.attribute] = (
            given if spec.kind == "document" else [_row(spec.model, row) for row in read_table(given)]
        )
    case["texts"] = parts.get("texts", {})
    return Case.model_validate(case)


def _row(model: Any, cells: dict[str, str]) -> dict[str, Any]:
    fields = {field.title: (name, field) for name, field in model.model_fields.items()}
    row: dict[str, Any] = {}
    for title, text in cells.items():
        name, field = fields[title]
        if "tuple" in str(field.annotation):
            row[name] = tuple(text.split("、")) if text else ()
        elif text or field.annotation is str:
            row[name] = text == "是" if field.annotation is bool else text
    return row


def review(parts: dict[str, Any]) -> CaseUnderReview:
    """The case of a table, scored if it has any indicator."""
    case = build_case(parts)
    if not any(leaves(case.indicators.indicators)):
        return CaseUnderReview(case, CaseScore(case.indicators.full_marks, None, None, None, None, ()))
    from hengping.scoring.case_score import score_case

    return CaseUnderReview(case, score_case(case))
