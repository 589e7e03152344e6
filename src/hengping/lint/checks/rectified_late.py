"""整改超期销号: an item of rectification closed after it was due, and nobody says why.

Meaning: the closing date lies after the item's due date or, where it has none, that of its notice, and the item gives
no reason for not being finished in time.
Why: the notice sets a time limit; what came of the delay belongs into the ledger. Items not closed yet are told by
`hengping rectify --status`, which knows the day; a check gives the same answer on any day.
Basis: customary ledger of rectification (时限, 未完成原因, 销号日期).
Exclusions:
1. Items that give a reason for the delay.
2. Items not closed, and items without any due date.
Fires: due 2022-12-31, closed 2023-02-10
Silent: closed 2022-12-20; or closed late with the reason that the money came back in instalments
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity, heading
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    dues = {notice.number: notice.due for notice in subject.case.rectification_notices}
    for row in subject.case.rectification:
        due = row.due or dues.get(row.notice)
        if row.closed_on is None or due is None or row.closed_on <= due:  # (2)
            continue
        if row.unfinished_reason.strip():  # (1)
            continue
        yield Remark(
            Place("rectification", (row.id,), row.item, heading(type(row), "closed_on")),
            f"整改事项 {row.id}“{row.item}”期限 {due}，{row.closed_on} 才销号，没有说明未按期完成的原因。",
            expected=f"不晚于 {due}，或写明未完成原因",
            found=str(row.closed_on),
        )


CHECK = Check(code="HP621", title="整改超期销号", severity=Severity.WARNING, group=Group.PROCESS, run=_run)
