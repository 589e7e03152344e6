"""问题没有进入整改台账: a problem of the issued report that no notice of rectification takes up.

Meaning: the report is issued and notices were sent, but no item of the ledger names the problem.
Why: each problem found must be rectified or be said not to need it; what is in no ledger is forgotten.
Basis: points lost → problem → cause → recommendation → rectification, closed both ways; customary ledger (问题编号).
Exclusions:
1. Cases without any notice: rectification has not begun.
2. Reports not issued yet: a draft (文稿状态 is filled in) may still change its problems.
Fires: problems P1 and P2, ledger with P1 only, final report
Silent: both in the ledger; or no notice yet
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.cases.rectification import unanswered_problems
from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    case = subject.case
    if not case.rectification_notices or case.identity.watermark:  # (1, 2)
        return
    titles = {problem.id: problem.title for problem in case.findings.problems}
    for name in unanswered_problems(case):
        yield Remark(
            Place("findings", (name,), titles[name]),
            f"问题 {name}“{titles[name]}”没有进入整改台账，已发的整改通知都没有提到它。",
            expected="台账中有对应的整改事项，或豁免并写明为什么不必整改",
        )


CHECK = Check(code="HP623", title="问题没有进入整改台账", severity=Severity.WARNING, group=Group.PROCESS, run=_run)
