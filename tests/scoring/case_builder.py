"""Small cases for tests of the tree: facts as ``"322189 人"`` or ``"=甲/乙 %"``, indicators as plain dicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hengping.cases.model import Case
from hengping.scoring import CaseScore, IndicatorScore, score_case

IDENTITY = {"title": "测试报告", "project_name": "测试项目", "kind": "财政评价", "year": "2021"}
NO_EVIDENCE = {"kind": "no_evidence", "reason": "依据评分标准第三条，无佐证不得分", "by": "张三"}
NOT_APPLICABLE = {"kind": "not_applicable", "reason": "本级无此业务", "by": "张三", "treatment": "redistribute"}


def build(
    indicators: Sequence[Mapping[str, Any]],
    facts: Mapping[str, str] | None = None,
    *,
    judgements: Sequence[Mapping[str, Any]] = (),
    system: Mapping[str, Any] | None = None,
    identity: Mapping[str, Any] | None = None,
    profile: Mapping[str, Any] | None = None,
) -> Case:
    """A case of these indicators and facts; a fact of which only the unit is given ("人") is missing."""
    rows = [_fact(name, text) for name, text in (facts or {}).items()]
    return Case.model_validate(
        {
            "identity": {**IDENTITY, **(identity or {})},
            "indicators": {"indicators": list(indicators), **(system or {})},
            "facts": rows,
            "judgements": [{"id": f"J{n}", **row} for n, row in enumerate(judgements, start=1)],
            **({"profile": {"name": "own", "title": "本级规程", **profile}} if profile else {}),
        }
    )


def _fact(name: str, text: str) -> dict[str, str]:
    value, _, unit = text.rpartition(" ")
    key = "formula" if value.startswith("=") else "value"
    return {"id": name, "name": name, key: value, "unit": unit, "status": "采集"}


def leaf(code: str, weight: str, **fields: Any) -> dict[str, Any]:
    """A leaf that is its own criterion."""
    return {"code": code, "name": f"指标{code}", "weight": weight, **fields}


def scored_leaf(code: str, weight: str, share: str = "1", **fields: Any) -> dict[str, Any]:
    """A leaf that earns the given share of its weight by the rule of proportion; needs the fact `甲` (100 件)."""
    target = {"comparator": "≥", "value": "100", "unit": "件"}
    return leaf(code, weight, rule="proportion", target=target, actual=f"=甲*{share}", **fields)


def branch(code: str, weight: str, *children: Mapping[str, Any], **fields: Any) -> dict[str, Any]:
    return {"code": code, "name": f"指标{code}", "weight": weight, "children": list(children), **fields}


def criterion(identifier: str, max_score: str, share: str = "1", **fields: Any) -> dict[str, Any]:
    """A criterion that earns the given share of its marks."""
    target = {"comparator": "≥", "value": "100", "unit": "件"}
    text = f"要点{identifier}"
    common = {"id": identifier, "text": text, "max_score": max_score}
    return {**common, "rule": "proportion", "target": target, "actual": f"=甲*{share}", **fields}


FACTS = {"甲": "100 件", "缺": "件"}


def by_code(score: CaseScore) -> dict[str, IndicatorScore]:
    return {node.indicator.code: node for node in score.walk()}


def scores_of(case: Case) -> dict[str, str | None]:
    """Code → score as printed digits, None where there is none; the total as TOTAL."""
    score = score_case(case)
    found = {code: None if node.score is None else str(node.score) for code, node in by_code(score).items()}
    return {**found, "TOTAL": None if score.total is None else str(score.total)}
