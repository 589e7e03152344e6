"""完成值读不准: target and result are numbers, and cannot be compared as they stand.

Meaning: the units differ in kind, the unit is none, or a percentage lacks its sign.
Why: a rule applied to such a row would give a wrong score with certainty.
Basis: design principle 7 (what is not sure is told, never guessed).
Exclusions:
1. Units of one kind (万人 and 人): they are converted.
Fires: target 100%, result 0.98
Silent: target 33.29万人, result 322189人
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.filed_forms.subject import FormUnderReview
from hengping.lint.finding import Remark, Severity


def _run(subject: FormUnderReview) -> Iterator[Remark]:
    for row in subject.rows:
        if row.values.doubt:
            yield Remark(
                subject.place(row.id, "actual"),
                f"“{row.filed.level_3}”{row.values.doubt}，没有复算，请核对。",
                expected=row.goal.target_text,
                found=row.goal.actual,
            )


CHECK = Check(code="HP808", title="完成值读不准", severity=Severity.WARNING, group=Group.FORM, run=_run)
