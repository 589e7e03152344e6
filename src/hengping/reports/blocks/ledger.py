"""扣分台账: every lost point with its reason, problem and recommendation, and how much of the loss is explained."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hengping.cases.model.findings import Problem, Recommendation
from hengping.quantities.display import amount
from hengping.rendering.document import Align, Block, FactFigure, paragraph
from hengping.reports.blocks.criterion_prose import deduction_reason, unmet_points
from hengping.reports.figures import deduction_figure
from hengping.reports.material import Material
from hengping.reports.tables import CellContent, simple_table
from hengping.reports.writing import Writing
from hengping.scoring.result import CriterionScore, IndicatorScore


@dataclass(frozen=True)
class LostPoints:
    """What one criterion lost and what is said about it."""

    leaf: IndicatorScore
    criterion: CriterionScore
    problems: tuple[Problem, ...]
    recommendations: tuple[Recommendation, ...]

    @property
    def explained(self) -> bool:
        """Whether a problem stands behind the loss."""
        return bool(self.problems)


@dataclass(frozen=True)
class Ledger:
    """All lost points. `lost` and `explained` add up as printed: by leaf, rounded."""

    entries: tuple[LostPoints, ...]
    lost: Decimal
    explained: Decimal


def lost_points(material: Material) -> Ledger:
    """The ledger of a scored case."""
    entries: list[LostPoints] = []
    lost, explained = Decimal(0), Decimal(0)
    answers = material.case.findings.recommendations
    for leaf in material.leaves:
        if leaf.indicator.outside_total or not leaf.deduction:
            continue
        own = [
            LostPoints(
                leaf,
                criterion,
                (found := material.problems.get(criterion.criterion.id, ())),
                tuple(row for row in answers if any(problem.id in row.problems for problem in found)),
            )
            for criterion in leaf.criteria
            if criterion.deduction and not criterion.criterion.of_which
        ]
        entries.extend(own)
        lost += leaf.deduction
        told = sum((each.criterion.deduction or Decimal(0) for each in own if each.explained), Decimal(0))
        explained += leaf.deduction if own and all(each.explained for each in own) else told
    return Ledger(tuple(entries), lost, explained)


def ledger(writing: Writing, level: int) -> tuple[Block, ...]:
    """The ledger as a table with its balance."""
    material = writing.material
    book = lost_points(material)
    if not book.entries:
        return ()
    columns: list[tuple[str, float, Align]] = [
        ("指标", 2.6, "left"),
        ("失分要点", 3.2, "left"),
        ("失分", 1.6, "center"),
    ]
    columns += [("扣分原因", 4.4, "left"), ("对应问题", 3, "left"), ("有关建议", 3.8, "left")]
    rows = [_row(writing, entry) for entry in book.entries]
    rows.append(["合计", "", FactFigure("lost:TOTAL", _points(material, book.lost)), "", "", ""])
    if all(_lost_point(entry) == "—" for entry in book.entries):
        del columns[1]
        rows = [[row[0], *row[2:]] for row in rows]
    explained = FactFigure("explained:TOTAL", _points(material, book.explained))
    lost = FactFigure("lost:TOTAL", _points(material, book.lost))
    closing = "失分与问题、建议逐项对应。" if book.explained == book.lost else "其余失分尚无对应的问题。"
    summary = paragraph("本次评价共失", lost, "分，其中", explained, "分有对应的问题说明。", closing)
    if book.explained != book.lost:
        material.gaps.add(f"有{_points(material, book.lost - book.explained)}分失分没有对应的问题")
    return (summary, simple_table("扣分台账", columns, rows, key="table:ledger", merge=(0,)))


def _row(writing: Writing, entry: LostPoints) -> list[CellContent]:
    return [
        entry.leaf.indicator.name,
        _lost_point(entry),
        deduction_figure(writing.material, entry.criterion),
        deduction_reason(writing, entry.criterion),
        "；".join(problem.title for problem in entry.problems) or "—",
        "；".join(row.title for row in entry.recommendations) or "—",
    ]


def _lost_point(entry: LostPoints) -> str:
    """The criterion; of a leaf that is its own criterion, the unmet points of its checklist, if it is one."""
    criterion = entry.criterion
    if criterion.criterion.id != entry.leaf.indicator.code:
        return criterion.criterion.text
    return "；".join(unmet_points(criterion)) or "—"


def _points(material: Material, value: Decimal) -> str:
    return amount(value, material.profile.rounding.places)
