"""Elicited shares put into the indicator system: every level adds up exactly, what hangs below follows its parent.

Shares become weights with a fixed number of decimals by largest remainders (`scoring.weights.apportion`). Members of
nodes that were not weighed keep their proportions; criteria and the points of checklists are carried along. Parameters
in points of other rules (扣分 per unit and the like) stay as they were filed and are named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Context, Decimal, localcontext
from typing import Any

from hengping.analysis.weights.groups import TOP, Shares
from hengping.cases.model.indicators import Criterion, Indicator, IndicatorSystem, Scorable, WeightBasis
from hengping.quantities import amount
from hengping.scoring.weights import apportion

_PRECISE = Context(prec=50)
_ZERO = Decimal(0)
_IN_POINTS = {"deduction", "unit_deduction", "floor", "minimum", "maximum", "late_deduction"}


@dataclass(frozen=True)
class Change:
    """The weight of one node before and after."""

    code: str
    name: str
    level: int
    before: Decimal
    after: Decimal
    elicited: bool


@dataclass(frozen=True)
class Reweighed:
    """The new system, what changed, and the criteria whose rule names points that no weight can carry along."""

    system: IndicatorSystem
    changes: tuple[Change, ...]
    to_check: tuple[str, ...]


def reweigh(system: IndicatorSystem, shares: Shares, *, places: int, note: str = "") -> Reweighed:
    """The system with these shares.

    Args:
        places: decimals of weights of indicators.
        note: appended to the system's note, so that the origin of the weights is on record.
    """
    with localcontext(_PRECISE):
        work = _Reweigher(shares, places, of_parent=system.weight_basis is WeightBasis.PARENT)
        total = Decimal(100) if work.of_parent else system.full_marks
        rows = work.rows(system.indicators, TOP, total, 1)
        kept = [line for line in system.note.splitlines() if line.split("：")[0] != note.split("：")[0]] if note else []
        update: dict[str, Any] = {"indicators": rows}
        if note:
            update["note"] = "\n".join([*kept, note])
        return Reweighed(system.model_copy(update=update), tuple(work.changes), tuple(work.to_check))


@dataclass
class _Reweigher:
    shares: Shares
    places: int
    of_parent: bool
    changes: list[Change] = field(default_factory=list)
    to_check: list[str] = field(default_factory=list)

    def rows(self, rows: tuple[Indicator, ...], node: str, total: Decimal, level: int) -> tuple[Indicator, ...]:
        counted = [row for row in rows if not row.of_which and not row.outside_total]
        weights = self._weights(counted, self.shares.get(node), total)
        elicited = node in self.shares
        found: list[Indicator] = []
        factor = Decimal(1)
        for row in rows:
            if row.code in weights:
                new = weights[row.code]
                factor = new / row.weight if row.weight else Decimal(1)
            else:
                new = row.weight if row.outside_total else apportion([row.weight * factor], self.places)[0]
            self.changes.append(Change(row.code, row.name, level, row.weight, new, elicited and row.code in weights))
            found.append(self._node(row, new, level, elicited=elicited and row.code in weights))
        return tuple(found)

    def _weights(
        self, rows: Sequence[Indicator], shares: Mapping[str, Decimal] | None, total: Decimal
    ) -> dict[str, Decimal]:
        if shares is None:
            filed = sum((row.weight for row in rows), _ZERO)
            if filed == total or not filed:
                return {row.code: row.weight for row in rows}
            exact = [row.weight * total / filed for row in rows]
        else:
            exact = [shares[row.code] * total for row in rows]
        return dict(zip((row.code for row in rows), apportion(exact, self.places), strict=True))

    def _node(self, row: Indicator, weight: Decimal, level: int, *, elicited: bool) -> Indicator:
        update: dict[str, Any] = {"weight": weight}
        if elicited:
            # The mark told how the old weight came about.
            update["marks"] = tuple(mark for mark in row.marks if mark.field_name != "weight")
        if row.children:
            below = Decimal(100) if self.of_parent else weight
            update["children"] = self.rows(row.children, row.code, below, level + 1)
        elif not self.of_parent and weight != row.weight:
            if row.criteria:
                update["criteria"] = self._criteria(row.criteria, weight)
            else:
                update["parameters"] = self._parameters(row, row.code, weight)
        return row.model_copy(update=update)

    def _criteria(self, criteria: tuple[Criterion, ...], weight: Decimal) -> tuple[Criterion, ...]:
        counted = [criterion for criterion in criteria if not criterion.of_which]
        filed = sum((criterion.max_score for criterion in counted), _ZERO)
        if not filed:
            return criteria
        scores = apportion(
            [criterion.max_score * weight / filed for criterion in counted], _places(counted, self.places)
        )
        new = dict(zip((criterion.id for criterion in counted), scores, strict=True))
        factor = weight / filed
        return tuple(self._criterion(each, new.get(each.id, each.max_score * factor)) for each in criteria)

    def _criterion(self, criterion: Criterion, max_score: Decimal) -> Criterion:
        score = apportion([max_score], max(self.places, 2))[0]
        parameters = self._parameters(criterion, criterion.id, score)
        return criterion.model_copy(update={"max_score": score, "parameters": parameters})

    def _parameters(self, scorable: Scorable, where: str, max_score: Decimal) -> dict[str, Any]:
        parameters: dict[str, Any] = dict(scorable.parameters)
        points = parameters.get("points")
        if isinstance(points, list) and points:
            filed = [Decimal(str(point["max_score"])) for point in points]
            total = sum(filed, _ZERO)
            new = apportion([each * max_score / total for each in filed], max(self.places, 2)) if total else filed
            parameters["points"] = [
                {**point, "max_score": amount(score)} for point, score in zip(points, new, strict=True)
            ]
        if _IN_POINTS & parameters.keys():
            self.to_check.append(where)
        return parameters


def _places(criteria: Sequence[Criterion], places: int) -> int:
    """As many decimals as criteria have already, if these are more."""
    return max([places, *(-int(each.max_score.normalize().as_tuple().exponent) for each in criteria), 0])
