"""Standards that a sentence lists against the numbers and amounts of a table: 每项700万元、90万元、50万元."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hengping.lint.documents.figure_book import Entry
from hengping.lint.documents.ledgers import Ledger
from hengping.lint.documents.nearby import between, is_money
from hengping.lint.documents.printed import Printed
from hengping.lint.documents.shares.prices import price_kind
from hengping.lint.documents.slips import slip

_FEWEST = 2
_LARGEST_COUNT = Decimal(10) ** 7


@dataclass(frozen=True)
class TableRow:
    """A number of things and the amount for them, side by side in a table."""

    ledger: Ledger
    item: int
    column: int
    count: Printed
    amount: Printed

    @property
    def price(self) -> Decimal:
        """What each one gets, in 元."""
        return self.amount.number / self.count.number


def odd_standards(passage: list[Entry], ledgers: tuple[Ledger, ...]) -> Iterator[tuple[Entry, TableRow]]:
    """The one standard of a list that no row of a table has, with the row whose price is a slip away from it.

    All other standards of the list must be prices of rows of that table.
    """
    for listed in _lists(passage):
        for ledger in ledgers:
            rows = list(_rows(ledger))
            prices = {row.price for row in rows}
            odd = [entry for entry in listed if entry.figure.number not in prices]
            if len(odd) != 1:
                continue
            told = {entry.figure.number for entry in listed}
            near = [row for row in rows if row.price not in told and _is_slip(odd[0].figure, row.price)]
            if near and len({row.price for row in near}) == 1:
                yield odd[0], near[0]
                break


def _is_slip(figure: Printed, price: Decimal) -> bool:
    expected = figure.rounded(price)
    return figure.unit.factor * expected == price and slip(figure.value, expected) is not None


def _lists(passage: list[Entry]) -> Iterator[list[Entry]]:
    """Prices joined by 、 and 和, the first of which says for each of what."""
    run: list[Entry] = []
    for entry in passage:
        if run and is_money(entry.figure) and between(run[-1], entry) in ("、", "和", "，"):
            run.append(entry)
            continue
        if len(run) >= _FEWEST:
            yield run
        run = [entry] if price_kind(entry) is not None else []
    if len(run) >= _FEWEST:
        yield run


def _rows(ledger: Ledger) -> Iterator[TableRow]:
    """The rows of a table with a whole number in one column and money in the next."""
    columns = ledger.numeric
    for first, second in itertools.pairwise(columns):
        for item in range(ledger.count):
            count, amount = ledger.figure(item, first.index), ledger.figure(item, second.index)
            if count is None or amount is None or ledger.is_total(item) or count.places or is_money(count):
                continue
            if is_money(amount) and 0 < count.number < _LARGEST_COUNT:
                yield TableRow(ledger, item, second.index, count, amount)
