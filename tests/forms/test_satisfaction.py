"""Satisfaction by question, group and overall, against sums done by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.cases.model import Case
from hengping.cases.model.field_records import SurveyQuestion
from hengping.cases.store import open_case
from hengping.forms.satisfaction import OPTIONS, of_group, of_question, option_values, overall
from tests.forms.sample_fieldwork import with_fieldwork

EXAMPLES = Path(__file__).parents[2] / "examples"
HUNDREDS = dict(zip(OPTIONS, map(Fraction, (100, 80, 60, 40, 20)), strict=True))


@pytest.fixture(scope="module")
def case() -> Case:
    return with_fieldwork(open_case(EXAMPLES / "datong-2020"))


def question(*counts: int, unknown: int = 0, scored: bool = True) -> SurveyQuestion:
    answers = {name: Decimal(count) for name, count in zip(OPTIONS, counts, strict=True)}
    return SurveyQuestion(id="T", survey="Q", number="1", text="", unknown=Decimal(unknown), scored=scored, **answers)


@pytest.mark.parametrize(
    ("counts", "unknown", "rate", "score"),
    [
        # (90 + 50) / 170; (9000 + 4000 + 1200 + 320 + 40) / 170
        ((90, 50, 20, 8, 2), 1, "82.35%", "85.65"),
        ((60, 60, 30, 12, 8), 1, "70.59%", "77.88"),
        ((1, 0, 0, 0, 0), 99, "100.00%", "100.00"),
        ((0, 0, 0, 0, 3), 0, "0.00%", "20.00"),
        # 1/8 of the satisfied and 25 of 200 ties: half-up
        ((1, 0, 0, 0, 799), 0, "0.13%", "20.10"),
        ((0, 0, 0, 0, 0), 5, "", ""),
    ],
)
def test_a_question(counts: tuple[int, ...], unknown: int, rate: str, score: str) -> None:
    result = of_question(question(*counts, unknown=unknown), HUNDREDS)
    assert (result.rate_text, result.score_text) == (rate, score)


def test_a_group_is_the_mean_of_its_scored_questions_that_were_answered() -> None:
    asked = [question(1, 0, 0, 0, 0), question(0, 0, 0, 0, 1), question(0, 1, 0, 0, 0, scored=False)]
    result = of_group([*asked, question(0, 0, 0, 0, 0)], HUNDREDS)
    assert (result.rate_text, result.score_text) == ("50.00%", "60.00")


def test_overall_by_the_weights_of_the_groups(case: Case) -> None:
    # 0.4 x 81.7647 + 0.6 x 92.7083; 0.4 x 76.4706 % + 0.6 x 93.75 %
    assert (overall(case).score_text, overall(case).rate_text) == ("88.33", "86.84%")


def test_nothing_overall_while_a_group_with_a_weight_has_no_answers(case: Case) -> None:
    asked = tuple(each for each in case.survey_questions if each.survey == "Q1")
    assert overall(case.model_copy(update={"survey_questions": asked})).score is None


def test_options_under_other_names_and_values_that_are_not_all_there(case: Case) -> None:
    named = {"很满意": "1", "满意": "0.8", "基本满意": "0.6", "较不满意": "0.3", "很不满意": "0"}
    options = {name: Decimal(value) for name, value in named.items()}
    identity = case.identity.model_copy(update={"satisfaction_options": options})
    assert [str(value) for value in option_values(case.model_copy(update={"identity": identity})).values()] == [
        "1",
        "4/5",
        "3/5",
        "3/10",
        "0",
    ]
    del options["满意"]
    assert option_values(case.model_copy(update={"identity": identity})) == {}


@given(st.lists(st.integers(0, 10_000), min_size=5, max_size=5), st.integers(0, 10_000))
def test_scores_stay_between_the_values_and_do_not_hear_those_who_do_not_know(counts: list[int], unknown: int) -> None:
    result = of_question(question(*counts, unknown=unknown), HUNDREDS)
    assert result == of_question(question(*counts), HUNDREDS)
    if sum(counts):
        assert result.score is not None
        assert 20 <= result.score <= 100
        assert result.rate is not None
        assert 0 <= result.rate <= 1
