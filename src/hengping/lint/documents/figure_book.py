"""Every figure of a document with what it is called: figures of the prose and cells of the tables in one list.

Checks look here for the figures that a statement may rest on, near ones first, and compare what they are called with
`affinity`: how much of one name stands in the other.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengping.lint.documents.ledgers import Ledger
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.printed import Printed
from hengping.lint.documents.stated import end, figures, start
from hengping.reading.documents import HeadingBlock, Place

_YEAR = re.compile(r"(20\d\d)(?=年|[-—~至])")
_STOP = re.compile(r"[，；。：、（）！？\n“”《》]")
# What says nothing of the thing itself: verbs of being, time, emphasis.
_EMPTY = re.compile(
    r"20\d\d年?度?|\d{1,2}月(?:\d{1,2}日)?|截至|年?底|年末|当年|全年|本年度?|其中|分别|共计?|合计|总计|达到?|约?为|是|有|计"
    r"|[的了和与及等由从至到比较把将对按]|在(?![册职岗校籍编建用院])|实现|累计|仅|已|均|个百分点|占|万元|亿元|元|%|[（）()：:、，,\d.\s]"
)
_AFTER_MOST = 12


@dataclass(frozen=True)
class Entry:
    """One figure under its name.

    Attributes:
        name: prose: the words before it in its clause, behind any other figure; a cell: label of the row and heading.
        tail: prose: the words right behind it, up to the next sign or figure; a cell: "".
        lead: prose: what the sentence says before `name`, other figures left out; a cell: the caption of the table.
        year: the last year named before it in the sentence, or by heading or caption of the table; "" if none.
        heading: the heading it stands under.
        place: where it stands.
        sentence: None for a cell.
        cell: table, item and column; None for prose.
    """

    figure: Printed
    name: str
    tail: str
    lead: str
    year: str
    heading: HeadingBlock | None
    place: Place
    sentence: Sentence | None = None
    cell: tuple[Ledger, int, int] | None = None

    @property
    def words(self) -> str:
        """All that names it, nearest first."""
        return f"{self.name} {self.tail} {self.lead}"


def entries_of_sentence(sentence: Sentence) -> Iterator[Entry]:
    """The figures of one sentence in order."""
    text, row = sentence.passage.text, figures(sentence)
    for position, figure in enumerate(row):
        begin = end(row[position - 1]) if position else sentence.start
        limit = start(row[position + 1]) if position + 1 < len(row) else sentence.end
        before = _STOP.split(text[begin : start(figure)])
        tail = _STOP.split(text[end(figure) : limit])[0][:_AFTER_MOST]
        years = _YEAR.findall(text[sentence.start : start(figure)])
        yield Entry(
            figure,
            name=before[-1],
            tail=tail,
            lead=_lead(sentence, row[:position], start(figure) - len(before[-1])),
            year=years[-1] if years else "",
            heading=sentence.passage.heading,
            place=sentence.place,
            sentence=sentence,
        )


def _lead(sentence: Sentence, before: tuple[Printed, ...], stop: int) -> str:
    """The sentence up to a position, with the figures before it left out."""
    pieces, begin = [], sentence.start
    for figure in before:
        pieces.append(sentence.passage.text[begin : start(figure)])
        begin = end(figure)
    pieces.append(sentence.passage.text[begin : max(stop, begin)])
    return "".join(pieces)


def entries_of_table(ledger: Ledger, heading: HeadingBlock | None) -> Iterator[Entry]:
    """The figures of one table, row by row, each merged cell once."""
    caption = ledger.table.caption
    for item in range(ledger.count):
        label = ledger.labels[item]
        for column in ledger.numeric:
            figure = ledger.figure(item, column.index)
            if figure is None or not ledger.is_first(item, column.index):
                continue
            name = f"{label}{column.heading}"
            years = _YEAR.findall(f"{caption} {name}")
            yield Entry(
                figure,
                name=name,
                tail="",
                lead=caption,
                year=years[-1] if years else "",
                heading=heading,
                place=ledger.place(item, column.index),
                cell=(ledger, item, column.index),
            )


def affinity(name: str, other: str) -> float:
    """How much of the shorter name stands in the other, in pairs of letters: 0 nothing, 1 all of it."""
    mine, theirs = name_pairs(name), name_pairs(other)
    fewer = min(len(mine), len(theirs))
    return len(mine & theirs) / fewer if fewer else 0.0


@functools.lru_cache(maxsize=4096)
def name_pairs(name: str) -> frozenset[str]:
    """The pairs of neighbouring letters of a name, without what says nothing of the thing itself."""
    pieces = (piece for piece in _EMPTY.split(name) if len(piece) > 1)
    return frozenset(piece[i : i + 2] for piece in pieces for i in range(len(piece) - 1))
