"""完成与否与数值不符: a table says of a goal that it was reached, or not, and the figures beside it say otherwise.

Meaning: a table of goals prints target, result and a word (完成, 未完成, 达标, 是, 否); the result does not meet the
target though the word says so, or meets it though the word denies it.
Why: the word is what the summary counts.
Basis: the target's own sign; a bare number is a least number.
Exclusions:
1. Targets or results that are no number, of different kinds, or bands.
2. Rounding of the result, and of the target where it stands in a coarser unit (万人, 人): 99.86% is not 100%, 332889人
   is 33.29万人; a bare target exceeded.
3. 部分完成, 基本完成 and other words between.
4. Goals of which less is better and whose target has no sign: cost, time, complaints.
Fires: 满意度 | ≥95% | 93.10% | 完成
Silent: 参保缴费人数 | =33.29万人 | 322189人 | 未完成
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.ledgers import read_symbol
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import Printed, Room
from hengping.lint.documents.scores.goal_tables import GoalTable
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import RATIO, NumberTextError, read_number
from hengping.scoring.comparison import Comparator
from hengping.scoring.filed_targets import read_target

_STATUS = re.compile(r"完成情况|是否完成|是否达标|达标情况|完成与否|是否达到")
_ACTUAL = re.compile(r"完成值|实际值|完成数|实际完成|实际达到")
_YES = re.compile(r"完成|已完成|达标|是|达到|全部完成|已达标|√")
_NO = re.compile(r"未完成|否|未达标|未达到|没有完成|×")
_LESS = re.compile(r"成本|投诉|差错|时限|天数|费用|事故|缺口|拖欠")
_NUMBER = re.compile(r"(?P<number>-?\d[\d,]*(?:\.\d+)?)(?P<unit>%|‰|[^\d\s.,]{0,6})")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for table in subject.goal_tables:
        ledger = table.ledger
        status = next((c for c in ledger.columns if _STATUS.search(c.heading)), None)
        actual = next((c for c in ledger.columns if _ACTUAL.search(c.heading) and c != status), None)
        target = next((c for c in ledger.columns if re.search(r"指标值|目标值", c.heading) and c != actual), None)
        if status is None or actual is None or target is None:
            continue
        for item in range(ledger.count):
            word = ledger.text(item, status.index)
            said = True if _YES.fullmatch(word) else False if _NO.fullmatch(word) else None  # (3)
            texts = ledger.text(item, target.index), ledger.text(item, actual.index)
            if said is not None and _is_met(_name(table, item), *texts) is (not said):
                yield Remark(
                    at(ledger.place(item, status.index)),
                    f"“{_name(table, item)}”指标值 {texts[0]}，实际 {texts[1]}，"
                    f"{'没有达到' if said else '已达到'}，而写作“{word}”。",
                    expected="完成" if not said else "未完成",
                    found=word,
                )


def _name(table: GoalTable, item: int) -> str:
    place = {line.place: line.name for line in table.lines}
    ledger = table.ledger
    named = (place.get(ledger.place(item, column.index)) for column in ledger.columns)
    return next((name for name in named if name), ledger.labels[item])


def _is_met(name: str, target: str, actual: str) -> bool | None:
    reading, reached = read_target(target), _figure(actual)
    if reading.value is None or reading.band or reached is None:  # (1)
        return None
    unit = read_symbol(reading.unit) if reading.unit else reached.unit
    if unit is None:
        return None
    wanted = Printed(reading.value, unit, target)
    if not wanted.alike(reached) or wanted.unit.shift != reached.unit.shift:  # (1)
        return None
    meant = wanted.room if wanted.unit != reached.unit else Room(wanted.number, wanted.number)
    if reached.room.low <= meant.high and meant.low <= reached.room.high:  # (2)
        return True if reading.comparator not in (Comparator.MORE_THAN, Comparator.LESS_THAN) else None
    more = reached.number > wanted.number
    if reading.comparator in (Comparator.AT_MOST, Comparator.LESS_THAN):
        return not more
    if reading.comparator is Comparator.NONE and _LESS.search(name):  # (4)
        return None
    if reading.comparator in (Comparator.AT_LEAST, Comparator.MORE_THAN, Comparator.NONE):
        return more  # (2)
    return None if more else False


def _figure(text: str) -> Printed | None:
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    unit = read_symbol(match["unit"]) if match["unit"] else RATIO
    try:
        return Printed(read_number(match["number"]), unit, text) if unit else None
    except NumberTextError:
        return None


CHECK = Check(code="HP720", title="完成与否与数值不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
