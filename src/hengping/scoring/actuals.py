"""The actual values of a criterion: read from the facts, and shown with their working."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from hengping.cases.fact_book import Evaluated, FactBook, printed_value, undefined_or_missing
from hengping.cases.model.indicators import Scorable
from hengping.formulas import Known, Undefined, Value, substitute
from hengping.quantities import Unit, read_unit
from hengping.quantities.display import beside
from hengping.scoring.comparison import shown

NO_UNIT = read_unit("")


class Actual(NamedTuple):
    """One actual value: the expression as filed and what became of it."""

    expression: str
    evaluated: Evaluated
    book: FactBook

    @property
    def value(self) -> Value | None:
        """The value; None while it is missing or undefined."""
        return value_of(self.evaluated)

    @property
    def is_undefined(self) -> bool:
        """Whether the formula has no result at all."""
        return isinstance(self.evaluated.result, Undefined)

    @property
    def absence(self) -> str:
        """Why there is no value, in Chinese."""
        reason = undefined_or_missing(self.evaluated.result)
        return (
            f"实际值无法计算：{reason}"
            if self.is_undefined
            else "缺少实际值" + reason.removeprefix("缺少").removeprefix("未填写")
        )

    @property
    def fact_id(self) -> str:
        """The fact where the expression is nothing but one fact, at the stage that is read; else ""."""
        name = self.expression.removeprefix("=").strip()
        return self.evaluated.fact_ids[0] if name in self.book.facts else ""

    def shown(self, unit: Unit) -> str:
        """The value as printed in `unit`, a single fact with its own decimals; "" where there is none."""
        value = self.value
        if value is None:
            return ""
        if not isinstance(value, Decimal):
            return printed_value(value)
        if self.fact_id and self.book.unit(self.fact_id).symbol == unit.symbol:
            return self.book.printed(self.fact_id)
        return shown(value, unit)

    @property
    def working(self) -> str:
        """The formula with numbers put in; of a single computed fact, that fact's own; "" for a plain figure."""
        if not self.fact_id:
            return self.evaluated.working
        formula = self.book.formula(self.fact_id)
        return substitute(formula, self.book.printed_number) if formula is not None else ""


class Actuals(NamedTuple):
    """The actual of a criterion, and those of its assessed units or periods."""

    single: Actual
    by_unit: Mapping[str, Actual]

    @property
    def each(self) -> tuple[Actual, ...]:
        """All of them."""
        return (self.single, *self.by_unit.values()) if self.by_unit else (self.single,)

    @property
    def units(self) -> list[Unit]:
        """Units of those that are single facts, in order."""
        return [actual.evaluated.unit for actual in self.each if actual.evaluated.unit is not None]

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """The facts read, in order of use."""
        return tuple(dict.fromkeys(fact_id for actual in self.each for fact_id in actual.evaluated.fact_ids))

    @property
    def are_known(self) -> bool:
        """Whether there is any value."""
        return any(actual.value is not None for actual in self.each)

    def shown(self, unit: Unit) -> str:
        """As printed: the value, or each unit's."""
        if self.by_unit:
            return "；".join(beside(name, actual.shown(unit) or "（缺）") for name, actual in self.by_unit.items())
        return self.single.shown(unit)

    @property
    def working(self) -> str:
        """The formulas with numbers put in; "" where all are plain figures."""
        named = [(f"{name}：", actual) for name, actual in self.by_unit.items()] or [("", self.single)]
        return "；".join(f"{name}{text}" for name, actual in named if (text := actual.working))


def value_of(evaluated: Evaluated) -> Value | None:
    """The value of an expression; None while it is missing or undefined."""
    return evaluated.result.value if isinstance(evaluated.result, Known) else None


def read_actuals(scorable: Scorable, book: FactBook) -> Actuals:
    """Evaluate the actuals of a criterion; a literal is written in the target's unit.

    Raises:
        QuantityError: a literal that is no number.
    """
    symbol = scorable.target.unit if scorable.target is not None else ""

    def actual(text: str) -> Actual:
        literal = text and not text.startswith("=")
        return Actual(text, book.evaluate(text, unit=read_unit(symbol) if literal else None), book)

    return Actuals(actual(scorable.actual), {name: actual(text) for name, text in scorable.actual_by_unit.items()})
