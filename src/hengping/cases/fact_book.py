"""The facts of a case with their values worked out: what formulas, prose and documents read.

Numbers here are as formulas see them (96.90 % is 0.9690); `printed` gives them back as written. Where scoring asks for
a fact of which a later stage exists (决算 after 快报), it gets the later one, unless the case says `as_named`.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from graphlib import TopologicalSorter

from hengping.cases.model.case import Case
from hengping.cases.model.facts import Fact, FactStage
from hengping.cases.model.fields import Mark
from hengping.cases.model.identity import FactStageChoice
from hengping.formulas import (
    Formula,
    Known,
    Missing,
    Result,
    Undefined,
    Value,
    evaluate,
    evaluate_all,
    parse,
    substitute,
)
from hengping.quantities import (
    QuantityError,
    Unit,
    amount,
    date_text,
    plain,
    read_number,
    read_unit,
    round_half_up,
    with_unit,
)

_STAGE_ORDER = {stage: position for position, stage in enumerate(FactStage)}
_UNKNOWN = "（缺）"
_TRUTHS = {"是": True, "true": True, "否": False, "false": False}


@dataclass(frozen=True)
class Evaluated:
    """An expression worked out.

    Attributes:
        result: known, missing or undefined.
        fact_ids: the facts read, in order of use, as resolved to their latest stage.
        unit: the unit where the expression is a single fact, else None.
        tell: writes the working when it is asked for; a thousand cases scored for their totals ask for none.
    """

    result: Result
    fact_ids: tuple[str, ...] = ()
    unit: Unit | None = None
    tell: Callable[[], str] = field(default=str, compare=False, repr=False)

    @functools.cached_property
    def working(self) -> str:
        """The formula with numbers put in; "" for a literal."""
        return self.tell()


class FactBook:
    """Values, units and marks of the facts of one case. Expects a case whose integrity was checked."""

    def __init__(self, case: Case) -> None:
        self.facts: Mapping[str, Fact] = {fact.id: fact for fact in case.facts}
        self._units = {fact.id: read_unit(fact.unit) for fact in case.facts}
        self._latest = _latest_stages(case) if case.identity.fact_stage is FactStageChoice.LATEST else {}
        literals = {fact.id: _literal(fact, self._units[fact.id]) for fact in case.facts if not fact.formula}
        self._formulas = {fact.id: parse(fact.formula) for fact in case.facts if fact.formula}
        results = evaluate_all(self._formulas, literals)
        known: dict[str, Result] = {
            name: Missing((name,)) if value is None else Known(value) for name, value in literals.items()
        }
        self._results: dict[str, Result] = {**known, **results}

    def result(self, fact_id: str) -> Result:
        """The fact's value as formulas see it."""
        return self._results[fact_id]

    def number(self, fact_id: str) -> Decimal | None:
        """The fact's number as formulas see it; None where it is missing, undefined or no number."""
        result = self._results.get(fact_id)
        return result.value if isinstance(result, Known) and isinstance(result.value, Decimal) else None

    def unit(self, fact_id: str) -> Unit:
        """The fact's unit."""
        return self._units[fact_id]

    def formula(self, fact_id: str) -> Formula | None:
        """The fact's formula, parsed; None for a literal."""
        return self._formulas.get(fact_id)

    def latest(self, fact_id: str) -> str:
        """The id of the latest stage of the same figure; the id itself where there is no later one."""
        return self._latest.get(fact_id, fact_id)

    def evaluate(self, expression: str, *, unit: Unit | None = None, latest: bool = True) -> Evaluated:
        """Work out a field that holds a literal (written in `unit`) or a formula beginning with `=`.

        Raises:
            QuantityError: a literal that its unit cannot hold.
        """
        text = expression.strip()
        if not text:
            return Evaluated(Missing(()))
        if not text.startswith("="):
            return Evaluated(Known(_read(text, unit or read_unit(""))), unit=unit)
        formula = parse(text)
        resolve = self.latest if latest else _same
        result = evaluate(formula, lambda name: self._results[resolve(name)])
        fact_ids = tuple(dict.fromkeys(resolve(name) for name in formula.names))
        single = fact_ids[0] if len(fact_ids) == 1 and text.removeprefix("=").strip() == formula.names[0] else None
        return Evaluated(
            result,
            fact_ids,
            self._units[single] if single else unit,
            lambda: substitute(formula, lambda name: self.printed_number(resolve(name))),
        )

    def printed(self, fact_id: str) -> str:
        """The fact as documents print it, with its unit: 96.90%, 1448983.18万元, 2020年7月15日."""
        digits = self._digits(fact_id)
        return self.printed_number(fact_id) if digits is None else with_unit(digits, self._units[fact_id].symbol)

    def printed_number(self, fact_id: str) -> str:
        """The fact as documents print it without its unit; a rate keeps its sign: 96.90%."""
        digits, symbol = self._digits(fact_id), self._units[fact_id].symbol
        if digits is not None:
            return with_unit(digits, symbol) if symbol in ("%", "‰") else digits
        result = self._results[fact_id]
        return printed_value(result.value) if isinstance(result, Known) else _UNKNOWN

    def _digits(self, fact_id: str) -> str | None:
        """The digits of the number in its unit; None where it is missing, undefined or no number."""
        number, unit, fact = self.number(fact_id), self._units[fact_id], self.facts[fact_id]
        if number is None:
            return None
        return printed_digits(unit.to_written(number), places=fact.decimals, computed=bool(fact.formula), unit=unit)

    @functools.cached_property
    def _marks(self) -> dict[str, tuple[Mark, ...]]:
        needs = {fact_id: formula.names for fact_id, formula in self._formulas.items()}
        found: dict[str, tuple[Mark, ...]] = {}
        for fact_id in TopologicalSorter({fact_id: needs.get(fact_id, ()) for fact_id in self.facts}).static_order():
            inherited = (mark for name in needs.get(fact_id, ()) for mark in found[name])
            found[fact_id] = tuple(dict.fromkeys((*_own_mark(self.facts[fact_id]), *inherited)))
        return found

    def marks(self, fact_ids: tuple[str, ...]) -> tuple[Mark, ...]:
        """Marks of the facts and of all they are computed from, in order, each once."""
        return tuple(dict.fromkeys(mark for fact_id in fact_ids for mark in self._marks[fact_id]))


def printed_digits(written: Decimal, *, places: int | None, computed: bool, unit: Unit) -> str:
    """Digits of a number in its unit: as filed for a literal, rounded half-up for a computed one."""
    if places is not None:
        return amount(written, places)
    if not computed:
        return plain(written)
    if unit.symbol in ("%", "‰"):
        return amount(written, 2)
    return plain(round_half_up(written, 2).normalize() if written != written.to_integral_value() else written)


def printed_value(value: Value) -> str:
    """A value without unit as documents print it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.date):
        return date_text(value)
    return plain(value) if isinstance(value, Decimal) else value


def _own_mark(fact: Fact) -> tuple[Mark, ...]:
    if not fact.status.marked:
        return ()
    return (Mark(field_name=fact.id, status=fact.status, reason=fact.note or "未说明理由"),)


def _latest_stages(case: Case) -> dict[str, str]:
    newest: dict[tuple[str, str, str, str], Fact] = {}
    for fact in case.facts:
        key = (fact.name, fact.subject, fact.period, fact.scope)
        has_value = bool(fact.value or fact.formula)
        if has_value and (key not in newest or _STAGE_ORDER[fact.stage] > _STAGE_ORDER[newest[key].stage]):
            newest[key] = fact
    latest = {}
    for fact in case.facts:
        best = newest.get((fact.name, fact.subject, fact.period, fact.scope))
        if best and _STAGE_ORDER[best.stage] > _STAGE_ORDER[fact.stage]:
            latest[fact.id] = best.id
    return latest


def _literal(fact: Fact, unit: Unit) -> Value | None:
    return _read(fact.value, unit) if fact.value else None


def _read(text: str, unit: Unit) -> Value:
    if unit.content == "truth":
        if text.casefold() not in _TRUTHS:
            raise QuantityError("请填“是”或“否”")
        return _TRUTHS[text.casefold()]
    if unit.content == "date":
        try:
            return datetime.date.fromisoformat(text)
        except ValueError as error:
            raise QuantityError("不是日期，请按“年-月-日”填写，月和日各两位") from error
    if unit.content == "text":
        return text
    return unit.to_number(read_number(text))


def _same(name: str) -> str:
    return name


def undefined_or_missing(result: Result) -> str:
    """Why a result has no value, in Chinese; "" where it has one."""
    if isinstance(result, Missing):
        return f"缺少：{'、'.join(result.names)}" if result.names else "未填写"
    return result.reason if isinstance(result, Undefined) else ""
