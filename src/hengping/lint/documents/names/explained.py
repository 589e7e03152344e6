"""Whether figures beside a figure give it: a result that something near it gives is right, whatever its words.

Prose looks at its sentence, the sentences beside it and the rows of tables that it names; a cell at its row and column.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from decimal import Decimal

from hengping.lint.documents.figure_book import Entry, name_pairs
from hengping.lint.documents.ledgers import Ledger
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.printed import NOTHING, Printed, Room, Verdict
from hengping.lint.documents.stated import figures, start
from hengping.lint.documents.workings import printed_workings

_WHOLE = Room(Decimal(1), Decimal(1))
_SCALES = tuple(Room(Decimal(n), Decimal(n)) for n in ("1", "10000", "0.0001"))
_MOST = 40
_ROUGHEST = 3
_FEW = 1000


def is_explained(entry: Entry, ledgers: Iterable[Ledger]) -> bool:
    """Whether figures near a figure give it."""
    if entry.cell is not None:
        return _in_table(*entry.cell)
    assert entry.sentence is not None
    own = [figure for figure in figures(entry.sentence) if start(figure) != start(entry.figure)]
    if _gives(own, entry.figure) or _is_working(entry.sentence, entry.figure) or _is_rate_of_score(entry):
        return True
    if len(entry.figure.value.as_tuple().digits) < 3:
        return False
    beside = [figure for sentence in _beside(entry.sentence) for figure in figures(sentence)]
    if _gives([*own, *beside], entry.figure, products=False):
        return True
    return any(_gives(row, entry.figure, products=False) for row in _rows_named(entry, ledgers))


def _in_table(ledger: Ledger, item: int, index: int) -> bool:
    """Whether the rest of the row gives a cell, or it fits into the total of its column."""
    printed = ledger.figure(item, index)
    assert printed is not None
    row = [
        figure
        for column in ledger.numeric
        if column.index != index and (figure := ledger.figure(item, column.index)) is not None
    ]
    return _gives(row, printed) or _fits_total(ledger, item, index) or _is_part_of_row(row, printed)


def _fits_total(ledger: Ledger, item: int, index: int) -> bool:
    """Whether the column has a total that its parts make up."""
    if not ledger.columns[index].may_add_up:
        return False
    for total in ledger.totals:
        printed = ledger.figure(total, index)
        parts = [ledger.figure(i, index) for i in range(ledger.count) if not ledger.is_total(i)]
        known = [part for part in parts if part is not None]
        if printed is not None and len(known) > 1:
            working = sum((part.room for part in known), NOTHING)
            if printed.verdict(working) is not Verdict.DISAGREES:
                return True
    return False


def _is_part_of_row(row: list[Printed], printed: Printed) -> bool:
    """Whether it is one of the addends of another figure of its row, or the other way round."""
    alike = [figure for figure in row if figure.alike(printed)]
    if len(alike) < 2:
        return False
    whole = sum((figure.room for figure in alike), printed.room)
    return any(
        2 * figure.number >= whole.low and figure.verdict(whole - figure.room) is Verdict.AGREES for figure in alike
    )


def _beside(sentence: Sentence) -> Iterator[Sentence]:
    for other in sentence.passage.sentences:
        if other.end == sentence.start or other.start == sentence.end:
            yield other


def _rows_named(entry: Entry, ledgers: Iterable[Ledger]) -> Iterator[list[Printed]]:
    """The figures of each row of a table whose name stands in the sentence, and of totals."""
    assert entry.sentence is not None
    said = name_pairs(entry.sentence.text)
    for ledger in ledgers:
        for item in range(ledger.count):
            name = name_pairs(ledger.labels[item])
            if ledger.is_total(item) or (name and 2 * len(name & said) >= len(name)):
                found = (ledger.figure(item, column.index) for column in ledger.numeric)
                yield [figure for figure in found if figure is not None]


def _is_working(sentence: Sentence, printed: Printed) -> bool:
    return any(printed.text in working.text for working in printed_workings(sentence.text))


def _is_rate_of_score(entry: Entry) -> bool:
    """Whether the score right before a rate gives whole full marks with it: 效益22.20分，得分率88.80%, of 25."""
    assert entry.sentence is not None
    before = [figure for figure in figures(entry.sentence) if start(figure) < start(entry.figure)]
    if not before or before[-1].unit.symbol != "分" or entry.figure.unit.symbol != "%":
        return False
    full = before[-1].room.over(entry.figure.room)
    return full is not None and full.high - full.low < 1 and full.high // 1 >= full.low


def _gives(operands: list[Printed], printed: Printed, *, products: bool = True) -> bool:
    """Whether two of the figures, or all of a run of them, give the printed one; of rough ones the middle counts."""
    near = operands[:_MOST]
    for first, second in itertools.permutations(near, 2):
        for room in _of(first, second, printed, products):
            if room.high - room.low > _ROUGHEST * printed.step:
                room = Room(room.middle, room.middle)
            if printed.verdict(room) is Verdict.AGREES:
                return True
    alike = [figure for figure in near if figure.alike(printed)]
    return any(
        printed.verdict(sum((figure.room for figure in alike[i:j]), NOTHING)) is Verdict.AGREES
        for i in range(len(alike))
        for j in range(i + 3, len(alike) + 1)
    )


def _room(figure: Printed) -> Room:
    """Whole numbers below a thousand were counted or set, not rounded."""
    is_set = figure.places == 0 and figure.value < _FEW and not figure.unit.shift and figure.unit.factor == 1
    return Room(figure.number, figure.number) if is_set else figure.room


def _of(first: Printed, second: Printed, printed: Printed, products: bool) -> Iterator[Room]:
    """What two figures give that may be of the kind of a third."""
    a, b = _room(first), _room(second)
    if first.alike(second) and first.alike(printed):
        yield a - b
        yield a + b
    quotient = a.over(b)
    if printed.unit.is_ratio and first.unit.dimension == second.unit.dimension and quotient is not None:
        yield quotient
        yield _WHOLE - quotient
        yield quotient - _WHOLE
    elif not printed.unit.is_ratio:
        for scale in _SCALES:
            if quotient is not None and not second.unit.is_ratio:
                yield quotient * scale
            if products:
                yield a * b * scale
