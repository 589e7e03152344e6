"""A weight moved within its node: the other members give or take in proportion, score rates stay as they are.

The total is then a straight line in the weight, total + (w' − w)·(rate − rate of the others), so that the weight at
which the grade changes is worked out and not searched for. Roundings of single scores are left out of account.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from hengping.analysis.sensitivity.movement import Bounds, Kind, Movement, Turn
from hengping.quantities import amount, percent
from hengping.scoring.result import CaseScore, IndicatorScore

_ZERO = Decimal(0)


def weights_moved(score: CaseScore, bounds: Bounds, swing: Decimal) -> Iterator[Movement]:
    """Every weight that has siblings, in the order of the tree; `swing` is the relative change, 0.1 for a tenth."""
    yield from _siblings(score.indicators, bounds, swing)


def _siblings(rows: Sequence[IndicatorScore], bounds: Bounds, swing: Decimal) -> Iterator[Movement]:
    counted = [row for row in rows if not row.indicator.of_which and not row.indicator.outside_total and row.weight]
    whole = sum((row.weight for row in counted), _ZERO)
    points = sum((row.score or _ZERO for row in counted), _ZERO)
    for row in counted:
        if row.weight < whole and row.score is not None:
            slope = row.score / row.weight - (points - row.score) / (whole - row.weight)
            yield _moved(row, whole, slope, bounds, swing)
        yield from _siblings(row.children, bounds, swing)


def _moved(row: IndicatorScore, whole: Decimal, slope: Decimal, bounds: Bounds, swing: Decimal) -> Movement:
    low, high = row.weight * (1 - swing), min(row.weight * (1 + swing), whole)
    return Movement(
        Kind.WEIGHT,
        row.indicator.code,
        row.indicator.name,
        amount(row.weight, 2),
        amount(low, 2),
        amount(high, 2),
        bounds.total + (low - row.weight) * slope,
        bounds.total + (high - row.weight) * slope,
        tuple(_turns(row, whole, slope, bounds)),
    )


def _turns(row: IndicatorScore, whole: Decimal, slope: Decimal, bounds: Bounds) -> Iterator[Turn]:
    for edge, grade in ((bounds.lower, bounds.grade_below), (bounds.upper, bounds.grade_above)):
        if edge is None or not slope:
            continue
        weight = row.weight + (edge - bounds.total) / slope
        if _ZERO <= weight <= whole:
            change = weight / row.weight - 1
            yield Turn(amount(weight, 2), f"{'+' if change > 0 else ''}{percent(change)}", grade)
