"""Grades by a configurable scale, and vetoes whose outcome has a name of its own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hengping.errors import InputError
from hengping.reference.profile import GradeBand
from hengping.scoring import score_case
from hengping.scoring.grade import grade_of
from tests.scoring.case_builder import FACTS, build, scored_leaf


def bands(**minimum: str) -> tuple[GradeBand, ...]:
    return tuple(GradeBand(grade=grade, minimum=Decimal(value)) for grade, value in minimum.items())


CUSTOMARY = bands(优="90", 良="80", 中="60", 差="0")
PROVINCIAL = bands(优="80", 良="70", 中="60", 差="0")


@pytest.mark.parametrize(
    ("total", "customary", "provincial"),
    [
        ("94.51", "优", "优"),  # region 2021
        ("92.12", "优", "优"),  # city 2020
        ("90.00", "优", "优"),  # the lower bound is included
        ("89.99", "良", "优"),
        ("80", "良", "优"),
        ("79.99", "中", "良"),
        ("60", "中", "中"),
        ("59.99", "差", "差"),
        ("0", "差", "差"),
    ],
)
def test_lower_bound_is_included(total: str, customary: str, provincial: str) -> None:
    assert grade_of(Decimal(total), Decimal(100), CUSTOMARY) == customary
    assert grade_of(Decimal(total), Decimal(100), PROVINCIAL) == provincial


def test_order_of_filing_does_not_matter() -> None:
    assert grade_of(Decimal(85), Decimal(100), tuple(reversed(CUSTOMARY))) == "良"


def test_scale_is_in_percent_of_the_full_marks() -> None:
    assert grade_of(Decimal(108), Decimal(120), CUSTOMARY) == "优"
    assert grade_of(Decimal("107.99"), Decimal(120), CUSTOMARY) == "良"


def test_below_the_scale_or_without_one_there_is_no_grade() -> None:
    assert grade_of(Decimal(10), Decimal(100), bands(合格="60")) is None
    assert grade_of(Decimal(10), Decimal(100), ()) is None
    assert grade_of(Decimal(10), Decimal(0), CUSTOMARY) is None


def test_grade_is_of_the_rounded_total() -> None:
    """89.995 is printed 90.00 and graded 优."""
    case = build([scored_leaf("A", "100", "0.89995")], FACTS)
    score = score_case(case)
    assert (score.total, score.grade, score.outcome) == (Decimal("90.00"), "优", "优")


FRAUD = {"id": "V4", "text": "弄虚作假", "outcome": "较差"}
LOSS = {"id": "V2", "text": "造成重大经济损失和社会不良影响", "outcome": "较差"}
PROFILE = {"grades": [{"grade": "优", "minimum": "90"}], "vetoes": [LOSS, FRAUD]}


def finding(condition: str, state: str) -> dict[str, str]:
    return {"condition": condition, "state": state, "reason": "审计报告第 3 页"}


def test_a_veto_names_its_outcome_and_leaves_the_grade_by_points_standing() -> None:
    identity = {"vetoes": [finding("V4", "存在"), finding("V2", "未核查")]}
    score = score_case(build([scored_leaf("A", "100")], FACTS, profile=PROFILE, identity=identity))
    assert score.veto is not None
    assert (score.veto.condition, score.veto.text, score.veto.reason) == ("V4", "弄虚作假", "审计报告第 3 页")
    assert (score.grade, score.outcome) == ("优", "较差")


@pytest.mark.parametrize("state", ["不存在", "未核查"])
def test_a_condition_not_found_vetoes_nothing(state: str) -> None:
    identity = {"vetoes": [finding("V4", state)]}
    score = score_case(build([scored_leaf("A", "100")], FACTS, profile=PROFILE, identity=identity))
    assert (score.veto, score.outcome) == (None, "优")


def test_the_first_condition_of_the_profile_prevails() -> None:
    identity = {"vetoes": [finding("V4", "存在"), finding("V2", "存在")]}
    score = score_case(build([scored_leaf("A", "100")], FACTS, profile=PROFILE, identity=identity))
    assert score.veto is not None
    assert score.veto.condition == "V2"


def test_a_finding_about_an_unknown_condition_is_a_fault() -> None:
    identity = {"vetoes": [finding("V9", "存在")]}
    with pytest.raises(InputError, match="V2、V4"):
        score_case(build([scored_leaf("A", "100")], FACTS, profile=PROFILE, identity=identity))
