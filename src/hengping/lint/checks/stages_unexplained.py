"""各阶段数不一致未说明: a figure changed from one stage of the accounts to the next, and nobody says why.

Meaning: 申报, 快报, 决算, 核实 or 调整 values of one figure differ, and the later one has no 差异原因.
Why: scoring takes the latest stage; what changed it decides points.
Basis: the design (another stage is a difference to be explained).
Exclusions:
1. Values that agree once the units are converted.
2. A stage without a value.
Fires: 基金支出 快报 1450000 万元, 决算 1448983.18 万元, 差异原因 blank
Silent: the same, 差异原因 12月清算冲回
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from hengping.cases.model.facts import FactStage
from hengping.lint.check import Check, Group
from hengping.lint.facts_compared import FactGroups, fact_place, same_value
from hengping.lint.finding import Remark, Severity, heading
from hengping.lint.subject import CaseUnderReview

_ORDER = {stage: position for position, stage in enumerate(FactStage)}


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    for facts in FactGroups(subject.case).same_but_for_stage():
        in_order = sorted((fact for fact in facts if fact.value or fact.formula), key=lambda fact: _ORDER[fact.stage])
        for earlier, later in pairwise(in_order):  # (2)
            if earlier.stage is later.stage or later.difference_reason.strip():
                continue
            if same_value(subject.book, earlier, later) is False:  # (1)
                values = [f"{fact.stage.label} {subject.book.printed(fact.id)}" for fact in (earlier, later)]
                yield Remark(
                    fact_place(earlier, later, field=heading(type(later), "difference_reason")),
                    f"“{later.name}”{values[0]}、{values[1]}，不一致，没有写明原因。",
                    expected="在后一阶段的“差异原因”中说明",
                    found="（空）",
                )


CHECK = Check(code="HP403", title="各阶段数不一致未说明", severity=Severity.WARNING, group=Group.FACTS, run=_run)
