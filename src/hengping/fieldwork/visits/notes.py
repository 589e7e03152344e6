"""What a reader of a plan has to know about the frame: what is assumed, missing, stated otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from hengping.cases.model.fieldwork import Unattributed
from hengping.fieldwork.visits.bounds import members_by_city, travel_is_assumed
from hengping.fieldwork.visits.frame import ASSUMED_TRAVEL_DAYS, Frame, Unit
from hengping.quantities import plain


def frame_notes(frame: Frame) -> Iterator[str]:
    """Sentences about units and money; every list is complete."""
    listed = len(frame.cities)
    if frame.cities_stated is not None and frame.cities_stated != listed:
        yield f"涉及地区：原文称 {frame.cities_stated} 个，列名的有 {listed} 个；占比按原文所称计算，按列名的另列。"
    if frame.unattributed > 0:
        yield _unattributed(frame)
    yield from _lists(frame)


def _unattributed(frame: Frame) -> str:
    amount = f"{plain(frame.unattributed)}{frame.currency}"
    pooled = sum((pool.money for pool in frame.pools), Decimal(0))
    alone = len(frame.pools) == 1 and pooled == frame.unattributed
    pools = [
        f"{pool.payer}（{len(pool.members)} 家）"
        if alone
        else f"{pool.payer} {plain(pool.money)}（{len(pool.members)} 家）"
        for pool in frame.pools
    ]
    if pooled < frame.unattributed and pools:
        pools.append(f"另有 {plain(frame.unattributed - pooled)} 没有说明归属")
    whose = f"，属于{'、'.join(pools)}" if pools else ""
    return f"没有分到单位的资金 {amount}{whose}：{_TREATMENTS[frame.rule.unattributed]}。"


_TREATMENTS = {
    Unattributed.NOT_COVERED: "不计入踏勘资金，仍在资金总额之内",
    Unattributed.EXCLUDED: "从资金总额中剔除",
    Unattributed.BY_SHARE: "按踏勘单位占其单位总数的比例计入踏勘资金",
    Unattributed.WHOLE: "踏勘其中任一单位即全额计入踏勘资金",
}


def _lists(frame: Frame) -> Iterator[str]:
    rows = [unit.row for unit in frame.units]
    without_money = [row.id for row in rows if row.money is None]
    if without_money:
        yield f"没有填写资金的单位 {len(without_money)} 家：{_ids(without_money)}。"
    without_city = [row.id for row in rows if not row.city]
    if without_city:
        yield f"没有填写地区的单位 {len(without_city)} 家，不计入任何地区：{_ids(without_city)}。"
    addresses: dict[str, list[str]] = {}
    for row in rows:
        if row.address:
            addresses.setdefault(row.address, []).append(row.id)
    for address, ids in addresses.items():
        if len(ids) > 1:
            yield f"同一地址的单位：{_ids(ids)}（{address}），请确认不是同一单位。"


def cost_notes(frame: Frame) -> Iterator[str]:
    """What of the cost is assumed."""
    assumed = [unit for unit in frame.units if unit.cost_assumed]
    if not frame.cost_is_known:
        yield "〔假定〕没有任何费用资料，按每家费用相同计算，费用最低即家数最少。"
    elif assumed:
        how = "抽样要求的缺省费用" if frame.rule.cost_per_visit is not None else "已填费用中最高的一家"
        amount = f"{plain(assumed[0].cost)}{frame.rule.cost_unit}"
        yield f"〔假定〕{_which(frame, assumed)}没有填写费用，按{how} {amount} 计。"


def day_notes(frame: Frame) -> Iterator[str]:
    """What of the days is assumed."""
    assumed = [unit for unit in frame.units if unit.days_assumed]
    if assumed:
        yield f"〔假定〕{_which(frame, assumed)}没有填写所需工作日，按每家 {plain(assumed[0].days)} 个工作日计。"
    far = [city for city in members_by_city(frame) if travel_is_assumed(frame, city)]
    if far:
        days = plain(ASSUMED_TRAVEL_DAYS)
        yield f"〔假定〕没有填写路途天数的地区，按从{frame.home}单程 {days} 个工作日计：{'、'.join(far)}。"


def _which(frame: Frame, units: Sequence[Unit]) -> str:
    """Units by number and id; where it is all of them, just that."""
    if len(units) == len(frame.units):
        return f"全部 {len(units)} 家都"
    return f"{len(units)} 家（{_ids([unit.id for unit in units])}）"


def _ids(ids: Sequence[str]) -> str:
    return "、".join(ids)
