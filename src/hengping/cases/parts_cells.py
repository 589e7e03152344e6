"""A field in one cell of a table: several ids or texts one a line, names with values as YAML."""

from __future__ import annotations

import datetime
import re
from enum import StrEnum
from typing import Any

from hengping.cases.parts_fields import Kind, PartField, label
from hengping.cases.parts_text import scalar_text, value_to_plain
from hengping.cases.yaml_text import yaml_document
from hengping.reading.yaml_files import Plain, parse_yaml

_SEPARATOR = re.compile(r"[\n;；]")
# In a list of free texts a line break within a text, a backslash and an empty text need another writing.
_ESCAPES = {"\\": "\\\\", "\n": "\\n"}
_UNESCAPES = {"\\\\": "\\", "\\n": "\n"}
_ESCAPED = re.compile(r"\\[\\n]")
_EMPTY_TEXT = "\\0"


def cell_text(value: Any, part_field: PartField, *, labels: bool) -> str:
    """What stands in the cell of a value; with `labels`, choices and yes/no in Chinese."""
    if part_field.kind in (Kind.IDENTIFIERS, Kind.TEXTS):
        return "\n".join(_text_line(item) if part_field.kind is Kind.TEXTS else item for item in value)
    if part_field.kind is Kind.MAPPING:
        plain = value_to_plain(value)
        return yaml_document(plain).removesuffix("\n") if isinstance(plain, dict) else ""
    if labels and isinstance(value, StrEnum):
        return label(value)
    if labels and isinstance(value, bool):
        return "是" if value else "否"
    return scalar_text(value)


def cell_plain(text: str, part_field: PartField, *, where: str) -> Plain:
    """What a cell says of a field, in the plain form that all stores share.

    Raises:
        InputError: names with values that cannot be read as YAML.
    """
    if part_field.kind is Kind.IDENTIFIERS:
        return [item.strip() for item in _SEPARATOR.split(text) if item.strip()]
    if part_field.kind is Kind.TEXTS:
        return [_line_text(line) for line in text.split("\n")] if text else []
    if part_field.kind is Kind.MAPPING and text.strip():
        return parse_yaml(f"{text}\n", label=where).plain()
    return text


def _text_line(text: str) -> str:
    if not text:
        return _EMPTY_TEXT
    return "".join(_ESCAPES.get(character, character) for character in text)


def _line_text(line: str) -> str:
    if line == _EMPTY_TEXT:
        return ""
    return _ESCAPED.sub(lambda match: _UNESCAPES[match.group()], line)


def day_of(value: Any) -> datetime.date | None:
    """A day that a workbook can hold as a date; earlier ones stay text."""
    return value if isinstance(value, datetime.date) and value.year >= 1900 else None
