"""Pages for the archive: PDF/A with a date of the case."""

from __future__ import annotations

import datetime

import pypdfium2

from hengping.cases.model import Case
from hengping.rendering.document import Document
from hengping.rendering.pdf import ArchivalError
from hengping.rendering.publish import render


def archive_day(case: Case) -> datetime.date:
    """The date that archived pages say of themselves: of issue, else the end of the evaluated year."""
    identity = case.identity
    return identity.issued_on or datetime.date(int(identity.year) if identity.year.isdigit() else 2000, 12, 31)


def archival_pdf(page: Document, case: Case) -> bytes:
    """A document as PDF/A, or as an ordinary PDF where a letter in it has no font."""
    try:
        return render(page, ["pdf"], archived_on=archive_day(case))["pdf"]
    except ArchivalError:
        return render(page, ["pdf"])["pdf"]


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)
