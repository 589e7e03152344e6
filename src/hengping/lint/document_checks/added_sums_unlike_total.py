"""合计与所加各项不符: what is added up in words is not the total behind it.

Meaning: a sentence gives an amount, adds others to it (加上级补助收入…，上年结余…) or takes some off (减去, 扣除), and
closes with what they come to (收入总计, 支出合计, 可用财力); amount and additions give another sum.
Why: budgets are balanced on these totals.
Basis: arithmetic; the totals of published accounts of a city and a county reproduce, to one 万元 of rounding.
Exclusions:
1. What stands in parentheses or behind 其中, budgets and changes beside the first amount: whichever amount before the
   first addition makes the total true is the one that was meant.
2. 等 before the total: not all is named. Totals that come before their parts: the matter of HP717.
3. Several amounts before the first addition and none that fits: a warning.
Fires: 收入500万元，加上级补助120万元，上年结余30万元，收入总计660万元
Silent: 收入500万元（其中税收400万元），加上级补助120万元，上年结余30万元，收入总计650万元
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.figure_book import Entry
from hengping.lint.documents.nearby import is_amount
from hengping.lint.documents.passages import Passage
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import NOTHING, Verdict
from hengping.lint.documents.slips import slip
from hengping.lint.documents.stated import is_aside, is_change, start
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_TOTAL = re.compile(
    r"(?:合计|总计|总量|共计|总收入|总支出|总来源|总财力|总需求|总额|总和|总数|财力|来源|可用资金|可支配资金|可供[^，。；]{1,6})"
    r"(?:数|资金)?(?:约?为|是|达到?|共|有|：|数为)?$"
)
_ADDED = re.compile(r"(?:^|[，；。、：（）])(?:再|另|还要|并)?(?:加上?|加计|加之|算上)[：，]?(?=[^，；。：\d]{1,30}\d)")
_TAKEN = re.compile(r"(?:减去?|扣除|扣减|剔除|减(?!少|免|税|负)|扣去)")
_OPEN = re.compile(r"等(?:各?项|收入|支出|资金|因素)?[^，。；\d]{0,4}$")
# Words of amounts that stand beside the first one: its budget, its parts.
_BESIDE = re.compile(r"其中|包括|含|预算数|预算的?$|计划|任务|目标|上年|去年")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for row in subject.nearby.passages():
        entries = [entry for entry in row if is_amount(entry)]
        for position, claim in enumerate(entries):
            if _TOTAL.search(claim.name) and not _is_change(claim):
                yield from _claim(claim, [e for e in entries[:position] if e.figure.alike(claim.figure)])


def _passage(entry: Entry) -> Passage:
    assert entry.sentence is not None
    return entry.sentence.passage


def _is_change(entry: Entry) -> bool:
    return is_change(_passage(entry), entry.figure)


def _claim(claim: Entry, before: list[Entry]) -> Iterator[Remark]:
    passage = _passage(claim)
    begin = _begin(claim)
    words = _ADDED.search(passage.text, begin, start(claim.figure))
    if words is None or _OPEN.search(passage.text[: start(claim.figure) - len(claim.name)].rstrip("，、；")):  # (2)
        return
    level = [e for e in before if start(e.figure) >= begin and not is_aside(passage, e.figure, claim.figure)]
    heads = [e for e in level if start(e.figure) < words.end()]
    added = [e for e in level if start(e.figure) >= words.end() and not _is_change(e) and "其中" not in e.name]  # (1)
    if not heads or not added:
        return
    more = sum((NOTHING - e.figure.room if _TAKEN.search(e.name) else e.figure.room for e in added), NOTHING)
    wholes = [more, *(head.figure.room + more for head in heads)]
    if any(claim.figure.verdict(whole) is not Verdict.DISAGREES for whole in wholes):  # (1)
        return
    likely = [head for head in heads if not _is_change(head) and not _BESIDE.search(head.name)] or heads
    sure = len(heads) == 1 and "其中" not in passage.text[words.end() : start(claim.figure)].split("（")[0]
    slips = [head for head in heads if slip(claim.figure.value, claim.figure.rounded(head.figure.number + more.middle))]
    nearest = min(slips or likely, key=lambda head: abs(head.figure.number + more.middle - claim.figure.number))
    yield _remark(claim, nearest, added, None if sure else Severity.WARNING)  # (3)


def _begin(claim: Entry) -> int:
    """Where the sentence begins, or the one before it where the sentence begins with an addition."""
    assert claim.sentence is not None
    begin = claim.sentence.start
    if _ADDED.match(f"。{claim.sentence.text}"):
        return max((s.start for s in claim.sentence.passage.sentences if s.start < begin), default=begin)
    return begin


def _remark(claim: Entry, head: Entry, added: list[Entry], severity: Severity | None) -> Remark:
    working, number = str(head.figure), head.figure.number
    for entry in added:
        taken = _TAKEN.search(entry.name) is not None
        working += f" {'−' if taken else '+'} {entry.figure}"
        number += -entry.figure.number if taken else entry.figure.number
    expected = claim.figure.as_printed(number)
    return Remark(
        at(claim.place),
        f"“{claim.name}{claim.figure.text}”与所加各项不符：{working} = {expected}。",
        expected=expected,
        found=str(claim.figure),
        severity=severity,
    )


CHECK = Check(code="HP734", title="合计与所加各项不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
