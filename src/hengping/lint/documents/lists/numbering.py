"""Runs of numbers in a document: headings of one parent, items of one list, below each other or in a paragraph."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from hengping.lint.documents.passages import normal
from hengping.quantities import read_chinese_numeral
from hengping.quantities.refusal import QuantityError
from hengping.reading.documents import Block, HeadingBlock, ParagraphBlock, Place
from hengping.reading.documents.headings import split_number

_NUMERAL = "[一二三四五六七八九十]{1,2}"
_INLINE = re.compile(
    r"(?:^|(?<=[。；;：:]))[ \u3000]*(?P<mark>[（(]\d{1,2}[）)])|(?<![见第即由与和及])(?P<circle>[①-⑳])(?=[一-龥《“])"
)
# Other numbers inside a paragraph, by their style.
_AT = r"(?:^|(?<=[。；，：]))"
_SPOKEN = (
    ("spoken", re.compile(rf"{_AT}(?P<numeral>{_NUMERAL})是(?!否)")),
    ("spoken urge", re.compile(rf"{_AT}(?P<numeral>{_NUMERAL})要(?!求)")),
    ("spoken ordinal", re.compile(rf"{_AT}第(?P<numeral>{_NUMERAL})(?=[，、])")),
    ("spoken of them", re.compile(rf"{_AT}其(?P<numeral>{_NUMERAL})(?=[，、])")),
    ("inline point", re.compile(r"(?<=[。；，：])(?P<numeral>\d{1,2})[.．、](?=[一-龥《“])")),
    ("inline bracket", re.compile(r"(?:^|(?<=[。；，：]))(?P<numeral>\d{1,2})）(?=[一-龥《“])")),
    ("inline brackets", re.compile(r"(?<=[。；，：])（(?P<numeral>\d{1,2}|[一二三四五六七八九十]+)）(?=[一-龥《“])")),
)
_WORDS, _TITLE = 16, 40
"""How much of an item a finding quotes; titles of documents begin alike."""
_DEEPEST_CHAPTER = 3  # 一、 （一） 1. end the lists before them; （1） and ① may be items themselves


@dataclass(frozen=True)
class NumberedPoint:
    """One number of a run, with what it numbers in short."""

    value: int
    printed: str
    text: str
    place: Place


@dataclass
class NumberRun:
    """Numbers that should count up by one. `style` is the kind of number, e.g. arabic_brackets; 一是 is spoken."""

    style: str
    points: list[NumberedPoint] = field(default_factory=list)


@dataclass(frozen=True)
class NumberFault:
    """A number that is not the next one."""

    point: NumberedPoint
    before: NumberedPoint | None

    @property
    def is_repeat(self) -> bool:
        return self.before is not None and self.before.value == self.point.value

    @property
    def expected(self) -> int:
        return self.before.value + 1 if self.before else 1


def faults_of(run: NumberRun, *, from_one: bool) -> Iterator[NumberFault]:
    """Where a run does not count up by one; `from_one` also asks that it begins with one."""
    before: NumberedPoint | None = None
    for point in run.points:
        if before is None:
            if from_one and point.value != 1:
                yield NumberFault(point, None)
        elif point.value != before.value + 1:
            yield NumberFault(point, before)
        before = point


def heading_runs(blocks: Iterable[Block]) -> Iterator[NumberRun]:
    """The numbered headings under each parent, annexes and unnumbered ones left out.

    A number that begins anew with one is another run: its parent may not have been known as a heading. A paragraph
    with the number that is due counts as well, and one with the first number: a long heading reads like a paragraph.
    """
    open_runs: dict[int, NumberRun] = {}
    begun: dict[str, NumberRun] = {}  # by paragraphs, since the last heading above them
    above = 0
    for heading in blocks:
        if isinstance(heading, ParagraphBlock) and heading.list_item:
            _add_if_due(open_runs.values(), heading)
            _begin_or_add(begun, heading)
        if not isinstance(heading, HeadingBlock):
            continue
        yield from _closed(open_runs, heading.level)
        numbered = split_number(heading.number) or split_number(heading.full)
        if numbered is None or numbered.style == "annex":
            if numbered is not None and heading.level in open_runs:
                yield open_runs.pop(heading.level)
            continue
        if numbered.value:
            before = open_runs.get(heading.level)
            if numbered.value == 1 and before and before.points[-1].value > 1:
                yield open_runs.pop(heading.level)
            if heading.level <= above:
                begun = {style: run for style, run in begun.items() if style == numbered.style}
            above = heading.level
            if heading.level not in open_runs:
                open_runs[heading.level] = _begun_with(begun, numbered.style, numbered.value)
            run = open_runs[heading.level]
            run.points.append(NumberedPoint(numbered.value, heading.number.strip(), heading.text, heading.place))
    yield from open_runs.values()


def _closed(runs: dict[int, NumberRun], level: int) -> Iterator[NumberRun]:
    """The runs below a level, taken out."""
    return (runs.pop(lower) for lower in [lower for lower in runs if lower > level])


def _begun_with(begun: dict[str, NumberRun], style: str, value: int) -> NumberRun:
    """The run that paragraphs began, if the value is due in it, else a new one."""
    run = begun.pop(style, None)
    return run if run is not None and run.points[-1].value == value - 1 else NumberRun(style)


def _begin_or_add(begun: dict[str, NumberRun], block: ParagraphBlock) -> None:
    numbered = split_number(block.text)
    if numbered and numbered.value == 1:
        point = NumberedPoint(1, numbered.number.strip(), _short(numbered.text), block.place)
        begun[numbered.style] = NumberRun(numbered.style, [point])
    else:
        _add_if_due(begun.values(), block)


def _add_if_due(runs: Iterable[NumberRun], block: ParagraphBlock) -> None:
    numbered = split_number(block.text)
    for run in runs:
        if numbered and numbered.style == run.style and numbered.value == run.points[-1].value + 1:
            run.points.append(
                NumberedPoint(numbered.value, numbered.number.strip(), _short(numbered.text), block.place)
            )


def list_runs(blocks: Iterable[Block]) -> Iterator[NumberRun]:
    """The lists of a document: numbered paragraphs, numbers inside paragraphs, 一是…二是…"""
    open_runs: dict[str, NumberRun] = {}
    at: dict[str, int] = {}  # position of the block that the last number of a style stands in
    for position, block in enumerate(blocks):
        if isinstance(block, HeadingBlock):
            if block.level <= _DEEPEST_CHAPTER:
                yield from open_runs.values()
                open_runs = {}
            numbered = split_number(block.number)
            if numbered and numbered.value:
                run = NumberRun(numbered.style, [NumberedPoint(numbered.value, block.number, block.text, block.place)])
                if block.level <= _DEEPEST_CHAPTER or numbered.value == 1 or numbered.style not in open_runs:
                    if numbered.style in open_runs:
                        yield open_runs[numbered.style]
                    open_runs[numbered.style] = run
                else:
                    open_runs[numbered.style].points.extend(run.points)
        elif isinstance(block, ParagraphBlock):
            for style, point in _numbers_in(block):
                open_run = open_runs.get(style)
                if (
                    open_run
                    and point.value == 1
                    and not (open_run.points[-1].value == 1 and position - at.get(style, -2) <= 1)
                ):
                    yield open_runs.pop(style)
                open_runs.setdefault(style, NumberRun(style)).points.append(point)
                at[style] = position
    yield from open_runs.values()


def _numbers_in(block: ParagraphBlock) -> Iterator[tuple[str, NumberedPoint]]:
    text = normal(block.text)
    found: list[tuple[int, str, NumberedPoint]] = []
    first = split_number(block.text) if block.list_item else None
    if first and first.value and first.style != "annex":
        found.append(
            (0, first.style, NumberedPoint(first.value, first.number.strip(), _short(first.text), block.place))
        )
    for match in _INLINE.finditer(text):
        begin = max(match.start("mark"), match.start("circle"))
        numbered = split_number(text[begin:])
        if numbered and not (found and begin == 0):
            point = NumberedPoint(numbered.value, numbered.number, _short(numbered.text), block.place)
            found.append((match.start(), numbered.style, point))
    known = {position for position, _, _ in found}
    for style, pattern in _SPOKEN:
        matches = [match for match in pattern.finditer(text) if match.start() not in known]
        if style.startswith("inline") and matches:
            begins = _value(matches[0]["numeral"])
            if first and begins == first.value + 1 and matches[0].group()[0] == first.number.strip()[0] == "（":
                style = first.style
            elif len(matches) == 1 or begins != 1:
                continue  # 见第1.项 is no list; 一是 and 第一 may go on in the next paragraph
        for match in matches:
            value = _value(match["numeral"])
            if value:
                point = NumberedPoint(value, match.group(), _short(text[match.end() :]), block.place)
                found.append((match.start(), style, point))
    return ((style, point) for _, style, point in sorted(found, key=lambda entry: entry[0]))


def _value(numeral: str) -> int:
    """2, ② and 二 as numbers; 0 for what is none."""
    written = unicodedata.normalize("NFKC", numeral)
    if written.isdigit():
        return int(written)
    try:
        return read_chinese_numeral(written)
    except QuantityError:
        return 0


def _short(text: str) -> str:
    first = re.split(r"[。；，：①-⑳]", text, maxsplit=1)[0]
    longest = _TITLE if first.startswith("《") else _WORDS
    return first if len(first) <= longest else first[: longest - 1] + "…"
