"""How far the value found at a recheck lies from the one that the unit gave."""

from __future__ import annotations

from decimal import Decimal

from hengping.cases.model.goals import GoalRow
from hengping.quantities.numbers import NumberTextError, read_number


def deviation(goal: GoalRow) -> Decimal | None:
    """(recheck − self) ÷ self as a number; 0 for equal words; None where either is empty or words differ."""
    own, found = goal.actual.strip(), goal.recheck_actual.strip()
    if not own or not found:
        return None
    if own == found:
        return Decimal(0)
    try:
        first, second = read_number(own), read_number(found)
    except NumberTextError:
        return None
    if first == second:
        return Decimal(0)
    return (second - first) / first if first else None
