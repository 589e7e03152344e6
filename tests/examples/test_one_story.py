"""Lost points, problems, causes and recommendations tell one story; what was chosen says so and why."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from hengping.cases.model import Case, criteria_of, leaves, walk
from hengping.cases.model.fields import Status
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
