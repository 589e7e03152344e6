"""Shares become weights that add up exactly at every level, and full marks stay full marks."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.analysis.weights.groups import TOP, groups_of
from hengping.analysis.weights.reweighing import Reweighed, reweigh
from hengping.cases.model import Case
from hengping.cases.store import open_case
from hengping.scoring import score_case
from tests.scoring.case_builder import FACTS, branch, build, criterion, leaf, scored_leaf

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
POINTS = {"points": [{"id": "1", "text": "有", "max_score": "1"}, {"id": "2", "text": "全", "max_score": "2"}]}


def case(**system: Any) -> Case:
    return build(
        [
            branch(
                "A",
                "40",
                scored_leaf("A1", "10"),
                leaf("A2", "30", criteria=[criterion("k1", "10"), criterion("k2", "20")]),
            ),
            branch("B", "60", leaf("B1", "3", rule="checklist", parameters=POINTS), scored_leaf("B2", "57")),
        ],
        FACTS,
        system=system,
    )


def weights(found: Reweighed) -> dict[str, str]:
    return {change.code: str(change.after) for change in found.changes}


def thirds(*codes: str) -> dict[str, Decimal]:
    return {code: Decimal(1) / len(codes) for code in codes}


def test_what_hangs_below_follows_its_parent() -> None:
    found = reweigh(case().indicators, {TOP: {"A": Decimal("0.25"), "B": Decimal("0.75")}}, places=2)
    assert weights(found) == {"A": "25.00", "A1": "6.25", "A2": "18.75", "B": "75.00", "B1": "3.75", "B2": "71.25"}
    a2 = found.system.indicators[0].children[1]
    assert [str(each.max_score) for each in a2.criteria] == ["6.25", "12.50"]
    checklist: Any = found.system.indicators[1].children[0].parameters["points"]
    assert [point["max_score"] for point in checklist] == ["1.25", "2.50"]


def test_thirds_add_up() -> None:
    tree = build([scored_leaf("A", "20"), scored_leaf("B", "30"), scored_leaf("C", "50")], FACTS)
    found = reweigh(tree.indicators, {TOP: thirds("A", "B", "C")}, places=2)
    assert weights(found) == {"A": "33.34", "B": "33.33", "C": "33.33"}


def test_weights_that_are_shares_of_the_parent_leave_what_is_below_alone() -> None:
    parent_based = build(
        [branch("A", "40", leaf("A1", "50"), leaf("A2", "50")), leaf("B", "60")], system={"weight_basis": "parent"}
    )
    found = reweigh(parent_based.indicators, {TOP: {"A": Decimal("0.7"), "B": Decimal("0.3")}}, places=1)
    assert weights(found) == {"A": "70.0", "A1": "50", "A2": "50", "B": "30.0"}


def test_the_mark_of_an_old_weight_goes_with_it_and_the_note_tells_where_the_new_one_is_from() -> None:
    mark = {"field_name": "weight", "status": "重构", "reason": "原报告未公布"}
    tree = build([leaf("A", "40", marks=[mark]), leaf("B", "60")], system={"note": "甲\n权重来源：旧"})
    found = reweigh(tree.indicators, {TOP: thirds("A", "B")}, places=2, note="权重来源：层次分析法")
    assert found.system.indicators[0].marks == ()
    assert found.system.note == "甲\n权重来源：层次分析法"


def test_rules_that_name_points_are_told() -> None:
    tree = build([leaf("A", "40", rule="per_fault", parameters={"deduction": "2"}), leaf("B", "60")])
    assert reweigh(tree.indicators, {TOP: thirds("A", "B")}, places=2).to_check == ("A",)


@given(st.lists(st.integers(1, 1000), min_size=2, max_size=2), st.lists(st.integers(1, 1000), min_size=2, max_size=2))
def test_every_level_adds_up_and_full_marks_stay(top: list[int], below: list[int]) -> None:
    shares = {
        TOP: {code: Decimal(n) / sum(top) for code, n in zip("AB", top, strict=True)},
        "A": {code: Decimal(n) / sum(below) for code, n in zip(("A1", "A2"), below, strict=True)},
    }
    system = reweigh(case().indicators, shares, places=2).system
    assert sum(row.weight for row in system.indicators) == 100
    for row in system.indicators:
        assert sum(child.weight for child in row.children) == row.weight
        for child in row.children:
            assert not child.criteria or sum(each.max_score for each in child.criteria) == child.weight


@pytest.mark.parametrize("name", ["datong-2020", "xinjiang-2021"])
def test_a_real_case_can_be_scored_with_other_weights(name: str) -> None:
    filed = open_case(EXAMPLES / name)
    groups = groups_of(filed.indicators)
    shares = {node: thirds(*group.codes) for node, group in groups.items()}
    found = reweigh(filed.indicators, shares, places=2)
    score = score_case(filed.model_copy(update={"indicators": found.system}))
    assert sum(node.weight for node in score.indicators) == 100
    assert score.total is not None
    assert 0 < score.total <= 100
