"""事实没有来源: a value with no evidence behind it.

Meaning: a fact has a value and neither evidence nor a formula; or it is reconstructed or assumed and says no reason.
Why: whoever doubts the figure cannot look it up.
Basis: design principle 2 (no fact without a source).
Exclusions:
1. Facts without a value yet.
2. Reconstructed and assumed facts with a note: they have a reason in place of a proof.
Fires: 参保人数 194814, 证据编号 blank
Silent: 参保人数 194814, 证据编号 E01
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.facts_compared import fact_place
from hengping.lint.finding import Remark, Severity
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    for fact in subject.case.facts:
        if not fact.value and not fact.formula:  # (1)
            continue
        if fact.status.marked:
            if not fact.note.strip():  # (2)
                yield Remark(
                    fact_place(fact),
                    f"事实“{fact.id}”（{fact.name}）为{fact.status.label}数，没有在备注中说明理由。",
                    expected="备注中写明怎样得出",
                    found="（空）",
                )
        elif fact.value and not fact.evidence:
            yield Remark(
                fact_place(fact),
                f"事实“{fact.id}”（{fact.name}）没有证据。",
                expected="证据编号和页码",
                found="（空）",
            )


CHECK = Check(code="HP407", title="事实没有来源", severity=Severity.WARNING, group=Group.FACTS, run=_run)
