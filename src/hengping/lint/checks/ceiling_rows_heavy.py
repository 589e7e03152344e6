"""恒满分指标过重: indicators that are full everywhere and always carry too much of the weight.

Meaning: leaves that score full marks now and are known to do so year after year (社会化发放率, 资金使用合规 …) weigh
together more than the profile's share of the full marks (about a third).
Why: they tell good from bad in no case and lift every total alike.
Basis: indicator library D3, G1 and cross-cutting trap 8; the share is habit, so it is a threshold of the profile.
Exclusions:
1. Leaves that lost a point: they told something this time.
Fires: 资金使用合规性 20 of 20, 社会化发放率 20 of 20, full marks 100
Silent: 资金使用合规性 3 of 3, 社会化发放率 2 of 2, full marks 100
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.subject import CaseUnderReview
from hengping.lint.word_lists import word_list, words_in
from hengping.quantities import percent


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    words = word_list("score_words", "ceiling")
    leaves = [leaf for top in subject.score.indicators for leaf in top.walk() if leaf.is_leaf and leaf.weight]
    full = [leaf for leaf in leaves if leaf.deduction == 0]  # (1)
    rows = [leaf for leaf in full if words_in(leaf.indicator.name, words)]
    weight = sum((leaf.weight for leaf in rows), Decimal(0))
    limit = subject.profile.thresholds.ceiling_share
    if rows and weight / subject.score.full_marks > limit:
        share = percent(weight / subject.score.full_marks)
        yield Remark(
            Place("indicators", tuple(leaf.indicator.code for leaf in rows)),
            f"{'、'.join(leaf.indicator.name for leaf in rows)}几乎总是满分，合计占总分的 {share}，难以区分好坏。",
            expected=f"不超过 {percent(limit, 0)}",
            found=share,
        )


CHECK = Check(code="HP212", title="恒满分指标过重", severity=Severity.WARNING, group=Group.SCORES, run=_run)
