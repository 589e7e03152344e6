"""Tables with merged cells over pages of a PDF: the grid that is read is the grid that was written."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from hengping.reading.documents import Place, SourceDocument
from hengping.reading.documents.parts import RawTable, Spanned, grid
from hengping.reading.documents.pdf import read_pdf
from hengping.reading.documents.pdf_continuation import continued_tables
from hengping.rendering.document import Column, Document, Paragraph, Row, Table, cell, inlines
from hengping.rendering.fonts import font_directories
from hengping.rendering.publish import render

Rows = list[list[Spanned]]


def printed(rows: Rows, *, head: int) -> SourceDocument:
    """A table as our own writer prints it."""
    made = [Row(tuple(cell(each.text, rowspan=each.rowspan, colspan=each.colspan) for each in row)) for row in rows]
    width = sum(each.colspan for each in rows[0])
    table = Table(tuple(Column() for _ in range(width)), tuple(made[head:]), tuple(made[:head]))
    blocks = (Paragraph(inlines("各项得分见下表。")), table, Paragraph(inlines("以上得分均有底稿。")))
    document = Document("评分情况", blocks, contents=False)
    return read_pdf(render(document, formats=("pdf",))["pdf"], label="表.pdf")


def shape(cells: object) -> list[list[tuple[str, int, int, int, int]]]:
    assert isinstance(cells, tuple)
    return [[(re.sub(r"\s", "", c.text), c.row, c.column, c.rowspan, c.colspan) for c in row] for row in cells]


def merged(generator: random.Random, height: int, tallest: int) -> list[int]:
    """Heights of merged cells one under another."""
    heights: list[int] = []
    while sum(heights) < height:
        heights.append(min(generator.randint(1, tallest), height - sum(heights)))
    return heights


def score_table(generator: random.Random, *, height: int, two_heads: bool) -> tuple[Rows, int]:
    """First level with its weight over the second level, over criteria; a merged remark and an often empty column."""
    head = [Spanned(text) for text in ("一级指标", "分值", "二级指标", "三级指标", "得分", "依据", "备注")]
    rows: Rows = [head]
    if two_heads:
        rows = [
            [
                *(Spanned(each.text, 2) for each in head[:3]),
                Spanned("评分情况", 1, 2),
                *(Spanned(each.text, 2) for each in head[5:]),
            ],
            head[3:5],
        ]
    body: Rows = [[] for _ in range(height)]
    at = 0
    for first, rowspan in enumerate(merged(generator, height, 60), start=1):
        body[at] += [Spanned(f"一级{first}", rowspan), Spanned(f"{rowspan}.00", rowspan)]
        below = at
        for second, inner in enumerate(merged(generator, rowspan, 40), start=1):
            body[below].append(Spanned(f"二级{first}.{second}", inner))
            below += inner
        at += rowspan
    for line in range(height):
        if generator.random() < 0.1:
            body[line].append(Spanned(f"小项{line}得满分", 1, 2))
        else:
            body[line] += [Spanned(f"指标{line}"), Spanned(f"{line}.50")]
    at = 0
    for basis, rowspan in enumerate(merged(generator, height, 50), start=1):
        body[at].append(Spanned(f"依据{basis}", rowspan))
        at += rowspan
    for line in range(height):
        body[line].append(Spanned(generator.choice(("", f"注{line}"))))
    return [*rows, *body], len(rows)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10_000), height=st.integers(45, 110), two_heads=st.booleans())
def test_random_score_tables_over_pages_are_read_as_written(seed: int, height: int, two_heads: bool) -> None:
    rows, head = score_table(random.Random(seed), height=height, two_heads=two_heads)
    (table,) = printed(rows, head=head).tables
    assert shape(table.cells) == shape(grid(rows))
    assert table.header_rows in (0, head, 1)
    assert len(table.row_pages) == len(table.cells)
    assert table.row_pages[-1] > 1


HEAD = "一级 分值 二级 得分"
# Each page as lines of cells ("-" empty, a figure after ↓ is a height), and the first two columns of what was written.
CUT: dict[str, tuple[list[str], list[str]]] = {
    "empty overleaf": (
        ["决策↓2 20↓2 立项 9;目标 8", "-↓2 -↓2 资金 7;管理 6;产出 30 数量 5"],
        ["决策 20", "决策 20", "决策 20", "决策 20", "产出 30"],
    ),
    "printed again overleaf": (
        ["决策↓2 20↓2 立项 9;目标 8", "决策↓2 20↓2 资金 7;管理 6;产出 20 数量 5"],
        ["决策 20", "决策 20", "决策 20", "决策 20", "产出 20"],
    ),
    "cut twice": (
        ["决策 20 立项 9", "-↓2 -↓2 资金 7;管理 6", "- - 公开 5;产出 30 数量 5"],
        ["决策 20", "决策 20", "决策 20", "决策 20", "产出 30"],
    ),
    "a new one of the same weight": (
        ["决策↓2 20↓2 立项 9;目标 8", "过程↓2 20↓2 资金 7;管理 6"],
        ["决策 20", "决策 20", "过程 20", "过程 20"],
    ),
    "names written in each line": (
        ["决策 20 立项 9;决策 20 目标 8", "决策 20 资金 7;过程 30 管理 6"],
        ["决策 20", "决策 20", "决策 20", "过程 30"],
    ),
    "a total without number": (["1 20 立项 9;2 30 目标 8", "- 50 合计 17"], ["1 20", "2 30", "- 50"]),
}
UNMERGED = ("names written in each line", "a total without number")


def page(number: int, text: str) -> RawTable:
    rows = []
    for line in (HEAD, *text.split(";")):
        pieces = [piece.partition("↓") for piece in line.split()]
        rows.append([Spanned(text.replace("-", ""), int(height or 1)) for text, _, height in pieces])
    cells = grid(rows)
    return RawTable(cells, Place(page=number), row_pages=(number,) * len(cells), columns_at=(0, 50, 100, 150, 200))


@pytest.mark.parametrize("case", CUT)
def test_labels_that_a_page_break_cuts(case: str) -> None:
    pages, expected = CUT[case]
    (table,) = continued_tables([page(number, text) for number, text in enumerate(pages, start=1)])
    assert isinstance(table, RawTable)
    found = [" ".join(cell.text or "-" for cell in row[:2]) for row in table.cells[1:]]
    assert found == expected
    beginnings = [row[1].text for index, row in enumerate(table.cells) if row[1].row == index and index]
    assert len(beginnings) == (len(expected) if case in UNMERGED else 2)


def test_a_page_on_which_no_cell_begins_at_a_column_is_the_same_table() -> None:
    whole = page(1, "决策 20 立项 9;决策 20 目标 8")
    cells = grid([[Spanned("过程"), Spanned("30"), Spanned("全部要点得满分", 1, 2)]])
    rest = RawTable(cells, Place(page=2), row_pages=(2,), columns_at=(0, 50, 100, 200))
    (table,) = continued_tables([whole, rest])
    assert isinstance(table, RawTable)
    assert [(cell.text, cell.column, cell.colspan) for cell in table.cells[3]] == [
        ("过程", 0, 1),
        ("30", 1, 1),
        ("全部要点得满分", 2, 2),
        ("全部要点得满分", 2, 2),
    ]


def test_a_row_that_two_page_breaks_cut_is_one_row() -> None:
    pages = [
        ["1", "甲项目按期完成，", "10"],
        ["", "资金全部到位，", ""],
        ["", "没有结余。", ""],
        ["2", "乙项目。", "20"],
    ]
    tables = [
        RawTable(
            grid([[Spanned(text) for text in row] for row in (("序号", "内容", "得分"), *rows)]),
            Place(page=number),
            row_pages=(number,) * (1 + len(rows)),
            columns_at=(0, 50, 100, 150),
            full_ends=frozenset({(1, 1)}),
        )
        for number, rows in enumerate(([pages[0]], [pages[1]], pages[2:]), start=1)
    ]
    (table,) = continued_tables(tables)
    assert isinstance(table, RawTable)
    assert [[cell.text for cell in row] for row in table.cells[1:]] == [
        ["1", "甲项目按期完成，资金全部到位，没有结余。", "10"],
        ["2", "乙项目。", "20"],
    ]
    assert table.row_pages == (1, 1, 3)


def test_a_merged_cell_beside_a_text_that_has_ended_is_no_cut_row() -> None:
    head = [Spanned(text) for text in ("阶段", "时间", "工作")]
    first = grid(
        [head, [Spanned("准备", 2), Spanned("6月27日"), Spanned("入户调研")], [Spanned("6月29日"), Spanned("报送名单")]]
    )
    rest = grid(
        [head, [Spanned(""), Spanned(""), Spanned("收集资料")], [Spanned("实施"), Spanned("7月18日"), Spanned("踏勘")]]
    )
    tables = [
        RawTable(cells, Place(page=number), row_pages=(number,) * 3, columns_at=(0, 50, 100, 150))
        for number, cells in enumerate((first, rest), start=1)
    ]
    (table,) = continued_tables(tables)
    assert isinstance(table, RawTable)
    assert [[cell.text for cell in row] for row in table.cells[1:]] == [
        ["准备", "6月27日", "入户调研"],
        ["准备", "6月29日", "报送名单"],
        ["准备", "6月29日", "收集资料"],
        ["实施", "7月18日", "踏勘"],
    ]


def test_page_numbers_printed_over_a_table_are_none_of_it(tmp_path: Path) -> None:
    rows = "".join(f"[{name}{line}], [{line}.50]," for line in range(1, 19) for name in ["指标"])
    (tmp_path / "a.typ").write_text(
        "#set page(height: 240pt, width: 300pt, margin: (x: 20pt, top: 20pt, bottom: 4pt), numbering: none,\n"
        "  foreground: context place(bottom + left, dx: 60pt, dy: -16pt, text(size: 14pt)[— #here().page() —]))\n"
        f'#set text(font: "Noto Sans SC", size: 10pt)\n#table(columns: (120pt, 120pt), inset: 9pt, {rows})',
        encoding="utf-8",
    )
    fonts = typst.Fonts(font_paths=[str(each) for each in font_directories()], include_system_fonts=False)
    made = typst.compile(str(tmp_path / "a.typ"), font_paths=fonts)
    (table,) = read_pdf(made, label="a.pdf").tables
    assert table.rows == tuple((f"指标{line}", f"{line}.50") for line in range(1, 19))


def random_page(generator: random.Random, number: int, width: int) -> RawTable:
    """Cells of any extent and of few texts, among them empty ones, figures and totals."""
    height = generator.randint(1, 5)
    taken: set[tuple[int, int]] = set()
    rows: Rows = []
    for row in range(height):
        rows.append([])
        for column in range(width):
            if (row, column) in taken:
                continue
            down, right = min(generator.choice((1, 1, 1, 2, 3)), height - row), generator.choice((1, 1, 1, 2))
            if column + right > width or (row, column + right - 1) in taken:
                right = 1
            taken |= {(row + below, column + beside) for below in range(down) for beside in range(right)}
            rows[-1].append(Spanned(generator.choice(("", "甲", "乙丙丁", "5", "合计")), down, right))
    edges = tuple(50.0 * edge for edge in range(width + 1))
    return RawTable(grid(rows), Place(page=number), row_pages=(number,) * height, columns_at=edges)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(seed=st.integers(0, 1_000_000), width=st.integers(2, 5), count=st.integers(2, 4))
def test_whatever_pages_hold_the_joined_grid_is_a_grid(seed: int, width: int, count: int) -> None:
    generator = random.Random(seed)
    (table,) = continued_tables([random_page(generator, number, width) for number in range(1, count + 1)])
    assert isinstance(table, RawTable)
    assert len(table.row_pages) == len(table.cells)
    for row, cells in enumerate(table.cells):
        assert len(cells) == width
        for column, each in enumerate(cells):
            assert 0 <= row - each.row < each.rowspan
            assert 0 <= column - each.column < each.colspan
            assert table.cells[each.row][each.column] == each
