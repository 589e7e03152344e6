"""踏勘单位不在抽样框: a visit to a unit that the frame does not list.

Meaning: the unit's id of a visit does not occur in the frame.
Why: shares of places and money are shares of the frame; a unit outside it belongs to no denominator.
Basis: sampling rule of the region (≥30 % of places, ≥60 % of money).
Exclusions: none.
Fires: visit to U99, the frame ends with U37
Silent: visit to U37
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity, heading
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    known = {row.id for row in subject.case.frame}
    for visit in subject.case.visits:
        if visit.unit not in known:
            yield Remark(
                Place("visits", (visit.id,), field=heading(type(visit), "unit")),
                f"踏勘 {visit.id} 的单位“{visit.unit}”不在抽样框中。",
                expected="抽样框中的编号",
                found=visit.unit,
            )


CHECK = Check(code="HP605", title="踏勘单位不在抽样框", severity=Severity.ERROR, group=Group.PROCESS, run=_run)
