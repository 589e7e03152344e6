"""整改事项没有来由: an item of the ledger that names a problem or a notice that does not exist.

Meaning: the item's problem is not among the findings, or its notice not among the notices.
Why: rectification answers findings; an item that answers none was mistyped, or its problem was deleted or renumbered.
Basis: points lost → problem → cause → recommendation → rectification, closed both ways.
Exclusions:
1. Items that name no problem, or no notice: entered before either existed.
Fires: item with problem P9, where there are P1 to P4
Silent: item with problem P1 and the number of a notice that is on record
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.errors import nearest_names
from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity, heading
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    case = subject.case
    known = {
        "problem": ("问题", [problem.id for problem in case.findings.problems]),
        "notice": ("整改通知", [notice.number for notice in case.rectification_notices]),
    }
    for row in case.rectification:
        for field, (words, names) in known.items():
            named: str = getattr(row, field)
            if not named.strip() or named in names:  # (1)
                continue
            near = nearest_names(named, names)
            yield Remark(
                Place("rectification", (row.id,), row.item, heading(type(row), field)),
                f"整改事项 {row.id}“{row.item}”所指的{words}“{named}”不存在。",
                expected="、".join(near) or f"已登记的{words}",
                found=named,
            )


CHECK = Check(code="HP625", title="整改事项没有来由", severity=Severity.ERROR, group=Group.PROCESS, run=_run)
