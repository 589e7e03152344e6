"""Markdown into blocks of a document: paragraphs, headings, lists, emphasis. Everything else prints as plain text.

Figures come in as signs (characters of the private area around a number), which Markdown carries along untouched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from hengping.rendering.document import Block, Heading, Inline, LineBreak, ListBlock, Paragraph, Strong, Text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_OPEN, _CLOSE = "\ue000", "\ue001"
_SIGN = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_DEEPEST = 4


@dataclass
class Pieces:
    """What the signs in a text stand for: inlines, or blocks that a text places (anything with `.blocks`)."""

    things: list[object] = field(default_factory=list)

    def put(self, thing: object) -> str:
        """Keep a thing; returns its sign."""
        self.things.append(thing)
        return f"{_OPEN}{len(self.things) - 1}{_CLOSE}"

    def split(self, text: str) -> Iterator[object]:
        """The text as plain strings and the things between them."""
        end = 0
        for found in _SIGN.finditer(text):
            if found.start() > end:
                yield text[end : found.start()]
            yield self.things[int(found[1])]
            end = found.end()
        if end < len(text):
            yield text[end:]


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("zero").enable(["heading", "list", "emphasis", "newline", "escape"])


def markdown_inlines(text: str, pieces: Pieces) -> tuple[Inline, ...]:
    """One run of text; the ends of paragraphs become line breaks."""
    content: list[Inline] = []
    for block in markdown_blocks(text, pieces, level=_DEEPEST):
        if not isinstance(block, Paragraph | ListBlock):
            continue
        for run in (block.content,) if isinstance(block, Paragraph) else block.items:
            if content:
                content.append(LineBreak())
            content.extend(run)
    return tuple(content)


def markdown_blocks(text: str, pieces: Pieces, *, level: int) -> tuple[Block, ...]:
    """Blocks of a text; its highest heading stands at `level`, those below it deeper, none deeper than 4."""
    tokens = _parser().parse(text)
    highest = min((int(token.tag[1]) for token in tokens if token.type == "heading_open"), default=1)
    return tuple(_Reader(tokens, pieces, level - highest).blocks())


@dataclass
class _Reader:
    tokens: Sequence[Token]
    pieces: Pieces
    shift: int
    position: int = 0

    def blocks(self) -> Iterator[Block]:
        while self.position < len(self.tokens):
            token = self.tokens[self.position]
            self.position += 1
            if token.type == "heading_open":
                yield Heading(min(int(token.tag[1]) + self.shift, _DEEPEST), _bare(self._next_inline(), self.pieces))
            elif token.type == "paragraph_open":
                yield from self._paragraph()
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                yield self._list(ordered=token.type == "ordered_list_open")

    def _next_inline(self) -> Token:
        token = self.tokens[self.position]
        self.position += 2
        return token

    def _paragraph(self) -> Iterator[Block]:
        token = self._next_inline()
        content = self._inlines(token)
        placed = [thing for thing in self.pieces.split(token.content.strip()) if hasattr(thing, "blocks")]
        if content:
            yield Paragraph(tuple(content))
        for thing in placed:
            yield from thing.blocks

    def _list(self, *, ordered: bool) -> ListBlock:
        """Lists inside lists become items of the outer one."""
        items: list[tuple[Inline, ...]] = []
        depth = 1
        while depth:
            token = self.tokens[self.position]
            self.position += 1
            if token.type.endswith("list_open"):
                depth += 1
            elif token.type.endswith("list_close"):
                depth -= 1
            elif token.type == "inline":
                items.append(tuple(self._inlines(token)))
        return ListBlock(tuple(items), ordered=ordered)

    def _inlines(self, token: Token) -> list[Inline]:
        stack: list[list[Inline]] = [[]]
        for child in token.children or ():
            match child.type:
                case "text":
                    stack[-1].extend(self._text(child.content))
                case "softbreak":
                    stack[-1].extend(_joint(stack[-1]))
                case "hardbreak":
                    stack[-1].append(LineBreak())
                case "strong_open":
                    stack.append([])
                case "strong_close":
                    inner = stack.pop()
                    stack[-1].append(Strong(tuple(inner)))
                case _:
                    pass
        return stack[0]

    def _text(self, text: str) -> Iterator[Inline]:
        for thing in self.pieces.split(text):
            if isinstance(thing, str):
                yield Text(thing)
            elif not hasattr(thing, "blocks"):
                yield thing  # type: ignore[misc]


def _joint(content: list[Inline]) -> Iterator[Inline]:
    """A line end inside a paragraph is nothing between Chinese characters, a blank after Latin ones."""
    last = content[-1] if content else None
    if isinstance(last, Text) and last.text[-1:].isascii():
        yield Text(" ")


def _bare(token: Token, pieces: Pieces) -> str:
    return "".join(
        thing if isinstance(thing, str) else str(getattr(thing, "text", "")) for thing in pieces.split(token.content)
    ).strip()
