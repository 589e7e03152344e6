"""All that an archive holds, worked out from a case and the files beside it; to verify it, the same is made again."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from hengping.cases.model import Case
from hengping.cases.workbook_book import book_of
from hengping.reading.csv_files import csv_text
from hengping.rendering.pdf import ArchivalError
from hengping.rendering.workbook_file import workbook_bytes
from hengping.reports.archive import contents
from hengping.reports.archive.beside import Beside, Lack
from hengping.reports.archive.collecting import Collected, collect, location_rows
from hengping.reports.archive.forms import printed_forms
from hengping.reports.archive.layout import (
    CASE_WORKBOOK,
    CONTENTS_WORKBOOK,
    LOCATIONS,
    REPORTS,
    RESULT,
    WORKING_PAPERS,
    Document,
    Group,
    path_in,
)
from hengping.reports.archive.pages import archival_pdf, archive_day, page_count
from hengping.reports.archive.signatures import signature_lacks
from hengping.reports.evaluate import evaluate

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Volume:
    """All documents of an archive but the parts of the case as they lay on disk, in the order of the file."""

    documents: tuple[Document, ...]
    lacks: tuple[Lack, ...]


def volume(case: Case, beside: Mapping[str, Beside], *, folder: Path, progress: Progress) -> Volume:
    """Scores, prints and collects.

    Args:
        beside: the files beside the case by their path in it.
        folder: of the case, for layouts of its own.

    Raises:
        InputError: the case cannot be scored or printed.
        OutputError: a document could not be made.
    """
    collected = collect(case, beside)
    progress("编写报告和底稿")
    made = [*_evaluated(case, collected), *_data(case, collected, beside)]
    progress("打印表单")
    for form in printed_forms(case, folder):
        if isinstance(form, Lack):
            collected.lacks.append(form)
        else:
            made.append(form)
    order = list(Group)
    documents = sorted([*made, *collected.documents], key=lambda document: order.index(document.group))
    progress("编写卷内目录")
    found = contents.contents(case, documents)
    lacks = (*collected.lacks, *found.lacks, *signature_lacks(case, beside))
    return Volume((*_contents(case, found, lacks), *documents), lacks)


def _evaluated(case: Case, collected: Collected) -> Iterator[Document]:
    """Report, working papers and result, the report as PDF/A where it can be one."""
    identity, who = case.identity, contents.responsible(case)
    with tempfile.TemporaryDirectory(prefix="hengping-") as name:
        folder = Path(name)
        try:
            evaluate(case, folder, archived_on=archive_day(case))
        except ArchivalError as error:
            collected.lacks.append(Lack("评价报告（PDF）", "", f"{error}。已存普通 PDF"))
            evaluate(case, folder)
        files = {file.name: file.read_bytes() for file in folder.iterdir()}
    for file, path in REPORTS.items():
        kind = {"report.pdf": "PDF", "report.docx": "Word", "report.html": "网页"}[file]
        yield Document(
            path,
            Group.REPORT,
            f"{identity.title}（{kind}）",
            files[file],
            made=True,
            number=identity.report_number,
            responsible=who,
            on=identity.issued_on,
            pages=page_count(files[file]) if file.endswith(".pdf") else None,
            note=identity.watermark,
        )
    result = Document(RESULT, Group.REPORT, "评价结果（供程序读取）", files["result.json"], made=True, responsible=who)
    papers = Document(
        WORKING_PAPERS, Group.PAPERS, "工作底稿", files["working-papers.xlsx"], made=True, responsible=who
    )
    yield replace(result, on=identity.issued_on)
    yield replace(papers, on=identity.issued_on)


def _data(case: Case, collected: Collected, beside: Mapping[str, Beside]) -> Iterator[Document]:
    """The case as one workbook, and where files went that lay elsewhere in the case."""
    book = workbook_bytes(book_of(case))
    title = "评价数据（工作簿，与“评价文件夹”内容相同）"
    yield Document(CASE_WORKBOOK, Group.DATA, title, book, made=True)
    rows = sorted(location_rows(collected, beside))
    table = csv_text(("case_path", "archive_path", "sha256"), rows)
    yield Document(LOCATIONS, Group.DATA, "文件位置对照", table.encode(), made=True, listed=False)


def _contents(case: Case, found: contents.Contents, lacks: tuple[Lack, ...]) -> Iterator[Document]:
    book = contents.contents_book(case, found, lacks, archive_day(case))
    yield Document(CONTENTS_WORKBOOK, Group.CONTENTS, contents.TITLE, workbook_bytes(book), made=True, listed=False)
    for page in (contents.contents_document(case, found), contents.notes_document(case, found, lacks)):
        path = path_in(Group.CONTENTS, f"{page.title}.pdf")
        yield Document(path, Group.CONTENTS, page.title, archival_pdf(page, case), made=True, listed=False)
