"""Cases written as tables with Chinese headings, as an expert would draw them; read through the case model."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from hengping.cases.integrity import check_integrity
from hengping.cases.model import PARTS, Case
from hengping.lint.subject import CaseUnderReview
from hengping.scoring import score_case

FOLDER = Path(__file__).parent.parent / "cases" / "lint"
_IDENTITY = {"title": "检查用例", "project_name": "检查用例", "kind": "财政评价", "year": "2021"}


def load(path: Path) -> Any:
    """A YAML file with every scalar as text."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)


def read_table(text: str) -> list[dict[str, str]]:
    """Rows of a pipe table by heading."""
    heading, *rows = [[cell.strip() for cell in line.strip()[1:-1].split("|")] for line in text.strip().splitlines()]
    assert all(len(row) == len(heading) for row in rows), text
    return [dict(zip(heading, row, strict=True)) for row in rows]


def build_case(parts: dict[str, Any]) -> Case:
    """A case from its parts: tables as text with Chinese headings, documents as mappings, or a whole `form`."""
    case: dict[str, Any] = {"identity": {**_IDENTITY, **parts.get("identity", {})}, "indicators": {}}
    for spec in PARTS:
        given = parts.get(spec.attribute)
        if given is None or spec.attribute == "identity":
            continue
        case[spec.attribute] = (
            given if spec.kind == "document" else [_row(spec.model, row) for row in read_table(given)]
        )
    case["texts"] = parts.get("texts", {})
    if "form" in parts:
        _add_form(case, read_table(parts["form"]))
    built = Case.model_validate(case)
    check_integrity(built)
    return built


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


def _add_form(case: dict[str, Any], rows: list[dict[str, str]]) -> None:
    """A score sheet: one leaf a row, scored by proportion unless 规则 says otherwise, with 得分 as filed on record.

    The row 合计 gives the total on record and, as its 分值, the full marks.
    """
    tops: dict[str, dict[str, Any]] = {}
    facts, records = case.setdefault("facts", []), case.setdefault("scores", [])
    for cells in rows:
        code = cells["代码"]
        if cells.get("得分"):
            record = {"id": f"S{len(records) + 1}", "code": "TOTAL" if code == "合计" else code, "stage": "自评"}
            records.append({**record, "score": cells["得分"], "reason": cells.get("理由", ""), "by": "填报人"})
        if code == "合计":
            case["indicators"]["full_marks"] = cells["分值"]
            continue
        name = cells.get("一级") or "指标"
        top = tops.setdefault(name, {"code": f"L{len(tops) + 1}", "name": name, "weight": "0", "children": []})
        top["weight"] = str(Decimal(top["weight"]) + Decimal(cells["分值"]))
        leaf: dict[str, Any] = {"code": code, "name": cells["指标"], "weight": cells["分值"]}
        if cells.get("完成"):
            fact = {"id": f"完成_{code}", "name": cells["指标"], "value": cells["完成"], "unit": cells.get("单位", "")}
            facts.append({**fact, "period": "2021", "status": "采集", "evidence": ["E1"]})
            target = {"comparator": cells.get("符号", ""), "value": cells["目标"], "unit": cells.get("单位", "")}
            rule = cells.get("规则") or "proportion"
            leaf |= {"rule": rule, "target": target, "actual": f"=完成_{code}"}
        top["children"].append(leaf)
    case["indicators"]["indicators"] = list(tops.values())
    case.setdefault("evidence", [{"id": "E1", "title": "自评表"}])


def review(parts: dict[str, Any]) -> CaseUnderReview:
    """The case of a table, scored."""
    case = build_case(parts)
    return CaseUnderReview(case, score_case(case))
