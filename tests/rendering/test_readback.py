from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import docx
import pytest

from hengping.errors import InputError
from hengping.rendering.document import (
    Annex,
    Column,
    Document,
    FactFigure,
    Heading,
    Note,
    Row,
    Strong,
    Table,
    cell,
    paragraph,
)
from hengping.rendering.publish import render
from hengping.rendering.readback import (
    docx_dangling_references,
    docx_figures,
    docx_headings,
    docx_text,
    pdf_pages,
)
from hengping.rendering.style import Page
from hengping.rendering.walk import block_inlines


def figures(document: Document) -> Counter[tuple[str, str]]:
    """The figures that a document places, counted."""
    found: Counter[tuple[str, str]] = Counter()

    def look(contents: Iterable[object]) -> None:
        for inline in contents:
            if isinstance(inline, FactFigure):
                found[inline.fact_id, inline.text] += 1
            if isinstance(inline, Strong | Note):
                look(inline.content)

    def walk(blocks: Iterable[object]) -> None:
        for block in blocks:
            if isinstance(block, Annex):
                walk(block.blocks)
            else:
                for content in block_inlines(block):  # type: ignore[arg-type]
                    look(content)

    walk(document.blocks)
    return found


def numbers(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d[\d,.]*\d%?|\d%?", text))


def test_every_figure_placed_from_a_fact_is_found_again(document: Document, files: Mapping[str, Path]) -> None:
    assert Counter(docx_figures(files["docx"])) == figures(document)


def test_an_edited_figure_is_read_as_it_stands_now(tmp_path: Path) -> None:
    document = Document("标题", (paragraph("核查", FactFigure("缺口", "1.5万元"), "。"),), contents=False)
    path = tmp_path / "a.docx"
    path.write_bytes(render(document, ("docx",))["docx"])
    opened = docx.Document(str(path))
    for run in opened.paragraphs[-1].runs:
        run.text = run.text.replace("1.5", "1.6")
    opened.save(str(path))
    assert docx_figures(path) == [("缺口", "1.6万元")]


def test_word_and_pdf_print_the_same_numbers(files: Mapping[str, Path]) -> None:
    in_word = numbers(docx_text(files["docx"]))
    in_pdf = numbers("\n".join(pdf_pages(files["pdf"], within=Page())[3:]))
    # The PDF has the numbers of the charts besides; of the cover they were left out above.
    cover = numbers("2021 18 2020 2021 9")
    assert in_word - in_pdf <= cover
    assert sum(in_word.values()) > 900


def test_the_text_has_footnotes_and_cells_and_no_page_numbers_of_the_contents(files: Mapping[str, Path]) -> None:
    text = docx_text(files["docx"])
    assert text.count("一、项目基本情况") == 1
    assert "立项依据充分性1\n1.67\n" in text
    assert text.rstrip().endswith("数据来源：清河县2020年社会保险基金决算，经评价组复核，应分担金额为1,203.40万元。")


def test_an_empty_section_is_seen_and_a_filled_one_below_fills_those_above(tmp_path: Path) -> None:
    table = Table((Column(),), (Row((cell("数"),)),))
    document = Document(
        "标题",
        (
            *(Heading(1, "甲"), Heading(2, "空"), Heading(2, "满"), paragraph("文")),
            *(Heading(1, "乙"), Heading(2, "表"), table, Heading(1, "丙")),
            Annex("清单", (Heading(1, "丁"), table)),
            Annex("空清单", ()),
        ),
    )
    path = tmp_path / "a.docx"
    path.write_bytes(render(document, ("docx",))["docx"])
    assert {heading.text: heading.filled for heading in docx_headings(path)} == {
        "一、甲": True,
        "（一）空": False,
        "（二）满": True,
        "二、乙": True,
        "（一）表": True,
        "三、丙": False,
        "附件1　清单": True,
        "一、丁": True,
        "附件2　空清单": False,
    }


def test_references_of_the_specimen_all_arrive_and_a_cut_one_is_told(files: Mapping[str, Path], tmp_path: Path) -> None:
    assert docx_dangling_references(files["docx"]) == []
    opened = docx.Document(str(files["docx"]))
    for mark in opened.element.body.xpath("//w:bookmarkStart[@w:name='table_2']"):
        mark.getparent().remove(mark)
    opened.save(str(tmp_path / "cut.docx"))
    assert set(docx_dangling_references(tmp_path / "cut.docx")) == {"表2"}


@pytest.mark.parametrize("read", [docx_text, docx_figures, docx_headings, pdf_pages])
def test_a_file_that_is_something_else_is_refused(read: object, tmp_path: Path) -> None:
    path = tmp_path / "other"
    path.write_bytes(b"PK\x03\x04 no archive, no PDF")
    with pytest.raises(InputError, match="other"):
        read(path)  # type: ignore[operator]
    with pytest.raises(InputError, match="missing"):
        read(tmp_path / "missing")  # type: ignore[operator]


def test_an_entity_in_an_edited_file_stays_unread(tmp_path: Path) -> None:
    import zipfile

    secret = tmp_path / "secret"
    secret.write_text("机密")
    path = tmp_path / "a.docx"
    xml = (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>甲&e;</w:t></w:r></w:p></w:body></w:document>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", xml)
    assert "机密" not in docx_text(path)
