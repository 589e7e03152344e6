"""Facts side by side: which are the same figure, and whether their values agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hengping.cases.fact_book import FactBook
from hengping.cases.model.case import Case
from hengping.cases.model.facts import Fact
from hengping.formulas import Known, substitute
from hengping.formulas.tree import Call, Chain, Name, Negation, Node
from hengping.lint.finding import Place, Remark
from hengping.quantities import QuantityError, plain, read_number, round_half_up, with_unit


class FactGroups:
    """The facts of a case put together by parts of their identity; groups of one are left out."""

    def __init__(self, case: Case) -> None:
        self._facts = case.facts

    def same_identity(self) -> Iterator[list[Fact]]:
        """Facts of one name, subject, period, scope and stage."""
        return self._groups("name", "subject", "period", "scope", "stage")

    def same_but_for_stage(self) -> Iterator[list[Fact]]:
        """Facts of one name, subject, period and scope."""
        return self._groups("name", "subject", "period", "scope")

    def same_name_and_period(self) -> Iterator[list[Fact]]:
        """Facts of one name and period."""
        return self._groups("name", "period")

    def _groups(self, *attributes: str) -> Iterator[list[Fact]]:
        found: dict[tuple[str, ...], list[Fact]] = {}
        for fact in self._facts:
            found.setdefault(tuple(getattr(fact, attribute) for attribute in attributes), []).append(fact)
        return (facts for facts in found.values() if len(facts) > 1)


def same_value(book: FactBook, first: Fact, second: Fact) -> bool | None:
    """Whether two facts have one value, units converted; None where one has none or the kinds differ."""
    results = book.result(first.id), book.result(second.id)
    if not isinstance(results[0], Known) or not isinstance(results[1], Known):
        return None
    values, units = (results[0].value, results[1].value), (book.unit(first.id), book.unit(second.id))
    if units[0].dimension != units[1].dimension:
        return None
    if isinstance(values[0], Decimal) and isinstance(values[1], Decimal):
        return values[0] * units[0].factor == values[1] * units[1].factor
    return values[0] == values[1]


def fact_place(*facts: Fact, field: str = "") -> Place:
    """Where facts stand."""
    return Place("facts", tuple(fact.id for fact in facts), facts[0].name, field)


@dataclass(frozen=True)
class Disagreement:
    """A filed figure and the computation of the same figure that does not give it."""

    filed: Fact
    computed: Fact
    printed: str
    expected: str
    working: str

    def remark(self, message: str) -> Remark:
        """The remark at both facts."""
        return Remark(fact_place(self.filed, self.computed), message, expected=self.expected, found=self.printed)


def disagreements(book: FactBook, facts: list[Fact]) -> Iterator[Disagreement]:
    """Filed figures that the computed facts of the same identity do not give at the decimals written."""
    for computed in (fact for fact in facts if fact.formula and not fact.status.marked):
        for filed in (fact for fact in facts if fact.value):
            number, formula = book.number(computed.id), book.formula(computed.id)
            unit, own = book.unit(filed.id), book.unit(computed.id)
            if number is None or formula is None or book.number(filed.id) is None or unit.dimension != own.dimension:
                continue
            try:
                written = read_number(filed.value)
                exponent = written.as_tuple().exponent
                places = max(-exponent, 0) if isinstance(exponent, int) else 0
                expected = round_half_up(unit.to_written(number * own.factor / unit.factor), places)
            except QuantityError:
                continue
            if expected != written:
                working = substitute(formula, book.printed_number)
                shown = with_unit(plain(expected), unit.symbol)
                yield Disagreement(filed, computed, book.printed(filed.id), shown, working)


def is_additive(book: FactBook, fact: Fact) -> bool:
    """Whether a computed fact is a sum or difference of other facts."""
    formula = book.formula(fact.id)
    return formula is not None and _adds(formula.tree)


def _adds(node: Node) -> bool:
    match node:
        case Name():
            return True
        case Negation(operand):
            return _adds(operand)
        case Chain(first, rest):
            return all(operator in "+-" and _adds(operand) for operator, operand in (("+", first), *rest))
        case Call("SUM", arguments):
            return all(_adds(argument) for argument in arguments)
        case _:
            return False
