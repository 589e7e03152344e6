"""Lists of numbers and amounts behind which prices of whole 元 stand: 甲8460人，270.72万元；乙52300人，1150.60万元."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from hengping.lint.documents.figure_book import Entry
from hengping.lint.documents.nearby import before, is_amount, is_count, is_money, kind_of
from hengping.lint.documents.shares.prices import price_kind, stretches
from hengping.lint.documents.slips import slip, surprise
from hengping.lint.documents.stated import is_change

_FEWEST = 2
_FEW_DIGITS = 3
# A price is looked for this near the quotient, in steps of 5 元 as prices are set.
_AROUND, _STEP = Decimal("0.25"), 5
_MOST = 400


@dataclass(frozen=True)
class Item:
    """One of the list: so many, so much."""

    count: Entry
    amount: Entry

    @property
    def price(self) -> Decimal | None:
        """The only price of whole 元 that gives the amount; None if none does or several do."""
        room, number = self.amount.figure.room, self.count.figure.number
        high = (room.high / number).to_integral_value(ROUND_FLOOR)
        return high if high > 0 and high * number >= room.low and (high - 1) * number < room.low else None


@dataclass(frozen=True)
class OddItem:
    """The one item that no price of whole 元 gives, with the price that gives it but for a slip of the hand."""

    item: Item
    price: Decimal


def odd_items(passage: list[Entry]) -> Iterator[OddItem]:
    """The odd items of a paragraph whose other items all have a price."""
    items = [item for stretch in stretches(passage) if (item := _item(stretch)) is not None]
    kinds = dict.fromkeys(kind_of(item.count.figure) for item in items)
    for kind in kinds:
        row = [item for item in items if kind_of(item.count.figure) == kind]
        odd = [item for item in row if item.price is None]
        if len(odd) == 1 and len(row) - 1 >= _FEWEST:
            price = _slipped(odd[0])
            if price is not None:
                yield OddItem(odd[0], price)


def _item(stretch: list[Entry]) -> Item | None:
    figures = [e for e in stretch if is_amount(e) and not (e.sentence and is_change(e.sentence.passage, e.figure))]
    if any(price_kind(entry) is not None for entry in figures):
        return None
    counts, amounts = [e for e in figures if is_count(e.figure)], [e for e in figures if is_money(e.figure)]
    # Where a total stands before the first item (75410人，其中甲8460人), the item is what stands last.
    if not counts or len(amounts) != 1 or not before(counts[-1], amounts[0]) or counts[-1].figure.number == 0:
        return None
    return Item(counts[-1], amounts[0])


def _slipped(item: Item) -> Decimal | None:
    """The price near the quotient with which the amount is a slip away."""
    printed, number = item.amount.figure, item.count.figure.number
    quotient = printed.number / number
    low, high = int(quotient * (1 - _AROUND)) // _STEP * _STEP, int(quotient * (1 + _AROUND))
    if high - low > _MOST * _STEP or printed.places < 1:
        return None
    for price in sorted(range(max(low, _STEP), high + 1, _STEP), key=lambda price: abs(price - quotient)):
        expected = printed.rounded(price * number)
        if slip(printed.value, expected) is not None and surprise(printed.value, expected) >= _FEW_DIGITS:
            return Decimal(price)
    return None
