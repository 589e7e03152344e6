"""The bureau's table of consequences: by grade, by outcome of a veto, by score band."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from hengping.analysis.budget_consequence import advice, budget_consequence
from hengping.reference.profile import BudgetConsequence, Profile
from hengping.reference.profiles import packaged_profile
from hengping.scoring.result import CaseScore


def scored(total: str | None, grade: str | None, full: str = "100") -> CaseScore:
    return CaseScore(
        full_marks=Decimal(full),
        total=None if total is None else Decimal(total),
        rate=None,
        grade=grade,
        veto=None,
        indicators=(),
        outside=(),
    )


def table(*lines: dict[str, str]) -> Profile:
    return Profile(
        name="x", title="x", budget_consequences=tuple(BudgetConsequence.model_validate(each) for each in lines)
    )


BANDS = table(
    {"minimum": "90", "text": "优先安排"},
    {"minimum": "60", "below": "90", "text": "据实安排"},
    {"below": "60", "text": "不予安排"},
)


@pytest.mark.parametrize(
    ("total", "full", "expected"),
    [
        ("90", "100", "优先安排"),
        ("89.99", "100", "据实安排"),
        ("60", "100", "据实安排"),
        ("59.99", "100", "不予安排"),
        ("108", "120", "优先安排"),
        ("0", "100", "不予安排"),
    ],
)
def test_bands_include_their_lower_bound_and_count_in_percent(total: str, full: str, expected: str) -> None:
    line = budget_consequence(scored(total, None, full), BANDS)
    assert line is not None
    assert line.text == expected


def test_without_a_total_nothing_is_suggested() -> None:
    assert budget_consequence(scored(None, None), BANDS) is None
    assert budget_consequence(scored("95", "优"), table()) is None


def test_a_line_for_the_outcome_is_found_by_its_name() -> None:
    profile = table({"grade": "优", "text": "优先"}, {"grade": "不合格", "text": "取消"})
    assert budget_consequence(scored("95", "优"), profile) == profile.budget_consequences[0]
    vetoed = dataclasses.replace(scored("95", "不合格"))
    assert budget_consequence(vetoed, profile) == profile.budget_consequences[1]


@pytest.mark.parametrize("grade", ["优", "良", "中", "差"])
def test_the_packaged_table_has_advice_for_every_grade_and_calls_it_unverified(grade: str) -> None:
    line = budget_consequence(scored("50", grade), packaged_profile("default"))
    assert line is not None
    assert advice(line).startswith("建议：")
    assert "依据未核" in advice(line)
