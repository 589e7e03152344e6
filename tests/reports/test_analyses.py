"""Analyses of a case in its report: sentence, table and chart; every number a figure, the sums as printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hengping.cases.model import Case
from hengping.cases.model.analyses import Analysis
from hengping.cases.store import open_case
from hengping.rendering.document import Document, Figure
from hengping.rendering.walk import blocks_of
from hengping.reports.blocks.analyses import analysis_chart, analysis_table
from hengping.reports.blocks.panel import panel
from hengping.reports.blocks.sensitivity import sensitivity_chart, sensitivity_table
from hengping.reports.evaluation_report import evaluation_report, start_writing
from hengping.reports.material import Material, gather
from hengping.scoring.case_score import score_case
from tests.reports.document_text import text_of
from tests.reports.test_every_figure_has_a_fact import filed_values, unexplained_in_cells, unexplained_in_prose
from tests.scoring.case_builder import build, leaf

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "datong-2020"
YEARS = ("2017", "2018", "2019")
PAID = {
    "id": "paid",
    "kind": "factors",
    "title": "养老金发放额变动的因素分析",
    "chapter": "background",
    "result": [f"发放_{year}" for year in YEARS],
    "series": {name: [f"{name}_{year}" for year in YEARS] for name in ("领取人次", "人次均发放")},
}
COST = {
    "id": "cost",
    "kind": "lowest_cost",
    "title": "每人次发放额",
    "chapter": "background",
    "series": {"成本": [f"发放_{year}" for year in YEARS], "产出": [f"领取人次_{year}" for year in YEARS]},
}
BENEFIT = {
    "id": "benefit",
    "kind": "cost_benefit",
    "title": "征缴与发放",
    "series": {"成本": [f"发放_{year}" for year in YEARS], "效益": [f"征缴_{year}" for year in YEARS]},
}
PEERS = {
    "id": "peers",
    "kind": "benchmark",
    "title": "市本级与县区",
    "categories": ["市本级", "各县区"],
    "smaller_is_better": ["每人分担额"],
    "series": {
        "每人分担额": ["每人分担_市本级", "每人分担_县区"],
        "占全市退休人数": ["市本级退休人数占比", "县区退休人数占比"],
    },
}
ALL = [PAID, COST, BENEFIT, PEERS]


def with_analyses(analyses: list[dict[str, Any]], **texts: str) -> Case:
    case = open_case(EXAMPLE)
    read = tuple(Analysis.model_validate(each) for each in analyses)
    identity = case.identity.model_copy(update={"analyses": read})
    return case.model_copy(update={"identity": identity, "texts": {**case.texts, **texts}})


def material_of(case: Case) -> Material:
    return gather(case, score_case(case))


def told(analysis: dict[str, Any]) -> str:
    writing = start_writing(material_of(with_analyses([analysis])))
    (read,) = writing.material.case.identity.analyses
    return text_of(analysis_table(writing, read))


def test_factors_are_told_and_add_up() -> None:
    text = told(PAID)
    assert text.startswith(
        "养老金发放额2017年为[477886.56万元]，2019年为[564098.71万元]，增加[86212.15万元]。"
        "按对数平均迪氏指数法（LMDI）分解，领取人次变动使其增加[42545.82万元]；人次均发放变动使其增加[43666.33万元]。"
    )
    assert "[+20905.69] | [+21640.13] | [+42545.82] | [49.35%]" in text
    assert "[+35097.52] | [+51114.63] | [+86212.15] | [100.00%]" in text


def test_unit_costs_are_told() -> None:
    text = told(COST)
    assert (
        "单位成本最低的是2017年，为[3.5139万元/人次]；最高的是2019年，为[3.8196万元/人次]，后者比前者高[8.70%]。"
        in text
    )


def test_benefits_for_each_unit_of_cost_are_told() -> None:
    assert "每单位成本的效益最高的是2019年，为[0.3240]；最低的是2018年，为[0.2978]，前者比后者高[8.80%]。" in told(
        BENEFIT
    )


def test_the_distance_to_the_best_peer_is_told_without_a_sign() -> None:
    text = told(PEERS)
    assert "市本级的占全市退休人数不低于各同类单位；每人分担额与最优的各县区相差[0.03万元/人]。" in text


@pytest.fixture(scope="module")
def whole() -> tuple[Document, Material]:
    placed = (
        '{{ table("sensitivity") }}\n\n{{ chart("sensitivity") }}\n\n{{ chart("peers") }}\n\n{{ table("benefit") }}'
    )
    material = material_of(with_analyses(ALL, use_of_results=placed))
    return evaluation_report(material), material


def keys(document: Document) -> Iterator[str]:
    for block in blocks_of(document.blocks):
        if getattr(block, "key", None):
            yield str(getattr(block, "key", None))


def test_analyses_stand_where_the_case_or_a_text_puts_them(whole: tuple[Document, Material]) -> None:
    found = list(keys(whole[0]))
    for key in ("table:paid", "figure:paid", "table:cost", "figure:peers", "table:benefit", "figure:sensitivity"):
        assert found.count(key) == 1, key
    assert "figure:benefit" not in found  # asked for nowhere


def test_every_number_of_them_is_a_figure(whole: tuple[Document, Material]) -> None:
    document, material = whole
    assert list(unexplained_in_prose(document)) == []
    filed = [*filed_values(material.case.model_dump(mode="json"))]
    assert [text for text in unexplained_in_cells(document, filed) if "影响" not in text] == []


def test_an_analysis_that_is_put_nowhere_is_a_gap() -> None:
    material = material_of(with_analyses([BENEFIT, {**COST, "chapter": "没有的节"}]))
    evaluation_report(material)
    assert [gap for gap in material.gaps.found if gap.startswith("分析")] == [
        "分析“benefit”没有印出：没有写所在章节，正文也没有放置",
        "分析“cost”没有印出：没有“没有的节”这一节",
    ]


def test_an_analysis_of_facts_that_do_not_exist_is_a_gap_and_no_failure() -> None:
    material = material_of(with_analyses([{**COST, "series": {"成本": ["无此事实"]}}]))
    evaluation_report(material)
    assert any("无此事实" in gap for gap in material.gaps.found)


def test_the_reconstructed_figure_that_decides_the_grade_is_told_first() -> None:
    writing = start_writing(material_of(open_case(EXAMPLE)))
    text = text_of(sensitivity_table(writing, 3))
    assert "上下变动[10%]时，会改变等级的有[1项]，为受益群众满意度（2020年度）。" in text
    assert "数据 | 受益群众满意度（2020年度）（有争议） | [83.12%] | [84.00～94.00] | [80.99（-2.56%）为良]" in text
    (figure,) = sensitivity_chart(writing, 3)
    assert isinstance(figure, Figure)
    bars = figure.chart["data"]["values"]
    assert (bars[0]["low"], bars[0]["high"]) == (84, 94)


def judged(*values: str) -> Material:
    tree = [leaf(code, "50", rule="judged", parameters={"by_role": "专家"}) for code in ("A", "B")]
    rows = [
        {"criterion": code, "kind": "score", "value": value, "by": by, "role": "专家", "reason": "见底稿"}
        for code in ("A", "B")
        for by, value in zip("甲乙丙", values, strict=True)
    ]
    return material_of(build(tree, judgements=rows))


def test_judges_are_compared_by_number_and_the_one_apart_is_starred() -> None:
    text = text_of(panel(start_writing(judged("40", "42", "20")), 3))
    assert "[3位]评委对[2项]独立评判" in text
    assert "与其他评委相差较大的评判有[2个]，表中以*标出" in text
    assert "甲" not in text
    assert "[20.00*]" in text


def test_nobody_is_compared_where_one_judged() -> None:
    assert panel(start_writing(material_of(build([leaf("A", "100")]))), 3) == ()


def test_charts_of_analyses_show_what_the_table_says() -> None:
    writing = start_writing(material_of(with_analyses([PAID])))
    (figure,) = analysis_chart(writing, writing.material.case.identity.analyses[0])
    assert isinstance(figure, Figure)
    values = figure.chart["data"]["values"]
    assert [value["high_label"] for value in values] == ["477886.56", "+42545.82", "+43666.33", "564098.71"]
    assert values[1]["high"] == values[2]["low"]
    assert values[2]["high"] == values[3]["high"]
