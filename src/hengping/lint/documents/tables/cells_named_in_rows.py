"""Rows of a table of indicators whose name is row and column of another table: 参保单位满意度, and 满意度 of 参保单位.

A table by years has the columns as its indicators: 普惠性幼儿园覆盖率 is the column of that name in the row of the last
year, or of the year that the caption of the indicators names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengping.lint.documents.ledgers import Column, Ledger

_VALUE = re.compile(r"完成|实际|实现|达到|结果")
_NO_VALUE = re.compile(r"率$|比例|得分|差|完成度|是否|情况$|预算|支出")
_YEAR_ROW = re.compile(r"(20\d\d)年?度?末?")
_YEAR = re.compile(r"20\d\d(?=[年度])")
_FILL = re.compile(r"[（(][^（）()]*[）)]|[的“”\s]")
_WHOLE = ("总体", "全市", "全省", "全区", "全县", "全州", "综合", "")
_SHORTEST = 4


@dataclass(frozen=True)
class CellNamedInRow:
    """The value of an indicator, and the cell of another table that has the same name.

    Attributes:
        first, item, column: the table of indicators, its row and the column of values.
        second, other, heading: the other table, its row and column.
    """

    first: Ledger
    item: int
    column: Column
    second: Ledger
    other: int
    heading: Column


def cells_named_in_rows(ledgers: tuple[Ledger, ...]) -> Iterator[CellNamedInRow]:
    """The pairs of one name, table by table; names that the other table has twice are left out."""
    cells = [(ledger, _named_cells(ledger)) for ledger in ledgers]
    for first in ledgers:
        values = [c for c in first.columns if _VALUE.search(c.heading) and not _NO_VALUE.search(c.heading)]
        if len(values) != 1:
            continue
        for item in range(first.count):
            names = _names(first, item)
            for second, named in cells:
                found = {place for name in names for place in named.get(name, ())}
                if second is not first and len(found) == 1:
                    other, heading = found.pop()
                    if _are_of_one_year(first, second, other):
                        yield CellNamedInRow(first, item, values[0], second, other, second.columns[heading])


def _names(ledger: Ledger, item: int) -> list[str]:
    """What a row of words may be called."""
    columns = [column for column in ledger.columns if not column.is_serial and column not in ledger.numeric]
    names = [_FILL.sub("", ledger.text(item, column.index)) for column in columns]
    return [name for name in names if len(name) >= _SHORTEST and re.fullmatch(r"[\u4e00-\u9fff、]+", name)]


def _named_cells(ledger: Ledger) -> dict[str, set[tuple[int, int]]]:
    """Each cell by the name of its row with its heading; the last of years, and a total, by the heading alone."""
    found: dict[str, set[tuple[int, int]]] = {}
    labels = [_FILL.sub("", label_of(ledger, item)) for item in range(ledger.count)]
    years = [match[1] if (match := _YEAR_ROW.fullmatch(label)) else "" for label in labels]
    is_by_year = bool(years) and all(years) and len(set(years)) == len(years)
    for column in ledger.numeric:
        heading = _FILL.sub("", column.heading)
        if len(heading) < 2:
            continue
        for item, label in enumerate(labels):
            if is_by_year:
                if years[item] == max(years):
                    found.setdefault(heading, set()).add((item, column.index))
            elif ledger.is_total(item):
                for word in _WHOLE:
                    found.setdefault(word + heading, set()).add((item, column.index))
            elif len(label) > 1:
                found.setdefault(label + heading, set()).add((item, column.index))
    return found


def label_of(ledger: Ledger, item: int) -> str:
    """The name of a row, or its year."""
    return ledger.labels[item] or ledger.text(item, 0)


def _are_of_one_year(first: Ledger, second: Ledger, other: int) -> bool:
    """Whether neither the captions nor the row name different years."""
    mine = set(_YEAR.findall(first.table.caption))
    row = _YEAR_ROW.fullmatch(_FILL.sub("", label_of(second, other)))
    its = {row[1]} if row else set(_YEAR.findall(second.table.caption))
    return not mine or not its or bool(mine & its)
