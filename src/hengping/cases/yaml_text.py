"""Plain data as YAML that a person likes to read: block style, literal blocks for long text, quotes only where needed.

Written for readers that take every scalar as text, as this program does: `20.10`, `no` and `=支出/预算` stand unquoted.
"""

from __future__ import annotations

import json
import re

from hengping.reading.yaml_files import Plain

STEP = 2
"""Columns by which each level is set in."""

_LONGEST_FLOW = 100
_LONGEST_KEY = 1000
"""A key that stands before its colon on one line may have 1024 characters."""
_WIDE_SPACE = "\u3000"
# First characters that mean something to YAML; `-`, `?` and `:` only before a space or alone.
_PLAIN_START = re.compile(r"""[^\s\-?:,\[\]{}#&*!|>'"%@`]|[-?:][^\s,\[\]{}]""")
_NOT_PLAIN = re.compile(r": |:$| #|^---|^\.\.\.")
# Inside brackets PyYAML ends a text at any question mark.
_NOT_IN_FLOW = re.compile(r"^[-:]|[?,\[\]{}]|:(?=[,\[\]{}]|$)")


def yaml_document(plain: dict[str, Plain]) -> str:
    """A whole document; an empty one is an empty text."""
    return "".join(f"{line}\n" for line in mapping_lines(plain, 0))


def mapping_lines(plain: dict[str, Plain], column: int) -> list[str]:
    """The lines of a mapping whose keys stand at `column` (0-based)."""
    return [line for key, value in plain.items() for line in entry_lines(key, value, column)]


def entry_lines(key: str, value: Plain, column: int) -> list[str]:
    """The lines of one key and its value."""
    indent, written = " " * column, _quoted_where_needed(key)
    if len(written.encode()) > _LONGEST_KEY:
        return [f"{indent}? {written}", *_attached(f"{indent}:", value, column)]
    return _attached(f"{indent}{written}:", value, column)


def item_lines(value: Plain, column: int) -> list[str]:
    """The lines of one item of a list whose dashes stand at `column`."""
    dash = " " * column + "-"
    if isinstance(value, dict) and value:
        lines = mapping_lines(value, column + STEP)
        return [f"{dash} {lines[0].lstrip(' ')}", *lines[1:]]
    if isinstance(value, list) and value and not _flow(value):
        lines = [line for item in value for line in item_lines(item, column + STEP)]
        return [f"{dash} {lines[0].lstrip(' ')}", *lines[1:]]
    if value == "":
        return [f"{dash} ''"]
    return _attached(dash, value, column)


def _attached(head: str, value: Plain, column: int) -> list[str]:
    """A value after its key or dash."""
    if isinstance(value, dict):
        return [head, *mapping_lines(value, column + STEP)] if value else [f"{head} {{}}"]
    if isinstance(value, list):
        if not value:
            return [f"{head} []"]
        if flow := _flow(value):
            return [f"{head} {flow}"]
        return [head, *(line for item in value for line in item_lines(item, column + STEP))]
    if value == "":
        return [head]
    if _literal(value):
        mark = "|" if value.endswith("\n") else "|-"
        indent = " " * (column + STEP)
        return [f"{head} {mark}", *((indent + line).rstrip(" ") for line in value.removesuffix("\n").split("\n"))]
    return [f"{head} {_quoted_where_needed(value)}"]


def _flow(items: list[Plain]) -> str:
    """Short texts in brackets on one line, or nothing where that is no good."""
    texts = [item for item in items if isinstance(item, str)]
    if len(texts) < len(items) or any(not _plain(text) or _NOT_IN_FLOW.search(text) for text in texts):
        return ""
    line = f"[{', '.join(texts)}]"
    return line if len(line) <= _LONGEST_FLOW else ""


def _literal(text: str) -> bool:
    """Whether a block shows the text as it is: several lines, no blanks at their ends, nothing invisible."""
    lines = text.removesuffix("\n").split("\n")
    if len(lines) < 2 or not lines[-1] or text[0] in " \t\n":
        return False
    return all(_visible(line) and line == line.rstrip(" ") for line in lines)


def _plain(text: str) -> bool:
    return bool(_PLAIN_START.match(text)) and _visible(text) and text == text.strip() and not _NOT_PLAIN.search(text)


def _visible(text: str) -> bool:
    return text.replace(_WIDE_SPACE, " ").isprintable()


def _quoted_where_needed(text: str) -> str:
    if _plain(text):
        return text
    if _visible(text):
        return "'" + text.replace("'", "''") + "'"
    # A JSON string is a double-quoted YAML scalar; what YAML would take for a line break or refuse is escaped too.
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(_escaped(character) for character in quoted)


def _escaped(character: str) -> str:
    if _visible(character):
        return character
    code = ord(character)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
