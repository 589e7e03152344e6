"""What a stated share is the share of: whether any figure makes it right, and if none does, which one was meant."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from hengping.lint.documents.figure_book import Entry, affinity
from hengping.lint.documents.nearby import (
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
from hengping.lint.documents.printed import NOTHING, Printed, Room, Verdict
from hengping.lint.documents.share_claims import ShareClaim
from hengping.lint.documents.slips import slip, surprise
from hengping.lint.documents.stated import ACCOUNT, PLAN, is_change

_ONE = Room(Decimal(1), Decimal(1))
# 应缴费人数 and 未缴费人数 are not 缴费人数, plans not what came of them.
_ANOTHER = re.compile(r"应|未|非(?!税)|拟|预算|计划|目标|上年|新增")
_REACHED = re.compile(r"完成|实际|执行|支出|实现")
_OF_WHICH = re.compile(r"其中|包括|分为|用于|当中|：")
_ASKED = {"份", "人", "家", "户", "个"}
_NEAREST, _LIST = 30, 8
_ROUGH = Decimal("0.02")
_ALL_OF, _HALF = 0.99, 0.5
_HAVE = re.compile(r"[\u4e00-\u9fff]{1,10}(?:已有|已|有)[^，；。]{0,6}$")
_AMONG = re.compile(r"[^，；。]{0,16}(?:中(?!央|心|型|小|等|级|学)|里|之内)[^。；]{0,14}$")
_SLIP = 3
# How far from the exact whole, beside the rounding of part and share, one may be whose own rounding explains the share.
_MARGIN = Decimal("0.02")


@dataclass(frozen=True)
class Reading:
    """One way to understand a share: part ÷ whole.

    Attributes:
        sure: whether the sentence leaves no other reading.
        why: "" or what else is to be said of it: another figure gives the printed share.
    """

    part: Entry
    whole: Entry
    sure: bool
    why: str = ""

    @property
    def working(self) -> Room | None:
        return self.part.figure.room.over(self.whole.figure.room)

    @property
    def exact(self) -> Decimal:
        return self.part.figure.number / self.whole.figure.number


def gives(share: Printed, part: Printed, whole: Printed, *, or_rest: bool = False) -> bool:
    """Whether part ÷ whole, or what is left of the whole, can be the share."""
    working = part.room.over(whole.room)
    if working is None:
        return False
    if share.verdict(working) is Verdict.AGREES:
        return True
    return or_rest and share.verdict(_ONE - working) is Verdict.AGREES


class Wholes:
    """The figures of a document that a share may be of."""

    def __init__(self, nearby: Nearby) -> None:
        self._nearby = nearby

    def agreeing(self, claim: ShareClaim, part: Entry) -> Entry | None:
        """A figure of the document of which the part is the stated share; first one that the base is called after."""
        share = claim.share.figure
        if claim.whole is not None and gives(share, part.figure, claim.whole.figure):
            return claim.whole
        if share.number <= 0:
            return part if part.figure.number == 0 else None
        whole = part.figure.number / share.number
        margin = _MARGIN + share.step / share.number + (part.figure.step / part.figure.number if whole else 0)
        far = self._nearby.between(kind_of(part.figure), whole * (1 - margin), whole * (1 + margin))
        found = [e for e in (*self._passage(claim), *far) if e is not part and _explains(claim, part, e)]
        return max(found, key=lambda entry: coverage(claim.base, entry.words), default=None)

    def is_given_by_sums(self, claim: ShareClaim, part: Entry, claims: Sequence[ShareClaim]) -> bool:
        """Whether the share comes out of amounts added up: of the parts of one whole, or of items listed with 、."""
        share, kind = claim.share.figure, kind_of(part.figure)
        row = [e for e in claim.row if kind_of(e.figure) == kind]
        beside = [c.part for c in claims if c.form == claim.form and c.base == claim.base and c.part is not None]
        beside = [e for e in beside if e.sentence is claim.share.sentence and kind_of(e.figure) == kind]
        together = [_sum(beside)] if len(beside) > 1 else []
        listed = [_sum(run) for run in _runs(row)]
        one = part.figure.room
        # 上年结转80万元，本年预算400万元: what was to be spent is both.
        both = [first.figure.room + second.figure.room for first, second in itertools.combinations(row[:_LIST], 2)]
        results = [one.over(other) for other in (*together, *listed, *both)]
        results += [several.over(entry.figure.room) for several in listed for entry in row]
        return any(room is not None and share.verdict(room) is Verdict.AGREES for room in results)

    def is_given_by_any(self, claim: ShareClaim) -> bool:
        """Whether any two amounts of one kind in the paragraph give the share, or what is left of the whole."""
        row = [entry for entry in self._passage(claim) if is_amount(entry)][-_NEAREST:]
        return any(
            gives(claim.share.figure, first.figure, second.figure, or_rest=True)
            for first in row
            for second in row
            if first is not second and kind_of(first.figure) == kind_of(second.figure)
        )

    def _passage(self, claim: ShareClaim) -> list[Entry]:
        assert claim.share.sentence is not None
        return [entry for entry in self._nearby.passage(claim.share.sentence.passage) if is_amount(entry)]

    def parts(self, claim: ShareClaim) -> list[Entry]:
        """The amounts that may have the share: the one before it, or those that its subject names, nearest first."""
        if claim.part is not None:
            return [claim.part]
        if len(claim.subject) < 2:
            return []
        for near in (claim.row, self._passage(claim), self._nearby.section(claim.share)):
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
        yield from self._by_name(claim, part)
        yield from _of_column(part)
        yield from _largest(claim, part)
        yield from self._behind(claim, part)
        yield from self._in_sentence_before(claim, part)
        yield from self._by_slip(claim, part)

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
        for near in (self._passage(claim), self._nearby.section(claim.share), found):
            ids = {id(entry) for entry in near}
            here = [entry for entry in found if id(entry) in ids]
            if says_all(claim.base) and len({e.figure.number for e in here}) > 1:
                here = [entry for entry in here if entry.figure.number == max(e.figure.number for e in here)]
            if here:
                sole = len({entry.figure.number for entry in here}) == 1
                every = [Reading(part, entry, False) for entry in here]
                yield from (r for r in every if sole or is_slip(claim.share.figure, r.exact))
                return

    def _behind(self, claim: ShareClaim, part: Entry) -> Iterator[Reading]:
        """The only larger amount behind the share that is called a whole: 结余率7.15%，预算总额2330万元."""
        behind = [
            entry
            for entry in self._passage(claim)
            if entry.sentence is claim.share.sentence
            and before(claim.share, entry)
            and kind_of(entry.figure) == kind_of(part.figure)
            and entry.figure.number > part.figure.number
        ]
        if len(behind) == 1 and not claim.base and re.search(r"总|共|合计|应", behind[0].name):
            yield Reading(part, behind[0], False)

    def _in_sentence_before(self, claim: ShareClaim, part: Entry) -> Iterator[Reading]:
        """The only amount of the kind in the sentence before, where none stands in this one."""
        alike = [entry for entry in claim.row if kind_of(entry.figure) == kind_of(part.figure)]
        if claim.form == "of" or claim.base or [e for e in alike if before(e, part)]:
            return
        earlier = [e for e in self._passage(claim) if before(e, part) and e.sentence is not part.sentence]
        last = [e for e in earlier if e.sentence is earlier[-1].sentence and not _is_change(e)]
        last = [e for e in last if kind_of(e.figure) == kind_of(part.figure)]
        if len(last) == 1:
            yield Reading(part, last[0], False)

    def _by_slip(self, claim: ShareClaim, part: Entry) -> Iterator[Reading]:
        """A figure of the paragraph or the one before that gives the share but for a slip of the hand."""
        for entry in (*self._passage(claim), *self._nearby.section(claim.share)):
            if entry is part or not is_amount(entry) or kind_of(entry.figure) != kind_of(part.figure):
                continue
            if entry.figure.number < part.figure.number or entry.figure.number == 0:
                continue
            reading = Reading(part, entry, False)
            digits = _SLIP if not claim.base or coverage(claim.base, entry.words) < _HALF else _SLIP - 1
            if is_slip(claim.share.figure, reading.exact, digits):
                yield reading


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
        yield Reading(part, nearest, len(row) == 1)


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


def has_whole_of_others(claim: ShareClaim, part: Entry, claims: Sequence[ShareClaim]) -> bool:
    """Whether the part is the stated share of what another part is the stated share of, wherever that whole stands."""
    for other in claims:
        if other is claim or other.part is None or other.form != claim.form or other.base != claim.base:
            continue
        if kind_of(other.part.figure) != kind_of(part.figure) or other.share.figure.number <= 0:
            continue
        whole = other.part.figure.room.over(other.share.figure.room)
        if whole is None or whole.high - whole.low > whole.low * _ROUGH:
            continue
        working = part.figure.room.over(whole)
        if working is not None and claim.share.figure.verdict(working) is Verdict.AGREES:
            return True
    return False


def _is_of(subject: str, entry: Entry) -> bool:
    name = own_name(entry)
    return coverage(subject, name) > _ALL_OF or (entry.cell is not None and affinity(subject, name) > _ALL_OF)


def _explains(claim: ShareClaim, part: Entry, whole: Entry) -> bool:
    related = kind_of(whole.figure) == kind_of(part.figure) or _counts_of_one_survey(whole.figure, part.figure)
    return related and gives(
        claim.share.figure, part.figure, whole.figure, or_rest=claim.may_be_rest and whole in claim.row
    )


def _sum(entries: Iterable[Entry]) -> Room:
    return sum((entry.figure.room for entry in entries), NOTHING)


def _runs(row: list[Entry]) -> Iterator[list[Entry]]:
    """Stretches of amounts that are listed with 、 or 和, two at least."""
    run: list[Entry] = []
    for entry in row:
        if run and not re.fullmatch(r"[^，；。]*[、和及与][^，；。]*", between(run[-1], entry)):
            run = []
        run = [*run, entry]
        for length in range(2, min(len(run), _LIST) + 1):
            yield run[-length:]


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


def _counts_of_one_survey(first: Printed, second: Printed) -> bool:
    """份 and 人: each questionnaire is one person."""
    return is_count(first) and is_count(second) and kind_of(first)[0][0] in _ASKED and kind_of(second)[0][0] in _ASKED


def _is_change(entry: Entry) -> bool:
    return entry.sentence is not None and is_change(entry.sentence.passage, entry.figure)
