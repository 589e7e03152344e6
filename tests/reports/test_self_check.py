"""The self-check: silent on a sound report, and it finds what was planted."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from hengping.rendering.charts import Point, bar_by_category
from hengping.rendering.document import (
    Block,
    Column,
    Document,
    FactFigure,
    Figure,
    Heading,
    Row,
    Table,
    cell,
    inlines,
    paragraph,
)
from hengping.rendering.publish import render
from hengping.reports.self_check import SelfCheck, check_report

RATE = FactFigure("支出执行率", "96.90%")
SPENT = FactFigure("支出", "1448983.18万元", "※")


def document(*more: Block) -> Document:
    from decimal import Decimal

    chart = bar_by_category(
        [Point("执行率", Decimal("96.9"), "96.90%"), Point("上年", Decimal(95), "95.25%")], unit="%"
    )
    table = Table((Column(), Column()), (Row((cell("支出"), cell(SPENT))),), caption=inlines("支出表"), key="table:a")
    return Document(
        "自检试验报告",
        (
            Heading(1, "情况"),
            paragraph("支出", SPENT, "，执行率", RATE, "。"),
            table,
            Figure(chart, inlines("执行率"), "执行率96.90%"),
            *more,
        ),
    )


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(document(), tmp_path_factory.mktemp("sound"))


def written(made: Document, folder: Path) -> Path:
    for kind, data in render(made, ("docx", "pdf")).items():
        (folder / f"report.{kind}").write_bytes(data)
    return folder


def checked(made: Document, folder: Path) -> SelfCheck:
    return check_report(made, folder / "report.docx", folder / "report.pdf")


def failed(result: SelfCheck) -> dict[str, tuple[str, ...]]:
    return {check.name: check.findings for check in result.checks if not check.passed}


def tampered(folder: Path, old: str, new: str, target: Path) -> Path:
    """The same files, with one text of the Word file replaced."""
    source = zipfile.ZipFile(folder / "report.docx")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as copy:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                assert old in data.decode()
                data = data.decode().replace(old, new, 1).encode()
            copy.writestr(name, data)
    (target / "report.docx").write_bytes(stream.getvalue())
    (target / "report.pdf").write_bytes((folder / "report.pdf").read_bytes())
    return target


def test_a_sound_report_passes_although_the_labels_of_its_charts_are_text_in_the_pdf_alone(sound: Path) -> None:
    result = checked(document(), sound)
    assert failed(result) == {}
    assert result.lines() == ("成文自检：5 项全部通过。",)


def test_an_empty_section_is_found(tmp_path: Path) -> None:
    made = document(Heading(1, "没有内容的一章"), Heading(1, "下一章"), paragraph("有内容。"))
    assert failed(checked(made, written(made, tmp_path))) == {"empty_sections": ("“二、没有内容的一章”一节没有内容",)}


def test_a_placeholder_left_standing_is_found_in_both_files(tmp_path: Path) -> None:
    made = document(paragraph("支出为 {{ 支出 | with_unit }}。"))
    assert failed(checked(made, written(made, tmp_path)))["left_over"] == (
        "Word 中有“{{”",
        "Word 中有“}}”",
        "PDF 中有“{{”",
        "PDF 中有“}}”",
    )


def test_a_letter_that_no_font_has_is_found(tmp_path: Path) -> None:
    made = document(paragraph("生僻字\U0002f81a与表情\U0001f600。"))
    (finding,) = failed(checked(made, written(made, tmp_path)))["glyphs"]
    assert "\U0001f600" in finding


def test_a_figure_changed_in_word_alone_is_found(sound: Path, tmp_path: Path) -> None:
    result = checked(document(), tampered(sound, "96.90%", "97.90%", tmp_path))
    assert failed(result)["same_numbers"] == ("“96.90%”在 Word 中有 0 处，在 PDF 中有 2 处",)
    assert failed(result)["bookmarks"] == (
        "支出执行率 的“96.90%”没有书签",
        "书签 支出执行率 的文字“97.90%”不在报告中",
    )


def test_a_figure_that_lost_its_bookmark_is_found(sound: Path, tmp_path: Path) -> None:
    result = checked(document(), tampered(sound, 'w:name="hp_支出执行率_1"', 'w:name="other"', tmp_path))
    assert failed(result) == {"bookmarks": ("支出执行率 的“96.90%”没有书签",)}


def test_many_findings_are_told_short() -> None:
    from hengping.reports.self_check import Check

    result = SelfCheck((Check("x", "没有空的章节", tuple(f"第{n}节" for n in range(8))),))
    assert result.lines()[1].endswith("第4节；另有 3 处")
    assert not replace(result).passed
