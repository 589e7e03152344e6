"""The figures around a figure, from near to far, and what they are of.

A result is right if figures near it give it, whatever the sentence says; only where none do is it asked which ones were
meant. People are counted in 人, 名 and 位: these are one kind here.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from decimal import Decimal

from hengping.lint.documents.figure_book import Entry, name_pairs
from hengping.lint.documents.printed import Printed
from hengping.lint.documents.stated import end, is_points, start

Kind = tuple[tuple[str, int], ...]

_ONE_KIND = {"名": "人", "位": "人", "宗": "件", "栋": "幢"}
# What says that all of something is meant, and what says how it is counted: neither tells one name from another.
_BEFORE_MOST = 16
_ALL = re.compile(
    r"[一二三四五]年|当年|本年|全年|全部|所有|全[国省市区县州旗镇乡部体校院系]|总(?=[额数量体])|总|合计|共"
)
_HOW_MANY = re.compile(r"资金|经费|数量|人数|户数|金额|规模|(?<=[\u4e00-\u9fff]{2})[数额量]$")


def kind_of(figure: Printed) -> Kind:
    """What is counted, () for ratios and bare numbers."""
    return tuple(sorted((_ONE_KIND.get(name, name), power) for name, power in figure.unit.dimension))


def is_amount(entry: Entry) -> bool:
    """Whether a figure counts or measures something."""
    return not entry.figure.unit.is_ratio and not is_points(entry.figure) and entry.figure.unit.content == "number"


def is_money(figure: Printed) -> bool:
    """Whether a figure is a plain amount of money, not one for each of something."""
    return kind_of(figure) == (("元", 1),)


def is_count(figure: Printed) -> bool:
    """Whether a figure counts things of one kind that is not money."""
    kinds = kind_of(figure)
    return len(kinds) == 1 and kinds[0][1] == 1 and kinds[0][0] != "元"


def coverage(words: str, name: str, *, strictly: bool = False) -> float:
    """How much of some words stands in a name, from 0 to 1.

    Words that say “all” do not count, and “number of” (缴费人数) only strictly.
    """
    core = _ALL.sub("", words)
    wanted = name_pairs(core if strictly else _HOW_MANY.sub("", core))
    return len(wanted & name_pairs(name)) / len(wanted) if wanted else 0.0


def says_all(words: str) -> bool:
    """Whether words mean all of something: 全部…, …总额."""
    return bool(re.search(r"全部|所有|总|合计|共|全年|全市|全县|全省", words))


def own_name(entry: Entry) -> str:
    """What a figure is called: the words around it, and those before a parenthesis that parts it from them."""
    name = entry.name if len(entry.name) > 1 else entry.lead[-_BEFORE_MOST:] + entry.name
    return f"{name}{entry.figure.unit.symbol if entry.sentence else ''}{entry.tail}"


class Nearby:
    """The figures of a document by how near they stand to each other."""

    def __init__(self, book: Iterable[Entry]) -> None:
        self.book = tuple(book)
        self._in_order: dict[Kind, list[Entry]] = {}
        self._pairs: dict[Kind, dict[str, frozenset[int]]] = {}

    @functools.cached_property
    def _passages(self) -> dict[int, list[Entry]]:
        found: dict[int, list[Entry]] = {}
        for entry in self.book:
            if entry.sentence is not None:
                found.setdefault(id(entry.sentence.passage), []).append(entry)
        return found

    @functools.cached_property
    def _headings(self) -> dict[int, list[Entry]]:
        found: dict[int, list[Entry]] = {}
        for entry in self.book:
            found.setdefault(id(entry.heading), []).append(entry)
        return found

    @functools.cached_property
    def _kinds(self) -> dict[Kind, list[Entry]]:
        found: dict[Kind, list[Entry]] = {}
        for entry in self.book:
            if is_amount(entry):
                found.setdefault(kind_of(entry.figure), []).append(entry)
        return found

    def passages(self) -> Iterable[list[Entry]]:
        """The figures of each paragraph, in order."""
        return self._passages.values()

    def beside(self, entry: Entry) -> list[Entry]:
        """The amounts of the paragraph of a figure, in order, without itself."""
        if entry.sentence is None:
            return []
        return [e for e in self._passages[id(entry.sentence.passage)] if e is not entry and is_amount(e)]

    def section(self, entry: Entry) -> list[Entry]:
        """All figures under the heading of one, those of tables too."""
        return self._headings.get(id(entry.heading), [])

    def cells(self) -> tuple[Entry, ...]:
        """The figures of tables, in order."""
        return tuple(entry for entry in self.book if entry.cell is not None)

    def of_kind(self, kind: Kind) -> list[Entry]:
        """All amounts of a kind in the document, those of the prose first."""
        return self._kinds.get(kind, [])

    def between(self, kind: Kind, low: Decimal, high: Decimal) -> list[Entry]:
        """All amounts of a kind in the document from one number to another, in the plainest unit."""
        row = self._sorted(kind)
        return row[bisect_left(row, low, key=_number) : bisect_right(row, high, key=_number)]

    def named(self, kind: Kind, words: str) -> list[Entry]:
        """All amounts of a kind in whose own name all of some words stand, in the order of the book.

        Words that only say “number of” (缴费人数) may be missing where no name has them.
        """
        core = _ALL.sub("", words)
        for wording in (core, _HOW_MANY.sub("", core)):
            wanted = [self._by_pair(kind).get(pair, frozenset()) for pair in name_pairs(wording)]
            found = frozenset.intersection(*wanted) if wanted else frozenset()
            if found:
                return [self.of_kind(kind)[position] for position in sorted(found)]
        return []

    def kinds(self) -> Iterable[Kind]:
        """The kinds of amounts of the document, in order of appearance."""
        return self._kinds

    def _sorted(self, kind: Kind) -> list[Entry]:
        if kind not in self._in_order:
            self._in_order[kind] = sorted(self.of_kind(kind), key=_number)
        return self._in_order[kind]

    def _by_pair(self, kind: Kind) -> dict[str, frozenset[int]]:
        if kind not in self._pairs:
            found: dict[str, set[int]] = {}
            for position, entry in enumerate(self.of_kind(kind)):
                for pair in name_pairs(own_name(entry)):
                    found.setdefault(pair, set()).add(position)
            self._pairs[kind] = {pair: frozenset(positions) for pair, positions in found.items()}
        return self._pairs[kind]


def _number(entry: Entry) -> Decimal:
    return entry.figure.number


def before(entry: Entry, other: Entry) -> bool:
    """Whether a figure stands before another one in the same paragraph."""
    if entry.sentence is None or other.sentence is None or entry.sentence.passage is not other.sentence.passage:
        return False
    return end(entry.figure) <= start(other.figure)


def between(entry: Entry, other: Entry) -> str:
    """The text between two figures of one paragraph."""
    assert entry.sentence is not None
    return entry.sentence.passage.text[end(entry.figure) : start(other.figure)]
