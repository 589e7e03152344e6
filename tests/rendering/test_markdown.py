from __future__ import annotations

from collections.abc import Sequence

import pytest

from hengping.errors import InputError
from hengping.rendering.document import (
    Block,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    Note,
    Paragraph,
    Strong,
    Table,
    Text,
    inlines,
    paragraph,
)
from hengping.rendering.markdown import read_markdown


def read(text: str) -> tuple[Block, ...]:
    return read_markdown(text, (), where="text/1.md")


def one(text: str) -> tuple[Inline, ...]:
    (block,) = read(text)
    assert isinstance(block, Paragraph)
    return block.content


def strong(text: str) -> Strong:
    return Strong(inlines(text))


def test_headings_and_paragraphs() -> None:
    assert read("# 摘要 {-}\n\n正文。\n\n## 背景\n#### 细目") == (
        Heading(1, "摘要", numbered=False),
        paragraph("正文。"),
        Heading(2, "背景"),
        Heading(4, "细目"),
    )


# Markdown's own rule leaves the stars standing where punctuation is inside them and a letter follows.
@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("得**满分**。", [Text("得"), strong("满分"), Text("。")]),
        ("**“优”**等级", [strong("“优”"), Text("等级")]),
        ("比率**（99.13%）**较高", [Text("比率"), strong("（99.13%）"), Text("较高")]),
        ("3*4=12，a_b_c，5 ** 2", [Text("3*4=12，a_b_c，5 ** 2")]),
        (r"\**不是\**", [Text("**不是**")]),
    ],
)
def test_bold_is_taken_next_to_chinese_punctuation_and_single_stars_stay(text: str, content: Sequence[Inline]) -> None:
    assert one(text) == tuple(content)


def test_a_line_end_is_nothing_between_chinese_and_a_space_between_words() -> None:
    assert one("第一行，\n第二行 total\nvalue\n元") == (Text("第一行，第二行 total value元"),)
    assert one("第一行  \n第二行") == (Text("第一行"), LineBreak(), Text("第二行"))


def test_a_typed_indent_is_dropped() -> None:
    assert one("　　正文。") == (Text("正文。"),)


def test_lists_of_one_level() -> None:
    assert read("1. 甲\n2. 乙\n\n- 丙\n\n- 丁\n  续") == (
        ListBlock((inlines("甲"), inlines("乙")), ordered=True),
        ListBlock((inlines("丙"), inlines("丁续"))),
    )


def test_a_table_with_its_caption_and_key() -> None:
    (table,) = read("| 单位 | 金额 |\n|:--|--:|\n| 县财政局 | 1.5 |\n\n: 分担**情况** [#sharing]")
    assert isinstance(table, Table)
    assert [column.align for column in table.columns] == ["left", "right"]
    assert table.columns[0].share > table.columns[1].share - 1
    assert [[cell.content for cell in row.cells] for row in (*table.header, *table.body)] == [
        [inlines("单位"), inlines("金额")],
        [inlines("县财政局"), inlines("1.5")],
    ]
    assert (table.caption, table.key) == ((Text("分担"), strong("情况")), "sharing")


def test_a_paragraph_after_a_table_is_no_caption_without_the_sign() -> None:
    table, after = read("| 甲 |\n|--|\n| 1 |\n\n正文：说明。")
    assert isinstance(table, Table)
    assert table.caption == ()
    assert after == paragraph("正文：说明。")


def test_a_footnote_stands_where_it_is_called() -> None:
    assert read("甲[^1]，乙[^b]。\n\n[^1]: 来源**决算**，\n    经复核。\n[^b]: 注。\n") == (
        Paragraph(
            (
                Text("甲"),
                Note((Text("来源"), strong("决算"), Text("，经复核。"))),
                Text("，乙"),
                Note(inlines("注。")),
                Text("。"),
            )
        ),
    )


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("甲\n\n> 引", 3, "引用段（>）"),
        ("甲\n\n    代码", 3, "行首空四格的段落"),
        ("```\n代码\n```", 1, "代码块"),
        ("甲`乙`", 1, "反引号"),
        ("甲[乙](丙)", 1, "链接"),
        ("![乙](丙)", 1, "图片"),
        ("甲\n\n---\n\n乙", 3, "分隔线"),
        ("<b>甲</b>", 1, "HTML"),
        ("- 甲\n  - 乙", 2, "列项中又有列项"),
        ("##### 五级", 1, "五级"),
        ("甲[^1]", 1, "脚注引用“[^1]”"),
        ("甲[^1]\n\n[^1]: 乙[^2]\n[^2]: 丙", 1, "脚注“[^1]”中又有脚注"),
    ],
)
def test_what_is_not_read_is_told_with_its_line(text: str, line: int, found: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    assert (f"text/1.md 第 {line} 行", found) in [(fault.where, fault.found) for fault in caught.value.faults]


def test_all_faults_are_told_at_once_in_the_order_of_their_lines() -> None:
    with pytest.raises(InputError) as caught:
        read("[^x]: 无人引用\n\n甲`乙`\n\n> 引\n")
    assert [fault.found for fault in caught.value.faults] == ["脚注“[^x]”没有被引用", "反引号", "引用段（>）"]
