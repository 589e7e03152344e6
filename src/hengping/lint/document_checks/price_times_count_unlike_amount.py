"""单价乘数量与金额不符: a price, a number and an amount in one sentence do not go together.

Meaning: a stretch of text between semicolons gives money for each one (每人500元, 单价500元, 500元/人, 按同一标准), one
number of such things and one amount, and the price times the number, or times other numbers of the sentence, is not the
amount. Where several numbers and amounts follow each other without their price (甲8460人，270.72万元；乙…), all but one
give a price of whole 元, and the one gives such a price but for a slip of the hand. Where a sentence lists standards,
all but one are what the rows of a table give, and the one is a slip away from what another row gives.
Why: one of three printed numbers is wrong.
Basis: arithmetic.
Exclusions:
1. More than one price in a stretch, unless each has its number beside it; bounds, approximations, quotations; averages
   and changes.
2. Products with months, times or other numbers of the sentence, sums of its numbers or products, parts at a rate it
   names.
3. Amounts more than twice or less than half of the product that are no slip of the hand away from it: of other things.
4. An amount before the price, several numbers or amounts, a price told before, a price that the number is counted
   otherwise than: a warning, where the amount is a slip away from the product.
Fires: 按每人500元补助40人，共2.1万元
Silent: 按每人500元补助40人，共2万元
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from hengping.lint.check import Check, Group
from hengping.lint.documents.figure_book import Entry
from hengping.lint.documents.nearby import before
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import Printed
from hengping.lint.documents.shares.price_lists import odd_items
from hengping.lint.documents.shares.prices import Basket, Purchase, baskets, purchases
from hengping.lint.documents.shares.table_prices import TableRow, odd_standards
from hengping.lint.documents.slips import slip, surprise
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import plain

_TOTAL = re.compile(
    r"共|合计|总|金额|支出|需|计|发放|拨付|支付|安排|投资|补助|资助|兑付|费用|资金|款|经费|收入|收取|奖励|结算"
)
_PERIOD = re.compile(r"每月|每年|每季|每天|每日|每次|每期|按月|按年|/月|·月|学期|季度")
_TWICE = 2
_CLEAR = 2
_ONE = Decimal(1)


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for passage in subject.nearby.passages():
        several = list(baskets(passage))
        together = {id(total) for basket in several for total in basket.totals if basket.gives(total)}
        reported = set()
        for purchase in purchases(passage):  # (1)
            for total, remark in _statement(purchase, together):
                reported.add(id(total))
                yield remark
        for basket in several:
            yield from _several(basket, reported)
        for odd in odd_items(passage):
            yield _remark(odd.price, odd.item.count, odd.item.amount, sure=False)
        for price, row in odd_standards(passage, subject.ledgers):
            yield _of_table(price, row)


def _of_table(price: Entry, row: TableRow) -> Remark:
    expected = price.figure.as_printed(row.price)
    return Remark(
        at(price.place, row.ledger.place(row.item, row.column)),
        f"标准{price.figure}与表中“{row.ledger.labels[row.item]}”一行不符：{row.amount} ÷ {row.count} = {expected}。",
        expected=expected,
        found=str(price.figure),
        severity=Severity.WARNING,  # (4)
    )


def _statement(purchase: Purchase, together: set[int]) -> Iterator[tuple[Entry, Remark]]:
    if any(purchase.gives(total) or id(total) in together for total in purchase.totals):  # (2)
        return
    pairs = [purchase.tight] if purchase.tight else list(itertools.product(purchase.counts, purchase.totals))
    sole = len(pairs) == 1
    for count, total in pairs:
        product = purchase.price.figure.number * count.figure.number * purchase.months
        if not _is_near(total, product, sole=sole):  # (3)
            continue
        priced = bool(purchase.kind) or "单价" in purchase.price.name
        told = sole and priced and purchase.told and before(count, total) and before(purchase.price, total)
        sure = told and bool(_TOTAL.search(total.name)) and not _PERIOD.search(_sentence(total))
        yield total, _remark(purchase.price.figure, count, total, sure=sure, months=purchase.months)
        return


def _several(basket: Basket, reported: set[int]) -> Iterator[Remark]:
    for total in basket.totals:
        if basket.gives(total) or id(total) in reported:
            continue
        for (price, count), product in zip(basket.pairs, basket.products, strict=True):
            if slip(total.figure.value, total.figure.rounded(product)) and _digits(total, product) >= _CLEAR:
                yield _remark(price.figure, count, total, sure=False)
        together = sum(basket.products, Decimal(0))
        if total is basket.totals[-1] and len(basket.totals) == 1 and _is_near(total, together, sole=True):
            working = " + ".join(f"{price.figure} × {count.figure}" for price, count in basket.pairs)
            yield _worded(working, total, together, Severity.WARNING)


def _digits(total: Entry, product: Decimal) -> int:
    return surprise(total.figure.value, total.figure.rounded(product))


def _is_near(total: Entry, product: Decimal, *, sole: bool) -> bool:
    printed, expected = total.figure.value, total.figure.rounded(product)
    if slip(printed, expected) is not None and (sole or _digits(total, product) >= _CLEAR):
        return True
    return sole and product / _TWICE < total.figure.number < product * _TWICE


def _sentence(entry: Entry) -> str:
    assert entry.sentence is not None
    return entry.sentence.text


def _remark(price: Printed | Decimal, count: Entry, total: Entry, *, sure: bool, months: Decimal = _ONE) -> Remark:
    each = price.number if isinstance(price, Printed) else price
    shown = str(price) if isinstance(price, Printed) else f"{plain(price)}元"
    shown += f" × {count.figure}" + (f" × {plain(months)}月" if months != _ONE else "")
    product = each * count.figure.number * months
    return _worded(shown, total, product, None if sure else Severity.WARNING)  # (4)


def _worded(working: str, total: Entry, product: Decimal, severity: Severity | None) -> Remark:
    expected = total.figure.as_printed(product)
    return Remark(
        at(total.place),
        f"单价、数量与金额不符：{working} = {expected}，写作“{total.name}{total.figure.text}”。",
        expected=expected,
        found=str(total.figure),
        severity=severity,
    )


CHECK = Check(code="HP722", title="单价乘数量与金额不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
