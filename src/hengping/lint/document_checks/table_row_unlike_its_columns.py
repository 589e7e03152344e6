"""表中一行与各列的关系不符: one row of a table does not follow the relation between its columns.

Meaning: a share, rate, difference, product or average per head in one row is not what the other columns of the row
give, while the rest of the table does: 占比 of the total, 执行数 ÷ 预算数, 单价 × 数量, 本年 over 上年, 预算 − 支出.
Why: one figure of that row is wrong; the rest of the table shows how it was meant.
Basis: arithmetic; the five shares of the region's payers reproduce to the digit.
Exclusions:
1. A relation is taken as meant only where at least three rows with different figures follow it and at most a third do
   not, or where the heading of a rate leaves one reading (执行率 with one 预算数 and one 执行数).
2. Score rates: the matter of HP705. Totals of a row: the matter of HP702.
3. Rounding of every figure; a last digit cut off instead of rounded.
Fires: 甲 575550.28 | 39.27%, four other rows right
Silent: shares that add up to 99.99 %
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.ledgers import Ledger
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import Verdict
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.documents.tables.relations import Relation, relations
from hengping.lint.finding import Remark, Severity


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for ledger in subject.ledgers_both_ways:
        rates = {
            (id(table.ledger.table), table.ledger.transposed, table.rate.index)
            for table in subject.score_tables
            if table.rate is not None
        }
        told: set[int] = set()
        for relation in relations(ledger):  # (1)
            if (id(ledger.table), ledger.transposed, relation.target.index) in rates:  # (2)
                continue
            if ledger.transposed and relation.operation in ("−", "×"):  # (2)
                continue
            yield from _rows(ledger, relation, told)


def _rows(ledger: Ledger, relation: Relation, told: set[int]) -> Iterator[Remark]:
    for item in range(ledger.count):
        if item in told or relation.verdict(item) is not Verdict.DISAGREES:  # (3)
            continue
        printed, exact = ledger.figure(item, relation.target.index), relation.exact(item)
        if printed is None or exact is None:
            continue
        told.add(item)
        expected = printed.as_printed(exact)
        yield Remark(
            at(ledger.place(item, relation.target.index)),
            f"“{ledger.labels[item]}”的“{relation.target.heading}”印作 {printed}，"
            f"而按表中各列的关系 {relation.shown(item)} = {expected}。",
            expected=expected,
            found=str(printed),
        )


CHECK = Check(code="HP703", title="表中一行与各列的关系不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
