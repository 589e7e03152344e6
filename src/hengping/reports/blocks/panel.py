"""评委组 in a report: what several judges gave, how far they agree, who stands apart; judges by number, not by name."""

from __future__ import annotations

from decimal import Decimal

from hengping.analysis.judges.agreement import verdict
from hengping.analysis.judges.panel import APART, Panel, PanelReport, Seat, panels
from hengping.quantities import amount, percent
from hengping.rendering.document import Align, Block, FactFigure, Inline, inlines, paragraph
from hengping.reports.figures import count_figure
from hengping.reports.material import Material
from hengping.reports.tables import CellContent, simple_table
from hengping.reports.writing import Writing


def panel(writing: Writing, level: int) -> tuple[Block, ...]:
    """The sentence on agreement and the table; nothing where no two people judged the same."""
    found = panels(writing.material.score)
    if not found.panels:
        return ()
    return paragraph(*_told(found)), _table(writing.material, found)


def _told(found: PanelReport) -> tuple[Inline, ...]:
    runs: list[str | Inline] = [count_figure("judges", len(found.judges), "位"), "评委对"]
    runs += [count_figure("panels", len(found.panels), "项"), "独立评判"]
    for agreement in found.agreements:
        if agreement.alpha is None:
            runs.append(f"，{agreement.level.label}评判全部相同，不计算一致性系数")
            continue
        alpha = amount(Decimal(agreement.alpha.numerator) / agreement.alpha.denominator, 3)
        name = f"，{agreement.level.label}评判的克里彭多夫α系数为"
        runs += [name, FactFigure(f"agreement:{agreement.level}", alpha), f"，{verdict(agreement.alpha)}"]
    apart = [panel for panel in found.panels if panel.outliers]
    if apart:
        runs += [
            "；与其他评委相差较大的评判有",
            count_figure("outliers", sum(len(each.outliers) for each in apart), "个"),
            "，表中以*标出",
        ]
    return inlines(*runs, "。")


def _table(material: Material, found: PanelReport) -> Block:
    columns: list[tuple[str, float, Align]] = [("评判内容", 5, "left"), ("分值", 1.6, "center")]
    columns += [(f"评委{chr(ord('A') + place)}", 1.8, "center") for place in range(len(found.judges))]
    columns.append(("得分", 1.8, "center"))
    body: list[list[CellContent]] = []
    for each in found.panels:
        criterion = each.criterion
        name = f"{material.indicators[criterion.indicator_code].indicator.name}：{criterion.criterion.text}"
        suffix = "".join(f"（{part}）" for part in (each.point, each.unit) if part)
        seats = {seat.judge: seat for seat in each.seats}
        key = criterion.criterion.id
        body.append(
            [
                name + suffix,
                FactFigure(f"weight:{key}", amount(criterion.max_score, 2)),
                *(_seat(each, seats.get(judge), place) for place, judge in enumerate(found.judges)),
                "—" if criterion.score is None else FactFigure(f"score:{key}", amount(criterion.score, 2)),
            ]
        )
    swing = FactFigure("agreement:界限", percent(Decimal(APART.numerator) / APART.denominator, 0))
    note = inlines("注：数字为折合得分，*表示与评委中位数相差超过分值的", swing, "。")
    return simple_table("评委评判情况表", columns, body, key="table:panel", notes=(note,))


def _seat(of: Panel, seat: Seat | None, place: int) -> CellContent:
    if seat is None:
        return "—"
    star = "*" if seat.apart else ""
    if seat.share is None:
        return seat.word
    points = of.criterion.max_score * seat.share.numerator / seat.share.denominator
    return FactFigure(f"judged:{of.criterion.criterion.id}:{place + 1}", f"{amount(points, 2)}{star}")
