"""抽样与现场踏勘: how much of the money and of the places the visits covered, against the rule of the plan."""

from __future__ import annotations

from decimal import Decimal

from hengping.quantities.display import percent, plain
from hengping.rendering.document import Align, Block, FactFigure, Inline, Reference, Table, inlines, paragraph
from hengping.reports.blocks.money import Payer, payer_figure, payers, share_of_total, total_paid
from hengping.reports.figures import count_figure, filed_figure, traced
from hengping.reports.material import Material
from hengping.reports.tables import CellContent, simple_table
from hengping.reports.writing import Writing


def coverage(writing: Writing, level: int) -> tuple[Block, ...]:
    """What was visited, and whether the bounds of the plan were kept; where the case tells it, the table alone."""
    material = writing.material
    if not material.case.visits:
        return ()
    table = _money_table(material)
    tables: tuple[Block, ...] = (table,) if table is not None else ()
    if material.case.texts.get("sampling", "").strip():
        return (*tables, paragraph("踏勘单位的名单、地址和日期见", Reference("annex:units"), "。"))
    told = (content for content in (_places(material), _bounds(material)) if content)
    return (paragraph(*_summary(material)), *tables, *(paragraph(*content) for content in told))


def _summary(material: Material) -> tuple[Inline, ...]:
    case = material.case
    visited = {visit.unit for visit in case.visits}
    units = [row for row in case.frame if row.id in visited]
    cities = case.sampling.places_visited or tuple(dict.fromkeys(row.city for row in units if row.city))
    content: list[str | Inline] = ["共踏勘单位", count_figure("visits", len(visited), "家")]
    if cities:
        content += ["，分布在", "、".join(cities), "等", count_figure("cities_visited", len(cities), "个地区")]
    return inlines(*content, "，名单、地址和日期见", Reference("annex:units"), "。")


def _money_table(material: Material) -> Table | None:
    rows = [row for row in payers(material) if row.amount(material) is not None]
    if not rows:
        return None
    unit = material.case.identity.currency_unit
    columns: list[tuple[str, float, Align]] = [("序号", 1.2, "center"), ("资金单位", 3.8, "left")]
    columns += [(f"资金（{unit}）", 3.4, "right"), ("占比", 2.1, "center"), (f"踏勘资金（{unit}）", 3.4, "right")]
    columns += [("踏勘占比", 2.2, "center"), ("踏勘地区", 3.2, "left")]
    body: list[list[CellContent]] = [
        [
            str(number),
            row.name,
            payer_figure(material, row),
            share_of_total(material, row, rows),
            *_visited(material, row),
        ]
        for number, row in enumerate(rows, start=1)
    ]
    total = sum((row.amount(material) or Decimal(0) for row in rows), Decimal(0))
    seen = sum((row.visited or Decimal(0) for row in rows), Decimal(0))
    share = _share("coverage_money", seen, total)
    body.append(["", "合计", total_paid(material, rows), "", filed_figure("visits:money", seen), share, ""])
    note = material.case.sampling.note
    notes = (traced(f"注：{note.rstrip('。')}。", {}, "filed:sampling.note"),) if note else ()
    return simple_table("踏勘资金覆盖情况表", columns, body, key="table:coverage", notes=notes)


def _visited(material: Material, row: Payer) -> tuple[CellContent, CellContent, CellContent]:
    cities = "、".join(row.cities)
    amount = row.amount(material)
    if row.visited is None or not amount:
        return "—", "—", cities
    return (
        filed_figure(f"visits:{row.name}", row.visited),
        _share(f"visits:{row.name}/share", row.visited, amount),
        cities,
    )


def _places(material: Material) -> tuple[Inline, ...]:
    rule = material.case.sampling
    if not rule.places or not rule.places_visited:
        return ()
    listed, seen = len(rule.places), len(rule.places_visited)
    content: list[str | Inline] = ["项目资金涉及", "、".join(rule.places), "，"]
    stated = _stated(rule.places_stated)
    if stated is not None and stated != listed:
        content += ["原资料称", FactFigure("filed:places_stated", f"{rule.places_stated}个地区"), "，列名的为"]
        content += [count_figure("places", listed, "个")]
        content += ["。踏勘", count_figure("cities_visited", seen, "个"), "，按原资料所称地区数计算占比为"]
        content += [_share("places_stated", Decimal(seen), Decimal(stated)), "，按列名地区数计算为"]
    else:
        content += [
            "共",
            count_figure("places", listed, "个地区"),
            "，踏勘",
            count_figure("cities_visited", seen, "个"),
        ]
        content += ["，占比为"]
    return inlines(*content, _share("places", Decimal(seen), Decimal(listed)), "。")


def _bounds(material: Material) -> tuple[Inline, ...]:
    rule = material.case.sampling
    parts: list[str | Inline] = []
    if rule.places_minimum is not None:
        parts += ["踏勘地区占比不低于", FactFigure("filed:sampling.places_minimum", f"{plain(rule.places_minimum)}%")]
    if rule.money_minimum is not None:
        parts += ["、" if parts else "", "踏勘资金占比不低于"]
        parts += [FactFigure("filed:sampling.money_minimum", f"{plain(rule.money_minimum)}%")]
    if not parts:
        return ()
    verdict = _verdict(material)
    return inlines("方案要求", *parts, f"，{verdict}。")


def _verdict(material: Material) -> str:
    """Kept only where each stated bound can be worked out and holds."""
    rule = material.case.sampling
    shares: list[tuple[Decimal, Decimal | None]] = []
    if rule.places_minimum is not None:
        whole = Decimal(_stated(rule.places_stated) or len(rule.places))
        shares.append((rule.places_minimum, 100 * len(rule.places_visited) / whole if whole else None))
    if rule.money_minimum is not None:
        rows = payers(material)
        total = sum((row.amount(material) or Decimal(0) for row in rows), Decimal(0))
        seen = sum((row.visited or Decimal(0) for row in rows), Decimal(0))
        shares.append((rule.money_minimum, 100 * seen / total if total else None))
    if any(share is None for _, share in shares):
        return "能否达到尚缺资料核算"
    kept = all(share is not None and share >= minimum for minimum, share in shares)
    return "抽样结果符合要求" if kept else "抽样结果未全部达到要求"


def _stated(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def _share(place: str, part: Decimal, whole: Decimal) -> FactFigure:
    return FactFigure(f"filed:{place}", percent(part / whole) if whole else "—")
