"""What is wrong with a frame: units listed twice, impossible numbers, regions not listed, contradictions."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from hengping.cases.model.case import Case
from hengping.cases.model.fieldwork import FrameRow, SamplingRule, Visit
from hengping.errors import Fault, nearest_names
from hengping.quantities import plain

_NOT_NEGATIVE = ("money", "risk", "cost")


def frame_faults(case: Case) -> Iterator[Fault]:
    """Every fault of the frame, of the rule about it and of the visits, in the order of filing."""
    yield from _repeated(case.frame)
    for row in case.frame:
        yield from _row(row, case.sampling)
    yield from _rule(case)
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
    for attribute in _NOT_NEGATIVE:
        value = getattr(row, attribute)
        if value is not None and value < 0:
            yield Fault(_place(row, attribute), plain(value), "不小于零的数", "请核对；不知道则留空。")
    if row.days is not None and not 0 < row.days <= 60:
        yield Fault(_place(row, "days"), plain(row.days), "大于零、不超过 60 的工作日数", "请改正，或留空。")
    if row.must and row.never:
        yield Fault(_place(row, "never"), "既必查又不查", "其中之一", "请删去一个。")
    if rule.places and row.city and row.city not in rule.places:
        near = nearest_names(row.city, rule.places, most=1)
        hint = f"是否为 {near[0]}？若确为涉及地区，" if near else ""
        mend = f"{hint}请把它补入抽样要求的“涉及地区”。"
        yield Fault(_place(row, "city"), row.city, "抽样要求“涉及地区”中的一个", mend)


def _rule(case: Case) -> Iterator[Fault]:
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
    for attribute in ("places_minimum", "money_minimum"):
        value = getattr(rule, attribute)
        if value is not None and not 0 <= value <= 100:
            title = SamplingRule.model_fields[attribute].title
            yield Fault(f"抽样要求“{title}”", plain(value), "0 至 100", "请按百分数填写，如 30。")
    empty_pools = [pool.payer for pool in rule.pools if not pool.money]
    if len(empty_pools) > 1:
        found = "、".join(empty_pools)
        mend = "最多一项可以留空，由资金总额倒算；其余请写明金额或事实编号。"
        yield Fault("抽样要求“未分到单位的资金明细”", f"{found} 都没有金额", "至多一项没有金额", mend)


def _visit(visit: Visit, known: set[str]) -> Iterator[Fault]:
    where = f"踏勘 {visit.id}"
    if visit.unit not in known:
        near = nearest_names(visit.unit, sorted(known), most=1)
        mend = f"是否为 {near[0]}？" if near else "请改正编号，或把该单位补入抽样框。"
        yield Fault(f"{where}“单位编号”", visit.unit, "抽样框中的编号", mend)
    if visit.money_covered is not None and visit.money_covered < 0:
        yield Fault(f"{where}“踏勘资金”", plain(visit.money_covered), "不小于零的数", "请核对；不知道则留空。")
