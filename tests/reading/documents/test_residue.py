"""What programs wrote into a document and the reader takes out is not lost: it is kept with its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import typst
from docx.document import Document as WordDocument
from docx.oxml import parse_xml

from hengping.reading.documents import SourceDocument, read_document
from hengping.reading.documents.html_pages import read_html
from hengping.reading.documents.plain_text import read_plain_text
from hengping.rendering.fonts import font_directories
from tests.reading.documents.word_files import W


def kept(source: SourceDocument) -> list[tuple[str, str]]:
    return [(residue.text, residue.place.text()) for residue in source.residues]


def read(text: str) -> SourceDocument:
    return read_plain_text(text.encode(), label="报告.txt")


def test_bookmarks_leave_the_text_and_stay_known() -> None:
    source = read(
        "[bookmark: _Toc1]一、[bookmark: _GoBack]项目概况\n正文一。\n项目\t金额\n甲[bookmark: OLE_LINK1]\t1\n"
    )
    assert [text for text, _ in source.texts()] == ["一、项目概况", "正文一。", "项目", "金额", "甲", "1"]
    assert kept(source) == [
        ("[bookmark: _Toc1]", "第1行"),
        ("[bookmark: _GoBack]", "第1行"),
        ("[bookmark: OLE_LINK1]", "第4行"),
    ]


def test_calls_of_notes_that_are_missing() -> None:
    source = read("甲为“优[footnoteRef:0]”，乙为“良[footnoteRef:1]”。 [0: 总分为100分。] \n")
    assert source.paragraphs[0].text == "甲为“优”，乙为“良”。"
    assert kept(source) == [("[footnoteRef:1]", "第1行")]


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        ("一、项目概况\t1\n二、评价结论\t错误!未定义书签。", [("错误!未定义书签", "第3行")]),
        ("一、项目概况……1\n二、评价结论……错误！未定义书签。", [("错误！未定义书签", "第3行")]),
        ("一、项目概况 PAGEREF _Toc123 \\h 1\n二、评价结论 2", [("PAGEREF _Toc123", "第2行")]),
        ('HYPERLINK \\l "_Toc12" 一、项目概况 1', [('HYPERLINK \\l "_Toc12"', "第2行")]),
        ("一、项目概况\t1\n二、评价结论\t2", []),
    ],
)
def test_lists_of_contents(contents: str, expected: list[tuple[str, str]]) -> None:
    source = read(f"目录\n{contents}\n一、项目概况\n项目按期完成。\n二、评价结论\n结论良好。\n")
    assert [heading.full for heading in source.headings] == ["一、项目概况", "二、评价结论"]
    assert len(source.blocks) == 4
    assert kept(source) == expected


def test_what_stays_in_the_text_is_not_told_twice() -> None:
    source = read("一、评价结论\n详见错误!未找到引用源。\n")
    assert source.paragraphs[0].text == "详见错误!未找到引用源。"
    assert source.residues == ()


def with_contents(document: WordDocument) -> None:
    text = "二、评价结论\t错误!未定义书签。"
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    paragraph = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    block = f'<w:sdt xmlns:w="{W}">{gallery}<w:sdtContent>{paragraph}</w:sdtContent></w:sdt>'
    document.element.body.insert(0, parse_xml(block))


def with_header(document: WordDocument) -> None:
    document.sections[0].header.paragraphs[0].text = "错误!文档中没有指定样式的文字。"


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (with_contents, [("错误!未定义书签", "“目录”")]),
        (with_header, [("错误!文档中没有指定样式的文字", "“页眉”")]),
        (lambda document: None, []),
    ],
)
def test_word_files(spoil: Callable[[WordDocument], None], expected: list[tuple[str, str]], tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("二、评价结论", 1)
    document.add_paragraph("结论良好。")
    spoil(document)
    document.save(str(tmp_path / "a.docx"))
    source = read_document(tmp_path / "a.docx")
    assert [text for text, _ in source.texts()] == ["二、评价结论", "结论良好。"]
    assert kept(source) == expected


def test_running_heads_and_contents_of_a_pdf(tmp_path: Path) -> None:
    pages = "#pagebreak()".join(f"项目{name}按期完成，资金全部拨付到位，使用合规。" for name in "甲乙丙丁")
    (tmp_path / "a.typ").write_text(
        '#set page(header: [错误!文档中没有指定样式的文字。])\n#set text(font: "Noto Sans SC", size: 10pt)\n'
        f"目录\n\n一、项目概况 #box(width: 1fr, repeat[.]) 错误!未定义书签。\n#pagebreak()\n{pages}",
        encoding="utf-8",
    )
    fonts = typst.Fonts(font_paths=[str(each) for each in font_directories()], include_system_fonts=False)
    (tmp_path / "a.pdf").write_bytes(typst.compile(str(tmp_path / "a.typ"), font_paths=fonts))
    source = read_document(tmp_path / "a.pdf")
    assert not [text for text, _ in source.texts() if "错误" in text]
    assert kept(source) == [("错误!未定义书签", "第1页"), ("错误!文档中没有指定样式的文字", "第1页")]


def test_web_pages_have_bookmarks_of_their_own() -> None:
    page = '<html><body><p><a name="_Toc12">一、项目概况</a></p><p>项目按期完成。</p></body></html>'
    assert read_html(page.encode(), label="a.html").residues == ()
