"""Experience, problems and recommendations of a report, by the headings they stand under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengping.cases.model.findings import Experience, Findings, Problem, Recommendation
from hengping.reading.documents import HeadingBlock, ParagraphBlock, SourceDocument

_MARK = re.compile(r"^\s*(?:[（(][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.、．)]|[①-⑳])\s*")
_CHAPTERS = (
    ("problem", re.compile(r"存在的?问题|问题及原因")),
    ("experience", re.compile(r"经验|做法")),
    ("recommendation", re.compile(r"建议")),
)
_TITLE = 40


@dataclass
class _Item:
    kind: str
    title: str
    text: str = ""
    of_results: bool = False
    heading: bool = False
    """Whether it has a heading of its own: paragraphs and list items below it are then parts of it."""


def findings(document: SourceDocument) -> Findings:
    """The items in order; links between problems, advice and criteria are left to a person."""
    items = [item for item in _items(document) if item.title]
    return Findings(
        experience=tuple(
            Experience(id=f"X{number}", title=item.title, text=item.text)
            for number, item in enumerate(_of(items, "experience"), start=1)
        ),
        problems=tuple(
            Problem(id=f"W{number}", title=item.title, text=item.text)
            for number, item in enumerate(_of(items, "problem"), start=1)
        ),
        recommendations=tuple(
            Recommendation(id=f"J{number}", title=item.title, text=item.text, use_of_results=item.of_results)
            for number, item in enumerate(_of(items, "recommendation"), start=1)
        ),
    )


def _of(items: list[_Item], kind: str) -> list[_Item]:
    return [item for item in items if item.kind == kind]


def _items(document: SourceDocument) -> Iterator[_Item]:
    kind, level, item, results = "", 0, _Item("", ""), False
    for block in document.blocks:
        if isinstance(block, HeadingBlock):
            own = _kind(block.text)
            if own and (block.level <= level or not kind or block.level <= 2):
                yield item
                kind, level, item = own, block.level, _Item(own, "")
                results = "结果应用" in block.text
            elif block.level <= level:
                yield item
                kind, item = "", _Item("", "")
            elif kind:
                yield item
                item = _Item(kind, block.text.strip(), of_results=results, heading=True)
        elif isinstance(block, ParagraphBlock) and kind:
            text = _MARK.sub("", block.text).strip()
            if (block.list_item or kind == "experience") and not item.heading:
                yield item
                item = _Item(kind, _first_sentence(text), text, results)
            elif item.title:
                item.text = f"{item.text}\n\n{text}" if item.text else text
    yield item


def _kind(heading: str) -> str:
    found = [(match.start(), kind) for kind, pattern in _CHAPTERS if (match := pattern.search(heading))]
    both = len(found) > 1  # 主要经验及做法、存在的问题及原因分析: the sections below say which
    return "" if both or not found else found[0][1]


def _first_sentence(text: str) -> str:
    sentence = re.split(r"[。；]", text)[0]
    return sentence if len(sentence) <= _TITLE else re.split(r"[，,]", sentence)[0][:_TITLE]
