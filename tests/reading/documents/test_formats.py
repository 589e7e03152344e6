"""One content in every format reads into the same headings, text and tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.document import Document as WordDocument

from hengping.errors import InputError
from hengping.reading.documents import SourceDocument, TableBlock, read_document
from tests.libreoffice import to_pdf

ROWS = (
    ("指标", "分值", "得分情况", "得分情况"),
    ("指标", "分值", "得分", "得分率"),
    ("决策", "20.00", "18.00", "90.00%"),
    ("过程", "20.00", "19.00", "95.00%"),
    ("合计", "40.00", "37.00", "92.50%"),
)
MERGED = ((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3))
HEADINGS = [(1, "一、基本情况"), (2, "（一）项目概况"), (1, "二、评价结论")]
PARAGRAPHS = [
    "2021年，某市企业职工基本养老保险基金支出预算为1495378.00万元，实际支出1448983.18万元，完成预算的96.90%，年末领取待遇人数为221482人。",
    "（1）按时足额发放养老金；",
    "（2）加强基金征缴管理。",
    "各项得分见表1。",
]
CAPTION, NOTE = "表1　得分情况表", "注：得分率为得分与分值之比。"


def as_docx(folder: Path) -> Path:
    document: WordDocument = docx.Document()
    document.add_heading("一、基本情况", 1)
    document.add_heading("（一）项目概况", 2)
    for text in PARAGRAPHS[:3]:
        document.add_paragraph(text)
    document.add_heading("二、评价结论", 1)
    document.add_paragraph(PARAGRAPHS[3])
    document.add_paragraph(CAPTION)
    table = document.add_table(len(ROWS), 4, style="Table Grid")
    for row, texts in enumerate(ROWS):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    for top, left, bottom, right in MERGED:
        merged = table.cell(top, left).merge(table.cell(bottom, right))
        merged.text = ROWS[top][left]
    document.add_paragraph(NOTE)
    document.save(str(folder / "a.docx"))
    return folder / "a.docx"


def as_docx_by_libreoffice(folder: Path) -> Path:
    from tests.libreoffice import _convert

    source = folder / "source"
    source.mkdir()
    return _convert(as_docx(source), folder, "docx:MS Word 2007 XML", suffix=".docx")


def as_pdf_by_libreoffice(folder: Path) -> Path:
    return to_pdf(as_docx(folder), folder)


def as_pdf(folder: Path) -> Path:
    from hengping.rendering.document import Column, Document, Heading, ListBlock, Row, Table, cell, inlines, paragraph
    from hengping.rendering.publish import render

    first = Row((cell("指标", rowspan=2), cell("分值", rowspan=2), cell("得分情况", colspan=2)))
    second = Row((cell("得分"), cell("得分率")))
    document = Document(
        "得分",
        (
            Heading(1, "基本情况"),
            Heading(2, "项目概况"),
            paragraph(PARAGRAPHS[0]),
            ListBlock(tuple(inlines(text[3:]) for text in PARAGRAPHS[1:3]), ordered=True),
            Heading(1, "评价结论"),
            paragraph(PARAGRAPHS[3]),
            Table(
                (Column(),) * 4,
                tuple(Row(tuple(cell(text) for text in texts)) for texts in ROWS[2:]),
                (first, second),
                inlines("得分情况表"),
                (inlines(NOTE),),
            ),
        ),
        contents=False,
    )
    (folder / "a.pdf").write_bytes(next(data for kind, data in render(document).items() if str(kind) == "pdf"))
    return folder / "a.pdf"


def as_html(folder: Path) -> Path:
    body = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in texts)}</tr>" for texts in ROWS[2:])
    page = (
        "<!DOCTYPE html><html><head><meta charset=gb2312><title>x</title><script>alert(1)</script></head><body><nav>导航</nav>"
        f"<h1>一、基本情况</h1><h2>（一）项目概况</h2><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}<p>{PARAGRAPHS[2]}"
        f"<h1>二、评价结论</h1><div>{PARAGRAPHS[3]}</div><table><caption>{CAPTION}</caption>"
        "<tr><th rowspan=2>指标<th rowspan=2>分值<th colspan=2>得分情况<tr><th>得分<th>得分率"
        f"{body}</table><p>{NOTE}</p></body></html>"
    )
    (folder / "a.html").write_bytes(page.encode("gb18030"))
    return folder / "a.html"


def as_markdown(folder: Path) -> Path:
    """Markdown knows no merged cells: their text is written out."""
    lines = ["# 一、基本情况", "## （一）项目概况", *PARAGRAPHS[:3], "# 二、评价结论", PARAGRAPHS[3], CAPTION]
    table = ["| " + " | ".join(texts) + " |" for texts in ROWS]
    table.insert(1, "|---|---|---|---|")
    (folder / "a.md").write_text("\n\n".join(lines) + "\n\n" + "\n".join(table) + f"\n\n{NOTE}\n", encoding="utf-8")
    return folder / "a.md"


def as_text(folder: Path) -> Path:
    lines = ["一、基本情况", "（一）项目概况", *PARAGRAPHS[:3], "二、评价结论", PARAGRAPHS[3], "", CAPTION]
    table = ["\t".join(texts) for texts in ROWS]
    (folder / "a.txt").write_bytes("\r\n".join([*lines, *table, NOTE]).encode("utf-16"))
    return folder / "a.txt"


def as_zip(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.write(as_docx(folder), "材料/报告.docx")
    return folder / "a.zip"


WRITERS: list[Callable[[Path], Path]] = [as_docx, as_pdf, as_html, as_markdown, as_text, as_zip]
LIBREOFFICE = [as_docx_by_libreoffice, as_pdf_by_libreoffice]
ALL = [
    *WRITERS,
    *(pytest.param(each, marks=[pytest.mark.libreoffice, pytest.mark.noto]) for each in LIBREOFFICE),
]


@pytest.mark.parametrize("writer", ALL)
def test_every_format_says_the_same(writer: Callable[[Path], Path], tmp_path: Path) -> None:
    source = read_document(writer(tmp_path))
    assert [(heading.level, heading.full) for heading in source.headings] == HEADINGS
    assert [paragraph.text for paragraph in source.paragraphs if paragraph.text != "得分"] == PARAGRAPHS
    (table,) = source.tables
    assert table.rows == ROWS
    assert ("".join(table.caption.split()), table.label, table.notes) == ("表1得分情况表", "表1", (NOTE,))
    assert [item.list_item for item in source.paragraphs if item.list_item] == ["（1）", "（2）"]


@pytest.mark.parametrize("writer", [each for each in ALL if each not in (as_markdown, as_text)])
def test_merged_cells_stay_merged(writer: Callable[[Path], Path], tmp_path: Path) -> None:
    (table,) = read_document(writer(tmp_path)).tables
    assert [(cell.rowspan, cell.colspan) for cell in table.cells[0]] == [(2, 1), (2, 1), (1, 2), (1, 2)]


def test_a_sheet_is_lines_and_tables(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "得分"
    sheet["A1"] = CAPTION
    sheet["A2"] = "单位：分"
    for row, texts in enumerate(ROWS, start=3):
        for column, text in enumerate(texts, start=1):
            value = float(text) if text[0].isdigit() and "%" not in text else text
            sheet.cell(row, column, float(text[:-1]) / 100 if "%" in text else value)
            if "%" in text:
                sheet.cell(row, column).number_format = "0.00%"
    for top, left, bottom, right in MERGED:
        sheet.merge_cells(start_row=top + 3, start_column=left + 1, end_row=bottom + 3, end_column=right + 1)
    sheet["A8"] = NOTE
    sheet["A12"] = "第二张表之后的说明。"
    hidden = book.create_sheet("草稿")
    hidden["A1"], hidden.sheet_state = "不看", "hidden"
    book.save(tmp_path / "a.xlsx")
    source = read_document(tmp_path / "a.xlsx")
    (table,) = source.tables
    assert (table.caption, table.unit, table.notes) == (CAPTION, "分", (NOTE,))
    assert table.rows[1:3] == (("指标", "分值", "得分", "得分率"), ("决策", "20", "18", "90%"))
    assert table.cell_place(2, 3).text() == "工作表“得分”D5"
    assert [paragraph.place.text() for paragraph in source.paragraphs] == ["工作表“得分”A12"]
    assert source.problems[0].where == "a.xlsx 工作表“草稿”"


def test_places_can_be_followed(tmp_path: Path) -> None:
    source = read_document(as_pdf(tmp_path))
    assert source.paragraphs[-1].place.text() == "第1页第5段"
    assert source.tables[0].cell_place(2, 3).text() == "第1页表1第3行第4列"
    zipped = read_document(as_zip(tmp_path))
    assert zipped.paragraphs[0].place.text() == "文件“材料/报告.docx”“（一）项目概况”下第1段"
    text = read_document(as_text(tmp_path))
    assert text.paragraphs[0].place.text() == "第3行"


def without_outline(document: SourceDocument) -> list[tuple[int, str]]:
    return [(heading.level, heading.full) for heading in document.headings]


def test_headings_of_a_pdf_without_outline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hengping.reading.documents.pdf._outline", lambda pdf: {})
    assert without_outline(read_document(as_pdf(tmp_path))) == HEADINGS


@pytest.mark.libreoffice
@pytest.mark.parametrize(("suffix", "target"), [(".doc", "doc:MS Word 97"), (".odt", "odt"), (".rtf", "rtf")])
def test_older_formats_through_libreoffice(suffix: str, target: str, tmp_path: Path) -> None:
    from tests.libreoffice import _convert

    source = read_document(_convert(as_docx(tmp_path), tmp_path, target, suffix=suffix))
    assert [(heading.level, heading.full) for heading in source.headings] == HEADINGS
    assert source.tables[0].rows == ROWS


@pytest.mark.libreoffice
@pytest.mark.parametrize(("suffix", "target"), [(".xls", "xls:MS Excel 97"), (".ods", "ods")])
def test_older_workbooks(suffix: str, target: str, tmp_path: Path) -> None:
    from tests.libreoffice import _convert

    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    (table,) = read_document(_convert(tmp_path / "a.xlsx", tmp_path, target, suffix=suffix)).tables
    assert table.rows == ROWS


def test_older_formats_are_refused_by_name_without_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1 x}")
    with pytest.raises(InputError) as caught:
        read_document(tmp_path / "a.rtf")
    assert "RTF 文件" in caught.value.faults[0].found
    assert "libreoffice-writer-nogui" in caught.value.faults[0].mend


def test_names_in_a_zip_from_windows(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        info = zipfile.ZipInfo("x.txt")
        archive.writestr(info, "一、基本情况\n正文。")
    data = held.getvalue().replace(b"x.txt", "表.tx".encode("gb18030")[:5].ljust(5, b"t"))
    (tmp_path / "a.zip").write_bytes(data)
    assert read_document(tmp_path / "a.zip").headings[0].place.file.startswith("表")


def test_a_table_is_a_block(tmp_path: Path) -> None:
    source = read_document(as_docx(tmp_path))
    assert sum(isinstance(block, TableBlock) for block in source.blocks) == 1
