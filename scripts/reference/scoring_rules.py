"""The page of the scoring rules: definition, parameters, what each needs of a criterion."""

from __future__ import annotations

from typing import Any

from hengping.scoring.rule import RuleParameters, ScoringRule
from hengping.scoring.rules import rule, rule_names
from scripts.reference.markdown import definition, fields_table, models_below, table

_INTRODUCTION = """\
评分要点（或没有要点的末级指标）用 `rule` 写规则名，用 `parameters` 写参数。没有写的参数取缺省值，多写的参数是输入错误。
任何规则都可以用 `actual_by_unit` 按多个考核对象计分，此时 `units` 决定怎样合成。
"""


def page() -> str:
    rules = [rule(name) for name in rule_names()]
    overview = table(("规则", "名称", "目标", "读取的评判"), [_row(one) for one in rules])
    shared = f"## 各规则共有的参数\n\n{fields_table(RuleParameters)}"
    return "\n".join((_INTRODUCTION, overview, shared, *(_section(one) for one in rules)))


def _row(one: ScoringRule[Any]) -> tuple[str, ...]:
    judgements = "、".join(f"`{kind.value}` {kind.label}" for kind in sorted(one.takes))
    return f"[`{one.name}`](#{one.name})", one.title, one.target.value, judgements


def _section(one: ScoringRule[Any]) -> str:
    own = [name for name in one.parameters.model_fields if name not in RuleParameters.model_fields]
    parameters = _own_parameters(one, own) if own else "没有自己的参数。\n"
    nested = [f"### {model.__name__}\n\n{fields_table(model)}" for model in models_below([one.parameters])[1:]]
    return "\n".join((f"## {one.name}\n\n{definition(one.definition)}", parameters, *nested))


def _own_parameters(one: ScoringRule[Any], own: list[str]) -> str:
    kept = [line for line in fields_table(one.parameters).splitlines() if not _of_all_rules(line, own)]
    return "\n".join(kept) + "\n"


def _of_all_rules(line: str, own: list[str]) -> bool:
    return line.startswith("| `") and line.split("`")[1] not in own
