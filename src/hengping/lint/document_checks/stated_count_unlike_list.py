"""写明的个数与列举不符: a stated number is not the number of names in the list beside it.

Meaning: a number with a counter (个, 项, 类, 种, 家 …) stands right behind a list of names or right before one, and no
reading of the list has as many names; or the paragraph takes the number up again with another one (上述四个环节).
Why: a name is missing or the number is wrong, and shares are computed from it: 4 of 13 is 30.77 %, 4 of 12 is 33.33 %.
Basis: arithmetic; the region's report of 2022 names 12 regions and says 13.
Exclusions:
1. 等 leaves a list open: too few names are a warning where nearly all are named (seven tenths at least), else nothing.
2. 和, 及 and 与 may belong to a name: where a reading fits, only a last 和 is asked about, as a warning.
3. Lists that go on behind a comma or in the next paragraph, names too long to be names, quotations.
Fires: 包含乌鲁木齐市、哈密市、克拉玛依市三个地区和巴州、吐鲁番市三个地区
Silent: 采用成本效益分析法、比较法等五种方法
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from hengping.lint.check import Check, Group
from hengping.lint.documents.lists.enumerations import Enumeration, chinese_number, enumerations
from hengping.lint.documents.passages import Passage
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_NEARLY = 0.7
_NUMBER = r"(?P<number>\d{1,2}|[两二三四五六七八九十]{1,2})(?:个|项|类|条|大|方面|种|家)"
_AGAIN = re.compile(rf"(?:上述|以上|前述|这){_NUMBER}的?(?P<noun>[一-鿿]{{2,8}}?)(?=[，。；：、逐均都的进中]|$)")
_FIRST = re.compile(rf"(?<![\d.第上述以前这另外]){_NUMBER}的?(?P<noun>[一-鿿]{{2,10}})")
_SHORT = 4
_ORDINAL = re.compile(r"[其第]?[一二三四五六七八九十]{1,2}(?:是|为|，|、)?")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for passage in subject.prose:
        yield from _told_again(passage)
    for passage, after in zip_longest(subject.prose, subject.prose[1:]):
        for found in enumerations(passage):  # (3)
            if found.stated > found.likely and after is not None and _goes_on(found, after):
                continue
            if not found.fits or found.stated < found.likely:
                yield from _remark(found)


def _told_again(passage: Passage) -> Iterator[Remark]:
    """3个薄弱环节…上述四个薄弱环节: the number that is taken up again in a paragraph."""
    for again in _AGAIN.finditer(passage.text):
        numbers = {
            number
            for first in _FIRST.finditer(passage.text, 0, again.start())
            if first["noun"].startswith(again["noun"][:_SHORT]) and (number := chinese_number(first["number"]))
        }
        own = chinese_number(again["number"])
        if own and len(numbers) == 1 and own not in numbers and not passage.is_quoted(again.start()):
            yield Remark(
                at(passage.place),
                f"前面写作{max(numbers)}个，后面写作“{again.group()}”。",
                expected=f"{max(numbers)}个",
                found=again.group(),
                severity=Severity.WARNING,
            )


def _goes_on(found: Enumeration, after: Passage) -> bool:
    return bool(_ORDINAL.fullmatch(found.items[-1]) and _ORDINAL.match(after.text))


def _remark(found: Enumeration) -> Iterator[Remark]:
    names = len(found.items)
    severity = Severity.WARNING if found.fits else None  # (2)
    if found.open and found.stated > names:  # (1)
        if names < _NEARLY * found.stated:
            return
        severity = Severity.WARNING
    shown = "、".join(found.items[:12]) if all(len(item) < 16 for item in found.items) else f"{found.items[0][:16]}……"
    yield Remark(
        at(found.passage.place),
        f"写作“{found.phrase}”，列出的有{names}个：{shown}。",
        expected=f"{names}个，或补齐列举",
        found=found.phrase,
        severity=severity,
    )


CHECK = Check(code="HP701", title="写明的个数与列举不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
