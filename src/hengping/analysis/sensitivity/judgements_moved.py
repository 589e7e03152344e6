"""A judged criterion given other points: the total moves by as much, within 0 and the full marks of the criterion."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hengping.analysis.sensitivity.movement import Bounds, Kind, Movement, Turn
from hengping.quantities import amount
from hengping.scoring.result import CaseScore, CriterionScore, IndicatorScore, ScoreStatus

_ZERO = Decimal(0)


def judgements_moved(score: CaseScore, bounds: Bounds, swing: Decimal) -> Iterator[Movement]:
    """Every criterion that people judged and that counts; points move by `swing` of the full marks."""
    for top in score.indicators:
        for leaf in _standing(top):
            for criterion in leaf.criteria:
                judged = criterion.status in (ScoreStatus.JUDGED, ScoreStatus.OVERRIDDEN)
                if judged and not criterion.criterion.of_which and criterion.score is not None:
                    yield _moved(leaf, criterion, criterion.score, bounds, swing)


def _standing(node: IndicatorScore) -> Iterator[IndicatorScore]:
    """Leaves whose points reach the total: not below a score set by hand, nor within an 其中 row."""
    if node.indicator.of_which or (node.indicator.override is not None and not _own(node)):
        return
    if node.is_leaf:
        yield node
    for child in node.children:
        yield from _standing(child)


def _own(node: IndicatorScore) -> bool:
    return node.is_leaf and not node.indicator.criteria


def _moved(
    leaf: IndicatorScore, criterion: CriterionScore, points: Decimal, bounds: Bounds, swing: Decimal
) -> Movement:
    full = criterion.max_score
    low, high = max(_ZERO, points - full * swing), min(full, points + full * swing)
    several = len(leaf.criteria) > 1
    return Movement(
        Kind.JUDGEMENT,
        criterion.criterion.id,
        f"{leaf.indicator.name}：{criterion.criterion.text}" if several else leaf.indicator.name,
        f"{amount(points, 2)}/{amount(full, 2)}",
        amount(low, 2),
        amount(high, 2),
        bounds.total + low - points,
        bounds.total + high - points,
        tuple(_turns(points, full, bounds)),
        disputed=any(mark.field_name == "judgement" for mark in criterion.marks),
    )


def _turns(points: Decimal, full: Decimal, bounds: Bounds) -> Iterator[Turn]:
    if bounds.lower is not None and (edge := points + bounds.lower - bounds.total) > 0:
        yield Turn(f"{amount(edge, 2)}以下", amount(edge - points, 2), bounds.grade_below)
    if bounds.upper is not None and (edge := points + bounds.upper - bounds.total) <= full:
        yield Turn(amount(edge, 2), f"+{amount(edge - points, 2)}", bounds.grade_above)
