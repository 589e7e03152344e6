"""YAML whose every scalar is text, with the line of everything kept for faults.

`20.10` stays `20.10`, `1:30` is no number, `no` and `null` are words, and a key without a value holds the empty text.
Anchors, aliases, tags and a second document are refused: nothing in a case needs them, and they are how a small file
becomes a large one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import yaml

from hengping.errors import Fault, InputError
from hengping.reading.text_files import control_character, control_fault, read_text

MAX_DEPTH = 64
"""Deepest nesting of lists and mappings; an indicator tree of four levels needs about sixteen."""

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
YamlPath: TypeAlias = Sequence[str | int]


@dataclass(slots=True)
class YamlText:
    """A scalar. Lines and columns are 1-based; `last_line` is the last one that holds some of it.

    `end_column` is the column after its end on that line, 0 for a literal or folded block.
    """

    text: str
    line: int
    column: int
    last_line: int
    end_column: int


@dataclass(slots=True)
class YamlList:
    """A sequence; `flow` says that it is written in brackets, and `end_column` then is the one after the last."""

    items: list[YamlNode]
    line: int
    column: int
    flow: bool
    last_line: int = 0
    end_column: int = 0


@dataclass(slots=True)
class YamlMapping:
    """A mapping in the order of the file; no key occurs twice."""

    entries: dict[str, YamlNode]
    keys: dict[str, YamlText]
    line: int
    column: int
    flow: bool
    last_line: int = 0
    end_column: int = 0


YamlNode: TypeAlias = YamlText | YamlList | YamlMapping


@dataclass(frozen=True)
class YamlDocument:
    """A file read as YAML; an empty file is an empty mapping."""

    label: str
    root: YamlNode

    def plain(self) -> Plain:
        """The document as text, lists and dicts."""
        return plain(self.root)

    def line(self, path: YamlPath) -> int:
        """The line of what `path` (keys and positions) leads to, or of the nearest thing above it that exists."""
        node, line = self.root, self.root.line
        for step in path:
            if isinstance(node, YamlMapping) and step in node.entries:
                line = node.keys[str(step)].line
                node = node.entries[str(step)]
            elif isinstance(node, YamlList) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
                line = node.line
            else:
                break
        return line

    def where(self, path: YamlPath) -> str:
        """The place of `path` in words."""
        return f"{self.label} 第 {self.line(path)} 行"


def plain(node: YamlNode) -> Plain:
    """A node as text, lists and dicts."""
    if isinstance(node, YamlText):
        return node.text
    if isinstance(node, YamlList):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.entries.items()}


def read_yaml(path: Path, *, label: str) -> YamlDocument:
    """The document in `path`.

    Raises:
        InputError: undecodable, not YAML, two equal keys, an anchor, alias, tag or second document, too deep.
    """
    return parse_yaml(read_text(path, label=label), label=label)


def parse_yaml(text: str, *, label: str) -> YamlDocument:
    """As `read_yaml`, from text."""
    # Where the text holds no such character and no escape, no scalar of it can; then they need not be looked at.
    builder = _Builder(label, controls="\\" in text or control_character(text) is not None)
    try:
        # Events, not composed nodes: composing recurses in C and a million brackets would end the process.
        loader = yaml.CBaseLoader(text)
        while (event := loader.get_event()) is not None:
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise InputError([*builder.faults, _syntax_fault(error, text, label)]) from error
    except yaml.YAMLError as error:
        found = str(error).splitlines()[0]
        raise InputError([Fault(label, found, "YAML 文本", "请检查文件内容。")]) from error
    if builder.faults:
        raise InputError(builder.faults)
    return YamlDocument(label, builder.root or YamlMapping({}, {}, 1, 1, flow=False))


class _Builder:
    """Turns events into nodes; faults that do not spoil the structure are gathered."""

    def __init__(self, label: str, *, controls: bool) -> None:
        self.label = label
        self._controls = controls
        self.root: YamlNode | None = None
        self.faults: list[Fault] = []
        self._open: list[YamlList | YamlMapping] = []
        self._pending: list[YamlText | None] = []

    def take(self, event: yaml.Event) -> None:
        """Adds one event of the parser."""
        if isinstance(event, yaml.ScalarEvent):
            if event.anchor or event.tag:
                self._refuse_reference(event)
            if self._controls:
                self._refuse_control_character(event)
            self._place(_scalar(event))
        elif isinstance(event, yaml.MappingStartEvent):
            self._start(event, YamlMapping({}, {}, *_position(event), bool(event.flow_style)))
        elif isinstance(event, yaml.SequenceStartEvent):
            self._start(event, YamlList([], *_position(event), bool(event.flow_style)))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end(event)
        elif isinstance(event, yaml.AliasEvent):
            self._stop(event, f"*{event.anchor}", "直接写出的内容", "不支持别名（*），请把被引用的内容写在这里。")
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            self._stop(event, "---", "一个文件一份内容", "请删去“---”及其后的内容，或另存一个文件。")

    def _start(self, event: yaml.Event, node: YamlList | YamlMapping) -> None:
        self._refuse_reference(event)
        self._place(node)
        self._open.append(node)
        self._pending.append(None)
        if len(self._open) > MAX_DEPTH:
            self._stop(event, f"超过 {MAX_DEPTH} 层嵌套", f"不超过 {MAX_DEPTH} 层", "请检查括号或缩进。")

    def _end(self, event: yaml.Event) -> None:
        """A bracketed collection ends at its bracket; a block's end is announced only where the next thing begins."""
        node = self._open.pop()
        self._pending.pop()
        if node.flow:
            line, column = _position(event)
            node.last_line, node.end_column = line, column + 1
        else:
            children = node.items if isinstance(node, YamlList) else list(node.entries.values())
            node.last_line = max((child.last_line for child in children), default=node.line)

    def _place(self, node: YamlNode) -> None:
        if not self._open:
            self.root = node
            return
        parent, key = self._open[-1], self._pending[-1]
        if isinstance(parent, YamlList):
            parent.items.append(node)
        elif key is None:
            self._pending[-1] = self._key(parent, node)
        else:
            parent.entries.setdefault(key.text, node)
            parent.keys.setdefault(key.text, key)
            self._pending[-1] = None

    def _key(self, parent: YamlMapping, node: YamlNode) -> YamlText:
        where = f"{self.label} 第 {node.line} 行"
        if not isinstance(node, YamlText):
            self.faults.append(Fault(where, "列表或映射作为键", "文字作为键", "请改写为“键: 值”。"))
            return YamlText("", node.line, node.column, node.line, node.column)
        if node.text in parent.entries:
            expected = f"只写一次的键（第 {parent.keys[node.text].line} 行已有）"
            self.faults.append(Fault(where, node.text, expected, "请删去其中一处，或合并两处的内容。"))
        return node

    def _refuse_reference(self, event: yaml.Event) -> None:
        where = f"{self.label} 第 {_position(event)[0]} 行"
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor:
            self.faults.append(Fault(where, f"&{anchor}", "不带锚点的内容", "不支持锚点（&），请删去。"))
        if tag and tag != "!":
            self.faults.append(Fault(where, f"标签 {tag}", "不带标签的内容", "不支持类型标签（!），请删去。"))

    def _refuse_control_character(self, event: yaml.ScalarEvent) -> None:
        character = control_character(event.value)
        if character is not None:
            where = f"{self.label} 第 {_position(event)[0]} 行"
            self.faults.append(control_fault(where, character))

    def _stop(self, event: yaml.Event, found: str, expected: str, mend: str) -> None:
        where = f"{self.label} 第 {_position(event)[0]} 行"
        raise InputError([*self.faults, Fault(where, found, expected, mend)])


def _position(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (1, 1) if mark is None else (mark.line + 1, mark.column + 1)


def _scalar(event: yaml.ScalarEvent) -> YamlText:
    line, column = _position(event)
    end = event.end_mark
    if end is None:
        return YamlText(event.value, line, column, line, column)
    if event.style in ("|", ">"):  # its end is announced where the next thing begins
        last_line = max(line, end.line)
        if event.style == "|":  # blank lines after the text belong to what follows
            last_line = min(last_line, line + 1 + event.value.rstrip("\n").count("\n"))
        return YamlText(event.value, line, column, last_line, 0)
    return YamlText(event.value, line, column, end.line + 1, end.column + 1)


_SYNTAX_HINTS = (
    ("cannot start any token", "请检查该处的字符：缩进只能用空格，以 @、`、% 开头的文字要加引号。"),
    ("mapping values are not allowed", "请检查冒号：含“: ”的文字要加引号，缩进要对齐。"),
    ("could not find expected ':'", "请检查冒号后是否缺空格，键名是否写全，缩进是否对齐。"),
    ("did not find expected key", "请检查缩进是否对齐，引号是否成对。"),
    ("did not find expected '-' indicator", "请检查列表各项的“- ”是否对齐。"),
    ("unexpected end of stream", "请检查引号是否成对。"),
    ("did not find expected ',' or", "请检查方括号、花括号是否成对，各项之间是否有英文逗号。"),
    ("unknown escape character", "请检查双引号内的反斜线；路径中的反斜线请改用单引号。"),
    ("did not find expected alphabetic", "以 * 或 & 开头的文字要加引号。"),
    ("control characters are not allowed", "请删去不可见的控制字符。"),
)


def _syntax_fault(error: yaml.MarkedYAMLError, text: str, label: str) -> Fault:
    mark = error.problem_mark or error.context_mark
    problem = error.problem or ""
    hint = next((hint for key, hint in _SYNTAX_HINTS if key in problem), "请检查缩进、冒号和引号。")
    if mark is None:
        return Fault(label, problem, "YAML 文本", hint)
    lines = text.splitlines()
    found = lines[mark.line].strip()[:60] if mark.line < len(lines) else "内容结尾"
    return Fault(f"{label} 第 {mark.line + 1} 行第 {mark.column + 1} 列", found, "符合 YAML 语法的内容", hint)
