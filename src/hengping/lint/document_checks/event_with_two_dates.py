"""同一事项有两个日期: one event has two days that are a slip of the hand apart.

Meaning: two sentences tell the same of one day (推迟至1月12日完工 … 直至1月21日才完工), in the same words, and the days
differ in one digit or in two digits exchanged.
Why: one day was copied wrongly, and whether something was late may hang on it.
Basis: comparison of words and digits.
Exclusions:
1. Days of different years; beginnings, ends and limits of stretches: 自…起, …前, 开始, 结束, 截至.
2. Days that both stand more than once: two events of one name.
3. Fewer than four pairs of letters in common, or less than three fifths of the shorter clause.
Fires: 小区改造推迟至2023年1月12日完工 … 小区改造直至2023年1月21日才完工
Silent: 3月9日甲小区完工 … 3月19日乙学校完工
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from hengping.lint.check import Check, Group
from hengping.lint.documents.figure_book import name_pairs
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities.mention import CalendarDay, Mention

_STOP = re.compile(r"[，；。：！？（）\n]")
_LIMIT = re.compile(r"开始|起|结束|为止|截至|截止|之?前$|^(?:之?[前后起]|以[前后]|至|到|—|-)|[自从]$|期间")
_FEWEST = 4
_COVERED = 0.6


@dataclass(frozen=True)
class _Event:
    sentence: Sentence
    mention: Mention
    day: CalendarDay
    words: frozenset[str]

    @property
    def digits(self) -> str:
        return f"{self.day.month:02}{self.day.day:02}"


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    events = [event for sentence in subject.sentences for event in _events(sentence)]
    often = Counter(event.digits for event in events)
    for first, second in itertools.combinations(events, 2):
        if first.sentence is second.sentence or not _is_slip(first.digits, second.digits):
            continue
        if first.day.year and second.day.year and first.day.year != second.day.year:  # (1)
            continue
        if often[first.digits] > 1 and often[second.digits] > 1:  # (2)
            continue
        shared = len(first.words & second.words)
        if shared >= _FEWEST and shared >= _COVERED * min(len(first.words), len(second.words)):  # (3)
            yield Remark(
                at(first.sentence.place, second.sentence.place),
                f"同一事项有两个日期：一处为{first.mention.text}，另一处为{second.mention.text}，疑有一处抄错。",
                expected="两处一致",
                found=f"{first.mention.text}；{second.mention.text}",
            )


def _events(sentence: Sentence) -> Iterator[_Event]:
    """The single days of a sentence with the words of their clause."""
    text = sentence.passage.text
    for mention in sentence.mentions:
        day = mention.date.first if mention.date is not None and mention.date.last is None else None
        if day is None or day.month is None or day.day is None:
            continue
        before = _STOP.split(text[sentence.start : mention.start])[-1]
        behind = _STOP.split(text[mention.end : sentence.end])[0]
        if _LIMIT.search(before) or _LIMIT.search(behind):  # (1)
            continue
        yield _Event(sentence, mention, day, name_pairs(before) | name_pairs(behind))


def _is_slip(first: str, second: str) -> bool:
    """Whether two days of four digits differ in one digit, or in two neighbours exchanged."""
    odd = [n for n in range(4) if first[n] != second[n]]
    if len(odd) == 1:
        return True
    return len(odd) == 2 and odd[1] == odd[0] + 1 and sorted(first) == sorted(second)


CHECK = Check(code="HP743", title="同一事项有两个日期", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
