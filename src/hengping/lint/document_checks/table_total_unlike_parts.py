"""表中合计与分项不符: a total of a table is not the sum of its parts.

Meaning: what a row or column 合计, 总计 or 小计 prints is not the sum of the figures that it can be the total of, with
the room that the rounding of every part leaves.
Why: a part is missing, counted twice or misprinted, and every figure computed from the total goes wrong with it.
Basis: arithmetic; the region's five payers add up to 1,448,983.18 万元 as printed.
Exclusions:
1. Columns that do not add up: rates, how far these are apart, averages, prices, satisfaction, numbers of rows.
   Shares only where the total says 100 %.
2. Several readings (all parts, the 小计 alone, numbered heads alone, with or without 其中, without balances brought
   forward): one that fits is enough.
3. Fewer than two parts, or cells left empty among them; a dash counts as nothing and makes it a warning.
4. Sums along a row where most rows of the table are no such sums: 合计 heads something else there.
5. Answers of which several could be chosen.
Fires: 甲 575550.28 | 乙 480788.92 | 合计 1056393.20
Silent: 甲 33.33% | 乙 33.33% | 丙 33.33% | 合计 100.00%
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengping.lint.check import Check, Group
from hengping.lint.documents.ledgers import Column, Ledger
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import NOTHING, Printed, Room
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import plain

_HEAD = re.compile(r"^[（(]?[一二三四五六七八九十]{1,3}[、）)]")
_BALANCE = re.compile(r"(?:年初|期初|上年|年末|期末).{0,4}(?:结转|结余|余额)")
_DASHES = ("-", "--", "—", "——", "/", "－")
_POINTS = re.compile(r"(?:分值|得分|权重|满分|标准分)(?:（分）)?$")
_MANY_CHOICES = re.compile(r"多选|可选多项|不定项")


@dataclass(frozen=True)
class _Total:
    ledger: Ledger
    item: int
    column: Column
    printed: Printed
    parts: tuple[int, ...]


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for ledger in subject.ledgers_both_ways:
        if _MANY_CHOICES.search(_words(ledger)):  # (5)
            continue
        checked = [total for column in ledger.numeric for total in _totals(ledger, column)]
        wrong = [total for total in checked if not _fits(total)]
        if ledger.transposed and 2 * len(wrong) > len(checked):  # (4)
            continue
        yield from (_remark(total) for total in wrong)


def _words(ledger: Ledger) -> str:
    return "".join((ledger.table.caption, *ledger.table.notes, *(column.heading for column in ledger.columns)))


def _totals(ledger: Ledger, column: Column) -> Iterator[_Total]:
    if not column.may_add_up and not (column.is_rate and not ledger.transposed):  # (1)
        return
    marks = [item for item in range(ledger.count) if ledger.is_total(item)]
    for item in marks:
        printed = ledger.figure(item, column.index)
        if printed is None or printed.unit.symbol == "百分点" or not ledger.is_first(item, column.index):
            continue
        parts = _parts(ledger, column, item, marks)
        figures = [ledger.figure(part, column.index) for part in parts]
        empty = any(
            f is None and ledger.text(p, column.index) not in _DASHES for f, p in zip(figures, parts, strict=True)
        )
        if sum(figure is not None for figure in figures) < 2 or empty:  # (3)
            continue
        if any(figure is not None and not _adds(figure, printed) for figure in figures):
            continue
        if printed.unit.is_ratio and not _is_whole(printed, [figure for figure in figures if figure]):  # (1)
            continue
        yield _Total(ledger, item, column, printed, parts)


def _parts(ledger: Ledger, column: Column, item: int, marks: list[int]) -> tuple[int, ...]:
    """What stands before the total, or behind it if it comes first; a subtotal reaches to the next mark."""
    bounds = marks if ledger.is_subtotal(item) else [mark for mark in marks if not ledger.is_subtotal(mark)]
    before = max((mark for mark in bounds if mark < item), default=-1)
    above = [part for part in range(before + 1, item) if ledger.is_first(part, column.index)]
    if above:
        return tuple(above)
    after = min((mark for mark in bounds if mark > item), default=ledger.count)
    return tuple(part for part in range(item + 1, after) if ledger.is_first(part, column.index))


def _adds(part: Printed, total: Printed) -> bool:
    return part.alike(total) and part.unit.shift == total.unit.shift


def _is_whole(total: Printed, parts: list[Printed]) -> bool:
    """Whether shares are meant to make up the whole: the total is 100 % and the parts come near it."""
    if total.unit.symbol != "%":
        return not total.unit.symbol.endswith("‰")
    return total.value == 100 and all(part.value < 100 for part in parts) and 70 < sum(p.value for p in parts) < 130


def _fits(total: _Total) -> bool:
    return any(_agrees(total, parts) for parts in _readings(total))  # (2)


def _readings(total: _Total) -> Iterator[tuple[int, ...]]:
    ledger, parts = total.ledger, total.parts
    details = tuple(part for part in parts if not ledger.is_total(part))
    own = tuple(part for part in details if not ledger.is_of_which(part))
    yield own
    yield details
    # 年初结转 stands above 本年收入合计 and is none of it.
    flows = tuple(part for part in own if not _BALANCE.search(ledger.labels[part]))
    if 1 < len(flows) < len(own):
        yield flows
    # 收入合计 … 支出合计: each is the total of what stands behind the one before.
    last = max((part for part in parts if ledger.is_total(part)), default=-1)
    for since in (tuple(part for part in reading if part > last) for reading in (own, flows)):
        if 1 < len(since) < len(own):
            yield since
    subtotals = tuple(part for part in parts if ledger.is_subtotal(part))
    if len(subtotals) > 1:
        yield subtotals
    heads = tuple(part for part in own if _HEAD.match(ledger.labels[part] or ledger.text(part, 0)))
    if 1 < len(heads) < len(own):
        yield heads


def _agrees(total: _Total, parts: tuple[int, ...]) -> bool:
    room = _room(total, total.printed)
    working = _sum(total, parts)
    return working.low <= room.high and room.low <= working.high


def _sum(total: _Total, parts: tuple[int, ...]) -> Room:
    figures = (total.ledger.figure(part, total.column.index) for part in parts)
    return sum((_room(total, figure) for figure in figures if figure), NOTHING)


def _room(total: _Total, figure: Printed) -> Room:
    """Points are never rounded beyond two decimals, however few are printed."""
    return figure.room_to(2) if _POINTS.search(total.column.heading) else figure.room


def _remark(total: _Total) -> Remark:
    parts = min(_readings(total), key=lambda reading: abs(_sum(total, reading).middle - total.printed.number))
    figures = [total.ledger.figure(part, total.column.index) for part in parts]
    known = [figure for figure in figures if figure is not None]
    expected = total.printed.as_printed(sum((figure.number for figure in known), NOTHING.low))
    shown = [plain(figure.value) for figure in known]
    working = " + ".join(shown if len(shown) <= 8 else [*shown[:3], f"…（共{len(shown)}项）", shown[-1]])
    ledger, item = total.ledger, total.item
    name = f"“{ledger.labels[item] or ledger.text(item, 0)}”" if ledger.labels[item] else "合计"
    caption = f"“{ledger.table.caption}”" if ledger.table.caption else ""
    return Remark(
        at(ledger.place(item, total.column.index)),
        f"{caption}{name}行“{total.column.heading}”印作 {total.printed}，各分项之和 {working} = {expected}。",
        expected=expected,
        found=str(total.printed),
        severity=Severity.WARNING if len(known) < len(figures) else None,  # (3)
    )


CHECK = Check(code="HP702", title="表中合计与分项不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
