"""同一个数有两个值: two facts of one identity with different values.

Meaning: name, subject, period, scope and stage agree, the values do not.
Why: one figure, one fact; whichever the report prints, the other is wrong.
Basis: design principle 1 (identity of a fact).
Exclusions:
1. A published figure beside its own computation: the matter of HP404 and HP405.
2. Values that agree once the units are converted (33.29 万人 and 332900 人).
3. A fact without a value.
Fires: 参保人数 2019 年平均人数 196498 人 and 196489 人
Silent: 参保人数 2019 年平均人数 196498 人 and 全年人次 164187 人次
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from hengping.lint.check import Check, Group
from hengping.lint.facts_compared import FactGroups, fact_place, same_value
from hengping.lint.finding import Remark, Severity
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    for facts in FactGroups(subject.case).same_identity():
        for first, second in combinations(facts, 2):
            if bool(first.formula) != bool(second.formula):  # (1)
                continue
            if same_value(subject.book, first, second) is False:  # (2, 3)
                values = subject.book.printed(first.id), subject.book.printed(second.id)
                meant = "，".join(text for text in (first.subject, first.period) if text) or "未写对象和期间"
                yield Remark(
                    fact_place(first, second),
                    f"“{first.name}”（{meant}）有两个值：{values[0]} 和 {values[1]}。",
                    expected="同一名称、对象、期间、口径、阶段只有一个值",
                    found="、".join(values),
                )


CHECK = Check(code="HP401", title="同一个数有两个值", severity=Severity.ERROR, group=Group.FACTS, run=_run)
