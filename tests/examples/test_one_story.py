"""Lost points, problems, causes and recommendations tell one story; what was chosen says so and why."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from hengping.cases.model import Case, criteria_of, leaves, walk
from hengping.cases.model.fields import Status
from hengping.lint.report import lint_case
from hengping.scoring.result import CaseScore

NAMES = ("datong-2020", "xinjiang-2021")


@pytest.mark.parametrize("name", NAMES)
def test_each_lost_point_has_a_problem_and_each_problem_a_remedy(
    name: str, cases: Mapping[str, Case], scores: Mapping[str, CaseScore]
) -> None:
    findings = cases[name].findings
    lost = {one.criterion.id for one in scores[name].criteria() if one.deduction}
    blamed = {criterion for problem in findings.problems for criterion in problem.criteria}
    answered = {problem for advice in findings.recommendations for problem in advice.problems}

    assert lost == blamed
    assert answered == {problem.id for problem in findings.problems}
    assert all(problem.cause and problem.evidence for problem in findings.problems)
    reasons = {one.criterion.id for one in scores[name].criteria() if one.criterion.deduction_reason}
    assert reasons == lost


@pytest.mark.parametrize("name", NAMES)
def test_below_level_1_every_weight_and_rule_is_marked_with_its_reason(name: str, cases: Mapping[str, Case]) -> None:
    tree = cases[name].indicators.indicators
    for level, indicator in walk(tree):
        marked = {mark.field_name for mark in indicator.marks}
        assert ("weight" in marked) == (level > 1), indicator.code
        assert all(mark.status is Status.RECONSTRUCTED and mark.reason for mark in indicator.marks), indicator.code
    for leaf in leaves(tree):
        for criterion in criteria_of(leaf):
            assert "rule" in {mark.field_name for mark in criterion.marks}, criterion.id


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_reconstructed_without_a_reason(name: str, cases: Mapping[str, Case]) -> None:
    case = cases[name]
    facts = {fact.id for fact in case.facts if fact.status.marked and not fact.note}
    judgements = {one.id for one in case.judgements if one.status.marked and not one.status_reason}

    assert facts | judgements == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_published_figure_names_its_place(name: str, cases: Mapping[str, Case]) -> None:
    report = "E01"
    unplaced = [
        fact.id
        for fact in cases[name].facts
        if fact.status is Status.PUBLISHED and report in fact.evidence and not fact.page
    ]
    unsourced = [
        fact.id for fact in cases[name].facts if fact.status is Status.PUBLISHED and not (fact.evidence and fact.value)
    ]

    assert unplaced == []
    assert unsourced == []


def test_names_and_numbers_that_were_not_published_stay_blank(cases: Mapping[str, Case]) -> None:
    city, region = cases["datong-2020"], cases["xinjiang-2021"]
    unknown_in_city = ("visits", "surveys", "callbacks", "opinions", "reviews")
    unknown_in_region = ("callbacks", "opinions", "reviews", "expert_comments")

    assert [part for part in unknown_in_city if getattr(city, part)] == []
    assert [part for part in unknown_in_region if getattr(region, part)] == []
    for identity in (city.identity, region.identity):
        assert (identity.team, identity.issued_on, identity.contract_number) == ((), None, "")
    assert {survey.sent for survey in region.surveys} == {None}
    assert {visit.lead + visit.members for visit in region.visits} == {""}


# What the region's evaluators wrote of the goal sheet, and the check that finds it there by itself.
WRITTEN_BY_THE_EVALUATORS = """
    HP101 G15 G16            社会效益、可持续影响的指标值过于笼统
    HP105 G05 G06 G07 G08    四项执行率不是产出数量指标
    HP111 G17                满意度没有细分缴费职工和领取人员
    HP112                    质量指标缺少足额及时发放
    HP113                    可持续影响缺少基金保值增值
"""


def test_the_checks_find_what_the_evaluators_wrote_of_the_goal_sheet(cases: Mapping[str, Case]) -> None:
    case = cases["xinjiang-2021"]
    found: dict[str, list[str]] = {}
    for finding in lint_case(case).findings:
        found.setdefault(finding.code, []).extend(finding.where.rows)
    written = {
        code: rows for code, *rows in (line.split()[:-1] for line in WRITTEN_BY_THE_EVALUATORS.split("\n")[1:-1])
    }

    assert {code: found.get(code) for code in written} == written
    counted = {fact.id: fact.value for fact in case.facts}
    assert (len(found["HP101"]), len(found["HP105"])) == (int(counted["笼统行数"]), int(counted["执行率行数"]))


@pytest.mark.parametrize("name", NAMES)
def test_no_check_finds_an_error(name: str, cases: Mapping[str, Case]) -> None:
    assert not lint_case(cases[name]).has_errors
