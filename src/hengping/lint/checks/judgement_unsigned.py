"""评判未署名: a judged result without a named judge or a reason.

Meaning: a row of judgements.csv lacks 评判人 or 理由.
Why: a judged point is worth what its author answers for; scoring does not count it without both.
Basis: the design (judged by a named role with a written reason).
Exclusions: none.
Fires: 评判结果 4, 评判人 blank
Silent: 评判结果 4, 评判人 主评人, 理由 制度缺少档案管理一项
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    for row in subject.case.judgements:
        missing = [word for word, text in (("评判人", row.by), ("理由", row.reason)) if not text.strip()]
        if missing:
            yield Remark(
                Place("judgements", (row.id,), row.criterion),
                f"对 {row.criterion} 的评判“{row.value}”没有写{'和'.join(missing)}，不能作为计分依据。",
                expected="评判人和理由",
                found="（空）",
            )


CHECK = Check(code="HP213", title="评判未署名", severity=Severity.ERROR, group=Group.SCORES, run=_run)
