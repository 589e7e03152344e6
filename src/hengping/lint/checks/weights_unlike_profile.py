"""一级权重与规程不同: a level-1 weight is not the one that the profile lays down.

Meaning: the profile gives weights by the names of the level-1 indicators, and one of them weighs something else in
this case, or is not there.
Why: a bureau fixes these weights so that its evaluations can be compared; a point moved between them moves the total.
Basis: the region's report of 2022 prints its weights: 项目决策 10、项目过程 25、项目产出 40、项目效益 25.
Exclusions:
1. Profiles that give no weights, and those whose basis is not verified (依据已核): their weights are only usual.
2. Trees without weights yet.
Fires: profile 项目产出 40, in the case 项目产出 35
Silent: profile 项目产出 40, in the case 项目产出 40
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hengping.cases.model.indicators import WeightBasis
from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.subject import CaseUnderReview, indicator_place
from hengping.quantities import plain

_HUNDRED = Decimal(100)


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    system = subject.case.indicators
    if not subject.profile.verified or not any(row.weight for row in system.indicators):  # (1, 2)
        return
    whole = _HUNDRED if system.weight_basis is WeightBasis.PARENT else system.full_marks
    rows = {row.name: row for row in system.indicators}
    for name, weight in subject.profile.level_1_weights.items():
        row = rows.get(name)
        if row is not None and row.weight * _HUNDRED == weight * whole:
            continue
        here = f"为 {plain(row.weight)}" if row else "没有这个指标"
        yield Remark(
            Place("indicators") if row is None else indicator_place(row, "weight"),
            f"规程规定一级指标“{name}”的权重为 {plain(weight)}，本案{here}。",
            expected=plain(weight),
            found=plain(row.weight) if row else "（无）",
        )


CHECK = Check(code="HP216", title="一级权重与规程不同", severity=Severity.WARNING, group=Group.SCORES, run=_run)
