"""`money`: money by source; each amount is the fact that the row names.

Option `period`: 年度, 中期 or 基金; option `round`: a monitoring round (`{instance}` stands for the copy's key). Option
`usual`: the rows that every such form has, 、 between, filed or not; `whole` the one of them that takes the case's own
budget and execution (else the first). An amount typed into an empty cell becomes a fact of its own, which the row
then names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from hengping.cases.model.facts import Fact, FactStage
from hengping.cases.model.fields import Status
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
_COMPUTED = {"rate": "执行率"}
_USUAL = "{period}资金总额、其中：当年财政拨款、　　　上年结转资金、　　　其他资金"
_ANNUAL, _MID_TERM, _OF_WHICH = "年度", "中期", "其中："
_TO_DATE = "截至节点执行数"

Seed = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Kind:
    """Which of the case's money a table shows."""

    period: str
    round: str

    def seed(self, filling: Filling, source: str, amount: str) -> Seed:
        """A fact that is not there yet. Those of the year, of a round and of several years are kept apart."""
        identity = filling.case.identity
        title = _TO_DATE if self.round and amount == "executed" else _AMOUNTS[amount]
        name, scope = f"{_name(source)}{title}", "" if self.period == _ANNUAL else self.period
        fields = {"name": name, "unit": identity.currency_unit, "period": self.round or identity.year, "scope": scope}
        return tuple(
            (key, text) for key, text in {**fields, "stage": "declared", "status": "collected"}.items() if text
        )


def _columns(_: Options) -> Mapping[str, str]:
    return {"source": "资金来源", **_AMOUNTS, **_COMPUTED, "note": "备注"}


def _rows(filling: Filling, options: Options) -> Sequence[FormRow]:
    kind = _Kind(options.get("period", _ANNUAL), options.get("round", "").replace("{instance}", filling.instance))
    of_no_round = "round" in options and not kind.round
    filed = [row for row in filling.rows("money") if (row.period, row.round) == (kind.period, kind.round)]
    rows = {} if of_no_round else {_name(row.source): row for row in filed}
    usual = options.get("usual", _USUAL).replace("{period}", kind.period).split("、")
    whole = options.get("whole", usual[0]) if kind.period != _MID_TERM else ""
    monitored = "round" in options
    if rows and not any(_name(source) in rows for source in usual):
        usual = []  # a case that names its money in its own way
    found = []
    for index, source in enumerate(usual):
        own = _own_facts(filling, monitored=monitored) if source == whole else {}
        row = rows.pop(_name(source), None)
        found.append(_row(filling, row, kind) if row else _usual(filling, index, source, kind, own))
    found += [_row(filling, row, kind) for row in rows.values()]
    return [_by_hand(row) for row in found] if of_no_round else found


def _name(source: str) -> str:
    return source.strip("　 ").removeprefix(_OF_WHICH)


def _by_hand(row: FormRow) -> FormRow:
    """A row of a copy for no round in particular: nothing written there could be told where it belongs."""
    return FormRow(row.key, {name: Entry(cell.text) for name, cell in row.cells.items()})


def _row(filling: Filling, row: MoneyRow, kind: _Kind) -> FormRow:
    cells = {name: entry_of("money", row, name) for name in ("source", "note")}
    for amount in _AMOUNTS:
        place = Place("money", row.id, amount)
        cells[amount] = fact_cell(filling, getattr(row, amount), place, kind.seed(filling, row.source, amount))
    cells["rate"] = Entry(_rate(filling, row))
    return FormRow(row.id, cells)


def _usual(filling: Filling, index: int, source: str, kind: _Kind, own: Mapping[str, str]) -> FormRow:
    """A row that every such form has, while the case has none of its own; `own` are the case's facts for it."""
    key = f"{kind.round or kind.period}-{index + 1:02d}"
    of_which = "是" if source.startswith((_OF_WHICH, "　")) else "否"
    seed = (
        ("source", source.strip("　")),
        ("period", kind.period),
        ("round", kind.round),
        ("of_which", of_which),
        *own.items(),
    )
    cells = {"source": Entry(source), "note": Entry("", Place("money", key, "note", seed))}
    for amount in _AMOUNTS:
        place = Place("money", key, amount, seed)
        cells[amount] = fact_cell(filling, own.get(amount, ""), place, kind.seed(filling, source, amount))
    row = MoneyRow.model_validate({"id": key, "source": source, **own})
    cells["rate"] = Entry(_rate(filling, row))
    return FormRow(key, cells)


def _own_facts(filling: Filling, *, monitored: bool) -> dict[str, str]:
    """The facts of the case's own budget and, at the end of the year, its execution."""
    identity = filling.case.identity
    facts = {"budget": identity.budget_fact} | ({} if monitored else {"executed": identity.executed_fact})
    return {name: fact_id for name, fact_id in facts.items() if fact_id}


def fact_cell(filling: Filling, fact_id: str, link: Place, seed: Seed) -> Entry:
    """The amount of a fact; where there is none yet, a place for one, which `link` will then name.

    What a unit writes over a figure of the accounts is a report of its own: the figure and its proof stay.
    """
    fact = filling.fact_rows.get(fact_id)
    if fact is not None and fact.formula:
        return Entry(filling.facts.printed_number(fact_id), None, fact.unit)
    if fact is not None and fact.value and fact.stage is not FactStage.DECLARED:
        return Entry(fact.value, _reported(filling, fact), fact.unit)
    if fact is not None:
        return Entry(fact.value, Place("facts", fact.id, "value"), fact.unit)
    return Entry("", Place("facts", "", "value", seed, link), filling.case.identity.currency_unit)


def _reported(filling: Filling, fact: Fact) -> Place:
    """The same figure as reported: a fact of its own stage, there or not yet."""
    known = {name: getattr(fact, name) for name in ("name", "subject", "period", "scope")}
    for other in filling.case.facts:
        if other.stage is FactStage.DECLARED and {name: getattr(other, name) for name in known} == known:
            return Place("facts", other.id, "value")
    seed = {**known, "unit": fact.unit, "stage": FactStage.DECLARED.value, "status": Status.COLLECTED.value}
    return Place("facts", "", "value", tuple((name, text) for name, text in seed.items() if text))


def _rate(filling: Filling, row: MoneyRow) -> str:
    """Executed over budget; empty where either is not known."""
    budget, executed = (_number(filling, each) for each in (row.budget, row.executed))
    return percent(executed / budget) if budget and executed is not None else ""


def _number(filling: Filling, fact_id: str) -> Decimal | None:
    result = filling.facts.result(fact_id) if fact_id in filling.fact_rows else None
    return result.value if isinstance(result, Known) and isinstance(result.value, Decimal) else None


MONEY = RowSource("money", _columns, _rows, lambda _: (("source",),))
