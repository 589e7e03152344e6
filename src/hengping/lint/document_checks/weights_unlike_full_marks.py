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
from hengping.lint.documents.ledgers import Ledger
from hengping.lint.documents.place import at
from hengping.lint.documents.score_tables import SCORE, WEIGHT, ScoreTable
from hengping.lint.documents.stated_weights import StatedWeights, stated_weights
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import plain

_FULL = re.compile(r"(?:满分|总分)(?:值)?(?:为|是|共|计)?(\d{2,4})分|百分制")
_HUNDRED = Decimal(100)
_BESIDE_EXECUTION = {Decimal(50), Decimal(30), Decimal(10)}
_OFF = 15
# Amounts of points, but no bounds of a scale: 90分以上, 80分至90分.
_TOLD = re.compile(r"(?<![至\-—~到\d.])(\d{1,3}(?:\.\d+)?)(?:分|%)(?![及以（至\-—~到])")
_MOST_ROWS = 6


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    tables = [(table, weights) for table in subject.score_tables if 2 < len(weights := _weights(table)) <= _MOST_ROWS]
    full = _full_marks(subject)
    known = {full or _HUNDRED, *_all_weights(subject)}
    for sentence in subject.sentences:
        for stated in stated_weights(sentence):
            yield from _stated(stated, full or _HUNDRED, known, [weights for _, weights in tables])
    for ledger in subject.ledgers:
        yield from _nested(ledger)
        yield from _column(ledger)
    for table, weights in tables:
        total = sum(weights, Decimal(0))
        working = f"{' + '.join(plain(weight) for weight in weights)} = {plain(total)}"
        first_level = table.ledger.columns[0].heading.startswith("一级") and table.weight.index < 3
        if full and first_level and not table.ledger.totals and total != full:  # (2)
            yield Remark(
                at(table.ledger.place(0, table.weight.index)),
                f"权重之和 {working}，文中写明满分{plain(full)}分。",
                expected=plain(full),
                found=plain(total),
                severity=Severity.WARNING,
            )


def _nested(ledger: Ledger) -> Iterator[Remark]:
    """The weight of a merged cell against the weights of the lines beside it."""
    for upper, lower in pairwise(ledger.columns_of(*WEIGHT)):
        for item in range(ledger.count):
            whole, (_, lines) = ledger.figure(item, upper.index), ledger.extent(item, upper.index)
            if whole is None or lines < 2 or not ledger.is_first(item, upper.index):
                continue
            below = range(item, min(item + lines, ledger.count))
            parts = [ledger.figure(line, lower.index) for line in below if ledger.is_first(line, lower.index)]
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
    if stated.is_proportion:
        return Severity.ERROR if total > _OFF and len(stated.values) > 3 else None
    if stated.first_level:
        return Severity.ERROR if stated.plain or near else Severity.WARNING
    return Severity.WARNING if stated.plain and total not in known and (near or stated.is_share) else None  # (2)


def _column(ledger: Ledger) -> Iterator[Remark]:
    """The weights of a table of indicators that has no total."""
    columns = ledger.columns_of(*WEIGHT)
    if (
        len(columns) != 1
        or ledger.totals
        or ledger.columns_of(*SCORE)
        or not any("指标" in c.heading for c in ledger.columns)
    ):
        return
    column = columns[0]
    cells = [ledger.figure(i, column.index) for i in range(ledger.count) if ledger.is_first(i, column.index)]
    figures = [figure for figure in cells if figure is not None]
    total = sum((figure.value for figure in figures), Decimal(0))
    if len(figures) == len(cells) > 3 and total != _HUNDRED and abs(total - _HUNDRED) <= _OFF:  # (2)
        yield Remark(
            at(ledger.place(0, column.index)),
            f"表中“{column.heading}”之和 {' + '.join(plain(f.value) for f in figures)} = {plain(total)}，不是100。",
            expected="100",
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
