"""New data into an existing YAML text: what did not change stays as it was written, to the letter, comments included.

A round trip through a library's own document model would set the whole file anew, and would lose the comment above an
item when the item before it goes. Here every line of the old text is kept that belongs to unchanged data or is a
comment; a comment belongs to what follows it, and outlives even what it stood above.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from hengping.cases.yaml_text import entry_lines, item_lines, yaml_document
from hengping.reading.yaml_files import Plain, YamlDocument, YamlList, YamlMapping, YamlNode, YamlText

_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_BLOCK_HEAD = re.compile(r"[|>][-+0-9]*(\s+#.*)$")


def updated_yaml(text: str, document: YamlDocument, *, old: dict[str, Plain], new: dict[str, Plain]) -> str:
    """The text with the data `new` in place of `old`.

    Args:
        text: the file as it is.
        document: the same text as read.
        old: its data without what has its default value; a key written for a default stays as long as it holds.
        new: the data to be written, likewise.
    """
    lines = _LINE_BREAK.split(text)
    if lines and lines[-1] == "":
        lines.pop()
    root = document.root
    if not isinstance(root, YamlMapping) or root.flow or not root.entries:
        comments = [line for line in lines if line.lstrip().startswith("#")]
        return "".join(f"{line}\n" for line in comments) + yaml_document(new)
    patch = _Patch(lines)
    head = next(iter(root.keys.values())).line - 1
    body = patch.mapping(root, old, new, start=head)
    return "".join(f"{line}\n" for line in (*lines[:head], *body, *lines[root.last_line :]))


@dataclass
class _Blocks:
    """Lines by what they belong to; the comments of what has gone are passed on to what follows."""

    leads: dict[str, list[str]] = field(default_factory=dict)
    tail: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, spans: dict[str, tuple[list[str], bool]]) -> _Blocks:
        """From each name's own comments and whether the name stays."""
        blocks = cls()
        carried: list[str] = []
        for name, (lead, stays) in spans.items():
            carried = carried + lead
            if stays:
                blocks.leads[name], carried = carried, []
        blocks.tail = carried
        return blocks


@dataclass
class _Patch:
    lines: list[str]

    def mapping(self, node: YamlMapping, old: dict[str, Plain], new: dict[str, Plain], *, start: int) -> list[str]:
        """The lines of a mapping in block style; `start` is the first line (0-based) that may hold its comments."""
        spans, end = {}, start
        for name, key in node.keys.items():
            spans[name] = self.lines[end : key.line - 1], name in new or name not in old
            end = max(node.entries[name].last_line, key.line)
        blocks = _Blocks.of(spans)
        written: list[str] = []
        for name in _merged_order(list(blocks.leads), list(new)):
            written += blocks.leads.get(name, [])
            if name not in node.entries:
                written += entry_lines(name, new[name], node.column - 1)
            elif name not in new or (name in old and old[name] == new[name]):
                written += self._verbatim(node.keys[name].line, node.entries[name].last_line, node.column - 1)
            else:
                written += self._changed_entry(node, name, old.get(name), new[name])
        return written + blocks.tail

    def _verbatim(self, first: int, last: int, column: int) -> list[str]:
        """Lines as they are, from a 1-based line on; what stands before the column on the first is not its own."""
        lines = self.lines[first - 1 : max(first, last)]
        return [" " * column + lines[0][column:], *lines[1:]]

    def _changed_entry(self, node: YamlMapping, name: str, old: Plain | None, new: Plain) -> list[str]:
        column, line, value = node.column - 1, node.keys[name].line, node.entries[name]
        inner: list[str] | None = None
        if (
            isinstance(value, YamlMapping)
            and not value.flow
            and isinstance(old, dict)
            and isinstance(new, dict)
            and new
        ):
            inner = self.mapping(value, old, new, start=line)
        if isinstance(value, YamlList) and not value.flow and isinstance(old, list) and isinstance(new, list) and new:
            inner = self.items(value, old, new, start=line)
        if inner is not None:
            return [*self._verbatim(line, line, column), *inner]
        first, *rest = entry_lines(name, new, column)
        return [first + self._comment_after(value), *rest]

    def items(self, node: YamlList, old: list[Plain], new: list[Plain], *, start: int) -> list[str]:
        """The lines of a list in block style; items are known by their first text."""
        old_names, new_names = _names(old), _names(new)
        column, spans, dashes, end = node.column - 1, {}, {}, start
        for name, item in zip(old_names, node.items, strict=True):
            dash = self._dash(item, column, end)
            spans[name], dashes[name] = (self.lines[end:dash], name in new_names), dash
            end = max(item.last_line, dash + 1)
        blocks = _Blocks.of(spans)
        nodes, values = dict(zip(old_names, node.items, strict=True)), dict(zip(old_names, old, strict=True))
        written: list[str] = []
        for name, value in zip(new_names, new, strict=True):
            written += blocks.leads.get(name, [])
            if name not in nodes:
                written += item_lines(value, column)
            elif values[name] == value:
                written += self._verbatim(dashes[name] + 1, nodes[name].last_line, column)
            else:
                written += self._changed_item(nodes[name], values[name], value, dashes[name], column)
        return written + blocks.tail

    def _changed_item(self, node: YamlNode, old: Plain, new: Plain, dash: int, column: int) -> list[str]:
        beside_dash = node.line == dash + 1
        if not (isinstance(node, YamlMapping) and not node.flow and beside_dash):
            return item_lines(new, column)
        if not (isinstance(old, dict) and isinstance(new, dict) and new):
            return item_lines(new, column)
        lines = self.mapping(node, old, new, start=dash)
        first = next(index for index, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
        lines[first] = " " * column + "-" + lines[first][column + 1 :]
        return lines

    def _dash(self, item: YamlNode, column: int, end: int) -> int:
        """The line (0-based) of an item's dash: the item's own, or one above it."""
        for index in range(item.line - 1, end - 1, -1):
            if self.lines[index][column : column + 1] == "-":
                return index
        return item.line - 1

    def _comment_after(self, node: YamlNode) -> str:
        """The comment at the end of a value's line."""
        if isinstance(node, YamlText) and node.end_column == 0:
            match = _BLOCK_HEAD.search(self.lines[node.line - 1])
            return match[1] if match else ""
        if node.end_column == 0 or node.line != node.last_line:
            return ""
        rest = self.lines[node.last_line - 1][node.end_column - 1 :]
        return rest.rstrip() if rest.lstrip().startswith("#") else ""


def _merged_order(existing: list[str], new: list[str]) -> list[str]:
    """Existing names in their order; each further one after the name it follows in `new`."""
    order = list(existing)
    for index, name in enumerate(new):
        if name not in order:
            before = next((earlier for earlier in reversed(new[:index]) if earlier in order), None)
            order.insert(0 if before is None else order.index(before) + 1, name)
    return order


def _names(items: list[Plain]) -> list[str]:
    """A name for each item, no two alike: its first text, numbered where it comes again."""
    names: list[str] = []
    for item in items:
        first = next(iter(item.values()), "") if isinstance(item, dict) else item
        text = first if isinstance(first, str) else ""
        number, name = 1, text
        while name in names:
            number += 1
            name = f"{text} #{number}"
        names.append(name)
    return names
