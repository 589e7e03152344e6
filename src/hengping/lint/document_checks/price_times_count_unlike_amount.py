"""单价乘数量与金额不符: a price, a number and an amount in one sentence do not go together.

Meaning: a sentence gives money for each one (每人500元, 单价500元, 500元/人), one number of things and one total behind
共, 合计, 总, 计, 金额, 支出 or 需, and price × number is not the total.
Why: one of three printed numbers is wrong.
Basis: arithmetic.
Exclusions:
1. More than one price, number or total; periods (每月, 每年) that multiply again.
2. Bounds, approximations, quotations.
Fires: 按每人500元补助40人，共2.1万元
Silent: 按每人500元补助40人，共2万元
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.stated import amounts, words_before
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_PRICE = re.compile(r"每(?:人|户|家|个|件|份|名|台|套|场|次|项)|单价|人均标准")
_TOTAL = re.compile(r"共|合计|总|金额|支出|需|计|发放|拨付|支付|安排")
_PERIOD = re.compile(r"每月|每年|每季|按月|按年|个月|/月|·月|人均(?!标准)")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for sentence in subject.sentences:
        if not _PERIOD.search(sentence.text):  # (1)
            yield from _statement(sentence)


def _statement(sentence: Sentence) -> Iterator[Remark]:
    prices, counts, totals = [], [], []
    for amount in amounts(sentence):  # (2)
        kinds = dict(amount.unit.dimension)
        words = words_before(sentence.passage, amount)
        if kinds.get("元") == 1 and (len(kinds) == 2 or _PRICE.search(words)):
            prices.append(amount)
        elif kinds == {"元": 1}:
            totals.append((amount, words))
        elif len(kinds) == 1:
            counts.append(amount)
    if len(prices) != 1 or len(counts) != 1 or len(totals) != 1 or not _TOTAL.search(totals[0][1]):  # (1)
        return
    price, count, total = prices[0], counts[0], totals[0][0]
    working = price.number * count.number
    room = total.room
    if room.low <= working <= room.high:
        return
    expected = total.as_printed(working)
    yield Remark(
        at(sentence.place),
        f"单价、数量与金额不符：{price} × {count} = {expected}，写作{total}。",
        expected=expected,
        found=str(total),
    )


CHECK = Check(code="HP722", title="单价乘数量与金额不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
