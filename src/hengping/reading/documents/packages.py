"""Opening what is packed by anyone: members of a zip under limits, XML without entities."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from lxml import etree

from hengping.errors import Fault, InputError

MAX_FILE_BYTES = 200 * 1024 * 1024
MAX_MEMBERS = 10_000
MAX_MEMBER_BYTES = 100 * 1024 * 1024
MAX_UNPACKED_BYTES = 800 * 1024 * 1024
MAX_RATIO = 400
_RATIO_FROM = 20 * 1024 * 1024

Element = Any  # lxml's elements carry no types

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError, OSError, ValueError)


@dataclass(frozen=True)
class Package:
    """A zip in memory whose sizes have been checked; members are unpacked one at a time."""

    label: str
    archive: zipfile.ZipFile

    @property
    def names(self) -> frozenset[str]:
        """The members."""
        return frozenset(self.archive.namelist())

    def read(self, name: str) -> bytes:
        """One member, unpacked.

        Raises:
            InputError: damaged, protected by a password, or larger than it claims.
        """
        try:
            with self.archive.open(name) as stream:
                data = stream.read(MAX_MEMBER_BYTES + 1)
        except _DAMAGE as error:
            raise InputError([damaged(self.label)]) from error
        if len(data) > MAX_MEMBER_BYTES:
            raise InputError([too_large(self.label, len(data))])
        return data

    def xml(self, name: str) -> Element:
        """One member as XML; None if there is no such member."""
        return parse_xml(self.read(name), label=self.label) if name in self.names else None


def open_package(data: bytes, *, label: str) -> Package:
    """A zip, its limits checked before anything is unpacked.

    Raises:
        InputError: damaged, encrypted, too many members, or more when unpacked than any document holds.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except _DAMAGE as error:
        raise InputError([damaged(label)]) from error
    if len(members) > MAX_MEMBERS:
        found = f"含 {len(members):,} 个文件的压缩包"
        raise InputError([Fault(label, found, f"不超过 {MAX_MEMBERS:,} 个文件", "请分成几个压缩包。")])
    unpacked = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if unpacked > MAX_UNPACKED_BYTES or (unpacked > _RATIO_FROM and unpacked > MAX_RATIO * packed):
        raise InputError([too_large(label, unpacked)])
    if any(member.flag_bits & 1 for member in members):
        raise InputError([password(label)])
    return Package(label, archive)


def parse_xml(data: bytes, *, label: str) -> Element:
    """The root of XML from anywhere: entities stay unread, nothing is fetched.

    Raises:
        InputError: no well-formed XML, or one with a document type of its own (entities to expand or to fetch).
    """
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:65536]:
        found = "带有实体声明的 XML"
        raise InputError([Fault(label, found, "不含外部引用的文档", "该文件可能有害，请向来源核实后重新取得。")])
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        raise InputError([damaged(label)]) from error


def damaged(label: str) -> Fault:
    """The fault of a file that ends early or is broken inside."""
    return Fault(label, "损坏或不完整的文件", "完好的文件", "请用 Word、WPS 或 Excel 打开后另存，或重新取得该文件。")


def password(label: str) -> Fault:
    """The fault of a protected file."""
    return Fault(label, "加密的文件", "没有打开密码的文件", "请去掉打开密码后另存。")


def too_large(label: str, size: int) -> Fault:
    """The fault of a file that is, or unpacks to, more than a document."""
    found = f"解压后有 {size // (1 << 20)} MB 的文件"
    return Fault(label, found, "一般大小的文档", "文件异常大，可能是压缩炸弹；请核实来源，或删去无关内容后另存。")
