"""Rows and columns of tables by their names in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from hengping.lint.documents.figure_book import name_pairs
from hengping.lint.documents.ledgers import Column, Ledger
from hengping.lint.documents.printed import Printed
from hengping.lint.documents.subject import DocumentUnderReview

_FEWEST = 3
_MOVES = re.compile(r"增|降|升|减|涨|跌|变化|差距|占比|比重|人均|户均|平均每|改善|进步")
_LEAST_PART = 2
# What may stand between the name of a column and the word of rank: nothing that is measured itself.
_NOTHING_NEW = re.compile(
    r"规模|总量|总额|金额|数量|标准|进度|居多|主要|集中|体现|位列|处于|水平|情况|方面|资金|项目|指标|单位|部分|分别|依次|由此|可见|来看|来说|从|看|其中|其次|次之|排名|排序"
    r"|[各全][\u4e00-\u9fff]{1,2}|[一二两三四五六七八九十\d]+[个家类项所处县市]|[的以在上中内里为是与和及比较额数率量类个县市区位列居也则均又但而且，、：；（）()“”]"
)
_BOUNDS = "，、。；：（）“”以是为的在和与及中从看由将把对按但而且又则类"
_WITHIN = re.compile(r"(?:指标|类|项目|资金|支出)*(?:中(?!心|学|央)|下设|下属|内部|所属)")
_CLASS = frozenset(
    ("项目", "资金", "指标", "情况", "金额", "数量", "类型", "单位", "名称", "合计", "标准", "部门", "单价")
)


@dataclass(frozen=True)
class NamedCell:
    """One row of a table in one column."""

    ledger: Ledger
    item: int
    column: Column

    @property
    def figure(self) -> Printed:
        figure = self.ledger.figure(self.item, self.column.index)
        assert figure is not None
        return figure

    @property
    def number(self) -> Decimal:
        return self.figure.number

    @property
    def label(self) -> str:
        return self.ledger.labels[self.item]

    @property
    def others(self) -> list[Decimal]:
        """The numbers of the column in the other rows that are no totals."""
        items = [item for item in plain_items(self.ledger) if item != self.item]
        figures = [self.ledger.figure(item, self.column.index) for item in items]
        return [figure.number for figure in figures if figure is not None]


def plain_items(ledger: Ledger) -> list[int]:
    """The rows that are neither totals nor parts of another row."""
    items = [i for i in range(ledger.count) if not ledger.is_total(i) and not ledger.is_subtotal(i)]
    return [item for item in items if not ledger.is_of_which(item)]


def stem(label: str) -> str:
    """A label without the class of thing at its end."""
    return re.sub(r"(?:指标|类|项目|资金)$", "", label)


class NamedRows:
    """The rows of all tables of three rows and more that a text can name."""

    def __init__(self, subject: DocumentUnderReview) -> None:
        self._by_letters: dict[str, list[tuple[Ledger, int]]] = {}
        for ledger in subject.ledgers_both_ways:
            items = plain_items(ledger)
            stems = [stem(ledger.labels[item]) for item in items]
            if not ledger.numeric or len(items) < _FEWEST or (ledger.transposed and not ledger.names_things):
                continue
            for item, name in zip(items, stems, strict=True):
                if len(name) > 1 and stems.count(name) == 1:
                    self._by_letters.setdefault(name[:2], []).append((ledger, item))

    def __bool__(self) -> bool:
        return bool(self._by_letters)

    def named(self, text: str) -> list[tuple[Ledger, list[int]]]:
        """The rows named in a text, table by table, in the order of the text; 产出 is not named by 产出质量."""
        found: dict[int, tuple[Ledger, dict[int, int]]] = {}
        for position in range(len(text) - 1):
            for ledger, item in self._by_letters.get(text[position : position + 2], ()):
                name = stem(ledger.labels[item])
                if text.startswith(name, position) and _stands_alone(text, position, name):
                    row = found.setdefault(id(ledger), (ledger, {}))[1]
                    row.setdefault(item, position)
        return [(ledger, _longest(ledger, row)) for ledger, row in found.values()]


def _stands_alone(text: str, position: int, name: str) -> bool:
    """Whether a name is one here: 效益 is none in 社会效益, nor the subject in 效益指标中社会效益."""
    if _WITHIN.match(text, position + len(name)):
        return False
    return len(name) > _LEAST_PART or position == 0 or text[position - 1] in _BOUNDS


def _longest(ledger: Ledger, row: dict[int, int]) -> list[int]:
    """The rows in the order of their places, without those whose name is part of a longer one there."""
    ends = {item: place + len(stem(ledger.labels[item])) for item, place in row.items()}
    kept = [
        item
        for item, place in row.items()
        if not any(row[o] <= place and ends[o] >= ends[item] and (row[o], ends[o]) != (place, ends[item]) for o in row)
    ]
    return sorted(kept, key=lambda item: row[item])


def column_of(ledger: Ledger, words: str) -> Column | None:
    """The column that words name last: by its whole heading, else by a piece that only one column has."""
    words = words.replace("个数", "数")
    whole = [(words.rfind(core) + len(core), len(core), column) for core, column in _cores(ledger) if core in words]
    if not whole:
        whole = _by_piece(ledger, words)
    if not whole:
        return None
    position, _, column = max(whole, key=lambda entry: entry[:2])
    gap = words[position:]
    if _MOVES.search(gap) and not _MOVES.search(column.heading):
        return None
    for label in ledger.labels:
        gap = gap.replace(stem(label), "") if len(label) > 1 else gap
    return column if len(_NOTHING_NEW.sub("", gap)) <= _LEAST_PART else None


def heading_core(column: Column) -> str:
    """A heading without its unit and without 数 or 额 at its end."""
    return re.sub(r"[（(][^（）()]*[）)]|[数额]$", "", column.heading)


def _cores(ledger: Ledger) -> list[tuple[str, Column]]:
    cores = [(heading_core(column), column) for column in ledger.numeric]
    return [(core, column) for core, column in cores if len(core) > 1 and name_pairs(core)]


def _by_piece(ledger: Ledger, words: str) -> list[tuple[int, int, Column]]:
    """The columns of which a piece of two letters or more stands in the words and in no other heading."""
    cores = _cores(ledger)
    found = []
    for core, column in cores:
        pieces = {
            core[i:j] for i in range(len(core)) for j in range(i + _LEAST_PART, len(core) + 1) if core[i:j] in words
        }
        own = [
            piece
            for piece in pieces - _CLASS
            if name_pairs(piece) and not any(piece in o for o, c in cores if c != column)
        ]
        found += [(words.rfind(piece) + len(piece), len(piece), column) for piece in own]
    return found
