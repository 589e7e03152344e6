"""The frame of visits: units, regions, and the money that is and is not attributed to units.

A frame that would mislead is refused with every fault in it; what is merely missing stays in and is told by the meter.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from hengping.cases.fact_book import FactBook
from hengping.cases.model.case import Case
from hengping.cases.model.fieldwork import FrameRow, MoneyPool, SamplingRule
from hengping.errors import Fault, InputError
from hengping.fieldwork.visits.frame_faults import frame_faults
from hengping.quantities import NumberTextError, plain, read_number

SAME_COST = Decimal(1)
"""Where no cost is known at all: the cheapest plan is then the one with the fewest units."""
ASSUMED_DAYS = Decimal("0.5")
ASSUMED_TRAVEL_DAYS = Decimal("0.5")


@dataclass(frozen=True)
class Unit:
    """A unit of the frame as planning sees it; `*_assumed` where the case states nothing."""

    row: FrameRow
    cost: Decimal
    cost_assumed: bool
    days: Decimal
    days_assumed: bool

    @property
    def id(self) -> str:
        return self.row.id

    @property
    def city(self) -> str:
        return self.row.city


@dataclass(frozen=True)
class Pool:
    """Money of a payer that no unit of the frame answers for alone.

    Attributes:
        members: positions of the payer's units that have no money of their own.
        stated: how many units share the money, as the case states; else how many the frame lists.
    """

    payer: str
    money: Decimal
    members: tuple[int, ...]
    stated: int


@dataclass(frozen=True)
class Frame:
    """Units in the order of filing, and what they are shares of.

    Attributes:
        cities: regions that the money concerns, as listed; else those of the units.
        cities_stated: their number as the source states it, where it states one.
        money_total: in `currency`; zero where nothing is known.
        money_source: where the total is from, in words.
    """

    units: tuple[Unit, ...]
    rule: SamplingRule
    cities: tuple[str, ...]
    cities_stated: int | None
    money_total: Decimal
    money_source: str
    pools: tuple[Pool, ...]
    currency: str
    stated: tuple[int | None, ...] = ()
    """Totals that the further bases of the rule state, one a base."""

    @cached_property
    def position(self) -> dict[str, int]:
        """Unit id → position."""
        return {unit.id: index for index, unit in enumerate(self.units)}

    def requiring(self, positions: Collection[int]) -> Frame:
        """The same frame with these units among those that must be visited."""
        units = tuple(
            replace(unit, row=unit.row.model_copy(update={"must": True})) if index in positions else unit
            for index, unit in enumerate(self.units)
        )
        return replace(self, units=units)

    @cached_property
    def attributed(self) -> Decimal:
        """Money that units answer for."""
        return sum((unit.row.money for unit in self.units if unit.row.money is not None), Decimal(0))

    @property
    def unattributed(self) -> Decimal:
        return self.money_total - self.attributed

    @cached_property
    def home(self) -> str:
        """Where teams start from: as the rule says, else the region with most units."""
        counted = Counter(unit.city for unit in self.units if unit.city)
        return self.rule.home_city or (max(counted, key=lambda city: counted[city]) if counted else "")

    @cached_property
    def cost_is_known(self) -> bool:
        """Whether the case states any cost of a visit."""
        return self.rule.cost_per_visit is not None or any(unit.row.cost is not None for unit in self.units)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over what draws depend on: the units in order, with their stratum, money, must and never."""
        rows = [
            [row.id, row.name, row.kind, row.payer, row.city, _text(row.money), row.must, row.never]
            for row in (unit.row for unit in self.units)
        ]
        return hashlib.sha256(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def read_frame(case: Case) -> Frame:
    """The frame of a case.

    Raises:
        InputError: every fault of the frame, of the rule, and of visits to units that the frame does not list.
    """
    if not case.frame:
        mend = "请在 fieldwork/frame.csv 或“抽样框”工作表中列出可以踏勘的单位。"
        raise InputError([Fault("抽样框", "没有单位", "至少一个单位", mend)])
    faults = list(frame_faults(case))
    numbers = _Numbers(case, faults)
    rule = case.sampling
    total, source = _money_total(case, numbers)
    attributed = sum((row.money for row in case.frame if row.money is not None), Decimal(0))
    pools = tuple(_pools(case, numbers, faults, total - attributed))
    _check_total(faults, total=total, attributed=attributed, pools=pools)
    stated = tuple(numbers.count(base.stated, f"抽样要求“其他口径”{base.name}“总数”") for base in rule.bases)
    cities_stated = numbers.count(rule.places_stated, "抽样要求“涉及地区数”")
    if faults:
        raise InputError(faults)
    return Frame(
        units=_units(case.frame, rule),
        rule=rule,
        cities=rule.places or tuple(dict.fromkeys(row.city for row in case.frame if row.city)),
        cities_stated=cities_stated,
        money_total=total,
        money_source=source,
        pools=pools,
        currency=case.identity.currency_unit,
        stated=stated,
    )


def _units(rows: tuple[FrameRow, ...], rule: SamplingRule) -> tuple[Unit, ...]:
    """A unit without a cost takes that of the rule, else the highest stated, so that not knowing never looks cheap."""
    known = [row.cost for row in rows if row.cost is not None]
    cost = max(known, default=SAME_COST) if rule.cost_per_visit is None else rule.cost_per_visit
    days = ASSUMED_DAYS if rule.days_per_visit is None else rule.days_per_visit
    return tuple(
        Unit(
            row=row,
            cost=cost if row.cost is None else row.cost,
            cost_assumed=row.cost is None,
            days=days if row.days is None else row.days,
            days_assumed=row.days is None,
        )
        for row in rows
    )


class _Numbers:
    """Numbers that a rule writes as digits or as the id of a fact."""

    def __init__(self, case: Case, faults: list[Fault]) -> None:
        self._facts = FactBook(case)
        self._currency = case.identity.currency_unit
        self._faults = faults

    def money(self, text: str, where: str) -> Decimal | None:
        """An amount in the currency unit of the case."""
        if text in self._facts.facts and self._facts.unit(text).symbol != self._currency:
            found = f"{text}（{self._facts.unit(text).symbol}）"
            self._faults.append(Fault(where, found, f"以{self._currency}计的事实", "请换成同一金额单位的事实。"))
            return None
        return self._read(text, where)

    def count(self, text: str, where: str) -> int | None:
        """A number of things, at least one."""
        value = self._read(text, where)
        if value is None:
            return None
        if value != int(value) or value < 1:
            self._faults.append(Fault(where, text, "正整数", "请改正，或留空。"))
            return None
        return int(value)

    def known(self, fact_id: str) -> Decimal | None:
        """A fact's number where it is an amount in the currency unit."""
        if fact_id not in self._facts.facts or self._facts.unit(fact_id).symbol != self._currency:
            return None
        return self._facts.number(self._facts.latest(fact_id))

    def _read(self, text: str, where: str) -> Decimal | None:
        if not text.strip():
            return None
        if text in self._facts.facts:
            value = self._facts.number(self._facts.latest(text))
            if value is None:
                self._faults.append(Fault(where, text, "有数值的事实", "请先填写该事实，或直接写数字。"))
            return value
        try:
            return read_number(text)
        except NumberTextError:
            self._faults.append(Fault(where, text, "数字或已登记的事实编号", "请改正，或留空。"))
            return None


def _money_total(case: Case, numbers: _Numbers) -> tuple[Decimal, str]:
    stated = case.sampling.money_total
    if stated:
        value = numbers.money(stated, "抽样要求“资金总额”")
        return (Decimal(0) if value is None else value), f"抽样要求所定的资金总额（{stated}）"
    executed = case.identity.executed_fact
    value = numbers.known(executed)
    if value is not None:
        return value, f"支出执行数（事实 {executed}）"
    total = sum((row.money for row in case.frame if row.money is not None), Decimal(0))
    return total, "抽样框各单位资金之和（案例没有另给资金总额）"


def _pools(case: Case, numbers: _Numbers, faults: list[Fault], rest: Decimal) -> Iterator[Pool]:
    """The pools as the rule lists them; else one for all that is left, over the units of payers without own money."""
    listed = case.sampling.pools
    if not listed:
        members = _without_money(case, None)
        if rest > 0 and members:
            payers = dict.fromkeys(case.frame[index].payer for index in members)
            yield Pool("、".join(payers) or "未分单位", rest, members, len(members))
        return
    amounts = [_pool_money(pool, numbers, faults) for pool in listed]
    rest -= sum((amount for amount in amounts if amount is not None), Decimal(0))
    if amounts.count(None) > 1:
        rest = Decimal(0)  # told as a fault: nobody can say how it is split
    for pool, amount in zip(listed, amounts, strict=True):
        members = _without_money(case, pool.payer)
        stated = numbers.count(pool.units_stated, f"{_of_pool(pool)}“单位总数”")
        yield Pool(pool.payer, rest if amount is None else amount, members, stated or max(1, len(members)))


def _pool_money(pool: MoneyPool, numbers: _Numbers, faults: list[Fault]) -> Decimal | None:
    place = f"{_of_pool(pool)}“未分到单位的资金”"
    amount = numbers.money(pool.money, place)
    if amount is not None and amount < 0:
        faults.append(Fault(place, plain(amount), "不小于零的数", "请核对；只有一项时可以留空。"))
    return amount


def _of_pool(pool: MoneyPool) -> str:
    return f"抽样要求“未分到单位的资金明细”{pool.payer}"


def _without_money(case: Case, payer: str | None) -> tuple[int, ...]:
    """Units without money of their own that some payer, or this one, pays through."""
    return tuple(
        index
        for index, row in enumerate(case.frame)
        if row.money is None and (bool(row.payer) if payer is None else row.payer == payer)
    )


def _check_total(faults: list[Fault], *, total: Decimal, attributed: Decimal, pools: tuple[Pool, ...]) -> None:
    pooled = sum((max(pool.money, Decimal(0)) for pool in pools), Decimal(0))
    if attributed + pooled > total:
        found = f"各单位资金合计 {plain(attributed)}" + (f"，另有未分到单位的 {plain(pooled)}" if pooled > 0 else "")
        mend = "请核对各单位的资金、未分到单位的资金和资金总额。"
        faults.append(Fault("抽样框“资金”", found, f"合计不超过资金总额 {plain(total)}", mend))


def _text(number: Decimal | None) -> str:
    """A number without trailing zeros, so that 5 and 5.0 make one fingerprint."""
    return "" if number is None else plain(number.normalize() + 0)
