"""Target and result of a filed row as numbers in one unit, or why they cannot be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from hengping.cases.model.goals import GoalRow
from hengping.lint.goal_sheet import Goal
from hengping.quantities import Unit, UnitError, half_width, plain, read_unit
from hengping.scoring.comparison import Comparator
from hengping.scoring.filed_targets import TargetReading, read_target

_BAND = re.compile(r"([+-]?[\d.]+)\D*?[-—–~～至]([+-]?[\d.]+)")
_HUNDRED = Decimal(100)
_LONG = 12


@dataclass(frozen=True)
class Comparable:
    """Target and result in the unit of the target, digits as text for facts and targets.

    Attributes:
        comparator: "" where the form has none.
        target, lower, upper, actual: "" where there is none.
        unit: symbol; "" for a plain number.
        doubt: why they cannot be compared though both hold a number, a Chinese phrase.
    """

    comparator: Comparator = Comparator.NONE
    target: str = ""
    lower: str = ""
    upper: str = ""
    unit: str = ""
    actual: str = ""
    doubt: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether a rule can compare them."""
        return bool(self.actual and (self.target or self.lower) and not self.doubt)


def compared(row: GoalRow) -> Comparable:
    """Read target and result of a row; the unit column speaks for whichever of them has none of its own."""
    goal, actual = Goal.of(row), read_target(row.actual)
    lower, upper = _band(goal)
    if goal.value is None and not lower:
        return Comparable(goal.comparator)
    if actual.value is None:
        return Comparable(goal.comparator, _digits(goal.value), lower, upper, goal.unit_text)
    number, unit, doubt = _in_one_unit(goal, actual)
    sign = Comparator.INTERVAL if lower else goal.comparator
    return Comparable(sign, _digits(goal.value), lower, upper, unit, _digits(number), doubt)


def _digits(value: Decimal | None) -> str:
    return "" if value is None else plain(value)


def _band(goal: Goal) -> tuple[str, str]:
    found = _BAND.search(re.sub(r"[\s,]", "", half_width(goal.text))) if goal.band else None
    return (found[1], found[2]) if found else ("", "")


def _in_one_unit(goal: Goal, actual: TargetReading) -> tuple[Decimal, str, str]:
    """The result in the unit of the target, that unit, and what is not sure."""
    value = actual.value or Decimal(0)
    own = _unit(actual.unit) if actual.unit else None
    unit = goal.unit
    if unit is None:
        return value, "", _strange(goal, actual, own)
    if own is None:
        if actual.unit and actual.unit != goal.unit_text:
            return value, unit.symbol, f"完成值的单位“{actual.unit}”认不出"
        return value, unit.symbol, _fraction_for_percent(goal, unit, value)
    if own.dimension != unit.dimension:
        return value, unit.symbol, f"完成值以“{own.symbol}”计，指标值以“{unit.symbol}”计"
    if own.symbol != unit.symbol:
        value = unit.to_written(own.to_number(value) * own.factor / unit.factor)
    return value, unit.symbol, ""


def _strange(goal: Goal, actual: TargetReading, own: Unit | None) -> str:
    """Without a unit of the target that can be read: nothing is doubtful as long as the words are the same."""
    written = goal.unit_text
    if not actual.unit or actual.unit == written:
        return ""
    if not written and own is not None and not own.is_ratio:
        return ""
    return f"完成值的单位“{actual.unit}”与指标值的单位“{written or '（无）'}”不同"


def _fraction_for_percent(goal: Goal, unit: Unit, value: Decimal) -> str:
    """0.98 beside a target of 100 % is 98 % without its sign: no one may decide that but the person who filed it."""
    fraction = unit.symbol == "%" and goal.value is not None and goal.value > 2 and 0 < value <= 1
    if fraction and value != goal.value:
        percent = plain((value * _HUNDRED).normalize())
        return f"完成值“{plain(value)}”没有百分号，指标值为{plain(goal.value or value)}%，疑为{percent}%"
    return ""


def _unit(symbol: str) -> Unit | None:
    try:
        return read_unit(symbol) if len(symbol) <= _LONG else None
    except UnitError:
        return None
