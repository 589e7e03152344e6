"""成本效益分析和最低成本法: what each alternative costs, what it brings, and which is the cheapest.

Numbers are given as formulas over facts, so that whoever prints them can show where they come from.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hengping.analysis.methods.read_facts import FigureRow, read_figures
from hengping.cases.fact_book import FactBook
from hengping.cases.model.analyses import Analysis
from hengping.errors import Fault, InputError

COST, BENEFIT, OUTPUT = "成本", "效益", "产出"


@dataclass(frozen=True)
class Alternative:
    """One alternative, unit or year.

    Attributes:
        cost, benefit: facts; `benefit` is "" where only costs are compared.
        net: formula of benefit less cost; "" where the two have different units.
        ratio: formula of benefit for each unit of cost; "" likewise.
        unit_cost: formula of cost for each unit of output; "" without an output or where it has the unit of the cost.
        rank: 1 for the best.
    """

    name: str
    cost: str
    benefit: str
    net: str
    ratio: str
    unit_cost: str
    measure: Decimal
    rank: int


@dataclass(frozen=True)
class CostTable:
    """Alternatives in order of filing; `same_unit`: cost and benefit are both money of one unit."""

    cost_unit: str
    benefit_unit: str
    same_unit: bool
    alternatives: tuple[Alternative, ...]

    @property
    def best(self) -> Alternative:
        """The alternative with the best measure; of equals the first."""
        return min(self.alternatives, key=lambda each: each.rank)

    @property
    def worst(self) -> Alternative:
        """The alternative with the worst measure."""
        return max(self.alternatives, key=lambda each: each.rank)

    @property
    def by_unit_cost(self) -> bool:
        """Whether alternatives are ranked by cost for each unit of output."""
        return bool(self.alternatives[0].unit_cost)


def cost_table(analysis: Analysis, book: FactBook, *, benefit_needed: bool) -> CostTable:
    """The table of costs, ranked by benefit ÷ cost, cost ÷ output, or cost alone.

    Raises:
        InputError: what `read_figures` refuses; no costs; no benefits where they are needed; a zero to divide by.
    """
    figures = read_figures(analysis, book)
    where = f"分析“{analysis.id}”的数据组"
    costs, benefits = figures.row(COST), figures.row(BENEFIT, OUTPUT)
    faults = []
    if costs is None:
        faults.append(Fault(where, "没有“成本”", "成本", "请把成本的数据组命名为“成本”。"))
    if benefits is None and benefit_needed:
        faults.append(Fault(where, "没有“效益”或“产出”", "效益 或 产出", "请写明效益或产出的数据组。"))
    for row in (costs, benefits):
        faults += [
            Fault(where, f"{figure.fact_id} 不大于 0", "大于 0 的数", "比率没有意义，请检查数值或改用其他方法。")
            for figure in (row.figures if row else ())
            if figure.number <= 0
        ]
    if faults or costs is None:
        raise InputError(faults)
    same = benefits is not None and benefits.unit == costs.unit
    measures = [_measure(costs, benefits, place) for place in range(len(figures.categories))]
    return CostTable(
        costs.unit,
        benefits.unit if benefits else "",
        same,
        tuple(
            _alternative(name, costs, benefits, place, measures, same=same)
            for place, name in enumerate(figures.categories)
        ),
    )


def _measure(costs: FigureRow, benefits: FigureRow | None, place: int) -> Decimal:
    """Smaller is better: cost for each unit of benefit, or cost."""
    cost = costs.figures[place].number
    return cost / benefits.figures[place].number if benefits else cost


def _alternative(
    name: str, costs: FigureRow, benefits: FigureRow | None, place: int, measures: list[Decimal], *, same: bool
) -> Alternative:
    cost = costs.figures[place].fact_id
    benefit = benefits.figures[place].fact_id if benefits else ""
    return Alternative(
        name,
        cost,
        benefit,
        net=f"={benefit}-{cost}" if same else "",
        ratio=f"={benefit}/{cost}" if same else "",
        unit_cost=f"={cost}/{benefit}" if benefit and not same else "",
        measure=measures[place],
        rank=1 + sum(other < measures[place] for other in measures),
    )
