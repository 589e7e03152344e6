"""The report as a whole: outline, cover, drafts, tables, and nothing empty or dangling."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from hengping.cases.model import Case
from hengping.reference.profiles import packaged_profile
from hengping.rendering.document import Annex, Document, Figure, Heading, Reference, Table
from hengping.rendering.markup import markup
from hengping.rendering.numbering import number
from hengping.rendering.walk import block_inlines, blocks_of, inlines_of
from hengping.reports.annexes.score_table import score_table
from hengping.reports.evaluation_report import evaluation_report, start_writing
from hengping.reports.material import Material, gather
from hengping.scoring.case_score import score_case
from tests.reports.conftest import NAMES
from tests.reports.document_text import shown, text_of
from tests.scoring.case_builder import branch, build, leaf

FACTS = {"甲": "100 件", "缺": "件", "预算": "200 万元", "支出": "190 万元"}
TARGET = {"comparator": "≥", "value": "100", "unit": "件"}


def report(case: Case) -> tuple[Document, Material]:
    material = gather(case, score_case(case))
    return evaluation_report(material), material


def plain_case(actual: str = "=甲", **identity: Any) -> Case:
    tree = [
        branch("A", "100", branch("A1", "100", leaf("A11", "100", rule="proportion", target=TARGET, actual=actual)))
    ]
    return build(tree, FACTS, identity={"budget_fact": "预算", "executed_fact": "支出", **identity})


def chapters(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]


def table_of(document: Document, key: str) -> Table:
    return next(block for block in blocks_of(document.blocks) if isinstance(block, Table) and block.key == key)


def grid(table: Table) -> list[list[str]]:
    return [[shown(cell.content) for cell in row.cells] for row in (*table.header, *table.body)]


def test_chapters_stand_in_the_order_of_the_outline(documents: Mapping[str, Document]) -> None:
    assert chapters(documents["xinjiang-2021"]) == [
        "摘要",
        "基本情况",
        "绩效评价工作开展情况",
        "综合评价情况及评价结论",
        "绩效评价指标分析",
        "主要经验及做法、存在的问题及原因分析",
        "有关建议",
        "其他需要说明的问题",
    ]
    assert chapters(documents["datong-2020"]) == [
        "摘要",
        "基本概况",
        "评价结果和结论",
        "主要经验及做法、存在问题及原因分析",
        "有关建议",
        "结果应用建议",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_reference_leads_somewhere_and_every_table_and_chart_has_its_number(
    name: str, documents: Mapping[str, Document]
) -> None:
    numbering = number(documents[name])
    assert {"table:scores", "figure:rates", "annex:scores", "table:ledger"} <= numbering.keys.keys()


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_lack_nothing(
    name: str, documents: Mapping[str, Document], materials: Mapping[str, Material]
) -> None:
    assert materials[name].gaps.found == ()
    assert documents[name].watermark is None


def test_published_scores_stand_in_the_table_of_level_1(documents: Mapping[str, Document]) -> None:
    assert grid(table_of(documents["xinjiang-2021"], "table:scores")) == [
        ["一级指标", "权重", "得分率", "实际得分"],
        ["A.项目决策", "[10.00]", "[94.10%]", "[9.41]"],
        ["B.项目过程", "[25.00]", "[95.20%]", "[23.80]"],
        ["C.项目产出", "[40.00]", "[99.13%]", "[39.65]"],
        ["D.项目效益", "[25.00]", "[86.60%]", "[21.65]"],
        ["合计", "[100.00]", "[94.51%]", "[94.51]"],
    ]


def test_a_layout_may_turn_the_table_of_level_1(materials: Mapping[str, Material]) -> None:
    case = materials["datong-2020"].case
    profile = materials["datong-2020"].profile.model_copy(update={"score_table": "transposed"})
    document, _ = report(case.model_copy(update={"profile": profile}))
    assert grid(table_of(document, "table:scores")) == [
        ["", "决策", "过程", "产出", "效益", "合计"],
        ["总分", "[20.00]", "[20.00]", "[30.00]", "[30.00]", "[100.00]"],
        ["得分", "[18.00]", "[19.00]", "[27.00]", "[28.12]", "[92.12]"],
        ["占比", "[90.00%]", "[95.00%]", "[90.00%]", "[93.73%]", "[92.12%]"],
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_score_table_merges_levels_and_adds_up(name: str, materials: Mapping[str, Material]) -> None:
    material = materials[name]
    table = score_table(start_writing(material))
    first = [row.cells[0] for row in table.body if shown(row.cells[0].content) == shown(table.body[0].cells[0].content)]
    assert first[0].rowspan == sum(1 for node in material.score.indicators[0].walk() if node.is_leaf)
    sums = [grid_row for grid_row in grid(table) if grid_row[0] in ("小计", "合计")]
    assert [row[0] for row in sums] == ["小计"] * len(material.score.indicators) + ["合计"]
    assert f"[{material.score.total}]" in sums[-1]
    assert 12 <= len(table.columns) <= 14


def test_of_four_levels_the_weights_between_are_left_out(materials: Mapping[str, Material]) -> None:
    headings = [cell for row in grid(score_table(start_writing(materials["xinjiang-2021"])))[:2] for cell in row]
    assert headings.count("分值") == 2
    assert "四级指标" in headings
    headings = [cell for row in grid(score_table(start_writing(materials["datong-2020"])))[:2] for cell in row]
    assert headings.count("分值") == 3
    assert "四级指标" not in headings


def test_a_draft_is_marked_and_lists_what_it_lacks_first() -> None:
    document, _ = report(plain_case("=缺"))
    assert document.watermark == "草稿"
    box = document.blocks[0]
    assert isinstance(box, Table)
    text = shown(box.body[0].cells[0].content)
    assert text.startswith("本稿为草稿，尚缺下列内容：")
    assert "尚未计分的指标（1）：指标A11（缺少实际值：缺）。" in text
    assert "没有数值的事实（1）：缺。" in text
    assert "封面没有主管部门" in text
    assert "没有内容的章节（12）：项目背景、主要内容及实施情况、" in text


def test_a_draft_shows_blank_cover_fields_and_a_final_text_leaves_them_out() -> None:
    draft, _ = report(plain_case(watermark="征求意见稿"))
    final, _ = report(plain_case())
    assert draft.cover is not None
    assert ("主管部门", "未提供") in draft.cover.rows
    assert final.cover is not None
    assert [label for label, _ in final.cover.rows] == ["项目名称"]
    assert (draft.watermark, final.watermark) == ("征求意见稿", None)


def test_a_draft_has_placeholders_where_a_final_text_leaves_empty_sections_out() -> None:
    draft, _ = report(plain_case(watermark="送审稿"))
    final, material = report(plain_case())
    assert "## 主要经验及做法\n（本节内容待补充。）" in text_of(draft.blocks)
    assert "## 主要经验及做法" not in text_of(final.blocks)
    assert "“主要经验及做法”一节没有内容" in material.gaps.found


@pytest.mark.parametrize("watermark", ["", "草稿"])
def test_no_heading_stands_over_nothing(watermark: str) -> None:
    blocks = report(plain_case(watermark=watermark))[0].blocks
    for index, block in enumerate(blocks):
        if isinstance(block, Heading):
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            deeper = isinstance(following, Heading) and following.level > block.level
            assert following is not None
            assert deeper or not isinstance(following, Heading | Annex), block.text


def test_without_texts_abstract_and_conclusion_are_written_from_the_data() -> None:
    text = text_of(report(plain_case())[0].blocks)
    assert "本报告是对2021年度“测试项目”的财政评价。预算数[200万元]，执行数[190万元]，预算执行率[95.00%]。" in text
    assert "经综合评价，测试项目得分[100.00]分，满分[100.00]分，等级为“优”。" in text
    assert "指标A方面，分值[100.00]分，得[100.00]分，得分率[100.00%]。所属[1项]指标均得满分。" in text


def test_a_report_without_a_total_says_so_and_gives_no_grade() -> None:
    text = text_of(report(plain_case("=缺"))[0].blocks)
    assert "测试项目尚有评分要点缺少数据或评判，总分和等级暂不能得出。" in text
    assert "等级为" not in text


def test_a_reference_to_what_the_report_does_not_hold_is_printed_and_told() -> None:
    case = plain_case().model_copy(update={"texts": {"background": '见 {{ ref("table:phases") }}。'}})
    document, material = report(case)
    assert "见〔无此引用：table:phases〕。" in text_of(document.blocks)
    assert "正文引用的“table:phases”在本报告中没有" in material.gaps.found
    number(document)


def test_a_dead_reference_in_a_caption_or_a_head_of_a_table_does_not_keep_the_report_from_printing() -> None:
    table = '| 项目 | 见{{ ref("table:none") }} |\n|---|---|\n| 甲 | 乙 |\n\n: 见{{ ref("figure:none") }}\n'
    case = plain_case().model_copy(update={"texts": {"background": table}})
    document, material = report(case)
    assert {"正文引用的“table:none”在本报告中没有", "正文引用的“figure:none”在本报告中没有"} <= set(material.gaps.found)
    number(document)
    markup(document, number(document), medium="word", image=lambda *_: "")


def test_a_profile_whose_basis_nobody_checked_says_so() -> None:
    case = plain_case()
    assert "该规程尚未与依据逐字核对" in text_of(report(case)[0].blocks)
    checked = packaged_profile("default").model_copy(update={"verified": True})
    assert "逐字核对" not in text_of(report(case.model_copy(update={"profile": checked}))[0].blocks)


def test_a_block_that_a_text_places_does_not_stand_a_second_time() -> None:
    text = '前文。\n\n{{ table("budget") }}\n\n后文。'
    case = plain_case().model_copy(update={"texts": {"implementation": text}})
    document, _ = report(case)
    keys = [block.key for block in blocks_of(document.blocks) if isinstance(block, Table)]
    assert keys.count("table:budget") == 1
    assert text_of(document.blocks).index("前文。") < text_of(document.blocks).index("预算执行情况表")


def test_a_block_placed_by_two_texts_is_printed_twice_and_referred_to_once() -> None:
    texts = {
        "implementation": '{{ table("budget") }}\n\n见 {{ ref("table:budget") }}。',
        "money": '{{ table("budget") }}',
    }
    document, _ = report(plain_case().model_copy(update={"texts": texts}))
    tables = [block for block in blocks_of(document.blocks) if isinstance(block, Table)]
    assert [table.key for table in tables if "预算执行情况表" in shown(table.caption)] == ["table:budget", None]
    number(document)


def test_a_chart_of_the_case_may_have_the_name_of_a_generated_one() -> None:
    chart = {"id": "plan_actual", "title": "预算", "kind": "bars", "chapter": "money", "categories": ["预算"],
             "series": {"金额": ["预算"]}, "unit": "万元"}  # fmt: skip
    document, _ = report(plain_case(charts=[chart]))
    keys = [block.key for block in blocks_of(document.blocks) if isinstance(block, Figure)]
    assert keys.count("figure:plan_actual") == 1


def test_a_chart_of_the_case_stands_in_place_of_the_same_generated_one(documents: Mapping[str, Document]) -> None:
    chart = {"id": "own", "title": "预算与支出", "kind": "bars", "chapter": "money", "categories": ["预算", "支出"],
             "series": {"金额": ["预算", "支出"]}, "unit": "万元"}  # fmt: skip
    with_own, _ = report(plain_case(charts=[chart]))
    without, _ = report(plain_case())

    def figures(document: Document) -> list[str | None]:
        return [block.key for block in blocks_of(document.blocks) if isinstance(block, Figure)]

    assert "figure:own" in figures(with_own)
    assert "figure:plan_actual" not in figures(with_own)
    assert "figure:plan_actual" in figures(without)


def test_goals_stand_as_filed_with_their_levels_merged(documents: Mapping[str, Document]) -> None:
    table = table_of(documents["xinjiang-2021"], "table:goals")
    rows = grid(table)
    assert len(rows) == 1 + 17
    assert rows[1] == ["产出指标", "数量指标", "参保缴费人数", "=33.29万人"]
    assert (table.body[0].cells[0].rowspan, table.body[0].cells[1].rowspan) == (13, 8)


def test_money_by_payer_adds_up_to_the_expenditure(documents: Mapping[str, Document]) -> None:
    rows = {row[1]: row for row in grid(table_of(documents["xinjiang-2021"], "table:coverage"))}
    assert rows["合计"][2:6] == ["[1448983.18]", "", "[873432.90]", "[60.28%]"]
    assert rows["区本级直管企业"][2:6] == ["[575550.28]", "[39.72%]", "—", "—"]
    assert rows["铁路局"][2:6] == ["[274869.91]", "[18.97%]", "[274869.91]", "[100.00%]"]


def test_all_visited_units_are_listed(documents: Mapping[str, Document]) -> None:
    assert len(table_of(documents["xinjiang-2021"], "table:units").body) == 37


@pytest.mark.parametrize("name", NAMES)
def test_the_legend_of_signs_stands_under_every_table_that_has_them(
    name: str, documents: Mapping[str, Document]
) -> None:
    for table in (block for block in blocks_of(documents[name].blocks) if isinstance(block, Table)):
        signs = {
            inline.mark for run in block_inlines(table) for inline in inlines_of(run) if getattr(inline, "mark", "")
        }
        notes = "".join(shown(note) for note in table.notes)
        for sign in "".join(sorted(signs)):
            assert f"{sign}为" in notes, table.key


def test_references_are_left_in_the_text_for_the_renderer(documents: Mapping[str, Document]) -> None:
    found = {
        inline.key
        for block in blocks_of(documents["xinjiang-2021"].blocks)
        for run in block_inlines(block)
        for inline in inlines_of(run)
        if isinstance(inline, Reference)
    }
    assert {"annex:scores", "annex:units", "annex:interviews"} <= found
