"""有得分无完成值: a row has points, and nothing says what was reached.

Meaning: the score is above zero, the cell of the result is blank, and no words describe the result either.
Why: points without a result cannot be recomputed or rechecked; most recheck rules give none (无佐证不得分).
Basis: columns of the customary form (实际完成值); clause ① of a district's recheck rules.
Exclusions:
1. Forms that have no column of results.
2. A description of the result stands in 完成情况简述.
Fires: 培训合格率 ≥90%, result blank, 10 points
Silent: the same with 完成情况简述 92%
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.filed_forms.subject import FormUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import plain


def _run(subject: FormUnderReview) -> Iterator[Remark]:
    for row in subject.rows:
        if "actual" not in row.filed.spots or row.goal.actual or row.goal.completion:  # (1, 2)
            continue
        if row.claimed:
            yield Remark(
                subject.place(row.id, "actual"),
                f"“{row.filed.level_3}”没有填实际完成值，却得{plain(row.claimed)}分。",
                expected="实际完成值",
                found="（空）",
            )


CHECK = Check(code="HP802", title="有得分无完成值", severity=Severity.ERROR, group=Group.FORM, run=_run)
