"""What forms say about a criterion in words: its rule, its target, what of it was not established."""

from __future__ import annotations

from hengping.cases.model.fields import Mark, Status
from hengping.cases.model.indicators import Criterion, Indicator, Target
from hengping.cases.parts_fields import fields_of
from hengping.quantities.display import with_unit
from hengping.scoring.result import CriterionScore
from hengping.scoring.rules import rule as rule_of
from hengping.scoring.rules import rule_names


def rule_and_target(criterion: Criterion, leaf: Indicator, score: CriterionScore | None) -> tuple[str, str]:
    """The rule and the target as printed; from the case as filed where it cannot be scored yet."""
    if score is not None and score.applied is not None:
        return score.rule_text, score.target_text
    target = criterion.target or leaf.target
    title = rule_of(criterion.rule).title if criterion.rule in rule_names() else criterion.rule
    return title, _target(target) if target else ""


def _target(target: Target) -> str:
    if target.text:
        return target.text
    if target.lower or target.upper:
        return f"{target.lower}—{with_unit(target.upper, target.unit)}"
    return f"{target.comparator}{with_unit(target.value, target.unit)}" if target.value else ""


def marks_text(leaf: Indicator, criterion: Criterion) -> str:
    """重构：权重、评分规则 — the fields that no source gives."""
    titles = {name: each.title for name, each in {**fields_of(Indicator), **fields_of(Criterion)}.items()}
    marks = dict.fromkeys(
        (mark.status, titles.get(mark.field_name, mark.field_name)) for mark in _marks(leaf, criterion)
    )
    lines = []
    for status in (Status.RECONSTRUCTED, Status.ASSUMED):
        named = [title for each, title in marks if each is status]
        if named:
            lines.append(f"{status.label}：{'、'.join(named)}")
    return "\n".join(lines)


def _marks(leaf: Indicator, criterion: Criterion) -> list[Mark]:
    return [*leaf.marks, *(criterion.marks if criterion.id != leaf.code else ())]
