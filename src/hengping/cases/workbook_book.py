"""The sheets of a case as a described workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hengping.cases.model import Case
from hengping.cases.parts_cells import cell_text, day_of
from hengping.cases.parts_fields import Kind
from hengping.cases.workbook_figures import WrittenFigures, cell_figure, decimals
from hengping.cases.workbook_look import (
    HIGHEST_LISTED_ROW,
    HIGHEST_ROW,
    MOST_DECIMALS,
    STYLES,
    TAB_EMPTY,
    TAB_FILLED,
    TAB_REQUIRED,
    column_style,
    heading_text,
    height,
    remark,
    width,
)
from hengping.cases.workbook_plan import (
    CHAPTER_HEADING,
    CHAPTERS_SHEET,
    CONTENT_HEADING,
    CONTENTS_SHEET,
    INTERNAL_SHEET,
    ITEM_HEADING,
    PARAGRAPH_HEADING,
    REMARK_HEADING,
    ROW_ID_HEADING,
    SheetColumn,
    SheetPlan,
    sheet_plans,
)
from hengping.cases.workbook_rows import SheetRow, chapter_rows, rows_of_case, value_at
from hengping.rendering.workbook import (
    Area,
    Book,
    Cell,
    Column,
    PrintSetup,
    Row,
    Sheet,
    Validation,
    absolute_reference,
    quoted_sheet,
)

_SPARE_ROWS = 300
"""Rows below the filled ones that are ready for entries: formats and drop-downs reach so far."""

_WIDEST_PRINTED = 240
"""Characters; a wider sheet is printed on several pages side by side rather than too small to read."""

_TRUTHS = ("是", "否")
_ITEM_COLUMNS = (Column(28), Column(60), Column(48))
_CHAPTER_COLUMNS = (Column(20, "owner_text"), Column(110, "text"))
_LANDSCAPE = PrintSetup(landscape=True, repeat_rows=1)
_INSTRUCTIONS = (
    "橙色标题（带 *）的列必填，蓝色可不填，绿色为所属上级的编号；把鼠标移到标题上可看填写说明。",
    "每张表的标题行不要改名；可以调整列的顺序，可以在标题行上方插入说明，不要合并单元格。",
    "公式按文本填写，以 = 开头，引用“事实”表中的事实编号，如 =支出_实际/支出_预算。",
    "百分数按计量单位填写：96.90% 填 96.90，单位填 %。日期填 2020-07-15。",
    "一格可填多个编号的列，每行一个（Alt+Enter 换行），或用分号隔开。",
)


def book_of(case: Case) -> Book:
    """The workbook form of a case."""
    rows = rows_of_case(case)
    figures = WrittenFigures(sheets=[plan.name for plan in sheet_plans()])
    sheets = [
        _items_sheet(plan, rows[plan], figures) if plan.layout == "items" else _rows_sheet(plan, rows, figures)
        for plan in sheet_plans()
    ]
    sheets.append(_chapters_sheet(case.texts))
    figures.sheets.append(CHAPTERS_SHEET)
    internal = Sheet(
        INTERNAL_SHEET,
        tuple(Row(tuple(Cell(text, "text") for text in cells)) for cells in figures.rows()),
        visibility="very_hidden",
    )
    counts = {plan.name: len(rows[plan]) for plan in sheet_plans()} | {CHAPTERS_SHEET: len(case.texts)}
    return Book((_contents_sheet(case, counts), *sheets, internal), STYLES, title=case.identity.title)


def _contents_sheet(case: Case, counts: dict[str, int]) -> Sheet:
    files = {plan.name: plan.spec.file for plan in sheet_plans()} | {CHAPTERS_SHEET: "text/"}
    required = {plan.name for plan in sheet_plans() if plan.spec.required}
    rows = [Row((Cell(case.identity.title or "评价工作簿", "title"),), height=30)]
    rows += [Row((Cell(words, "words"),), height=18) for words in _INSTRUCTIONS]
    headings = ("表", "已填行数", "是否必有", "评价文件夹中的文件")
    rows += [Row(()), Row(tuple(Cell(heading, "optional") for heading in headings))]
    for name, count in counts.items():
        link = Cell(name, "link", link=f"{quoted_sheet(name)}!B1")
        need = "必有" if name in required else "可空"
        rows.append(Row((link, Cell(count, "count"), Cell(need, "choice"), Cell(files[name], "text"))))
    merged = tuple(Area(index, 0, index, 3) for index in range(1 + len(_INSTRUCTIONS)))
    columns = (Column(24), Column(12), Column(12), Column(64))
    return Sheet(CONTENTS_SHEET, tuple(rows), columns, merged, gridlines=False)


def _rows_sheet(plan: SheetPlan, all_rows: dict[SheetPlan, list[SheetRow]], figures: WrittenFigures) -> Sheet:
    rows = all_rows[plan]
    owner = [Cell(plan.owner_heading, "owner", note="填写所属行的编号。")] if plan.owner_heading else []
    header = [Cell(ROW_ID_HEADING), *owner, *(_heading(column) for column in plan.columns)]
    body = []
    for row in rows:
        cells = [_value_cell(plan, row, column, figures) for column in plan.columns]
        owner_cell = [Cell(row.owner, "owner_text")] if plan.owner_heading else []
        body.append(Row((Cell(row.reference), *owner_cell, *cells)))
    first = 2 if plan.owner_heading else 1
    texts = [[heading_text(column)] for column in plan.columns]
    for index, column_texts in enumerate(texts):
        column_texts += [_shown(row.cells[index + first]) for row in body]
    columns = [Column(0, hidden=True)]
    columns += [Column(width([plan.owner_heading, *(row.owner for row in rows)]), "owner_text")] * len(owner)
    columns += [Column(width(shown), column_style(column)) for shown, column in zip(texts, plan.columns, strict=True)]
    last = len(rows) + _SPARE_ROWS
    sized = [Row(tuple(header), height=_height(header[first:], columns[first:]) or 20)]
    sized += [
        Row(row.cells, height=_height(row.cells[first:], columns[first:], most=HIGHEST_LISTED_ROW)) for row in body
    ]
    wide = sum(column.width for column in columns) > _WIDEST_PRINTED
    return Sheet(
        plan.name,
        tuple(sized),
        tuple(columns),
        freeze=(1, first + 1),
        filter=Area(0, 1, max(len(rows), 1), len(header) - 1),
        validations=tuple(_validations(plan, all_rows, last, first)),
        print_setup=PrintSetup(
            landscape=True, repeat_rows=1, repeat_columns=first + 1 if wide else 0, fit_width=not wide
        ),
        tab_color=TAB_REQUIRED if plan.spec.required else TAB_FILLED if rows else TAB_EMPTY,
    )


def _heading(column: SheetColumn) -> Cell:
    return Cell(heading_text(column), "required" if column.required else "optional", note=remark(column))


def _height(cells: Sequence[Cell | None], columns: Sequence[Column], *, most: float = HIGHEST_ROW) -> float | None:
    texts = ((_shown(cell), column.width) for cell, column in zip(cells, columns, strict=True))
    return height(texts, most=most)


def _value_cell(plan: SheetPlan, row: SheetRow, column: SheetColumn, figures: WrittenFigures) -> Cell:
    value, style = value_at(row.record, column), column_style(column)
    if value is None:
        return Cell(None, style)
    if column.field.kind is Kind.DATE:
        return Cell(day_of(value) or cell_text(value, column.field, labels=True), style)
    text = cell_text(value, column.field, labels=True)
    if column.field.kind is Kind.INTEGER:
        return Cell(int(text), style)
    figure = cell_figure(text) if column.figure else None
    if figure is None:
        return Cell(text, "text" if column.figure else style)
    figures.keep(plan.name, row.reference, column.heading, text)
    return Cell(figure, f"figure{min(decimals(text), MOST_DECIMALS)}")


def _shown(cell: Cell | None) -> str:
    return "" if cell is None or cell.value is None else str(cell.value)


def _validations(plan: SheetPlan, rows: dict[SheetPlan, list[SheetRow]], last: int, first: int) -> list[Validation]:
    found = []
    for index, column in enumerate(plan.columns, start=first):
        choices = _TRUTHS if column.field.kind is Kind.TRUTH else column.field.labels
        if choices:
            found.append(Validation(Area(1, index, last, index), choices))
    owner = plan if plan.loop_field else plan.parent
    if owner is not None:
        place = owner.columns.index(owner.caption) + (2 if owner.owner_heading else 1)
        names = Area(1, place, len(rows[owner]) + _SPARE_ROWS, place)
        source = "=" + absolute_reference(owner.name, names)
        found.append(Validation(Area(1, 1, last, 1), source=source, strict=False))
    return found


def _items_sheet(plan: SheetPlan, rows: list[SheetRow], figures: WrittenFigures) -> Sheet:
    headings = (
        Cell(ROW_ID_HEADING),
        *(Cell(text, "optional") for text in (ITEM_HEADING, CONTENT_HEADING, REMARK_HEADING)),
    )
    body, validations = [], []
    for index, column in enumerate(plan.columns, start=1):
        look = "item_required" if column.required else "item_optional"
        content = _value_cell(plan, rows[0], column, figures) if rows else Cell(None, column_style(column))
        if content.style == "choice":
            content = replace(content, style="item_choice")
        item = Cell(heading_text(column), look)
        cells = (item, content, Cell(remark(column), "remark"))
        body.append(Row((Cell(".".join(column.path)), *cells), height=_height(cells, _ITEM_COLUMNS)))
        choices = _TRUTHS if column.field.kind is Kind.TRUTH else column.field.labels
        if choices:
            validations.append(Validation(Area(index, 2, index, 2), choices))
    return Sheet(
        plan.name,
        (Row(headings, height=24), *body),
        (Column(0, hidden=True), *_ITEM_COLUMNS),
        freeze=(1, 2),
        validations=tuple(validations),
        print_setup=PrintSetup(repeat_rows=1),
        tab_color=TAB_REQUIRED if plan.spec.required else TAB_FILLED if rows else TAB_EMPTY,
    )


def _chapters_sheet(texts: dict[str, str]) -> Sheet:
    header = (
        Cell(CHAPTER_HEADING, "required"),
        Cell(PARAGRAPH_HEADING, "optional", note="Markdown，每行一段；同一章节的各段依次相连。"),
    )
    pairs = [(Cell(name, "owner_text"), Cell(paragraph, "text")) for name, paragraph in chapter_rows(texts)]
    body = [Row(pair, height=_height(pair, _CHAPTER_COLUMNS)) for pair in pairs]
    return Sheet(
        CHAPTERS_SHEET,
        (Row(header, height=24), *body),
        _CHAPTER_COLUMNS,
        freeze=(1, 1),
        print_setup=_LANDSCAPE,
        tab_color=TAB_FILLED if texts else TAB_EMPTY,
    )
