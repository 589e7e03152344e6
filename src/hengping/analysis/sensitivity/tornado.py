"""The tornado: what moves the total most stands on top."""

from __future__ import annotations

from collections import Counter

from hengping.analysis.sensitivity.movement import Movement
from hengping.analysis.sensitivity.survey import Sensitivity
from hengping.quantities import amount
from hengping.rendering.charts import Span, Spec, tornado

MOST = 12
"""More bars than this say nothing more."""


def tornado_chart(found: Sensitivity) -> Spec:
    """The widest movements about the total, with the totals at which the grade changes."""
    chosen = [each for each in found.movements if each.swing][:MOST]
    names = Counter(each.name for each in chosen)
    spans = [
        _span(each, f"{each.name}（{each.kind.label} {each.key}）" if names[each.name] > 1 else each.name)
        for each in chosen
    ]
    bounds = found.bounds
    lines = []
    if bounds.lower is not None:
        lines.append((f"{bounds.grade}、{bounds.grade_below}分界", bounds.lower))
    if bounds.upper is not None:
        lines.append((f"{bounds.grade_above}、{bounds.grade}分界", bounds.upper))
    return tornado(spans, centre=bounds.total, bounds=lines, unit="分")


def _span(movement: Movement, name: str) -> Span:
    known = [total for total in (movement.low_total, movement.high_total) if total is not None]
    low, high = min(known), max(known)
    return Span(name, low, high, amount(low, 2), amount(high, 2))
