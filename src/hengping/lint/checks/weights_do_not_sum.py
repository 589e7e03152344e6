"""权重合计不符: weights of siblings do not add up to their parent's.

Meaning: level-1 weights against the full marks, the weights below an indicator against its own (or against 100 where
weights are shares of the parent), the full marks of the criteria against their leaf's.
Why: the total then has no fixed top, and nobody can say what a point is worth.
Basis: 财预〔2020〕10号 (weights sum to 100); a county's form of 2020 whose rows and total do not agree.
Exclusions:
1. A reason is filed: 权重合计说明 of the indicator or of the system.
2. 其中 rows, which are part of the row above, and rows outside the total.
3. Siblings that all weigh zero: not weighted yet.
Fires: 一级指标 10、25、40、24, full marks 100
Silent: 一级指标 10、25、40、25
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from hengping.cases.model.indicators import Criterion, Indicator, WeightBasis
from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity, heading
from hengping.lint.subject import CaseUnderReview, indicator_place
from hengping.quantities import plain, round_half_up

_ZERO, _HUNDRED = Decimal(0), Decimal(100)
_PLACES = 2


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    system = subject.case.indicators
    shares = system.weight_basis is WeightBasis.PARENT
    whole = _HUNDRED if shares else system.full_marks
    place = Place("indicators", field=heading(Indicator, "weight"))
    if not system.weights_note.strip():  # (1)
        yield from _compared(place, "一级指标的权重", _weights(system.indicators), whole)
    for top in system.indicators:
        yield from _below(top, system.full_marks * top.weight / _HUNDRED if shares else top.weight, shares=shares)


def _below(indicator: Indicator, points: Decimal, *, shares: bool) -> Iterator[Remark]:
    """Remarks on a node and all below it; `points` is what the node is worth in the total."""
    if not indicator.weights_note.strip():
        what, place = f"“{indicator.name}”（{indicator.code}）下级指标的权重", indicator_place(indicator, "weight")
        yield from _compared(place, what, _weights(indicator.children), _HUNDRED if shares else indicator.weight)
        what = f"“{indicator.name}”（{indicator.code}）各评分要点的分值"
        max_scores = [criterion.max_score for criterion in _counted(indicator.criteria)]
        yield from _compared(place, what, max_scores, points)
    for child in indicator.children:
        yield from _below(child, points * child.weight / _HUNDRED if shares else child.weight, shares=shares)


def _weights(indicators: tuple[Indicator, ...]) -> list[Decimal]:
    return [row.weight for row in indicators if not row.of_which and not row.outside_total]  # (2)


def _counted(criteria: tuple[Criterion, ...]) -> list[Criterion]:
    return [criterion for criterion in criteria if not criterion.of_which]


def _compared(place: Place, what: str, weights: Sequence[Decimal], whole: Decimal) -> Iterator[Remark]:
    found = sum(weights, _ZERO)
    if not found or round_half_up(found, _PLACES) == round_half_up(whole, _PLACES):  # (3)
        return
    expected = plain(round_half_up(whole, _PLACES).normalize())
    yield Remark(
        place,
        f"{what}之和为 {plain(found.normalize())}，应为 {expected}。",
        expected=f"合计 {expected}，或在“权重合计说明”中写明原因",
        found=" + ".join(plain(weight) for weight in weights),
    )


CHECK = Check(code="HP207", title="权重合计不符", severity=Severity.ERROR, group=Group.SCORES, run=_run)
