"""同名数口径或单位不同: two figures of one name and period that are not the same thing.

Meaning: (a) name, subject, period and stage agree, the scope does not, and the values differ; (b) name and period
agree, and the units are of different kinds (人次 and 人).
Why: readers compare what has one name. The city's report gives 164,187 人次 and 196,498 人 for 参保 in 2019, and its
growth rate is −0.86 % on the one and +18.65 % on the other.
Basis: the design (the same in another scope or unit is a near-miss).
Exclusions:
1. Computed facts: their formula says what they are; the filed figures behind them are looked at.
2. A difference reason is filed with one of the two.
3. (b) holds across subjects, (a) only within one: parts of a whole share name and scope.
Fires: 参保人数 2019: 164187 人次 (全年人次) and 196498 人 (年平均人数)
Silent: 决算退休人数 2018: 大同市 225199 人 and 市本级 137609 人
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from hengping.cases.model.facts import Fact
from hengping.lint.check import Check, Group
from hengping.lint.facts_compared import FactGroups, fact_place, same_value
from hengping.lint.finding import Remark, Severity
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    for facts in FactGroups(subject.case).same_name_and_period():
        filed = [fact for fact in facts if not fact.formula and fact.value]  # (1)
        for first, second in combinations(filed, 2):
            if first.difference_reason.strip() or second.difference_reason.strip():  # (2)
                continue
            if difference := _difference(subject, first, second):
                values = (f"{subject.book.printed(fact.id)}（{_scope(fact)}）" for fact in (first, second))
                yield Remark(
                    fact_place(first, second),
                    f"{first.period}年“{first.name}”有两个{difference}不同的数：{'、'.join(values)}，不能混用。",
                    expected="分别命名，或在“差异原因”中写明",
                    found="、".join(subject.book.printed(fact.id) for fact in (first, second)),
                )


def _difference(subject: CaseUnderReview, first: Fact, second: Fact) -> str:
    units = subject.book.unit(first.id), subject.book.unit(second.id)
    if units[0].dimension != units[1].dimension:  # (3)
        return "单位"
    same = (first.subject, first.stage) == (second.subject, second.stage) and first.scope != second.scope
    return "口径" if same and same_value(subject.book, first, second) is False else ""


def _scope(fact: Fact) -> str:
    return "，".join(text for text in (fact.subject, fact.scope) if text) or "未写口径"


CHECK = Check(code="HP402", title="同名数口径或单位不同", severity=Severity.WARNING, group=Group.FACTS, run=_run)
