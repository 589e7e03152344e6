from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.errors import Fault, InputError
from hengping.rendering.document import (
    FactFigure,
    Inline,
    LineBreak,
    Paragraph,
    Reference,
    Row,
    Strong,
    Table,
    Text,
    cell,
    inlines,
)
from hengping.rendering.prose import render_prose

RATE = ("支出执行率", Decimal("0.9913"))


def percent(fact: tuple[str, Decimal], places: int = 2) -> FactFigure:
    return FactFigure(fact[0], f"{fact[1] * 100:.{places}f}%")


def words(fact: object) -> str:
    return f"《{fact}》"


def refuse(fact: object) -> str:
    raise InputError([Fault("", "不是比率", "比率", "请换用其他格式。")])


FILTERS = {"percent": percent, "words": words, "refuse": refuse}
NAMES = {
    "支出执行率": RATE,
    "得分": FactFigure("总得分", "92.12"),
    "年度": 2020,
    "单位": "甲*乙*|#",
    "地址": "第一行\n第二行",
    "表": Reference,
}


def one(text: str) -> tuple[Inline, ...]:
    (block,) = render_prose(text, NAMES, FILTERS)
    assert isinstance(block, Paragraph)
    return block.content


def faults(text: str) -> list[Fault]:
    with pytest.raises(InputError) as caught:
        render_prose(text, NAMES, FILTERS, where="text/3.md")
    return list(caught.value.faults)


def test_figures_come_through_markdown_with_their_fact() -> None:
    assert one("{{ 年度 }}年度为**{{ 支出执行率 | percent(1) }}**，得{{ 得分 }}分，见{{ 表('sharing') }}。") == (
        Text("2020年度为"),
        Strong((FactFigure("支出执行率", "99.1%"),)),
        Text("，得"),
        FactFigure("总得分", "92.12"),
        Text("分，见"),
        Reference("sharing"),
        Text("。"),
    )


def test_data_is_never_taken_for_markdown() -> None:
    assert one("{{ 单位 }}") == (Text("甲*乙*|#"),)
    assert one("{{ 地址 }}") == (Text("第一行"), LineBreak(), Text("第二行"))
    assert one("{{ 单位 | words }}") == (Text("《甲*乙*|#》"),)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1).filter(str.strip))
def test_any_text_prints_as_it_is(text: str) -> None:
    (block,) = render_prose("甲{{ 值 }}乙", {"值": text}, {})
    assert block == Paragraph(inlines(f"甲{text}乙"))


def test_a_table_holds_figures() -> None:
    (table,) = render_prose("| 单位 | 比率 |\n|--|--|\n| 平安镇 | {{ 支出执行率 | percent }} |", NAMES, FILTERS)
    assert isinstance(table, Table)
    assert table.body == (Row((cell("平安镇"), cell(FactFigure("支出执行率", "99.13%")))),)


def test_all_unknown_names_and_filters_are_told_with_the_nearest_known() -> None:
    found = faults("甲\n{{ 支出执行 | percent }}\n\n{{ 年度 | percnt }}{{ 无 }}")
    assert [(fault.where, fault.expected) for fault in found] == [
        ("text/3.md 第 2 行", "已登记的名称（“支出执行”不在其中，是否为“支出执行率”）"),
        ("text/3.md 第 4 行", "已有的格式（“percnt”不在其中，是否为“percent”）"),
        ("text/3.md 第 4 行", "已登记的名称（“无”不在其中）"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "{{ 支出执行率 }}",  # no format
        "{{ none }}",
        "{{ 年度 + 1 }}",  # no sums in prose
        "{{ 'a' * 1000000000 }}",
        "{{ 得分.__class__ }}",
        "{{ 单位.format(得分) }}{{ 得分.fact_id.__init__ }}",
        "{{ 年度 if 年度 else 单位 }}",
        "{{ 99.13 }}",  # a figure without a fact
        "{{ '92 分' }}",
        "{% for x %}",
        "{% for x in 单位 %}甲{% endfor %}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{{ 支出执行率 | percent( }}",
        "{% include '/etc/passwd' %}",
        "{{ 支出执行率 | percent('二') }}",
    ],
)
def test_what_prose_may_not_do_is_told_with_its_line(line: str) -> None:
    (fault,) = faults(f"第一行\n第二行\n{line}")
    assert fault.where == "text/3.md 第 3 行"
    assert fault.found == line


@pytest.mark.parametrize("line", ["{{ 支出执行率 | percent(1, 2, 3) }}", "{{ 表() }}", "{{ 年度() }}"])
def test_wrong_arguments_are_told_in_chinese(line: str) -> None:
    (fault,) = faults(f"第一行\n{line}")
    assert (fault.where, fault.mend) == ("text/3.md 第 2 行", "请检查括号里的参数，以及该名称后能否写括号。")


@pytest.mark.parametrize("text", ["{{ " + "(" * 9999 + "年度" + ")" * 9999 + " }}", "{{ 单位" + "|words" * 9999 + "}}"])
def test_endless_nesting_is_told(text: str) -> None:
    (fault,) = faults(text)
    assert fault.found == "嵌套过深的占位符"


@pytest.mark.parametrize("name", ["range", "lipsum", "dict", "cycler", "namespace"])
def test_the_template_language_brings_nothing_of_its_own(name: str) -> None:
    (fault,) = faults(f"{{{{ {name}(3) }}}}")
    assert f"“{name}”不在其中" in fault.expected


def test_a_fault_of_a_filter_gets_its_line() -> None:
    (fault,) = faults("甲\n\n{{ 支出执行率 | refuse }}")
    assert (fault.where, fault.found, fault.mend) == ("text/3.md 第 3 行", "不是比率", "请换用其他格式。")


def test_the_signs_around_placed_values_cannot_be_forged() -> None:
    assert faults("\ufdd00\ufdd1")[0].found == "不可见的控制字符"
