"""工作底稿: one workbook that works the score out again, with live formulas over the facts.

Sheets: 目录, 评分汇总, 事实, then one paper a leaf under its 底稿号. Recalculated, it gives the engine's points.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from hengping.reading.addresses import address
from hengping.rendering.workbook import Book
from hengping.reports.evaluation_report import start_writing
from hengping.reports.material import Material
from hengping.reports.papers.facts_sheet import facts_sheet
from hengping.reports.papers.index_sheet import index_sheet
from hengping.reports.papers.leaf_sheet import LeafPaper, leaf_sheet
from hengping.reports.papers.styles import STYLES, number_styles
from hengping.reports.papers.summary_sheet import Summary, summary_sheet

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_RESERVED = ("目录", "评分汇总", "事实", "选项", "history")


@dataclass(frozen=True)
class PointCell:
    """A cell that holds points: where it stands, whose they are, and what the engine gives."""

    sheet: str
    cell: str
    code: str
    points: Decimal | None


@dataclass(frozen=True)
class WorkingPapers:
    """The workbook, every cell of points in it, and the cell of the grade."""

    book: Book
    points: tuple[PointCell, ...]
    grade: PointCell


def working_papers(material: Material) -> WorkingPapers:
    """The working papers of a scored case."""
    writing = start_writing(material)
    names = sheet_names(material)
    papers = [leaf_sheet(writing, leaf, name=names[leaf.indicator.code]) for leaf in material.leaves]
    summary = summary_sheet(material, {paper.leaf.indicator.code: paper for paper in papers})
    facts = facts_sheet(material)
    identity = material.case.identity
    book = Book(
        sheets=(index_sheet(material, papers), summary.sheet, facts.sheet, *(paper.sheet for paper in papers)),
        styles={**STYLES, **number_styles()},
        names=facts.names,
        title=f"{identity.project_name}绩效评价工作底稿",
        created=identity.issued_on or datetime.date(int(identity.year) if identity.year.isdigit() else 2000, 12, 31),
    )
    grade = PointCell(summary.sheet.name, address(*summary.cells["GRADE"]), "GRADE", None)
    return WorkingPapers(book, (*_leaf_points(papers), *_summary_points(material, summary)), grade)


def sheet_names(material: Material) -> Mapping[str, str]:
    """A name that Excel accepts for each leaf's sheet: its paper's number, cut and made unique where need be."""
    taken = {name.casefold() for name in _RESERVED}
    names: dict[str, str] = {}
    for code, index in material.papers.items():
        stem = _FORBIDDEN.sub("-", index).strip() or code
        name, count = stem[:_LONGEST_NAME], 1
        while name.casefold() in taken:
            count += 1
            ending = f"-{count}"
            name = stem[: _LONGEST_NAME - len(ending)] + ending
        taken.add(name.casefold())
        names[code] = name
    return names


def _leaf_points(papers: list[LeafPaper]) -> Iterator[PointCell]:
    for paper in papers:
        for place in paper.places:
            where = address(place.row, place.column)
            yield PointCell(paper.sheet.name, where, place.criterion.criterion.id, place.criterion.points)
        yield PointCell(paper.sheet.name, address(*paper.score_cell), paper.leaf.indicator.code, paper.leaf.score)


def _summary_points(material: Material, summary: Summary) -> Iterator[PointCell]:
    scores = {code: node.score for code, node in material.indicators.items()}
    scores["TOTAL"] = material.score.total
    for code, (row, column) in summary.cells.items():
        if code in scores:
            yield PointCell(summary.sheet.name, address(row, column), code, scores[code])
