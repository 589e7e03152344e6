"""敏感性: where the grade changes is verified by scoring the case at and just before that place."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from hengping.analysis.sensitivity.movement import Kind, Movement
from hengping.analysis.sensitivity.survey import Sensitivity, sensitivity
from hengping.analysis.weights.groups import groups_of
from hengping.analysis.weights.reweighing import reweigh
from hengping.cases.model import Case
from hengping.cases.store import open_case
from hengping.errors import InputError
from hengping.scoring import score_case
from hengping.scoring.what_if import what_if
from tests.scoring.case_builder import build, leaf, scored_leaf

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
GRADES = {
    "grades": [{"grade": name, "minimum": at} for name, at in (("优", "90"), ("良", "80"), ("中", "60"), ("差", "0"))]
}


def small(points: str = "36", share: str = "1") -> Case:
    judged = leaf("B", "40", rule="judged", parameters={"by_role": "专家"})
    judgement = {"criterion": "B", "kind": "score", "value": points, "by": "甲", "role": "专家", "reason": "见底稿"}
    return build([scored_leaf("A", "60", share), judged], {"甲": "95 件"}, judgements=[judgement], profile=GRADES)


def by_key(found: Sensitivity) -> dict[tuple[Kind, str], Movement]:
    return {(each.kind, each.key): each for each in found.movements}


def test_a_judgement_moves_the_total_by_as_much() -> None:
    moved = by_key(sensitivity(small()))[Kind.JUDGEMENT, "B"]  # 57 + 36 = 93, 优
    assert (moved.now, moved.low_total, moved.high_total) == ("36.00/40.00", 89, 97)
    assert [(turn.value, turn.change, turn.grade) for turn in moved.turns] == [("33.00以下", "-3.00", "良")]


def test_a_judgement_that_cannot_reach_another_grade_has_no_turn() -> None:
    both = by_key(sensitivity(small("20")))[Kind.JUDGEMENT, "B"]  # 57 + 20 = 77, 中
    assert [(turn.value, turn.grade) for turn in both.turns] == [("3.00以下", "差"), ("23.00", "良")]
    up = by_key(sensitivity(small("20", "0.5")))[Kind.JUDGEMENT, "B"]  # 28.5 + 20 = 48.5, 差
    assert [(turn.value, turn.grade) for turn in up.turns] == [("31.50", "中")]


def test_the_weight_at_which_the_grade_changes() -> None:
    moved = by_key(sensitivity(small()))[Kind.WEIGHT, "B"]  # rates 95 % and 90 %: 90 points need all weight on B
    assert [(turn.value, turn.grade) for turn in moved.turns] == [("100.00", "良")]
    assert (moved.low_total, moved.high_total) == (Decimal("93.2"), Decimal("92.8"))


def test_a_figure_is_scored_anew() -> None:
    found = by_key(sensitivity(small(), figures=["甲"]))[Kind.FIGURE, "甲"]
    assert (found.low_total, found.high_total) == (Decimal("87.30"), 96)  # 85.5 % of 60, and not more than 60
    (turn,) = found.turns
    assert turn.grade == "良"
    assert score_case(what_if(small(), {"甲": turn.value})).grade == "良"
    assert score_case(what_if(small(), {"甲": str(Decimal(turn.value) * Decimal("1.0002"))})).grade == "优"


def test_what_moves_most_comes_first() -> None:
    swings = [each.swing for each in sensitivity(small(), figures=["甲"]).movements]
    assert swings == sorted(swings, reverse=True)


@pytest.mark.parametrize("name", ["datong-2020", "xinjiang-2021"])
def test_turns_of_real_figures_are_where_scoring_says(name: str) -> None:
    case = open_case(EXAMPLES / name)
    found = sensitivity(case, all_figures=True)
    figures = [each for each in found.movements if each.kind is Kind.FIGURE]
    assert len(figures) > 10
    for figure in figures:
        for turn in figure.turns:
            assert score_case(what_if(case, {figure.key: turn.value})).grade == turn.grade != found.bounds.grade


def test_the_reconstructed_satisfaction_of_datong_decides_its_grade() -> None:
    found = sensitivity(open_case(EXAMPLES / "datong-2020"))
    (near,) = found.near
    assert (near.key, near.disputed, near.turns[0].grade) == ("满意度_2020", True, "良")


def test_turns_of_weights_hold_when_the_tree_is_weighed_anew() -> None:
    case = open_case(EXAMPLES / "datong-2020")
    moved = by_key(sensitivity(case))[Kind.WEIGHT, "C22"]
    weight = Decimal(moved.turns[0].value)
    node = groups_of(case.indicators)["C2"]
    for points, grade in ((weight + Decimal("0.05"), "优"), (weight - Decimal("0.05"), "良")):
        shares = {"C21": 1 - points / 8, "C22": points / 8}
        system = reweigh(case.indicators, {node.node: shares}, places=2).system
        assert score_case(case.model_copy(update={"indicators": system})).grade == grade


def test_truths_change_places() -> None:
    target = {"comparator": "≥", "value": "100", "unit": "件"}
    tree = [
        leaf("A", "60", rule="met_or_nothing", actual="=真"),
        leaf("B", "40", rule="proportion", target=target, actual="=甲"),
    ]
    case = build(tree, {"真": "是 是否", "甲": "100 件"}, profile=GRADES)
    moved = by_key(sensitivity(case, all_figures=True))[Kind.FIGURE, "真"]
    assert (moved.low, moved.low_total, moved.high_total) == ("否", 40, 100)
    assert [turn.grade for turn in moved.turns] == ["差"]


def test_without_a_total_there_is_nothing_to_move() -> None:
    with pytest.raises(InputError, match="尚不能得出"):
        sensitivity(build([scored_leaf("A", "100")], {"甲": "件"}, profile=GRADES))


def test_unknown_figures_are_told_with_the_nearest() -> None:
    with pytest.raises(InputError, match="已有的事实编号"):
        sensitivity(small(), figures=["甲乙"])
