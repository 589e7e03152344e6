"""图表附件编号不连续: tables, figures or annexes do not count up by one.

Meaning: a number of a table, a figure or an annex is left out, given twice or out of order.
Why: one is missing, or a reference to the number leads to two places.
Basis: practice of document review.
Exclusions:
1. Numbers by chapter (表2-1) are counted within their chapter.
2. A table continued under the same caption (续表).
3. Tables of an annex (附表) are counted apart.
4. Two captions of the same words under one number: one table in two pieces.
Fires: 表1 / 表2 / 表4
Silent: 表1 / 表2 / 表3
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.lists.labels import Label, labels_of
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    before: dict[tuple[str, str], Label] = {}
    for label in labels_of(subject):
        if label.caption.startswith("续"):  # (2)
            continue
        series = (label.kind, label.chapter)  # (1, 3)
        last = before.get(series)
        expected = last.value + 1 if last else 1
        if last and last.value == label.value and _bare(last.caption) == _bare(label.caption):  # (4)
            continue
        if label.value != expected:
            yield _remark(label, last, expected)
        before[series] = label


def _bare(caption: str) -> str:
    return re.sub(r"\s", "", caption)


def _remark(label: Label, last: Label | None, expected: int) -> Remark:
    place = at(label.place)
    should = f"{label.kind}{label.chapter}{expected}"
    if last is None:
        message = f"{label.kind}的编号从“{label.printed}”开始，前面没有“{should}”。"
    elif last.value == label.value:
        message = f"“{label.printed}”有两个：“{last.caption}”和“{label.caption}”。"
    else:
        message = f"“{last.printed}”之后是“{label.printed}”，应为“{should}”。"
    return Remark(place, message, expected=should, found=label.printed)


CHECK = Check(code="HP504", title="图表附件编号不连续", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
