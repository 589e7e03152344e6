"""Two figures of one thing of which one is the other miswritten.

Figures that differ by a slip of the hand (`slips`) are looked up by their digits; whether they are of one thing is told
by their words (`callings`). Long figures need few words: of two random figures of seven digits one in a hundred
thousand pairs is so near. Short ones need the same name.
"""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hengping.lint.documents.names.callings import Calling, Callings, comparable
from hengping.lint.documents.slips import slip
from hengping.lint.documents.stated import figures

# What digits and words must say together; a digit that agrees says as much as a pair of letters in one of 16 figures.
_OF_DIGIT = 4.0
_ENOUGH = 17.0
_OF_COMPANION = 4.0
_OF_TOTAL = 3.0
_OF_WITNESS = 2.0
_LEAST = -4.0
# The least that words and company must say, by how many digits agree.
_LEAST_WORDS = (99.0, 6.0, 6.0, 4.0, 2.0, 0.0)
_LONG = 4
_SHARED = 5.0
_SAME_NAME = 0.33
_SHORT_NAME = 0.5
_AS_NEAR = 0.6
_HARD = frozenset(("lack", "change", "past", "each", "bound"))
_VALUES = frozenset(("完成", "成值", "标值"))
_TENS = ("万", "亿", "千")
_SCORES = frozenset(("得分", "分值", "权重", "满分"))


@dataclass(frozen=True)
class Twin:
    """A figure that nothing else confirms, and the one of which it is a slip.

    Attributes:
        meant: the value of the other in the unit of the suspect.
        strength: how much speaks for it.
    """

    suspect: Calling
    other: Calling
    meant: Decimal
    strength: float


class Twins:
    """The twins of a document."""

    def __init__(self, callings: Callings) -> None:
        self._callings = callings
        self._neighbours: dict[object, frozenset[tuple[str, Decimal]]] = {}
        self._counted: dict[int, int] = {}

    def of(self, suspect: Calling) -> Twin | None:
        """The twin of which most speaks, if a figure has one and nothing confirms it."""
        if not _is_telling(suspect):
            return None
        best: Twin | None = None
        for other in self._near(suspect):
            twin = self._twin(suspect, other)
            if twin is not None and (best is None or twin.strength > best.strength):
                best = twin
        return None if best is None or self._is_confirmed(best) else best

    def _near(self, suspect: Calling) -> Iterator[Calling]:
        seen: set[int] = set()
        for pattern in _patterns(_digits(suspect.figure.value)):
            for number in self._by_pattern.get(pattern, ()):
                if number not in seen:
                    seen.add(number)
                    yield self._callings.all[number]

    @functools.cached_property
    def _by_pattern(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, one in enumerate(self._callings.all):
            for digits in _roundings(one.figure.value) if _is_telling(one) else ():
                for pattern in _patterns(digits):
                    found.setdefault(pattern, []).append(number)
        return found

    def _twin(self, suspect: Calling, other: Calling) -> Twin | None:
        if other is suspect or not comparable(suspect, other) or not _are_apart(suspect, other):
            return None
        length = len(_digits(suspect.figure.value))
        if length <= _LONG and len(suspect.all_words & other.all_words) < (1 if length > 2 else 2):
            return None
        meant = value_in(suspect, other)
        how = slip(suspect.figure.value, meant) if meant is not None else None
        if meant is None or how is None or how == "相差一" or (how == "小数点错位" and suspect.kind != other.kind):
            return None
        digits = _agreeing(suspect.figure.value, meant)
        words = self._callings.closeness(suspect, other)
        if digits < 1 or words < _LEAST:
            return None
        company = self._company(suspect, other)
        if digits > 1:
            words += _OF_COMPANION * min(company, 2)
        if digits > 1:
            words += _OF_WITNESS * min(self._witnesses(other), 3)
        if other.is_total and digits >= _LONG - 1:
            words += _OF_TOTAL  # totals are cited more often than other cells
        if other.is_total and suspect.entry.cell and other.own <= suspect.own:
            words += _OF_COMPANION  # 惠及户数, and the total of a column 户数
        enough = words >= _LEAST_WORDS[min(digits, 5)] and words + _OF_DIGIT * digits >= _ENOUGH
        if not enough or not self._are_of_one_name(suspect, other, digits, company, how):
            return None
        return Twin(suspect, other, meant, words + _OF_DIGIT * digits)

    def _company(self, suspect: Calling, other: Calling) -> int:
        """How many figures stand beside both: in the sentence or the row of each."""
        return len(self._beside(suspect) & self._beside(other))

    def _beside(self, one: Calling) -> frozenset[tuple[str, Decimal]]:
        cell, sentence = one.entry.cell, one.entry.sentence
        key = id(sentence) if cell is None else (id(cell[0]), cell[1])
        if key not in self._neighbours:
            if cell is not None:
                row = [cell[0].figure(cell[1], column.index) for column in cell[0].numeric]
            else:
                assert sentence is not None
                row = list(figures(sentence))
            self._neighbours[key] = frozenset(
                (figure.unit.symbol if figure.unit.is_ratio and figure.unit.shift else "", figure.value)
                for figure in row
                if figure is not None and len(_digits(figure.value)) > 1
            )
        return self._neighbours[key]

    def _are_of_one_name(self, suspect: Calling, other: Calling, digits: int, company: int, how: str) -> bool:
        """Whether rows, columns and years do not tell two things apart."""
        if (suspect.listed or other.listed) and digits < _LONG:
            return False
        if any(one.of_year_row and one.year != another.year for one, another in ((suspect, other), (other, suspect))):
            return False
        if digits < _LONG - 1 and _HARD & (suspect.turns ^ other.turns):
            return False
        nearest = 1 if digits < _LONG - 1 else None
        share = _SAME_NAME if digits > 1 else _SHORT_NAME
        if digits == 1 and how == "多写或漏写一位" and suspect.figure.places == 0:
            return False  # 1890个, 180个
        if digits < _LONG - 1 and self._have_other_fellows(suspect, other):
            return False
        if digits == 1 and suspect.kind == "元" and "each" in suspect.turns:
            return False  # 每人1500元, 每人每月1200元: round rates are near each other by chance
        if suspect.entry.cell and other.entry.cell:
            return digits > _LONG + 1 or _are_of_one_cell(suspect, other, nearest)
        if digits > _LONG:
            return True
        cell, prose = (suspect, other) if suspect.entry.cell else (other, suspect)
        if not cell.entry.cell:
            near = digits >= _LONG - 1 and bool(suspect.own & other.own)
            return near or _overlap(suspect.own, other.own, share) or _overlap(suspect.head, other.head, share)
        of_row = _is_of_row(cell, prose.all_words, nearest)
        named = bool(cell.column & prose.all_words) or not cell.column or company > 1 or _stands_alone(cell)
        return (named and (cell.is_total or of_row)) or (bool(cell.labels) and of_row and digits >= _LONG - 1)

    def _have_other_fellows(self, suspect: Calling, other: Calling) -> bool:
        """Whether figures of one name beside both differ as well: 公办园58所、民办园66所; of a sample 14所, 16所."""
        fellows = [
            [one for one in self._by_sentence.get(id(each.entry.sentence), ()) if one is not each and one.own]
            for each in (suspect, other)
        ]
        return any(
            first.kind == second.kind and first.own == second.own and not first.figure.same_as(second.figure)
            for first in fellows[0]
            for second in fellows[1]
        )

    @functools.cached_property
    def _by_sentence(self) -> dict[int, list[Calling]]:
        found: dict[int, list[Calling]] = {}
        for one in self._callings.all:
            if one.entry.sentence is not None:
                found.setdefault(id(one.entry.sentence), []).append(one)
        return found

    def _is_confirmed(self, twin: Twin) -> bool:
        """Whether the same figure stands elsewhere: a long one anywhere, a short one under words nearly as close."""
        least = max(_SHARED, _AS_NEAR * self._callings.closeness(twin.suspect, twin.other))
        return any(
            len(_digits(twin.suspect.figure.value)) >= _LONG or self._callings.closeness(twin.suspect, other) >= least
            for other in self._equal(twin.suspect)
        )

    def stands_elsewhere(self, one: Calling) -> bool:
        """Whether the same figure stands in another sentence or table: a long one anywhere, a short one under words in
        common.
        """
        return any(
            len(_digits(one.figure.value)) >= _LONG or self._callings.weight(one.all_words & other.all_words) >= _SHARED
            for other in self._equal(one)
        )

    def _witnesses(self, one: Calling) -> int:
        """How many other places give the same figure under words in common."""
        if id(one) not in self._counted:
            words = one.all_words
            self._counted[id(one)] = sum(
                self._callings.weight(words & other.all_words) >= _SHARED for other in self._equal(one)
            )
        return self._counted[id(one)]

    def _equal(self, one: Calling) -> Iterator[Calling]:
        """Figures of other sentences and rows that may be of its value."""
        room, numbers = one.figure.room, self._numbers
        low, high = sorted((abs(room.low), abs(room.high)))
        for position in range(bisect_left(numbers, (low, -1)), bisect_right(numbers, (high, 1 << 40))):
            other = self._callings.all[numbers[position][1]]
            if other is not one and comparable(one, other) and not _stand_together(one, other):
                yield other

    @functools.cached_property
    def _numbers(self) -> list[tuple[Decimal, int]]:
        """Without their signs: 落后18.67个百分点 is −18.67 in a table."""
        return sorted((abs(one.figure.number), number) for number, one in enumerate(self._callings.all))


def value_in(suspect: Calling, other: Calling) -> Decimal | None:
    """The other figure as it would be written where the suspect stands; None where it is rougher than the suspect."""
    mine, its = suspect.figure, other.figure
    if its.step > mine.step and suspect.kind == other.kind and its.places < mine.places:
        return None
    if suspect.kind == other.kind:
        return mine.rounded(its.number)
    # Prose without a counter has 万 in its value (38.46万农村人口); otherwise the other is taken to be in that unit.
    if mine.text.endswith(_TENS):
        return its.number
    return mine.rounded(its.value) if its.text.endswith(_TENS) else its.value


def _stand_together(one: Calling, other: Calling) -> bool:
    """Whether two figures stand in one sentence or one row: 目标值 and 完成值 do not confirm each other."""
    mine, its = one.entry, other.entry
    if mine.cell and its.cell:
        return mine.cell[0].table is its.cell[0].table and mine.cell[1] == its.cell[1]
    return mine.sentence is not None and mine.sentence is its.sentence


def _are_apart(suspect: Calling, other: Calling) -> bool:
    """Whether they stand in two sentences, or not in one table."""
    mine, its = suspect.entry, other.entry
    if mine.cell and its.cell:
        return mine.cell[0].table is not its.cell[0].table
    return mine.sentence is None or mine.sentence is not its.sentence


def _is_of_row(cell: Calling, words: frozenset[str], nearest: int | None) -> bool:
    """Whether words name the row of a cell, by any of its names or by the nearest."""
    return not cell.labels or any(_overlap(label, words) for label in cell.labels[:nearest])


def _are_of_one_cell(suspect: Calling, other: Calling, nearest: int | None) -> bool:
    """Whether two tables give one figure: under one heading in rows of one name, or one says 完成值 of what the other
    has a column for.
    """
    if suspect.column & other.column:
        return any(_is_of_row(suspect, label, nearest) for label in other.labels[:nearest] or (other.own,))
    for goal, table in ((suspect, other), (other, suspect)):
        if goal.column & _VALUES and goal.labels:
            named = len(table.own & goal.labels[0]) >= _SAME_NAME * len(table.own)
            if named and (table.is_total or not table.labels or table.labels[0] & goal.labels[0]):
                return True
    return False


def _overlap(first: frozenset[str], second: frozenset[str], share: float = _SAME_NAME) -> bool:
    shared = len(first & second)
    return shared > 0 and shared >= share * min(len(first), len(second))


def _is_telling(one: Calling) -> bool:
    """Whether the digits of a figure tell it from others: one digit does not, nor do those of short scores."""
    length = len(_digits(one.figure.value))
    return length > 1 and (length >= _LONG or not _is_score(one))


def _is_score(one: Calling) -> bool:
    return one.kind == "分" or (one.kind == "" and bool(one.column & _SCORES))


def _stands_alone(cell: Calling) -> bool:
    """Whether the table has one column of that kind, so that nobody names it."""
    assert cell.entry.cell is not None
    ledger, item, index = cell.entry.cell
    return not any(
        column.index != index
        and (figure := ledger.figure(item, column.index)) is not None
        and figure.unit.dimension == cell.figure.unit.dimension
        and figure.unit.shift == cell.figure.unit.shift
        for column in ledger.numeric
    )


def _agreeing(found: Decimal, meant: Decimal) -> int:
    """How many digits are the same in spite of the slip; noughts that close both say nothing."""
    places = max(-int(number.as_tuple().exponent) for number in (found, meant))
    written = [str(int(number.scaleb(max(places, 0)))) for number in (found, meant)]
    while all(text.endswith("0") for text in written):
        written = [text[:-1] for text in written]
    return min(map(len, written)) - 1


def _digits(value: Decimal) -> str:
    """The digits that mean something: without point and closing noughts."""
    return str(value.copy_abs()).replace(".", "").strip("0")


def _roundings(value: Decimal) -> Iterator[str]:
    """The digits, and those of the number rounded to fewer: 284628 is written 28.46 in 万."""
    digits = _digits(value)
    yield digits
    for length in range(3, len(digits)):
        yield str(int(digits[:length]) + (digits[length] >= "5")).strip("0")


def _patterns(digits: str) -> Iterator[str]:
    """The digits as they are (for a point moved), each left open or out, and two neighbours set in order."""
    yield digits
    for position in range(len(digits)):
        yield f"{digits[:position]}_{digits[position + 1 :]}"
        if len(digits) > 2:
            yield f"{digits[:position]}{digits[position + 1 :]}"
        pair = digits[position : position + 2]
        if len(pair) == 2:
            yield f"{digits[:position]}<{''.join(sorted(pair))}>{digits[position + 2 :]}"
