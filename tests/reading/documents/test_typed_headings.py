"""Headings and list lines as people type them into plain text, each between two paragraphs and as a line of its own."""

from __future__ import annotations

import pytest

from hengping.reading.documents import HeadingBlock, ParagraphBlock, SourceDocument
from hengping.reading.documents.plain_text import read_plain_text

BEFORE = "本次评价依据有关办法组织实施，结论如下。"
AFTER = "项目由财政部门组织实施，资金全部拨付到位，使用合规。"

# What is typed → level, number and text of the heading.
HEADINGS: dict[str, tuple[int, str, str]] = {
    "一、项目概况": (1, "一、", "项目概况"),
    "一、项目概况，资金来源及使用": (1, "一、", "项目概况，资金来源及使用"),
    "一、项目立项、资金来源、组织管理，以及绩效目标设定的基本情况": (
        1,
        "一、",
        "项目立项、资金来源、组织管理，以及绩效目标设定的基本情况",
    ),
    "二、绩效评价工作开展情况,评价方法": (1, "二、", "绩效评价工作开展情况,评价方法"),
    "三.评价结论": (1, "三.", "评价结论"),
    "四 、存在的问题": (1, "四 、", "存在的问题"),
    "五、\t有关建议": (1, "五、", "有关建议"),
    "十一、其他需要说明的问题（如有，请说明）": (1, "十一、", "其他需要说明的问题（如有，请说明）"),
    "一、项目基本情况：": (1, "一、", "项目基本情况："),
    "\u3000\u3000六、“以奖代补”资金管理情况": (1, "六、", "“以奖代补”资金管理情况"),
    "（一）项目背景": (2, "（一）", "项目背景"),
    "(二)项目组织管理情况": (2, "(二)", "项目组织管理情况"),
    "（ 三 ）绩效目标": (2, "（ 三 ）", "绩效目标"),
    "（四）、资金管理情况": (2, "（四）、", "资金管理情况"),
    "㈤财务管理情况": (2, "㈤", "财务管理情况"),
    "（六）决策情况（15分，得分13分）": (2, "（六）", "决策情况（15分，得分13分）"),
    "（七）应保尽保，提高参保增长率": (2, "（七）", "应保尽保，提高参保增长率"),
    "（八）项目预算安排、资金到位、资金使用情况，以及财务管理制度的执行": (
        2,
        "（八）",
        "项目预算安排、资金到位、资金使用情况，以及财务管理制度的执行",
    ),
    "（九）过程：预算执行、制度执行": (2, "（九）", "过程：预算执行、制度执行"),
    "1.总体目标": (3, "1.", "总体目标"),
    "2．阶段性目标": (3, "2．", "阶段性目标"),
    "3、资金投入": (3, "3、", "资金投入"),
    "４、资金使用": (3, "４、", "资金使用"),
    "⒌档案管理制度不够健全": (3, "⒌", "档案管理制度不够健全"),
    "6.预算编制不科学，执行率偏低": (3, "6.", "预算编制不科学，执行率偏低"),
    "(1)资金到位情况": (4, "(1)", "资金到位情况"),
    "（2）资金使用情况": (4, "（2）", "资金使用情况"),
    "⑶资金管理情况": (4, "⑶", "资金管理情况"),
    "4）其他情况": (5, "4）", "其他情况"),
    "①数量指标": (5, "①", "数量指标"),
    "第一章 总则": (1, "第一章", "总则"),
    "第二部分　绩效评价情况": (1, "第二部分", "绩效评价情况"),
    "第3章 评价结论": (1, "第3章", "评价结论"),
    "第二节 评价方法": (2, "第二节", "评价方法"),
    "Ⅳ、评价方法": (1, "Ⅳ、", "评价方法"),
    "1.1项目概况": (2, "1.1", "项目概况"),
    "1.2 资金情况": (2, "1.2", "资金情况"),
    "1.2.1 资金来源": (3, "1.2.1", "资金来源"),
    "附件1：绩效评价指标体系": (1, "附件1：", "绩效评价指标体系"),
    "附件 绩效评价指标体系": (1, "附件", "绩效评价指标体系"),
}

# What is typed → the number by which it is an item of a list; empty for a sentence like any other.
ITEMS: dict[str, str] = {
    "（一）项目概况。项目由财政部门组织实施，共投入资金100万元。": "（一）",
    "1.项目背景。项目于2020年立项，分三年实施。": "1.",
    "2、资金投入。2020年共投入资金100万元。": "2、",
    "(3)资金到位率100%，全部按时拨付。": "(3)",
    "①拨付及时，没有结余；": "①",
    "⑵手续完备。": "⑵",
    "第一条 为规范资金管理，提高使用效益，制定本办法。": "第一条",
    "3.产出数量：指标分值10分，得分8分": "3.",
    "二、三级指标权重由重要程度确定。": "二、",
    "• 资金拨付及时，使用合规。": "•",
    "一是资金拨付不及时。": "",
    "其一，预算编制不科学。": "",
    "第一，预算编制不够科学，执行率偏低。": "",
    "2020年，全市共投入资金100万元。": "",
    "1.5万元用于培训，其余用于设备购置。": "",
    "3.2公里道路已经完成硬化，通过验收。": "",
    "12.5%的受访者不了解有关政策。": "",
    "第一条生产线已经建成投产，产能达标。": "",
    "附件5、6中列明了各单位的得分和名次。": "",
}


def read(*lines: str) -> SourceDocument:
    return read_plain_text("\n".join(lines).encode(), label="报告.txt")


@pytest.mark.parametrize("gap", [(), ("",)], ids=["line under line", "empty lines between"])
@pytest.mark.parametrize("typed", HEADINGS)
def test_headings(typed: str, gap: tuple[str, ...]) -> None:
    source = read(BEFORE, *gap, typed, *gap, AFTER)
    (heading,) = source.headings
    assert (heading.level, heading.number, heading.text) == HEADINGS[typed]
    assert [paragraph.text for paragraph in source.paragraphs] == [BEFORE, AFTER]


@pytest.mark.parametrize("typed", ITEMS)
def test_items_and_sentences(typed: str) -> None:
    source = read(BEFORE, typed, AFTER)
    assert [type(block) for block in source.blocks] == [ParagraphBlock] * 3
    item = source.paragraphs[1]
    assert item.list_item == ITEMS[typed]
    assert item.text == typed.removeprefix("• ")
    assert source.paragraphs[2].text == AFTER


def test_numbers_set_off_by_tabs_are_no_table() -> None:
    source = read(
        "一、\t项目概况", "（一）\t项目背景", "\t项目由财政部门组织实施，资金全部到位。", "二、\t评价结论", AFTER
    )
    assert [heading.full for heading in source.headings] == ["一、项目概况", "（一）项目背景", "二、评价结论"]
    assert source.tables == ()


@pytest.mark.parametrize("gap", [(), ("",)], ids=["line under line", "empty lines between"])
def test_paragraphs_indented_by_tabs_are_no_table(gap: tuple[str, ...]) -> None:
    source = read("\t一、项目概况", *gap, f"\t{BEFORE}", *gap, f"\t{AFTER}", *gap, "\t二、评价结论", *gap, f"\t{AFTER}")
    assert [heading.full for heading in source.headings] == ["一、项目概况", "二、评价结论"]
    assert [paragraph.text for paragraph in source.paragraphs] == [BEFORE, AFTER, AFTER]


def test_headings_one_under_another() -> None:
    source = read(
        "一、项目概况", "（一）项目背景，立项依据", "1.政策背景", AFTER, "2.立项依据", AFTER, "（二）绩效目标"
    )
    assert [(heading.level, heading.full) for heading in source.headings] == [
        (1, "一、项目概况"),
        (2, "（一）项目背景，立项依据"),
        (3, "1.政策背景"),
        (3, "2.立项依据"),
        (2, "（二）绩效目标"),
    ]
    assert all(isinstance(block, HeadingBlock | ParagraphBlock) for block in source.blocks)


def test_a_long_list_item_that_a_page_cut_is_one() -> None:
    first = "（3）按照评价方案对资金拨付、使用和管理情况进行核查，抽取了部分单位的凭证和台账"
    rest = "进行核对，没有发现挪用、截留的情况，资金使用合规。"
    assert [paragraph.text for paragraph in read(first, "", rest).paragraphs] == [first + rest]
