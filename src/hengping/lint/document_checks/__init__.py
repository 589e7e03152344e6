"""The checks of documents, one a file. To add one: add a file with a `CHECK`, its table of cases, nothing else.

HP5xx text and structure, HP7xx arithmetic. A check is an error only where the document cannot be right, whatever is
true outside it; a remark may carry a lower severity than its check.
"""

from __future__ import annotations

import functools
import importlib
from pathlib import Path
from pkgutil import iter_modules

from hengping.lint.check import Check
from hengping.lint.documents.subject import DocumentUnderReview


@functools.cache
def document_checks() -> tuple[Check[DocumentUnderReview], ...]:
    """Every check of documents, by code."""
    names = (module.name for module in iter_modules([str(Path(__file__).parent)]))
    found: list[Check[DocumentUnderReview]] = [importlib.import_module(f"{__name__}.{name}").CHECK for name in names]
    return tuple(sorted(found, key=lambda check: check.code))


@functools.cache
def document_check_by_code() -> dict[str, Check[DocumentUnderReview]]:
    """Every check of documents under its code."""
    return {check.code: check for check in document_checks()}
