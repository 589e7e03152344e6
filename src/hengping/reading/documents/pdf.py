"""PDF files with text."""

from __future__ import annotations

from hengping.errors import Fault, InputError
from hengping.reading.documents.model import SourceDocument


def read_pdf(data: bytes, *, label: str) -> SourceDocument:
    """The document in a PDF file.

    Raises:
        InputError: always, until it is read.
    """
    raise InputError([Fault(label, "PDF 文件", "Word 或文本文件", "请另存为 .docx 后再试。")])
