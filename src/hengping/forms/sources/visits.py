"""`visits`: the visits planned, each with its share of the money, and their total; `payers`: the same money by payer.

Shares are of the money that the sampling rule names, else of what was executed, else of what the frame lists. Money
that is not attributed to single units stands in the rows of payers alone and is not counted as visited there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from hengping.cases.model.fieldwork import FrameRow, Visit
from hengping.forms.entry import Entry, FormRow, Place
from hengping.forms.filling import Filling, entry_of
from hengping.forms.sources.part_rows import part_source
from hengping.forms.sources.source import Options, RowSource
from hengping.quantities import NumberTextError, read_number
from hengping.quantities.display import percent, plain

_PART = part_source("visits")
_DAY = {"day": "计划日期，没有计划日期的为踏勘日期"}
_COMPUTED = {"share": "资金占比", "covered": "踏勘资金", "covered_share": "踏勘资金占比"}
_PAYER_COLUMNS = {
    "number": "序号",
    "payer": "资金单位",
    "units": "单位数",
    "visited": "踏勘单位数",
    "money": "资金拨付",
    **_COMPUTED,
}


def money_total(filling: Filling) -> Decimal | None:
    """The money that shares are of."""
    case = filling.case
    for text in (case.sampling.money_total, case.identity.executed_fact):
        amount = _amount(filling, text)
        if amount is not None:
            return amount
    listed = [row.money for row in case.frame if row.money is not None]
    return sum(listed, Decimal(0)) if listed else None


def _added(filling: Filling, options: Options, index: int) -> FormRow:
    row = _PART.added(filling, options, index) if _PART.added else FormRow("")
    return FormRow(row.key, {**row.cells, "day": row.cells["planned_on"], "covered": row.cells["money_covered"]})


def _columns(options: Options) -> Mapping[str, str]:
    return {**_PART.columns(options), **_DAY, **_COMPUTED}


def _rows(filling: Filling, options: Options) -> Sequence[FormRow]:
    units = {row.id: row for row in filling.case.frame}
    total = money_total(filling)
    visits = {visit.id: visit for visit in filling.case.visits}
    rows = [_row(row, visits[row.key], units, total) for row in _PART.rows(filling, options)]
    return [*rows, *_total_row(filling, [visits[row.key] for row in rows], units, total)]


def _row(row: FormRow, visit: Visit, units: Mapping[str, FrameRow], total: Decimal | None) -> FormRow:
    unit = units.get(visit.unit)
    covered = _covered(visit, units)
    taken_over = visit.money_covered is None and covered is not None
    cells = {
        "day": entry_of("visits", visit, "planned_on" if visit.planned_on or not visit.visited_on else "visited_on"),
        "share": Entry(_share(unit.money if unit else None, total)),
        "covered": Entry(_text(covered), None if taken_over else Place("visits", visit.id, "money_covered")),
        "covered_share": Entry(_share(covered, total)),
    }
    return FormRow(row.key, {**row.cells, **cells})


def _total_row(
    filling: Filling, visits: Sequence[Visit], units: Mapping[str, FrameRow], total: Decimal | None
) -> Iterator[FormRow]:
    """The total over different units that are visited and not cancelled."""
    if not visits:
        return
    money = _sum(units[name].money for name in _visited(visits) if name in units)
    covered = _sum(_covered_by_unit(visits, units).values())
    yield FormRow(
        "",
        {
            "number": Entry("合计"),
            "unit>name": Entry(f"{len(_visited(visits))}家单位"),
            "unit>money": Entry(_text(money)),
            "share": Entry(_share(money, total)),
            "covered": Entry(_text(covered)),
            "covered_share": Entry(_share(covered, total)),
        },
        sums=True,
    )


def _payer_rows(filling: Filling, _: Options) -> Sequence[FormRow]:
    case, total = filling.case, money_total(filling)
    units = {row.id: row for row in case.frame}
    payers = dict.fromkeys(
        [row.payer for row in case.frame if row.payer] + [pool.payer for pool in case.sampling.pools]
    )
    covered = _covered_by_unit(case.visits, units)
    rows = []
    sums: list[tuple[Decimal | None, Decimal | None]] = []
    for number, payer in enumerate(payers, start=1):
        own = [row for row in case.frame if row.payer == payer]
        money = _sum([*(row.money for row in own), *_pooled(filling, payer, total)])
        seen = _sum(covered[row.id] for row in own if row.id in covered)
        sums.append((money, seen))
        visited = sum(row.id in covered for row in own)
        rows.append(_payer_row(str(number), payer, (len(own), visited), (money, seen), total))
    if rows:
        whole = (_sum(money for money, _ in sums), _sum(seen for _, seen in sums))
        paying = [row.id for row in case.frame if row.payer]
        counts = (len(paying), sum(each in covered for each in paying))
        rows.append(_payer_row("合计", "", counts, whole, total, sums=True))
    return rows


def _payer_row(
    number: str,
    payer: str,
    counts: tuple[int, int],
    money: tuple[Decimal | None, Decimal | None],
    total: Decimal | None,
    *,
    sums: bool = False,
) -> FormRow:
    cells = {
        "number": number,
        "payer": payer,
        "units": str(counts[0]),
        "visited": str(counts[1]),
        "money": _text(money[0]),
        "share": _share(money[0], total),
        "covered": _text(money[1]),
        "covered_share": _share(money[1], total),
    }
    return FormRow("" if sums else payer, {key: Entry(text) for key, text in cells.items()}, sums=sums)


def _pooled(filling: Filling, payer: str, total: Decimal | None) -> Iterator[Decimal]:
    """Money of the payer without a unit; where the only such amount is not written, what the units leave over."""
    pools = filling.case.sampling.pools
    for pool in pools:
        if pool.payer != payer:
            continue
        amount = _amount(filling, pool.money)
        if amount is not None:
            yield amount
        elif len(pools) == 1 and total is not None:
            yield total - (_sum(row.money for row in filling.case.frame) or Decimal(0))


def _visited(visits: Sequence[Visit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(visit.unit for visit in visits if not visit.cancelled))


def _covered_by_unit(visits: Sequence[Visit], units: Mapping[str, FrameRow]) -> dict[str, Decimal | None]:
    """A unit that is visited twice counts once, with the amount that its first visit states."""
    found: dict[str, Decimal | None] = {}
    for visit in visits:
        if not visit.cancelled and found.get(visit.unit) is None:
            found[visit.unit] = _covered(visit, units)
    return found


def _covered(visit: Visit, units: Mapping[str, FrameRow]) -> Decimal | None:
    """The money seen at a visit: as it states, else the unit's."""
    if visit.cancelled:
        return None
    if visit.money_covered is not None:
        return visit.money_covered
    return units[visit.unit].money if visit.unit in units else None


def _amount(filling: Filling, text: str) -> Decimal | None:
    """A number written as digits or as the id of a fact in the case's unit of money."""
    if text in filling.fact_rows:
        latest = filling.facts.latest(text)
        in_unit = filling.facts.unit(latest).symbol == filling.case.identity.currency_unit
        return filling.facts.number(latest) if in_unit else None
    try:
        return read_number(text) if text.strip() else None
    except NumberTextError:
        return None


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def _text(amount: Decimal | None) -> str:
    return "" if amount is None else plain(amount)


def _share(amount: Decimal | None, total: Decimal | None) -> str:
    return percent(amount / total) if amount is not None and total else ""


VISITS = RowSource("visits", _columns, _rows, lambda _: (("id",), ("unit",), ("unit>name",)), _added)
PAYERS = RowSource("payers", lambda _: _PAYER_COLUMNS, _payer_rows, lambda _: (("payer",),))
