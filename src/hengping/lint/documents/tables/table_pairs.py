"""Tables about the same things: rows of two tables matched by name or number, and the columns that both have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from hengping.lint.documents.ledgers import Column, Ledger

_FEWEST = 3
_SHARE = 0.6
_ALIKE = 80
# Under which heading an indicator is filed is put differently from table to table.
_LEVEL = re.compile(r"[一二]级指标|类别|类型|备注")
# Figures and codes head no column: the first row of such a table is no heading.
_CODE = re.compile(r"[\d.%-]+|[A-Z]+[-\d][A-Z\d-]*")
_TAIL = re.compile(r"[（(][^（）()]*[）)]|[\s.．、]")


@dataclass(frozen=True)
class TablePair:
    """Two tables with the rows that belong together and the columns of one heading.

    Attributes:
        first, second: the tables, in the order of the document.
        rows: item of the first and item of the second.
        columns: column of the first and column of the second, the column of names among them.
        keys: the columns of names.
    """

    first: Ledger
    second: Ledger
    rows: tuple[tuple[int, int], ...]
    columns: tuple[tuple[Column, Column], ...]
    keys: tuple[Column, Column]


def plain_words(text: str) -> str:
    """A cell without blanks, remarks in parentheses and full stops, for comparison."""
    return re.sub(r"\s", "", text)


def table_pairs(ledgers: tuple[Ledger, ...]) -> Iterator[TablePair]:
    """All pairs of tables that list the same things; a table with few names, or few in common, pairs with none."""
    headed = (ledger for ledger in ledgers if not any(_CODE.fullmatch(column.heading) for column in ledger.columns))
    named = [(ledger, names) for ledger in headed if (names := _names(ledger)) is not None]
    for position, (first, key) in enumerate(named):
        for second, other_key in named[position + 1 :]:
            columns = tuple(_common(first, second))
            if not any({a.index, b.index} != {key.index, other_key.index} for a, b in columns):
                continue
            rows = tuple(sorted(_rows(first, second, key, other_key)))
            if len(rows) >= max(_FEWEST, _SHARE * min(_count(first, key), _count(second, other_key))):
                if (key, other_key) not in columns:
                    columns = ((key, other_key), *columns)
                yield TablePair(first, second, rows, columns, (key, other_key))


def _names(ledger: Ledger) -> Column | None:
    """The column of names: the first one of words in which hardly a cell comes twice."""
    for column in ledger.columns:
        texts = [ledger.text(item, column.index) for item in range(ledger.count)]
        words = [text for text in texts if re.search(r"[\u4e00-\u9fff]{2}", text)]
        distinct = len(words) >= _FEWEST and len(set(words)) >= 0.9 * len(words)
        if distinct and not column.is_serial and sum(map(len, words)) < 40 * len(words):
            return column
    return None


def _count(ledger: Ledger, key: Column) -> int:
    return sum(bool(ledger.text(item, key.index)) for item in range(ledger.count))


def _common(first: Ledger, second: Ledger) -> Iterator[tuple[Column, Column]]:
    """Columns of one heading and one unit. A heading that either table has twice says too little."""
    mine = [_TAIL.sub("", column.heading.split("/")[-1]) for column in first.columns]
    theirs = [_TAIL.sub("", column.heading.split("/")[-1]) for column in second.columns]
    for column, heading in zip(first.columns, mine, strict=True):
        if (
            heading
            and not _LEVEL.search(heading)
            and mine.count(heading) == theirs.count(heading) == 1
            and not column.is_serial
        ):
            other = second.columns[theirs.index(heading)]
            if (column.unit and column.unit.symbol) == (other.unit and other.unit.symbol):
                yield column, other


def _rows(first: Ledger, second: Ledger, key: Column, other_key: Column) -> Iterator[tuple[int, int]]:
    """Rows of one name; what is left over is matched by its number where the names are nearly one."""
    theirs: dict[str, list[int]] = {}
    for item in range(second.count):
        theirs.setdefault(plain_words(second.text(item, other_key.index)), []).append(item)
    left = []
    for item in range(first.count):
        name = plain_words(first.text(item, key.index))
        matches = theirs.get(name, [])
        if name and len(matches) == 1:
            yield item, matches[0]
        elif name and not matches:
            left.append(item)
    names = {plain_words(first.text(item, key.index)) for item in range(first.count)}
    rest = [i for text, items in theirs.items() if text and text not in names for i in items]
    for item in left:
        name = plain_words(first.text(item, key.index))
        numbers = first.text(item, 0), {i: second.text(i, 0) for i in rest}
        near = [
            i for i in rest if numbers[0] == numbers[1][i] and _near(name, plain_words(second.text(i, other_key.index)))
        ]
        if len(near) == 1:
            yield item, near[0]


def _near(name: str, other: str) -> bool:
    return name.startswith(other) or other.startswith(name) or ratio(name, other) >= _ALIKE
