"""各部分占比超过百分之百: the shares of one whole that a sentence or a column lists add up to more than the whole.

Meaning: three or more parts, each with 占 and a share right behind it, or a column 占比 without a total, add up to more
than 100 % beyond what rounding explains.
Why: a share is wrong, or the parts overlap and nobody says so.
Basis: arithmetic.
Exclusions:
1. Answers of which several could be chosen, and parts that overlap by their words: 多选, 同时, 兼.
2. Shares of something named (占全省的…): each may have its own base. Columns with a total: the matter of HP702.
3. Parts of a part: what 其中 names behind a share, up to the next semicolon.
4. Rounding: 100.01 and 99.99. Less than the whole: the rest may be unsaid.
Fires: 满意占60%，基本满意占35%，不满意占15%
Silent: 33.34%、33.33% and 33.34%
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hengping.lint.check import Check, Group
from hengping.lint.documents.ledgers import Ledger
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import NOTHING, Printed
from hengping.lint.documents.stated import end, shares, start, words_before
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import plain
from hengping.reading.documents import Place

_OVERLAP = re.compile(r"多选|可选多项|同时|兼|交叉|重复")
_PART = re.compile(r"(?:占|占比|比例|比重)(?:为|是|达)?$")
_COLUMN = re.compile(r"^(?:资金|人数|金额|数量|构成)?(?:占比|比重|构成比|占比例|构成)(?:（%）)?$")
_FEWEST = 3
_WIDEST = Decimal("1.6")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for sentence in subject.sentences:
        if _OVERLAP.search(sentence.passage.text):  # (1)
            continue
        parts = [share for share in shares(sentence) if _PART.search(words_before(sentence.passage, share))]  # (2)
        yield from _remark(_of_the_whole(sentence, parts), sentence.place)
    for ledger in subject.ledgers:
        yield from _columns(ledger)


def _of_the_whole(sentence: Sentence, parts: list[Printed]) -> list[Printed]:
    """The parts without those of a part: 占16%，其中65岁及以上占10%."""  # (3)
    found: list[Printed] = []
    inside, behind = False, sentence.start
    for part in parts:
        text = sentence.passage.text[behind : start(part)]
        inside = (inside and "；" not in text) or (bool(found) and "其中" in text.rpartition("；")[2])
        if not inside:
            found.append(part)
        behind = end(part)
    return found


def _columns(ledger: Ledger) -> Iterator[Remark]:
    words = "".join((ledger.table.caption, *ledger.table.notes, *(column.heading for column in ledger.columns)))
    if any(ledger.is_total(item) for item in range(ledger.count)) or _OVERLAP.search(words):  # (1, 2)
        return
    if any(ledger.is_of_which(item) for item in range(ledger.count)):
        return
    for column in ledger.numeric:
        figures = [ledger.figure(item, column.index) for item in range(ledger.count)]
        if _COLUMN.match(column.heading.split("/")[-1]) and all(figure and figure.unit.shift for figure in figures):
            yield from _remark([figure for figure in figures if figure], ledger.place(0, column.index))


def _remark(parts: list[Printed], place: Place) -> Iterator[Remark]:
    whole = sum((part.room for part in parts), NOTHING)
    total = sum((part.number for part in parts), Decimal(0))
    if len(parts) < _FEWEST or whole.low <= 1 or total > _WIDEST:  # (4)
        return
    working = " + ".join(plain(part.value) for part in parts)
    added = plain((total * 100).normalize() + Decimal("0.00")) + "%"
    yield Remark(
        at(place),
        f"各部分占比之和 {working} = {added}，超过100%。",
        expected="不超过100%，或写明可以重复",
        found=added,
    )


CHECK = Check(code="HP723", title="各部分占比超过百分之百", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
