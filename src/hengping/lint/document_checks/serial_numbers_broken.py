"""序号不连续: the numbering column of a table does not count up by one.

Meaning: a column headed 序号 leaves a number out, repeats one or goes back.
Why: a row was deleted or pasted in; a count taken from the last number is wrong.
Basis: practice of document review.
Exclusions:
1. Rows without a number, totals, and numbers with a point (1.1).
2. A number that begins anew with one: the next group, or the next page.
3. One cell merged over several rows counts once.
Fires: 序号 1, 2, 4
Silent: 序号 1, 2, 3
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.ledgers import Ledger
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_HEADINGS = ("序号", "编号", "行次", "序")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for ledger in subject.ledgers:
        for column in ledger.columns:
            if column.heading in _HEADINGS:
                yield from _column(ledger, column.index)


def _column(ledger: Ledger, column: int) -> Iterator[Remark]:
    before: int | None = None
    for item in range(ledger.count):
        text = ledger.text(item, column).rstrip("、.")
        if not text.isascii() or not text.isdigit() or not ledger.is_first(item, column):  # (1, 3)
            continue
        value = int(text)
        if before is not None and value not in (before + 1, 1):  # (2)
            kind = "重复" if value == before else "不连续"
            yield Remark(
                at(ledger.place(item, column)),
                f"序号{kind}：{before}之后是{value}（{_name(ledger, item)}）。",
                expected=str(before + 1),
                found=str(value),
            )
        before = value


def _name(ledger: Ledger, item: int) -> str:
    """What the row is about: its own words, not those that it shares with the rows around it."""
    shared = {
        ledger.text(other, column.index)
        for other in range(max(item - 2, 0), min(item + 3, ledger.count))
        for column in ledger.columns
        if other != item
    }
    words = (ledger.text(item, column.index) for column in ledger.columns if column not in ledger.numeric)
    own = (text for text in words if re.search(r"[一-龥]{2}", text) and text not in shared)
    return next(own, ledger.labels[item])[:24]


CHECK = Check(code="HP505", title="序号不连续", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
