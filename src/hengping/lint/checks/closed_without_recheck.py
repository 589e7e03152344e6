"""未经复查或没有佐证就销号: an item of rectification closed on nobody's word.

Meaning: a closing date stands, but the re-check did not pass, nobody is named for it, or there is no proof.
Why: closing ends the matter; whoever reads the file later must find who looked and what at.
Basis: customary ledger of rectification (佐证, 复查人, 复查结论, 销号日期).
Exclusions:
1. Items that are not closed.
Fires: closed 2022-12-20, no re-check
Silent: re-check 通过 by a person, proof E12, closed 2022-12-20
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.cases.rectification import PASSED
from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity, heading
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    for row in subject.case.rectification:
        if row.closed_on is None:  # (1)
            continue
        lacking = []
        if row.recheck.strip() != PASSED:
            lacking.append(f"复查结论为“{row.recheck.strip() or '空'}”")
        if not row.rechecked_by.strip():
            lacking.append("没有写复查人")
        if not row.proof:
            lacking.append("没有佐证")
        if lacking:
            yield Remark(
                Place("rectification", (row.id,), row.item, heading(type(row), "closed_on")),
                f"整改事项 {row.id}“{row.item}”已于 {row.closed_on} 销号，但{'，'.join(lacking)}。",
                expected="复查通过、有复查人和佐证后销号",
                found="；".join(lacking),
            )


CHECK = Check(code="HP622", title="未经复查或没有佐证就销号", severity=Severity.ERROR, group=Group.PROCESS, run=_run)
