"""Names of what is measured, and where a text tells their values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.quantities.mention import Mention

_STEM = re.compile(r"(?:[（(][^）)]*[）)]|[\s\d]+|指标)+$")


def stem_of(name: str) -> str:
    """The name without a number or parenthesis at its end: 收入预算执行率 1 → 收入预算执行率."""
    return _STEM.sub("", name.strip()) or name.strip()


def is_value(mention: Mention) -> bool:
    """Whether a mention can be what was reached: a number, no date, no bound, no score."""
    if mention.kind not in ("number", "share", "points") or mention.comparator not in ("", "=", "≈"):
        return False
    return mention.unit is None or mention.unit.symbol != "分"


def values_told(subject: DocumentUnderReview, name: str) -> Iterator[tuple[Sentence, Mention]]:
    """Where the prose tells a value behind a name, within the clause or the next."""
    for sentence in subject.sentences:
        position = sentence.text.find(name)
        while position >= 0:
            end = sentence.start + position + len(name)
            near = [m for m in sentence.mentions if 0 <= m.start - end <= 24 and is_value(m)]
            if near:
                yield sentence, near[0]
                break
            position = sentence.text.find(name, position + 1)


def told_in_tables(subject: DocumentUnderReview, name: str) -> bool:
    """Whether a row of a table about this name holds a value beside a target: an actual, not a score."""
    for ledger in subject.ledgers:
        columns = [
            c.index
            for c in ledger.columns
            if re.search(r"实际|完成(?:值|情况|数)|执行数|完成率|现值|数值|结果", c.heading)
        ]
        for item in range(ledger.count):
            if any(stem_of(ledger.text(item, c.index)) == name for c in ledger.columns[:6]) and any(
                re.search(r"\d|[是否]|完成|达", ledger.text(item, c)) for c in columns
            ):
                return True
    return False
