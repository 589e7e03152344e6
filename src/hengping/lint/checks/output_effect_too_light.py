"""产出效益权重不足: output and effect weigh less than the profile asks.

Meaning: the level-1 weights of 产出 and 效益 (满意度 included) together stay below the profile's share of the full
marks (60 %).
Why: an evaluation after the end of a project is to weigh results, not papers.
Basis: 财预〔2020〕10号 (产出、效益权重原则上不低于 60 %; recalled, so it is a threshold of the profile).
Exclusions:
1. Level-1 names of which none is an output or none an effect: another framework holds.
2. No weights yet.
Fires: 决策 25、过程 25、产出 25、效益 25
Silent: 决策 20、过程 20、产出 30、效益 30
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hengping.cases.model.indicators import Indicator
from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity, heading
from hengping.lint.subject import CaseUnderReview
from hengping.lint.word_lists import word_list, words_in
from hengping.quantities import percent


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    counted = [row for row in subject.case.indicators.indicators if not row.outside_total]
    whole = sum((row.weight for row in counted), Decimal(0))
    outputs = [row for row in counted if words_in(row.name, word_list("score_words", "output"))]
    effects = [row for row in counted if words_in(row.name, word_list("score_words", "effect")) and row not in outputs]
    if not outputs or not effects or not whole:  # (1, 2)
        return
    share = sum((row.weight for row in (*outputs, *effects)), Decimal(0)) / whole
    minimum = subject.profile.thresholds.output_effect_minimum
    if share < minimum:
        yield Remark(
            Place("indicators", tuple(row.code for row in (*outputs, *effects)), field=heading(Indicator, "weight")),
            f"产出和效益的权重合计占 {percent(share)}，低于 {percent(minimum, 0)}。",
            expected=f"不低于 {percent(minimum, 0)}",
            found=percent(share),
        )


CHECK = Check(code="HP210", title="产出效益权重不足", severity=Severity.WARNING, group=Group.SCORES, run=_run)
