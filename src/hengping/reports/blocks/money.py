"""资金投入和使用情况: budget against execution, and the money by payer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hengping.cases.model.facts import Fact
from hengping.quantities.display import amount, percent
from hengping.rendering.charts import Point, bar_by_category, share_bars
from hengping.rendering.document import Align, Block, FactFigure, Figure, inlines
from hengping.reports.figures import fact_figure, filed_figure, formula_figure, number
from hengping.reports.material import Material
from hengping.reports.tables import CellContent, simple_table
from hengping.reports.writing import Writing

_COLUMNS: list[tuple[str, float, Align]] = [("项目", 5, "center"), ("金额", 4, "right")]


def budget(writing: Writing, level: int) -> tuple[Block, ...]:
    """预算执行情况表: budget, spent, rate and what is left."""
    material = writing.material
    identity = material.case.identity
    planned, spent = identity.budget_fact, identity.executed_fact
    if not _both_named(material) or number(material, planned) is None or number(material, spent) is None:
        return ()
    unit = material.facts.unit(planned).symbol
    places = max(len(material.facts.printed_number(each).partition(".")[2]) for each in (planned, spent))
    rows: list[list[CellContent]] = [
        ["预算数", fact_figure(material, planned)],
        ["执行数", fact_figure(material, spent)],
        ["预算执行率", formula_figure(material, f"={spent}/{planned}")],
        ["结余（预算数减执行数）", formula_figure(material, f"={planned}-{spent}", unit=unit, places=places)],
    ]
    caption = f"{material.year}预算执行情况表"
    return (simple_table(caption, _COLUMNS, rows, key="table:budget"),)


def plan_actual(writing: Writing, level: int) -> tuple[Block, ...]:
    """Budget beside execution, as bars; two equal ones would show nothing."""
    material = writing.material
    identity = material.case.identity
    if not _both_named(material):
        return ()
    planned, spent = number(material, identity.budget_fact), number(material, identity.executed_fact)
    if planned is None or spent is None or planned == spent:
        return ()
    unit = material.facts.unit(identity.budget_fact).symbol
    points = [
        Point("预算数", planned, material.facts.printed_number(identity.budget_fact)),
        Point("执行数", spent, material.facts.printed_number(identity.executed_fact)),
    ]
    alt = f"预算数{points[0].label}{unit}，执行数{points[1].label}{unit}。"
    chart = bar_by_category(points, unit=unit)
    return (Figure(chart, inlines(f"{material.year}预算与执行情况"), alt, width=70, key="figure:plan_actual"),)


@dataclass(frozen=True)
class Payer:
    """A unit through which money is paid: its fact or what the frame files for it, and what visits covered."""

    name: str
    fact_id: str
    filed: Decimal | None
    visited: Decimal | None
    cities: tuple[str, ...]

    def amount(self, material: Material) -> Decimal | None:
        """The money, in the currency unit of the case."""
        return number(material, self.fact_id) if self.fact_id else self.filed


def payers(material: Material) -> tuple[Payer, ...]:
    """The units that the frame names as payers, in the order of their facts; those without a fact last, as framed."""
    case = material.case
    filed_order = {fact.id: position for position, fact in enumerate(case.facts)}
    names = tuple(dict.fromkeys(row.payer for row in case.frame if row.payer))
    facts = _facts_of(material, names)
    visited = {visit.unit: visit for visit in case.visits}
    found = []
    for name in names:
        rows = [row for row in case.frame if row.payer == name]
        seen = [row for row in rows if row.id in visited]
        covered = [visited[row.id].money_covered or row.money for row in seen]
        known = [amount for amount in covered if amount is not None]
        filed = [row.money for row in rows]
        total = sum((each for each in filed if each is not None), Decimal(0)) if None not in filed else None
        cities = tuple(dict.fromkeys(row.city for row in seen if row.city))
        visited_money = sum(known, Decimal(0)) if known else None
        found.append(Payer(name, facts.get(name, ""), total, visited_money, cities))
    return tuple(sorted(found, key=lambda payer: filed_order.get(payer.fact_id, len(filed_order))))


def money(writing: Writing, level: int) -> tuple[Block, ...]:
    """资金按单位构成表; where there were visits, the table of their coverage has the same columns and more."""
    material = writing.material
    rows = payers(material)
    if material.case.visits or len(rows) < 2 or any(row.amount(material) is None for row in rows):
        return ()
    unit = material.case.identity.currency_unit
    columns: list[tuple[str, float, Align]] = [("序号", 1.2, "center"), ("资金单位", 5, "left")]
    columns += [(f"资金支出（{unit}）", 4, "right"), ("占比", 2.4, "center")]
    body: list[list[CellContent]] = [
        [str(index), row.name, payer_figure(material, row), share_of_total(material, row, rows)]
        for index, row in enumerate(rows, start=1)
    ]
    body.append(["", "合计", total_paid(material, rows), ""])
    caption = f"{material.year}资金支出单位构成表"
    return (simple_table(caption, columns, body, key="table:money"),)


def money_chart(writing: Writing, level: int) -> tuple[Block, ...]:
    """Money by payer, as lying bars."""
    material = writing.material
    rows = payers(material)
    amounts = [(row, row.amount(material)) for row in rows]
    if len(rows) < 2 or any(amount is None for _, amount in amounts):
        return ()
    unit = material.case.identity.currency_unit
    points = [Point(row.name, paid, _label(material, row)) for row, paid in amounts if paid is not None]
    alt = "；".join(f"{point.category}{point.label}{unit}" for point in points) + "。"
    caption = inlines(f"{material.year}资金支出单位构成")
    return (Figure(share_bars(points, unit=unit), caption, alt, key="figure:money"),)


def payer_facts(material: Material) -> frozenset[str]:
    """The facts that the chart of payers shows."""
    return frozenset(row.fact_id for row in payers(material) if row.fact_id)


def budget_facts(material: Material) -> frozenset[str]:
    """The facts that the chart of budget and execution shows."""
    return frozenset((material.case.identity.budget_fact, material.case.identity.executed_fact))


def payer_figure(material: Material, row: Payer) -> CellContent:
    """A payer's money without its unit, for a column that names the unit."""
    if row.fact_id:
        return fact_figure(material, row.fact_id, material.facts.printed_number(row.fact_id))
    return filed_figure(f"frame:{row.name}", row.filed) if row.filed is not None else "—"


def _label(material: Material, row: Payer) -> str:
    return material.facts.printed_number(row.fact_id) if row.fact_id else amount(row.filed or Decimal(0))


def share_of_total(material: Material, row: Payer, rows: Sequence[Payer]) -> CellContent:
    """A payer's share of all payers' money."""
    if all(each.fact_id for each in rows):
        whole = "+".join(each.fact_id for each in rows)
        return formula_figure(material, f"={row.fact_id}/({whole})")
    amounts = [each.amount(material) for each in rows]
    own, whole_amount = row.amount(material), sum((each for each in amounts if each is not None), Decimal(0))
    return "—" if own is None or not whole_amount else filed_share(f"frame:{row.name}/payers", own, whole_amount)


def total_paid(material: Material, rows: Sequence[Payer]) -> CellContent:
    """All payers' money."""
    if all(each.fact_id for each in rows):
        formula = "=" + "+".join(each.fact_id for each in rows)
        return formula_figure(material, formula, unit="")
    amounts = [each.amount(material) for each in rows]
    return filed_figure("frame:payers", sum((each for each in amounts if each is not None), Decimal(0)))


def filed_share(place: str, part: Decimal, whole: Decimal) -> CellContent:
    """A share of two numbers filed in the case's tables, in percent."""
    return FactFigure(f"filed:{place}", percent(part / whole))


def _both_named(material: Material) -> bool:
    identity = material.case.identity
    return identity.budget_fact in material.fact_rows and identity.executed_fact in material.fact_rows


def _facts_of(material: Material, names: Sequence[str]) -> dict[str, str]:
    """The money fact of each payer: of the facts about them in the currency unit, the name that most of them have."""
    currency, year = material.case.identity.currency_unit, material.case.identity.year
    about: list[Fact] = [
        fact
        for fact in material.case.facts
        if fact.subject in names and fact.unit == currency and fact.period in ("", year)
    ]
    ranked = Counter(fact.name for fact in about).most_common(1)
    if not ranked:
        return {}
    return {fact.subject: material.facts.latest(fact.id) for fact in about if fact.name == ranked[0][0]}
