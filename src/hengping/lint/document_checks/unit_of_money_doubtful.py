"""金额单位疑误: an amount of money fits its sentence in the unit of its neighbours, and not in its own.

Meaning: one amount of a sentence stands in another unit (元, 万元, 亿元) than the others, and what they make together
(parts and total, received less spent) holds with its digits in their unit only; or two amounts of one sentence have the
same digits in two units; or an amount for each person is a million yuan or more.
Why: a 万 too many or too few is the costliest slip of all, and no sum shows it where the rest is left unsaid.
Basis: arithmetic; digits agree by chance once in a thousand times and less.
Exclusions:
1. Amounts that make something together in the units as written.
2. Short digits: three and more are wanted, four for the same digits twice.
3. Prices and standards (元/人, 每…) beside amounts, amounts printed in words of both (合…元, 即…).
Fires: 总投资1200万元，其中省级补助500元，县级配套700万元
Silent: 总投资1200万元，其中省级补助500万元，县级配套700万元，人均补助500元
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from hengping.lint.check import Check, Group
from hengping.lint.documents.figure_book import Entry
from hengping.lint.documents.nearby import is_money
from hengping.lint.documents.passages import Passage
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import NOTHING, Printed, Verdict
from hengping.lint.documents.stated import end, is_change, start
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_SCALES = ("元", "万元", "亿元")
_PRICE = re.compile(r"人均|户均|每|单价|标准|均|/|最低|最高|上限|限额")
_EACH_PERSON = re.compile(r"(?:人均|每人|平均每人)[^，。；\d万亿]{0,10}$")
_SAME = re.compile(r"合|即|折|约合|相当于|＝|=")
_MILLION, _MOST, _DIGITS = Decimal(1_000_000), 8, 3


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for row in subject.nearby.passages():
        money = [entry for entry in row if is_money(entry.figure) and entry.figure.unit.symbol in _SCALES]
        for entry in money:
            remark = _each_person(entry) or _of_neighbours(entry, money)
            if remark is not None:
                yield remark


def _each_person(entry: Entry) -> Remark | None:
    assert entry.sentence is not None
    if (
        not _EACH_PERSON.search(entry.name)
        or entry.figure.number < _MILLION
        or is_change(_passage(entry), entry.figure)
    ):
        return None
    return _remark(entry, "每人达到百万元以上，疑多写了“万”或“亿”", "元")


def _of_neighbours(entry: Entry, money: list[Entry]) -> Remark | None:
    """An amount whose digits fit the amounts of its sentence in their unit only."""
    others = [e for e in money if e.sentence is entry.sentence and e is not entry and not _PRICE.search(e.name)]
    units = {other.figure.unit.symbol for other in others}
    if _PRICE.search(entry.name) or len(units) != 1 or entry.figure.unit.symbol in units or len(others) > _MOST:  # (3)
        return None
    unit = others[0].figure.unit
    meant = Printed(entry.figure.value, unit, entry.figure.text)
    before = [other for other in others if start(other.figure) < start(entry.figure)]
    same = [o for o in before if o.figure.value == entry.figure.value and _digits(o.figure) > _DIGITS]
    if same and not _SAME.search(_between(entry, same[0])):  # (2) (3)
        return _remark(entry, f"与同句“{same[0].name}{same[0].figure.text}”数字相同而单位不同", unit.symbol)
    figures = [other.figure for other in others]
    if _digits(entry.figure) < _DIGITS or _working(entry.figure, figures):  # (1) (2)
        return None
    working = _working(meant, figures)
    return _remark(entry, f"按{unit.symbol}计则{working}", unit.symbol) if working else None


def _digits(figure: Printed) -> int:
    return len(str(figure.value).replace(".", "").strip("0")) if figure.places else len(str(int(figure.value)))


def _between(entry: Entry, other: Entry) -> str:
    passage = _passage(entry)
    first, second = sorted((entry.figure, other.figure), key=start)
    return passage.text[end(first) : start(second)]


def _working(figure: Printed, others: list[Printed]) -> str:
    """How a figure and others make one of them; "" if they make none."""
    for count in (1, 2, 3):
        for parts in combinations(others, count):
            room = sum((part.room for part in parts), NOTHING)
            shown = " + ".join(str(part) for part in parts)
            if count > 1 and figure.verdict(room) is Verdict.AGREES:
                return f"{shown} = {figure}"
            for whole in others:
                if whole not in parts and whole.verdict(figure.room + room) is Verdict.AGREES:
                    return f"{figure} + {shown} = {whole}"
    return ""


def _passage(entry: Entry) -> Passage:
    assert entry.sentence is not None
    return entry.sentence.passage


def _remark(entry: Entry, why: str, unit: str) -> Remark:
    return Remark(
        at(entry.place),
        f"“{entry.name}{entry.figure.text}”的单位疑有误：{why}。",
        expected=unit,
        found=str(entry.figure),
    )


CHECK = Check(code="HP741", title="金额单位疑误", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
