"""背景指标计分: an indicator that measures circumstances, not work, earns points.

Meaning: the indicator library calls the entry context only (heads of pensioners, support ratio, mean pension), and
here it carries weight.
Why: demography and entitlements reward and punish nobody; proportional points on them are noise.
Basis: indicator library, direction 只作背景 and cross-cutting trap 2.
Exclusions:
1. Leaves of weight zero.
2. Leaves without a library code.
Fires: 保障离退休人数 (D9), weight 5
Silent: 按时发放率 (D1), weight 5
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Remark, Severity
from hengping.lint.subject import CaseUnderReview, indicator_place
from hengping.quantities import plain
from hengping.reference.indicator_library import Direction, indicator_library


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    for leaf in subject.leaves():
        if not leaf.weight or not leaf.indicator.library_code:  # (1, 2)
            continue
        entry = indicator_library().entry(leaf.indicator.library_code)
        if entry is not None and entry.direction is Direction.CONTEXT:
            points = f"{plain(leaf.weight)}分"
            yield Remark(
                indicator_place(leaf.indicator, "weight"),
                f"“{leaf.indicator.name}”（指标库 {entry.code}）只作背景，不反映成效，却占{points}：{entry.traps}。",
                expected="不计分，只在报告中说明",
                found=points,
            )


CHECK = Check(code="HP215", title="背景指标计分", severity=Severity.WARNING, group=Group.SCORES, run=_run)
