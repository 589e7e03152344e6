"""Satisfaction by hand: by question, group, tier and overall; precision over strata; facts and the score."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from hengping.cases.model import Case
from hengping.errors import InputError
from hengping.fieldwork.surveys.case_forms import SurveyForm
from hengping.fieldwork.surveys.facts import with_results
from hengping.fieldwork.surveys.incoming import match_table
from hengping.fieldwork.surveys.open_answers import group_answers
from hengping.fieldwork.surveys.results import SurveyResult, survey_result, terms_of
from hengping.fieldwork.surveys.scoring_link import with_satisfaction_scored
from hengping.fieldwork.surveys.table_files import read_csv_table
from hengping.scoring.case_score import score_case
from tests.fieldwork.surveys.forms_by_hand import FORM, small_case, survey_form

HUNDRED = {"非常满意": "100", "比较满意": "80", "一般": "60", "不太满意": "40", "不满意": "20"}
UNEVEN = {"非常满意": "1", "比较满意": "0.8", "一般": "0.6", "不太满意": "0.3", "不满意": "0"}
HEAD = "KEY,unit,sex,q1,q2,q3,opinion"
ANSWERS = """k1,U1,m,a5,a5,a1,
k2,U1,m,a4,a3,a1,
k3,U2,f,a5,a0,a1,希望养老金涨一些
k4,U2,f,a2,,a1,无
k5,U2,f,a4,a1,a1,网上系统打不开"""
# q1: 100 80 100 40 80 → share 4/5, score 80;  q2: 100 60 – – 20 → share 1/3, score 60


def result_of(folder: Path, case: Case, *, answers: str = ANSWERS, form: str = FORM, **about: str) -> SurveyResult:
    each: SurveyForm = survey_form(folder, form, **about)
    path = folder / "答卷.csv"
    path.write_text(f"{HEAD}\n{answers}\n", encoding="utf-8")
    responses = match_table(read_csv_table(path, label=path.name), each.form, source="E09").responses
    return survey_result(each, responses, terms_of(case))


def test_satisfaction_by_question_and_tier(tmp_path: Path) -> None:
    found = result_of(tmp_path, small_case(satisfaction_options=HUNDRED))
    assert [(each.rate, each.score) for each in found.by_question[:2]] == [
        (Fraction(4, 5), 80),
        (Fraction(1, 3), 60),
    ]
    assert found.total.rate == Fraction(17, 30), "the mean of the scored questions; 食堂 is none of them"
    assert found.total.score == 70
    counted = found.questions[1]
    assert (counted.very_satisfied, counted.neutral, counted.very_dissatisfied, counted.unknown) == (1, 1, 1, 1)


def test_other_values_of_the_options_give_another_score(tmp_path: Path) -> None:
    found = result_of(tmp_path, small_case(satisfaction_options=UNEVEN))
    # q1: (1 + 0.8 + 1 + 0.3 + 0.8) ÷ 5 = 0.78;  q2: (1 + 0.6 + 0) ÷ 3 = 0.5333…
    assert [each.score for each in found.by_question[:2]] == [Fraction(39, 50), Fraction(8, 15)]


def test_satisfaction_by_group(tmp_path: Path) -> None:
    found = result_of(tmp_path, small_case())
    # men: q1 2/2, q2 1/2 → 3/4; women: q1 2/3, q2 0/1 → 1/3
    assert [(group.name, group.responses, group.satisfaction.rate) for group in found.groups] == [
        ("男", 2, Fraction(3, 4)),
        ("女", 3, Fraction(1, 3)),
    ]


def test_without_values_of_the_options_there_is_no_score(tmp_path: Path) -> None:
    found = result_of(tmp_path, small_case())
    assert found.total.score is None
    assert found.total.rate is not None


STRATA = FORM.replace("| 男       |\n", "| 男 | 90\n").replace("| 女       |\n", "| 女 | 10\n")


def test_the_estimate_weighs_the_strata(tmp_path: Path) -> None:
    found = result_of(tmp_path, small_case(), form=STRATA).precision
    # own shares: men 1, 1/2; women 1, 0, 1/2
    assert [(each.name, each.count, each.mean, each.variance, each.population) for each in found.strata] == [
        ("男", 2, Fraction(3, 4), Fraction(1, 8), 90),
        ("女", 3, Fraction(1, 2), Fraction(1, 4), 10),
    ]
    assert found.estimate is not None
    assert found.estimate.mean == Decimal("0.725")  # 0.9 × 0.75 + 0.1 × 0.5
    # 0.81 × (88/90) × (1/8)/2 + 0.01 × (7/10) × (1/4)/3
    assert float(found.estimate.standard_error) == pytest.approx((0.81 * 88 / 90 / 16 + 0.01 * 0.7 / 12) ** 0.5)


def test_without_sizes_of_strata_the_sample_counts_as_simple(tmp_path: Path) -> None:
    found = result_of(tmp_path, small_case(), population="1000").precision
    assert found.by is None
    assert "population" in found.why_not
    assert found.estimate is not None
    assert found.estimate.mean == Decimal("0.6")  # 1, 1/2, 1, 0, 1/2
    assert found.strata[0].population == 1000


def test_a_stratum_with_one_response_has_no_estimate(tmp_path: Path) -> None:
    found = result_of(tmp_path, small_case(), form=STRATA, answers="\n".join(ANSWERS.splitlines()[1:])).precision
    assert found.estimate is None
    assert found.why_not == "男不足 2 份答卷，不能估计误差"


def test_open_answers_are_grouped_and_none_is_lost(tmp_path: Path) -> None:
    each = survey_form(tmp_path).form.open_questions[0]
    texts = ["养老金太低", "养老金太低", "网上认证不会", "无", "", "食堂的饭不好吃"]
    found = group_answers(each, texts)
    assert (found.written, found.nothing) == (5, 1)
    assert {group.theme: group.answers for group in found.groups} == {
        "待遇水平和调整": (("养老金太低", 2),),
        "资格认证": (("网上认证不会", 1),),
        "网上和手机办理": (("网上认证不会", 1),),
        "其他": (("食堂的饭不好吃", 1),),
    }


def saved(folder: Path, **identity: object) -> Case:
    case = small_case(**identity)
    changed, _ = with_results(case, [result_of(folder, case)], terms_of(case))
    return changed


def test_each_result_is_a_fact_with_its_source(tmp_path: Path) -> None:
    case = saved(tmp_path, satisfaction_options=HUNDRED)
    facts = {fact.id: fact for fact in case.facts}
    assert {name: fact.value for name, fact in facts.items()} == {
        "问卷_Q1_有效": "5",
        "问卷_Q1_满意率": "56.67",
        "问卷_Q1_满意度": "70.00",
        "问卷_Q1_信度": "0.632",  # of (100, 100), (80, 60), (80, 20): 2 × (1 − (400/3 + 1600) ÷ (7600/3))
        "问卷_Q1_估计值": "60.00",
        "问卷_Q1_估计下限": "23.33",
        "问卷_Q1_估计上限": "96.67",
    }
    assert all(fact.evidence == ("E09",) and fact.page for fact in facts.values())
    survey = case.surveys[0]
    assert (survey.returned, survey.valid, survey.satisfaction_fact) == (5, 5, "问卷_Q1_满意率")
    assert case.surveys[1].returned is None, "nobody answered the other one"
    assert [row.id for row in case.survey_questions] == ["Q1-04", "Q1-05", "Q1-06"]


def test_a_score_is_told_as_a_share_of_the_best_value(tmp_path: Path) -> None:
    case = saved(tmp_path, satisfaction_options={name: str(5 - place) for place, name in enumerate(HUNDRED)})
    # q1: (5 4 5 2 4) = 4.0; q2: (5 3 1) = 3.0; mean 3.5 of 5
    assert next(fact.value for fact in case.facts if fact.id == "问卷_Q1_满意度") == "70.00"


def test_doing_it_again_changes_nothing(tmp_path: Path) -> None:
    case = saved(tmp_path)
    again, changed = with_results(case, [result_of(tmp_path, case)], terms_of(case))
    assert again == case
    assert changed == ()


def test_tiers_are_weighed_once_all_have_results(tmp_path: Path) -> None:
    weights = {"领取人员": "70", "缴费职工": "30"}
    case = small_case(satisfaction_weights=weights)
    one = result_of(tmp_path, case)
    half, _ = with_results(case, [one], terms_of(case))
    assert not [fact for fact in half.facts if fact.id == "问卷_综合满意度"], "a tier without a result is not left out"
    other = result_of(tmp_path, case, answers="k1,U1,m,a5,a5,a1,\nk2,U1,m,a4,a4,a1,", id="Q2", tier="缴费职工")
    both, _ = with_results(case, [one, other], terms_of(case))
    # 0.7 × 17/30 + 0.3 × 1
    assert next(fact.value for fact in both.facts if fact.id == "问卷_综合满意度") == "69.67"


def test_the_indicator_is_scored_by_the_fact(tmp_path: Path) -> None:
    judged = {
        "id": "J1",
        "criterion": "D1",
        "kind": "score",
        "value": "80",
        "by": "甲",
        "role": "乙",
        "reason": "凭印象",
    }
    case = saved(tmp_path)
    case = Case.model_validate({**case.model_dump(), "judgements": [judged]})
    changed, gone = with_satisfaction_scored(case, "D1", "Q1", terms_of(case))
    assert [each.id for each in gone] == ["J1"], "told, not silently dropped"
    leaf = changed.indicators.indicators[0]
    assert (leaf.rule, leaf.actual) == ("satisfaction", "=问卷_Q1_满意率")
    assert score_case(changed).total == Decimal("62.97")  # 100 × 56.67 ÷ 90


def test_an_unknown_indicator_or_survey_is_told(tmp_path: Path) -> None:
    case = saved(tmp_path)
    with pytest.raises(InputError, match="是否想写 D1"):
        with_satisfaction_scored(case, "D11", "Q1", terms_of(case))
    with pytest.raises(InputError, match="已有满意度结果的问卷"):
        with_satisfaction_scored(case, "D1", "Q2", terms_of(case))


def test_made_up_responses_make_assumed_facts(tmp_path: Path) -> None:
    case = small_case()
    result = result_of(tmp_path, case, answers=ANSWERS.replace("k1,", "模拟-Q1-00001,"))
    changed, _ = with_results(case, [result], terms_of(case))
    assert {fact.status.label for fact in changed.facts} == {"假定"}
