"""因素分析: why a figure changed, by head-count, level and what is left, year by year and in all.

The result is the product of its factors and of what they leave over (other): result ÷ product of the factors, which has
an effect only where it changes; a mere difference of units (万元 against 元) is the same at both ends and has none.
Effects are rounded by largest remainders, so that the printed ones add up to the printed change.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from itertools import pairwise

from hengping.analysis.methods.effects import PRECISE, chained, lmdi
from hengping.analysis.methods.read_facts import Figure, FigureRow, read_figures
from hengping.cases.fact_book import FactBook
from hengping.cases.model.analyses import Analysis, FactorForm
from hengping.errors import Fault, InputError
from hengping.quantities import round_half_up
from hengping.scoring.weights import apportion

OTHER = "其他因素"
_NOTHING = Decimal("1e-25")
"""Facts computed by formulas carry 34 digits; a smaller relative change is rounding."""


@dataclass(frozen=True)
class Step:
    """The change from one period to another; `effects` in the order of the factors, rounded, adding up to `change`."""

    earlier: str
    later: str
    change: Decimal
    effects: tuple[Decimal, ...]

    @property
    def adds_up(self) -> bool:
        """Whether the effects make the change."""
        return sum(self.effects, Decimal(0)) == self.change

    def share(self, place: int) -> Decimal | None:
        """An effect's share of the change; None where nothing changed."""
        return self.effects[place] / self.change if self.change else None


@dataclass(frozen=True)
class FactorAnalysis:
    """A change with its effects.

    Attributes:
        names: the factors, 其他因素 last where there is one.
        steps: from each period to the next.
        whole: all steps together.
    """

    form: FactorForm
    unit: str
    names: tuple[str, ...]
    periods: tuple[str, ...]
    result: FigureRow
    factors: tuple[FigureRow, ...]
    steps: tuple[Step, ...]
    whole: Step

    @property
    def has_other(self) -> bool:
        """Whether the factors leave something over."""
        return self.names[-1] == OTHER

    @property
    def strongest(self) -> int:
        """The place of the largest effect in all."""
        return max(range(len(self.names)), key=lambda place: abs(self.whole.effects[place]))


def factor_analysis(analysis: Analysis, book: FactBook) -> FactorAnalysis:
    """The analysis worked out.

    Raises:
        InputError: what `read_figures` refuses; one period; a factor that is nothing while the result is not.
    """
    figures = read_figures(analysis, book)
    where = f"分析“{analysis.id}”"
    if figures.result is None or len(figures.categories) < 2:
        raise InputError([Fault(where, "少于两期的结果", "两期或更多期的结果", "请在 result 中按期写明事实编号。")])
    result, factors = figures.result, figures.rows
    with localcontext(PRECISE):
        values = [[row.figures[period].number for row in factors] for period in range(len(figures.categories))]
        others = [_other(figure, row, where) for figure, row in zip(result.figures, values, strict=True)]
        with_other = (
            any(abs(now / was - 1) > _NOTHING for was, now in pairwise(others) if was)
            or len({bool(other) for other in others}) > 1
        )
        rows = [[*row, other] for row, other in zip(values, others, strict=True)]
        places = max(_places(figure.written) for figure in result.figures)
        steps = tuple(
            _step(analysis.form, rows, result, (period, period + 1), figures.categories, places, where)
            for period in range(len(rows) - 1)
        )
        steps = tuple(_fitted(step, with_other=with_other) for step in steps)
    names = (*(row.name for row in factors), *((OTHER,) if with_other else ()))
    whole = Step(
        figures.categories[0],
        figures.categories[-1],
        sum((step.change for step in steps), Decimal(0)),
        tuple(sum(effects, Decimal(0)) for effects in zip(*(step.effects for step in steps), strict=True)),
    )
    return FactorAnalysis(analysis.form, result.unit, names, figures.categories, result, factors, steps, whole)


def _other(figure: Figure, factors: list[Decimal], where: str) -> Decimal:
    product = math.prod(factors, start=Decimal(1))
    if product:
        return figure.written / product
    if not figure.written:
        return Decimal(1)
    found = f"{figure.fact_id} 不为 0，各因素之积为 0"
    raise InputError([Fault(where, found, "结果等于各因素之积（可差换算倍数）", "请检查因素的数值。")])


def _step(
    form: FactorForm,
    rows: list[list[Decimal]],
    result: FigureRow,
    periods: tuple[int, int],
    categories: tuple[str, ...],
    places: int,
    where: str,
) -> Step:
    was, now = periods
    split = lmdi if form is FactorForm.LMDI else chained
    try:
        effects = split([rows[was]], [rows[now]])
    except ValueError as error:
        raise InputError([Fault(where, "负的因素", "不小于 0 的因素", f"{error}。")]) from error
    change = round_half_up(result.figures[now].written, places) - round_half_up(result.figures[was].written, places)
    return Step(categories[was], categories[now], change, apportion(effects, places))


def _fitted(step: Step, *, with_other: bool) -> Step:
    """What rounding leaves over goes to the largest effect: of a result that is itself rounded, or of an other factor
    that is one throughout."""
    effects = list(step.effects if with_other else step.effects[:-1])
    largest = max(range(len(effects)), key=lambda place: abs(effects[place]))
    effects[largest] += step.change - sum(effects, Decimal(0))
    return replace(step, effects=tuple(effects))


def _places(value: Decimal) -> int:
    """Decimals of a figure as filed, at most four: a computed one has as many as its arithmetic carries."""
    return min(4, max(0, -int(value.normalize().as_tuple().exponent)))
