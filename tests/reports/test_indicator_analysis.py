"""The chapter of indicator analysis: what it says for each kind of result."""

from __future__ import annotations

from typing import Any

import pytest

from hengping.cases.model import Case
from hengping.reports.blocks.analysis import analysis
from hengping.reports.evaluation_report import start_writing
from hengping.reports.material import Material, gather
from hengping.scoring.case_score import score_case
from tests.reports.document_text import text_of
from tests.scoring.case_builder import NO_EVIDENCE, NOT_APPLICABLE, branch, build, criterion, leaf

FACTS = {
    "支出": "96 万元",
    "预算": "100 万元",
    "执行率": "=支出/预算 %",
    "甲": "100 件",
    "专账": "是 是否",
    "档案": "否 是否",
    "缺": "件",
}
REACHED = {"comparator": "≥", "value": "95", "unit": "%"}
MISSED = {"comparator": "≥", "value": "98", "unit": "%"}
POINTS = [
    {"id": "1", "text": "专账核算", "max_score": "2", "met": "=专账"},
    {"id": "2", "text": "建有档案制度", "max_score": "2", "met": "=档案"},
]


def material_of(case: Case) -> Material:
    return gather(case, score_case(case))


def told(*leaves: dict[str, Any], judgements: tuple[dict[str, Any], ...] = ()) -> str:
    tree = [branch("A", "10", branch("A1", "10", *leaves))]
    material = material_of(build(tree, FACTS, judgements=judgements, system={"full_marks": "10"}))
    return text_of(analysis(start_writing(material), 2))


def paragraph_of(text: str, beginning: str) -> str:
    lines = text.split("\n")
    return next(lines[index + 1] for index, line in enumerate(lines) if line == beginning)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"rule": "met_or_nothing", "target": REACHED, "actual": "=执行率", "finding": "支出已核对"},
            "分值[4.00]分，得[4.00]分。支出已核对。经核算，[96]÷[100]＝[96.00%]，达到目标≥[95%]，得满分（底稿DG-X）。",
        ),
        (
            {"rule": "met_or_nothing", "target": MISSED, "actual": "=执行率", "deduction_reason": "年底结转 {{ 支出 | with_unit }}"},
            "分值[4.00]分，得[0.00]分，全部失分。按评分规则，[96]÷[100]＝[96.00%]，指标X [96.00%]，低于目标≥[98%]。"
            "扣分原因：年底结转[96万元]（底稿DG-X）。",
        ),
        (
            {"rule": "per_unit_short", "target": MISSED, "actual": "=执行率", "parameters": {"per": "1", "deduction": "0.5"}},
            "分值[4.00]分，得[3.00]分，失[1.00]分，得分率[75.00%]。按评分规则，",
        ),
        (
            {"rule": "checklist", "parameters": {"points": POINTS}, "deduction_reason": "没有档案制度"},
            "分值[4.00]分，得[2.00]分，失[2.00]分，得分率[50.00%]。按评分规则，[2]个要点中满足[1]个；"
            "未满足：建有档案制度（[2]分）。扣分原因：没有档案制度（底稿DG-X）。",
        ),
        (
            {"rule": "met_or_nothing", "actual": "=专账", "finding": "账簿已查阅。"},
            "分值[4.00]分，得[4.00]分。账簿已查阅。逐项核查，符合要求，得满分（底稿DG-X）。",
        ),
        (
            {"rule": "met_or_nothing", "target": {"comparator": "≥", "value": "1", "unit": "件"}, "actual": "=缺"},
            "分值[4.00]分，尚未计分。缺少实际值",
        ),
        (
            {"rule": "met_or_nothing", "actual": "=专账", "outcome": NO_EVIDENCE},
            "分值[4.00]分，得[0.00]分，全部失分。无佐证（张三：依据评分标准第三条，无佐证不得分），不得分，扣[4.00]分（底稿DG-X）。",
        ),
        (
            {"rule": "met_or_nothing", "actual": "=专账", "override": {"score": "3.5", "reason": "资料迟交", "by": "主评人"}},
            "分值[4.00]分，得[3.50]分，失[0.50]分，得分率[87.50%]。手工改定为[3.50]分（主评人：资料迟交）；改定前：",
        ),
    ],
)  # fmt: skip
def test_each_kind_of_result_has_its_own_words(fields: dict[str, Any], expected: str) -> None:
    text = told(leaf("X", "4", **fields), leaf("Y", "6", rule="met_or_nothing", actual="=专账"))
    assert paragraph_of(text, "#### 指标X").startswith(expected)


def test_full_marks_are_told_together_and_each_loss_alone() -> None:
    criteria = [
        criterion("X-1", "1", finding="甲项齐全"),
        criterion("X-2", "1", finding="乙项齐全"),
        criterion("X-3", "2", "0.5", finding="丙项只有一半", deduction_reason="另一半未办"),
    ]
    text = told(leaf("X", "4", criteria=criteria), leaf("Y", "6", rule="met_or_nothing", actual="=专账"))
    lines = text.split("\n")
    start = lines.index("#### 指标X")
    assert lines[start + 1] == (
        "分值[4.00]分，得[3.00]分，失[1.00]分，得分率[75.00%]。甲项齐全；乙项齐全。“要点X-1”“要点X-2”达到要求，得满分。"
    )
    assert lines[start + 2].startswith("“要点X-3”分值[2.00]分，得[1.00]分，扣[1.00]分。丙项只有一半。按评分规则，")
    assert lines[start + 2].endswith("扣分原因：另一半未办（底稿DG-X）。")


def test_what_does_not_apply_says_so_and_where_its_marks_went() -> None:
    text = told(
        leaf("X", "4", rule="met_or_nothing", actual="=专账", outcome=NOT_APPLICABLE),
        leaf("Y", "6", rule="met_or_nothing", actual="=专账"),
    )
    assert "不适用（张三：本级无此业务），[4.00]分由其余各项按比例分摊" in paragraph_of(text, "#### 指标X")
    assert paragraph_of(text, "#### 指标Y").startswith("分值[10.00]分，得[10.00]分。")


def test_a_judge_is_not_told_twice() -> None:
    reason = "实际发放人数未公布，没有提出漏发"
    judged = ({"criterion": "X", "kind": "score", "value": "4", "by": "甲", "role": "专家", "reason": reason},)
    text = told(
        leaf("X", "4", rule="judged", parameters={"by_role": "专家"}, finding="实际发放人数未公布，也没有提出漏发"),
        leaf("Y", "6", rule="met_or_nothing", actual="=专账"),
        judgements=judged,
    )
    assert (
        paragraph_of(text, "#### 指标X") == f"分值[4.00]分，得[4.00]分。专家（甲）评判：{reason}，得满分（底稿DG-X）。"
    )


def test_a_missing_fact_is_a_gap_of_the_report() -> None:
    tree = [branch("A", "10", leaf("A1", "10", rule="proportion", target=REACHED, actual="=缺/甲"))]
    material = material_of(build(tree, FACTS, system={"full_marks": "10"}))
    analysis(start_writing(material), 2)
    (gap,) = material.gaps.found
    assert gap.startswith("指标“指标A1”尚未计分：缺少实际值")


def test_a_tree_of_four_levels_names_its_leaves_in_the_text_and_not_in_headings() -> None:
    bottom = leaf("A111", "10", rule="met_or_nothing", actual="=专账")
    other = leaf("A112", "10", rule="met_or_nothing", actual="=专账")
    tree = [branch("A", "20", branch("A1", "20", branch("A11", "20", bottom, other)))]
    text = text_of(analysis(start_writing(material_of(build(tree, FACTS, system={"full_marks": "20"}))), 2))
    assert "#### 指标A11\n分值[20.00]分，得满分。\n**指标A111。**分值[10.00]分" in text


def test_a_branch_of_one_leaf_does_not_say_what_the_leaf_says() -> None:
    tree = [branch("A", "10", branch("A1", "10", leaf("A11", "10", rule="met_or_nothing", actual="=专账")))]
    text = text_of(analysis(start_writing(material_of(build(tree, FACTS, system={"full_marks": "10"}))), 2))
    assert "### 指标A1\n#### 指标A11" in text
