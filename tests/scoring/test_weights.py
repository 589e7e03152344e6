"""Weights in points, and where the marks of what does not apply go."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.scoring import ScoreStatus, score_case
from hengping.scoring.weights import apportion
from tests.scoring.case_builder import FACTS, NOT_APPLICABLE, branch, build, by_code, criterion, leaf, scored_leaf

GONE: dict[str, Any] = {"outcome": NOT_APPLICABLE}


def weights_of(*indicators: dict[str, object], **system: str) -> dict[str, str]:
    score = score_case(build(indicators, FACTS, system=system))
    return {code: str(node.weight.normalize() + 0) for code, node in by_code(score).items()}


def test_absolute_weights_stand_as_filed() -> None:
    assert weights_of(branch("A", "10", scored_leaf("A1", "6"), scored_leaf("A2", "4.5"))) == {
        "A": "10",
        "A1": "6",
        "A2": "4.5",
    }


def test_weights_of_the_parent_are_multiplied_once() -> None:
    """A bureau's table: 50, then 75 and 25 of 100, then 40 and 60: 50 × 75 % × 40 % is 15 points."""
    tree = branch(
        "A", "50", branch("A1", "75", scored_leaf("A11", "40"), scored_leaf("A12", "60")), scored_leaf("A2", "25")
    )
    score = score_case(build([tree, scored_leaf("B", "50", "0.5")], FACTS, system={"weight_basis": "parent"}))
    nodes = by_code(score)
    assert {code: node.weight for code, node in nodes.items()} == {
        "A": Decimal(50),
        "A1": Decimal("37.5"),
        "A11": Decimal(15),
        "A12": Decimal("22.5"),
        "A2": Decimal("12.5"),
        "B": Decimal(50),
    }
    assert (nodes["A"].score, score.total, nodes["B"].rate) == (Decimal("50.00"), Decimal("75.00"), Decimal("0.5000"))


def test_full_marks_other_than_a_hundred() -> None:
    found = weights_of(scored_leaf("A", "40"), scored_leaf("B", "60"), weight_basis="parent", full_marks="120")
    assert found == {"A": "48", "B": "72"}


def test_thirds_of_the_parent_add_up_to_it() -> None:
    """33.33, 33.33 and 33.34 % of 20 points: 6.666, 6.666 and 6.668 print as 6.67, 6.66 and 6.67."""
    leaves = [scored_leaf(f"A{n}", share) for n, share in enumerate(("33.33", "33.33", "33.34"), start=1)]
    found = weights_of(branch("A", "20", *leaves), weight_basis="parent")
    assert found == {"A": "20", "A1": "6.67", "A2": "6.66", "A3": "6.67"}


def test_marks_of_what_does_not_apply_go_to_its_siblings_in_proportion() -> None:
    rows = branch("A", "10", scored_leaf("A1", "4"), scored_leaf("A2", "4"), leaf("A3", "2", **GONE))
    assert weights_of(rows, scored_leaf("B", "90")) == {"A": "10", "A1": "5", "A2": "5", "A3": "0", "B": "90"}


def test_points_are_scored_on_the_marks_as_filed_and_then_brought_over() -> None:
    """One fault at one point of four costs a quarter, also when the four have become five."""
    fault = leaf("A1", "4", rule="per_fault", parameters={"deduction": "1"}, actual="=差错")
    rows = branch("A", "10", fault, scored_leaf("A2", "4"), leaf("A3", "2", **GONE))
    score = score_case(build([rows], {**FACTS, "差错": "1 处"}))
    nodes = by_code(score)
    assert (nodes["A1"].weight, nodes["A1"].score, score.total) == (Decimal(5), Decimal("3.75"), Decimal("8.75"))
    assert nodes["A1"].explanation == (
        "发现1处，每处扣1分，得3.00分，扣1.00分；分值重分配后由4.00分变为5.00分，同比例折算，得3.75分，扣1.25分。"
    )
    assert nodes["A3"].status is ScoreStatus.NOT_APPLICABLE
    assert nodes["A3"].explanation == "不适用（张三：本级无此业务），2.00分由其余各项按比例分摊。"


def test_full_marks_stay_full_marks_when_shares_do_not_divide() -> None:
    """One point among three siblings of three: 3.34, 3.33, 3.33 make ten, and everything reached gives ten."""
    rows = branch("A", "10", *(scored_leaf(f"A{n}", "3") for n in range(1, 4)), leaf("A4", "1", **GONE))
    score = score_case(build([rows], FACTS))
    assert [str(node.weight) for node in score.indicators[0].children] == ["3.34", "3.33", "3.33", "0"]
    assert score.total == Decimal("10.00")


def test_a_branch_of_which_nothing_applies_gives_its_marks_upwards() -> None:
    empty = branch("A2", "4", leaf("A21", "1", **GONE), leaf("A22", "3", **GONE))
    rows = branch("A", "10", branch("A1", "6", scored_leaf("A11", "2"), scored_leaf("A12", "4")), empty)
    found = weights_of(rows, scored_leaf("B", "90"))
    assert found == {"A": "10", "A1": "10", "A11": "3.33", "A12": "6.67", "A2": "0", "A21": "0", "A22": "0", "B": "90"}


def test_a_level_one_row_of_which_nothing_applies_goes_to_the_other_level_one_rows() -> None:
    found = weights_of(branch("A", "20", leaf("A1", "20", **GONE)), scored_leaf("B", "40"), scored_leaf("C", "40"))
    assert found == {"A": "0", "A1": "0", "B": "50", "C": "50"}


def test_a_decision_on_a_branch_holds_for_all_below() -> None:
    rows = [branch("A", "20", scored_leaf("A1", "15"), scored_leaf("A2", "5"), **GONE), scored_leaf("B", "80")]
    score = score_case(build(rows, FACTS))
    nodes = by_code(score)
    assert {code: str(node.weight) for code, node in nodes.items()} == {"A": "0", "A1": "0", "A2": "0", "B": "100"}
    assert nodes["A1"].status is ScoreStatus.NOT_APPLICABLE
    assert score.total == Decimal("100.00")


def test_criteria_give_their_marks_to_the_other_criteria() -> None:
    criteria = [criterion("A-1", "2"), criterion("A-2", "2", "0.5"), criterion("A-3", "1", **GONE)]
    score = score_case(build([leaf("A", "5", criteria=criteria)], FACTS))
    assert [str(one.max_score) for one in score.criteria()] == ["2.5", "2.5", "0"]
    assert score.total == Decimal("3.75")


def test_a_leaf_none_of_whose_criteria_apply_goes_to_its_siblings() -> None:
    gone = leaf("A", "5", criteria=[criterion("A-1", "2", **GONE), criterion("A-2", "3", **GONE)])
    assert weights_of(gone, scored_leaf("B", "5")) == {"A": "0", "B": "10"}


def test_nothing_applies_at_all() -> None:
    score = score_case(build([leaf("A", "100", **GONE)]))
    assert (score.total, score.grade) == (None, None)


def test_of_which_rows_follow_the_row_they_are_part_of() -> None:
    rows = [
        scored_leaf("A1", "4"),
        scored_leaf("A2", "2", of_which=True),
        scored_leaf("A3", "4"),
        leaf("A4", "2", **GONE),
    ]
    assert weights_of(*rows) == {"A1": "5", "A2": "2.5", "A3": "5", "A4": "0"}


def test_rows_outside_the_total_neither_give_nor_take() -> None:
    rows = [scored_leaf("E", "10", outside_total=True), scored_leaf("A", "90"), leaf("B", "10", **GONE)]
    assert weights_of(*rows) == {"A": "100", "B": "0", "E": "10"}


def test_weights_are_not_rounded_where_only_the_total_is() -> None:
    rows = [*(scored_leaf(f"A{n}", "3") for n in range(1, 4)), leaf("A4", "1", **GONE)]
    score = score_case(build(rows, FACTS, profile={"rounding": {"level": "total"}}))
    assert score.total == Decimal("10.00")
    assert str(score.indicators[0].weight).startswith("3.33333333")


@given(
    weights=st.lists(st.decimals(0, 100, places=5), min_size=1, max_size=10),
    places=st.integers(0, 3),
)
def test_apportioned_weights_keep_their_sum_and_move_less_than_one_step(weights: list[Decimal], places: int) -> None:
    shared = apportion(weights, places)
    step = Decimal(1).scaleb(-places)
    assert abs(sum(shared, Decimal(0)) - sum(weights, Decimal(0))) <= step / 2
    moved = [abs(after - before) for before, after in zip(weights, shared, strict=True)]
    assert max(moved) < step
    if any(weight != weight.quantize(step) for weight in weights):
        assert all(weight == weight.quantize(step) for weight in shared)


@given(
    weights=st.lists(st.integers(1, 20), min_size=3, max_size=8),
    gone=st.lists(st.booleans(), min_size=8, max_size=8),
)
def test_redistribution_keeps_the_full_marks(weights: list[int], gone: list[bool]) -> None:
    rows = [
        leaf(f"A{n}", str(weight), **GONE) if absent else scored_leaf(f"A{n}", str(weight))
        for n, (weight, absent) in enumerate(zip(weights, gone, strict=False))
    ]
    score = score_case(build([branch("A", str(sum(weights)), *rows), scored_leaf("B", "7")], FACTS))
    assert score.total == sum(weights) + 7


@pytest.mark.parametrize("weight", ["6.666", "0.005"])
def test_rounding_never_gives_more_than_the_weight(weight: str) -> None:
    node = by_code(score_case(build([scored_leaf("A", weight)], FACTS)))["A"]
    assert node.score is not None
    assert node.score <= Decimal(weight)
