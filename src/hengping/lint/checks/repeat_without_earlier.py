"""屡查屡犯没有出处: an item marked as found again, without saying when it was found before.

Meaning: 屡查屡犯 is 是 and 以前年度 is empty; or an earlier year is named and the item is not marked.
Why: a repeat finding weighs more in what follows from it, so it must be shown; the two entries say one thing.
Basis: customary ledger of rectification (是否屡查屡犯); earlier reports are the proof.
Exclusions: none.
Fires: 屡查屡犯 是, 以前年度 empty
Silent: 屡查屡犯 是, 以前年度 2019年度 P3
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity, heading
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    for row in subject.case.rectification:
        named = bool(row.earlier.strip())
        if row.repeat and not named:
            yield Remark(
                Place("rectification", (row.id,), row.item, heading(type(row), "earlier")),
                f"整改事项 {row.id}“{row.item}”标为屡查屡犯，没有写明以前哪一年、哪个问题。",
                expected="以前评价的年度与问题编号",
            )
        elif named and not row.repeat:
            yield Remark(
                Place("rectification", (row.id,), row.item, heading(type(row), "repeat")),
                f"整改事项 {row.id}“{row.item}”写明了以前年度（{row.earlier.strip()}），却没有标为屡查屡犯。",
                expected="是",
                found="否",
            )


CHECK = Check(code="HP624", title="屡查屡犯没有出处", severity=Severity.WARNING, group=Group.PROCESS, run=_run)
