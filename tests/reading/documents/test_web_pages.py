"""Pages of government sites: bold paragraphs as headings, blanks as indents, line breaks as paragraphs, nested tables."""

from __future__ import annotations

import pytest

from hengping.reading.documents import HeadingBlock, ParagraphBlock, SourceDocument, TableBlock
from hengping.reading.documents.html_pages import read_html

TITLE = "某县2021年度学生营养改善项目支出绩效评价报告"
TEXT = """
<p style="text-indent:2em">&nbsp;&nbsp;&nbsp;&nbsp;为加强预算绩效管理，现将评价情况报告如下。</p>
<p><strong>　　一、项目概况</strong></p>
<p><strong>　　（一）项目背景。</strong>项目于2020年立项，由教育局组织实施。</p>
<p>　　<b>（二）项目资金投入和使用情况</b></p>
<p>　　2021年共投入资金100万元。<br/>　　2022年投入资金120万元。<br>　　两年合计220万元。</p>
<p align="center"><strong>表1&nbsp;资金投入情况表</strong></p><p align="right">单位：万元</p>
<table border="1"><tbody><tr><td><p><strong>年度</strong></p></td><td><p>预算<br>安排</p></td><td>　实际<br/>　支出</td></tr>
<tr><td>2021年</td><td>100.00</td><td>&nbsp;98.00</td></tr><tr><td>2022年</td><td>120.00</td><td>&nbsp;</td></tr></tbody>
</table><p>注：数据来自决算。</p>
<p><span style="font-weight: bold">二、评价结论</span></p><p>项目得分92分，等级为“优”。</p>
<p><b>1.数量指标</b></p><p><b>2.质量指标</b></p><p>均已完成。</p>
<p>附件：1.评分表<br>　　　2.问卷<br>　　　3.访谈记录</p>
"""
SITE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE}_某县财政局</title></head><body>
<div class="header"><ul><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li></ul></div>
<div class="location">您现在的位置：<a>首页</a> &gt; <a>政务公开</a> &gt; 绩效评价</div>
<div class="main"><h1>{TITLE}</h1><div class="info">发布时间：2022-09-30&nbsp;&nbsp;来源：某县财政局</div>%s</div>
<div class="footer"><p>主办：某县人民政府&nbsp;&nbsp;备案号：某ICP备12345678号</p></div></body></html>"""


def read(page: str) -> SourceDocument:
    return read_html(page.encode(), label="报告.html")


def said(source: SourceDocument) -> list[str]:
    """Headings with their level, paragraphs as they are, tables as their rows."""
    found = []
    for block in source.blocks:
        match block:
            case HeadingBlock():
                found.append(f"{block.level} {block.full}")
            case ParagraphBlock():
                found.append(block.text)
            case TableBlock():
                found += [" | ".join(row).replace("\n", "/") for row in block.rows]
    return found


SAID = [
    "为加强预算绩效管理，现将评价情况报告如下。",
    "1 一、项目概况",
    "（一）项目背景。项目于2020年立项，由教育局组织实施。",
    "2 （二）项目资金投入和使用情况",
    "2021年共投入资金100万元。",
    "2022年投入资金120万元。",
    "两年合计220万元。",
    "年度 | 预算/安排 | 实际/支出",
    "2021年 | 100.00 | 98.00",
    "2022年 | 120.00 | ",
    "1 二、评价结论",
    "项目得分92分，等级为“优”。",
    "3 1.数量指标",
    "3 2.质量指标",
    "均已完成。",
    "附件：1.评分表",
    "2.问卷",
    "3.访谈记录",
]


@pytest.mark.parametrize(
    "mark", ['id="zoom"', 'class="TRS_Editor"', 'class="view article-content"', 'id="vsb_content_2"']
)
def test_the_article_of_a_site_is_the_document(mark: str) -> None:
    source = read(SITE % f"<div {mark}>{TEXT}</div>")
    assert source.title == TITLE
    assert said(source) == SAID
    (table,) = source.tables
    assert (table.caption, table.unit, table.notes) == ("表1 资金投入情况表", "万元", ("注：数据来自决算。",))


def test_a_page_without_marks_loses_only_what_is_around_it() -> None:
    source = read(SITE % TEXT)
    assert source.title == TITLE
    assert said(source) == [TITLE, "发布时间：2022-09-30 来源：某县财政局", *SAID]


def test_paragraphs_parted_by_line_breaks_alone() -> None:
    source = read(
        "<body><div>某项目评价报告<br><br>　　一、项目概况<br>　　项目按期完成。<br>　　（一）资金<br>"
        "&nbsp; &nbsp; 资金到位。<br>二、结论<br>&nbsp;&nbsp;&nbsp;良好。</div></body>"
    )
    assert said(source) == [
        "某项目评价报告",
        "1 一、项目概况",
        "项目按期完成。",
        "2 （一）资金",
        "资金到位。",
        "1 二、结论",
        "良好。",
    ]


def test_a_line_break_inside_a_sentence_is_no_new_paragraph() -> None:
    source = read("<body><h2>一、项目<br>　概况</h2><p>项目由教育局<br>组织实施。</p></body>")
    assert said(source) == ["2 一、项目　概况".replace("\u3000", ""), "项目由教育局\n组织实施。"]


def test_tables_that_arrange_the_page_are_none() -> None:
    inner = "<table border=1><tr><td>年度</td><td>金额</td></tr><tr><td>2021</td><td>5</td></tr></table>"
    text = f"<p><b>一、基本情况</b></p><p>　　项目按期完成。</p>{inner}<p><b>二、结论</b></p><p>良好。</p>"
    expected = ["1 一、基本情况", "项目按期完成。", "年度 | 金额", "2021 | 5", "1 二、结论", "良好。"]
    once = f"<table><tr><td><ul><li>栏目一</li></ul></td><td>{text}</td></tr></table>"
    assert said(read(f"<body>{once}</body>")) == ["栏目一", *expected]
    twice = f"<table><tr><td>栏目</td><td><table><tr><td>{text}</td></tr></table></td></tr></table>"
    assert said(read(f"<body>{twice}</body>")) == ["栏目", *expected]


def test_a_table_in_a_cell_of_data_stands_after_the_one_around_it() -> None:
    inner = "<table><tr><td>数量</td><td>10</td></tr><tr><td>质量</td><td>20</td></tr></table>"
    source = read(
        f"<body><table><tr><td>指标</td><td>说明</td></tr><tr><td>产出</td><td>见下：{inner}</td></tr></table></body>"
    )
    outer, nested = source.tables
    assert outer.rows == (("指标", "说明"), ("产出", "见下："))
    assert nested.rows == (("数量", "10"), ("质量", "20"))
    assert nested.inside is not None
    assert nested.inside.text() == "第1个表格第2行第2列"


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<title>某县预算绩效办法 - 某县人民政府</title><body><p>一、总则</p></body>", "某县预算绩效办法"),
        ("<title>甲项目评价</title><body><h1>一、总则</h1><p>从略。</p></body>", "甲项目评价"),
        ("<title>首页</title><body><h1>乙项目评价</h1><h2>一、总则</h2></body>", "乙项目评价"),
    ],
)
def test_titles(page: str, title: str) -> None:
    source = read(f"<html>{page}</html>")
    assert source.title == title
    assert [(heading.level, heading.text) for heading in source.headings] == [(1, "总则")]


def test_pages_that_word_saved() -> None:
    source = read(
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><body><p class=MsoNormal><b><span lang=EN-US>"
        "<span style='mso-list:Ignore'>一、<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span>"
        "</span></b><b>项目目标</b></p><p><o:p>&nbsp;</o:p></p><![if !supportLists]><p>后文&#12288;结束。</p><![endif]></body></html>"
    )
    assert said(source) == ["1 一、项目目标", "后文\u3000结束。"]
