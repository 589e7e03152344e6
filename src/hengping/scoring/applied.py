"""A rule applied to a criterion: all it was given, what it said, its texts, and the live formula of its points.

Texts are worked out when they are asked for: scoring a thousand cases asks for none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from hengping.cases.fact_book import FactBook
from hengping.cases.model.indicators import Target
from hengping.quantities import Unit
from hengping.scoring.actuals import NO_UNIT, Actuals
from hengping.scoring.assessed_units import combining_formula
from hengping.scoring.comparison import TargetValue
from hengping.scoring.rule import Cells, RuleInput, RuleParameters, RuleResult, ScoringRule, TargetNeed, excel_number


@dataclass(frozen=True)
class AppliedRule:
    """The rule behind a criterion's points.

    Attributes:
        rule: the rule.
        parameters: its parameters, read.
        inputs: assessed unit → what the rule was given for it; one entry "" where there are no assessed units.
        result: what the rule said, of all assessed units together.
        filed_target: the target as filed.
        target: the target in numbers.
        actuals: the actual values.
        other_fact_ids: facts behind the target and behind formulas among the parameters.
        book: the facts.
    """

    rule: ScoringRule[Any]
    parameters: RuleParameters
    inputs: tuple[tuple[str, RuleInput], ...]
    result: RuleResult
    filed_target: Target | None
    target: TargetValue | None
    actuals: Actuals
    other_fact_ids: tuple[str, ...]
    book: FactBook

    @property
    def filed_max_score(self) -> Decimal:
        """Full marks before redistribution, on which the rule works."""
        return self.inputs[0][1].max_score

    @property
    def unit(self) -> Unit:
        """The unit numbers print in: the target's, else that of the actual."""
        if self.target is not None and self.target.is_known:
            return self.target.unit
        return next(iter(self.actuals.units), NO_UNIT)

    @property
    def rule_text(self) -> str:
        """The printed sentence of the rule."""
        return self.rule.text(self.parameters, self.target, self.filed_max_score)

    @property
    def target_text(self) -> str:
        """The target as filed in words; else with its numbers."""
        if self.filed_target is None or self.target is None:
            return ""
        return self.filed_target.text or self.target.phrase

    @property
    def actual_text(self) -> str:
        """The actual as printed, with its unit."""
        return self.actuals.shown(self.unit)

    @property
    def working(self) -> str:
        """The formula of the actual with numbers put in."""
        return self.actuals.working

    @cached_property
    def fact_ids(self) -> tuple[str, ...]:
        """Facts behind the actual and the target, in order of use."""
        return tuple(dict.fromkeys((*self.actuals.fact_ids, *self.other_fact_ids)))

    def excel(self, cells: Cells, *, max_score: Decimal) -> str | None:
        """Formula of the points of one assessed unit, without ``=``; None if judged.

        It yields "" while an input is blank, and always where the rule lacks a target or its input has no meaning, so
        that no sheet shows points which the engine does not give. The cells' target value and unit are taken from the
        input. `max_score` is the number behind `cells.max_score`: the full marks after redistribution.
        """
        given = self.inputs[0][1]
        if self.result.undefined or self._lacks_target(given.target):
            return '""'
        cells = replace(cells, target_value=given.target, unit=given.unit)
        filed = cells.max_score if self.filed_max_score == max_score else excel_number(self.filed_max_score)
        formula = self.rule.excel(replace(cells, max_score=filed), self.parameters)
        if formula is None or formula == '""':
            return formula
        if filed != cells.max_score:
            formula = f"({formula})*{cells.max_score}/{filed}"
        inputs = (cells.actual, cells.target, cells.lower, cells.upper, cells.judgement, *cells.points.values())
        blanks = [f'{cell}=""' for cell in inputs if cell]
        blanks += [f"COUNTBLANK({cells.actuals})>0"] if cells.actuals else []
        if not blanks:
            return formula
        blank = blanks[0] if len(blanks) == 1 else f"OR({','.join(blanks)})"
        return f'IF({blank},"",{formula})'

    def _lacks_target(self, target: TargetValue | None) -> bool:
        if self.rule.target is TargetNeed.NUMBER:
            return target is None or target.value is None
        return self.rule.target is TargetNeed.BOUNDS and (target is None or not target.is_known)

    def combining_excel(self, points: str, max_score: str) -> str:
        """Formula that makes one figure of the range with the points of all assessed units; "" while one is blank."""
        formula = combining_formula(points, max_score, self.parameters)
        return f'IF(COUNT({points})<ROWS({points})*COLUMNS({points}),"",{formula})'
