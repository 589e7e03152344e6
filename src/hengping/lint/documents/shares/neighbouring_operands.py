"""The total and the number that stand right before an average: 支出51.56万元，共312人次，次均1653元."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hengping.lint.documents.figure_book import Entry
from hengping.lint.documents.nearby import before, between, kind_of
from hengping.lint.documents.stated import is_aside

_OF_WHICH = re.compile(r"其中|包括|分别|(?<!\d)含")
_ASIDE = re.compile(r"（[^（）]*）")
_PER = re.compile(r"[\u4e00-\u9fff]均|每[\u4e00-\u9fff]")
# 两期户均, 全省人均 behind an average of the project: of others than the figures before.
_OTHERS = re.compile(r"[两三四五]期|同类|周边|行业|上年|去年")
_SCOPE = re.compile(r"全国|全省|全市|全县|全区|省内|市内|县内|各地|20\d\d年")
_OVER_TIME = re.compile(r"[月日天年季周]|学期|学时|课时")


def is_over_time(name: str) -> bool:
    """Whether an average is also over a time that the figures before it may not be of: 月人均."""
    return bool(_OVER_TIME.search(re.sub(r"(?:20\d\d|当|全|本|上)年度?", "", name)))


def without_parts(entries: Iterable[Entry], average: Entry) -> list[Entry]:
    """The figures before an average but for parts: 2520人次，其中男1200人次、女1320人次，支出302.4万元."""
    kept: list[Entry] = []
    of_which: Entry | None = None
    last: Entry | None = None
    for entry in entries:
        assert entry.sentence is not None
        if is_aside(entry.sentence.passage, entry.figure, average.figure):
            continue
        gap = _ASIDE.sub("", between(last, entry)) if last is not None else ""
        if kept and _OF_WHICH.search(gap):
            of_which = kept[-1]
        elif of_which is not None and kind_of(entry.figure) != kind_of(of_which.figure) and "，" in gap:
            of_which = None
        if of_which is None:
            kept.append(entry)
        last = entry
    return kept


def are_listed(entries: list[Entry]) -> bool:
    """Whether the last two figures are items of one list, so that the last alone is not meant: 甲6人、乙8人."""
    return len(entries) > 1 and not re.search("，|：", between(entries[-2], entries[-1]))


def is_said_before(average: Entry, last: Entry, reach: Iterable[Entry]) -> bool:
    """Whether an average of that kind stands between, or 其中: the next one is of some of them (其中农村学生生均)."""
    if _OF_WHICH.search(_ASIDE.sub("", between(last, average))):
        return True
    per = _PER.findall(average.name)
    return any(per and per == _PER.findall(e.name) and before(last, e) for e in reach)


def is_of_others(average: Entry, passage: Iterable[Entry]) -> bool:
    """Whether an average is of a scope that the sentence has not named before."""
    for found in (_OTHERS.search(average.name), _SCOPE.search(average.name)):
        if found is None or found[0] in average.lead:
            continue
        per = _PER.findall(average.name)
        beside = (e for e in passage if e.sentence is average.sentence and before(e, average))
        return bool(_OTHERS.search(found[0])) or any(per and per == _PER.findall(e.name) for e in beside)
    return False
