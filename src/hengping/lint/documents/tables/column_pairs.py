"""Columns of two tables that say the same under different headings: 立项数 by kind here, 项数合计 by kind there.

That they mean one thing is seen by their figures: most rows of one name have one value. Where a column agrees wholly
with another one of the table, that one is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengping.lint.documents.figure_book import name_pairs
from hengping.lint.documents.ledgers import Column, Ledger
from hengping.lint.documents.printed import Printed

_FEWEST = 3
_PLAN = re.compile(r"计划|目标|应|预算|任务|申报|分值|权重|满分|发放|下达")
_ACTUAL = re.compile(r"实际|完成|到位|支出|执行|得分|已|建成|使用|拨付|支付|回收|收回|有效|结余|未|剩余|抽查")
_YEAR = re.compile(r"20\d\d")
_CODE = re.compile(r"^[A-Z]?[\d.、．]*[.、．]|^[（(]?[一二三四五六七八九十\d]+[）)、.．]")
_LONGEST = 24


@dataclass(frozen=True)
class ColumnPair:
    """A column of each of two tables, with the rows of one name in which they agree and differ."""

    first: Ledger
    second: Ledger
    columns: tuple[Column, Column]
    agreeing: tuple[tuple[int, int], ...]
    differing: tuple[tuple[int, int], ...]


def column_pairs(ledgers: tuple[Ledger, ...]) -> Iterator[ColumnPair]:
    """The columns that agree in at least half of the rows and two at least, but not in all."""
    named = [(ledger, _rows_by_name(ledger)) for ledger in ledgers]
    for position, (first, names) in enumerate(named):
        for second, others in named[position + 1 :]:
            rows = sorted({(names[name], others[name]) for name in names.keys() & others.keys()})
            if len(rows) >= _FEWEST and _years(first) == _years(second):
                yield from _of_tables(first, second, tuple(rows))


def _of_tables(first: Ledger, second: Ledger, rows: tuple[tuple[int, int], ...]) -> Iterator[ColumnPair]:
    for column in second.numeric:
        pairs = [_compared(first, second, mine, column, rows) for mine in first.numeric]
        pairs = [pair for pair in pairs if pair.agreeing]
        if not pairs or any(not pair.differing for pair in pairs):
            continue
        best = max(pairs, key=lambda pair: (len(pair.agreeing), _alike(pair)))
        if _is_meant(best):
            yield best


def _compared(
    first: Ledger, second: Ledger, mine: Column, its: Column, rows: tuple[tuple[int, int], ...]
) -> ColumnPair:
    agreeing, differing = [], []
    for row in rows:
        one, other = first.figure(row[0], mine.index), second.figure(row[1], its.index)
        if one is None or other is None or not _comparable(one, other):
            continue
        bare = one.unit.symbol != other.unit.symbol and "比值" in (one.unit.symbol, other.unit.symbol)
        if one.value != other.value if bare else not one.same_as(other):
            differing.append(row)
        elif one.number not in (0, 1):
            agreeing.append(row)
    return ColumnPair(first, second, (mine, its), tuple(agreeing), tuple(differing))


def _comparable(one: Printed, other: Printed) -> bool:
    """Whether both are of one kind; a column without a unit may be of any that is no rate."""
    if one.alike(other):
        return one.unit.shift == other.unit.shift
    return "比值" in (one.unit.symbol, other.unit.symbol) and not one.unit.shift and not other.unit.shift


def _is_meant(pair: ColumnPair) -> bool:
    """Whether figures and headings make it likely that both columns are one."""
    first, second = pair.columns
    values = {pair.first.text(item, first.index) for item, _ in pair.agreeing}
    stages = {_stage(first.heading), _stage(second.heading)}
    if len(values) < 2 or len(pair.agreeing) < len(pair.differing) or stages == {"plan", "actual"}:
        return False
    return _alike(pair) > 0 or len(values) >= max(_FEWEST, 3 * len(pair.differing))


def _alike(pair: ColumnPair) -> int:
    first, second = pair.columns
    return len(name_pairs(first.heading) & name_pairs(second.heading))


def _stage(heading: str) -> str:
    if _ACTUAL.search(heading):
        return "actual"
    return "plan" if _PLAN.search(heading) else ""


def _years(ledger: Ledger) -> set[str]:
    return set(_YEAR.findall(ledger.table.caption))


def _rows_by_name(ledger: Ledger) -> dict[str, int]:
    """Each row by every name that it alone bears; its total as 合计."""
    found: dict[str, int] = {}
    for column in ledger.columns:
        if column.is_serial or column in ledger.numeric:
            continue
        texts = [_CODE.sub("", ledger.text(item, column.index)) for item in range(ledger.count)]
        for item, text in enumerate(texts):
            is_name = re.search(r"[\u4e00-\u9fff]{2}", text) and len(text) < _LONGEST
            if is_name and texts.count(text) == 1 and not ledger.is_total(item):
                found.setdefault(text, item)
    if len(ledger.totals) == 1:
        found["合计"] = ledger.totals[0]
    return found
