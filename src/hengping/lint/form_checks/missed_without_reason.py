"""未完成无说明: a target was missed, and the column of reasons is blank.

Meaning: the rule says that the target was missed, and neither 偏差原因分析及改进措施 nor 备注 says a word.
Why: the form asks for the reason and the measure of every target that was missed.
Basis: the customary form (偏差原因分析及改进措施 未完成必填).
Exclusions:
1. Forms without such a column, and profiles that do not ask for reasons.
2. An equality that was exceeded: no result fell short.
Fires: 政策知晓率 100%, done 98%, reason blank
Silent: the same with the reason 偏远乡镇宣传不足
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.filed_forms.subject import FormUnderReview
from hengping.lint.finding import Remark, Severity


def _run(subject: FormUnderReview) -> Iterator[Remark]:
    has_column = any("deviation_reason" in row.filed.spots for row in subject.rows)
    if not has_column or not subject.rules.reason_required:  # (1)
        return
    for row in subject.rows:
        result = subject.results.get(row.id)
        if result is None or result.met is not False or row.reason:
            continue
        due = subject.recomputed(row.id)
        if due is not None and due >= result.max_score:  # (2)
            continue
        yield Remark(
            subject.place(row.id, "deviation_reason"),
            f"目标{result.target_text}，实际{result.actual_text}，未完成，没有写偏差原因和改进措施。",
            expected="偏差原因和改进措施",
            found="（空）",
        )


CHECK = Check(code="HP804", title="未完成无说明", severity=Severity.WARNING, group=Group.FORM, run=_run)
