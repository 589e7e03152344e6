"""A case as one Excel workbook: one sheet a part or list, the same content as the folder.

What people do to such a sheet is read without complaint where its meaning is plain: a title above the headings, columns
in another order, stars and spaces in headings, rows left blank, a live Excel formula where a formula is meant. All else
is told with sheet and cell, everything at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hengping.cases.folder_store import chapter_faults
from hengping.cases.model import PARTS, Case, PartSpec
from hengping.cases.parts_reading import RawPart, Spot, case_from_parts
from hengping.cases.parts_text import nearest
from hengping.cases.workbook_book import book_of
from hengping.cases.workbook_figures import WrittenFigures
from hengping.cases.workbook_headings import find_header
from hengping.cases.workbook_joining import WorkbookLocator, join_rows
from hengping.cases.workbook_plan import (
    CHAPTER_HEADING,
    CHAPTERS_SHEET,
    CONTENTS_SHEET,
    INTERNAL_SHEET,
    PARAGRAPH_HEADING,
    SheetPlan,
    sheet_plans,
)
from hengping.cases.workbook_reading import ReadRow, SheetReader
from hengping.cases.workbook_rows import PARAGRAPH_BREAK
from hengping.errors import Fault, InputError
from hengping.reading.tables import Sheet, Tables, number_text, read_tables
from hengping.rendering.workbook_file import save_workbook


def write_workbook(case: Case, path: Path) -> None:
    """Writes the workbook form of a case; an earlier file stays whole until the new one is complete.

    Raises:
        InputError: texts that no cell can hold (over 32,767 characters), all of them.
        OutputError: the folder or disk refuses.
    """
    save_workbook(book_of(case), path)


def read_workbook(path: Path, *, checked: bool = False) -> Case:
    """The case in a workbook; `checked` refuses one that cannot be worked with, see `hengping.cases.integrity`.

    Raises:
        InputError: all faults of all sheets, each with sheet and cell.
    """
    return case_from_tables(read_tables(path), checked=checked)


def is_case_workbook(path: Path) -> bool:
    """Whether a workbook has sheets of a case, whole or not; one that cannot be read is taken for one.

    Its reader then tells what is wrong with it.
    """
    try:
        names = {sheet.name.strip() for sheet in read_tables(path).sheets}
    except InputError:
        return True
    return INTERNAL_SHEET in names or len(names & {plan.name for plan in sheet_plans()}) > 1


def case_from_tables(tables: Tables, *, checked: bool = False) -> Case:
    """As `read_workbook`, from the tables of a workbook."""
    figures = WrittenFigures.from_tables(tables)
    faults = list(_sheet_faults(tables, figures))
    readers: dict[SheetPlan, SheetReader] = {}
    for index, plan in enumerate(sheet_plans()):
        sheet = tables.sheet(plan.name)
        if sheet is not None:
            readers[plan] = SheetReader(sheet, plan, figures, index)
            readers[plan].read()
            faults += readers[plan].faults
    raws: dict[str, RawPart] = {}
    for spec in PARTS:
        raw, join_faults = _part(spec, readers)
        faults += join_faults
        if raw is not None:
            raws[spec.attribute] = raw
    texts, chapters_faults = _chapters(tables.sheet(CHAPTERS_SHEET))
    return case_from_parts(raws, texts, [*faults, *chapters_faults], checked=checked)


def _sheet_faults(tables: Tables, figures: WrittenFigures) -> Iterator[Fault]:
    """Sheets that are missing: exported but no longer there, renamed, or of a part that every case has."""
    expected = [*(plan.name for plan in sheet_plans()), CHAPTERS_SHEET]
    present = {sheet.name.strip() for sheet in tables.sheets}
    unknown = sorted(present - {*expected, CONTENTS_SHEET, INTERNAL_SHEET})
    required = {plan.spec.sheet for plan in sheet_plans() if plan.spec.required and plan.layout == "items"}
    for name in expected:
        if name in present:
            continue
        near = nearest(name, unknown)
        if name in figures.sheets or name in required or near:
            mend = f"表“{near}”是否就是它？请改回原名。" if near else "请从导出的工作簿中恢复这张表；没有内容也要保留。"
            yield Fault(tables.label, f"没有表“{name}”", f"表“{name}”", mend)


def _part(spec: PartSpec, readers: dict[SheetPlan, SheetReader]) -> tuple[RawPart | None, list[Fault]]:
    """A part from its sheets; None where it is absent, or where missing columns were told already."""
    plans = [plan for plan in sheet_plans() if plan.spec is spec and plan in readers]
    if not plans:
        return None, []
    rows = {plan: readers[plan].rows for plan in plans}
    items = next((rows[plan][0] for plan in plans if plan.layout == "items" and rows[plan]), None)
    located = {id(row.plain): row for plan in plans for row in rows[plan]}
    fallback = Spot((len(sheet_plans()),), f"表“{spec.sheet}”")
    if spec.kind == "table":
        root: list[ReadRow] = [row for plan in plans for row in rows[plan]]
        raw = RawPart(
            spec, [row.plain for row in root], WorkbookLocator([row.plain for row in root], located, fallback)
        )
        return (raw if all(readers[plan].complete for plan in plans) else None), []
    document = items.plain if items else {}
    faults = []
    for plan in plans:
        if plan.layout == "rows":
            owners = rows.get(plan.parent, []) if plan.parent else []
            faults += join_rows(rows[plan], plan, owners, document)
    absent = not document and not spec.required
    if absent or not all(readers[plan].complete for plan in plans):
        return None, faults
    return RawPart(spec, document, WorkbookLocator(document, located, fallback)), faults


def _chapters(sheet: Sheet | None) -> tuple[dict[str, str], list[Fault]]:
    if sheet is None:
        return {}, []
    header = find_header(sheet, {CHAPTER_HEADING: True, PARAGRAPH_HEADING: True}, other_names={})
    if not header.complete:
        return {}, header.faults
    faults = header.faults
    paragraphs: dict[str, list[str]] = {}
    name = ""
    for row in range(header.row + 1, len(sheet.rows)):
        cells = (sheet.cell(row, header.columns[heading]) for heading in (CHAPTER_HEADING, PARAGRAPH_HEADING))
        chapter, paragraph = (
            number_text(cell.value) if isinstance(cell.value, float) else cell.value for cell in cells
        )
        if chapter is None and paragraph is None:
            continue
        if chapter is None:  # a paragraph put in below another belongs to the same chapter
            chapter = name
        name = str(chapter)
        if not name:
            where = sheet.where(row, header.columns[CHAPTER_HEADING])
            faults.append(Fault(where, "空白", "章节名", "请填写这一段所属的章节。"))
            continue
        paragraphs.setdefault(name, []).append("" if paragraph is None else str(paragraph))
    texts = {name: PARAGRAPH_BREAK.join(parts) for name, parts in paragraphs.items()}
    return texts, [*faults, *chapter_faults(texts, where=f"表“{sheet.name}”")]
