"""What is wrong with a frame: units listed twice, impossible numbers, regions not listed, contradictions."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from pydantic import BaseModel

from hengping.cases.model.case import Case
from hengping.cases.model.fieldwork import Counted, FrameRow, SamplingRule, Visit
from hengping.errors import Fault, nearest_names
from hengping.quantities import plain

_LARGEST = Decimal(10) ** 15


def frame_faults(case: Case) -> Iterator[Fault]:
    """Every fault of the frame, of the rule about it and of the visits, in the order of filing."""
    yield from _repeated(case.frame)
    for row in case.frame:
        yield from _row(row, case.sampling)
    yield from _names(case)
    yield from _numbers(case)
    known = {row.id for row in case.frame}
    for visit in case.visits:
        yield from _visit(visit, known)


def _place(row: FrameRow, attribute: str) -> str:
    return f"抽样框 {row.id} {row.name}“{FrameRow.model_fields[attribute].title}”"


def _repeated(rows: tuple[FrameRow, ...]) -> Iterator[Fault]:
    """The same id, or the same name in the same region under two ids."""
    ids: dict[str, FrameRow] = {}
    names: dict[tuple[str, str], FrameRow] = {}
    for row in rows:
        if ids.setdefault(row.id, row) is not row:
            mend = "请改其中一个编号，并检查引用它的踏勘。"
            yield Fault(_place(row, "id"), row.id, f"不重复的编号（{ids[row.id].name}已用）", mend)
        first = names.setdefault((_folded(row.name), row.city), row)
        if first is not row:
            mend = f"与 {first.id} 同名同地区；请删去其中一行，或在名称中写明区别。"
            yield Fault(_place(row, "name"), row.name, "不重复的单位", mend)


def _folded(name: str) -> str:
    """A name without differences of width, blanks and case."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def _row(row: FrameRow, rule: SamplingRule) -> Iterator[Fault]:
    for attribute in ("money", "risk", "cost"):
        yield from _amount(_place(row, attribute), getattr(row, attribute))
    if row.days is not None and not 0 < row.days <= 60:
        yield Fault(_place(row, "days"), plain(row.days), "大于零、不超过 60 的工作日数", "请改正，或留空。")
    if row.must and row.never:
        yield Fault(_place(row, "never"), "既必查又不查", "其中之一", "请删去一个。")
    if rule.places and row.city and row.city not in rule.places:
        near = nearest_names(row.city, rule.places, most=1)
        hint = f"是否为 {near[0]}？若确为涉及地区，" if near else ""
        mend = f"{hint}请把它补入抽样要求的“涉及地区”。"
        yield Fault(_place(row, "city"), row.city, "抽样要求“涉及地区”中的一个", mend)


def _amount(where: str, value: Decimal | None) -> Iterator[Fault]:
    """Not below zero, and of a size that sums and a solver can take."""
    if value is None:
        return
    if value < 0:
        yield Fault(where, plain(value), "不小于零的数", "请核对；不知道则留空。")
    elif value > _LARGEST:
        yield Fault(where, plain(value), "不超过一千万亿的数", "请核对数字和金额单位。")


def _names(case: Case) -> Iterator[Fault]:
    """Names in the rule that the frame does not have."""
    rule, rows = case.sampling, case.frame
    kinds = {row.kind for row in rows}
    cities = {row.city for row in rows} | set(rule.places)
    payers = {row.payer for row in rows}
    for where, name, known in (
        *((f"“分类下限”{stratum.kind}", stratum.kind, kinds) for stratum in rule.strata),
        *((f"“其他口径”{base.name}“限于类别”", kind, kinds) for base in rule.bases for kind in base.kinds),
        *((f"“地区条件”{terms.city}", terms.city, cities) for terms in rule.cities),
        *((f"“未分到单位的资金明细”{pool.payer}", pool.payer, payers) for pool in rule.pools),
        *((("“出发地区”", rule.home_city, cities),) if rule.home_city else ()),
    ):
        if name not in known:
            near = nearest_names(name, sorted(known - {""}), most=1)
            mend = f"是否为 {near[0]}？" if near else "请与抽样框中的写法一致。"
            yield Fault(f"抽样要求{where}", name, "抽样框中出现的名称", mend)
    empty_pools = [pool.payer for pool in rule.pools if not pool.money]
    if len(empty_pools) > 1:
        found = "、".join(empty_pools)
        mend = "最多一项可以留空，由资金总额倒算；其余请写明金额或事实编号。"
        yield Fault("抽样要求“未分到单位的资金明细”", f"{found} 都没有金额", "至多一项没有金额", mend)
    if rule.places_base is Counted.MONEY:
        yield Fault(
            "抽样要求“地点口径”", rule.places_base.label, "地区、单位、资金单位之一", "资金占比另有下限，请改正。"
        )
    if rule.places_base is Counted.PAYERS and not payers - {""}:
        yield Fault(
            "抽样要求“地点口径”", rule.places_base.label, "抽样框填有资金单位", "请填写资金单位，或改按地区计。"
        )


def _numbers(case: Case) -> Iterator[Fault]:
    """Numbers of the rule: shares between 0 and 100, the rest not below zero."""
    rule = case.sampling
    places: list[tuple[str, BaseModel, tuple[str, ...], tuple[str, ...]]] = [
        ("", rule, ("places_minimum", "money_minimum"), ("city_cap", "cost_per_visit", "days_per_visit"))
    ]
    places += [(f"“分类下限”{each.kind}", each, ("minimum_percent",), ("minimum",)) for each in rule.strata]
    places += [(f"“其他口径”{each.name}", each, ("minimum",), ()) for each in rule.bases]
    amounts = ("cap", "travel_cost", "travel_days")
    places += [(f"“地区条件”{each.city}", each, (), amounts) for each in rule.cities]
    for where, part, shares, others in places:
        for name in (*shares, *others):
            value = getattr(part, name)
            place = f"抽样要求{where}“{type(part).model_fields[name].title}”"
            if name in shares and value is not None and not 0 <= value <= 100:
                yield Fault(place, plain(value), "0 至 100", "请按百分数填写，如 30。")
            else:
                yield from _amount(place, value)
    if rule.days_per_visit is not None and not 0 < rule.days_per_visit <= 60:
        yield Fault(
            "抽样要求“缺省所需工作日”", plain(rule.days_per_visit), "大于零、不超过 60 的工作日数", "请改正，或留空。"
        )


def _visit(visit: Visit, known: set[str]) -> Iterator[Fault]:
    where = f"踏勘 {visit.id}"
    if visit.unit not in known:
        near = nearest_names(visit.unit, sorted(known), most=1)
        mend = f"是否为 {near[0]}？" if near else "请改正编号，或把该单位补入抽样框。"
        yield Fault(f"{where}“单位编号”", visit.unit, "抽样框中的编号", mend)
    yield from _amount(f"{where}“踏勘资金”", visit.money_covered)
