"""Totals and numbers that an average may rest on: whether any give it, and if none do, which were meant."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from hengping.lint.documents.figure_book import Entry, name_pairs
from hengping.lint.documents.nearby import (
    Kind,
    Nearby,
    before,
    between,
    coverage,
    is_amount,
    is_count,
    kind_of,
    own_name,
)
from hengping.lint.documents.printed import NOTHING, Room, Verdict
from hengping.lint.documents.shares.averages import Average, is_average, is_called_average
from hengping.lint.documents.shares.neighbouring_operands import (
    are_listed,
    is_of_others,
    is_over_time,
    is_said_before,
    without_parts,
)
from hengping.lint.documents.slips import slip, surprise
from hengping.lint.documents.stated import PLAN, is_change, start

# An average of a month or a day may stand beside a total of a year.
_TIMES = tuple(Decimal(number) for number in (1, 12, 4, 365, 366))
_SPAN = re.compile(r"(20\d\d)年?(?:—|-|–|~|～|至|到)+(20\d\d)年")
# What an average is of: 车均运行维护费, 平均每家企业营业收入.
_THING = re.compile(r"均每?|每[\u4e00-\u9fff]")
_TOLD = re.compile(
    r"按(?P<total>[\u4e00-\u9fff]{2,12}?)(?:和|与|及|除以)(?P<count>[\u4e00-\u9fff]{2,12}?)(?:计算|测算|折算)"
)
_TOGETHER = re.compile(r"共$|共计$|合计$|总计$|总数|总额")
# 超出目标620人 is no number of ones, nor is what was planned, nor 每镇3台.
_NO_COUNT = re.compile(r"超|少|差|缺|剩|目标|任务|计划|每[^年]{1,2}$")
_YEAR, _CLOSE = Decimal(12), Decimal("0.2")
_TIMES_OF_YEAR = {"天": Decimal(365), "月": _YEAR}
_PART_OF_YEAR = re.compile(r"半年|季度|\d月|个月|暑期|寒假|工作日")
_NO_THINGS = frozenset({"年", "月", "天", "分", "岁", "工作日", "小时", "周", "季度"})
_SUMMED, _FEW, _LAST, _PAIR = 6, 40, 12, 2
# No slip makes an average more than ten times too large or too small, but for a year taken for a month.
_LEAST, _LARGEST = Decimal("0.08"), Decimal(150)
# A result so near the stated one rests on another base, such as what was planned.
_OTHER_BASE = Decimal("0.1")
_NEAR, _FAR, _SURE = 3, 4, 5
_TWICE, _FAR_OFF = 2, 30
_LESS, _MORE = Decimal("0.98"), Decimal("1.02")


@dataclass(frozen=True)
class Division:
    """One way to understand an average: total ÷ number.

    Attributes:
        count: the number of ones; `counted` is how it is shown.
        sure: whether the words around leave no other reading.
    """

    total: Entry
    count: Room
    counted: str
    sure: bool

    @property
    def exact(self) -> Decimal:
        return self.total.figure.number / self.count.middle


class Operands:
    """Where the totals and numbers of averages are looked for."""

    def __init__(self, nearby: Nearby) -> None:
        self._nearby = nearby

    def totals(self, average: Average, among: Iterable[Entry]) -> list[Entry]:
        """What may be divided."""
        return [
            entry
            for entry in among
            if kind_of(entry.figure) == average.total_kind
            and entry is not average.entry
            and entry.figure.number > average.entry.figure.number
            and not (entry.sentence and (is_average(entry) or is_change(entry.sentence.passage, entry.figure)))
        ]

    def counts(self, average: Average, among: Iterable[Entry]) -> list[Entry]:
        """The numbers that are counted as the average says."""
        return [
            entry
            for entry in among
            if is_amount(entry)
            and entry.figure.number > 1
            and not (entry.sentence and _NO_COUNT.search(entry.name))
            and kind_of(entry.figure) in (average.kinds or self._countable(average))
            and (kind_of(entry.figure) != average.total_kind or average.kinds == (average.total_kind,))
        ]

    def _countable(self, average: Average) -> tuple[Kind, ...]:
        """Any kind of things, where the average does not say which."""
        others = (kind for kind in self._nearby.kinds() if kind != average.total_kind and kind != (("元", 1),))
        return tuple(kind for kind in others if len(kind) == 1 and kind[0][1] == 1 and kind[0][0] not in _NO_THINGS)

    def neighbouring(self, average: Average) -> Division | None:
        """The last total and number that stand before it in its part of the sentence; sure if there are no others."""
        passage = self._nearby.beside(average.entry)
        if is_over_time(average.entry.name) or is_of_others(average.entry, passage):
            return None
        reach = [e for e in passage if before(e, average.entry) and _is_in_reach(e, average.entry)]
        kept = without_parts(reach, average.entry)
        totals, counts = self.totals(average, kept), [e for e in self.counts(average, kept) if not is_average(e)]
        if average.total_kind in average.kinds or not totals or not counts:
            return None
        first = next((kind for kind in average.kinds if any(kind_of(e.figure) == kind for e in counts)), None)
        counts = [e for e in counts if first is None or kind_of(e.figure) == first]
        named = [e for e in counts if _share_words(average, e, near=True)] or counts
        last = max(totals[-1], named[-1], key=_place)
        if are_listed(totals) or are_listed(named) or is_said_before(average.entry, last, reach):
            return None
        sure = len(totals) == len(counts) == 1 and len(reach) == len(kept)
        division = _division(average, totals[-1], named[-1], sure=sure)
        if is_near(average, division):
            return division
        return replace(division, sure=False) if sure and is_near(average, division, most=_FAR_OFF) else None

    def is_given(self, average: Average, *, plainly: bool = False) -> bool:
        """Whether some total and number of its paragraph give the average; plainly: nothing added up, one kind."""
        passage = self._nearby.beside(average.entry)
        totals = self.totals(average, passage)
        if plainly:
            ones = self.counts(average, passage)
            return any(_gives(average, t.figure.room, c.figure.room) for t in totals for c in ones)
        loose = [e for e in passage if is_count(e.figure) and kind_of(e.figure) != average.total_kind][-_FEW:]
        rooms = [entry.figure.room for entry in totals[-_FEW:]]
        rooms += [sum((e.figure.room for e in some), NOTHING) for some in _sums(totals)]
        counts = [entry.figure.room for entry in (*self.counts(average, passage), *loose)]
        counts += [Room(number, number) for number in _years(average)] if not counts else []
        counts += [Room(Decimal(1), Decimal(1))] if any(kind[0][0] in _TIMES_OF_YEAR for kind in average.kinds) else []
        return any(_gives(average, total, count) for total in rooms for count in counts)

    def giving_afar(self, average: Average) -> Entry | None:
        """A figure of the document that gives the average with a total or a number of its paragraph."""
        passage = self._nearby.beside(average.entry)
        ones = (*self.totals(average, passage), *self.counts(average, passage))
        return next((found for one in ones if (found := self._other_afar(average, one)) is not None), None)

    def _other_afar(self, average: Average, one: Entry) -> Entry | None:
        each = average.entry.figure.number
        if kind_of(one.figure) == average.total_kind:
            wanted = one.figure.number / each
            kinds = average.kinds or self._countable(average)
            counts = (e for kind in kinds for e in self._nearby.between(kind, wanted * _LESS, wanted * _MORE))
            return next((e for e in counts if _gives(average, one.figure.room, e.figure.room)), None)
        totals = (
            entry
            for times in _TIMES
            for entry in self._nearby.between(
                average.total_kind, each * one.figure.number * times * _LESS, each * one.figure.number * times * _MORE
            )
        )
        return next((e for e in totals if _gives(average, e.figure.room, one.figure.room)), None)

    def divisions(self, average: Average) -> Iterator[Division]:
        """What may be meant of the paragraph, the plainest first."""
        passage = self._nearby.beside(average.entry)
        if is_of_others(average.entry, passage):
            return
        earlier = [entry for entry in passage if before(entry, average.entry)]
        yield from self._beside(average, [e for e in earlier if _is_in_reach(e, average.entry)], sure=True)
        if len(self.counts(average, [e for e in earlier if _is_in_reach(e, average.entry)])) == 1:
            yield from self._beside(average, earlier[-_PAIR:], sure=False)
        yield from self._beside(average, [e for e in earlier if e.sentence is average.entry.sentence], sure=False)
        yield from self._beside(average, earlier, sure=False)
        if is_called_average(average.entry) and "其中" not in average.entry.name:
            reach = [e for e in passage if e.sentence is average.entry.sentence]
            reach = [e for e in reach if "；" not in _text_between(e, average.entry)]
            yield from self._beside(average, reach, sure=False)
        yield from self._called(average, earlier)
        yield from self._namesake(average, earlier)
        yield from self._told(average)

    def _called(self, average: Average, earlier: list[Entry]) -> Iterator[Division]:
        """年末公务用车12辆，车均运行维护费…: the total of the paragraph that is called alike, and the last number."""
        thing = _THING.split(average.entry.name)[-1]
        if len(name_pairs(thing)) < _PAIR:
            return
        totals = [entry for entry in self.totals(average, earlier) if coverage(thing, own_name(entry)) == 1]
        counts = self.counts(average, earlier)[-1:]
        if len({entry.figure.number for entry in totals}) == 1 and counts:
            yield _division(average, totals[0], counts[0])

    def _namesake(self, average: Average, earlier: list[Entry]) -> Iterator[Division]:
        """慰问老党员156名…。慰问老党员支出7.80万元，人均…: the last total, and the one number called alike."""
        totals = [e for e in self.totals(average, earlier) if _is_in_reach(e, average.entry)][-1:]
        for total in totals:
            alike = [c for c in self.counts(average, earlier) if coverage(c.name, total.name) == 1]
            if len({entry.figure.number for entry in alike}) == 1:
                yield _division(average, total, alike[0])

    def _told(self, average: Average) -> Iterator[Division]:
        """按建筑安装工程费和完成面积计算: the sentence names both, wherever they stand."""
        assert average.entry.sentence is not None
        match = (
            _TOLD.search(average.entry.sentence.before(average.entry.figure.mention))
            if average.entry.figure.mention
            else None
        )
        if match is None:
            return
        totals = self.totals(average, self._nearby.named(average.total_kind, match["total"]))
        counts = [e for kind in average.kinds for e in self._nearby.named(kind, match["count"])]
        for total, count in itertools.product(totals, counts):
            division = _division(average, total, count)
            if is_slip(average, division.exact):
                yield division

    def _beside(self, average: Average, among: list[Entry], *, sure: bool) -> Iterator[Division]:
        """The only total and the only number of a stretch of text."""
        totals, counts = self.totals(average, among), self.counts(average, among)
        if average.total_kind in average.kinds and len(totals) > 1:  # 52个项目查出468个问题
            totals, counts = (
                [max(totals, key=_number)],
                [entry for entry in counts if entry is not max(totals, key=_number)],
            )
        if len(counts) > 1:  # 职工860人，其中专业人员602人: 职工平均工资 names its number
            counts = [entry for entry in counts if _share_words(average, entry, near=True)] or counts
        if len(totals) > 1:  # 168人次、156人次…，共612人次
            totals = [entry for entry in totals if _TOGETHER.search(entry.name)] or totals
        last = max((*totals, *counts), key=_place, default=None)
        if len(totals) != 1 or last is None or "其中" in between(last, average.entry):
            return
        if len(counts) == 1:
            sure = sure and totals[0].sentence is counts[0].sentence is average.entry.sentence
            yield _division(average, totals[0], counts[0], sure=sure)
        elif not counts:
            yield from _over_time(average, totals[0])

    def slips(self, average: Average) -> Iterator[Division]:
        """A total and a number that give the average but for a slip of the hand, or with one more or one less.

        One of them stands in the paragraph, or the number is of what the sentence names (平均每个县区).
        """
        passage = self._nearby.beside(average.entry)
        counts, totals = self.counts(average, passage)[-_LAST:], self.totals(average, passage)
        named = [e for kind in average.kinds for e in self._nearby.named(kind, average.thing)] if average.thing else []
        yield from self._slipped(average, ((t, c, _NEAR) for t in totals for c in (*counts, *named)))
        if _digits(average) < _FAR or not counts:
            return
        far = {entry.figure.number: entry for entry in reversed(self._nearby.of_kind(average.total_kind))}
        yield from self._slipped(average, ((t, c, _SURE) for t in reversed(far.values()) for c in counts))

    def _slipped(self, average: Average, pairs: Iterable[tuple[Entry, Entry, int]]) -> Iterator[Division]:
        each = average.entry.figure.number
        for total, count, digits in pairs:
            ratio = total.figure.number / count.figure.number / each
            if not _LEAST < ratio < _LARGEST or total.figure.number <= each:
                continue
            division = _division(average, total, count)
            words = _share_words(average, total)
            slipped = is_slip(average, division.exact, min(digits, _FAR) if words else digits)
            if slipped or (words and _is_off_by_one(average, total, count)):
                yield division


def _digits(average: Average) -> int:
    """How many digits of an average say something."""
    return len(re.sub(r"\D", "", average.entry.figure.text).rstrip("0"))


def _number(entry: Entry) -> Decimal:
    return entry.figure.number


def _place(entry: Entry) -> int:
    return start(entry.figure)


def _division(average: Average, total: Entry, count: Entry, *, sure: bool = False) -> Division:
    """人均月工资 is of a month where the total is of a year."""
    if "月" in average.entry.name and "月" not in total.name and (("月", 1),) not in average.kinds:
        months = Room(_YEAR * count.figure.room.low, _YEAR * count.figure.room.high)
        return Division(total, months, f"{count.figure} ÷ 12", False)
    return Division(total, count.figure.room, str(count.figure), sure)


def _over_time(average: Average, total: Entry) -> Iterator[Division]:
    """A year has 365 days and 12 months; the years are those from the first to the last that the sentence names."""
    assert average.entry.sentence is not None
    for number in _years(average):
        yield Division(total, Room(number, number), f"{number}年", False)
    if not _PART_OF_YEAR.search(average.entry.sentence.text):
        for word, number in _TIMES_OF_YEAR.items():
            division = Division(total, Room(number, number), f"{number}{word}", False)
            if ((word, 1),) in average.kinds and abs(division.exact / average.entry.figure.number - 1) < _CLOSE:
                yield division


def is_slip(average: Average, exact: Decimal, digits: int = _NEAR) -> bool:
    """Whether the average differs from a result by a slip alone, with so many digits that agree in spite of it."""
    figure = average.entry.figure
    expected = figure.rounded(exact)
    return slip(figure.value, expected) is not None and surprise(figure.value, expected) >= digits


def is_near(average: Average, division: Division, *, most: int = _TWICE) -> bool:
    """Whether a result is no more than twice and no less than half the stated one, or a slip away from it."""
    each = average.entry.figure.number
    if division.exact / most < each < division.exact * most:
        return True
    return is_slip(average, division.exact, 1 if division.sure else _NEAR)


def is_other_base(average: Average, division: Division, found: Entry) -> bool:
    """Whether the paragraph leaves one total and one number, and a figure of another matter gives the average."""
    each = average.entry.figure.number
    if division.sure:
        if PLAN.search(found.name) and not PLAN.search(division.total.name):
            return True
        return not _share_words(average, found, near=True)
    paragraph = division.total.sentence is not None and division.total.place == average.entry.place
    if paragraph and _digits(average) < _FAR:
        return not _share_words(average, found, near=True)
    close = abs(division.exact - each) < each * _OTHER_BASE
    return paragraph and close and _share_words(average, division.total) and found.heading is not average.entry.heading


def _is_off_by_one(average: Average, total: Entry, count: Entry) -> bool:
    figure, number = average.entry.figure, count.figure.number
    if _digits(average) < _FAR or not count.figure.is_exact:
        return False
    return any(
        figure.verdict(Room(*(total.figure.number / n,) * 2)) is Verdict.AGREES for n in (number - 1, number + 1)
    )


def _share_words(average: Average, total: Entry, *, near: bool = False) -> bool:
    """Whether a total is called after what the sentence, or only the clause of the average, speaks of."""
    lead = "" if near else average.entry.lead
    about = name_pairs(f"{average.entry.name} {lead}") - name_pairs("平均资金")
    return bool(about & name_pairs(own_name(total)))


def _gives(average: Average, total: Room, count: Room) -> bool:
    working = total.over(count)
    if working is None:
        return False
    return any(average.agrees(Room(working.low / times, working.high / times)) for times in _TIMES)


def _sums(totals: list[Entry]) -> Iterator[tuple[Entry, ...]]:
    """A few totals added up."""
    near = totals[-_SUMMED:]
    return (some for size in range(2, len(near) + 1) for some in itertools.combinations(near, size))


def _years(average: Average) -> Iterator[Decimal]:
    """2016年至2021年, 年均: six years, or five from one to the other."""
    assert average.entry.sentence is not None
    if (("年", 1),) in average.kinds:
        for first, last in _SPAN.findall(average.entry.sentence.text):
            yield from (Decimal(int(last) - int(first) + more) for more in (1, 0) if int(last) > int(first))


def _text_between(entry: Entry, average: Entry) -> str:
    return between(entry, average) if before(entry, average) else between(average, entry)


def _is_in_reach(entry: Entry, average: Entry) -> bool:
    """Whether no semicolon or stop stands between two figures."""
    return entry.sentence is average.sentence and "；" not in between(entry, average)
