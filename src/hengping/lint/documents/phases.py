"""The phases of the work as a document sets them: their names, their days, and the stretch of text that tells of each.

A phase is set by a heading with days, by a paragraph that begins with name and days (准备阶段（4月11日至4月25日）。…),
inside a sentence (2月1日至2月17日为自查阶段，…；), or by a row of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengping.lint.documents.calendar_days import PhaseSpan, is_full
from hengping.lint.documents.ledgers import Ledger
from hengping.lint.documents.passages import Passage
from hengping.quantities.mention import Mention
from hengping.quantities.mentions import find_mentions

_NAME = r"(?P<name>[一-龥]{2,12}?(?:阶段|环节))"
_BEFORE = re.compile(rf"{_NAME}[（：，]?(?:时间|为期|安排)?(?:为|是|自|从|在)?[（：]?$")
_BEHIND = re.compile(rf"^[，（：]?(?:为|是|系|作为|属于?|进入|开展)?{_NAME}")
_LISTED = re.compile(r"(?P<name>[一-龥]{2,10})（$")
_CLOSED = re.compile(r"^(?:[）。；，：]|$)")
_LEAD = re.compile(
    r"^.*(?:分为|其中|分别|开始|第[一二三四五]|[一二三四五]是|首先|然后|最后|[个在于为至])(?=[一-龥]{2,}(?:阶段|环节))"
)
_NUMBER = 6
"""The longest number of an item before the name."""
_KERNEL = re.compile(r"(?:阶段|环节)$")


@dataclass(frozen=True)
class Phase:
    """One phase. `start` and `end` bound the text that tells of it, as positions of `passage`."""

    name: str
    span: PhaseSpan
    passage: Passage
    start: int
    end: int

    @property
    def kernel(self) -> str:
        """The name without 阶段."""
        return _KERNEL.sub("", self.name)


def span_of(mention: Mention) -> PhaseSpan | None:
    """A mention from one full day to another; None for any other."""
    if mention.date is None or mention.date.last is None:
        return None
    first, last = mention.date.first, mention.date.last
    return PhaseSpan(first, last, mention.text) if is_full(first) and is_full(last) else None


def phases_in(passage: Passage) -> tuple[Phase, ...]:
    """The phases that a paragraph sets, each with the text up to the next one or to the end."""
    found = list(_named_spans(passage))
    ends = [begin for _, _, begin, _ in found[1:]]
    return tuple(
        Phase(name, span, passage, stop, end)
        for (name, span, begin, stop), end in zip(found, [*ends, _end(passage, found)], strict=False)
    )


def _end(passage: Passage, found: list[tuple[str, PhaseSpan, int, int]]) -> int:
    """Where the text of the last phase ends: with the paragraph if it began with the phase, else with the sentence."""
    if not found:
        return 0
    begin = found[-1][2]
    if len(found) == 1 and len(passage.text[:begin].strip()) < _NUMBER:
        return len(passage.text)
    return next((sentence.end for sentence in passage.sentences if sentence.start <= begin < sentence.end), 0)


def _named_spans(passage: Passage) -> Iterator[tuple[str, PhaseSpan, int, int]]:
    """Name, days, and where the setting begins and ends."""
    for mention in passage.mentions:
        span = span_of(mention)
        if span is None or passage.is_quoted(mention.start):
            continue
        rest = passage.text[mention.end :]
        behind = _BEHIND.match(rest)
        before = _BEFORE.search(passage.text[: mention.start])
        listed = _LISTED.search(passage.text[: mention.start])
        if before and _CLOSED.match(rest):
            yield _LEAD.sub("", before["name"]), span, before.start(), mention.end
        elif listed and rest.startswith("）") and re.search(r"阶段|环节", passage.text):
            yield listed["name"], span, listed.start(), mention.end
        elif behind:
            yield behind["name"], span, mention.start, mention.end + behind.end()


def phases_of_table(ledger: Ledger) -> Iterator[tuple[int, str, PhaseSpan, int]]:
    """The rows of a table that set phases: item, name, days, and the column of the days."""
    for item in range(ledger.count):
        if re.search(r"阶段|环节", ledger.labels[item]) or "阶段" in ledger.columns[ledger.label_column].heading:
            for column in ledger.columns:
                text = ledger.text(item, column.index)
                spans = [span for mention in find_mentions(text) if (span := span_of(mention))]
                if len(spans) == 1 and len(text) < 2 * len(spans[0].printed) + 4:
                    yield item, ledger.labels[item], spans[0], column.index
                    break
