"""Prices in sentences, with the number of things and the amount beside them: 94套，每套380元，合计3.57万元."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hengping.lint.documents.figure_book import Entry
from hengping.lint.documents.nearby import Kind, between, is_amount, is_money, kind_of
from hengping.lint.documents.printed import Room, Verdict
from hengping.lint.documents.shares.averages import is_called_average
from hengping.lint.documents.stated import is_change, start

_UNIT = r"人次|剂次|户次|台次|平方米|立方米|公里|课时|[\u4e00-\u9fff]"
_EACH_FIRST = re.compile(rf"每(?:一|1)?(?P<unit>{_UNIT})[^，。；]{{0,12}}$")
_PRICE = re.compile(r"单价|(?:补助|补贴|资助|收费|发放|奖励|定额|投资|建设|改造)标准|均价|(?<!总)造价(?=为?$)")
_SAME = re.compile(r"同一标准|同样标准|上述标准|此标准|该标准|相同标准|同等标准|这一标准")
_NO_PRICE = re.compile(r"平均(?!单价|价)|人均(?!标准)|户均|提高|增加|降低|减少|超过|低于|高于|不足|比")
_OTHER = re.compile(r"其中|已|首批|预付|先期|另|其他|其余|剩余|结余|上年|此外")
_MONTHLY = re.compile(r"每月|月工资|月租|月薪|月费|月单价|按月|/月|·月")
_PARTS = re.compile(r"[；。]")


_GENERAL: tuple[Kind, ...] = ((("个", 1),), (("家", 1),), (("所", 1),), (("项", 1),))
_YEAR = Decimal(12)
_OWN, _MOST_PRICES = 5, 6


@dataclass(frozen=True)
class Purchase:
    """What a stretch of text between semicolons says of one price.

    Attributes:
        price: for one.
        kind: in what the number of things is counted; () where the price does not say.
        counts: the numbers of that kind.
        totals: amounts of money that are no prices.
        factors: other numbers of the sentence by which the price may be multiplied: months, times, people.
        shares: rates of the sentence, of which the total may be a part.
        told: whether the price stands in the same stretch; else it is the last one that was told.
    """

    price: Entry
    kind: Kind
    counts: tuple[Entry, ...]
    totals: tuple[Entry, ...]
    factors: tuple[Entry, ...]
    shares: tuple[Entry, ...]
    told: bool

    @property
    def tight(self) -> tuple[Entry, Entry] | None:
        """The number and the amount that stand with the price and nothing between: 26台，每台1.85万元，计48.10万元."""
        row = sorted((self.price, *self.counts, *self.totals), key=_place) if self.told else []
        for three in zip(row, row[1:], row[2:], strict=False):
            if self.price in three[:2] and three[2] in self.totals:
                count = three[0] if three[1] is self.price else three[1]
                return (count, three[2]) if count in self.counts else None
        return None

    @property
    def months(self) -> Decimal:
        """For how many months a price of one month is to be paid: as many as the sentence tells, else a year."""
        if not _MONTHLY.search(self.price.name + self.price.figure.unit.symbol):
            return Decimal(1)
        told = [entry.figure.number for entry in self.factors if kind_of(entry.figure) == (("月", 1),)]
        return told[0] if len(told) == 1 else _YEAR

    def gives(self, total: Entry) -> bool:
        """Whether the price times any of the numbers, or a part of it that the sentence names, is a total."""
        wholes = [self.price.figure.number * number for number in _products(self.factors)]
        parts = [whole * share.figure.number for whole in wholes for share in self.shares]
        wholes += [whole * 12 for whole in wholes]
        return any(fits(total, number) for number in (*wholes, *parts))


def fits(total: Entry, number: Decimal) -> bool:
    """Whether a printed amount can be a number, rounded."""
    return total.figure.verdict(Room(number, number)) is not Verdict.DISAGREES


def purchases(passage: list[Entry]) -> Iterator[Purchase]:
    """The stretches of a paragraph with a price, in order."""
    known: Entry | None = None
    for stretch in stretches(passage):
        told = [entry for entry in stretch if price_kind(entry) is not None]
        if len(told) > 1:
            known = None
            continue
        same = any(_SAME.search(entry.name) for entry in stretch)
        price = told[0] if told else known if same else None
        if told:
            known = told[0]
        if price is not None:
            yield _purchase(price, stretch, passage, told=bool(told))


@dataclass(frozen=True)
class Basket:
    """Several prices of one sentence, each with the number right beside it, and the amounts behind them."""

    pairs: tuple[tuple[Entry, Entry], ...]
    totals: tuple[Entry, ...]

    @property
    def products(self) -> list[Decimal]:
        return [price.figure.number * count.figure.number for price, count in self.pairs]

    def gives(self, total: Entry) -> bool:
        """Whether some of the products added up are an amount, also over 12 months."""
        sums = [
            sum(some, Decimal(0))
            for size in range(1, len(self.pairs) + 1)
            for some in itertools.combinations(self.products, size)
        ]
        return any(fits(total, number * times) for number in sums for times in (1, 12))


def baskets(passage: list[Entry]) -> Iterator[Basket]:
    """The sentences of a paragraph that have several prices, each with a number of its own."""
    for _, group in itertools.groupby(passage, key=lambda entry: id(entry.sentence)):
        sentence = list(group)
        prices = [entry for entry in sentence if price_kind(entry)]
        pairs = [(price, count) for price in prices if (count := _count_beside(price, sentence)) is not None]
        if not 1 < len(pairs) == len(prices) <= _MOST_PRICES or len({id(count) for _, count in pairs}) < len(pairs):
            continue
        totals = [
            entry
            for entry in sentence
            if is_money(entry.figure) and entry not in prices and not is_called_average(entry) and not _is_change(entry)
        ]
        yield Basket(tuple(pairs), tuple(e for e in totals if not _OTHER.search(e.name)))


def _count_beside(price: Entry, sentence: list[Entry]) -> Entry | None:
    """The number right before a price, else right behind it, that is counted as the price says."""
    place = sentence.index(price)
    for near in (sentence[place - 1 : place], sentence[place + 1 : place + 2]):
        for entry in near:
            if is_amount(entry) and not is_money(entry.figure) and _is_counted_as(entry, price_kind(price) or ()):
                return entry
    return None


def _purchase(price: Entry, stretch: list[Entry], passage: list[Entry], *, told: bool) -> Purchase:
    kind = price_kind(price) or ()
    others = [entry for entry in stretch if entry is not price and is_amount(entry) and not _is_change(entry)]
    sentence = [entry for entry in passage if entry.sentence is stretch[0].sentence and entry is not price]
    return Purchase(
        price=price,
        kind=kind,
        counts=tuple(e for e in others if not is_money(e.figure) and _is_counted_as(e, kind)),
        totals=tuple(
            e for e in others if is_money(e.figure) and not is_called_average(e) and not _OTHER.search(e.name)
        ),
        factors=tuple(e for e in sentence if is_amount(e) and len(kind_of(e.figure)) == 1 and not is_money(e.figure)),
        shares=tuple(e for e in sentence if e.figure.mention and e.figure.mention.kind == "share"),
        told=told,
    )


def _is_counted_as(entry: Entry, kind: Kind) -> bool:
    """Whether things are counted as a price says: 每村 is for each of 15个村."""
    if not kind or kind_of(entry.figure) == kind:
        return True
    word = kind[0][0]
    if word == "人":
        return kind_of(entry.figure) == (("人次", 1),)
    return kind_of(entry.figure) in _GENERAL and word in entry.name[-_OWN:] + entry.tail[:_OWN]


def stretches(passage: list[Entry]) -> Iterator[list[Entry]]:
    """The figures of a paragraph, cut at semicolons and stops."""
    stretch: list[Entry] = []
    for entry in passage:
        if stretch and (entry.sentence is not stretch[-1].sentence or _PARTS.search(between(stretch[-1], entry))):
            yield stretch
            stretch = []
        stretch.append(entry)
    if stretch:
        yield stretch


def price_kind(entry: Entry) -> Kind | None:
    """In what the things of a price are counted, () where it does not say; None if a figure is no price."""
    kind = kind_of(entry.figure)
    if ("元", 1) not in kind or _NO_PRICE.search(entry.name) or _is_change(entry):
        return None
    below = tuple((word, 1) for word, power in kind if power < 0)
    if below:
        return below[:1] if len(below) == 1 else ()
    if kind != (("元", 1),):
        return None
    if match := _EACH_FIRST.search(entry.name):
        unit = {"名": "人", "位": "人"}.get(match["unit"], match["unit"])
        return ((unit, 1),) if unit not in "年月天日季期" else None
    return () if _PRICE.search(entry.name) else None


def _products(factors: tuple[Entry, ...]) -> Iterator[Decimal]:
    """Products of one, two or three numbers, and sums of numbers of one kind."""
    near = factors[-8:]
    for size in (1, 2, 3):
        for some in itertools.combinations(near, size):
            product = Decimal(1)
            for entry in some:
                product *= entry.figure.number
            yield product
            if size > 1 and len({kind_of(entry.figure) for entry in some}) == 1:
                yield sum((entry.figure.number for entry in some), Decimal(0))


def _place(entry: Entry) -> int:
    return start(entry.figure)


def _is_change(entry: Entry) -> bool:
    return entry.sentence is not None and is_change(entry.sentence.passage, entry.figure)
