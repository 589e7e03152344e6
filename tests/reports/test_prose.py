"""Texts of a case: formats, blocks that a text places, and what cannot be read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hengping.cases.model import Case
from hengping.rendering.document import Block, Paragraph, paragraph
from hengping.reports.material import Material, gather
from hengping.reports.prose import Prose
from hengping.scoring.case_score import score_case
from tests.reports.document_text import shown, text_of
from tests.scoring.case_builder import branch, build, leaf

FACTS = {
    "支出": "1448983.18 万元",
    "预算": "1495378.00 万元",
    "执行率": "=支出/预算 %",
    "增长率": "-0.86 %",
    "人数": "322189 人",
    "比": "1.45 比值",
    "日": "2022-07-18 日期",
    "齐全": "是 是否",
    "缺": "人",
}


def case() -> Case:
    target = {"comparator": "≥", "value": "95", "unit": "%"}
    first = branch("A", "60", leaf("A1", "60", rule="met_or_nothing", target=target, actual="=执行率"))
    second = branch("B", "40", leaf("B1", "40", rule="proportion", target=target, actual="=增长率"))
    return build([first, second], FACTS)


@pytest.fixture
def material() -> Material:
    return gather(case(), score_case(case()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ 执行率 | percent(2) }}", "[96.90%]"),
        ("{{ 执行率 | percent(0) }}", "[97%]"),
        ("{{ 支出 | amount(1) }}", "[1448983.2]"),
        ("{{ 支出 | with_unit }}", "[1448983.18万元]"),
        ("{{ 支出 }}", "[1448983.18万元]"),
        ("{{ 支出 | with_unit(0) }}", "[1448983万元]"),
        ("{{ 支出 | plain }}", "[1448983.18]"),
        ("{{ 预算 | plain }}", "[1495378.00]"),
        ("{{ 支出 | wan(2) }}", "[144.90亿元]"),
        ("{{ 人数 | wan(2) }}", "[32.22万人]"),
        ("{{ 增长率 | percent(2) }}", "[-0.86%]"),
        ("下降 {{ 增长率 | absolute | percent(2) }}", "下降[0.86%]"),
        ("下降 {{ 增长率 | absolute | points }}", "下降[0.86个百分点]"),
        ("{{ 比 | with_unit }}", "[1.45]"),
        ("{{ 日 | date }}", "[2022年7月18日]"),
        ("{{ 齐全 | text }}", "[是]"),
        ("{{ 缺 | with_unit }}", "[〔待补〕]"),
        ("{{ total }} 分，{{ grade }}", "[60.00]分，中"),
        ('{{ score("A") }}/{{ weight("A1") }}，{{ rate("B") }}', "[60.00]/[60.00]，[0.00%]"),
        ('{{ count("indicators") }} 项', "[2]项"),
        ('见 {{ paper("A1") }}', "见（底稿DG-A1）"),
        ('{{ fact_paper("执行率") }}', "（底稿DG-A1）"),
        ('见 {{ ref("table:scores") }}', "见<table:scores>"),
        ("得 **{{ total }}** 分", "得 **[60.00]** 分"),
    ],
)
def test_formats_print_as_an_office_writes_them(text: str, expected: str, material: Material) -> None:
    assert shown(Prose(material).inlines(text, where="试写")) == expected


def test_blanks_around_figures_are_for_the_source_alone(material: Material) -> None:
    text = "支出 {{ 支出 | with_unit }} ，完成 {{ 执行率 | percent(2) }}（见附表）；GDP {{ 比 | plain }} times"
    assert (
        shown(Prose(material).inlines(text, where="试写"))
        == "支出[1448983.18万元]，完成[96.90%]（见附表）；GDP [1.45] times"
    )


def test_headings_of_a_text_begin_at_the_level_they_are_asked_for(material: Material) -> None:
    blocks = Prose(material).blocks("### 甲\n\n正文\n\n#### 乙\n\n- 一\n- 二\n", where="试写", level=3)
    assert text_of(blocks) == "### 甲\n正文\n#### 乙\n- 一\n- 二"


def test_a_line_that_names_a_table_or_chart_becomes_that_block(material: Material) -> None:
    asked: list[tuple[str, str]] = []

    def generated(kind: str, name: str) -> tuple[Block, ...]:
        asked.append((kind, name))
        return (paragraph(f"〈{name}〉"),)

    text = '前\n\n{{ table("goals") }}\n\n中\n\n{{ chart("money") }}\n\n后'
    blocks = Prose(material, generated).blocks(text, where="试写", level=2)
    assert text_of(blocks) == "前\n〈goals〉\n中\n〈money〉\n后"
    assert asked == [("table", "goals"), ("chart", "money")]


def test_an_unknown_fact_is_a_gap_with_the_nearest_name_and_the_rest_still_prints(material: Material) -> None:
    text = "第一段 {{ 支出 | with_unit }}。\n\n第二段 {{ 支出额 | with_unit }}。\n\n第三段。"
    blocks = Prose(material).blocks(text, where="text/money.md", level=2)
    assert text_of(blocks) == "第一段[1448983.18万元]。\n第二段〔引用有误〕。\n第三段。"
    (gap,) = material.gaps.found
    assert "text/money.md 第 3 行" in gap
    assert "是否为“支出”" in gap


@pytest.mark.parametrize(
    "text",
    [
        "{{ 支出/预算 }}",
        "{% for x in y %}1{% endfor %}",
        "{{ 支出 | percents }}",
        '{{ score("Z") }}',
        "{{ 支出 | wan(2",
    ],
)
def test_what_prose_may_not_say_is_a_gap_and_never_a_traceback(text: str, material: Material) -> None:
    blocks = Prose(material).blocks(f"甲 {text} 乙", where="试写", level=2)
    assert isinstance(blocks[0], Paragraph)
    assert material.gaps.found


def test_placed_blocks_are_known_before_anything_is_written(material: Material) -> None:
    texts = {"money": '{{ chart("money") }}', "goals": "无"}
    prose = Prose(replace(material, case=material.case.model_copy(update={"texts": texts})))
    assert prose.placed == {("chart", "money")}
