"""权重之和不是满分: the weights of the first level do not make up full marks, or stand differently in text and table.

Meaning: a proportion of weights in a sentence (10:25:40:25) does not add up to 100; it differs from the weights in the
table of scores with as many rows; the weights of a table of scores without a total do not add up to the 满分 or 总分
that the document states; or the weight of a merged cell is not the sum of the weights in its lines.
Why: every score is a share of its weight, so the total is one of another scale.
Basis: both published reports: 10:25:40:25 and 20, 20, 30, 30, total 100.
Exclusions:
1. Proportions of three numbers or fewer, and of ten or less in all: no weights of a hundred.
2. Tables with a total: the matter of HP702. Tables of more than six rows, or not of the first level (一级指标).
3. Weights printed in %.
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
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.score_tables import WEIGHT, ScoreTable
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import plain

_PROPORTION = re.compile(r"(?<![\d.])\d{1,2}(?:\.\d+)?(?:[：:/]\d{1,2}(?:\.\d+)?){3,7}(?![\d.])")
_FULL = re.compile(r"(?:满分|总分)(?:为|是)?(\d{2,4})分|百分制")
_HUNDRED = Decimal(100)
_MOST_ROWS = 6


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    tables = [(table, weights) for table in subject.score_tables if 2 < len(weights := _weights(table)) <= _MOST_ROWS]
    for sentence in subject.sentences:
        for match in _PROPORTION.finditer(sentence.text):
            if "权重" in sentence.text or "分值" in sentence.text:
                yield from _proportion(sentence, match.group(), [weights for _, weights in tables])
    for ledger in subject.ledgers:
        yield from _nested(ledger)
    full = _full_marks(subject)
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


def _proportion(sentence: Sentence, text: str, tables: list[list[Decimal]]) -> Iterator[Remark]:
    numbers = [Decimal(number) for number in re.split(r"[：:/]", text)]
    total = sum(numbers, Decimal(0))
    if total <= 10:  # (1)
        return
    shown = text.replace("：", ":")
    same_length = [weights for weights in tables if len(weights) == len(numbers)]
    if total != _HUNDRED:
        yield Remark(
            at(sentence.place),
            f"权重 {shown} 之和为 {' + '.join(map(plain, numbers))} = {plain(total)}，不是100。",
            expected="100",
            found=plain(total),
        )
    elif same_length and numbers not in same_length:
        other = ":".join(plain(weight.normalize()) for weight in same_length[0])
        yield Remark(at(sentence.place), f"正文写权重为 {shown}，评分表中为 {other}。", expected=other, found=shown)


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
