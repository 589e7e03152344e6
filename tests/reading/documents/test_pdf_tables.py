"""Tables of PDF files as other programs draw them: with all lines, with three lines, with none, over several pages."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
import typst
from docx.oxml import parse_xml

from hengping.reading.documents import SourceDocument, read_document
from hengping.reading.documents.pdf_grids import ruled_grids
from hengping.reading.documents.pdf_page import Rule
from hengping.rendering.fonts import font_directories
from tests.libreoffice import to_pdf
from tests.reading.documents.word_files import W

ROWS = [
    ("序号", "资金单位", "资金拨付（万元）", "占比"),
    ("1", "区本级直管企业", "575550.28", "39.72%"),
    ("2", "新疆油田公司", "480788.92", "33.18%"),
    ("3", "吐哈油田公司及其所属各单位和塔里木油田指挥部", "69481.23", "4.80%"),
    ("", "合计", "1448983.18", "100.00%"),
]
LINES = {"grid": "Table Grid", "three": "Normal Table", "none": "Normal Table"}


def printed(folder: Path, rows: list[tuple[str, ...]], lines: str) -> SourceDocument:
    document = docx.Document()
    document.add_heading("一、资金情况", 1)
    document.add_paragraph(
        "各单位资金情况见下表，数据均为决算数，包括当年拨付和上年结转的全部资金，不含利息收入和捐赠。"
    )
    document.add_paragraph("表1 资金情况表")
    table = document.add_table(len(rows), len(rows[0]), style=LINES[lines])
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    if lines == "three":
        for row, side in ((0, "top"), (1, "top"), (-1, "bottom")):
            for cell in table.rows[row].cells:
                line = f'<w:{side} w:val="single" w:sz="8" w:color="000000"/>'
                cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:tcBorders xmlns:w="{W}">{line}</w:tcBorders>'))
    document.add_paragraph("注：数据来自决算。")
    document.add_paragraph("以上资金均按规定拨付到位，使用合规。")
    document.save(str(folder / "a.docx"))
    return read_document(to_pdf(folder / "a.docx", folder))


@pytest.mark.libreoffice
@pytest.mark.noto
@pytest.mark.parametrize("lines", LINES)
def test_tables_however_they_are_ruled(lines: str, tmp_path: Path) -> None:
    source = printed(tmp_path, ROWS, lines)
    (table,) = source.tables
    assert [tuple(row) for row in table.rows] == ROWS
    assert (table.label, table.notes) == ("表1", ("注：数据来自决算。",))
    assert [paragraph.text[-8:] for paragraph in source.paragraphs] == ["利息收入和捐赠。", "拨付到位，使用合规。"[-8:]]


@pytest.mark.libreoffice
@pytest.mark.noto
def test_a_table_over_three_pages_is_one_and_knows_its_pages(tmp_path: Path) -> None:
    rows = [ROWS[0], *((str(n), f"第{n}家单位", f"{n}.50", "1.00%") for n in range(1, 121))]
    (table,) = printed(tmp_path, rows, "grid").tables
    assert [tuple(row) for row in table.rows] == rows
    assert table.row_pages == tuple(sorted(table.row_pages))
    assert set(table.row_pages) >= {1, 2, 3}
    assert table.cell_place(120, 1).text() == f"第{table.row_pages[-1]}页表1第121行第2列"


@pytest.mark.libreoffice
@pytest.mark.noto
def test_a_row_that_the_page_break_cuts_is_one_row(tmp_path: Path) -> None:
    clauses = "".join(f"第{n}项要求已经核对无误，" for n in range(1, 26))
    rows = [ROWS[0], *((str(n), f"{n}号：{clauses}完毕。", f"{n}.50", "1.00%") for n in range(1, 13)), ROWS[4]]
    (table,) = printed(tmp_path, rows, "grid").tables
    assert [tuple(row) for row in table.rows] == rows
    assert {2, 3} <= set(table.row_pages)


def test_a_missing_line_joins_two_cells() -> None:
    across = [Rule(100, 0, 90), Rule(80, 30, 90), Rule(60, 0, 90)]
    down = [Rule(0, 60, 100), Rule(30, 60, 100), Rule(60, 60, 80), Rule(90, 60, 100)]
    (grid,) = ruled_grids(across, down)
    assert [(cell.row, cell.column, cell.rowspan, cell.colspan) for cell in grid.cells] == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
    ]


def test_a_frame_around_text_is_no_table() -> None:
    assert ruled_grids([Rule(100, 0, 90), Rule(60, 0, 90)], [Rule(0, 60, 100), Rule(90, 60, 100)]) == []


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_pages_printed_sideways_are_set_upright(turn: int, tmp_path: Path) -> None:
    cells = "".join(f"[{text}]," for row in (*ROWS[:3], ROWS[4]) for text in row)
    (tmp_path / "a.typ").write_text(
        f'#set page(width: 400pt, height: 400pt)\n#set text(font: "Noto Sans SC", size: 10pt)\n'
        f"#rotate({turn}deg, reflow: true)[#table(columns: (40pt, 90pt, 110pt, 60pt), {cells})\n\n正文在表格之下。]",
        encoding="utf-8",
    )
    fonts = typst.Fonts(font_paths=[str(each) for each in font_directories()], include_system_fonts=False)
    (tmp_path / "a.pdf").write_bytes(typst.compile(str(tmp_path / "a.typ"), font_paths=fonts))
    source = read_document(tmp_path / "a.pdf")
    assert source.tables[0].rows == (*ROWS[:3], ROWS[4])
    assert source.paragraphs[-1].text == "正文在表格之下。"
