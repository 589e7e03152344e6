"""Bytes of a text file into text: UTF-8 with or without BOM, else GB18030; each tried strictly, never a guess."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from hengping.errors import Fault, InputError
from hengping.reading.file_access import refused

MAX_TEXT_BYTES = 64 * 1024 * 1024
"""A text part larger than this is no table that a person fills in."""

# Control characters other than tab, line feed and carriage return, and lone surrogates; they cannot stand in XML or in
# a workbook cell.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(path: Path, *, label: str) -> str:
    """The text of `path`; `label` names the file in faults.

    Raises:
        InputError: unreadable, too large, in no accepted encoding, or holding control characters.
    """
    try:
        if path.stat().st_size > MAX_TEXT_BYTES:
            megabytes = path.stat().st_size // (1024 * 1024)
            raise InputError([Fault(label, f"{megabytes} MB", "不超过 64 MB 的文本文件", "请检查是否放错了文件。")])
        data = path.read_bytes()
    except OSError as error:
        raise InputError([refused(error, label=label)]) from error
    return decode(data, label=label)


def decode(data: bytes, *, label: str) -> str:
    """Text of `data`, decoded strictly and without a byte order mark."""
    if data.startswith(_UTF_16_MARKS):
        fault = Fault(label, "UTF-16 编码", "UTF-8 或 GB18030 编码", "请另存为“CSV UTF-8”或 UTF-8 文本。")
        raise InputError([fault])
    text = _decoded(data, label)
    faults = [
        control_fault(f"{label} 第 {text.count(chr(10), 0, match.start()) + 1} 行", match.group())
        for match in _CONTROL.finditer(text)
    ]
    if faults:
        raise InputError(faults[:100])
    return text


def _decoded(data: bytes, label: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as utf_8_error:
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            seen = utf_8_error.object  # without the byte order mark
            line = seen.count(b"\n", 0, utf_8_error.start) + 1
            found = f"第 {line} 行有无法识别的字节 {seen[utf_8_error.start]:02X}"
            fault = Fault(label, found, "UTF-8 或 GB18030 编码的文本", "请用 UTF-8 编码另存该文件。")
            raise InputError([fault]) from None


def control_fault(where: str, character: str) -> Fault:
    """The fault of a character that `control_character` found there."""
    return Fault(where, f"不可见的控制字符 U+{ord(character):04X}", "可见文字", "请删去该字符。")


def control_character(text: str) -> str | None:
    """The first character of `text` that no store can hold, or None. Lone surrogates count as such."""
    match = _CONTROL.search(text)
    return match.group() if match else None
