"""Weights in points: from shares of the parent, and with the marks of what does not apply given to its siblings.

A row that does not apply (`redistribute`) weighs nothing; its siblings take its marks in proportion to theirs. Where
nothing of a branch applies, the branch itself gives its marks to its siblings, and so on up. 其中 rows follow the row
they are part of; rows outside the total keep their weight.

Where leaves or criteria are rounded, weights worked out here get no more decimals than scores, so that full marks for
everything add up to the full marks of the case: what rounding down leaves over goes to the largest remainders (the
first of equals). Weights in points stand as they were filed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import NamedTuple

from hengping.cases.model.case import criteria_of
from hengping.cases.model.indicators import (
    Criterion,
    Indicator,
    IndicatorSystem,
    Outcome,
    OutcomeKind,
    Treatment,
    WeightBasis,
)
from hengping.quantities.rounding import round_half_up
from hengping.reference.profile import Rounding, RoundingLevel

_ZERO = Decimal(0)
_ONE = Decimal(1)


class WeighedCriterion(NamedTuple):
    """A criterion with its full marks in points, before and after redistribution, and the outcome that holds for it."""

    criterion: Criterion
    filed: Decimal
    max_score: Decimal
    outcome: Outcome | None


class WeighedIndicator(NamedTuple):
    """A node with its weight in points after redistribution; `gone` where nothing of it applies."""

    indicator: Indicator
    level: int
    weight: Decimal
    outcome: Outcome | None
    gone: bool
    children: tuple[WeighedIndicator, ...] = ()
    criteria: tuple[WeighedCriterion, ...] = ()


def weigh(system: IndicatorSystem, rounding: Rounding) -> tuple[WeighedIndicator, ...]:
    """The tree with weights in points."""
    weigher = _Weigher(
        of_parent=system.weight_basis is WeightBasis.PARENT,
        places=None if rounding.level is RoundingLevel.TOTAL else rounding.places,
    )
    return weigher.siblings(system.indicators, parent=system.full_marks, scale=_ONE, level=1, outcome=None)


def apportion(weights: Sequence[Decimal], places: int) -> tuple[Decimal, ...]:
    """The weights with at most `places` decimals and the same sum (rounded half-up): largest remainders first."""
    step = _ONE.scaleb(-places)
    if all(weight == weight.quantize(step) for weight in weights):
        return tuple(weights)
    floors = [weight.quantize(step, rounding=ROUND_FLOOR) for weight in weights]
    missing = int((round_half_up(sum(weights, _ZERO), places) - sum(floors, _ZERO)) / step)
    by_remainder = sorted(range(len(floors)), key=lambda index: (floors[index] - weights[index], index))
    for index in by_remainder[:missing]:
        floors[index] += step
    return tuple(floors)


@dataclass(frozen=True)
class _Weigher:
    of_parent: bool
    places: int | None

    def siblings(
        self, rows: tuple[Indicator, ...], *, parent: Decimal, scale: Decimal, level: int, outcome: Outcome | None
    ) -> tuple[WeighedIndicator, ...]:
        """Rows of one parent, whose weight is `parent` as filed and `scale` times as much after redistribution."""
        filed = [row.weight for row in rows]
        if self.of_parent:
            filed = self._rounded([parent * weight / 100 for weight in filed])
        gone = [_is_gone(row, outcome) for row in rows]
        counted = [not row.of_which and not row.outside_total for row in rows]
        weights = self._shared_out(filed, gone, counted, scale)
        weights = [
            (_ZERO if absent else own) if row.outside_total else weight
            for row, weight, own, absent in zip(rows, weights, filed, gone, strict=True)
        ]
        return tuple(
            self._node(row, own, weight, level=level, outcome=row.outcome or outcome, gone=absent)
            for row, own, weight, absent in zip(rows, filed, weights, gone, strict=True)
        )

    def _node(
        self, row: Indicator, filed: Decimal, weight: Decimal, *, level: int, outcome: Outcome | None, gone: bool
    ) -> WeighedIndicator:
        scale = weight / filed if filed else _ONE
        if row.children:
            children = self.siblings(row.children, parent=filed, scale=scale, level=level + 1, outcome=outcome)
            return WeighedIndicator(row, level, weight, outcome, gone, children=children)
        if not row.criteria:
            own = criteria_of(row)[0]
            criteria: tuple[WeighedCriterion, ...] = (WeighedCriterion(own, filed, weight, outcome),)
        else:
            criteria = self._criteria(row.criteria, scale, outcome)
        return WeighedIndicator(row, level, weight, outcome, gone, criteria=criteria)

    def _criteria(
        self, rows: tuple[Criterion, ...], scale: Decimal, outcome: Outcome | None
    ) -> tuple[WeighedCriterion, ...]:
        filed = [row.max_score for row in rows]
        gone = [_redistributes(row.outcome or outcome) for row in rows]
        shared = self._shared_out(filed, gone, [not row.of_which for row in rows], scale)
        return tuple(
            WeighedCriterion(row, own, max_score, row.outcome or outcome)
            for row, own, max_score in zip(rows, filed, shared, strict=True)
        )

    def _shared_out(
        self, filed: Sequence[Decimal], gone: Sequence[bool], counted: Sequence[bool], scale: Decimal
    ) -> list[Decimal]:
        """Weights of siblings after redistribution among those that count; a row that does not count follows the last
        that does."""
        if scale == 1 and not any(gone):
            return list(filed)
        present = [index for index in range(len(filed)) if counted[index] and not gone[index]]
        pot = scale * sum((weight for weight, counts in zip(filed, counted, strict=True) if counts), _ZERO)
        base = sum((filed[index] for index in present), _ZERO)
        new = self._rounded([pot * filed[index] / base if base else _ZERO for index in present])
        weights = [_ZERO] * len(filed)
        for index, weight in zip(present, new, strict=True):
            weights[index] = weight
        factor = scale
        for index, weight in enumerate(filed):
            if counted[index]:
                factor = weights[index] / weight if weight else scale
            elif not gone[index]:
                weights[index] = self._rounded([weight * factor])[0]
        return weights

    def _rounded(self, weights: list[Decimal]) -> list[Decimal]:
        return weights if self.places is None else list(apportion(weights, self.places))


def _redistributes(outcome: Outcome | None) -> bool:
    return (
        outcome is not None
        and outcome.kind is OutcomeKind.NOT_APPLICABLE
        and outcome.treatment is Treatment.REDISTRIBUTE
    )


def _is_gone(row: Indicator, inherited: Outcome | None) -> bool:
    """Whether nothing of the row applies."""
    outcome = row.outcome or inherited
    parts: Sequence[Indicator | Criterion] = row.children or row.criteria
    counted = [part for part in parts if not part.of_which and not (isinstance(part, Indicator) and part.outside_total)]
    if not counted:
        return _redistributes(outcome)
    return all(
        _is_gone(part, outcome) if isinstance(part, Indicator) else _redistributes(part.outcome or outcome)
        for part in counted
    )
