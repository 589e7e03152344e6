"""人均与总额不符: an amount per head is not the total over the number of heads.

Meaning: 人均, 户均, 每人, 月人均 and the like name an amount of money that no amount of money and no number of people,
households or units in the paragraph give, also not over 12 months.
Why: one of three printed numbers is wrong.
Basis: arithmetic; the city's 32000 万元 for 137609 people give 0.2325 万元 each as printed.
Exclusions:
1. Standards (每人每年3500元), targets, bounds, approximations, quotations; another base or scope stated in words.
2. No amount or no number beside it: the operands stand elsewhere. Where they do not stand in the same sentence, or
   several could be meant, it is a warning. An amount without its unit (3347万) is taken for money.
Fires: 市本级137609人，负担32000万元，每人分担0.2352万元
Silent: 按每人500元的标准发放
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hengping.lint.check import Check, Group
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import Printed, Verdict
from hengping.lint.documents.stated import OTHER_BASE, PLANNED, amounts, figures, start, words_before
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import read_unit

_PER_HEAD = re.compile(r"人均|户均|每人|每户|平均每|人月均|家均|校均")
_STANDARD = re.compile(
    r"标准|按照?每|补助每|不得|应|可领|每天|每日|每次|每场|每课|每学时|最低|最高|每[人户]每[年月天日学]"
)
_HEADS = {"人", "户", "家", "个", "人次", "名", "所", "件", "辆", "台"}
_TIMES = tuple(Decimal(number) for number in (1, 12, 4, 365, 366))
_MONEY = read_unit("元").dimension


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for sentence in subject.sentences:
        for each in amounts(sentence):
            words = words_before(sentence.passage, each)
            if not _PER_HEAD.search(words) or not _is_money(each):
                continue
            if _STANDARD.search(words) or PLANNED.search(words) or OTHER_BASE.search(words):  # (1)
                continue
            yield from _statement(sentence, each, words)


def _is_money(figure: Printed) -> bool:
    kinds = dict(figure.unit.dimension)
    return kinds.get("元") == 1


def _statement(sentence: Sentence, each: Printed, words: str) -> Iterator[Remark]:
    everywhere = [a for a in amounts(sentence.passage) if a is not each and not _PER_HEAD.search(_before(sentence, a))]
    bare = [
        figure for figure in figures(sentence.passage) if figure.unit.is_ratio and figure.text.endswith(("万", "亿"))
    ]
    if any(_gives(each, total, count) for total in bare for count in everywhere):  # (2)
        return
    money = [amount for amount in everywhere if amount.unit.dimension == _MONEY and amount.number > 2 * each.number]
    heads = [amount for amount in everywhere if amount.unit.symbol.lstrip("万") in _HEADS]
    if not money or not heads or any(_gives(each, total, count) for total in money for count in heads):  # (2)
        return
    own_money = [m for m in money if sentence.start <= start(m) < sentence.end]
    own_heads = [h for h in heads if sentence.start <= start(h) < sentence.end]
    sure = len(own_money) == len(own_heads) == 1
    total, count = _nearest(each, own_money or money), _nearest(each, own_heads or heads)
    if count.number == 0:
        return
    expected = each.as_printed(total.number / count.number)
    yield Remark(
        at(sentence.place),
        f"“{words}{each.text}”与总额、数量不符：{total} ÷ {count} = {expected}。",
        expected=expected,
        found=str(each),
        severity=None if sure else Severity.WARNING,  # (2)
    )


def _nearest(each: Printed, amounts_beside: list[Printed]) -> Printed:
    """The last one before the amount per head, else the last of all."""
    return ([a for a in amounts_beside if start(a) < start(each)] or amounts_beside)[-1]


def _before(sentence: Sentence, figure: Printed) -> str:
    return words_before(sentence.passage, figure)


def _gives(each: Printed, total: Printed, count: Printed) -> bool:
    working = total.room.over(count.room)
    if working is None:
        return False
    numbers = [type(working)(working.low / times, working.high / times) for times in _TIMES]
    return any(each.verdict(room) is not Verdict.DISAGREES for room in numbers)


CHECK = Check(code="HP716", title="人均与总额不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
