"""分值合计不符: the points of the rows, execution of the budget included, are not the full marks.

Meaning: the sum of 分值 differs from the sum printed at the foot, or from the profile's full marks.
Why: the total then has no fixed top, and forms cannot be compared.
Basis: self-evaluation under 财预〔2020〕10号 (100 points: 预算执行率 10, indicators 90).
Exclusions:
1. Forms without a sum at their foot: the list may be an extract, and nobody says that it is whole.
2. Rows without points: HP803. Where one lacks them no sum is told.
3. Execution of the budget without points on the form counts with the points of the profile, or with none where the rows
   alone have the full marks.
4. 其中 rows are part of the row above where only without them the full marks come out.
Fires: 预算执行率 10, rows 10+20+20+30+15, 合计 100
Silent: 预算执行率 10, rows 50+30+10, 合计 100
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hengping.lint.check import Check, Group
from hengping.lint.filed_forms.subject import FormUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import plain

_ZERO = Decimal(0)


def _run(subject: FormUnderReview) -> Iterator[Remark]:
    form = subject.form
    if not {"total", "total_points"} & set(form.head.spots):  # (1)
        return
    weights = [row.weight for row in subject.rows]
    known = [weight for weight in weights if weight is not None]
    if not known or len(known) < len(weights):  # (2)
        return
    printed = form.head.number("total_points")
    full = subject.rules.full_marks if printed is None else printed
    sums = list(_sums(subject, sum(known, _ZERO)))
    if full in sums and subject.rules.full_marks in (full, *sums):
        return
    rows = " + ".join(plain(weight) for weight in known)
    what = "合计栏的分值" if printed is not None else "满分"
    yield Remark(
        subject.head_place("total_points" if printed is not None else "total", "合计"),
        f"各行分值之和为 {plain(sums[0])}，{what}为 {plain(full)}"
        + (f"，应为 {plain(subject.rules.full_marks)}。" if full in sums else "。"),
        expected=plain(subject.rules.full_marks),
        found=rows,
    )


def _sums(subject: FormUnderReview, rows: Decimal) -> Iterator[Decimal]:
    """The sums that may be meant, the likeliest first."""
    execution = subject.execution
    points = execution.number("points") if execution else None
    if execution is not None:
        yield rows + (subject.rules.execution_points if points is None else points)
    if execution is None or points is None:  # (3)
        yield rows
    parts = sum((row.weight or _ZERO for row in subject.rows if row.filed.level_3.startswith("其中")), _ZERO)
    if parts:  # (4)
        yield rows - parts + (points or _ZERO)


CHECK = Check(code="HP805", title="分值合计不符", severity=Severity.ERROR, group=Group.FORM, run=_run)
