"""权重之和不是满分: the weights of the first level do not make up full marks, or stand differently in text and table.

Meaning: the weights that a sentence lists (权重分别为15分、25分、35分和25分; 决策（15分）、…; 10:25:40:25)
do not add up to full marks; a proportion differs from the weights in the table of scores with as many rows; the weights
of a table without a total do not add up to the 满分 or 总分 that the document states, or, a little off, to a hundred;
or the weight of a merged cell is not the sum of the weights in its lines.
Why: every score is a share of its weight, so the total is one of another scale.
Basis: both published reports: 10:25:40:25 and 20, 20, 30, 30, total 100.
Exclusions:
1. Lists that are not of the first level and add up to a weight of a table, or of the paragraph; 产出50分、效益30分、
   满意度10分, beside which 预算执行 has ten by custom.
2. Tables with a total: the matter of HP702. A sum that is more than fifteen off: other weights may stand elsewhere.
3. Weights printed in % beside weights in points.
Fires: 权重为决策:过程:产出:效益=10:25:40:30
Silent: 权重为决策:过程:产出:效益=10:25:40:25
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from hengping.lint.check import Check, Group
from hengping.lint.documents.ledgers import Column, Ledger
from hengping.lint.documents.place import at
from hengping.lint.documents.scores.score_tables import WEIGHT, ScoreTable
from hengping.lint.documents.scores.stated_weights import StatedWeights, stated_weights
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import plain

_FULL = re.compile(r"(?:满分|总分)(?:值)?(?:为|是|共|计)?(\d{2,4})分|百分制")
_HUNDRED = Decimal(100)
_BESIDE_EXECUTION = {Decimal(50), Decimal(30), Decimal(10)}
_OFF = 15
_INDICATORS = re.compile(r"指标|维度|评价内容|考核内容|评价要素")
# Amounts of points, but no bounds of a scale: 90分以上, 80分至90分.
_TOLD = re.compile(r"(?<![至\-—~到\d.])(\d{1,3}(?:\.\d+)?)(?:分|%)(?![及以（至\-—~到])")
_FEWEST, _MOST_ROWS = 3, 6


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    tables = [(table, weights) for table in subject.score_tables if 2 < len(weights := _weights(table)) <= _MOST_ROWS]
    full = _full_marks(subject)
    known = {full or _HUNDRED, *_all_weights(subject)}
    for sentence in subject.sentences:
        for stated in stated_weights(sentence):
            yield from _stated(stated, full or _HUNDRED, known, [weights for _, weights in tables])
    for ledger in subject.ledgers:
        yield from _nested(ledger)
        yield from _column(ledger, full)


def _groups(ledger: Ledger, upper: Column) -> Iterator[range]:
    """The lines of each merged cell of a column, or those that repeat its number beside one name."""
    item = 0
    while item < ledger.count:
        _, lines = ledger.extent(item, upper.index)
        mine = (ledger.name_before(item, upper), ledger.text(item, upper.index))
        while (after := item + lines) < ledger.count:
            if (ledger.name_before(after, upper), ledger.text(after, upper.index)) != mine:
                break
            lines += 1
        yield range(item, min(item + lines, ledger.count))
        item += max(lines, 1)


def _nested(ledger: Ledger) -> Iterator[Remark]:
    """The weight of a merged cell against the weights of the lines beside it."""
    for upper, lower in pairwise(ledger.columns_of(*WEIGHT)):
        starts = [lines.start for lines in _groups(ledger, lower)]
        for below in _groups(ledger, upper):
            item = below.start
            whole = ledger.figure(item, upper.index)
            if whole is None or len(below) < 2 or ledger.is_total(item):
                continue
            parts = [ledger.figure(line, lower.index) for line in starts if line in below]
            weights = [part.value for part in parts if part is not None]
            if len(weights) < 2 or len(weights) < len(parts) or whole.unit.shift or sum(weights) == whole.value:
                continue
            expected = plain(sum(weights, Decimal(0)))
            yield Remark(
                at(ledger.place(item, upper.index)),
                f"“{ledger.name_before(item, upper)}”分值{plain(whole.value)}分，"
                f"下级分值 {' + '.join(map(plain, weights))} = {expected}。",
                expected=expected,
                found=plain(whole.value),
            )


def _stated(stated: StatedWeights, full: Decimal, known: set[Decimal], tables: list[list[Decimal]]) -> Iterator[Remark]:
    total, numbers = stated.total, list(stated.values)
    wholes = stated.wholes if stated.is_share else (full,)
    shown = stated.printed.replace("：", ":") if stated.is_proportion else stated.printed
    if total in wholes:
        same_length = [weights for weights in tables if len(weights) == len(numbers)]
        if stated.is_proportion and total == _HUNDRED and same_length and numbers not in same_length:
            other = ":".join(plain(weight.normalize()) for weight in same_length[0])
            message = f"正文写权重为 {shown}，评分表中为 {other}。"
            yield Remark(at(stated.sentence.place), message, expected=other, found=shown)
        return
    severity = _severity(stated, known)
    if severity is None:
        return
    whole = min(wholes, key=lambda each: abs(each - total))
    yield Remark(
        at(stated.sentence.place),
        f"权重“{shown}”之和为 {' + '.join(map(plain, numbers))} = {plain(total)}，不是{plain(whole)}。",
        expected=plain(whole),
        found=plain(total),
        severity=severity,
    )


def _severity(stated: StatedWeights, known: set[Decimal]) -> Severity | None:
    total, near = stated.total, abs(stated.total - _HUNDRED) <= _OFF
    others = re.sub(re.escape(stated.printed), "", stated.sentence.passage.text)
    told = any(Decimal(number) == total for number in _TOLD.findall(others))
    if told or set(stated.values) == _BESIDE_EXECUTION:  # (1)
        return None
    if stated.is_proportion and stated.first_level and total <= _OFF:
        return Severity.WARNING
    if stated.is_proportion:
        return Severity.ERROR if total > _OFF and len(stated.values) > 3 else None
    if stated.first_level:
        return Severity.ERROR if stated.plain or near else Severity.WARNING
    return Severity.WARNING if stated.plain and total not in known and (near or stated.is_share) else None  # (2)


def _column(ledger: Ledger, full: Decimal | None) -> Iterator[Remark]:
    """The weights of a table that has no total."""
    columns = ledger.columns_of(*WEIGHT)
    if len(columns) != 1 or ledger.totals or not _INDICATORS.search("".join(c.heading for c in ledger.columns[:2])):
        return
    column = columns[0]
    figures = [ledger.figure(lines.start, column.index) for lines in _groups(ledger, column)]
    weights = [figure.value for figure in figures if figure is not None]
    total, whole = sum(weights, Decimal(0)), full or _HUNDRED
    first_level = full is not None and ledger.columns[0].heading.startswith("一级") and len(weights) <= _MOST_ROWS
    if len(weights) < max(len(figures), _FEWEST) or total in (whole, _HUNDRED):
        return
    if first_level or (len(weights) > _FEWEST and abs(total - whole) <= _OFF):  # (2)
        yield Remark(
            at(ledger.place(0, column.index)),
            f"表中“{column.heading}”之和 {' + '.join(map(plain, weights))} = {plain(total)}，满分为{plain(whole)}分。",
            expected=plain(whole),
            found=plain(total),
            severity=Severity.WARNING,
        )


def _all_weights(subject: DocumentUnderReview) -> Iterator[Decimal]:
    for ledger in subject.ledgers:
        for column in ledger.columns_of(*WEIGHT):
            for item in range(ledger.count):
                figure = ledger.figure(item, column.index)
                if figure is not None:
                    yield figure.value


def _weights(table: ScoreTable) -> list[Decimal]:
    """The weights of the parts of a table, merged cells once; empty where one is missing or a share."""
    ledger, found = table.ledger, []
    for item in range(ledger.count):
        weight = ledger.figure(item, table.weight.index)
        if ledger.is_total(item) or not ledger.is_first(item, table.weight.index):
            continue
        if weight is None or weight.unit.shift:  # (3)
            return []
        found.append(weight.value)
    return found


def _full_marks(subject: DocumentUnderReview) -> Decimal | None:
    stated = {match[1] or "100" for passage in subject.prose for match in _FULL.finditer(passage.text)}
    return Decimal(stated.pop()) if len(stated) == 1 else None


CHECK = Check(code="HP719", title="权重之和不是满分", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
