"""附件：事实表 — every figure of the case with its scope, source, and how it was obtained."""

from __future__ import annotations

from hengping.cases.model.facts import Fact
from hengping.rendering.document import Align, Annex
from hengping.reports.figures import fact_figure
from hengping.reports.material import Material
from hengping.reports.tables import CellContent, simple_table
from hengping.reports.writing import Writing

KEY = "annex:facts"


def fact_register(writing: Writing) -> Annex | None:
    """All facts in order of filing."""
    material = writing.material
    if not material.case.facts:
        return None
    columns: list[tuple[str, float, Align]] = [("事实编号", 4.6, "left"), ("名称", 5, "left"), ("对象", 3.6, "left")]
    columns += [("期间", 2.2, "center"), ("口径", 4.4, "left"), ("数值", 4.4, "right")]
    columns += [("取得方式", 2.4, "center"), ("来源或算式", 6.4, "left"), ("底稿号", 3.4, "center")]
    rows = [_row(material, fact) for fact in material.case.facts]
    table = simple_table("事实表", columns, rows, key="table:facts", dense=True)
    return Annex("事实表", (table,), landscape=True, key=KEY)


def _row(material: Material, fact: Fact) -> list[CellContent]:
    papers = "、".join(material.fact_papers.get(fact.id, ()))
    figure = fact_figure(material, fact.id)
    return [fact.id, fact.name, fact.subject, fact.period, fact.scope, figure, fact.status.label, _source(fact), papers]


def _source(fact: Fact) -> str:
    """Evidence and place, or the formula as filed."""
    if fact.formula:
        return fact.formula
    place = f"“{fact.page}”" if fact.page and not fact.page.isdigit() else f"第{fact.page}页" if fact.page else ""
    return "、".join(fact.evidence) + place
