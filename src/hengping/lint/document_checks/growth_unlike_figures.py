"""增减与数字不符: a growth, a difference or a change in points is not what the figures beside it give.

Meaning: a sentence prints by how much something grew, fell or differs, as a rate (增长…%), an amount (增加…万元) or in
百分点, and two of the figures it rests on: the level and its base, the base and the amount, the level and the amount.
Why: one of three printed numbers is wrong, and growth is what readers remember.
Basis: arithmetic; the city's 194814 after 196498 gives −0.86 % as printed. The base of a rate is the earlier figure.
Exclusions:
1. Targets, bounds, approximations, quotations; another base or scope stated in words (可比口径, 年均, 实际增长).
2. Any two figures that give it: of the sentence where its words name level and base, of the paragraph elsewhere, the
   sum of what the sentence lists among them. Whichever way it goes: the direction is the matter of HP707.
3. Changes of a subject of their own (…亿元，地方收入增长…), and those whose base the sentence does not print.
4. A last digit cut off instead of rounded; whole numbers that may have been rounded before, while the rate has two
   decimals; other figures or a subject among those of the statement; figures that their place alone makes level and
   base; a rate and an amount that need not have one base: a warning.
5. Lists of changes (分别增长…、…) of which none agrees with the figures in its place.
Fires: 本年194814人，上年196498人，增长率为-0.68%
Silent: 本年收入110万元，上年100万元，增长10.00%
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from hengping.lint.check import Check, Group
from hengping.lint.documents.changes.change_lists import ListedChange, listed_changes
from hengping.lint.documents.changes.change_words import CLAUSE, YEAR, Change, fits
from hengping.lint.documents.changes.changes import EARLIER, PAIRED, Movement, movements
from hengping.lint.documents.changes.plain_changes import is_plain
from hengping.lint.documents.passages import Passage, Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import NOTHING, Printed, Room, Verdict
from hengping.lint.documents.stated import (
    OTHER_BASE,
    PLANNED,
    end,
    plain_figures,
    start,
    two_clauses_before,
    words_before,
)
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_OFF = Verdict.DISAGREES
_ONE = Room(Decimal(1), Decimal(1))
_OTHER_SCOPE = re.compile(r"口径|可比|剔除|扣除")
# The name of a budget: 较调整后预算超支 compares with a figure like any other.
ADJUSTED_BUDGET = re.compile(r"调整后的?(?:年度|全年|支出|收入)*(?:预算|指标|额度|概算|计划)")
_OVER_THE_YEARS = re.compile(r"[两三四五]年(?:累计|合计|来)")
_TARGET = re.compile(r"目标|计划|标准|要求|指标|低于|高于|不少于|超过")
_LONGEST = 70


@dataclass(frozen=True)
class _Reading:
    """What a change should be: the working as shown, its room and exact value; whether words leave no other reading."""

    shown: str
    room: Room
    exact: Decimal
    sure: bool


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for sentence in subject.sentences:
        for movement in movements(sentence):
            for change in movement.changes:
                if not is_of_other_base(movement, change):
                    yield from _statement(movement, change)
        for listed in listed_changes(sentence):
            yield from _list(sentence, listed)


def _list(sentence: Sentence, listed: list[ListedChange]) -> Iterator[Remark]:
    """The changes of a list that their figures do not give, where they give another one of the list."""
    told: list[tuple[Change, _Reading]] = []
    for entry in listed:
        amounts = [entry.amount] if entry.amount is not None else []
        movement = Movement(sentence, entry.level, entry.base, True, changes=[*amounts, entry.change])
        told.extend((entry.change, reading) for reading in _readings(movement, entry.change))
    verdicts = [_in_size(change.figure, reading.room) for change, reading in told]
    if Verdict.AGREES not in verdicts or OTHER_BASE.search(sentence.text):  # (5)
        return
    for change, reading in told:
        if _in_size(change.figure, reading.room) is Verdict.DISAGREES:
            expected = change.figure.as_printed(abs(reading.exact))
            yield Remark(
                at(sentence.place),
                f"“{change.words.lstrip('，；')}”所列的{change.figure}与前面的数字不符：{reading.shown} = {expected}。",
                expected=expected,
                found=str(change.figure),
                severity=Severity.WARNING,
            )


def is_of_other_base(movement: Movement, change: Change) -> bool:
    """Whether a change is a target, or counted on a base or in a scope of its own."""
    passage = movement.sentence.passage
    around = two_clauses_before(passage, change.figure)
    if movement.from_to:
        around = _OVER_THE_YEARS.sub("", words_before(passage, change.figure))
    level = two_clauses_before(passage, movement.level) if movement.level is not None else ""
    around = ADJUSTED_BUDGET.sub("", around)
    planned = PLANNED.search(CLAUSE.split(change.words.replace(change.against, ""))[-1])
    return bool(planned or OTHER_BASE.search(around) or _OTHER_SCOPE.search(level))  # (1)


def _statement(movement: Movement, change: Change) -> Iterator[Remark]:
    readings = list(_readings(movement, change))
    verdicts = [_in_size(change.figure, reading.room) for reading in readings]
    if readings and verdicts[0] is Verdict.AGREES and _is_of_whole_numbers(movement, change, readings[0]):
        verdicts = [Verdict.LAST_DIGIT]  # (4)
    if not readings or Verdict.AGREES in verdicts:  # (3)
        return
    if _is_given(movement, change, movement.sentence if readings[0].sure else movement.sentence.passage):  # (2)
        return
    reading = readings[0]
    expected = change.figure.as_printed(reading.exact)
    soft = Verdict.LAST_DIGIT in verdicts or not reading.sure or not is_plain(movement, change)
    yield Remark(
        at(movement.sentence.place),
        f"“{_quoted(movement, change)}”与前面的数字不符：{reading.shown} = {expected}。",
        expected=expected,
        found=str(change.figure),
        severity=Severity.WARNING if soft else None,  # (4)
    )


def _is_of_whole_numbers(movement: Movement, change: Change, reading: _Reading) -> bool:
    """Whether two decimals of a rate were worked out from whole numbers and are not theirs: 42元 to 36元, 16.29 %."""
    row = [movement.level, movement.base]
    whole = all(figure is not None and figure.places == 0 and figure.unit.factor == 1 for figure in row)
    exact = Room(reading.exact, reading.exact)
    return (
        change.way == "rate"
        and change.figure.places > 1
        and whole
        and reading.sure
        and _in_size(change.figure, exact) is Verdict.DISAGREES
    )


def _readings(movement: Movement, change: Change) -> Iterator[_Reading]:
    level, base, amount = movement.level, movement.base, movement.of("amount")
    if level is not None and base is not None:
        if _is_apart(movement, change):
            assert amount is not None
            yield from _quotient(f"{amount.figure} ÷ {base}", amount.figure, base.room, base.number, False)
        yield from _of_two(movement, change, level, base)
    elif change.way == "rate" and amount is not None:
        if base is not None:
            yield from _quotient(f"{amount.figure} ÷ {base}", amount.figure, base.room, base.number, True)
        elif level is not None:
            falls = amount.rises is False
            room = level.room + amount.figure.room if falls else level.room - amount.figure.room
            number = level.number + amount.figure.number if falls else level.number - amount.figure.number
            shown = f"{amount.figure} ÷（{level} {'+' if falls else '−'} {amount.figure}）"
            yield from _quotient(shown, amount.figure, room, number, bool(amount.against) and not change.against)


def _is_apart(movement: Movement, change: Change) -> bool:
    """较上年的5600人增加440人，增长7.86% behind a figure that is 440 from no 5600: the rate is of amount and base."""
    level, base, amount = movement.level, movement.base, movement.of("amount")
    if change.way != "rate" or movement.from_to or amount is None or level is None or base is None:
        return False
    behind = start(level) < start(base) < start(amount.figure) < start(change.figure)
    if not behind or not base.alike(amount.figure) or _in_size(amount.figure, level.room - base.room) is not _OFF:
        return False
    return is_plain(Movement(movement.sentence, None, base, True, changes=movement.changes), change)


def _of_two(movement: Movement, change: Change, level: Printed, base: Printed) -> Iterator[_Reading]:
    sure = movement.named and not _is_of_another_time(movement, change, base)
    signed = change.rises is None and not PAIRED.search(change.words)
    gap, room = level.number - base.number, level.room - _room_of_base(movement, change, base)
    text = movement.sentence.passage.text
    if not level.alike(base) or not (change.way == "rate" or fits(change, level, text)):
        return
    if change.way != "rate" or level.unit.symbol == "%":
        shown = f"{level} − {base}" if gap >= 0 or signed else f"{base} − {level}"
        yield _Reading(shown, room, gap if signed else abs(gap), sure and change.way != "rate")
    if change.way == "rate":
        quotient = level.room.over(base.room)
        if quotient is not None and base.number != 0:
            shown = f"（{level} − {base}）÷ {base}"
            yield _Reading(shown, quotient - _ONE, gap / base.number, sure and level.unit.symbol != "%")


def _is_of_another_time(movement: Movement, change: Change, base: Printed) -> bool:
    """由2016年的68%提升至2021年的73%，较上年提高1.2个百分点: the clause has a base of its own."""
    if not movement.from_to or not change.against or start(change.figure) < start(base):
        return False
    name = words_before(movement.sentence.passage, base)
    years = YEAR.findall(change.against)
    return not (years[-1] in name if years else EARLIER.search(name) or change.against in name)


def _room_of_base(movement: Movement, change: Change, base: Printed) -> Room:
    """A target is meant as it is written: 95 % is 95.00 %."""
    words = f"{change.against}{words_before(movement.sentence.passage, base)}{base.text}"
    return base.room_to(change.figure.places) if _TARGET.search(words) else base.room


def _quotient(shown: str, amount: Printed, room: Room, number: Decimal, sure: bool) -> Iterator[_Reading]:
    quotient = amount.room.over(room)
    if quotient is not None and number > 0:
        yield _Reading(shown, quotient, amount.number / number, sure)


def _is_given(movement: Movement, change: Change, part: Sentence | Passage) -> bool:
    """Whether other figures give a change in size; the base of a rise is the smaller one, of a fall the larger one."""
    figure = change.figure
    own = [movement.level, movement.base, *(other.figure for other in movement.changes)]
    sentences = part.sentences if isinstance(part, Passage) else (part,)
    row = [other for sentence in sentences for other in plain_figures(sentence) if other != figure]
    if change.way == "points":
        row = [other for other in row if other.unit.symbol == "%"]
    elif change.way == "amount":
        row = [other for other in row if other.alike(figure)]
    else:
        row = [other for other in row if not other.unit.is_ratio or not other.unit.symbol]
    pairs = [pair for pair in permutations(row, 2) if not all(f in own for f in pair)]
    totals = list(_sums(row, movement))
    if change.way != "rate":
        rooms = (one.room - other.room for one, other in pairs)
        of_sums = (total - other.room for total in totals for other in row)
        return any(_agrees(figure, room) for room in (*rooms, *of_sums))
    amount = movement.of("amount")
    if amount is not None and any(
        _agrees(figure, quotient)
        for room in totals
        if (quotient := amount.figure.room.over(room - amount.figure.room)) is not None
    ):
        return True
    pairs = [(one, other) for one, other in pairs if one.alike(other) and other != movement.level]
    if amount is not None and _is_apart(movement, change):
        pairs = [pair for pair in pairs if amount.figure not in pair]
    return any(_rate_agrees(change, one, other) for one, other in pairs)


def _rate_agrees(change: Change, one: Printed, other: Printed) -> bool:
    """Whether one figure over another, or their difference over the base that the word asks for, is the rate."""
    quotient = one.room.over(other.room)
    if quotient is None:
        return False
    if change.rises in (None, one.number > other.number) and _agrees(change.figure, quotient - _ONE):
        return True
    return one.number < other.number and _agrees(change.figure, quotient)


def _sums(row: list[Printed], movement: Movement) -> Iterator[Room]:
    """The sums of two and more neighbours that stand before the change."""
    first = start(movement.changes[0].figure)
    before = [figure for figure in row if end(figure) <= first and movement.sentence.start <= start(figure)]
    for begin in range(len(before)):
        for stop in range(begin + 2, len(before) + 1):
            parts = before[begin:stop]
            if all(part.alike(parts[0]) for part in parts):
                yield sum((part.room for part in parts), NOTHING)


def _agrees(figure: Printed, room: Room) -> bool:
    return _in_size(figure, room) is Verdict.AGREES


def _in_size(figure: Printed, room: Room) -> Verdict:
    """Whether a figure is a working in size, whatever its sign."""
    verdicts = {figure.verdict(room), figure.verdict(Room(-room.high, -room.low))}
    return next(verdict for verdict in Verdict if verdict in verdicts)


def _quoted(movement: Movement, change: Change) -> str:
    """The statement up to the change; no more than its last clauses where it is long."""
    text = movement.sentence.passage.text
    begin = min(map(start, _first(movement, change)))
    whole = text[begin : end(change.figure)]
    return whole if len(whole) <= _LONGEST else f"{change.words.lstrip('，；、')}{change.figure.text}"


def _first(movement: Movement, change: Change) -> Iterable[Printed]:
    return [figure for figure in (movement.level, movement.base, change.figure) if figure is not None]


CHECK = Check(code="HP715", title="增减与数字不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
