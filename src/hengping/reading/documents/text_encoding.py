"""Bytes of a text document into text; it may come from anywhere, in UTF-16 and with form feeds."""

from __future__ import annotations

import codecs
import re

from hengping.errors import Fault, InputError
from hengping.reading.text_files import decode

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\ufffe\uffff\u200b\u2060]")
PAGE_BREAK = "\f"


def document_text(data: bytes, *, label: str) -> str:
    """The text with line feeds only; control characters are left out, form feeds kept.

    Raises:
        InputError: in no accepted encoding.
    """
    try:
        text = data.decode("utf-16") if data.startswith(_UTF_16) else _eight_bits(data, label)
    except UnicodeDecodeError as error:
        expected, mend = "UTF-8、GB18030 或 UTF-16 编码的文本", "请用 UTF-8 编码另存该文件。"
        raise InputError([Fault(label, "被截断的 UTF-16 文本", expected, mend)]) from error
    return _NO_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _eight_bits(data: bytes, label: str) -> str:
    # No byte below 0x20 is part of a longer character in UTF-8 or GB18030.
    without_controls = data.translate(None, bytes([*range(9), 0x0B, *range(0x0E, 0x20), 0x7F]))
    # `decode` refuses form feeds: they travel as a line of their own that no text has.
    whole = decode(without_controls.replace(b"\f", b"\n<%page break%>"), label=label)
    return whole.replace("\n<%page break%>", PAGE_BREAK)
