"""Customary forms that belong into the file, printed from the case; the one place where they are added."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hengping.cases.model import Case
from hengping.reports.archive.layout import Document

FORM_PRINTERS: tuple[Callable[[Case], Iterator[Document]], ...] = ()
"""Each yields documents (`made=True`) of one group for what the case holds; the contents list takes them up."""
