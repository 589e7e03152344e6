"""卷内目录 and 备考表: what the file holds, in order, and what is to be said about it; as a workbook and as pages."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hengping.cases.model import Case
from hengping.cases.model.follow_up import ArchiveItem
from hengping.cases.model.process import PartyRole
from hengping.rendering.document import Align, Block, Document, Heading, Table, paragraph
from hengping.rendering.workbook import Book, Cell, Sheet
from hengping.reports.archive.bag_files import PAYLOAD
from hengping.reports.archive.beside import Lack
from hengping.reports.archive.layout import Document as Filed
from hengping.reports.papers.sheet import SheetWriter, Span, label, text
from hengping.reports.papers.styles import STYLES
from hengping.reports.tables import simple_table

TITLE = "卷内目录"
LACKS_SHEET = "缺失清单"
_COLUMNS: tuple[tuple[str, float, Align], ...] = (
    ("序号", 1, "center"),
    ("文号", 2.4, "center"),
    ("责任者", 3, "left"),
    ("题名", 6, "left"),
    ("日期", 2.4, "center"),
    ("页次", 1.2, "center"),
    ("备注", 3.4, "left"),
)
_SHEET_COLUMNS = (*(heading for heading, _, _ in _COLUMNS), "保管期限", "文件")
_WIDTHS = (7, 18, 24, 46, 13, 9, 24, 11, 46)


@dataclass(frozen=True)
class Entry:
    """A line of the contents list."""

    number: str
    document_number: str
    responsible: str
    title: str
    on: datetime.date | None
    pages: str
    note: str
    retention: str
    file: str


@dataclass(frozen=True)
class Contents:
    """The contents list, and lines of the case's own list whose file is not in the archive."""

    entries: tuple[Entry, ...]
    lacks: tuple[Lack, ...]


def contents(case: Case, documents: Sequence[Filed]) -> Contents:
    """The case's own list first, each line with its file; then every document that it does not name, proposed."""
    listed = [document for document in documents if document.listed]
    left = {document.path: document for document in listed}
    entries = []
    lacks = []
    for item in case.archive_items:
        document = _document_of(item, left)
        if document is not None:
            del left[document.path]
        elif item.file.strip():
            lacks.append(Lack(f"卷内目录 {item.id}“{item.title}”", item.file, "归档包内没有这个文件"))
        entries.append(_as_filed(item, document))
    number = max((int(item.id) for item in case.archive_items if item.id.isdecimal()), default=0)
    for document in left.values():
        number += 1
        entries.append(_proposed(str(number), document))
    return Contents(tuple(entries), tuple(lacks))


def _document_of(item: ArchiveItem, left: dict[str, Filed]) -> Filed | None:
    """The document that a line names by its path in the archive, or by the name of its file."""
    named = item.file.strip().replace("\\", "/").removeprefix("./").removeprefix(PAYLOAD)
    if not named:
        return None
    inner = {path.removeprefix(PAYLOAD): document for path, document in left.items()}
    same_name = [document for path, document in inner.items() if path.rpartition("/")[2] == named.rpartition("/")[2]]
    return inner.get(named) or (same_name[0] if len(same_name) == 1 else None)


def _as_filed(item: ArchiveItem, document: Filed | None) -> Entry:
    file = document.path.removeprefix(PAYLOAD) if document else item.file
    return Entry(
        item.id,
        item.document_number or (document.number if document else ""),
        item.responsible or (document.responsible if document else ""),
        item.title,
        item.on or (document.on if document else None),
        item.pages,
        item.note or (document.note if document else "" if item.file else "纸质"),
        item.retention,
        file,
    )


def _proposed(number: str, document: Filed) -> Entry:
    counted = f"电子，{document.pages}页" if document.pages else "电子"
    return Entry(
        number,
        document.number,
        document.responsible,
        document.title,
        document.on,
        "",
        "；".join(part for part in (counted, document.note) if part),
        "",
        document.path.removeprefix(PAYLOAD),
    )


def contents_document(case: Case, found: Contents) -> Document:
    """The list as pages, its head on every page."""
    rows = [[e.number, e.document_number, e.responsible, e.title, _day(e.on), e.pages, e.note] for e in found.entries]
    table = simple_table("", _COLUMNS, rows)
    retention = _retention(found.entries)
    identity = case.identity
    head = paragraph(f"项目：{identity.project_name}", align="center", indented=False)
    terms = paragraph(f"年度：{identity.year}　保管期限：{retention or '（待定）'}", align="center", indented=False)
    return Document(title=TITLE, blocks=(head, terms, table), contents=False, author=responsible(case))


def notes_document(case: Case, found: Contents, lacks: Sequence[Lack]) -> Document:
    """备考表: how much the file holds, what is lacking, and room for those who bound and checked it."""
    electronic = sum(1 for entry in found.entries if entry.file)
    paper = len(found.entries) - electronic
    on_paper = f"，纸质文件 {paper} 件" if paper else ""
    lines = [f"本卷共 {len(found.entries)} 件，其中电子文件 {electronic} 件{on_paper}。"]
    if case.identity.watermark:
        lines.append(f"归档时报告的文稿状态为“{case.identity.watermark}”，不是正式稿。")
    lines.append(f"缺失和不符 {len(lacks)} 项，见下表。" if lacks else "没有缺失的文件。")
    blocks: list[Block] = [Heading(1, "本卷情况说明", numbered=False), *map(paragraph, lines)]
    if lacks:
        blocks.append(_lacks_table(lacks))
    blocks += [Heading(1, "立卷与检查", numbered=False), _signature_table()]
    return Document(title="备考表", blocks=tuple(blocks), contents=False, author=responsible(case))


def _lacks_table(lacks: Sequence[Lack]) -> Table:
    columns: list[tuple[str, float, Align]] = [("事项", 5, "left"), ("文件", 3, "left"), ("情况", 4, "left")]
    return simple_table("缺失和不符清单", columns, [[each.what, each.path or "—", each.reason] for each in lacks])


def _signature_table() -> Table:
    headings = ("立卷人", "检查人", "立卷时间")
    columns: list[tuple[str, float, Align]] = [(heading, 1, "center") for heading in headings]
    return simple_table("", columns, [["\n", "\n", "\n　　年　　月　　日\n"]])


def contents_book(case: Case, found: Contents, lacks: Sequence[Lack], day: datetime.date) -> Book:
    """The list as a workbook, with a second sheet of what is lacking."""
    rows = (
        (e.number, e.document_number, e.responsible, e.title, _day(e.on), e.pages, e.note, e.retention, e.file)
        for e in found.entries
    )
    sheets = [_sheet(TITLE, _SHEET_COLUMNS, _WIDTHS, rows, case)]
    lacking = ((each.what, each.path, each.reason) for each in lacks)
    sheets.append(_sheet(LACKS_SHEET, ("事项", "文件", "情况"), (60, 40, 50), lacking, case))
    return Book(tuple(sheets), styles=STYLES, title=f"{case.identity.project_name}{TITLE}", created=day)


def _sheet(
    name: str, headings: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[str]], case: Case
) -> Sheet:
    writer = SheetWriter(name, widths)
    writer.write(Span(Cell(name, "title"), len(widths)))
    identity = case.identity
    writer.write(Span(Cell(f"{identity.project_name}　{identity.year}年度", "subtitle"), len(widths)))
    writer.write(*(label(heading) for heading in headings))
    for row in rows:
        writer.write(*map(text, row))
    return writer.finish(repeat_rows=3, freeze=(3, 0))


def _retention(entries: Sequence[Entry]) -> str:
    """The term of the whole file, where all lines that name one name the same."""
    named = {entry.retention for entry in entries if entry.retention}
    return named.pop() if len(named) == 1 else ""


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""


def responsible(case: Case) -> str:
    """Who answers for the evaluation: the evaluating body, else the third party, else who commissioned it."""
    for role in (PartyRole.EVALUATOR, PartyRole.THIRD_PARTY_AGENCY, PartyRole.COMMISSIONING_PARTY):
        names = [party.name for party in case.parties if party.role is role]
        if names:
            return "、".join(names)
    return ""
