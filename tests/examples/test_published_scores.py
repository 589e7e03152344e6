"""What the two reports printed: level-1 weights, scores and rates, total and grade; and where each point was lost."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from hengping.cases.model import Case
from hengping.cases.model.process import ScoreStage
from hengping.quantities import percent
from hengping.scoring.result import CaseScore

# As printed: indicator, weight, score, rate.
PUBLISHED = {
    "datong-2020": """
        决策      20.00  18.00  90.00%
        过程      20.00  19.00  95.00%
        产出      30.00  27.00  90.00%
        效益      30.00  28.12  93.73%
        合计     100.00  92.12  92.12%  优
    """,
    "xinjiang-2021": """
        项目决策  10.00   9.41  94.10%
        项目过程  25.00  23.80  95.20%
        项目产出  40.00  39.65  99.13%
        项目效益  25.00  21.65  86.60%
        合计     100.00  94.51  94.51%  优
    """,
}

# Every criterion that lost points: points lost, and whether a figure or a judgement took them.
LOST = {
    "datong-2020": """
        A22-3  1.00  facts  质量目标不可衡量
        A22-4  1.00  facts  效益目标不可衡量
        B21    1.00  facts  没有档案管理制度
        C21    3.00  facts  参保增长率 -0.86% < 3.38%
        D31    1.88  facts  满意度 83.12% < 85%，每低一个百分点扣一分（重构）
    """,
    "xinjiang-2021": """
        A212   0.15  facts  缺三项内容 × 0.05
        A221   0.44  facts  1.25 × 6/17
        B211   0.60  judged 预算管理制度与标准
        B222   0.60  judged 预算执行监督
        C111   0.16  facts  5 × (1 - 322189/332900)
        C411   0.19  facts  6 × (1 - 120748.60/124615)
        D111   1.60  judged 8 × (1 - 80%)
        D211   1.40  judged 7 × (1 - 80%)
        D311   0.35  judged 满意度
    """,
}


def rows(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


@pytest.mark.parametrize("name", PUBLISHED)
def test_level_1_total_and_grade_are_as_published(name: str, scores: Mapping[str, CaseScore]) -> None:
    score = scores[name]
    printed = [
        [node.indicator.name, f"{node.weight:.2f}", f"{node.score:.2f}", percent(node.rate or Decimal(0))]
        for node in score.indicators
    ]
    printed.append(["合计", f"{score.full_marks:.2f}", f"{score.total:.2f}", percent(score.rate or Decimal(0)), "优"])

    assert printed == rows(PUBLISHED[name])
    assert score.grade == "优"
    assert score.veto is None


@pytest.mark.parametrize("name", LOST)
def test_points_are_lost_where_the_report_says(name: str, scores: Mapping[str, CaseScore]) -> None:
    lost = []
    for criterion in scores[name].criteria():
        deduction = criterion.deduction
        assert deduction is not None, f"{criterion.criterion.id} has no score: {criterion.sentence}"
        if deduction > 0:
            kind = "judged" if criterion.judgements else "facts"
            lost.append([criterion.criterion.id, f"{round(deduction, 2):.2f}", kind])

    assert lost == [row[:3] for row in rows(LOST[name])]


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_recorded_final_scores_are_the_computed_ones(
    name: str, cases: Mapping[str, Case], scores: Mapping[str, CaseScore]
) -> None:
    recorded = {row.code: row.score for row in cases[name].scores if row.stage is ScoreStage.FINAL}
    computed = {node.indicator.code: node.score for node in scores[name].indicators}

    assert recorded == {**computed, "TOTAL": scores[name].total}
