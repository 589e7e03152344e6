"""Sheet 目录: every paper with its indicator, score and signatures, each a link."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from hengping.cases.model.papers import WorkingPaperRow
from hengping.rendering.workbook import Cell, Sheet, quoted_sheet
from hengping.reports.material import Material
from hengping.reports.papers import facts_sheet, summary_sheet
from hengping.reports.papers.leaf_sheet import LeafPaper
from hengping.reports.papers.sheet import SheetWriter, Span, label, points, text

NAME = "目录"
_WIDTHS = (7, 15, 44, 9, 9, 13, 13, 13, 13)
_HEADINGS = ("序号", "索引号", "底稿名称", "分值", "得分", "编制人", "编制日期", "复核人", "复核日期")


def index_sheet(material: Material, papers: Sequence[LeafPaper]) -> Sheet:
    """The list of papers: the two registers, then one paper a leaf, then the papers kept elsewhere."""
    writer = SheetWriter(NAME, _WIDTHS)
    writer.write(Span(Cell("绩效评价工作底稿目录", "title"), len(_WIDTHS)))
    identity = material.case.identity
    state = f"　{material.watermark}" if material.watermark else ""
    subtitle = f"{identity.project_name}　{identity.year}年度{state}"
    writer.write(Span(Cell(subtitle, "subtitle"), len(_WIDTHS)))
    writer.write(*(label(heading) for heading in _HEADINGS))
    filed = {row.index: row for row in material.case.working_papers}
    for name, title in ((summary_sheet.NAME, "评分汇总表"), (facts_sheet.NAME, "事实表（数据来源与计算）")):
        writer.write(_number(writer), _link(name, name), text(title), *_blanks(6))
    for paper in papers:
        index = material.papers[paper.leaf.indicator.code]
        own = paper.leaf.indicator
        row = filed.get(index)
        title = row.title if row else f"{own.code} {own.name}评分底稿"
        weight = points(paper.leaf.weight, f"={paper.weight}")
        score = points(paper.leaf.score, f'=IF({paper.score}="","",{paper.score})')
        writer.write(_number(writer), _link(index, paper.sheet.name), text(title), weight, score, *_signed(row))
    for index, row in filed.items():
        if index not in material.papers.values():
            writer.write(_number(writer), text(index), text(f"{row.title}（另存）"), *_blanks(2), *_signed(row))
    return writer.finish(repeat_rows=3, freeze=(3, 0), tab_color="#1F4E79")


def _number(writer: SheetWriter) -> Cell:
    return Cell(writer.next_row - 2, "centered")


def _link(shown: str, sheet: str) -> Cell:
    return Cell(shown, "link", link=f"{quoted_sheet(sheet)}!A1")


def _blanks(count: int) -> list[Cell]:
    return [Cell("", "blank")] * count


def _signed(row: WorkingPaperRow | None) -> list[Cell]:
    if row is None:
        return _blanks(4)
    return [
        Cell(row.prepared_by, "centered"),
        _day(row.prepared_on),
        Cell(row.reviewed_by, "centered"),
        _day(row.reviewed_on),
    ]


def _day(day: datetime.date | None) -> Cell:
    return Cell(day, "day") if day else Cell("", "blank")
