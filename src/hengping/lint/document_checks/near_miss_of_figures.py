"""数字相近而口径不同: two figures of one thing and year differ in scope or unit, and nobody says so.

Meaning: two figures are of one year and one matter (参保 … 人数), but one counts 人次 and the other 人, or one name has
a word of scope (平均, 市本级, 年末) that the other has not; the values differ and no sentence explains it.
Why: rates computed from one and compared with the other are wrong: in the city's report the enrolment of 2019 is
164187人次 in one chapter and 196498人 on average in another.
Basis: design: the same name in another scope or unit is a near-miss.
Exclusions:
1. Words of another base in the sentence: 口径, 其中, 剔除; plans and targets against what was reached.
2. Sentences of one paragraph: the difference is in front of the reader.
3. Differing scope alone is an information; differing units (人, 人次) are a warning.
Fires: 2019年市本级参保人数164187人次 … 2019年参保平均人数196498人
Silent: 2019年参保平均人数196498人 … 2020年参保平均人数194814人
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.names.named_figures import NamedFigure, named_figures
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_TOPICS = re.compile(r"参保|缴费|离退休|退休|领取|征缴|发放|享受|培训|受益|补助")
_KIND = re.compile(r"人数|人次|金额|收入|支出|缺口|结余")
_STAGE = {"预算", "计划", "应", "目标", "决算", "新增"}


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    found: dict[tuple[str, ...], list[NamedFigure]] = {}
    for named in named_figures(subject.sentences):  # (1)
        key = _matter(named)
        if key and named.year and not _STAGE.intersection(named.scopes):  # (1)
            found.setdefault((named.year, *key), []).append(named)
    for figures in found.values():
        first = figures[0]
        for other in figures[1:]:
            if _differs(first, other):
                yield _remark(first, other)
                break


def _matter(named: NamedFigure) -> tuple[str, ...]:
    topics, kinds = sorted(set(_TOPICS.findall(named.name))), set(_KIND.findall(named.name))
    return (
        (*topics, "人" if "人数" in kinds or "人次" in kinds else "，".join(sorted(kinds))) if topics and kinds else ()
    )


def _differs(first: NamedFigure, other: NamedFigure) -> bool:
    if first.sentence.passage is other.sentence.passage:  # (2)
        return False
    units = first.figure.unit.dimension, other.figure.unit.dimension
    if units[0] == units[1] and (first.scopes == other.scopes or first.figure.same_as(other.figure)):
        return False
    return first.figure.number != other.figure.number


def _remark(first: NamedFigure, other: NamedFigure) -> Remark:
    one_unit = first.figure.unit.dimension == other.figure.unit.dimension
    what = "口径不同" if one_unit else "计量单位不同"
    return Remark(
        at(first.sentence.place, other.sentence.place),
        f"{first.year}年“{first.name}”{first.figure}与“{other.name}”{other.figure}{what}，文中没有说明。",
        expected="写明两处口径的不同，比较时用同一口径",
        found=f"{first.figure}；{other.figure}",
        severity=Severity.INFO if one_unit else None,  # (3)
    )


CHECK = Check(code="HP712", title="数字相近而口径不同", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
