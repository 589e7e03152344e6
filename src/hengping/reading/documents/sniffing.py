"""What a file is, by its content; its name is only asked where content cannot tell (Markdown, CSV)."""

from __future__ import annotations

import codecs
from typing import Literal

Format = Literal[
    "docx",
    "workbook",
    "xls",
    "pdf",
    "html",
    "markdown",
    "csv",
    "text",
    "zip",
    "word_97",
    "opendocument_text",
    "opendocument_sheet",
    "rtf",
    "word_xml",
    "xlsb",
    "ofd",
    "slides",
    "picture",
    "encrypted",
    "empty",
    "unknown",
]

SUFFIXES: dict[Format, frozenset[str]] = {
    "docx": frozenset({".docx", ".docm", ".dotx", ".wps"}),
    "workbook": frozenset({".xlsx", ".xlsm", ".xltx", ".et"}),
    "xls": frozenset({".xls", ".et", ".xlt"}),
    "word_97": frozenset({".doc", ".wps", ".wpt", ".dot"}),
    "pdf": frozenset({".pdf"}),
    "html": frozenset({".html", ".htm", ".xhtml"}),
    "rtf": frozenset({".rtf", ".doc"}),
    "zip": frozenset({".zip"}),
}
"""Suffixes that a format properly has; formats that are not listed go by any."""

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS: tuple[tuple[str, Format], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "word_97"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "slides"),
)
_PACKAGE_MEMBERS: tuple[tuple[str, Format], ...] = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "workbook"),
    ("xl/workbook.bin", "xlsb"),
    ("ppt/presentation.xml", "slides"),
    ("OFD.xml", "ofd"),
)


def sniff(data: bytes, suffix: str) -> Format:
    """The format of `data`; `suffix` is lower case with its dot. What is in a zip `sniff_package` tells."""
    head = data[:1024]
    if not data.strip(b"\0 \t\r\n"):
        return "empty"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return "zip"
    if data.startswith(_COMPOUND):
        return _compound_format(data)
    if b"%PDF-" in head:
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_PICTURES[:4]) or data.startswith(_PICTURES[4:]) or (data[:4] == b"RIFF" and b"WEBP" in head):
        return "picture"
    return _text_format(data, suffix)


def _compound_format(data: bytes) -> Format:
    """What an OLE file is by its first streams: a workbook may hold a Word object, with streams of its own, later."""
    sector = 1 << min(int.from_bytes(data[30:32], "little"), 12)
    directory = (int.from_bytes(data[48:52], "little") + 1) * sector
    names = [data[at : at + 64] for at in range(directory, min(directory + 4096, len(data)), 128)]
    for entry in names:
        stream = entry.decode("utf-16-le", "ignore").partition("\0")[0]
        if (found := dict(_STREAMS).get(stream)) is not None:
            return found
    return next((found for name, found in _STREAMS if name.encode("utf-16-le") in data), "unknown")


def sniff_package(names: frozenset[str], mimetype: bytes) -> Format:
    """What a zip with these members is; `mimetype` is the content of the member of that name."""
    for member, found in _PACKAGE_MEMBERS:
        if member in names:
            return found
    if b"opendocument.text" in mimetype:
        return "opendocument_text"
    if b"opendocument.spreadsheet" in mimetype:
        return "opendocument_sheet"
    return "slides" if b"opendocument.presentation" in mimetype else "zip"


def _text_format(data: bytes, suffix: str) -> Format:
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and b"\0" in data[:65536]:
        return "unknown"
    head = data[:4096].lstrip(codecs.BOM_UTF8 + b" \t\r\n").lower()
    if b"<w:worddocument" in head or b'progid="word.document"' in head:
        return "word_xml"
    if head.startswith((b"<!doctype html", b"<html")) or (head.startswith(b"<") and b"<html" in head):
        return "html"
    if suffix in (".html", ".htm", ".xhtml"):
        return "html"
    if suffix in (".md", ".markdown"):
        return "markdown"
    return "csv" if suffix == ".csv" else "text"
