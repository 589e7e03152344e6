"""附件：工作底稿目录, and the evidence behind it."""

from __future__ import annotations

import datetime

from hengping.cases.model.papers import WorkingPaperRow
from hengping.quantities.display import date_text
from hengping.rendering.document import Align, Annex, Block
from hengping.reports.material import Material
from hengping.reports.tables import CellContent, simple_table
from hengping.reports.writing import Writing

KEY = "annex:papers"


def paper_index(writing: Writing) -> Annex | None:
    """The computing paper of each leaf, then the papers of the case's own index, then the evidence."""
    material = writing.material
    rows = [*_leaf_rows(material), *_other_rows(material)]
    if not rows:
        return None
    headings: list[tuple[str, float, Align]] = [("索引号", 2.4, "center"), ("底稿名称", 5, "left")]
    headings += [("对应指标", 4, "left"), ("编制人", 2, "center"), ("编制日期", 2.6, "center")]
    headings += [("复核人", 2, "center"), ("复核日期", 2.6, "center")]
    # Columns that nobody has filled yet say nothing; signatures stand on the papers themselves.
    used = [index for index in range(len(headings)) if any(row[index] for row in rows)]
    body: list[list[CellContent]] = [[row[index] for index in used] for row in rows]
    columns = [headings[index] for index in used]
    blocks: list[Block] = [simple_table("工作底稿目录", columns, body, key="table:papers", dense=True)]
    if material.case.evidence:
        blocks.append(_evidence(material))
    return Annex("工作底稿目录和证据清单", tuple(blocks), key=KEY)


def _leaf_rows(material: Material) -> list[list[str]]:
    filed = {row.index: row for row in material.case.working_papers}
    rows = []
    for leaf in material.leaves:
        index = material.papers[leaf.indicator.code]
        row = filed.get(index)
        name = f"{leaf.indicator.name}评分底稿" if row is None else row.title
        signed = _signed(row) if row else ["", "", "", ""]
        rows.append([index, name, f"{leaf.indicator.code} {leaf.indicator.name}", *signed])
    return rows


def _other_rows(material: Material) -> list[list[str]]:
    own = set(material.papers.values())
    return [
        [row.index, row.title, "、".join(row.indicators), *_signed(row)]
        for row in material.case.working_papers
        if row.index not in own
    ]


def _evidence(material: Material) -> Block:
    headings: list[tuple[str, float, Align]] = [("证据号", 1.6, "center"), ("名称", 8, "left"), ("类型", 2.4, "center")]
    headings += [("提供单位", 3.4, "left"), ("收到日期", 2.8, "center"), ("等级", 3, "center")]
    rows = [
        [
            each.id,
            each.title,
            each.kind,
            each.received_from,
            _day(each.received_on),
            each.grade.label.split(" ", 1)[1] if each.grade else "",
        ]
        for each in material.case.evidence
    ]
    used = [index for index in range(len(headings)) if any(row[index] for row in rows)]
    body: list[list[CellContent]] = [[row[index] for index in used] for row in rows]
    return simple_table("证据清单", [headings[index] for index in used], body, key="table:evidence", dense=True)


def _signed(row: WorkingPaperRow) -> list[str]:
    return [row.prepared_by, _day(row.prepared_on), row.reviewed_by, _day(row.reviewed_on)]


def _day(day: datetime.date | None) -> str:
    return date_text(day) if day else ""
