"""Small documents written as Markdown, with what the checks must find in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from hengping.lint.documents.subject import DocumentUnderReview
from hengping.reading.documents.html_pages import read_html
from hengping.reading.documents.markdown import read_markdown

FOLDER = Path(__file__).parents[2] / "cases" / "lint_documents"


def load(path: Path) -> Any:
    """A YAML file with every scalar as text."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)


def review(text: str) -> DocumentUnderReview:
    """A Markdown text, or HTML where merged cells are wanted, as a document under review."""
    if text.lstrip().startswith("<"):
        return DocumentUnderReview(read_html(text.encode(), label="用例.html"))
    return DocumentUnderReview(read_markdown(text.encode(), label="用例.md"))
