from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest

from hengping.errors import OutputError
from hengping.rendering import numbering, pdf
from hengping.rendering.document import Document, Heading, Strong, inlines, paragraph
from hengping.rendering.fonts import fonts_for
from hengping.rendering.publish import render
from hengping.rendering.readback import pdf_outline, pdf_pages
from hengping.rendering.style import Page


@pytest.fixture(scope="module")
def pages(files: Mapping[str, Path]) -> list[str]:
    return pdf_pages(files["pdf"])


def text(pages: list[str]) -> str:
    """Without the spaces and line ends that the setting of lines puts in."""
    return "".join("".join(pages).split())


def sizes(path: Path) -> list[tuple[int, int]]:
    reader = pypdfium2.PdfDocument(path)
    try:
        return [(round(width / 72 * 25.4), round(height / 72 * 25.4)) for width, height in map(_size, reader)]
    finally:
        reader.close()


def _size(page: pypdfium2.PdfPage) -> tuple[float, float]:
    width, height = page.get_size()
    return width, height


def test_it_is_a_report_of_many_a4_pages_and_only_the_annexes_lie(files: Mapping[str, Path], pages: list[str]) -> None:
    shapes = sizes(files["pdf"])
    assert len(shapes) >= 30
    assert set(shapes) == {(210, 297), (297, 210)}
    lying = [index for index, shape in enumerate(shapes) if shape == (297, 210)]
    first, last = lying[0], lying[-1]
    assert lying == list(range(first, last + 1))
    assert "附件1" in text(pages[first : first + 1])
    assert "附件3" in text(pages[last + 1 :])


def test_pages_of_text_are_numbered_from_one_odd_right_even_left(files: Mapping[str, Path]) -> None:
    reader = pypdfium2.PdfDocument(files["pdf"])
    labels = [reader.get_page_label(index) for index in range(len(reader))]
    front = labels.index("1")
    assert labels == [""] * front + [str(number) for number in range(1, len(labels) - front + 1)]
    middle = 210 / 25.4 * 72 / 2
    for printed in (1, 2):
        page = reader[front + printed - 1].get_textpage()
        searcher = page.search(f"— {printed} —")
        start, count = searcher.get_next()
        left, *_ = page.get_charbox(start)
        assert (left > middle) == (printed % 2 == 1)
        assert count > 0
    reader.close()


def test_the_outline_names_all_headings_with_their_pages(files: Mapping[str, Path], pages: list[str]) -> None:
    outline = pdf_outline(files["pdf"])
    assert [entry.text for entry in outline if entry.level == 1][:2] == ["摘要", "一、项目基本情况"]
    assert "评价机构声明" not in [entry.text for entry in outline]
    for entry in outline:
        assert "".join(entry.text.split()) in text(pages[entry.page : entry.page + 1])


def test_the_contents_print_the_pages_of_the_outline(files: Mapping[str, Path], pages: list[str]) -> None:
    contents = text(pages[1:3])
    for entry in pdf_outline(files["pdf"]):
        if entry.level == 1:
            after = contents.split("".join(entry.text.split()), 1)[1].lstrip(".")
            assert after.startswith(entry.printed)


def test_header_rows_repeat_on_every_page_of_a_long_table(files: Mapping[str, Path], pages: list[str]) -> None:
    lying = [index for index, shape in enumerate(sizes(files["pdf"])) if shape == (297, 210)]
    with_table = [index for index in lying if "底稿号" in text(pages[index : index + 1])]
    assert len(with_table) >= 4
    assert with_table == lying[: len(with_table)]
    assert all("指标体系评价依据评分情况" in text(pages[index : index + 1]) for index in with_table)


def test_rows_are_not_torn_over_two_pages(pages: list[str]) -> None:
    for page in pages:
        # The last cell of each row is its paper number; the third names the indicator with the same number.
        squeezed = text([page])
        for number in range(1, 61):
            name = ("立项依据充分性", "目标合理性", "资金到位率")[(number - 1) % 3]
            if f"C-{number:02d}" in squeezed:
                assert f"{name}{number}" in squeezed


def test_a_caption_stands_on_the_page_of_its_table(pages: list[str]) -> None:
    page = next(page for page in pages if "2020年度缺口分担情况" in text([page]))
    assert "乡镇（街道）" in page
    assert "新安街道" in page
    assert "注：占比按" in text([page])


def test_notes_stand_at_the_foot_and_count_from_one_on_each_page(pages: list[str]) -> None:
    with_notes = [page for page in pages if "数据来源：清河县2020年社会保险基金决算" in text([page])]
    assert len(with_notes) > 3
    assert all("①数据来源" in text([page]) for page in with_notes)


def test_the_watermark_is_on_every_page_and_only_when_asked_for(pages: list[str]) -> None:
    assert all("征求意见稿" in page for page in pages)
    made = render(Document("标题", (paragraph("正文。"),)), ("pdf",))["pdf"]
    assert "征求意见稿" not in _all_text(made)


def test_only_the_text_inside_the_margins_is_read_when_asked(files: Mapping[str, Path]) -> None:
    inside = pdf_pages(files["pdf"], within=Page())
    assert all("— " not in page for page in inside[3:])
    assert all("绩效评价报告" not in page for page in inside[4:])


@pytest.mark.parametrize(
    "special",
    [
        r"#set *粗* _斜_ $x$ @人 [方] {花} \反 `代` <尖> ~波 // 注 = 等 “引” -- —— …… 1. +",
        "-0.86% 至 -3.41%",  # typst would print another minus sign, and Word and PDF would differ
        "等等... 甲-?乙 甲--乙",
        "/ //",  # the beginning of a list of terms
        "行尾\\",
    ],
)
def test_special_letters_reach_the_page_as_they_are(special: str) -> None:
    blocks = (Heading(1, special, numbered=False), paragraph(special), paragraph("甲", Strong(inlines(special))))
    made = render(Document("标题", blocks, contents=False), ("pdf",))["pdf"]
    assert _all_text(made).count("".join(special.split())) == 3


def test_a_refusal_of_typst_is_told_and_not_hidden() -> None:
    document = Document("标题", ())
    with pytest.raises(OutputError, match="unclosed"):
        pdf.pdf(document, "#strong[", {}, fonts_for(document.style))


def test_headings_of_one_name_get_their_own_pages() -> None:
    blocks = [block for _ in range(3) for block in (Heading(1, "背景", numbered=False), *[paragraph("文" * 500)] * 3)]
    document = Document("标题", tuple(blocks), contents=False)
    made = render(document, ("pdf",))["pdf"]
    pages = pdf.heading_pages(made, numbering.number(document))
    assert list(pages) == ["section_1", "section_2", "section_3"]
    assert sorted(pages.values(), key=int) == list(pages.values())
    assert len(set(pages.values())) == 3
    assert inlines("") == ()


def test_a_heading_with_odd_spaces_keeps_its_page_and_those_after_it() -> None:
    names = (" 项目  背景 ", "“引”—…·\t100% -5", "结论")
    blocks = [block for name in names for block in (Heading(1, name), paragraph("文"))]
    document = Document("标题", tuple(blocks), contents=False)
    pages = pdf.heading_pages(render(document, ("pdf",))["pdf"], numbering.number(document))
    assert pages == {"section_1": "1", "section_2": "1", "section_3": "1"}


def _all_text(made: bytes) -> str:
    reader = pypdfium2.PdfDocument(made)
    try:
        return "".join("".join(page.get_textpage().get_text_bounded() for page in reader).split())
    finally:
        reader.close()
