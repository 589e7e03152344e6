"""The phases of the work: headings with a span of days, and the steps listed under them."""

from __future__ import annotations

import datetime
import re
from collections import Counter

from hengping.cases.model.identity import Phase, PhaseKind, Step
from hengping.quantities.mention import CalendarDay
from hengping.quantities.mentions import find_mentions
from hengping.reading.documents import HeadingBlock, ParagraphBlock, SourceDocument

_SPAN = re.compile(r"[（(][^（()）]*\d{1,2}月\d{1,2}日[^（()）]*[)）]")
_KINDS = (
    ("准备", PhaseKind.PREPARATION),
    ("方案", PhaseKind.PLANNING),
    ("实施", PhaseKind.FIELDWORK),
    ("踏勘", PhaseKind.FIELDWORK),
    ("报告", PhaseKind.REPORTING),
)
_MARK = re.compile(r"^\s*(?:[（(]?\d{1,2}[)）.、]|[①-⑳])\s*")
_FIRST_SENTENCE = re.compile(r"^[^。；]*")

Span = tuple[datetime.date | None, datetime.date | None]


def work_year(document: SourceDocument, *, fallback: str) -> int | None:
    """The year of the work: that which full dates of the report name most after the evaluated one."""
    years = Counter(
        int(year)
        for text, _ in document.texts()
        for year in re.findall(r"((?:19|20)\d\d)\s*年\s*\d{1,2}\s*月", text)
        if not fallback.isdigit() or int(year) > int(fallback)
    )
    if years:
        return years.most_common(1)[0][0]
    return int(fallback) + 1 if fallback.isdigit() else None


def phases(document: SourceDocument, year: int | None) -> tuple[Phase, ...]:
    """Phases in the order of the text; days without a year take `year`."""
    found: list[Phase] = []
    level = 0
    for block in document.blocks:
        if isinstance(block, HeadingBlock):
            if _SPAN.search(block.text):
                start, end = _span(block.text, year)
                name = _SPAN.sub("", block.text).strip()
                kind = next((kind for word, kind in _KINDS if word in name), None)
                found.append(Phase(name=name, kind=kind, start=start, end=end))
                level = block.level
            elif found and block.level <= level:
                level = 0
        elif isinstance(block, ParagraphBlock) and found and level and (step := _step(block, year)):
            found[-1] = found[-1].model_copy(update={"steps": (*found[-1].steps, step)})
    return tuple(found)


def _step(block: ParagraphBlock, year: int | None) -> Step | None:
    text = _MARK.sub("", block.text)
    if not re.match(r"\d{1,2}月\d{1,2}日", text):
        return None
    first = _FIRST_SENTENCE.match(text)
    said = first.group() if first else text
    start, end = _span(said, year)
    return Step(text=re.sub(r"^[\d月日\-—~至前]+[，,]?\s*", "", said) or said, start=start, end=end)


def _span(text: str, year: int | None) -> Span:
    """First and last day of the first span in a text; 8月2日前 has only an end."""
    mention = next((each for each in find_mentions(text) if each.date is not None), None)
    if mention is None or mention.date is None:
        return None, None
    first = _day(mention.date.first, year)
    last = _day(mention.date.last, year) if mention.date.last else None
    if last is None and text[mention.end : mention.end + 1] == "前":
        return None, first
    return first, last or first


def _day(day: CalendarDay, year: int | None) -> datetime.date | None:
    if day.month is None or day.day is None or (day.year or year) is None:
        return None
    try:
        return datetime.date(day.year or year or 1, day.month, day.day)
    except ValueError:
        return None


def day_of(text: str, year: int | None) -> datetime.date | None:
    """The day that a cell names; None where it names none."""
    return _span(text, year)[0]
