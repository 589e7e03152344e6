"""Markdown, read by way of the page that it stands for."""

from __future__ import annotations

import re
from html import escape

from hengping.reading.documents.html_pages import read_html_text
from hengping.reading.documents.model import SourceDocument
from hengping.reading.documents.text_encoding import document_text

_NOTE = re.compile(r"^\[\^(?P<name>[^\]\s]+)\]:[ \t]*(?P<text>.*(?:\n(?:[ \t]{2,}.+))*)$", re.MULTILINE)
_CALL = re.compile(r"\[\^(?P<name>[^\]\s]+)\]")
_INLINE_NOTE = re.compile(r"\^\[(?P<text>[^\[\]\n]+)\]")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)


def read_markdown(data: bytes, *, label: str) -> SourceDocument:
    """The document in a Markdown file.

    Raises:
        InputError: in no accepted encoding.
    """
    from markdown_it import MarkdownIt

    text = _FRONT_MATTER.sub("", document_text(data, label=label).replace("\f", "\n"))
    notes: list[str] = []
    text = _with_notes(text, notes)
    # Dollar signs, links and the like are read plainly; raw HTML in the text goes the way of a page.
    page = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough").render(text)
    foot = "".join(f'<div id="hp-note-{index}">{escape(note)}</div>' for index, note in enumerate(notes, start=1))
    return read_html_text(f"<html><body>{page}{foot}</body></html>", label=label, kind="markdown")


def _with_notes(text: str, notes: list[str]) -> str:
    """Notes of all three spellings as links that the page reader knows; their texts go to `notes` in order of call."""
    named = {found["name"]: " ".join(found["text"].split()) for found in _NOTE.finditer(text)}
    text = _NOTE.sub("", text)
    numbers: dict[str, int] = {}

    def call(found: re.Match[str]) -> str:
        name = found["name"]
        if name not in named:
            return found.group()
        if name not in numbers:
            notes.append(named[name])
            numbers[name] = len(notes)
        return _link(numbers[name])

    def inline(found: re.Match[str]) -> str:
        notes.append(found["text"])
        return _link(len(notes))

    return _INLINE_NOTE.sub(inline, text) if not named else _CALL.sub(call, text)


def _link(number: int) -> str:
    return f'<sup><a href="#hp-note-{number}">{number}</a></sup>'
