"""`money`: money by source; each amount is the fact that the row names.

Option `period`: 年度 or 中期; option `round`: a monitoring round (`{instance}` stands for the copy's key). An amount
typed into an empty cell becomes a fact of its own, which the row then names.
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
_EVERY_FORM = ("年度资金总额", "其中：当年财政拨款", "　　　上年结转资金", "　　　其他资金")


def _columns(_: Options) -> Mapping[str, str]:
    return {"source": "资金来源", **_AMOUNTS, **_COMPUTED, "note": "备注"}


def _rows(filling: Filling, options: Options) -> Sequence[FormRow]:
    period, wanted = options.get("period", "年度"), options.get("round", "").replace("{instance}", filling.instance)
    rows = [row for row in filling.rows("money") if row.period == period and row.round == wanted]
    if rows:
        return [_row(filling, row) for row in rows]
    return [_usual(filling, index, period, wanted) for index in range(len(_EVERY_FORM))]


def _row(filling: Filling, row: MoneyRow) -> FormRow:
    cells = {name: entry_of("money", row, name) for name in ("source", "note")}
    for name, title in _AMOUNTS.items():
        cells[name] = fact_cell(filling, getattr(row, name), Place("money", row.id, name), f"{row.source}{title}")
    cells["rate"] = Entry(_rate(filling, row))
    return FormRow(row.id, cells)


def _usual(filling: Filling, index: int, period: str, round_: str) -> FormRow:
    """The rows that every such form has, while the case has none of its own; the total is the case's own figures."""
    key = f"ZJ{index + 1:02d}"
    source = _EVERY_FORM[index].replace("年度", period)
    of_which = "是" if index else "否"
    seed = (("source", source.strip("　")), ("period", period), ("round", round_), ("of_which", of_which))
    cells = {"source": Entry(source), "note": Entry("", Place("money", key, "note", seed))}
    identity = filling.case.identity
    own = {"budget": identity.budget_fact, "executed": identity.executed_fact} if not index and not round_ else {}
    for name, title in _AMOUNTS.items():
        place = Place("money", key, name, seed)
        cells[name] = fact_cell(filling, own.get(name, ""), place, f"{source.strip('　')}{title}")
    row = MoneyRow(id=key, source=source, budget=own.get("budget", ""), executed=own.get("executed", ""))
    cells["rate"] = Entry(_rate(filling, row))
    return FormRow(key, cells)


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
