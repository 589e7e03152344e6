"""Notes that people put at cells or passages: they are no values, but must not be lost unsaid."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from hengping.forms.returned.spots import Spot

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LONGEST = 1 << 20
_DAMAGE = (zipfile.BadZipFile, ElementTree.ParseError, KeyError, OSError, ValueError)


def cell_notes(path: Path) -> list[Spot]:
    """The notes at cells of an .xlsx file, each with its cell; none for other files."""
    try:
        with zipfile.ZipFile(path) as package:
            names = [name for name in package.namelist() if re.fullmatch(r"xl/(?:comments/)?comments?\d*\.xml", name)]
            return [note for name in sorted(names) for note in _notes(package, name)]
    except _DAMAGE:
        return []


def document_notes(path: Path) -> list[Spot]:
    """The notes in the margin of a .docx file; none for other files."""
    try:
        with zipfile.ZipFile(path) as package:
            root = _parsed(package, "word/comments.xml")
    except _DAMAGE:
        return []
    texts = ("".join(each.text or "" for each in note.iter(f"{_WORD}t")) for note in root.iter(f"{_WORD}comment"))
    return [Spot(f"批注“{_short(text)}”没有读入", f"第{number}条批注") for number, text in enumerate(texts, 1) if text]


def _notes(package: zipfile.ZipFile, name: str) -> Iterator[Spot]:
    sheet = _sheet_of(package, name)
    for note in _parsed(package, name).iter(f"{_MAIN}comment"):
        text = "".join(each.text or "" for each in note.iter(f"{_MAIN}t"))
        if text.strip():
            yield Spot(f"批注“{_short(text)}”没有读入", f"{sheet}{note.get('ref', '')}")


def _sheet_of(package: zipfile.ZipFile, name: str) -> str:
    """The sheet that the notes belong to, by its number; empty where only one has any."""
    target = posixpath.basename(name)
    for each in package.namelist():
        found = re.fullmatch(r"xl/worksheets/_rels/sheet(\d+)\.xml\.rels", each)
        if found and target in package.read(each)[:_LONGEST].decode("utf-8", "replace"):
            return f"第{found[1]}张表 "
    return ""


def _parsed(package: zipfile.ZipFile, name: str) -> ElementTree.Element:
    data = package.read(name) if package.getinfo(name).file_size <= _LONGEST else b""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ValueError(name)
    return ElementTree.fromstring(data)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:39]}…"
