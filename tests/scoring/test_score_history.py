"""Scores on record stage by stage, and what explains each movement."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from hengping.cases.model import Case
from hengping.cases.model.process import ScoreRecord, ScoreStage
from hengping.cases.model.review import ReviewRow
from hengping.cases.store import open_case
from hengping.errors import InputError
from hengping.scoring.adopted import mentions
from hengping.scoring.hand_set import with_override
from hengping.scoring.revision import decide_comment, decide_opinion
from hengping.scoring.score_history import RecordedScores, record_scores, recorded_stages, score_history
from tests.scoring.small_opinions import DAY, case_with_opinions, decision

EXAMPLES = Path(__file__).parents[2] / "examples"
SELF, FIRST, REVIEWED, OPINION, FINAL = ScoreStage


def recorded(case: Case, stage: ScoreStage, reason: str = "") -> RecordedScores:
    return record_scores(case, stage, by="张三", on=DAY, reason=reason)


def moves(result: RecordedScores) -> list[str]:
    return [f"{move.code} {move.before}→{move.after} {move.reason}".strip() for move in result.movements]


def after_opinion() -> Case:
    """First scored, then O1 adopted."""
    return decide_opinion(recorded(case_with_opinions(), FIRST).case, "O1", decision(("A2-1", "10.5")))


def test_every_indicator_criterion_and_the_total_go_on_record_as_they_print() -> None:
    result = recorded(case_with_opinions(), FIRST)
    rows = [(row.id, row.code, str(row.score)) for row in result.case.scores]
    assert rows == [
        ("S01", "A1", "9.69"),
        ("S02", "A2-1", "12.00"),
        ("S03", "A2-2", "8.00"),
        ("S04", "A2", "20.00"),
        ("S05", "A", "29.69"),
        ("S06", "TOTAL", "29.69"),
    ]
    assert (result.written, result.movements, result.missing) == (6, (), ())


def test_movement_by_an_opinion_is_explained_up_to_the_total() -> None:
    result = recorded(after_opinion(), OPINION)
    assert moves(result) == [
        "A2-1 12.00→10.50 采纳人社局意见（O1）：补交凭证属实",
        "A2 20.00→18.50 A2-1 得分变动",
        "A 29.69→28.19 A2 得分变动",
        "TOTAL 29.69→28.19 A 得分变动",
    ]
    record = score_history(result.case)["A2-1"][OPINION]
    assert (record.reason, record.evidence, record.by, record.on) == (
        "采纳人社局意见（O1）：补交凭证属实",
        ("E01",),
        "张三",
        DAY,
    )
    assert recorded_stages(result.case) == (FIRST, OPINION)


def test_movement_after_the_opinions_is_the_experts() -> None:
    case = decide_comment(recorded(after_opinion(), OPINION).case, "C1", decision(("A2-2", "7")))
    assert moves(recorded(case, FINAL))[:2] == [
        "A2-2 8.00→7.00 采纳专家赵教授意见（C1）：补交凭证属实",
        "A2 18.50→17.50 A2-2 得分变动",
    ]


def test_opinion_of_an_earlier_stage_explains_nothing_later() -> None:
    case = recorded(after_opinion(), OPINION).case
    fact = case.facts[0].model_copy(update={"value": "90"})
    case = case.model_copy(update={"facts": (fact, *case.facts[1:])})
    assert moves(recorded(case, FINAL)) == [
        "A1 9.69→9.00",
        "A 28.19→27.50 A1 得分变动",
        "TOTAL 28.19→27.50 A 得分变动",
    ]
    assert moves(recorded(case, FINAL, "决算数更正"))[0] == "A1 9.69→9.00 决算数更正"


def test_answered_review_remark_that_names_the_criterion_explains() -> None:
    remark = ReviewRow(id="R3", deliverable="初稿", level="二级", place="A1", remark="执行率偏高", reply="已更正")
    case = recorded(case_with_opinions(reviews=(remark,)), FIRST).case
    fact = case.facts[0].model_copy(update={"value": "90"})
    case = case.model_copy(update={"facts": (fact, *case.facts[1:])})
    assert moves(recorded(case, REVIEWED))[0] == "A1 9.69→9.00 二级复核意见（R3）：执行率偏高；已更正"


def test_hand_set_points_explain_themselves() -> None:
    case = recorded(case_with_opinions(), FIRST).case
    override = after_opinion().indicators.indicators[0].children[1].criteria[0].override
    case = with_override(case, "A2-1", override)
    assert moves(recorded(case, REVIEWED))[0] == "A2-1 12.00→10.50 张三：补交凭证属实"


def test_recording_again_changes_only_what_moved() -> None:
    once = recorded(case_with_opinions(), FIRST).case
    assert recorded(once, FIRST).case == once
    assert recorded(once, FIRST).written == 0
    fact = once.facts[0].model_copy(update={"value": "90"})
    twice = recorded(once.model_copy(update={"facts": (fact, *once.facts[1:])}), FIRST)
    assert twice.written == 3
    assert [row.id for row in twice.case.scores] == [row.id for row in once.scores]


def test_what_has_no_score_is_not_on_record() -> None:
    case = case_with_opinions()
    fact = case.facts[0].model_copy(update={"value": ""})
    result = recorded(case.model_copy(update={"facts": (fact, *case.facts[1:])}), FIRST)
    assert result.missing == ("A1", "A", "TOTAL")
    assert [row.code for row in result.case.scores] == ["A2-1", "A2-2", "A2"]


def test_published_records_stay_and_the_others_join_them() -> None:
    case = open_case(EXAMPLES / "datong-2020")
    result = recorded(case, FINAL)
    assert result.case.scores[:5] == case.scores
    assert result.case.scores[5].id == "S6"
    assert result.movements == ()


def test_somebody_records() -> None:
    with pytest.raises(InputError, match="没有记录人"):
        record_scores(case_with_opinions(), FIRST, by=" ", on=DAY)


def test_of_several_records_of_one_stage_the_last_stands() -> None:
    rows = tuple(ScoreRecord(id=f"S{n}", code="A", stage=SELF, score=Decimal(n)) for n in (1, 2))
    assert score_history(case_with_opinions(scores=rows))["A"][SELF].score == 2


@pytest.mark.parametrize(
    ("place", "code", "names"),
    [
        ("A11", "A11", True),
        ("附件评分表A11-1、A12", "A12", True),
        ("A11-1", "A11", False),
        ("A111", "A11", False),
        ("BA11", "A11", False),
        ("第1.1项", "1", False),
        ("指标A11的扣分", "A11", True),
    ],
)
def test_a_remark_names_a_code_as_a_word_of_its_own(place: str, code: str, names: bool) -> None:
    assert mentions(ReviewRow(id="R1", deliverable="初稿", level="一级", place=place), code) is names
