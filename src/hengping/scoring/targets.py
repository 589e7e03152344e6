"""From a target as filed to one that rules compare with; what cannot be read is told as complaints."""

from __future__ import annotations

import functools
from decimal import Decimal

from hengping.cases.fact_book import Evaluated, FactBook
from hengping.cases.model.indicators import Target
from hengping.formulas import Known
from hengping.quantities import NumberTextError, Unit, UnitError, read_number, read_unit
from hengping.scoring.comparison import Comparator, TargetValue, read_comparator
from hengping.scoring.rule import Complaint, TargetNeed

_NUMERIC = (TargetNeed.NUMBER, TargetNeed.BOUNDS)


def read_target(
    target: Target, *, need: TargetNeed, actual_unit: Unit | None, book: FactBook
) -> tuple[TargetValue, tuple[Complaint, ...], tuple[str, ...]]:
    """The target with its numbers, what is wrong with it, and the facts read by its formulas.

    A target without a unit is in the unit of the actual.
    """
    if not (target.value.startswith("=") or target.lower.startswith("=") or target.upper.startswith("=")):
        unit = actual_unit if actual_unit is not None and actual_unit.content == "number" else None
        found, complaints = _read(
            target.comparator, target.value, target.lower, target.upper, target.unit, target.text, need, unit
        )
        return found, complaints, ()
    computed = {
        name: book.evaluate(text)
        for name in ("value", "lower", "upper")
        if (text := getattr(target, name)).startswith("=")
    }
    literal = target.model_copy(update=dict.fromkeys(computed, ""))
    unit = next((result.unit for result in computed.values() if result.unit), actual_unit)
    found, complaints, _ = read_target(literal, need=TargetNeed.OPTIONAL, actual_unit=unit, book=book)
    numbers = {name: getattr(found, name) for name in ("value", "lower", "upper")}
    numbers |= {name: _number(result) for name, result in computed.items()}
    fact_ids = tuple(dict.fromkeys(fact_id for result in computed.values() for fact_id in result.fact_ids))
    # Built anew, not replaced: a cached phrase of the literal part must not be carried over.
    return TargetValue(found.comparator, unit=found.unit, text=found.text, **numbers), complaints, fact_ids


def _number(evaluated: Evaluated) -> Decimal | None:
    result = evaluated.result
    return result.value if isinstance(result, Known) and isinstance(result.value, Decimal) else None


@functools.lru_cache(maxsize=8192)
def _read(
    comparator: str, value: str, lower: str, upper: str, symbol: str, text: str, need: TargetNeed, fallback: Unit | None
) -> tuple[TargetValue, tuple[Complaint, ...]]:
    complaints: list[Complaint] = []
    sign = read_comparator(comparator)
    if sign is None:
        sign = Comparator.NONE
        if need in _NUMERIC:
            complaints.append(Complaint(comparator, "≥ > ≤ < = 区间", "请改目标的计算符号。"))
    unit = fallback or read_unit("")
    if symbol:
        try:
            unit = read_unit(symbol)
        except UnitError as error:
            # The target of a judged criterion is words; whatever stands beside them is left as filed.
            if need is not TargetNeed.NONE:
                complaints.append(Complaint(symbol, "可识别的计量单位", str(error)))
    numbers: list[Decimal | None] = []
    for written in (value, lower, upper):
        try:
            numbers.append(unit.to_number(read_number(written)) if written.strip() else None)
        except NumberTextError as error:
            numbers.append(None)
            if need in _NUMERIC:
                complaints.append(Complaint(written, need.value, f"目标值{error}。"))
    if need is TargetNeed.NUMBER and not value.strip() and (lower.strip() or upper.strip()):
        complaints.append(Complaint("区间", need.value, "本规则按一个目标值计分；区间请改用 interval_deviation。"))
    bounds = {"value": numbers[0], "lower": numbers[1], "upper": numbers[2]}
    words = text or (value if numbers[0] is None else "")
    return TargetValue(sign, unit=unit, text=words, **bounds), tuple(complaints)
