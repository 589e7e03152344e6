"""翻番、减半与数字不符: figures behind which 翻一番, 翻两番 or 减半 stands are not in that proportion.

Meaning: a sentence gives two figures of one thing at two times and says that it doubled (翻番, 翻一番), became four
times as much (翻两番) or fell to a half (减半, 下降一半); it did not.
Why: such words are believed without counting.
Basis: 翻一番 is twice, 翻两番 four times as much.
Exclusions:
1. Any two figures of one unit in the sentence that are in that proportion, to a tenth: such words are round.
2. 近, 约, 以上, 多, 超过: the proportion may lie a fifth below, or anywhere beyond on the side that the word says.
3. Goals and wishes (力争, 到2025年); figures of which the words do not say which is the earlier one.
4. Multiples in 倍: the matter of HP704 (是…的1.8倍) and HP715 (增长0.8倍).
Fires: 由2000人增加到4100人，翻了两番
Silent: 由2000人增加到8100人，翻了两番
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations

from hengping.lint.check import Check, Group
from hengping.lint.documents.figure_book import Entry
from hengping.lint.documents.nearby import is_amount
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.stated import end, is_aside, is_change, start
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import plain, round_half_up

_WORD = re.compile(  # (4)
    r"(?P<near>近|约|将近|接近|几乎)?(?P<over>超过|不止)?(?:实现|完成)?翻(?:了)?(?:近|约)?(?P<turns>[一两二三四])?番(?P<more>多|以上|有余|还多)?"
    r"|(?:减|降|缩|压)[^，。；\d]{0,5}(?P<half>半)(?!年)(?P<less>以上|多)?"
)
_NUMBERS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4}
_TO = re.compile(r"到|至|为(?!主)|达")
_EARLIER = re.compile(r"上年|去年|同期|上一年|改造前|实施前|原来|原有|此前|年初|期初")
_WISH = re.compile(r"力争|目标|规划|预计|确保|有望|要求|若|如果")
_TENTH, _FIFTH = Decimal("0.1"), Decimal("0.2")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for row in subject.nearby.passages():
        sentence = row[0].sentence
        if sentence is None or not _WORD.search(sentence.passage.text):
            continue
        for part in sentence.passage.sentences:
            entries = [e for e in row if e.sentence is part and is_amount(e) and e.figure.number > 0]
            for match in _WORD.finditer(part.text):
                remark = _remark(part, match, entries)
                if remark is not None:
                    yield remark


def _remark(sentence: Sentence, match: re.Match[str], entries: list[Entry]) -> Remark | None:
    if _WISH.search(sentence.text):  # (3)
        return None
    position = sentence.start + match.start()
    level = [e for e in entries if not is_change(sentence.passage, e.figure)]
    pairs = [(a, b) for a, b in permutations(level, 2) if a.figure.alike(b.figure)]
    if any(_is_so(match, a, b) for a, b in pairs):  # (1)
        return None
    before = [e for e in level if end(e.figure) <= position]
    pair = _pair(sentence, before if len(before) > 1 else level[:2])
    if pair is None:
        return None
    base, now = pair
    shown = plain(round_half_up(now.figure.number / base.figure.number, 2))
    return Remark(
        at(sentence.place),
        f"“{match.group()}”与数字不符：{now.figure}是{base.figure}的{shown}倍。",
        expected=f"{shown}倍",
        found=match.group(),
    )


def _pair(sentence: Sentence, before: list[Entry]) -> tuple[Entry, Entry] | None:
    """The last two figures before the word, the earlier one first; None where the words do not say which that is."""
    if len(before) < 2 or not before[-2].figure.alike(before[-1].figure):
        return None
    first, second = before[-2:]
    if is_aside(sentence.passage, first.figure, second.figure):
        return None
    if _EARLIER.search(second.name):
        return second, first
    if first.year and second.year and first.year != second.year:
        return (first, second) if first.year < second.year else (second, first)
    between = sentence.passage.text[end(first.figure) : start(second.figure)]
    told = _EARLIER.search(first.name) or _TO.search(between)
    return (first, second) if told and re.search("由|从|上年|去年|原", f"{first.name}") else None  # (3)


def _is_so(match: re.Match[str], base: Entry, now: Entry) -> bool:
    """Whether two figures are in the proportion that the word says."""
    proportion = now.figure.number / base.figure.number
    if match["half"]:
        least = Decimal(0) if match["less"] else (1 - _TENTH) / 2
        return least <= proportion <= (1 + _TENTH) / 2
    meant = Decimal(2) ** _NUMBERS.get(match["turns"] or "一", 1)
    if match["near"]:  # (2)
        return meant * (1 - _FIFTH) <= proportion <= meant * (1 + _TENTH)
    if match["more"] or match["over"]:  # (2)
        return meant <= proportion < meant * 2
    return meant * (1 - _TENTH / 2) <= proportion <= meant * (1 + _FIFTH)


CHECK = Check(code="HP736", title="翻番、减半与数字不符", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
