"""超额短缺与数字不符: by how much a task was exceeded or missed is not what task and result give.

Meaning: behind 超任务, 超计划, 超额完成, 短缺, 尚差 and the like stands a share, 百分点 or an amount; the task and the
result beside it, or the rate of completion, give another one.
Why: what was done beyond the plan is praised, what is missing is explained.
Basis: result ÷ task − 1, result − task, rate − 100 %; a published notice says 超任务43% where 264 of 115 is 129.6 %.
Exclusions:
1. Whatever two amounts of the paragraph, or a rate in it, give the figure.
2. Budgets and cost standards (超概算), limits (超标, 超限), time (超期), bounds and approximations.
3. Anything but one task and one result in the sentence: a warning, and only in the sentence, the one before, or the
   last paragraph that tells of both in the same words.
Fires: 任务115户，完成264户，超任务43%
Silent: 任务115户，完成264户，超任务129.57%
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from hengping.lint.check import Check, Group
from hengping.lint.documents.figure_book import Entry, affinity
from hengping.lint.documents.nearby import is_amount
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import Room, Verdict
from hengping.lint.documents.stated import is_aside, is_change
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_PLANNED = (
    r"(?:目标|任务|计划|指标|预期|预定|序时进度|进度|设计|应[^，。；\d]{1,4}|下达|合同|约定|原定|既定|年初|年度"
    r"|上级|省|市|县)"
)
_OVER = re.compile(
    rf"(?:超(?:额|出|过|前)?(?:了)?{_PLANNED}{{1,4}}(?:值|数|量|要求)?(?:任务|完成)?"
    r"|超额(?:完成|实现|超)?(?:任务|目标)?|超完成(?:任务)?|多完成)(?:了|为|达|达到|共|计)?$"
)
_SHORT = re.compile(
    rf"(?:(?:距|离|距离){_PLANNED}{{1,4}}(?:值|数|量)?(?:任务)?(?:还|尚|仍)?(?:少|差|欠|相差|有|缺)(?:了|差距)?"
    r"|(?:还|尚|仍)(?:差|缺|欠)|短缺|短欠|欠缺|少完成|缺口|缺额)(?:了|为|达|有|共|计)?$"
)
_TASK = re.compile(r"任务|计划|目标|应(?!急|用)|下达|核定|指标|设计|需(?!求侧)|定额|编制|拟|要求|原定|合同")
_DONE = re.compile(r"完成|实际|已|实现|达到|改造|建成|培训|发放|到位|在岗|现有|交付|验收|种植|收购|收到|实有|新增")
_RESULT = re.compile(r"实际|已|任务完成|完成(?:数|情况|量|人数|户数|面积|值)|截至|截止")
_NOT = re.compile(r"概算|超标|超限|超期|超支|超编|限额|标准|超时|预算")
_BACK = 12
_ONE = Room(Decimal(1), Decimal(1))


@dataclass(frozen=True)
class _Reading:
    """What task and result give, with its working."""

    room: Room
    shown: str
    sure: bool


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    rows = list(subject.nearby.passages())
    for number, row in enumerate(rows):
        for position, claim in enumerate(row):
            over = _sign(claim)
            if over:
                remark = _remark(
                    claim, over, row[:position] or _told_before(claim, rows[max(number - _BACK, 0) : number])
                )
                if remark is not None:
                    yield remark


def _told_before(claim: Entry, rows: list[list[Entry]]) -> list[Entry]:
    """The nearest paragraph before that tells of task and result in words of the claim."""
    for row in reversed(rows):
        told = [e for e in row if is_amount(e) and affinity(e.name, claim.name)]
        if any(_TASK.search(e.name) for e in told) and any(_DONE.search(e.name) for e in told):
            return row
    return []


def _sign(claim: Entry) -> int:
    """1 for what is beyond the task, -1 for what is missing, 0 for anything else."""
    if _NOT.search(claim.name) or claim.figure.number <= 0 or claim.figure.unit.symbol in ("分", "倍"):  # (2)
        return 0
    return 1 if _OVER.search(claim.name) else -1 if _SHORT.search(claim.name) else 0


def _remark(claim: Entry, over: int, before: list[Entry]) -> Remark | None:
    assert claim.sentence is not None
    passage = claim.sentence.passage
    level = [
        entry
        for entry in before
        if not is_aside(passage, entry.figure, claim.figure) and not is_change(passage, entry.figure)
    ]
    level = [entry for entry in level if not _sign(entry)]
    if any(_gives(claim, reading) for reading in _all_readings(claim, over, level)):  # (1)
        return None
    reading = _reading(claim, over, level)
    if reading is None or _gives(claim, reading):
        return None
    plain = claim.figure.verdict(reading.room) is Verdict.DISAGREES and reading.sure
    expected = claim.figure.as_printed(reading.room.middle)
    return Remark(
        at(claim.place),
        f"“{claim.name}{claim.figure.text}”与任务、完成数不符：{reading.shown} = {expected}。",
        expected=expected,
        found=str(claim.figure),
        severity=None if plain else Severity.WARNING,  # (3)
    )


def _gives(claim: Entry, reading: _Reading) -> bool:
    return claim.figure.verdict(reading.room) is Verdict.AGREES


def _all_readings(claim: Entry, over: int, level: list[Entry]) -> Iterator[_Reading]:
    """Whatever any two amounts or any rate before the claim give."""
    amounts = [entry for entry in level if is_amount(entry)]
    for task, done in permutations(amounts, 2):
        if task.figure.alike(done.figure):
            reading = _of_amounts(claim, over, task, done, False)
            if reading is not None:
                yield reading
    rates = [entry for entry in level if _is_rate(entry)]
    if not is_amount(claim):
        yield from (_of_rate(over, rate, False) for rate in rates)
        yield from (_Reading(one.figure.room - other.figure.room, "", False) for one, other in permutations(rates, 2))


def _is_rate(entry: Entry) -> bool:
    mention = entry.figure.mention
    return mention is not None and mention.kind == "share"


def _of_amounts(claim: Entry, over: int, task: Entry, done: Entry, sure: bool) -> _Reading | None:
    more, less = (done, task) if over > 0 else (task, done)
    gap = more.figure.room - less.figure.room
    if is_amount(claim):
        fits = claim.figure.alike(task.figure)
        return _Reading(gap, f"{more.figure} − {less.figure}", sure) if fits else None
    quotient = done.figure.room.over(task.figure.room)
    if quotient is None:
        return None
    room = quotient - _ONE if over > 0 else _ONE - quotient
    shown = f"{done.figure} ÷ {task.figure} − 1" if over > 0 else f"1 − {done.figure} ÷ {task.figure}"
    return _Reading(room, shown, sure)


def _of_rate(over: int, rate: Entry, sure: bool) -> _Reading:
    room = rate.figure.room - _ONE if over > 0 else _ONE - rate.figure.room
    shown = f"{rate.figure} − 100%" if over > 0 else f"100% − {rate.figure}"
    return _Reading(room, shown, sure)


def _reading(claim: Entry, over: int, level: list[Entry]) -> _Reading | None:
    """The reading that the words leave: a task and a result of the sentence or the one before, else a rate."""
    assert claim.sentence is not None
    own = [entry for entry in level if entry.sentence is claim.sentence]
    for entries in (own, level[-4:]):
        amounts = [entry for entry in entries if is_amount(entry) and _matches(claim, entry)]
        tasks = [entry for entry in amounts if _TASK.search(entry.name) and not _RESULT.search(entry.name)]
        done = [e for e in amounts if e not in tasks and _DONE.search(e.name + e.tail)]
        done = [e for e in done if tasks and e.figure.alike(tasks[0].figure)]
        if len(tasks) == 1 and len(done) == 1 and (done[0].figure.number > tasks[0].figure.number) == (over > 0):
            return _of_amounts(claim, over, tasks[0], done[0], entries is own and len(amounts) == 2)
    rates = [e for e in own if _is_rate(e) and re.search(r"完成|达成|任务|目标|计划|执行|进度", e.name)]
    if not is_amount(claim) and len(rates) == 1 and (rates[0].figure.number > 1) == (over > 0):
        return _of_rate(over, rates[0], False) if not [e for e in own if is_amount(e)] else None
    return None


def _matches(claim: Entry, entry: Entry) -> bool:
    return not is_amount(claim) or claim.figure.alike(entry.figure)


CHECK = Check(code="HP737", title="超额短缺与数字不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
