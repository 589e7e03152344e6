"""A Word file from anywhere as its parts: what cannot be one is refused in words, whatever it turns out to be."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from hengping.errors import Fault, InputError, system_reason
from hengping.rendering.word.wordml import Element, q

_LARGEST = 400 << 20
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_EXPECTED = "Word 文件（.docx）"
_MOST_PARTS = 5000


def open_parts(path: Path) -> dict[str, bytes]:
    """The parts of a Word file by name.

    Raises:
        InputError: missing, encrypted, of another kind, too large when unpacked, or damaged.
    """
    label = str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        found = f"无法读取：{system_reason(error)}"
        raise InputError([Fault(label, found, _EXPECTED, "请检查路径和权限。")]) from error
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        found, mend = "加密的文件，或旧版 .doc", "请用 Word 或 WPS 打开，取消密码，另存为 .docx。"
        raise InputError([Fault(label, found, _EXPECTED, mend)])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive, label)
            return {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise InputError([_damaged(label)]) from error


def parse(part: bytes, label: str) -> Element:
    """The root of a part; entities stay unread."""
    try:
        return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as error:
        raise InputError([_damaged(label)]) from error


def main_part(parts: Mapping[str, bytes], label: str) -> str:
    """The name of the part that holds the text."""
    relations = parse(parts["_rels/.rels"], label) if "_rels/.rels" in parts else ()
    for relation in relations:
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            name = str(relation.get("Target", "")).lstrip("/")
            if name in parts:
                return name
    if "word/document.xml" in parts:
        return "word/document.xml"
    raise InputError([_damaged(label)])


def check_kind(root: Element, label: str) -> None:
    """Refuse what is no WordprocessingML as Word and WPS write it."""
    if root.tag == f"{{{_STRICT}}}document":
        found, mend = "“严格 Open XML”格式的文档", "请在 Word 中另存为普通的“Word 文档（*.docx）”。"
        raise InputError([Fault(label, found, _EXPECTED, mend)])
    if root.tag != q("w:document") or root.find(q("w:body")) is None:
        raise InputError([_damaged(label)])


def targets(parts: Mapping[str, bytes], part: str, label: str) -> dict[str, str]:
    """The parts that a part refers to, by the id of the relation; without those outside the file."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in parts:
        return {}
    return {
        each.get("Id", ""): posixpath.normpath(posixpath.join(folder, each.get("Target", ""))).lstrip("/")
        for each in parse(parts[relations], label).iter(_RELATION)
        if each.get("TargetMode") != "External"
    }


def _check(archive: zipfile.ZipFile, label: str) -> None:
    names = set(archive.namelist())
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        mend = "请用 Word 或 WPS 打开，取消密码后保存。"
        raise InputError([Fault(label, "加密的压缩包", _EXPECTED, mend)])
    if "content.xml" in names:
        mend = "请在 LibreOffice 中另存为 .docx。"
        raise InputError([Fault(label, "OpenDocument 文件（.odt 等）", _EXPECTED, mend)])
    if not any(name.startswith("word/") for name in names):
        kinds = {"xl/": "Excel 工作簿", "ppt/": "演示文稿"}
        found = next((kind for start, kind in kinds.items() if any(name.startswith(start) for name in names)), "压缩包")
        raise InputError([Fault(label, found, _EXPECTED, "请选择由 hengping evaluate 生成的评价报告。")])
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > _LARGEST or len(entries) > _MOST_PARTS:
        found = f"解压后有 {unpacked >> 20} MB、{len(entries)} 个部件"
        expected = f"解压后不超过 {_LARGEST >> 20} MB 的 Word 文件"
        raise InputError([Fault(label, found, expected, "请压缩图片后另存。")])


def _damaged(label: str) -> Fault:
    return Fault(
        label, "损坏的文件，或不是 Word 文件", _EXPECTED, "请用 Word 或 WPS 打开后另存为 .docx，或重新取得该文件。"
    )
