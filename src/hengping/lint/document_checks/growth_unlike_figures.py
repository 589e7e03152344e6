"""增减与数字不符: a growth, a difference or a change in points is not what the two figures beside it give.

Meaning: a sentence prints two figures of one kind and by how much one is above or below the other, as a rate
(增长…%), an amount (增加…万元) or in 百分点, and no two figures of the paragraph give it.
Why: one of three printed numbers is wrong, and growth is what readers remember.
Basis: arithmetic; the city's 194814 after 196498 gives −0.86 % as printed.
Exclusions:
1. Targets, bounds, approximations, quotations; another base or scope stated in words (可比口径, 年均).
2. Any two figures of the paragraph that give it, whichever is the earlier one; the direction is the matter of HP707.
3. Fewer or more than two figures that could be meant: the other one stands elsewhere. Figures that are changes
   themselves (比上年增加12万元), and what stands in closed parentheses, are not meant.
4. A last digit cut off instead of rounded: a warning.
5. Two figures that nothing shows to be one thing at two times (中央…亿元，增长…；地方…亿元，增长…): neither years, nor
   上年, 同期, 期初, nor 由…到. For 结余 one must be money had and the other money spent; a balance brought forward
   (上年结余, 滚存结余) is no difference. A part (其中…) is not its whole of another time.
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
from hengping.lint.documents.stated import (
    OTHER_BASE,
    PLANNED,
    alike,
    figures,
    is_aside,
    is_change,
    is_points,
    label,
    start,
    two_clauses_before,
    words_before,
)
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_GROWTH = re.compile(
    r"(?:增长|增加|上升|提高|下降|减少|降低|回落|增幅|降幅|增速|下滑|提升|上涨)(?:率|了|幅度)?(?:为|达|达到)?$"
)
_DIFFERENCE = re.compile(
    r"(?:增长|增加|上升|提高|下降|减少|降低|回落|提升|增支|减支|增收|减收|多出|净增|净减|超出|节约|差额|相差|结余|多|少)(?:了)?(?:为|达)?$"
)
_GREW = re.compile(
    r"(?:增长|增加|上升|提高|下降|减少|降低|回落|提升|上涨|下滑|增支|减支|增收|减收|净增|净减|增幅|降幅|增速)[^\d]*$"
)
_EARLIER = re.compile(r"上年|去年|上一年|同期|期初|基期|年初(?!预算)|(?:比|较|与|同)[^，。；]*(?:19|20)\d\d年")
_HAD, _SPENT = re.compile(r"收入|预算|到位|安排|下达|筹集|拨入"), re.compile(r"支出|使用|执行|支付|拨付|发放")
_BROUGHT_FORWARD = re.compile(r"上年|滚存|累计|历年|年初")
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
    before = [other for other in before if _is_meant(sentence, other, change)]
    if len(before) != 2 or not before[0].alike(before[1]) or len({other.number for other in before}) < 2:  # (3)
        return
    if not _belong(sentence, words, before):  # (5)
        return
    later, earlier = _in_order(sentence, before)
    room = working(later, earlier)
    if room is None:
        return
    expected = change.as_printed(abs(_exact(working, later, earlier)))
    shown = f"（{later} − {earlier}）÷ {earlier}" if working is _rate else f"{later} − {earlier}"
    sign = "-" if _exact(working, later, earlier) < 0 else ""
    soft = _gives(change, room) is Verdict.LAST_DIGIT
    yield Remark(
        at(sentence.place),
        f"“{words}{change.text}”与前面的数字不符：{shown} = {sign}{expected}。",
        expected=f"{sign}{expected}",
        found=str(change),
        severity=Severity.WARNING if soft else None,  # (4)
    )


def _is_meant(sentence: Sentence, other: Printed, change: Printed) -> bool:
    passage = sentence.passage
    return not (is_points(other) or is_change(passage, other) or is_aside(passage, other, change))


def _belong(sentence: Sentence, words: str, pair: list[Printed]) -> bool:
    """Whether two figures are one thing at two times, or what was had and what was spent of it."""
    labels = [label(sentence, figure) for figure in pair]
    if "结余" in words:
        had, spent = ([bool(kind.search(text)) for text in labels] for kind in (_HAD, _SPENT))
        return any(had) and any(spent) and had != spent and not _BROUGHT_FORWARD.search(words)
    if not _GREW.search(words):
        return True
    if "其中" in labels[1]:
        return False
    earlier = [bool(_EARLIER.search(text)) for text in labels]
    years = [re.findall(r"(?:19|20)\d\d(?=年)", text) for text in labels]
    from_to = re.search(r"由|从", labels[0]) and re.search(r"(?:到|至|为|成)$", labels[1])
    return earlier[0] != earlier[1] or bool(from_to) or bool(years[0] and years[1] and years[0][-1] != years[1][-1])


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
    years = [re.findall(r"20\d\d", label(sentence, figure)) for figure in pair]
    if years[0] and years[1] and years[0][-1] < years[1][-1]:
        return pair[1], pair[0]
    return pair[0], pair[1]


CHECK = Check(code="HP715", title="增减与数字不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
