"""No case that is a model makes a check fail, whatever stands in its cells."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hengping.cases.integrity import check_integrity
from hengping.cases.model import Case
from hengping.cases.model.goals import GoalRow
from hengping.cases.model.indicators import Criterion, Indicator
from hengping.lint.check import Group
from hengping.lint.checks import all_checks
from hengping.lint.goal_sheet import Goal, GoalSheet
from hengping.lint.report import lint_case, render_text
from hengping.scoring.filed_targets import read_target
from tests.cases.strategies import cases

TARGETS = st.text(alphabet="0123456789.,-+≥≤=<>%％～至万人元月日年底前以内充分按时　 １", max_size=10)
_UNSCORED = {"rule": "", "parameters": {}, "target": None, "actual": "", "actual_by_unit": {}}


def without_formulas(case: Case) -> Case:
    """The case with what drawn texts would make unreadable left out: formulas, rules, units, judgements."""
    facts = tuple(
        fact.model_copy(update={"unit": "文本", "formula": "", "value": fact.value.strip()}) for fact in case.facts
    )
    tree = tuple(unscored(indicator) for indicator in case.indicators.indicators)
    identity = {"profile": "default", "outline": "", "weekend_table": {}, "vetoes": ()}
    return case.model_copy(
        update={
            "facts": facts,
            "indicators": case.indicators.model_copy(update={"indicators": tree}),
            "identity": case.identity.model_copy(update=identity),
            "profile": None,
            "judgements": (),
        }
    )


def unscored(indicator: Indicator) -> Indicator:
    criteria: tuple[Criterion, ...] = tuple(row.model_copy(update=_UNSCORED) for row in indicator.criteria)
    children = tuple(unscored(child) for child in indicator.children)
    changes: dict[str, Any] = {**_UNSCORED, "criteria": criteria, "children": children}
    return indicator.model_copy(update=changes)


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(cases(most_parts=8))
def test_lint_takes_any_case(case: Case) -> None:
    plain = without_formulas(case)
    check_integrity(plain)

    report = lint_case(plain)

    assert len(render_text(report).splitlines()) <= 40


@given(st.lists(st.tuples(TARGETS, TARGETS, st.sampled_from(["", "≥", "=", "定性", "?"])), max_size=6))
def test_goal_checks_take_any_sheet(rows: list[tuple[str, str, str]]) -> None:
    goals = tuple(
        Goal.of(GoalRow(id=f"G{n}", level_2="成本", level_3=text, target_text=text, target=target, comparator=sign))
        for n, (text, target, sign) in enumerate(rows)
    )
    sheet = GoalSheet(goals, fund="企业职工基本养老保险")
    for check in all_checks():
        if check.group is Group.GOALS:
            assert all(finding.where.part == "goals" for finding in check.findings(sheet))


@given(TARGETS)
def test_a_target_reads_the_same_with_blanks_and_full_width_signs(text: str) -> None:
    wide = text.replace("%", "％").replace("=", "＝").replace("1", "１")
    assert read_target(wide) == read_target(text) == read_target(f" {text} ")
