"""增减与数字不符: a growth, a difference or a change in points is not what the two figures beside it give.

Meaning: a sentence prints two figures of one kind and by how much one is above or below the other, as a rate
(增长…%), an amount (增加…万元) or in 百分点, and no two figures of the paragraph give it.
Why: one of three printed numbers is wrong, and growth is what readers remember.
Basis: arithmetic; the city's 194814 after 196498 gives −0.86 % as printed.
Exclusions:
1. Targets, bounds, approximations, quotations; another base or scope stated in words (可比口径, 年均).
2. Any two figures of the paragraph that give it, whichever is the earlier one; the direction is the matter of HP707.
3. Fewer or more than two figures that could be meant: the other one stands elsewhere.
4. A last digit cut off instead of rounded: a warning. No word of time or comparison beside it: a warning.
Fires: 本年194814人，上年196498人，增长率为-0.68%
Silent: 本年收入110万元，上年100万元，增长10.00%
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from hengping.lint.check import Check, Group
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import Printed, Room, Verdict
from hengping.lint.documents.stated import OTHER_BASE, PLANNED, alike, figures, start, two_clauses_before, words_before
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_GROWTH = re.compile(
    r"(?:增长|增加|上升|提高|下降|减少|降低|回落|增幅|降幅|增速|下滑|提升|上涨)(?:率|了|幅度)?(?:为|达|达到)?$"
)
_DIFFERENCE = re.compile(
    r"(?:增长|增加|上升|提高|下降|减少|降低|回落|提升|增支|减支|增收|减收|多出|净增|净减|超出|节约|差额|相差|结余|多|少)(?:了)?(?:为|达)?$"
)
_TIME = re.compile(r"上年|去年|同期|上一年|年|由|从|较|比|期初|期末")
_ONE = Room(Decimal(1), Decimal(1))


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for sentence in subject.sentences:
        for change in figures(sentence):
            words = words_before(sentence.passage, change)
            around = two_clauses_before(sentence.passage, change)
            if PLANNED.search(words) or OTHER_BASE.search(around):  # (1)
                continue
            assert change.mention is not None
            if change.mention.kind == "share" and _GROWTH.search(words):
                yield from _statement(sentence, change, words, _rate, lambda other: not other.unit.is_ratio)
            elif change.mention.kind == "points" and _DIFFERENCE.search(words):
                yield from _statement(sentence, change, words, _difference, lambda other: other.unit.symbol == "%")
            elif not change.unit.is_ratio and _DIFFERENCE.search(words):
                yield from _statement(sentence, change, words, _difference, change.alike)


Working = Callable[[Printed, Printed], Room | None]


def _rate(later: Printed, earlier: Printed) -> Room | None:
    quotient = later.room.over(earlier.room)
    return quotient - _ONE if quotient is not None else None


def _difference(later: Printed, earlier: Printed) -> Room | None:
    return later.room - earlier.room


def _statement(
    sentence: Sentence, change: Printed, words: str, working: Working, fits: Callable[[Printed], bool]
) -> Iterator[Remark]:
    everywhere = [other for other in figures(sentence.passage) if fits(other) and other is not change]
    pairs = [(first, second) for first in everywhere for second in alike(first, everywhere)]
    if any(_gives(change, working(*pair)) is Verdict.AGREES for pair in pairs):  # (2)
        return
    before = [other for other in everywhere if sentence.start <= start(other) < start(change)]
    if len(before) != 2 or not before[0].alike(before[1]) or len({other.number for other in before}) < 2:  # (3)
        return
    later, earlier = _in_order(sentence, before)
    room = working(later, earlier)
    if room is None:
        return
    expected = change.as_printed(abs(_exact(working, later, earlier)))
    shown = f"（{later} − {earlier}）÷ {earlier}" if working is _rate else f"{later} − {earlier}"
    sign = "-" if _exact(working, later, earlier) < 0 else ""
    timed = _TIME.search(sentence.text)
    soft = _gives(change, room) is Verdict.LAST_DIGIT or not timed
    yield Remark(
        at(sentence.place),
        f"“{words}{change.text}”与前面的数字不符：{shown} = {sign}{expected}。",
        expected=f"{sign}{expected}",
        found=str(change),
        severity=Severity.WARNING if soft else None,  # (4)
    )


def _exact(working: Working, later: Printed, earlier: Printed) -> Decimal:
    if working is _rate:
        return later.number / earlier.number - 1
    return later.number - earlier.number


def _gives(change: Printed, room: Room | None) -> Verdict | None:
    """Whether the change is the working in size, whatever its sign."""
    if room is None:
        return None
    turned = Room(-room.high, -room.low)
    verdicts = {change.verdict(room), change.verdict(turned)}
    return next(verdict for verdict in (Verdict.AGREES, Verdict.LAST_DIGIT, Verdict.DISAGREES) if verdict in verdicts)


def _in_order(sentence: Sentence, pair: list[Printed]) -> tuple[Printed, Printed]:
    """The later figure first: by words of the earlier year, else the one named first is this year's."""
    first, second = (words_before(sentence.passage, figure) for figure in pair)
    if re.search(r"上年|去年|由|从|期初|同期", first) and not re.search(r"上年|去年|期初|同期", second):
        return pair[1], pair[0]
    years = [re.findall(r"20\d\d", two_clauses_before(sentence.passage, figure)) for figure in pair]
    if years[0] and years[1] and years[0][-1] < years[1][-1]:
        return pair[1], pair[0]
    return pair[0], pair[1]


CHECK = Check(code="HP715", title="增减与数字不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
