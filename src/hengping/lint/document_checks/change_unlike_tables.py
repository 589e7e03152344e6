"""增减与别处的数字不符: by how much something changed is not what its figures in a table or another sentence give.

Meaning: a sentence says by how much something grew, fell or differs from another thing and prints only one of the two
figures or none; a table has both in one row (at two times) or in one column (two things), or the paragraph names both.
Why: the change was worked out from the table; where it differs, one of them was changed afterwards.
Basis: arithmetic; the city's growth of −0.86 % follows from the two figures that it prints.
Exclusions:
1. Sentences that print both figures: the matter of HP715 and HP707. Targets, other bases and scopes, as there.
2. Any pair that gives the change, whichever row it stands in.
3. Rows whose name is not in the words of the sentence, unless the sentence prints one of their figures.
4. Where the sentence prints neither figure: what is neither a slip of copying, nor the same change turned round or on
   the wrong base, unless another change of the sentence agrees with the pair.
Fires: 表：支出 2021年110万元 2020年100万元；支出比上年增长11%
Silent: 表：支出 2021年110万元 2020年100万元；支出比上年增长10%
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hengping.lint.check import Check, Group
from hengping.lint.document_checks.growth_unlike_figures import is_of_other_base
from hengping.lint.documents.changes.change_words import Change
from hengping.lint.documents.changes.changes import Movement, movements
from hengping.lint.documents.changes.levels_elsewhere import Levels, LevelsElsewhere
from hengping.lint.documents.figure_book import Entry, name_pairs
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import Printed, Room, Verdict
from hengping.lint.documents.slips import slip, surprise
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_ONE = Room(Decimal(1), Decimal(1))


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    elsewhere = LevelsElsewhere(subject)
    for sentence in subject.sentences:
        carried = ""
        for movement in movements(sentence):
            carried = next((change.against for change in movement.changes if change.against), carried)
            if movement.level is not None and movement.base is not None:  # (1)
                continue
            yield from _amount_and_rate(movement, elsewhere.said_before(movement))
            for change in movement.changes:
                if not is_of_other_base(movement, change):  # (1)
                    yield from _change(movement, change, elsewhere.of(movement, change, carried))  # (3)


def _amount_and_rate(movement: Movement, before: list[Entry]) -> Iterator[Remark]:
    """收入总计1896万元。与上年相比，收入总计增加215万元，增长12.18%: the level in the sentence before."""
    amount, rate = movement.of("amount"), movement.of("rate")
    if amount is None or rate is None or is_of_other_base(movement, rate):
        return
    told = [(entry, room) for entry in before if (room := _of_level(entry.figure, amount)) is not None]
    subject = amount.subject
    named = [(entry, room) for entry, room in told if _is_called(entry.name, subject)]
    if any(rate.figure.verdict(room) is not Verdict.DISAGREES for _, room in told):  # (2)
        return
    if not named or len({entry.figure.number for entry, _ in named}) > 1:  # (3)
        return
    level, room = named[-1]
    sign = "+" if amount.rises is False else "−"
    expected = rate.figure.as_printed(room.middle)
    yield Remark(
        at(movement.sentence.place, level.place),
        f"“{rate.words.lstrip('，；')}{rate.figure.text}”与“{level.name}”{level.figure}不符："
        f"{amount.figure} ÷（{level.figure} {sign} {amount.figure}） = {expected}。",
        expected=expected,
        found=str(rate.figure),
    )


def _of_level(level: Printed, amount: Change) -> Room | None:
    base = level.room + amount.figure.room if amount.rises is False else level.room - amount.figure.room
    return amount.figure.room.over(base) if base.low > 0 else None


def _is_called(name: str, subject: str) -> bool:
    """Whether a figure is what a subject names; 收、支总计 is 收入总计."""
    wanted = name_pairs(subject)
    if wanted:
        return len(wanted) > 1 and wanted <= name_pairs(name)
    whole = re.search(r"总计|合计", subject)
    return whole is not None and whole.group() in name


def _change(movement: Movement, change: Change, pairs: list[Levels]) -> Iterator[Remark]:
    if not pairs or any(_verdict(change, pair) is not Verdict.DISAGREES for pair in pairs):  # (2)
        return
    sure = [pair for pair in pairs if _is_sure(movement, change, pair)]
    if not sure or len({_expected(change, pair) for pair in pairs}) > 1:
        return
    pair = sure[0]
    level, base = pair.level, pair.base
    expected = _expected(change, pair)
    yield Remark(
        at(movement.sentence.place, level.place, base.place),
        f"“{change.words.lstrip('，；')}{change.figure.text}”与“{level.name}”{level.figure}、“{base.name}”{base.figure}不符："
        f"应为{expected}。",
        expected=expected,
        found=f"{change.words.lstrip('，；')}{change.figure.text}",
    )


def _is_sure(movement: Movement, change: Change, pair: Levels) -> bool:
    if pair.certain == 2:
        return True
    others = [other for other in movement.changes if other is not change]  # (4)
    if any(_verdict(other, pair) is Verdict.AGREES for other in others):
        return True
    exact = abs(_exact(change, pair))
    if change.figure.verdict(Room(exact, exact)) is Verdict.AGREES:
        return True
    level = pair.level.figure
    if change.way == "rate" and level.number:  # the base mistaken
        wrong = abs(level.number - pair.base.figure.number) / level.number
        if change.figure.verdict(Room(wrong, wrong)) is Verdict.AGREES:
            return True
    meant = change.figure.rounded(exact)
    return slip(abs(change.figure.value), meant) is not None and surprise(abs(change.figure.value), meant) >= 2


def _exact(change: Change, pair: Levels) -> Decimal:
    gap = pair.level.figure.number - pair.base.figure.number
    return gap / pair.base.figure.number if change.way == "rate" and pair.base.figure.number else gap


def _expected(change: Change, pair: Levels) -> str:
    exact = _exact(change, pair)
    return f"{'减少' if exact < 0 else '增加'}{change.figure.as_printed(abs(exact))}"


def _verdict(change: Change, pair: Levels) -> Verdict:
    """Whether a pair gives the change, its direction included where a word says it."""
    level, base = pair.level.figure, pair.base.figure
    room = _rate(level, base) if change.way == "rate" else level.room - base.room
    if room is None:
        return Verdict.AGREES
    turned = Room(-room.high, -room.low)
    figure = change.figure
    if change.rises is None:
        verdicts = {figure.verdict(room), figure.verdict(turned)}
        return next(verdict for verdict in Verdict if verdict in verdicts)
    return figure.verdict(room if change.rises else turned)


def _rate(level: Printed, base: Printed) -> Room | None:
    quotient = level.room.over(base.room)
    return quotient - _ONE if quotient is not None else None


CHECK = Check(code="HP732", title="增减与别处的数字不符", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
