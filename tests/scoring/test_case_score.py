"""The tree: sums, rounding, missing data, what does not apply, what was set by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.quantities import round_half_up
from hengping.scoring import ScoreStatus, score_case
from tests.scoring.case_builder import (
    FACTS,
    NO_EVIDENCE,
    NOT_APPLICABLE,
    branch,
    build,
    by_code,
    criterion,
    leaf,
    scored_leaf,
    scores_of,
)

RATIO_TARGET = {"comparator": "≥", "value": "1", "unit": "比值"}


def test_region_people_insured_cost_sixteen_hundredths() -> None:
    """Region 2021: 322,189 of 332,900 persons, five points: 4.84."""
    case = build(
        [
            leaf(
                "C11",
                "5",
                rule="proportion",
                target={"comparator": "=", "value": "332900", "unit": "人"},
                actual="=参保缴费人数",
            )
        ],
        {"参保缴费人数": "322189 人"},
    )
    node = by_code(score_case(case))["C11"]
    assert (node.score, node.rate, node.deduction) == (Decimal("4.84"), Decimal("0.9680"), Decimal("0.16"))
    assert node.explanation == (
        "实际322189人÷目标332900人＝96.78%，未达到目标，按比例乘以分值5.00分，得4.84分，扣0.16分。"
    )


def test_city_growth_of_the_insured_is_all_or_nothing() -> None:
    """City 2020: (194,814 − 196,498) ÷ 196,498 = −0.86 % against ≥ 3.38 %: all three points lost."""
    target = {"comparator": "≥", "value": "3.38", "unit": "%"}
    case = build(
        [leaf("C21", "3", name="参保增长率", rule="met_or_nothing", target=target, actual="=参保增长率")],
        {
            "参保_2020": "194814 人",
            "参保_2019": "196498 人",
            "参保增长率": "=(参保_2020-参保_2019)/参保_2019 %",
        },
    )
    one = next(score_case(case).criteria())
    assert one.sentence == "参保增长率-0.86%，低于目标≥3.38%，不得分，扣3.00分"
    assert (one.target_text, one.actual_text, one.met) == ("≥3.38%", "-0.86%", False)
    assert one.working == "(194814−196498)÷196498"
    assert one.fact_ids == ("参保增长率",)


def test_rate_of_the_published_region_output_rounds_half_up() -> None:
    """39.65 of 40 is 99.125 %, printed 99.13 %."""
    case = build([scored_leaf("C", "40", override={"score": "39.65", "reason": "公开得分", "by": "甲"})], FACTS)
    assert by_code(score_case(case))["C"].rate == Decimal("0.9913")


def test_parents_and_total_add_rounded_leaves() -> None:
    """Three leaves of 1/3 × 5 are 1.67 each; their parent has 5.01, not 5.00."""
    leaves = [scored_leaf(f"A{n}", "5", "1/3") for n in range(1, 4)]
    assert scores_of(build([branch("A", "15", *leaves)], FACTS)) == {
        "A": "5.01",
        "A1": "1.67",
        "A2": "1.67",
        "A3": "1.67",
        "TOTAL": "5.01",
    }


@pytest.mark.parametrize(
    ("level", "leaf_score", "total"),
    [
        # One leaf of two criteria at 1/3 × 5, another alone: 1.6667 + 1.6667, 1.6667.
        ("criterion", "3.34", "5.01"),
        ("leaf", "3.33", "5.00"),
        ("total", "3.3333333333", "5.00"),
    ],
)
def test_rounding_happens_at_the_level_of_the_profile_only(level: str, leaf_score: str, total: str) -> None:
    two = leaf("A1", "10", criteria=[criterion("A1-1", "5", "1/3"), criterion("A1-2", "5", "1/3")])
    case = build([two, scored_leaf("A2", "5", "1/3")], FACTS, profile={"rounding": {"level": level}})
    found = scores_of(case)
    assert str(found["A1"]).startswith(leaf_score)
    assert found["TOTAL"] == total


def test_places_are_the_profile_s() -> None:
    case = build([scored_leaf("A", "10", "1/3")], FACTS, profile={"rounding": {"places": "1", "rate_places": "0"}})
    node = by_code(score_case(case))["A"]
    assert (node.score, node.rate) == (Decimal("3.3"), Decimal("0.33"))


def test_a_tie_rounds_up_although_its_quotient_is_periodic() -> None:
    """67/300 × 1.5 is 0.335 and rounds to 0.34; computed in 34 digits it is 0.33499…95."""
    fields = {"rule": "proportion", "target": RATIO_TARGET, "actual": "=完成率"}
    case = build([leaf("A", "1.5", **fields)], {"完成率": "=67/300 比值"})
    assert scores_of(case)["A"] == "0.34"


def test_missing_is_never_zero() -> None:
    """The leaf, its ancestors, the total and the grade have no score; the others keep theirs."""
    case = build(
        [
            branch("A", "10", scored_leaf("A1", "6"), leaf("A2", "4", rule="met_or_nothing", actual="=缺")),
            branch("B", "10", scored_leaf("B1", "10")),
        ],
        FACTS,
        profile={"grades": [{"grade": "优", "minimum": "0"}]},
    )
    assert scores_of(case) == {"A": None, "A1": "6.00", "A2": None, "B": "10.00", "B1": "10.00", "TOTAL": None}
    score = score_case(case)
    assert (score.grade, score.rate) == (None, None)
    nodes = by_code(score)
    assert nodes["A2"].status is nodes["A"].status is ScoreStatus.MISSING
    assert nodes["A2"].explanation == "缺少实际值：缺，暂不能计分。"
    assert nodes["A"].explanation == "下级指标“指标A2”尚无得分，本级暂不能计分。"


def test_a_division_by_zero_is_said_not_scored() -> None:
    case = build(
        [leaf("A", "5", rule="proportion", target=RATIO_TARGET, actual="=甲/零")], {"甲": "5 件", "零": "0 件"}
    )
    node = by_code(score_case(case))["A"]
    assert (node.score, node.status) == (None, ScoreStatus.UNDEFINED)
    assert "除数为零：零 为 0" in node.explanation


def test_a_criterion_without_rule_waits() -> None:
    node = by_code(score_case(build([leaf("A", "5")])))["A"]
    assert (node.score, node.status, node.explanation) == (
        None,
        ScoreStatus.MISSING,
        "尚未选定评分规则，暂不能计分。",
    )


def test_an_empty_tree_has_no_total() -> None:
    score = score_case(build([]))
    assert (score.total, score.rate, score.grade) == (None, None, None)


def test_no_evidence_is_zero_with_the_clause_cited() -> None:
    case = build([leaf("A", "5", rule="met_or_nothing", actual="=缺", outcome=NO_EVIDENCE)], FACTS)
    node = by_code(score_case(case))["A"]
    assert (node.score, node.status) == (Decimal("0.00"), ScoreStatus.NO_EVIDENCE)
    assert node.explanation == "无佐证（张三：依据评分标准第三条，无佐证不得分），不得分，扣5.00分。"


@pytest.mark.parametrize(("treatment", "expected"), [("full", "4.00"), ("zero", "0.00")])
def test_what_does_not_apply_counts_full_or_zero(treatment: str, expected: str) -> None:
    outcome = {**NOT_APPLICABLE, "treatment": treatment}
    case = build([scored_leaf("A1", "6"), leaf("A2", "4", outcome=outcome)], FACTS)
    node = by_code(score_case(case))["A2"]
    assert (str(node.score), node.status, node.weight) == (expected, ScoreStatus.NOT_APPLICABLE, Decimal(4))


def test_of_which_rows_are_scored_but_not_added() -> None:
    """The district form of 2019 files “其中：建档立卡” with marks of its own."""
    case = build([branch("A", "5", scored_leaf("A1", "5"), scored_leaf("A2", "5", "0.5", of_which=True))], FACTS)
    assert scores_of(case) == {"A": "5.00", "A1": "5.00", "A2": "2.50", "TOTAL": "5.00"}


def test_a_missing_of_which_row_leaves_its_parent_scored() -> None:
    row = leaf("A2", "5", rule="met_or_nothing", actual="=缺", of_which=True)
    node = by_code(score_case(build([branch("A", "5", scored_leaf("A1", "5"), row)], FACTS)))["A"]
    assert (node.score, node.status) == (Decimal("5.00"), ScoreStatus.SCORED)


def test_of_which_criteria_are_not_added() -> None:
    criteria = [criterion("A-1", "5"), criterion("A-2", "2", "0.5", of_which=True)]
    assert scores_of(build([leaf("A", "5", criteria=criteria)], FACTS))["A"] == "5.00"


def test_rows_outside_the_total_stand_apart() -> None:
    case = build([scored_leaf("E", "10", "0.9", outside_total=True), scored_leaf("A", "100")], FACTS)
    score = score_case(case)
    assert score.total == Decimal("100.00")
    assert [(node.indicator.code, node.score) for node in score.outside] == [("E", Decimal("9.00"))]
    assert [node.indicator.code for node in score.walk()] == ["A", "E"]


def test_an_override_is_shown_and_keeps_what_the_rule_said() -> None:
    override = {"score": "4.5", "reason": "补充资料已核实", "by": "李四"}
    case = build([scored_leaf("A", "5", "0.5", override=override)], FACTS)
    node = by_code(score_case(case))["A"]
    assert (node.score, node.status) == (Decimal("4.50"), ScoreStatus.OVERRIDDEN)
    assert node.explanation.startswith("手工改定为4.50分（李四：补充资料已核实）；改定前：实际50件")
    assert node.explanation.endswith("得2.50分，扣2.50分。")


def test_an_override_on_a_leaf_with_criteria_and_on_a_branch_prevails() -> None:
    override = {"score": "3", "reason": "专家意见", "by": "李四"}
    inner = leaf("A1", "5", criteria=[criterion("A1-1", "5")], override=override)
    case = build([branch("A", "10", inner, scored_leaf("A2", "5")), branch("B", "5", scored_leaf("B1", "5"))], FACTS)
    assert scores_of(case) == {"A": "8.00", "A1": "3.00", "A2": "5.00", "B": "5.00", "B1": "5.00", "TOTAL": "13.00"}
    nodes = by_code(score_case(case))
    assert nodes["A1"].status is nodes["A"].status is ScoreStatus.OVERRIDDEN
    assert "专家意见" in nodes["A1"].explanation
    by_hand = build([branch("A", "5", scored_leaf("A1", "5"), override=override)], FACTS)
    assert scores_of(by_hand) == {"A": "3.00", "A1": "5.00", "TOTAL": "3.00"}


def test_an_override_mends_a_missing_score() -> None:
    override = {"score": "4", "reason": "现场核定", "by": "李四"}
    case = build([leaf("A", "5", rule="met_or_nothing", actual="=缺", override=override)], FACTS)
    assert scores_of(case)["TOTAL"] == "4.00"


def test_criteria_are_scored_as_filed_even_if_they_do_not_sum_to_the_weight() -> None:
    """Two criteria of 2 and 2 under a weight of 5: nothing is scaled in silence."""
    case = build([leaf("A", "5", criteria=[criterion("A-1", "2"), criterion("A-2", "2")])], FACTS)
    node = by_code(score_case(case))["A"]
    assert (node.score, node.weight, node.deduction) == (Decimal("4.00"), Decimal(5), Decimal("1.00"))


def test_criteria_of_mixed_rules_explain_themselves_one_by_one() -> None:
    criteria = [
        criterion("A-1", "2", "0.5", text="参保人数"),
        {"id": "A-2", "text": "资料完整", "max_score": "3", "rule": "judged", "parameters": {"by_role": "主评人"}},
    ]
    judgements = [
        {"criterion": "A-2", "kind": "扣分", "value": "1", "by": "张三", "role": "主评人", "reason": "缺一份批复"}
    ]
    node = by_code(score_case(build([leaf("A", "5", criteria=criteria)], FACTS, judgements=judgements)))["A"]
    assert (node.score, node.status) == (Decimal("3.00"), ScoreStatus.JUDGED)
    assert node.explanation == (
        "（1）参保人数：实际50件÷目标100件＝50.00%，未达到目标，按比例乘以分值2.00分，得1.00分，扣1.00分；"
        "（2）资料完整：主评人（张三）评判：缺一份批复，得2.00分，扣1.00分。合计得3.00分，扣2.00分。"
    )


def test_branches_explain_their_sum() -> None:
    case = build([branch("A", "10", scored_leaf("A1", "6"), scored_leaf("A2", "4", "0.5"))], FACTS)
    assert by_code(score_case(case))["A"].explanation == (
        "指标A1 6.00+指标A2 2.00＝8.00分，权重10.00分，得分率80.00%，扣2.00分。"
    )


def test_the_latest_stage_of_a_fact_is_scored_unless_told_otherwise() -> None:
    facts = [
        {"id": "支出_快报", "name": "支出", "value": "80", "unit": "万元", "stage": "快报", "status": "采集"},
        {"id": "支出_决算", "name": "支出", "value": "90", "unit": "万元", "stage": "决算", "status": "采集"},
    ]
    target = {"comparator": "≥", "value": "100", "unit": "万元"}
    rows = [leaf("A", "10", rule="proportion", target=target, actual="=支出_快报")]

    def total(choice: str) -> Decimal | None:
        case = build(rows, identity={"fact_stage": choice})
        return score_case(type(case).model_validate({**case.model_dump(), "facts": facts})).total

    assert (total("latest"), total("as_named")) == (Decimal("9.00"), Decimal("8.00"))


def test_marks_of_facts_targets_judgements_and_the_criterion_come_together() -> None:
    target = {**RATIO_TARGET, "status": "重构", "reason": "报告未公布目标"}
    marks = [{"field_name": "weight", "status": "重构", "reason": "报告未公布权重"}]
    case = build([leaf("A", "5", rule="proportion", target=target, actual="=甲", marks=marks)], {"甲": "0.8 比值"})
    facts = [{**case.facts[0].model_dump(), "status": "假定", "note": "按上年推算"}]
    one = next(score_case(type(case).model_validate({**case.model_dump(), "facts": facts})).criteria())
    assert [(mark.field_name, mark.reason) for mark in one.marks] == [
        ("weight", "报告未公布权重"),
        ("target", "报告未公布目标"),
        ("甲", "按上年推算"),
    ]


def units_case(units: str, **parameters: str) -> Any:
    target = {"comparator": "≥", "value": "95", "unit": "%"}
    return build(
        [
            leaf(
                "A",
                "6",
                rule="met_or_nothing",
                parameters={"units": units, **parameters},
                target=target,
                actual_by_unit={"甲局": "=甲率", "乙局": "=乙率", "丙局": "=丙率"},
            )
        ],
        {"甲率": "96 %", "乙率": "90 %", "丙率": "98 %"},
    )


@pytest.mark.parametrize(
    ("units", "parameters", "expected", "how"),
    [
        ("mean", {}, "4.00", "3个考核对象取平均分4.00分，得4.00分，扣2.00分"),
        ("minimum", {}, "0.00", "3个考核对象取最低分0.00分，不得分，扣6.00分"),
        ("each", {}, "4.00", "3个考核对象中1个未达标，得4.00分，扣2.00分"),
        ("each", {"unit_deduction": "1.5"}, "4.50", "3个考核对象中1个未达标，得4.50分，扣1.50分"),
        ("each", {"unit_deduction": "9"}, "0.00", "3个考核对象中1个未达标，不得分，扣6.00分"),
    ],
)
def test_several_assessed_units(units: str, parameters: dict[str, str], expected: str, how: str) -> None:
    one = next(score_case(units_case(units, **parameters)).criteria())
    assert one.points is not None
    assert str(round_half_up(one.points, 2)) == expected
    assert one.sentence.startswith("甲局：指标A 96%，达到目标≥95%，得满分6.00分；乙局：指标A 90%，低于目标≥95%")
    assert one.sentence.endswith(how)
    assert one.met is False
    assert one.actual_text == "甲局96%；乙局90%；丙局98%"


def test_one_assessed_unit_without_data_leaves_the_criterion_without_points() -> None:
    target = {"comparator": "≥", "value": "95", "unit": "%"}
    by_unit = {"甲局": "=甲率", "乙局": "=乙率"}
    row = leaf("A", "6", rule="met_or_nothing", target=target, actual_by_unit=by_unit)
    node = by_code(score_case(build([row], {"甲率": "96 %", "乙率": "%"})))["A"]
    assert (node.score, node.status) == (None, ScoreStatus.MISSING)
    assert node.explanation == "乙局：缺少实际值：乙率，暂不能计分。"


def test_judgements_of_assessed_units_are_kept_apart() -> None:
    row = leaf("A", "6", rule="per_fault", parameters={"deduction": "1"})
    judgements = [
        {"criterion": "A", "kind": "差错数", "value": "2", "unit": "甲局", "by": "张三", "reason": "抽查"},
        {"criterion": "A", "kind": "差错数", "value": "0", "unit": "乙局", "by": "张三", "reason": "抽查"},
    ]
    assert scores_of(build([row], judgements=judgements))["A"] == "5.00"


@given(
    shares=st.lists(st.integers(0, 120), min_size=1, max_size=12),
    weights=st.lists(st.decimals("0.01", 30, places=2), min_size=12, max_size=12),
)
def test_sums_are_exact_and_within_bounds(shares: list[int], weights: list[Decimal]) -> None:
    leaves = [
        scored_leaf(f"A{n}", str(weight), f"{share}/100")
        for n, (share, weight) in enumerate(zip(shares, weights, strict=False))
    ]
    half = (len(leaves) + 1) // 2
    groups = [group for group in (leaves[:half], leaves[half:]) if group]
    score = score_case(build([branch(f"G{n}", "50", *group) for n, group in enumerate(groups)], FACTS))
    nodes = [node for node in score.walk() if node.is_leaf]
    expected = [
        round_half_up(min(Decimal(share), Decimal(100)) * weight / 100, 2)
        for share, weight in zip(shares, weights, strict=False)
    ]
    assert [node.score for node in nodes] == expected
    assert score.total == sum(expected)
    assert all(node.score is not None and 0 <= node.score <= node.weight for node in nodes)


def test_the_actual_prints_with_the_decimals_of_its_fact() -> None:
    """Monthly spending 2021: 1,448,983.18 ÷ 12 万元, filed with two decimals."""
    target = {"comparator": "=", "value": "124615", "unit": "万元"}
    row = leaf("C41", "6", rule="proportion", target=target, actual="=月均支出")
    case = build([row], {"支出": "1448983.18 万元", "月均支出": "=支出/12 万元"})
    facts = (case.facts[0], case.facts[1].model_copy(update={"decimals": 2}))
    one = next(score_case(case.model_copy(update={"facts": facts})).criteria())
    assert one.actual_text == "120748.60万元"
    assert one.working == "1448983.18÷12"
    assert one.sentence.startswith("实际120748.60万元÷目标124615万元＝96.90%")
