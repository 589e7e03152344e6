"""The scoring rule that a form prints beside a row (评分标准), as a rule of `scoring` for the figures of that row.

None wherever the text can be meant in two ways that give this row different points: a percentage that may be the figure
itself or its share of the target, a figure exactly at an end of which the text does not say to which step it belongs,
steps that leave a gap, full marks that are not those of the row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise
from typing import Any

from hengping.extraction.filed_form.rule_clauses import (
    Bound,
    Clause,
    Earned,
    PerUnit,
    Proportion,
    Reach,
    Step,
    WholeUnits,
    read_clauses,
)
from hengping.quantities import half_width, plain, round_half_up
from hengping.scoring.comparison import Comparator

_ZERO, _HUNDRED = Decimal(0), Decimal(100)
_COMPLETION = frozenset(
    {"完成率", "完成比例", "实际完成率", "计划完成率", "指标完成率", "目标完成率", "任务完成率", "完成度"}
)
_POINT = r"(?<![部充])分(?![析配别类工布解钟])"
_IS_RULE = re.compile(
    rf"[得扣计记减赋给打评]\S{{0,8}}{_POINT}|满分|零分|扣\S{{0,4}}\d|\d{_POINT}|按.{{0,6}}比例.{{0,4}}[得计扣给记]"
)
_POINTS_ALONE = re.compile(r"\d+(?:\.\d+)?分?")
_POINT_UNITS = frozenset({"百分点", "%"})
_PLACES = 6
"""Decimals of a share of the points: enough for points to two decimals."""


@dataclass(frozen=True)
class RowFigures:
    """What a rule is applied to: target and actual in one unit, points and score as filed.

    Attributes:
        name: of the indicator.
        comparator: as filed; NONE where the form has none.
        target: None where the target is a band.
        unit: symbol of target and actual.
        claimed: None where no score was filed.
    """

    name: str
    comparator: Comparator
    target: Decimal | None
    unit: str
    actual: Decimal
    weight: Decimal
    claimed: Decimal | None = None


@dataclass(frozen=True)
class OwnRule:
    """A rule of `scoring` with its parameters.

    Attributes:
        comparator, target: what full marks need, where the text says so; None leaves the row's own.
        of_target: the rule works on actual ÷ target in percent.
    """

    rule: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    comparator: Comparator | None = None
    target: Decimal | None = None
    of_target: bool = False


def is_rule_text(text: str) -> bool:
    """Whether a cell says how points are earned: 计划标准 and 充分发挥作用 under 评价标准 do not, nor does 10分."""
    written = re.sub(r"\s", "", half_width(text))
    return bool(_IS_RULE.search(written)) and not _POINTS_ALONE.fullmatch(written)


def own_rule(text: str, row: RowFigures) -> OwnRule | None:
    """The rule of a cell for one row; None where it is not certain."""
    clauses = read_clauses(text)
    if clauses is None or row.weight <= _ZERO:
        return None
    return _Reading(clauses, row).rule()


class _Reading:
    def __init__(self, clauses: Sequence[Clause], row: RowFigures) -> None:
        self.row = row
        self.steps = [clause for clause in clauses if isinstance(clause, Step)]
        self.per_units = [clause for clause in clauses if isinstance(clause, PerUnit)]
        self.steps += [clause.step for clause in self.per_units if clause.step is not None]
        self.proportions = [clause for clause in clauses if isinstance(clause, Proportion)]
        self.whole = any(isinstance(clause, WholeUnits) for clause in clauses)

    def rule(self) -> OwnRule | None:
        """What the clauses come to together."""
        if len(self.per_units) + len(self.proportions) > 1 or (self.whole and not self.per_units):
            return None
        if self.per_units:
            return self._per_unit(self.per_units[0])
        if self.proportions:
            return self._proportion(self.proportions[0])
        if all(step.reach is not None for step in self.steps):
            return self._met_or_nothing()
        return self._steps()

    def _met_or_nothing(self) -> OwnRule | None:
        met = [step for step in self.steps if step.reach is Reach.MET]
        missed = [step for step in self.steps if step.reach is Reach.MISSED]
        if len(met) > 1 or len(missed) > 1 or not all(self._is_full(step) for step in met):
            return None
        if any(self._share(step) != _ZERO for step in missed) or (not missed and not self._reaches()):
            return None
        return OwnRule("met_or_nothing")

    def _proportion(self, clause: Proportion) -> OwnRule | None:
        """In proportion to the target: only where more is better, with a floor of the completion rate at most."""
        row = self.row
        if row.target is None or row.target <= _ZERO or row.comparator.smaller_is_better:
            return None
        parameters: dict[str, str] = {}
        for step in self.steps:
            if step.reach is Reach.MET or self._is_whole_target(step):
                if not self._is_full(step):
                    return None
            elif step.reach is None and step.upper is not None and step.lower is None and not parameters:
                of_target = self._of_target([step]) or row.target == _HUNDRED
                if self._share(step) != _ZERO or not of_target or self._is_open(self._measured(of_target=True)):
                    return None
                parameters["floor_percent"] = plain(step.upper.number)
            else:
                return None
        if clause.step is not None and not self._goes_up_to_target(clause.step, parameters.get("floor_percent", "")):
            return None
        return OwnRule("proportion", parameters)

    def _goes_up_to_target(self, step: Step, floor: str) -> bool:
        """Whether proportion holds from the floor (or from nothing) up to the target: 完成率＜100%的."""
        if step.upper is None or step.upper.included is True or step.upper.of_target:
            return False
        of_target = self._of_target([step])
        begins = "" if step.lower is None else plain(step.lower.number)
        whole = _HUNDRED if of_target else self.row.target
        return of_target is not None and begins == floor and step.upper.number == whole

    def _is_whole_target(self, step: Step) -> bool:
        """Full marks from 100 % of the target on, or from the target itself."""
        if step.lower is None or step.upper not in (None, step.lower):
            return False
        of_target = self._of_target([step])
        if of_target is None:
            return False
        return step.lower.number == (_HUNDRED if of_target else self.row.target) and step.lower.included is True

    def _per_unit(self, clause: PerUnit) -> OwnRule | None:
        row = self.row
        upwards = clause.upwards
        if row.target is None or (
            upwards != row.comparator.smaller_is_better and row.comparator is not Comparator.NONE
        ):
            return None
        floors = [step for step in self.steps if step.lower is None and step.upper and step is not clause.step]
        floors = [] if upwards else [step for step in floors if self._share(step) == _ZERO]
        full = [step for step in self.steps if step not in floors]
        of_target = self._scale(clause, full, floors)
        if of_target is None or len(floors) > 1 or (upwards and of_target):
            return None
        goal = self._goal(full, clause, _HUNDRED if of_target else row.target)
        measured = self._measured(of_target=of_target)
        is_bounded = row.comparator.smaller_is_better or any(step.upper is not None for step in full)
        if upwards and not is_bounded:  # nothing says that less is better
            return None
        if goal is None or (self._is_beyond(full, measured) if upwards else self._is_open(measured)):
            return None
        parameters = {"per": plain(clause.per), "deduction": plain(clause.deduction)}
        if floors:
            return self._per_point(floors[0], parameters, goal, of_target=of_target)
        whole = self._whole(clause, goal, of_target=of_target)
        if whole is None:
            return None
        parameters["whole_units"] = "是" if whole else "否"
        sign = Comparator.AT_MOST if upwards else Comparator.AT_LEAST
        return OwnRule("per_unit_short", parameters, sign, goal, of_target)

    def _scale(self, clause: PerUnit, full: Sequence[Step], floors: Sequence[Step]) -> bool | None:
        """Whether the points fall with the share of the target; None where that is not certain."""
        row, bounded = self.row, [step for step in (*full, *floors) if step.reach is None]
        if clause.unit not in _POINT_UNITS:
            same = clause.unit == row.unit and all(bound.unit == row.unit for bound in _bounds(bounded))
            return False if same and not clause.subject else None
        subject = Step(Earned.NONE, subject=clause.subject)
        if row.unit != "%" and clause.upwards:
            return None
        if clause.unit == "%" and row.unit == "%" and row.target != _HUNDRED and not bounded:
            return None  # 1 % of the target, or one point
        return self._of_target([*bounded, subject] if clause.subject or not bounded else bounded)

    def _goal(self, full: Sequence[Step], clause: PerUnit, target: Decimal) -> Decimal | None:
        """From where points fall; None where the clauses do not agree on it."""
        goals = set[Decimal | None]()
        for step in full:
            if step.reach is not None:
                fits = step.reach is Reach.MISSED if step is clause.step else step.reach is Reach.MET
                goals.add(target if fits and (step is clause.step or self._is_full(step)) else None)
                continue
            falls = step is clause.step
            bound, other = (step.upper, step.lower) if falls != clause.upwards else (step.lower, step.upper)
            is_whole = (falls or self._is_full(step)) and bound is not None and other in (None, bound)
            goals.add(bound.number if is_whole and bound is not None else None)
        return goals.pop() if len(goals) == 1 else None if goals else target

    def _whole(self, clause: PerUnit, goal: Decimal, *, of_target: bool) -> bool | None:
        """Whether parts of a unit count. Where the text is silent, the reading that the filed score follows is taken.

        None where it follows the third: a unit begun counts as a whole one, which no rule of ours does.
        """
        if self.whole:
            return True
        over = self._measured(of_target=of_target) - goal
        count = max(_ZERO, over if clause.upwards else -over) / clause.per
        weight, claimed = self.row.weight, self.row.claimed

        def points(units: Decimal) -> Decimal:
            return round_half_up(max(_ZERO, weight - clause.deduction * units), 2)

        down, up = (points(count.to_integral_value(way)) for way in (ROUND_FLOOR, ROUND_CEILING))
        if claimed is None or down == up:
            return False
        if claimed == up != points(count):
            return None
        return abs(claimed - down) <= abs(claimed - points(count))

    def _per_point(self, floor: Step, parameters: dict[str, str], goal: Decimal, *, of_target: bool) -> OwnRule | None:
        """Points off each unit, and none under a floor."""
        assert floor.upper is not None
        scale_is_percent = of_target or self.row.unit == "%"
        measured = self._measured(of_target=of_target)
        parts = max(_ZERO, goal - measured) % Decimal(parameters["per"])
        if not scale_is_percent or (parts and measured >= floor.upper.number) or floor.upper.number >= goal:
            return None
        parameters |= {"below": "per_point", "floor_percent": plain(floor.upper.number)}
        return OwnRule("satisfaction", parameters, Comparator.AT_LEAST, goal, of_target)

    def _steps(self) -> OwnRule | None:
        row = self.row
        if row.target is None or row.comparator.smaller_is_better:
            return None
        of_target = self._of_target([step for step in self.steps if step.reach is None])
        if of_target is None or (of_target and row.target <= _ZERO):
            return None
        measured = self._measured(of_target=of_target)
        ladder = self._ladder(_HUNDRED if of_target else row.target, measured)
        if ladder is None or self._is_open(measured):
            return None
        if measured < ladder[-1][0] and not self._says_rest(ladder[-1][0]):
            return None
        steps = [{"at_least": plain(lower), "share_percent": _share_text(share)} for lower, share in ladder]
        return OwnRule("steps", {"steps": steps}, Comparator.AT_LEAST, ladder[0][0], of_target)

    def _ladder(self, target: Decimal, measured: Decimal) -> list[tuple[Decimal, Decimal]] | None:
        """Lower ends with their shares, falling, without a gap; the first earns full marks. None where it is none."""
        found: list[tuple[Decimal, Decimal, Decimal | None]] = []
        for step in self.steps:
            if step.reach is Reach.MISSED or (step.lower is None and step.reach is None and not self._share(step)):
                continue  # what earns nothing lies under the lowest end
            if (rung := self._rung(step, target)) is None:
                return None
            found.append(rung)
        found.sort(reverse=True, key=lambda each: each[0])
        shares = [share for _, share, _ in found]
        if not found or shares[0] != _HUNDRED or shares != sorted(shares, reverse=True):
            return None
        if found[0][2] is not None and measured > found[0][2]:
            return None
        for above, below in pairwise(found):
            if above[0] == below[0] or (below[2] is not None and below[2] != above[0]):
                return None
        return [(lower, share) for lower, share, _ in found]

    def _rung(self, step: Step, target: Decimal) -> tuple[Decimal, Decimal, Decimal | None] | None:
        """Lower end, share and upper end of a step; without an upper end it goes up to the next."""
        share = self._share(step)
        if step.reach is Reach.MET:
            return target, share, None
        if step.lower is None:
            return _ZERO, share, step.upper.number if step.upper else None
        if step.upper == step.lower:
            return (target, share, None) if step.lower.number == target else None
        return step.lower.number, share, step.upper.number if step.upper else None

    def _says_rest(self, lowest: Decimal) -> bool:
        """Whether the text says that nothing is earned under the lowest step."""
        return any(
            self._share(step) == _ZERO and (step.reach is Reach.MISSED or (step.upper and step.upper.number == lowest))
            for step in self.steps
            if step.lower is None
        )

    def _of_target(self, steps: Sequence[Step]) -> bool | None:
        """Whether percentages are shares of the target (True) or the figure itself (False); None if not certain.

        Where the target is 100 % both say the same, and the figure itself is taken.
        """
        row, bounds = self.row, list(_bounds(steps))
        subjects = {step.subject for step in steps if step.subject}
        named = {subject for subject in subjects if subject not in _COMPLETION}
        if any(subject not in row.name for subject in named):
            return None
        flags = {bound.of_target for bound in bounds}
        units = {bound.unit for bound in bounds} or {"%"}
        if units != {"%"}:
            return False if units == {row.unit} and not flags & {True} and not subjects - named else None
        if True in flags or row.unit != "%":
            return None if named or row.comparator.smaller_is_better else True
        if row.target == _HUNDRED:
            return False
        if subjects - named and not any(row.name.endswith(subject) for subject in subjects - named):
            return None
        tops = [bound.number for bound in bounds]
        return False if named or not tops or max(tops) == row.target else None

    def _measured(self, *, of_target: bool) -> Decimal:
        target = self.row.target
        return self.row.actual / target * _HUNDRED if of_target and target else self.row.actual

    def _is_open(self, measured: Decimal) -> bool:
        """Whether the figure lies at an end that the text gives to neither step for certain, or to the lower one.

        Rules of ours give it to the upper one. 90%（含）以上 settles what 80%—90% leaves open.
        """
        above = below = False
        found = False
        for step in self.steps:
            is_exact = step.lower is not None and step.lower == step.upper
            if step.lower is not None and step.lower.number == measured:
                found, above = True, above or step.lower.included is True
                below = below or step.lower.included is False
            if step.upper is not None and step.upper.number == measured and not is_exact:
                found, above = True, above or step.upper.included is False
                below = below or step.upper.included is True
        met = any(step.reach is Reach.MET for step in self.steps) and measured in (_HUNDRED, self.row.target)
        return found and (below or not (above or met))

    @staticmethod
    def _is_beyond(full: Sequence[Step], measured: Decimal) -> bool:
        """Whether the figure lies at an upper end that may not belong to the full marks."""
        return any(
            step.upper is not None and step.upper.number == measured and step.upper.included is not True
            for step in full
        )

    def _reaches(self) -> bool:
        row = self.row
        if row.target is None:
            return False
        if row.comparator.smaller_is_better:
            return row.actual <= row.target
        return row.actual >= row.target

    def _is_full(self, step: Step) -> bool:
        return self._share(step) == _HUNDRED

    def _share(self, step: Step) -> Decimal:
        """Percent of the row's points; above a hundred where the text gives more than the row has."""
        amount, weight = step.amount or _ZERO, self.row.weight
        match step.earned:
            case Earned.FULL:
                return _HUNDRED
            case Earned.NONE:
                return _ZERO
            case Earned.POINTS:
                return amount / weight * _HUNDRED
            case Earned.LESS:
                return max(_ZERO, weight - amount) / weight * _HUNDRED
        return amount


def _bounds(steps: Sequence[Step]) -> Iterator[Bound]:
    for step in steps:
        yield from (bound for bound in (step.lower, step.upper) if bound is not None)


def _share_text(share: Decimal) -> str:
    return plain(round_half_up(share, _PLACES).normalize())
