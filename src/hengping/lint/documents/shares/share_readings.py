"""How a stated share may be understood where no figure explains it: which part of which whole, the plainest first."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from hengping.lint.documents.figure_book import Entry, affinity, name_pairs
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
    says_all,
)
from hengping.lint.documents.printed import Printed, Room
from hengping.lint.documents.shares.share_claims import ShareClaim
from hengping.lint.documents.shares.wholes import counts_of_one_survey, gives, implied_whole
from hengping.lint.documents.slips import slip, surprise
from hengping.lint.documents.stated import ACCOUNT, PLAN, is_change

_ALL_OF, _HALF = 0.99, 0.5
_SLIP = 3
# 应缴费人数 and 未缴费人数 are not 缴费人数, plans not what came of them.
_ANOTHER = re.compile(r"应|未|非(?!税)|拟|预算|计划|目标|上年|新增")
_REACHED = re.compile(r"完成|实际|执行|支出|实现")
_REST = re.compile(r"尚|其余|剩余|还有|未")
_CALLED_WHOLE = re.compile(r"总|共|合计|应|余额|存量|原值|规模|概算|设计|核定|额定")
_OTHERS, _CLAUSE = 2, 20
_CLOSE = Decimal("0.05")
_OF_WHICH = re.compile(r"其中|包括|分为|用于|当中|：")
_HAVE = re.compile(r"[\u4e00-\u9fff]{1,10}(?:已有|已|有)[^，；。]{0,6}$")
_AMONG = re.compile(r"[^，；。]{0,16}(?:中(?!央|心|型|小|等|级|学)|里|之内)[^。；]{0,14}$")


@dataclass(frozen=True)
class Reading:
    """One way to understand a share: part ÷ whole.

    Attributes:
        sure: whether the sentence leaves no other reading.
        why: "" or what else is to be said of it: another figure gives the printed share.
        is_rest: whether what the part leaves of the whole is meant.
    """

    part: Entry
    whole: Entry
    sure: bool
    why: str = ""
    is_rest: bool = False

    @property
    def working(self) -> Room | None:
        """What it gives, as far as the digits tell."""
        room = self.part.figure.room.over(self.whole.figure.room)
        one = Room(Decimal(1), Decimal(1))
        return one - room if room is not None and self.is_rest else room

    @property
    def exact(self) -> Decimal:
        """What the printed figures give."""
        quotient = self.part.figure.number / self.whole.figure.number
        return 1 - quotient if self.is_rest else quotient

    @property
    def shown(self) -> str:
        """The working with its figures."""
        return f"{'1 − ' if self.is_rest else ''}{self.part.figure} ÷ {self.whole.figure}"


class Readings:
    """The readings of the shares of a document."""

    def __init__(self, nearby: Nearby) -> None:
        self._nearby = nearby
        self._repeated: dict[Kind, list[tuple[Entry, int]]] = {}

    def parts(self, claim: ShareClaim) -> list[Entry]:
        """The amounts that may have the share: the one before it, or those that its subject names, nearest first."""
        if claim.part is not None:
            return [claim.part]
        if len(claim.subject) < 2:
            return []
        for near in (claim.row, self._nearby.beside(claim.share), self._nearby.section(claim.share)):
            found = [e for e in near if is_amount(e) and "占" not in e.tail and _is_of(claim.subject, e)]
            if found:
                return found
        named = (entry for kind in self._nearby.kinds() for entry in self._nearby.named(kind, claim.subject))
        return [entry for entry in named if "占" not in entry.tail]

    def readings(self, claim: ShareClaim, part: Entry, claims: Sequence[ShareClaim]) -> Iterator[Reading]:
        """What may be meant, the plainest first."""
        if claim.whole is not None and kind_of(claim.whole.figure) == kind_of(part.figure):
            yield Reading(part, claim.whole, True)
            return
        if part.sentence is claim.share.sentence:
            row = [e for e in claim.row if kind_of(e.figure) == kind_of(part.figure) and before(e, part)]
            yield from _in_row(claim, part, row)
            yield from _of_list(claim, part, row, claims)
        yield from _of_other_kind(claim, part)
        yield from self._by_name(claim, part)
        yield from _of_column(part)
        yield from _largest(claim, part)
        yield from self._behind(claim, part)
        yield from self._in_sentence_before(claim, part)
        yield from _with_rest(claim, part, self._nearby)
        yield from self._of_others(claim, part, claims)
        yield from self._by_slip(claim, part)
        yield from self._planned(claim, part)

    def _by_name(self, claim: ShareClaim, part: Entry) -> Iterator[Reading]:
        """The figures that are called what the sentence calls the whole, the nearest where they are of one value."""
        if len(claim.base) < 2 or claim.base in ("预算", "计划", "目标", "全年"):
            return
        found = [
            entry
            for entry in self._nearby.named(kind_of(part.figure), claim.base)
            if entry is not part
            and entry.figure.number >= part.figure.number
            and not _is_change(entry)
            and bool(_ANOTHER.search(entry.name)) == bool(_ANOTHER.search(claim.base))
            and (not entry.year or not claim.share.year or entry.year == claim.share.year)
        ]
        for near in (self._nearby.beside(claim.share), self._nearby.section(claim.share), found):
            ids = {id(entry) for entry in near}
            here = [entry for entry in found if id(entry) in ids]
            if says_all(claim.base) and len({e.figure.number for e in here}) > 1:
                here = [entry for entry in here if entry.figure.number == max(e.figure.number for e in here)]
            if here:
                sole = len({entry.figure.number for entry in here}) == 1
                for entry in here:
                    reading = Reading(part, entry, False)
                    if sole or is_slip(claim.share.figure, reading.exact, _SLIP - _is_total(entry)):
                        yield reading
                return

    def _behind(self, claim: ShareClaim, part: Entry) -> Iterator[Reading]:
        """The only larger amount behind the part that is called a whole: 结余率7.15%，预算总额2330万元."""
        behind = [
            entry
            for entry in self._nearby.beside(claim.share)
            if entry.sentence is claim.share.sentence
            and before(part, entry)
            and kind_of(entry.figure) == kind_of(part.figure)
            and entry.figure.number > part.figure.number
        ]
        if len(behind) == 1 and not claim.base and _CALLED_WHOLE.search(behind[0].name):
            yield Reading(part, behind[0], False)

    def _in_sentence_before(self, claim: ShareClaim, part: Entry) -> Iterator[Reading]:
        """The only amount of the kind in the sentence before, where none stands in this one."""
        alike = [entry for entry in claim.row if kind_of(entry.figure) == kind_of(part.figure)]
        if claim.form == "of" or claim.base or [e for e in alike if before(e, part)]:
            return
        earlier = [e for e in self._nearby.beside(claim.share) if before(e, part) and e.sentence is not part.sentence]
        last = [e for e in earlier if e.sentence is earlier[-1].sentence and not _is_change(e)]
        last = [e for e in last if _comparable(e, part)]
        if len(last) == 1:
            yield Reading(part, last[0], False)

    def _of_others(self, claim: ShareClaim, part: Entry, claims: Sequence[ShareClaim]) -> Iterator[Reading]:
        """The whole that two or more other shares beside it are of: 198人，占44.00%；171人，占38.00%；…"""
        rooms = [room for other in claims if other is not claim and (room := implied_whole(claim, part, other))]
        groups = [[o for o in rooms if o.low <= room.high and room.low <= o.high] for room in rooms]
        together = max(groups, key=len, default=[])
        if len(rooms) == 1:
            yield from _of_two(claim, part, rooms[0], claims)
        if len(together) < _OTHERS or 2 * len(together) <= len(rooms):
            return
        low, high = max(room.low for room in together), min(room.high for room in together)
        for kind in self._nearby.kinds():
            for entry in self._nearby.between(kind, low, high):
                if kind == kind_of(part.figure) or counts_of_one_survey(entry.figure, part.figure):
                    yield Reading(part, entry, True)
                    return

    def _by_slip(self, claim: ShareClaim, part: Entry) -> Iterator[Reading]:
        """A figure near, or one that the document tells again and again, that gives the share but for a slip."""
        near = (*self._nearby.beside(claim.share), *self._nearby.section(claim.share))
        about = name_pairs(f"{claim.share.lead[-_CLAUSE:]} {claim.share.name} {part.name}")
        far = [e for e, times in self._often(part) if e.cell or times > _OTHERS or name_pairs(own_name(e)) & about]
        for entry in (*near, *far):
            if entry is part or not is_amount(entry) or not _comparable(entry, part):
                continue
            if entry.figure.number < part.figure.number or entry.figure.number == 0:
                continue
            reading = Reading(part, entry, False)
            digits = _SLIP if not claim.base or coverage(claim.base, entry.words) < _HALF else _SLIP - 1
            if is_slip(claim.share.figure, reading.exact, digits):
                yield reading

    def _often(self, part: Entry) -> list[tuple[Entry, int]]:
        """The figures of a kind that stand at least twice in the document, each once, with how often."""
        kind = kind_of(part.figure)
        if kind not in self._repeated:
            every = self._nearby.of_kind(kind)
            times = Counter(entry.figure.number for entry in every)
            first = {entry.figure.number: entry for entry in reversed(every)}
            self._repeated[kind] = [(entry, times[number]) for number, entry in first.items() if times[number] > 1]
        return self._repeated[kind]

    def _planned(self, claim: ShareClaim, part: Entry) -> Iterator[Reading]:
        """What was planned of the same thing, told again and again, of which the rate comes near."""
        if claim.form != "rate" or not claim.named:
            return
        about = name_pairs(f"{claim.share.name} {part.name}")
        plans = [
            e for e, _ in self._often(part) if PLAN.search(e.name) and (_is_total(e) or name_pairs(e.words) & about)
        ]
        near = [Reading(part, entry, False) for entry in plans if entry.figure.number > 0]
        near = [r for r in near if abs(r.exact / claim.share.figure.number - 1) < _CLOSE]
        if len(near) == 1:
            yield near[0]


def _is_total(entry: Entry) -> bool:
    return entry.cell is not None and entry.cell[0].is_total(entry.cell[1])


def _of_two(claim: ShareClaim, part: Entry, whole: Room, claims: Sequence[ShareClaim]) -> Iterator[Reading]:
    """28800万元，占60%；19200万元，占40%: two parts that make up what one of them is the share of."""
    for other in claims:
        if other is claim or other.part is None or implied_whole(claim, part, other) is None:
            continue
        number = part.figure.number + other.part.figure.number
        if whole.low <= number <= whole.high:
            yield Reading(part, replace(part, figure=_as(part.figure, number)), False)


def _as(figure: Printed, number: Decimal) -> Printed:
    return Printed(figure.rounded(number), figure.unit, figure.as_printed(number))


def _comparable(entry: Entry, part: Entry) -> bool:
    return kind_of(entry.figure) == kind_of(part.figure) or counts_of_one_survey(entry.figure, part.figure)


def _with_rest(claim: ShareClaim, part: Entry, nearby: Nearby) -> Iterator[Reading]:
    """已收回1126万元，尚有194万元未收回: the whole is both."""
    if claim.form != "rate":
        return
    for entry in claim.row:
        if (
            before(part, entry)
            and kind_of(entry.figure) == kind_of(part.figure)
            and _REST.search(entry.name + entry.tail)
        ):
            whole = _as(part.figure, part.figure.number + entry.figure.number)
            yield Reading(part, replace(entry, figure=whole), False)


def _in_row(claim: ShareClaim, part: Entry, row: list[Entry]) -> Iterator[Reading]:
    """The amount right before the part, where the sentence says that it is the whole."""
    if not row:
        return
    nearest = row[-1]
    text = between(nearest, part)
    larger = nearest.figure.number >= part.figure.number
    fits = not claim.base or coverage(claim.base, nearest.words) >= _HALF or says_all(claim.base)
    if larger and fits and (_AMONG.match(text) or _HAVE.fullmatch(text)):  # 42所学校中有7所
        yield Reading(part, nearest, True)
    elif PLAN.search(claim.base) and _is_plan(nearest) and "；" not in text:
        yield Reading(part, nearest, len(row) == 1)
    elif claim.form == "part":
        if larger and fits and _OF_WHICH.search(text) and "；" not in text and "%" not in text:
            yield Reading(part, nearest, True)
    elif claim.form == "rate" and (larger or _is_plan(nearest)):
        called = [
            entry for entry in row if _CALLED_WHOLE.search(entry.name) and entry.figure.number > part.figure.number
        ]
        yield Reading(part, called[-1] if called else nearest, len(row) == 1 and "、" not in text)


def _of_other_kind(claim: ShareClaim, part: Entry) -> Iterator[Reading]:
    """疑点数据共1326条，确认412人，占疑点数据的…: the count before, of another kind, that the base is called after."""
    counts = [e for e in claim.row if before(e, part) and is_count(e.figure) and e.figure.number >= part.figure.number]
    if not counts or not is_count(part.figure) or kind_of(counts[-1].figure) == kind_of(part.figure):
        return
    if claim.base and coverage(claim.base, counts[-1].words) > _ALL_OF:
        yield Reading(part, counts[-1], False)


def _is_plan(entry: Entry) -> bool:
    """Whether a figure was planned: 支出预算为, not 预算支出 or 计划完成."""
    last = [match.end() for match in PLAN.finditer(ACCOUNT.sub("", entry.name))]
    return bool(last) and not _REACHED.search(ACCOUNT.sub("", entry.name), last[-1])


def _largest(claim: ShareClaim, part: Entry) -> Iterator[Reading]:
    """The largest amount of the sentence, where the sentence names no other whole."""
    larger = [
        entry
        for entry in claim.row
        if (kind_of(entry.figure) == kind_of(part.figure) or _holds(entry, part, claim))
        and entry.figure.number >= part.figure.number
        and part.sentence is entry.sentence
        and before(entry, part)
    ]
    if larger and not claim.base and claim.form != "of" and "%" not in between(larger[0], part):
        yield Reading(part, max(larger, key=lambda entry: entry.figure.number), False)
    elif larger and claim.form == "rate":
        yield Reading(part, larger[-1], False)


def _holds(places: Entry, people: Entry, claim: ShareClaim) -> bool:
    """床位5200张，入住3484人: places that people take."""
    words = places.name + places.tail
    return bool(
        is_count(places.figure)
        and kind_of(people.figure) == (("人", 1),)
        and re.search(r"床|座|席|岗|名额|编制|工位", words + places.figure.unit.symbol)
        and re.search(r"入住|上座|占用|到岗|满编|使用|空", claim.called)
    )


def _of_list(claim: ShareClaim, part: Entry, row: list[Entry], claims: Sequence[ShareClaim]) -> Iterator[Reading]:
    """The amount before a list of parts with a share each: 支出500万元，其中中央300万元，占60%；省级150万元，占30%."""
    if claim.form != "part":
        return
    beside = {id(c.part): c for c in claims if c.form == "part" and c.base == claim.base and c.part is not part}
    listed = list(itertools.takewhile(lambda entry: id(entry) in beside, reversed(row)))
    whole = row[-len(listed) - 1] if len(row) > len(listed) else None
    if whole is None or not listed or whole.figure.number < part.figure.number:
        return
    proven = any(gives(beside[id(e)].share.figure, e.figure, whole.figure) for e in listed)
    if proven or _OF_WHICH.search(between(whole, listed[-1])):
        yield Reading(part, whole, proven)


def _is_of(subject: str, entry: Entry) -> bool:
    name = own_name(entry)
    return coverage(subject, name) > _ALL_OF or (entry.cell is not None and affinity(subject, name) > _ALL_OF)


def _of_column(part: Entry) -> Iterator[Reading]:
    """A cell is part of the total of its column."""
    if part.cell is None:
        return
    ledger, item, column = part.cell
    total = ledger.totals[-1] if ledger.totals and not ledger.is_total(item) else None
    figure = ledger.figure(total, column) if total is not None else None
    if figure is not None and total is not None and figure.alike(part.figure):
        whole = replace(part, figure=figure, name=ledger.labels[total], cell=(ledger, total, column))
        yield Reading(part, whole, False)


def is_slip(printed: Printed, exact: Decimal, digits: int = _SLIP) -> bool:
    """Whether a figure differs from a result by a slip alone, with so many digits that agree in spite of it."""
    expected = printed.rounded(exact)
    return slip(printed.value, expected) is not None and surprise(printed.value, expected) >= digits


def _is_change(entry: Entry) -> bool:
    return entry.sentence is not None and is_change(entry.sentence.passage, entry.figure)
