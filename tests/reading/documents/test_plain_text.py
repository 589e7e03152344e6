"""Text that Word or a PDF reader exported: residue in brackets, tables as tabs, paragraphs cut by pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengping.reading.documents import SourceDocument, read_document
from hengping.reading.documents.plain_text import read_plain_text


def read(text: str) -> SourceDocument:
    return read_plain_text(text.encode(), label="报告.txt")


def test_bookmarks_mark_headings_whose_numbers_word_had_counted() -> None:
    source = read(
        " 1、 [bookmark: _Toc1][bookmark: _Toc2]基本概况\n（1） [bookmark: _Toc3]项目概况\n正文一。\n"
        "[bookmark: _Toc4]（二）绩效目标\n[bookmark: _Toc5]1.总体目标\n正文二。\n（3） [bookmark: _Toc6]完成情况\n"
        "（1）数量：完成。\n2、 [bookmark: _Toc7]结论\n正文三。\n"
    )
    assert [(heading.level, heading.number, heading.text) for heading in source.headings] == [
        (1, "1、", "基本概况"),
        (2, "（1）", "项目概况"),
        (2, "（二）", "绩效目标"),
        (3, "1.", "总体目标"),
        (2, "（3）", "完成情况"),
        (1, "2、", "结论"),
    ]
    assert [paragraph.text for paragraph in source.paragraphs] == [
        "正文一。",
        "正文二。",
        "（1）数量：完成。",
        "正文三。",
    ]


def test_footnotes_leave_the_sentence() -> None:
    source = read("评级为“优[footnoteRef:0]”，见表1。 [0: 总分为100分，90分（含）以上为“优”。] \n")
    assert source.paragraphs[0].text == "评级为“优”，见表1。"
    assert source.paragraphs[0].notes == ("1",)
    assert [note.text for note in source.notes] == ["总分为100分，90分（含）以上为“优”。"]


def test_a_table_of_one_cell_a_line() -> None:
    source = read(
        "表1 得分情况表\n\t\n\t决策\n\t过程\n\n\t总分\n\t20.00\n\t20.00\n\n\t得分\n\t18.00\n\t19.00\n\n\n后文。\n"
    )
    (table,) = source.tables
    assert table.caption == "表1 得分情况表"
    assert table.rows == (("", "决策", "过程"), ("总分", "20.00", "20.00"), ("得分", "18.00", "19.00"))


def test_a_table_that_pages_cut_has_its_head_once() -> None:
    head = "序号\t单位\t地址\n"
    source = read(f"名单如下：\n\n{head}1\t甲公司\t东路1号\n2\t乙公司\t西路2号\n\n{head}3\t丙公司\t南路3号\n\n后文。\n")
    (table,) = source.tables
    assert [row[0] for row in table.rows] == ["序号", "1", "2", "3"]


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ("自治区人社厅依据有关办法和制度（新财社", "〔2018〕24号）执行，拨付及时。", True),
        ("优先选取最具代表性、最能直接反映产出和效益的核心评价", "指标，权重由重要程度确定，突出结果。", True),
        ("项目单位：某自治区人力资源和社会保障厅养老保险处", "该项目按规定实施，效果良好。", False),
        ("评价工作已经完成，形成本绩效评价报告。", "项目总体良好，得分较高。", False),
        ("某自治区本级企业职工基本养老保险基金支出绩效评价报告", "为贯彻有关要求，开展评价。", False),
        ("开展评价准备、方案制定、组织实施和撰写报告等各阶段工作", "（1）组建工作组，明确分工。", False),
    ],
)
def test_paragraphs_that_a_page_cut_are_one(first: str, second: str, one: bool) -> None:
    texts = [paragraph.text for paragraph in read(f"{first}\n\n{second}\n").paragraphs]
    assert texts == ([first + second] if one else [first, second])


def test_lines_broken_at_a_width_are_one_paragraph() -> None:
    sentence = "本次评价对基金支出的合规性、及时性和效果进行了全面核查，并与上年情况作了比较，形成结论。"
    lines = [sentence[i : i + 20] for i in range(0, len(sentence), 20)]
    source = read(
        "\n".join([*(f"\u3000\u3000{lines[0][:18]}", lines[0][18:] + lines[1], lines[2]) * 1, "", *lines, "", *lines])
    )
    assert source.paragraphs[1].text == sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("一、基本情况\r\n𠮷野家支出10万元。".encode(encoding))
    source = read_document(tmp_path / "a.txt")
    assert (source.headings[0].full, source.paragraphs[0].text) == ("一、基本情况", "𠮷野家支出10万元。")


def test_short_numbered_lines_in_a_row_are_a_list() -> None:
    source = read(
        "一、评价方法\n本次采用：\n1.比较法\n2.因素分析法\n3.公众评判法\n二、评价结论\n1.总体结论\n结论良好。\n"
    )
    assert [heading.full for heading in source.headings] == ["一、评价方法", "二、评价结论", "1.总体结论"]


def test_form_feeds_are_pages() -> None:
    source = read("一、基本情况\n正文一。\n\f二、结论\n正文二。\n")
    assert [paragraph.place.text() for paragraph in source.paragraphs] == ["第1页第1段", "第2页第1段"]
