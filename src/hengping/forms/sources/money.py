"""`money`: money by source; each amount is the fact that the row names.

Option `period`: 年度, 中期 or 基金; option `round`: a monitoring round (`{instance}` stands for the copy's key). Option
`usual`: the rows to print while the case has none, 、 between; `whole` the one of them that takes the case's own
budget and execution (else the first). An amount typed into an empty cell becomes a fact of its own, which the row
then names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from hengping.cases.model.filings import MoneyRow
from hengping.forms.entry import Entry, FormRow, Place
from hengping.forms.filling import Filling, entry_of
from hengping.forms.sources.source import Options, RowSource
from hengping.formulas.values import Known
from hengping.quantities.display import percent

_AMOUNTS = {
    "initial": "年初预算数",
    "adjusted": "调整数",
    "budget": "全年预算数",
    "executed": "全年执行数",
    "expected": "全年预计执行数",
}
_COMPUTED = {"rate": "执行率", "weight": "分值", "score": "得分"}
_USUAL = "{period}资金总额、其中：当年财政拨款、　　　上年结转资金、　　　其他资金"


def _columns(_: Options) -> Mapping[str, str]:
    return {"source": "资金来源", **_AMOUNTS, **_COMPUTED, "note": "备注"}


def _rows(filling: Filling, options: Options) -> Sequence[FormRow]:
    period, wanted = options.get("period", "年度"), options.get("round", "").replace("{instance}", filling.instance)
    rows = [row for row in filling.rows("money") if row.period == period and row.round == wanted]
    if rows:
        return [_row(filling, row) for row in rows]
    usual = options.get("usual", _USUAL).replace("{period}", period).split("、")
    whole = options.get("whole", usual[0])
    return [_usual(filling, source, index, (period, wanted, whole)) for index, source in enumerate(usual)]


def _row(filling: Filling, row: MoneyRow) -> FormRow:
    cells = {name: entry_of("money", row, name) for name in ("source", "note")}
    for name, title in _AMOUNTS.items():
        cells[name] = fact_cell(filling, getattr(row, name), Place("money", row.id, name), f"{row.source}{title}")
    cells["rate"] = Entry(_rate(filling, row))
    return FormRow(row.id, cells)


def _usual(filling: Filling, source: str, index: int, kind: tuple[str, str, str]) -> FormRow:
    """A row that every such form has, while the case has none of its own; the whole is the case's own figures.

    `kind`: period, round and the row that is the whole.
    """
    period, round_, whole = kind
    key = f"{round_ or period}-{index + 1:02d}"
    own = _own_facts(filling, monitored=bool(round_)) if source == whole and period != "中期" else {}
    of_which = "是" if source.startswith(("其中", "　")) else "否"
    seed = (("source", source.strip("　")), ("period", period), ("round", round_), ("of_which", of_which), *own.items())
    cells = {"source": Entry(source), "note": Entry("", Place("money", key, "note", seed))}
    for name, title in _AMOUNTS.items():
        place = Place("money", key, name, seed)
        cells[name] = fact_cell(filling, own.get(name, ""), place, f"{source.strip('　')}{title}")
    row = MoneyRow(id=key, source=source, budget=own.get("budget", ""), executed=own.get("executed", ""))
    cells["rate"] = Entry(_rate(filling, row))
    return FormRow(key, cells)


def _own_facts(filling: Filling, *, monitored: bool) -> dict[str, str]:
    """The facts of the case's own budget and, at the end of the year, its execution."""
    identity = filling.case.identity
    facts = {"budget": identity.budget_fact} | ({} if monitored else {"executed": identity.executed_fact})
    return {name: fact_id for name, fact_id in facts.items() if fact_id}


def fact_cell(filling: Filling, fact_id: str, link: Place, name: str) -> Entry:
    """The amount of a fact; where there is none yet, a place for one, which `link` will then name."""
    fact = filling.fact_rows.get(fact_id)
    if fact is not None and fact.formula:
        return Entry(filling.facts.printed_number(fact_id), None, fact.unit)
    if fact is not None:
        return Entry(fact.value, Place("facts", fact.id, "value"), fact.unit)
    unit = filling.case.identity.currency_unit
    new = (("name", name), ("unit", unit), ("period", filling.case.identity.year), ("stage", "declared"))
    return Entry("", Place("facts", "", "value", new, link), unit)


def _rate(filling: Filling, row: MoneyRow) -> str:
    """Executed over budget; empty where either is not known."""
    budget, executed = (_number(filling, each) for each in (row.budget, row.executed))
    return percent(executed / budget) if budget and executed is not None else ""


def _number(filling: Filling, fact_id: str) -> Decimal | None:
    result = filling.facts.result(fact_id) if fact_id in filling.fact_rows else None
    return result.value if isinstance(result, Known) and isinstance(result.value, Decimal) else None


MONEY = RowSource("money", _columns, _rows, lambda _: (("source",),))
