"""What is asserted of the Word file is read from its XML; how it looks is proved by LibreOffice."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from lxml import etree

from hengping.rendering.document import (
    Annex,
    Column,
    Document,
    Heading,
    Landscape,
    ListBlock,
    Note,
    PageBreak,
    Reference,
    Row,
    Strong,
    Table,
    cell,
    inlines,
    paragraph,
)
from hengping.rendering.publish import render
from hengping.rendering.readback import pdf_outline, pdf_pages
from hengping.rendering.word.wordml import q, style_of
from tests.libreoffice import to_pdf


def parts(made: bytes | Path, tmp_path: Path | None = None) -> dict[str, Any]:
    path = made
    if isinstance(made, bytes):
        assert tmp_path is not None
        path = tmp_path / "made.docx"
        path.write_bytes(made)
    with zipfile.ZipFile(path) as archive:
        return {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }


@pytest.fixture(scope="module")
def package(files: Mapping[str, Path]) -> dict[str, Any]:
    return parts(files["docx"])


@pytest.fixture(scope="module")
def body(package: dict[str, Any]) -> Any:
    return package["word/document.xml"].find(q("w:body"))


def text(element: Any) -> str:
    return "".join(element.itertext(q("w:t")))


def sections(body: Any) -> list[tuple[bool, Any]]:
    """Each section: whether it lies, and its properties."""
    return [
        (properties.find(q("w:pgSz")).get(q("w:orient")) == "landscape", properties)
        for properties in body.iter(q("w:sectPr"))
    ]


def test_word_libraries_open_it(files: Mapping[str, Path]) -> None:
    opened = docx.Document(str(files["docx"]))
    assert opened.core_properties.title.endswith("绩效评价报告")
    assert len(opened.sections) == 6  # cover, contents, text, two turned annexes, an upright one


def test_every_part_has_its_type_and_every_relation_its_target(
    package: dict[str, Any], files: Mapping[str, Path]
) -> None:
    with zipfile.ZipFile(files["docx"]) as archive:
        names = set(archive.namelist())
    types = package["[Content_Types].xml"]
    assert {each.get("PartName")[1:] for each in types if each.get("PartName")} <= names
    targets = {each.get("Target") for each in package["word/_rels/document.xml.rels"]}
    assert {f"word/{target}" for target in targets} <= names
    used = set(re.findall(rb'r:(?:id|embed)="(\w+)"', etree.tostring(package["word/document.xml"])))
    assert used <= {each.get("Id").encode() for each in package["word/_rels/document.xml.rels"]}


def test_every_style_named_is_there(package: dict[str, Any]) -> None:
    there = {style.get(q("w:styleId")) for style in package["word/styles.xml"].iter(q("w:style"))}
    for name in ("word/document.xml", "word/footnotes.xml"):
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle"):
            assert {used.get(q("w:val")) for used in package[name].iter(q(tag))} <= there


def test_offices_find_their_type_faces(package: dict[str, Any]) -> None:
    styles = {style.get(q("w:styleId")): style for style in package["word/styles.xml"].iter(q("w:style"))}

    def faces(style: str) -> tuple[str, str]:
        fonts = styles[style].find(f".//{q('w:rFonts')}")
        return fonts.get(q("w:eastAsia")), fonts.get(q("w:ascii"))

    assert faces("Heading1") == ("黑体", "Times New Roman")
    assert faces("Heading2") == ("楷体_GB2312", "Times New Roman")
    assert faces("AnnexTitle") == ("方正小标宋简体", "Times New Roman")
    default = package["word/styles.xml"].find(f"{q('w:docDefaults')}//{q('w:rFonts')}")
    assert default.get(q("w:eastAsia")) == "仿宋_GB2312"


def test_annexes_lie_and_the_page_turns_with_its_margins(body: Any) -> None:
    found = sections(body)
    assert [lies for lies, _ in found] == [False, False, False, True, True, False]
    size, margins = found[3][1].find(q("w:pgSz")), found[3][1].find(q("w:pgMar"))
    upright = found[2][1].find(q("w:pgMar"))
    assert int(size.get(q("w:w"))) > int(size.get(q("w:h")))
    assert margins.get(q("w:right")) == upright.get(q("w:top"))


def test_numbers_begin_with_the_text_and_the_front_has_none(body: Any) -> None:
    starts = [properties.find(q("w:pgNumType")) is not None for _, properties in sections(body)]
    assert starts == [False, False, True, False, False, False]
    footers = [
        {each.get(q("r:id")) for each in properties.findall(q("w:footerReference"))} for _, properties in sections(body)
    ]
    assert footers[0] == footers[1] == {"rIdFooterPlain"}
    assert footers[2] == footers[3] == {"rIdFooter", "rIdFooterEven"}


def test_tables_fill_the_width_repeat_their_header_and_keep_rows_whole(body: Any) -> None:
    table = next(each for each in body.findall(q("w:tbl")) if "底稿号" in text(each))
    width = int(table.find(f"{q('w:tblPr')}/{q('w:tblW')}").get(q("w:w")))
    grid = [int(column.get(q("w:w"))) for column in table.iter(q("w:gridCol"))]
    assert sum(grid) == width == round((297 - 37 - 35) / 25.4 * 1440)
    rows = table.findall(q("w:tr"))
    assert [row.find(f"{q('w:trPr')}/{q('w:tblHeader')}") is not None for row in rows[:3]] == [True, True, False]
    assert all(row.find(f"{q('w:trPr')}/{q('w:cantSplit')}") is not None for row in rows)
    for row in rows:
        widths = [int(each.find(f"{q('w:tcPr')}/{q('w:tcW')}").get(q("w:w"))) for each in row.findall(q("w:tc"))]
        assert sum(widths) == width


def test_merged_cells_stay_merged(body: Any) -> None:
    table = next(each for each in body.findall(q("w:tbl")) if "底稿号" in text(each))
    merges = [each.get(q("w:val")) for each in table.iter(q("w:vMerge"))]
    assert merges.count("restart") == 4 + 12  # 60 rows in blocks of 15 and of 5
    assert merges.count("continue") == 60 - 4 + 60 - 12


def test_the_contents_hold_the_pages_of_the_pdf_and_ask_to_be_made_anew(body: Any, files: Mapping[str, Path]) -> None:
    contents = body.find(f"{q('w:sdt')}")
    lines = [text(line) for line in contents.iter(q("w:p"))][1:]
    wanted = [(entry.text, entry.printed) for entry in pdf_outline(files["pdf"]) if entry.level <= 2]
    assert lines == [f"{heading}{printed}" for heading, printed in wanted]
    assert contents.find(f".//{q('w:fldChar')}").get(q("w:dirty")) == "true"
    anchors = {link.get(q("w:anchor")) for link in contents.iter(q("w:hyperlink"))}
    assert anchors <= {mark.get(q("w:name")) for mark in body.iter(q("w:bookmarkStart"))}


def test_footnotes_are_real_ones(package: dict[str, Any], body: Any) -> None:
    called = [each.get(q("w:id")) for each in body.iter(q("w:footnoteReference"))]
    notes = {each.get(q("w:id")): text(each) for each in package["word/footnotes.xml"]}
    assert len(called) == 37
    assert all(notes[each].strip().startswith("数据来源") for each in called)


def test_emphasis_is_a_face_and_never_a_fat_letter(package: dict[str, Any], body: Any) -> None:
    assert list(package["word/document.xml"].iter(q("w:b"))) == []
    strong = {
        text(run) for run in body.iter(q("w:r")) if run.find(f".//{q('w:rStyle')}[@{q('w:val')}='Strong']") is not None
    }
    assert {"未发现截留、挤占、挪用", "合计", "92.12"} <= strong


def test_emphasis_around_a_reference_and_a_note_gives_each_run_one_style(tmp_path: Path) -> None:
    inside = inlines("甲", Reference("t"), Note(inlines("注")))
    table = Table((Column(),), (Row((cell("数"),)),), caption=inlines("表题"), key="t")
    made = parts(
        render(Document("标题", (paragraph(Strong(inside)), table), contents=False), ("docx",))["docx"], tmp_path
    )
    runs = [run for run in made["word/document.xml"].iter(q("w:r")) if run.find(q("w:rPr")) is not None]
    styles = [[each.get(q("w:val")) for each in run.iter(q("w:rStyle"))] for run in runs]
    assert [each for each in styles if each] == [["Strong"], ["Strong"], ["FootnoteReference"]]


def test_bookmark_numbers_are_their_own(package: dict[str, Any]) -> None:
    for name in ("word/document.xml", "word/footnotes.xml"):
        ids = [mark.get(q("w:id")) for mark in package[name].iter(q("w:bookmarkStart"))]
        assert len(ids) == len(set(ids))


def test_the_watermark_is_in_the_header_of_every_section(package: dict[str, Any], body: Any) -> None:
    used = {each.get(q("r:id")) for each in body.iter(q("w:headerReference"))}
    targets = {each.get("Id"): each.get("Target") for each in package["word/_rels/document.xml.rels"]}
    for each in used:
        assert b'string="\xe5\xbe\x81\xe6\xb1\x82' in etree.tostring(package[f"word/{targets[each]}"], encoding="UTF-8")


TABLE = Table((Column(),), (Row((cell("数"),)),))


@pytest.mark.parametrize(
    ("blocks", "lying"),
    [
        ((paragraph("文"),), [False]),
        ((Landscape((TABLE,)),), [True]),
        ((Landscape((TABLE,)), paragraph("文")), [True, False]),
        (
            (paragraph("文"), Landscape((paragraph("横"),)), Landscape((TABLE,)), paragraph("文")),
            [False, True, True, False],
        ),
        ((TABLE, Annex("甲", (TABLE,), landscape=True), Annex("乙", (TABLE,), landscape=True)), [False, True, True]),
        ((), [False]),
    ],
)
def test_sections_turn_with_the_blocks_and_none_is_empty(blocks: Any, lying: list[bool], tmp_path: Path) -> None:
    made = parts(render(Document("标题", blocks, contents=False), ("docx",))["docx"], tmp_path)
    found = sections(made["word/document.xml"].find(q("w:body")))
    # Sections that lie one after another may be one section.
    turns = [lies for index, (lies, _) in enumerate(found) if index == 0 or lies != found[index - 1][0]]
    wanted = [lies for index, lies in enumerate(lying) if index == 0 or lies != lying[index - 1]]
    assert turns == wanted


def test_a_page_break_is_put_before_what_follows(tmp_path: Path) -> None:
    document = Document("标题", (paragraph("甲"), PageBreak(), Heading(1, "乙"), PageBreak(), TABLE), contents=False)
    body = parts(render(document, ("docx",))["docx"], tmp_path)["word/document.xml"].find(q("w:body"))
    broken = [element for element in body.iter(q("w:p")) if element.find(f".//{q('w:pageBreakBefore')}") is not None]
    assert [text(element) for element in broken] == ["一、乙"]
    assert body.find(q("w:tbl")).getprevious().find(f".//{q('w:br')}").get(q("w:type")) == "page"


def test_lists_are_word_lists_in_the_official_manner(tmp_path: Path) -> None:
    document = Document(
        "标题", (ListBlock((inlines("甲"),), ordered=True), ListBlock((inlines(Strong(inlines("乙"))),)))
    )
    made = parts(render(document, ("docx",))["docx"], tmp_path)
    listed = [each for each in made["word/document.xml"].iter(q("w:p")) if each.find(f".//{q('w:numPr')}") is not None]
    assert [(text(each), style_of(each)) for each in listed] == [("甲", "Compact"), ("乙", "Compact")]
    signs = {level.find(q("w:lvlText")).get(q("w:val")) for level in made["word/numbering.xml"].iter(q("w:lvl"))}
    assert signs == {"（%1）", "•"}


@pytest.mark.libreoffice
@pytest.mark.noto
def test_libreoffice_sets_the_same_pages(files: Mapping[str, Path], tmp_path: Path) -> None:
    printed = to_pdf(files["docx"], tmp_path)
    ours, theirs = pdf_pages(files["pdf"]), pdf_pages(printed)
    assert abs(len(theirs) - len(ours)) <= 3
    reader = pypdfium2.PdfDocument(printed)
    lying = [page.get_width() > page.get_height() for page in reader]
    reader.close()
    assert lying.index(True) > 20
    assert not lying[-1]
    squeezed = ["".join(page.split()) for page in theirs]
    assert sum("指标体系评价依据评分情况" in page for page in squeezed) >= 4  # the header rows repeat
    assert all(page for page in squeezed)  # no page is left empty by a section break
    assert "".join(squeezed).count("①数据来源") >= 4
