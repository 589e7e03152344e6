"""Before scoring: which rule with which parameters; everything a person must mend is collected, not met one by one."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from hengping.cases.model.case import Case, leaves
from hengping.cases.model.indicators import Criterion, Judgement
from hengping.errors import Fault, InputError, nearest_names
from hengping.formulas import parse
from hengping.scoring.rule import Complaint, RuleParameters, ScoringRule
from hengping.scoring.rules import nearest_rule, rule, rule_names


@dataclass(frozen=True)
class ChosenRule:
    """A rule with its parameters read; or what is wrong with the choice."""

    rule: ScoringRule[Any] | None = None
    parameters: RuleParameters | None = None
    complaints: tuple[tuple[str, Complaint], ...] = ()


def choose_rule(criterion: Criterion) -> ChosenRule:
    """The rule a criterion asks for. Parameters written alike are read once."""
    return _chosen(criterion.rule, json.dumps(criterion.parameters) if criterion.parameters else "{}")


@functools.lru_cache(maxsize=8192)
def _chosen(name: str, parameters_text: str) -> ChosenRule:
    if name not in rule_names():
        near = nearest_rule(name)
        mend = f"是否为 {near}（{rule(near).title}）？" if near else "请改用已有的规则名称。"
        return ChosenRule(complaints=(("评分规则", Complaint(name, "、".join(rule_names()), mend)),))
    chosen = rule(name)
    try:
        parameters = chosen.parameters.model_validate(json.loads(parameters_text))
    except ValidationError as error:
        complaints = tuple(_explained(chosen, one) for one in error.errors(include_url=False))
        return ChosenRule(chosen, complaints=complaints)
    return ChosenRule(chosen, parameters)


def _explained(chosen: ScoringRule[Any], error: ErrorDetails) -> tuple[str, Complaint]:
    """A pydantic error in words for the person who filed the parameters."""
    path = ".".join(str(part + 1) if isinstance(part, int) else part for part in error["loc"])
    where = f"规则参数 {path}" if path else "规则参数"
    found = "" if isinstance(error["input"], dict | list) else str(error["input"])
    known = list(chosen.parameters.model_fields)
    match error["type"]:
        case "extra_forbidden":
            near = nearest_names(str(error["loc"][-1]), known, most=1)
            mend = f"是否为 {near[0]}？" if near else "请删去或改正这个参数。"
            return "规则参数", Complaint(path, f"“{chosen.title}”的参数：{'、'.join(known)}", mend)
        case "missing":
            return where, Complaint("空", "必填的参数", f"“{chosen.title}”需要这个参数，请填写。")
        case "value_error":
            reason = str(error["ctx"]["error"]) if "ctx" in error else ""
            return where, Complaint(found, "有效的参数值", f"{reason}。")
        case "enum" | "literal_error":
            expected = (
                error.get("ctx", {}).get("expected", "").replace("'", "").replace(" or ", "、").replace(", ", "、")
            )
            return where, Complaint(found, expected, "请改为其中之一。")
        case "bool_type" | "bool_parsing":
            return where, Complaint(found, "是 或 否", "请填“是”或“否”。")
        case "string_type" | "string_too_short":
            return where, Complaint(found or "空", "文字", "请填写文字。")
        case "tuple_type" | "list_type":
            return where, Complaint(found, "列表", "请按列表填写。")
        case "model_type" | "model_attributes_type" | "dict_type":
            return where, Complaint(found, "由参数名和参数值组成的一项", "请按“参数名: 值”填写。")
        case "greater_than_equal" | "less_than_equal":
            limits = error.get("ctx", {})
            limit = f"不小于 {limits['ge']}" if "ge" in limits else f"不大于 {limits.get('le')}"
            return where, Complaint(found, f"{limit}的整数", "请改为范围内的数。")
    return where, Complaint(found, "数字", "请填数字，不带单位。")


def judgement_complaints(chosen: ScoringRule[Any], judgements: tuple[Judgement, ...]) -> Iterator[Complaint]:
    """Judgements of kinds that the rule does not take."""
    for judgement in judgements:
        if judgement.kind not in chosen.takes:
            taken = "、".join(sorted(f"{kind.value}（{kind.label}）" for kind in chosen.takes))
            found = f"{judgement.kind.value}（{judgement.kind.label}）"
            mend = f"请改评判 {judgement.id} 的类型，或改用接受这种评判的规则。"
            yield Complaint(found, taken or f"无评判：“{chosen.title}”按数据计分", mend)


def formula_faults(text: str, known: Mapping[str, Any]) -> tuple[Complaint, ...]:
    """What is wrong with a formula among parameters; formulas elsewhere were checked when the case was read."""
    if not text.startswith("="):
        return (Complaint(text, "以 = 开头的公式", "请填写公式，如 =存在档案管理制度；不用公式则留空。"),)
    try:
        names = parse(text).names
    except InputError as error:
        return tuple(Complaint(fault.found, fault.expected, fault.mend) for fault in error.faults)
    complaints = []
    for name in names:
        if name not in known:
            near = nearest_names(name, known, most=1)
            mend = f"是否为 {near[0]}？" if near else "请先在 facts.csv 中登记这个事实。"
            complaints.append(Complaint(name, "facts.csv 中已有的事实编号", mend))
    return tuple(complaints)


def judgements_by_criterion(case: Case) -> tuple[dict[str, tuple[Judgement, ...]], list[Fault]]:
    """Judgements of each criterion in order of filing, and faults of those that name no criterion."""
    found: dict[str, list[Judgement]] = {
        criterion_id: []
        for leaf in leaves(case.indicators.indicators)
        for criterion_id in ([criterion.id for criterion in leaf.criteria] or [leaf.code])
    }
    faults = []
    for judgement in case.judgements:
        if judgement.criterion in found:
            found[judgement.criterion].append(judgement)
            continue
        near = nearest_names(judgement.criterion, found, most=1)
        mend = f"是否为 {near[0]}？" if near else "请填指标体系中的要点编号；没有要点的末级指标填指标代码。"
        where = f"judgements.csv，评判 {judgement.id}，要点编号"
        faults.append(Fault(where, judgement.criterion, "指标体系中的要点编号", mend))
    return {criterion: tuple(rows) for criterion, rows in found.items()}, faults
