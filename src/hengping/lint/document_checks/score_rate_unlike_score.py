"""得分率与得分不符: a printed score rate is not the score over the weight beside it.

Meaning: in a table of scores the rate of a row, total included, is not score ÷ weight at the decimals printed.
Why: one of three printed numbers is wrong, and anybody can see which row.
Basis: arithmetic; both published reports' score rates reproduce to the digit, 39.65 ÷ 40 prints 99.13 %.
Exclusions:
1. Rows that lack one of the three, with a weight of nought, or with a score merged over several weights.
2. A last digit cut off instead of rounded: a warning.
3. Rates of scores before their rounding to two decimals.
Fires: 权重 40.00 | 得分率 99.31% | 得分 39.65
Silent: 权重 40.00 | 得分率 99.13% | 得分 39.65
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import Room, Verdict
from hengping.lint.documents.scores.score_tables import ScoreTable
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for table in subject.score_tables:
        for item in range(table.ledger.count):
            yield from _row(table, item)


def _row(table: ScoreTable, item: int) -> Iterator[Remark]:
    ledger = table.ledger
    if table.rate is None:
        return
    line = table.line(item)
    rate = ledger.figure(item, table.rate.index)
    if line is None or rate is None or not rate.unit.is_ratio or line[0].number == 0:  # (1)
        return
    weight, score = line
    working = score.room_to(2).over(Room(weight.number, weight.number))  # (3)
    verdict = rate.verdict(working) if working else Verdict.AGREES
    if verdict is Verdict.AGREES:
        return
    expected = rate.as_printed(score.number / weight.number)
    label = ledger.name_before(item, table.weight)
    yield Remark(
        at(ledger.place(item, table.rate.index)),
        f"“{label}”得分率印作 {rate}，而 {score.value} ÷ {weight.value} = {expected}。",
        expected=expected,
        found=str(rate),
        severity=Severity.WARNING if verdict is Verdict.LAST_DIGIT else None,  # (2)
    )


CHECK = Check(code="HP705", title="得分率与得分不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
