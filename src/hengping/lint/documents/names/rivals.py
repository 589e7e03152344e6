"""Two counts of one thing in other words: 9份存在待遇计算差错 … 11份档案待遇计算有差错.

Names that differ prove less than equal ones, so one of the two must be left alone: nothing beside it gives it and it
stands nowhere else, while the other is confirmed. Money and rates are left out: reports repeat 本年收支结余 for each
fund.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from hengping.lint.documents.ledgers import Ledger
from hengping.lint.documents.names.callings import Calling, Callings
from hengping.lint.documents.names.explained import is_explained
from hengping.lint.documents.names.named_figures import PERIOD
from hengping.lint.documents.names.twins import Twins
from hengping.lint.documents.stated import OTHER_BASE, start

_CLOSE = 14.0
_COVERED = 0.55
_MOST_HOLDERS = 40
_LEAST = Decimal(5)
_INTENDED = re.compile(r"目标|计划|拟|任务|要求|应当|需")
_ANY_THING = {"个", "项"}
_LEFT_OUT = ("", "元", "%", "‰", "分", "百分点", "倍", "年", "月", "天")


def rivals(callings: Callings, ledgers: Iterable[Ledger]) -> Iterator[tuple[Calling, Calling]]:
    """The count that nothing confirms with the one it should be, in the order of the document."""
    twins = Twins(callings)
    found = sorted(_alike(callings), key=lambda pair: -callings.closeness(*pair))
    others: dict[int, dict[int, Decimal]] = {}
    for first, second in found:  # of several figures of one sentence the closest
        others.setdefault(id(first), {}).setdefault(id(second.entry.sentence), second.figure.number)
        others.setdefault(id(second), {}).setdefault(id(first.entry.sentence), first.figure.number)
    for pair in sorted(found, key=lambda pair: [callings.all.index(one) for one in pair]):
        told = [(others[id(one)], other) for one, other in (pair, pair[::-1])]
        if any(len(set(row.values())) > 1 or other.figure.number not in row.values() for row, other in told):
            continue  # 下设二级指标3项、2项、4项: a name of many figures
        sure = [twins.stands_elsewhere(one) or is_explained(one.entry, ledgers) for one in pair]
        if sure[0] != sure[1]:
            yield pair if sure[1] else (pair[1], pair[0])


def _alike(callings: Callings) -> Iterator[tuple[Calling, Calling]]:
    """The pairs of counts under nearly the same words and with another value."""
    counts = [one for one in callings.all if _is_count(one)]
    holders: dict[tuple[str, str], list[int]] = {}
    for number, one in enumerate(counts):
        for pair in one.own:
            holders.setdefault((one.kind, pair), []).append(number)
    near = {
        couple
        for numbers in holders.values()
        if len(numbers) <= _MOST_HOLDERS
        for couple in itertools.combinations(numbers, 2)
    }
    for mine, its in sorted(near):
        first, second = counts[mine], counts[its]
        if _is_one_thing(first, second) and callings.closeness(first, second) >= _CLOSE:
            yield first, second


def _is_count(one: Calling) -> bool:
    sentence = one.entry.sentence
    if sentence is None or one.listed or one.kind in _LEFT_OUT or one.figure.value < _LEAST:
        return False
    before = sentence.passage.text[sentence.start : start(one.figure)]
    return "part" not in one.turns and not OTHER_BASE.search(sentence.text) and not _INTENDED.search(before)


def _is_one_thing(first: Calling, second: Calling) -> bool:
    if first.entry.sentence is second.entry.sentence or first.turns != second.turns:
        return False
    units = {first.figure.unit.symbol, second.figure.unit.symbol}
    if len(units) > 1 and first.kind == "个" and not units & _ANY_THING:
        return False  # 办理81000次, 终端45台
    if first.figure.same_as(second.figure) or (first.year and second.year and first.year != second.year):
        return False
    covered = all(
        len(one.own & other.all_words) >= _COVERED * len(one.own) for one, other in ((first, second), (second, first))
    )
    return covered and _periods(first) == _periods(second)


def _periods(one: Calling) -> list[str]:
    sentence = one.entry.sentence
    assert sentence is not None
    return PERIOD.findall(sentence.passage.text[sentence.start : start(one.figure)])
