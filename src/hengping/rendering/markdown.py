"""The small part of Markdown that reports are written in, read into blocks.

Headings (`# 摘要 {-}` is without a number), paragraphs, lists of one level, tables with a caption below
(`: 分担情况 [#sharing]`), `**bold**`, line breaks and footnotes (`[^1]`). Everything else is a fault: a construct
that prints as something else than its writer meant is found by the reader of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from hengping.errors import Fault, InputError
from hengping.rendering.document import (
    Align,
    Block,
    Cell,
    Column,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    Note,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)
from hengping.rendering.letters import letters

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

# Code points that no text may hold: they stand around the number of an inline placed by `prose`.
OPEN, SHUT = "\ufdd0", "\ufdd1"
TOKEN = re.compile(f"{OPEN}[0-9]+{SHUT}")

_DEFINITION = re.compile(r"^\[\^([^\]\s]+)\]:[ \t]*(.*(?:\n(?:[ ]{2,}|\t)\S.*)*)", re.MULTILINE)
_PIECES = re.compile(rf"({OPEN}[0-9]+{SHUT})|\[\^([^\]\s]+)\]")

_NOT_READ = {
    "fence": "代码块",
    "code_block": "行首空四格的段落",
    "code_inline": "反引号",
    "blockquote_open": "引用段（>）",
    "hr": "分隔线",
    "html_block": "HTML",
    "html_inline": "HTML",
    "link_open": "链接",
    "image": "图片",
}


def read_markdown(text: str, placed: Sequence[Inline], *, where: str) -> tuple[Block, ...]:
    """Blocks from Markdown.

    Args:
        placed: what the tokens in the text stand for, by number.
        where: the file's name, for faults.

    Raises:
        InputError: constructs that are not read, and footnotes that do not meet their text; all of them at once.
    """
    reader = _Reader(text, placed, where)
    blocks = tuple(reader.blocks())
    reader.check_notes()
    if reader.faults:
        raise InputError(fault for _, fault in sorted(reader.faults, key=lambda each: each[0]))
    return blocks


class _Reader:
    def __init__(self, text: str, placed: Sequence[Inline], where: str) -> None:
        self.placed = placed
        self.where = where
        self.faults: list[tuple[int, Fault]] = []  # each with its line, to be told in their order
        self.notes: dict[str, str] = {}
        self.used: set[str] = set()
        self.parser = _parser()
        self.tokens: list[Token] = self.parser.parse(_DEFINITION.sub(self.define, text))
        self.at = 0

    def define(self, found: re.Match[str]) -> str:
        """Take a footnote's text out of the running text; its lines stay as empty ones, so that lines count right."""
        name, content = found[1], re.sub(r"\n[ \t]+", "", found[2])
        if name in self.notes:
            self.fault(None, f"脚注“[^{name}]”写了两次", "每个脚注写一次", "请给其中一个改名。")
        self.notes[name] = content
        return "\n" * found[0].count("\n")

    def check_notes(self) -> None:
        for name in [name for name in self.notes if name not in self.used]:
            self.fault(None, f"脚注“[^{name}]”没有被引用", "正文中有引用处的脚注", "请在正文中引用，或删去。")

    def blocks(self) -> Iterator[Block]:
        table: Table | None = None  # held back until it is known whether a caption follows
        while self.at < len(self.tokens):
            block = self.block()
            if table is not None and isinstance(block, Paragraph) and (captioned := _captioned(table, block)):
                block = captioned
                table = None
            if table is not None:
                yield table
                table = None
            if isinstance(block, Table) and not block.caption:
                table = block
            elif block is not None:
                yield block
        if table is not None:
            yield table

    def block(self) -> Block | None:
        token = self.tokens[self.at]
        match token.type:
            case "heading_open":
                return self.heading(token)
            case "paragraph_open":
                content = self.inlines(self.tokens[self.at + 1])
                self.at += 3
                return Paragraph(_without_typed_indent(content))
            case "bullet_list_open" | "ordered_list_open":
                return self.list_block(token)
            case "table_open":
                return self.table()
        self.not_read(token)
        self.skip(token)
        return None

    def heading(self, token: Token) -> Block | None:
        inline = self.tokens[self.at + 1]
        self.at += 3
        level = int(token.tag[1])
        content = self.inlines(inline)
        if level > 4 or not all(isinstance(part, Text) for part in content):
            self.fault(token.map, _shown(inline.content), "四级以内、不含数字占位的标题", "请改写标题。")
            return None
        text = "".join(part.text for part in content if isinstance(part, Text))
        numbered = not text.endswith("{-}")
        return Heading(level, text.removesuffix("{-}").rstrip(), numbered=numbered)

    def list_block(self, token: Token) -> ListBlock:
        ordered = token.type == "ordered_list_open"
        self.at += 1
        items: list[tuple[Inline, ...]] = []
        while self.tokens[self.at].level > token.level:
            inside = self.tokens[self.at]
            if inside.type == "list_item_open":
                items.append(())
            elif inside.type == "inline":
                items[-1] = (*items[-1], *((LineBreak(),) if items[-1] else ()), *self.inlines(inside))
            elif inside.type in ("bullet_list_open", "ordered_list_open"):
                self.fault(inside.map, "列项中又有列项", "一层列项", "请改为下一级标题或分段叙述。")
            else:
                self.not_read(inside)
            self.at += 1
        self.at += 1
        return ListBlock(tuple(items), ordered)

    def table(self) -> Table:
        rows: list[tuple[bool, list[Cell]]] = []
        aligns: list[Align] = []
        head = False
        while self.tokens[self.at].type != "table_close":
            token = self.tokens[self.at]
            if token.type in ("thead_open", "tbody_open"):
                head = token.type == "thead_open"
            elif token.type == "tr_open":
                rows.append((head, []))
            elif token.type in ("th_open", "td_open"):
                if head:
                    aligns.append(_align(token))
                rows[-1][1].append(Cell(self.inlines(self.tokens[self.at + 1])))
            self.at += 1
        self.at += 1
        cells = [cells for _, cells in rows]
        columns = tuple(
            Column(_share(column), align) for column, align in zip(zip(*cells, strict=True), aligns, strict=True)
        )
        return Table(
            columns,
            body=tuple(Row(tuple(cells)) for in_head, cells in rows if not in_head),
            header=tuple(Row(tuple(cells)) for in_head, cells in rows if in_head),
        )

    def inlines(self, token: Token) -> tuple[Inline, ...]:
        children = iter(token.children or [])
        return tuple(_joined(self.inline_run(children, token)))

    def inline_run(self, children: Iterator[Token], owner: Token) -> Iterator[Inline]:
        for child in children:
            match child.type:
                case "text" | "text_special":
                    yield from self.text(child.content, owner)
                case "softbreak":
                    yield Text("\n")
                case "hardbreak":
                    yield LineBreak()
                case "strong_open":
                    yield Strong(tuple(_joined(self.inline_run(children, owner))))
                case "strong_close":
                    return
                case _:
                    self.not_read(child, owner)

    def text(self, text: str, owner: Token) -> Iterator[Inline]:
        end = 0
        for found in _PIECES.finditer(text):
            if found.start() > end:
                yield Text(text[end : found.start()])
            end = found.end()
            if found[1]:
                yield from self.placed[int(found[1][1:-1]) :][:1]  # nothing, for a number that was never given out
            else:
                yield from self.note(found[2], owner)
        if end < len(text):
            yield Text(text[end:])

    def note(self, name: str, owner: Token) -> Iterator[Inline]:
        self.used.add(name)
        if name not in self.notes:
            self.fault(owner.map, f"脚注引用“[^{name}]”", "写有内容的脚注", f"请另起一行写“[^{name}]: 内容”。")
            return
        (inline,) = self.parser.parseInline(self.notes[name])
        content = self.inlines(inline)
        if any(isinstance(part, Note) for part in content):
            self.fault(owner.map, f"脚注“[^{name}]”中又有脚注", "不含脚注的脚注", "请把其中的脚注并入文字。")
            return
        yield Note(content)

    def skip(self, token: Token) -> None:
        self.at += 1
        if token.nesting == 1:
            while self.tokens[self.at].level > token.level:
                self.at += 1
            self.at += 1

    def not_read(self, token: Token, owner: Token | None = None) -> None:
        if token.type in _NOT_READ:
            expected = "标题、段落、列项、表格、加粗或脚注"
            self.fault((owner or token).map, _NOT_READ[token.type], expected, "请改用这些写法；字面符号前加反斜杠。")

    def fault(self, lines: Sequence[int] | None, found: str, expected: str, mend: str) -> None:
        place = f"{self.where} 第 {lines[0] + 1} 行" if lines else self.where
        self.faults.append((lines[0] if lines else 0, Fault(place, found, expected, mend)))


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    # Setext headings make a heading of a paragraph by a line of dashes below it: too easily done by mistake.
    parser.disable(["lheading", "reference"])
    parser.inline.ruler.at("emphasis", _strong)
    # The rule above writes whole pairs, nothing is left to be balanced afterwards.
    parser.inline.ruler2.disable(["balance_pairs", "emphasis"])
    return parser


def _strong(state: StateInline, silent: bool) -> bool:
    """`**bold**`, also where Chinese punctuation stands inside the stars, which Markdown's own rule does not take."""
    start = state.pos
    if not state.src.startswith("**", start):
        return False
    end = state.src.find("**", start + 2, state.posMax)
    inside = state.src[start + 2 : end]
    if end < 0 or not inside.strip():
        return False
    if not silent:
        limit = state.posMax
        state.push("strong_open", "strong", 1)
        state.pos, state.posMax = start + 2, end
        state.md.inline.tokenize(state)
        state.posMax = limit
        state.push("strong_close", "strong", -1)
    state.pos = end + 2
    return True


def _without_typed_indent(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The indent is the style's: one typed by hand would make it four characters."""
    if content and isinstance(content[0], Text):
        return (Text(content[0].text.lstrip("\u3000 ")), *content[1:])
    return content


def _captioned(table: Table, paragraph: Paragraph) -> Table | None:
    """The table with the paragraph under it as its caption, if it is one."""
    first = paragraph.content[0] if paragraph.content else None
    if not isinstance(first, Text) or not first.text.startswith(": "):
        return None
    *body, last = paragraph.content
    key = None
    if isinstance(last, Text) and (found := re.fullmatch(r"(.*?)\s*\[#([\w-]+)\]", last.text, re.DOTALL)):
        last, key = Text(found[1]), found[2]
    content = [*body, last]
    content[0] = Text(first.text[2:]) if len(content) > 1 else Text(str(getattr(last, "text", ""))[2:])
    caption = tuple(part for part in content if part != Text(""))
    return Table(table.columns, table.body, table.header, caption, table.notes, key)


def _joined(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Neighbouring texts in one; a line end inside a paragraph is a space between Latin words, nothing in Chinese."""
    text = ""
    for inline in inlines:
        if isinstance(inline, Text):
            text += inline.text
            continue
        if text:
            yield Text(_without_line_ends(text))
        text = ""
        yield inline
    if text:
        yield Text(_without_line_ends(text))


def _without_line_ends(text: str) -> str:
    return re.sub(r"(?<=[!-~])\n(?=[!-~])", " ", text).replace("\n", "")


def _align(token: Token) -> Align:
    style = str(token.attrGet("style") or "")
    found = re.search(r"text-align:(left|right|center)", style)
    aligns: dict[str, Align] = {"left": "left", "right": "right", "center": "center"}
    return aligns[found[1]] if found else "center"


def _share(cells: Iterable[Cell]) -> float:
    """A column's share by its longest cell, so that words get room and numbers do not waste it."""
    return min(24.0, max(4.0, *(_length(cell.content) for cell in cells)))


def _length(content: Iterable[Any]) -> float:
    text = "".join(getattr(part, "text", "") for part in content)
    return letters(text)


def _shown(text: str) -> str:
    return TOKEN.sub("…", text)
