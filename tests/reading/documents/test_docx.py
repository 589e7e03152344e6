"""Word files as people leave them: automatic numbers, merged cells, tracked changes, boxes, frames."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengping.reading.documents import HeadingBlock, SourceDocument, read_document
from tests.reading.documents.word_files import cell, p, row, run, table, word_file


def read(data: bytes, folder: Path) -> SourceDocument:
    path = folder / "报告.docx"
    path.write_bytes(data)
    return read_document(path)


def texts(source: SourceDocument) -> list[str]:
    return [paragraph.text for paragraph in source.paragraphs]


def level(index: int, number_format: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCountingThousand", "%1、", '<w:pStyle w:val="H1"/>')
    + level(1, "chineseCountingThousand", "（%2）", '<w:pStyle w:val="H2"/>')
    + level(2, "decimal", "%3.")
    + level(3, "decimalEnclosedCircle", "%4")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level(0, "bullet", "\uf0b7")
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/>'
    "</w:lvlOverride></w:num>"
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>'
)
NUMBERED_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="H{each}"><w:name w:val="heading {each}"/>'
    f'<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    for each in (1, 2)
)


def listed(text: str, index: int, number: int = 1) -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_are_counted_as_word_counts_them(tmp_path: Path) -> None:
    body = (
        p("基本情况", style="H1")
        + p("项目概况", style="H2")
        + listed("负责发放养老金。", 2)
        + listed("负责基金征缴。", 2)
        + listed("税务部门；", 3)
        + p("绩效目标", style="H2")
        + listed("每月足额发放。", 2)
        + p("评价结论", style="H1")
        + p("评分结果", style="H2")
        + listed("得分为90分。", 2, number=2)
        + listed("无编号圆点。", 0, number=3)
    )
    source = read(word_file(body, styles=NUMBERED_STYLES, numbering=NUMBERING), tmp_path)
    assert [heading.full for heading in source.headings] == [
        "一、基本情况",
        "（一）项目概况",
        "（二）绩效目标",
        "二、评价结论",
        "（一）评分结果",
    ]
    assert [(item.list_item, item.text) for item in source.paragraphs] == [
        ("1.", "1.负责发放养老金。"),
        ("2.", "2.负责基金征缴。"),
        ("①", "①税务部门；"),
        ("1.", "1.每月足额发放。"),
        ("1.", "1.得分为90分。"),
        ("•", "无编号圆点。"),
    ]


@pytest.mark.parametrize(
    ("number_format", "printed"),
    [
        ("decimal", "3"),
        ("chineseCounting", "三"),
        ("chineseLegalSimplified", "叁"),
        ("ideographTraditional", "丙"),
        ("upperRoman", "III"),
        ("lowerLetter", "c"),
        ("decimalEnclosedCircleChinese", "③"),
        ("decimalFullWidth", "３"),
    ],
)
def test_formats_of_numbers(number_format: str, printed: str, tmp_path: Path) -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, number_format, "%1）")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    source = read(word_file("".join(listed(text, 0) for text in "甲乙丙"), numbering=numbering), tmp_path)
    assert texts(source)[2] == f"{printed}）丙"


def test_tracked_changes_read_as_accepted_and_are_told(tmp_path: Path) -> None:
    deleted_mark = "<w:rPr><w:del w:id='1' w:author='a'/></w:rPr>"
    body = (
        p(
            f"{run('完成预算的')}<w:del w:id='1'><w:r><w:delText>95.00%</w:delText></w:r></w:del>"
            f"<w:ins w:id='2'>{run('96.90%')}</w:ins>{run('。')}"
        )
        + p("这一段与", properties=deleted_mark)
        + p("下一段相连。")
        + table(row(cell("留"), cell("下")), row(cell("删"), cell("去"), properties="<w:del w:id='3'/>"))
    )
    source = read(word_file(body), tmp_path)
    assert texts(source) == ["完成预算的96.90%。", "这一段与下一段相连。"]
    assert source.tables[0].rows == (("留", "下"),)
    assert "修订" in source.problems[0].found


def test_merged_cells_hold_one_cell_at_every_position(tmp_path: Path) -> None:
    body = table(
        row(cell("一级指标", '<w:vMerge w:val="restart"/>'), cell("评分", '<w:gridSpan w:val="2"/>')),
        row(cell("", "<w:vMerge/>"), cell("分值"), cell("得分")),
        row(cell("决策"), cell("20"), cell("18")),
    )
    merged = read(word_file(body), tmp_path).tables[0]
    assert merged.rows == (("一级指标", "评分", "评分"), ("一级指标", "分值", "得分"), ("决策", "20", "18"))
    assert merged.header_rows == 2
    assert merged.heading(2) == "评分/得分"
    assert not merged.is_first(1, 0)
    assert merged.cells[1][0] is merged.cells[0][0]


def test_nested_tables_stand_after_the_one_around_them(tmp_path: Path) -> None:
    inner = table(row(cell("内1"), cell("内2")))
    source = read(word_file(table(row(cell("外"), cell(inner + p("后"))))), tmp_path)
    outer, nested = source.tables
    assert outer.rows == (("外", "内1 内2\n后"),)
    assert nested.rows == (("内1", "内2"),)
    assert nested.inside is not None
    assert nested.inside.text() == "第1个表格第1行第2列"


def test_caption_unit_and_notes_belong_to_the_table(tmp_path: Path) -> None:
    body = (
        p("资金投入情况", style="H1")
        + p("各项支出见表2。")
        + p("表 2　预算执行情况")
        + p("单位：万元")
        + table(row(cell("项目"), cell("金额")), row(cell("支出"), cell("1448983.18")))
        + p("注：数据取自决算。")
        + p("数据来源：自治区财政厅。")
        + p("以上为资金情况。")
    )
    source = read(word_file(body), tmp_path)
    found = source.tables[0]
    assert (found.caption, found.label, found.unit) == ("表 2　预算执行情况", "表2", "万元")
    assert found.notes == ("注：数据取自决算。", "数据来源：自治区财政厅。")
    assert found.cell_place(1, 1).text() == "表2第2行第2列"
    assert texts(source) == ["各项支出见表2。", "以上为资金情况。"]
    assert source.paragraphs[1].place.text() == "“资金投入情况”下第2段"


def test_footnotes_boxes_controls_and_hidden_text(tmp_path: Path) -> None:
    footnotes = f'<w:footnote w:id="2">{p("总分为100分。")}</w:footnote>'
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:wsp><wps:txbx><w:txbxContent>"
        f"{p('框内文字')}</w:txbxContent></wps:txbx></wps:wsp></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
        f"{p('框内文字')}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = (
        p(run("评级为“优") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("”。"))
        + p(run("正文") + box)
        + f"<w:sdt><w:sdtPr/><w:sdtContent>{p('控件内文字')}</w:sdtContent></w:sdt>"
        + p(run("可见") + run("隐藏", "<w:vanish/>"))
    )
    source = read(word_file(body, footnotes=footnotes), tmp_path)
    assert texts(source) == ["评级为“优”。", "正文", "框内文字", "控件内文字", "可见"]
    assert [(note.number, note.text, note.place.text()) for note in source.notes] == [("1", "总分为100分。", "脚注1")]
    assert source.paragraphs[0].notes == ("1",)


def test_headings_are_known_by_outline_level_or_by_their_numbers(tmp_path: Path) -> None:
    by_outline = p("结论", properties='<w:outlineLvl w:val="0"/>')
    source = read(word_file(by_outline + p("得分90分。")), tmp_path)
    assert [(heading.level, heading.full) for heading in source.headings] == [(1, "结论")]
    typed = [
        "一、基本情况",
        "（一）项目概况",
        "1.项目背景",
        "本项目依据有关文件设立。",
        "（1）资金投入情况",
        "预算10万元。",
    ]
    source = read(word_file("".join(p(text) for text in typed)), tmp_path)
    assert [(heading.level, heading.number) for heading in source.headings] == [
        (1, "一、"),
        (2, "（一）"),
        (3, "1."),
        (4, "（1）"),
    ]
    assert texts(source) == ["本项目依据有关文件设立。", "预算10万元。"]


def test_list_of_contents_is_no_text(tmp_path: Path) -> None:
    contents = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{p('一、基本情况 1')}</w:sdtContent></w:sdt>"
    )
    typed = p("目　录") + p("一、基本情况........1") + p("二、结论........3")
    source = read(word_file(contents + typed + p("一、基本情况", style="H1") + p("正文。")), tmp_path)
    assert [type(block) is HeadingBlock for block in source.blocks] == [True, False]


def test_macros_and_links_to_elsewhere_are_told_and_left_alone(tmp_path: Path) -> None:
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://x/attachedTemplate" Target="http://127.0.0.1:9/x.dotm" TargetMode="External"/>'
        "</Relationships>"
    )
    more = {"word/vbaProject.bin": b"macro", "word/_rels/settings.xml.rels": links.encode()}
    source = read(word_file(p("正文。"), more=more), tmp_path)
    assert texts(source) == ["正文。"]
    assert [problem.found for problem in source.problems] == ["含有宏的文档", "链接到文件以外的内容"]


BOLD = "<w:b/>"


def test_headings_that_are_only_bold_paragraphs(tmp_path: Path) -> None:
    body = (
        p(run("某项目支出绩效评价报告", BOLD))
        + p(run("一、项目概况", BOLD))
        + p("项目按期完成。")
        + p(run("（一）资金情况", BOLD) + run("。资金已经到位。"))
        + p(run("（二）", BOLD) + run("管理情况", BOLD))
        + p(run("1.资金使用", BOLD))
        + p(run("2.资金管理", BOLD))
        + p("采用以下方法：")
        + p("1.比较法")
        + p("2.因素分析法")
        + p(run("二、评价结论", BOLD))
        + p(run("结论良好。", BOLD))
    )
    source = read(word_file(body, styles=""), tmp_path)
    assert source.title == "某项目支出绩效评价报告"
    assert [(heading.level, heading.full) for heading in source.headings] == [
        (1, "一、项目概况"),
        (2, "（二）管理情况"),
        (3, "1.资金使用"),
        (3, "2.资金管理"),
        (1, "二、评价结论"),
    ]
    assert texts(source)[1:] == [
        "项目按期完成。",
        "（一）资金情况。资金已经到位。",
        "采用以下方法：",
        "1.比较法",
        "2.因素分析法",
        "结论良好。",
    ]


def test_what_was_deleted_is_nowhere(tmp_path: Path) -> None:
    gone = '<w:del w:id="1" w:author="a"><w:r><w:delText>删去的话</w:delText></w:r></w:del>'
    new = '<w:ins w:id="2" w:author="a"><w:r><w:t>新写的话</w:t></w:r></w:ins>'
    moved = '<w:moveFrom w:id="3"><w:r><w:t>移走的话。</w:t></w:r></w:moveFrom>'
    box = f"<w:r><w:pict><v:textbox><w:txbxContent><w:p>{gone}{new}</w:p></w:txbxContent></v:textbox></w:pict></w:r>"
    body = (
        f'<w:p><w:pPr><w:rPr><w:del w:id="4"/></w:rPr></w:pPr>{gone}</w:p>'
        + f"<w:p>{run('资金为')}{gone}{new}。</w:p>"
        + f"<w:p>{moved}</w:p>"
        + p(run("图见框。") + box)
        + table(
            row(cell("指标"), cell(f"<w:p>{gone}{new}</w:p>")),
            row(cell("删去的行"), cell("1"), properties='<w:del w:id="5"/>'),
            row(cell("产出"), cell("2")),
        )
    )
    source = read(word_file(body), tmp_path)
    assert [text for text, _ in source.texts()] == [
        "资金为新写的话",
        "图见框。",
        "新写的话",
        "指标",
        "新写的话",
        "产出",
        "2",
    ]
    assert [problem.found for problem in source.problems] == ["未处理的修订痕迹"]
