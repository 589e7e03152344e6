"""同一数字有两个数值: one named figure has two values.

Meaning: two sentences give money, people or a rate under the same name, of the same year and scope, and rounding does
not make the values alike.
Why: one is wrong, or a difference of scope is not said; everybody quotes another one.
Basis: comparison; design: one figure, one fact.
Exclusions:
1. Names of fewer than five characters, names with words of comparison or share; targets and other bases in words.
2. A year named in one sentence only: nobody knows whether it is the same year, so it is a warning where the document
   names one year far more often than others; else nothing.
3. Two sections: the subject may have changed with the heading, so it is a warning; short names (债务还本支出) without a
   year are of each section's own.
4. Differing parts of a year (上半年, 6月份). Parts of two things in two paragraphs: 基金甲…，其中财政补贴….
5. Values that both stand elsewhere too: the name is short for two things (规范管理率 of two illnesses).
6. Counts under nearly the same words (9份存在差错, 11份有差错): a warning where one of the two is confirmed by another
   figure and the other by none; nothing else.
Fires: 2021年基金支出预算为1495378.00万元 … 2021年基金支出预算为1495387.00万元
Silent: 2021年基金支出预算为1495378.00万元 … 2020年基金支出预算为1400000.00万元
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.names.callings import Callings
from hengping.lint.documents.names.named_figures import NamedFigure, named_figures, same_section
from hengping.lint.documents.names.rivals import rivals
from hengping.lint.documents.names.twins import Twins
from hengping.lint.documents.place import at
from hengping.lint.documents.stated import start
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_LONG = 10


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    found: dict[tuple[str, str, str], list[NamedFigure]] = {}
    for named in named_figures(subject.sentences):  # (1)
        found.setdefault((named.name, named.year or subject.year, named.period), []).append(named)  # (2, 4)
    callings = Callings(subject.figure_book)
    known = _known(callings)
    for (name, year, _), figures in found.items():
        first = figures[0]
        for other in figures[1:]:
            if not first.figure.alike(other.figure) or first.figure.same_as(other.figure):
                continue
            if first.sentence is other.sentence or _may_be_of_two_things(first, other):
                continue
            if known(first) and known(other):  # (5)
                continue
            yield _remark(name, year, first, other)
            break
    for suspect, sure in rivals(callings, subject.ledgers):  # (6)
        texts = [f"{one.entry.name}{one.figure.text}{one.entry.tail}" for one in (suspect, sure)]
        yield Remark(
            at(suspect.entry.place, sure.entry.place),
            f"同一数字前后不一：一处为“{texts[0]}”，另一处为“{texts[1]}”。",
            expected=str(sure.figure),
            found=suspect.figure.text,
            severity=Severity.WARNING,
        )


def _known(callings: Callings) -> Callable[[NamedFigure], bool]:
    """Whether a figure stands in another place of the document as well."""
    twins = Twins(callings)
    by_place = {(id(one.entry.sentence), start(one.figure)): one for one in callings.all if one.entry.sentence}

    def is_known(named: NamedFigure) -> bool:
        one = by_place.get((id(named.sentence), start(named.figure)))
        return one is not None and twins.stands_elsewhere(one)

    return is_known


def _may_be_of_two_things(first: NamedFigure, other: NamedFigure) -> bool:
    passages = first.sentence.passage, other.sentence.passage
    if (first.is_part or other.is_part) and passages[0] is not passages[1]:  # (4)
        return True
    return not same_section(*passages) and len(first.name) < _LONG and not (first.year or other.year)  # (3)


def _remark(name: str, year: str, first: NamedFigure, other: NamedFigure) -> Remark:
    passages = first.sentence.passage, other.sentence.passage
    sure = first.year == other.year and (same_section(*passages) or (len(name) >= _LONG and first.year != ""))  # (2, 3)
    of_year = f"{year}年" if year else ""
    return Remark(
        at(first.sentence.place, other.sentence.place),
        f"“{of_year}{name}”有两个数值：一处为{first.figure}，另一处为{other.figure}。",
        expected="只有一个数值，或写明口径的不同",
        found=f"{first.figure}；{other.figure}",
        severity=None if sure else Severity.WARNING,
    )


CHECK = Check(code="HP711", title="同一数字有两个数值", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
