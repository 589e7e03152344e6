"""委托晚于开工: the work began before it was commissioned.

Meaning: the first phase begins before the date of the commission.
Why: whoever works without a commission has no right to the papers, and the contract is dated afterwards.
Basis: 财预〔2021〕6号 and 财监〔2021〕4号 (third parties work on commission).
Exclusions:
1. Either date is missing.
2. The commission came on the day the work began.
Fires: 委托日期 2022-07-01, first phase from 2022-06-24
Silent: 委托日期 2022-06-20, first phase from 2022-06-24
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity, heading
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    identity = subject.case.identity
    starts = [phase.start for phase in identity.phases if phase.start]
    if not starts or identity.commissioned_on is None:  # (1)
        return
    if identity.commissioned_on > min(starts):  # (2)
        yield Remark(
            Place("identity", field=heading(type(identity), "commissioned_on")),
            f"委托日期 {identity.commissioned_on} 晚于工作开始的 {min(starts)}。",
            expected=f"不晚于 {min(starts)}",
            found=str(identity.commissioned_on),
        )


CHECK = Check(code="HP602", title="委托晚于开工", severity=Severity.ERROR, group=Group.PROCESS, run=_run)
