"""两张表的同一内容不一致: two tables list the same things and say different things of them.

Meaning: at least three rows, and most of the shorter table, have the same names; in a column of the same heading, or in
the names, a row of one table says something else than its fellow, or only the beginning of it.
Why: one of the two is wrong or cut short, and nobody can tell which.
Basis: comparison; the region's report lists its 37 visits twice, nine rows of which differ.
Exclusions:
1. Cells of which one is empty or a dash; blanks within words.
2. Figures that rounding makes alike, and figures of different stages: a column that differs in most rows is another
   column of the same name (预算 and 执行, two years, two rounds).
3. Words that are written differently are a warning; so are figures where the captions name different years or scopes.
4. Columns under other headings (立项数, 项数合计) are compared where half of the rows of one name agree, and no other
   column agrees wholly; not 计划 with 实际, not two years. A warning.
5. An indicator whose name is row and column of another table (参保单位满意度), where no other figure of that kind in
   either row or column is its value. A warning.
Fires: 表3 甲公司 480788.92, 表5 甲公司 480788.29
Silent: 表3 甲公司 480788.92, 表5 甲公司 —
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengping.lint.check import Check, Group
from hengping.lint.documents.ledgers import Column, Ledger
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.documents.tables.cells_named_in_rows import CellNamedInRow, cells_named_in_rows, label_of
from hengping.lint.documents.tables.column_pairs import ColumnPair, column_pairs
from hengping.lint.documents.tables.table_pairs import TablePair, plain_words, table_pairs
from hengping.lint.finding import Remark, Severity

_NOTHING = re.compile(r"[-—－/]*|无|〔待补〕")
_SCOPE = re.compile(r"20\d\d|上年|全国|全区|全市|全省|初评|复评|自评")


@dataclass(frozen=True)
class _Difference:
    pair: TablePair
    item: int
    other: int
    columns: tuple[Column, Column]
    is_figure: bool

    @property
    def texts(self) -> tuple[str, str]:
        first, second = self.columns
        return self.pair.first.text(self.item, first.index), self.pair.second.text(self.other, second.index)


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for pair in table_pairs(subject.ledgers):
        for columns in pair.columns:
            found = list(_differences(pair, columns))
            if 2 * len(found) > len(pair.rows):  # (2)
                continue
            yield from (_remark(difference) for difference in found)
    told = {
        (id(pair.first), id(pair.second), columns[1].index)
        for pair in table_pairs(subject.ledgers)
        for columns in pair.columns
    }
    for alike in column_pairs(subject.ledgers):  # (4)
        if (id(alike.first), id(alike.second), alike.columns[1].index) not in told:
            yield from _of_columns(alike)
    for cell in cells_named_in_rows(subject.ledgers):  # (5)
        yield from _of_indicator(cell)


def _of_indicator(cell: CellNamedInRow) -> Iterator[Remark]:
    first, second = cell.first, cell.second
    value, meant = first.figure(cell.item, cell.column.index), second.figure(cell.other, cell.heading.index)
    if value is None or meant is None or not value.alike(meant) or value.unit.shift != meant.unit.shift:
        return
    row = [second.figure(cell.other, column.index) for column in second.numeric]
    column = [second.figure(item, cell.heading.index) for item in range(second.count)]
    own = [first.figure(cell.item, other.index) for other in first.numeric if other != cell.column]
    if any(one is not None and one.alike(value) and one.same_as(value) for one in (*row, *column)) or any(
        one is not None and one.alike(meant) and one.same_as(meant) for one in own
    ):
        return
    texts = first.text(cell.item, cell.column.index), second.text(cell.other, cell.heading.index)
    yield Remark(
        at(first.place(cell.item, cell.column.index), second.place(cell.other, cell.heading.index)),
        f"“{cell.column.heading}”写“{texts[0]}”，另一张表“{label_of(second, cell.other)}”的"
        f"“{cell.heading.heading}”为{texts[1]}。",
        expected="两处一致",
        found="；".join(texts),
        severity=Severity.WARNING,
    )


def _of_columns(pair: ColumnPair) -> Iterator[Remark]:
    (mine, its), first, second = pair.columns, pair.first, pair.second
    for item, other in pair.differing:
        figure = second.figure(other, its.index)
        row = [first.figure(item, column.index) for column in first.numeric]
        if figure is None or any(one is not None and one.alike(figure) and one.same_as(figure) for one in row):
            continue
        texts = first.text(item, mine.index), second.text(other, its.index)
        yield Remark(
            at(first.place(item, mine.index), second.place(other, its.index)),
            f"两张表中“{first.labels[item]}”的“{mine.heading}”与“{its.heading}”在其余各行一致，此处一为{texts[0]}，一为{texts[1]}。",
            expected="两处一致",
            found="；".join(texts),
            severity=Severity.WARNING,
        )


def _differences(pair: TablePair, columns: tuple[Column, Column]) -> Iterator[_Difference]:
    mine, theirs = columns
    for item, other in pair.rows:
        first, second = pair.first.text(item, mine.index), pair.second.text(other, theirs.index)
        if _NOTHING.fullmatch(first) or _NOTHING.fullmatch(second):  # (1)
            continue
        figures = pair.first.figure(item, mine.index), pair.second.figure(other, theirs.index)
        if figures[0] is not None and figures[1] is not None:
            if figures[0].alike(figures[1]) and not figures[0].same_as(figures[1]):  # (2)
                yield _Difference(pair, item, other, columns, True)
        elif plain_words(first) != plain_words(second):
            yield _Difference(pair, item, other, columns, False)


def _remark(difference: _Difference) -> Remark:
    pair, (mine, theirs) = difference.pair, difference.columns
    first, second = difference.texts
    name = pair.first.text(difference.item, pair.keys[0].index)
    shown = f"“{name}”的“{mine.heading}”" if mine != pair.keys[0] else f"“{mine.heading}”"
    shorter, longer = sorted((first, second), key=len)
    if not difference.is_figure and plain_words(longer).startswith(plain_words(shorter)):
        message = f"两张表中{shown}一处只写了前一部分：“{shorter}”，另一处为“{longer}”。"
    else:
        message = f"两张表中{shown}不一致：一处为“{first}”，另一处为“{second}”。"
    soft = not difference.is_figure or _scopes(pair.first) != _scopes(pair.second)  # (3)
    return Remark(
        at(pair.first.place(difference.item, mine.index), pair.second.place(difference.other, theirs.index)),
        message,
        expected="两处一致",
        found=f"{first}；{second}",
        severity=Severity.WARNING if soft else None,
    )


def _scopes(ledger: Ledger) -> list[str]:
    return sorted(set(_SCOPE.findall(ledger.table.caption)))


CHECK = Check(code="HP713", title="两张表的同一内容不一致", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
