"""评委分歧大: judges of one criterion whose judgements lie far apart.

Meaning: of two or more standing judgements of one criterion, point or unit, one differs from the median of all by more
than a fifth of the full marks; with two judges, the two from one another.
Why: what stands as one score hides that people saw different things; the reason is worth a second look before print.
Basis: practice of expert panels (outlying marks are explained or judged again); the bound is this project's.
Exclusions:
1. Judgements without author or reason: scoring does not count them.
2. Words (是, 否): they are no distance apart.
Fires: 8, 8.5 and 4 of 10 points
Silent: 8, 8.5 and 7 of 10 points
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.analysis.judges.panel import Panel, panels_of
from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.subject import CaseUnderReview
from hengping.quantities import amount


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    for criterion in subject.criteria:
        for panel in panels_of(criterion):  # (1)
            if panel.outliers:
                yield Remark(
                    Place("indicators", (criterion.criterion.id,), criterion.criterion.text),
                    f"几位评委对 {criterion.criterion.id} 的评判相差很大，请核对 {'、'.join(panel.outliers)} 的理由，"
                    "必要时复议。",
                    expected="与评委中位数相差不超过分值的 20%",
                    found=_given(panel),
                )


def _given(panel: Panel) -> str:
    full = panel.criterion.max_score
    points = [
        (seat.judge, full * seat.share.numerator / seat.share.denominator)
        for seat in panel.seats
        if seat.share is not None  # (2)
    ]
    return "，".join(f"{judge} {amount(score, 2)}" for judge, score in points) + f"（分值 {amount(full, 2)}）"


CHECK = Check(code="HP219", title="评委分歧大", severity=Severity.WARNING, group=Group.SCORES, run=_run)
