"""Opinions and comments are decided: points move with reason and proof, are put back, or stay."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.cases.model import Case
from hengping.cases.model.indicators import Override
from hengping.cases.model.review import OpinionDecision
from hengping.errors import InputError
from hengping.scoring import score_case
from hengping.scoring.hand_set import with_override
from hengping.scoring.revision import Decision, decide_comment, decide_opinion
from tests.scoring.small_opinions import DAY, case_with_opinions, decision

ADOPTED, PARTLY, NOT = (
    OpinionDecision.ADOPTED,
    OpinionDecision.PARTLY_ADOPTED,
    OpinionDecision.NOT_ADOPTED,
)


def found(act: Callable[[], Case]) -> list[str]:
    with pytest.raises(InputError) as told:
        act()
    return [fault.found for fault in told.value.faults]


def scores(case: Case) -> dict[str, str]:
    result = score_case(case)
    return {one.criterion.id: str(one.score) for one in result.criteria()} | {"TOTAL": str(result.total)}


def test_adopted_opinion_moves_its_criterion_and_says_why_by_whom_and_on_what_proof() -> None:
    case = decide_opinion(case_with_opinions(), "O1", decision(("A2-1", "10.5"), verification="抽查三户"))
    assert scores(case) == {"A1": "9.69", "A2-1": "10.5", "A2-2": "8", "TOTAL": "28.19"}
    row = case.opinions[0]
    assert (row.decision, row.score_before, row.score_after) == (ADOPTED, Decimal("12.00"), Decimal("10.50"))
    assert (row.why, row.by, row.on, row.evidence) == ("补交凭证属实", "张三", DAY, ("E01",))
    assert (row.changed_place, row.verification) == ("评分表 A2-1", "抽查三户")
    override = case.indicators.indicators[0].children[1].criteria[0].override
    assert override == Override(score=Decimal("10.5"), reason="补交凭证属实", by="张三", on=DAY, evidence=("E01",))
    assert case.opinions[1:] == case_with_opinions().opinions[1:]


def test_opinion_on_several_criteria_carries_the_points_of_all_it_names() -> None:
    new = decision(("A1", "10"), ("A2-2", "7"), decision=PARTLY)
    case = decide_opinion(case_with_opinions(), "O2", new)
    row = case.opinions[1]
    assert (row.decision, row.score_before, row.score_after) == (PARTLY, Decimal("29.69"), Decimal("29.00"))
    assert scores(case)["TOTAL"] == "29.00"


def test_not_adopted_opinion_moves_nothing() -> None:
    before = case_with_opinions()
    case = decide_opinion(before, "O1", decision(decision=NOT, reason="与台账不符", proof=()))
    assert case.indicators == before.indicators
    row = case.opinions[0]
    assert (row.decision, row.why, row.score_before, row.score_after) == (NOT, "与台账不符", None, None)


def test_opinion_on_the_text_is_adopted_by_saying_where_the_text_changed() -> None:
    case = decide_opinion(case_with_opinions(), "O3", decision(page="第二章第1段", proof=()))
    assert (case.opinions[2].decision, case.opinions[2].changed_place) == (ADOPTED, "第二章第1段")
    assert scores(case) == scores(case_with_opinions())


def test_experts_comment_is_decided_alike() -> None:
    case = decide_comment(case_with_opinions(), "C1", decision(("A2-1", "11"), page="12"))
    comment = case.expert_comments[0]
    assert (comment.adopted, comment.score_before, comment.score_after) == ("采纳", Decimal(20), Decimal(19))
    assert (comment.why, comment.change, comment.page) == ("补交凭证属实", "A2-1 得分改为 11 分", "12")
    assert found(lambda: decide_comment(case, "C1", decision(("A2-1", "10")))) == ["已决定：采纳"]


def test_decision_is_replaced_only_on_demand_and_keeps_the_first_points() -> None:
    case = decide_opinion(case_with_opinions(), "O1", decision(("A2-1", "10")))
    assert found(lambda: decide_opinion(case, "O1", decision(("A2-1", "9")))) == ["已决定：采纳"]
    again = decide_opinion(case, "O1", decision(("A2-1", "9"), again=True))
    assert (again.opinions[0].score_before, again.opinions[0].score_after) == (Decimal(12), Decimal(9))


def test_adoption_taken_back_gives_the_points_back() -> None:
    case = decide_opinion(case_with_opinions(), "O1", decision(("A2-1", "10")))
    back = decide_opinion(case, "O1", decision(decision=NOT, again=True, proof=()))
    assert back.indicators == case_with_opinions().indicators
    assert (back.opinions[0].score_before, back.opinions[0].score_after) == (None, None)


def test_adoption_over_earlier_hand_set_points_is_not_taken_back_silently() -> None:
    earlier = with_override(case_with_opinions(), "A2-1", Override(score=Decimal(11), reason="x", by="李四"))
    case = decide_opinion(earlier, "O1", decision(("A2-1", "10")))
    assert found(lambda: decide_opinion(case, "O1", decision(decision=NOT, again=True))) == [
        "撤销手工改分后得分与原得分不同"
    ]


@pytest.mark.parametrize(
    ("opinion", "new", "told"),
    [
        ("O9", decision(("A2-1", "10")), ["O9"]),
        ("O1", decision(("A2-1", "12.01")), ["12.01"]),
        ("O1", decision(("A2-1", "-1")), ["-1"]),
        ("O1", decision(("A2-1", "10.555")), ["10.555"]),
        ("O1", decision(("A2-1", "12")), ["与现得分相同（12）"]),
        ("O1", decision(("A2-1", "10"), proof=()), ["没有佐证"]),
        ("O1", decision(("A2-1", "10"), proof=("E09",)), ["E09"]),
        ("O1", decision(("A2-1", "10"), reason=" ", by=""), ["没有理由", "没有经办人"]),
        ("O1", decision(("A2-2", "7")), ["A2-2"]),
        ("O1", decision(("A2", "7")), ["A2 是末级指标"]),
        ("O1", decision(("A2-3", "7")), ["A2-3"]),
        ("O3", decision(("A2-1", "7")), ["A2-1"]),
        ("O1", decision(("A2-1", "10"), ("A2-1", "9")), ["写了两次"]),
        ("O1", decision(), ["采纳而没有改动"]),
        ("O1", decision(("A2-1", "10"), decision=NOT), ["不采纳而改得分"]),
    ],
)
def test_what_cannot_be_decided_is_told(opinion: str, new: Decision, told: list[str]) -> None:
    assert found(lambda: decide_opinion(case_with_opinions(), opinion, new)) == told


def test_points_that_a_hand_set_indicator_above_would_swallow_are_refused() -> None:
    case = case_with_opinions()
    top = case.indicators.indicators[0]
    set_above = top.model_copy(update={"override": Override(score=Decimal(25), reason="x", by="李四")})
    indicators = case.indicators.model_copy(update={"indicators": (set_above,)})
    case = case.model_copy(update={"indicators": indicators})
    assert found(lambda: decide_opinion(case, "O1", decision(("A2-1", "10")))) == ["指标 A 的得分是手工改定的"]


@given(st.decimals(min_value=0, max_value=12, places=2), st.decimals(min_value=0, max_value=8, places=2))
def test_the_opinions_difference_is_the_totals_difference(first: Decimal, second: Decimal) -> None:
    changed = [
        (name, str(points)) for name, points, full in (("A2-1", first, 12), ("A2-2", second, 8)) if points != full
    ]
    if not changed:
        return
    before = case_with_opinions()
    after = decide_opinion(before, "O2", decision(*changed))
    row = after.opinions[1]
    assert row.score_before is not None
    assert row.score_after is not None
    old, new = score_case(before).total, score_case(after).total
    assert old is not None
    assert new is not None
    assert new - old == row.score_after - row.score_before
