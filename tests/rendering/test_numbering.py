from __future__ import annotations

import pytest

from hengping.errors import InputError
from hengping.rendering import charts
from hengping.rendering.document import (
    Annex,
    Block,
    Column,
    Document,
    Figure,
    Heading,
    Landscape,
    Reference,
    Row,
    Table,
    cell,
    inlines,
    paragraph,
)
from hengping.rendering.numbering import heading_number, number


def document(*blocks: Block) -> Document:
    return Document(title="报告", blocks=blocks)


def table(caption: str = "", key: str | None = None) -> Table:
    return Table((Column(),), (Row((cell("1"),)),), caption=inlines(caption), key=key)


def figure(caption: str, key: str | None = None) -> Figure:
    return Figure(charts.bar_by_category([], unit=""), inlines(caption), "图", key=key)


@pytest.mark.parametrize(
    ("level", "count", "printed"),
    [(1, 1, "一、"), (1, 10, "十、"), (1, 21, "二十一、"), (2, 3, "（三）"), (3, 4, "4."), (4, 12, "（12）")],
)
def test_the_official_order_of_headings(level: int, count: int, printed: str) -> None:
    assert heading_number(level, count) == printed


def test_a_heading_begins_the_levels_below_anew_and_an_unnumbered_one_counts_for_nothing() -> None:
    levels = [
        (1, True),
        (2, True),
        (2, True),
        (3, True),
        (4, True),
        (3, True),
        (1, False),
        (1, True),
        (2, True),
        (3, True),
    ]
    numbering = number(document(*(Heading(level, "甲", numbered=numbered) for level, numbered in levels)))
    assert [entry.text for entry in numbering.entries] == [
        *("一、甲", "（一）甲", "（二）甲", "1.甲", "（1）甲", "2.甲", "甲", "二、甲", "（一）甲", "1.甲")
    ]


def test_headings_of_an_annex_begin_anew_and_stay_out_of_the_contents() -> None:
    numbering = number(
        document(
            Heading(1, "甲"), Annex("清单", (Heading(1, "乙"),)), Annex("明细", (Heading(1, "丙"),), landscape=True)
        )
    )
    assert [(entry.text, entry.listed) for entry in numbering.entries] == [
        ("一、甲", True),
        ("附件1　清单", True),
        ("一、乙", False),
        ("附件2　明细", True),
        ("一、丙", False),
    ]


def test_the_contents_list_two_levels_and_nothing_that_asks_to_stay_out() -> None:
    numbering = number(document(Heading(1, "甲"), Heading(2, "乙"), Heading(3, "丙"), Heading(1, "声明", listed=False)))
    assert [entry.listed for entry in numbering.entries] == [True, True, False, False]


def test_tables_and_figures_run_through_the_document_and_only_captioned_ones_count() -> None:
    numbering = number(
        document(
            table("一"),
            table(),
            figure("甲"),
            Landscape((table("二", "second"),)),
            Annex("附", (table("三"), figure("乙", "last"))),
        )
    )
    assert [placed.label for placed in numbering.tables] == ["表1", "", "表2", "表3"]
    assert [placed.label for placed in numbering.figures] == ["图1", "图2"]
    assert {key: placed.label for key, placed in numbering.keys.items()} == {"second": "表2", "last": "图2"}


def test_every_reference_that_leads_nowhere_is_told_with_its_section() -> None:
    wrong = document(
        Heading(1, "背景"),
        paragraph("见", Reference("a"), "和", Reference("known"), "。"),
        table("表", "known"),
        Annex("清单", (Table((Column(),), (Row((cell(Reference("b")),)),)),)),
    )
    with pytest.raises(InputError) as caught:
        number(wrong)
    assert [(fault.where, fault.found) for fault in caught.value.faults] == [
        ("“背景”一节", "引用“a”"),
        ("“清单”一节", "引用“b”"),
    ]
    assert "known" in caught.value.faults[0].expected


def test_a_key_belongs_to_one_thing_only_and_only_to_one_with_a_number() -> None:
    with pytest.raises(InputError) as caught:
        number(document(table("一", "k"), figure("二", "k"), table("", "plain")))
    assert [fault.found for fault in caught.value.faults] == ["表1和图1", "没有标题的表或图"]
