"""Sheet 评分汇总: the tree with live sums from the leaves' papers up to the total, and the grade by formula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hengping.reference.profile import RoundingLevel
from hengping.rendering.workbook import Cell, Sheet
from hengping.reports.marks import legend, sign
from hengping.reports.material import Material
from hengping.reports.names import printed_name
from hengping.reports.papers.leaf_sheet import LeafPaper
from hengping.reports.papers.sheet import SheetWriter, Span, label, points, text, to_index
from hengping.scoring.result import IndicatorScore, ScoreStatus

NAME = "评分汇总"
_WIDTHS = (12, 44, 12, 12, 12, 12, 15, 14, 14)
_WEIGHT, _SCORE, _LOST, _RATE = 2, 3, 4, 5
_HEADINGS = ("指标代码", "指标名称", "分值", "得分", "扣分", "得分率", "计分方式", "标注", "底稿号")


@dataclass(frozen=True)
class Summary:
    """The sheet, and the cell of each indicator's score; `TOTAL` is the total, `GRADE` the grade."""

    sheet: Sheet
    cells: Mapping[str, tuple[int, int]]


def summary_sheet(material: Material, papers: Mapping[str, LeafPaper]) -> Summary:
    """The summary of all papers."""
    written = _Written(material, papers)
    return Summary(written.finish(), written.cells)


class _Written:
    def __init__(self, material: Material, papers: Mapping[str, LeafPaper]) -> None:
        self.material = material
        self.papers = papers
        self.cells: dict[str, tuple[int, int]] = {}
        self.signs = ""
        self.writer = SheetWriter(NAME, _WIDTHS)
        self._write()

    def _write(self) -> None:
        writer = self.writer
        writer.write(Span(Cell(f"{self.material.case.identity.project_name}评分汇总表", "title"), len(_WIDTHS)))
        note = f"评价年度：{self.material.case.identity.year}　末级得分取自各评分底稿，上级得分为下级之和。"
        writer.write(Span(Cell(note, "note"), len(_WIDTHS) - 1), to_index())
        writer.write(*(label(heading) for heading in _HEADINGS))
        for node in self.material.score.indicators:
            self._node(node)
        self._total()
        for node in self.material.score.outside:
            self._node(node)

    def _node(self, node: IndicatorScore) -> None:
        row = self.writer.next_row
        self.cells[node.indicator.code] = (row, _SCORE)
        paper = self.papers.get(node.indicator.code)
        # Rows below are written first in thought: a branch's formula names rows that follow it.
        positions = {child.indicator.code: position for position, child in self._below(node, row + 1)}
        formula = f'=IF({paper.score}="","",{paper.score})' if paper else self._sum(node.children, positions)
        own_hand = node.status is ScoreStatus.OVERRIDDEN and node.indicator.override is not None and not paper
        score = points(node.score, "" if own_hand else formula, style="input_points" if own_hand else "result")
        marks = [*node.indicator.marks, *(mark for criterion in node.criteria for mark in criterion.marks)]
        self.signs += sign(marks)
        stated = "、".join(dict.fromkeys(mark.status.label for mark in marks))
        self.writer.write(
            text(node.indicator.code),
            text("　" * (node.level - 1) + printed_name(self.material, node)),
            points(node.weight, f"={paper.weight}" if paper else ""),
            score,
            *self._rest(node, row),
            Cell(node.status.label, "centered"),
            Cell(sign(marks) + stated, "centered"),
            self._link(node),
        )
        for child in node.children:
            self._node(child)

    def _below(self, node: IndicatorScore, start: int) -> list[tuple[int, IndicatorScore]]:
        """The row of each child: every node takes one row, parents before children."""
        found, position = [], start
        for child in node.children:
            found.append((position, child))
            position += sum(1 for _ in child.walk())
        return found

    def _sum(self, children: Sequence[IndicatorScore], positions: Mapping[str, int]) -> str:
        counted = [child for child in children if not child.indicator.of_which]
        cells = ",".join(self.writer.here(positions[child.indicator.code], _SCORE) for child in counted)
        return f'=IF(COUNT({cells})<{len(counted)},"",SUM({cells}))'

    def _rest(self, node: IndicatorScore, row: int) -> tuple[Cell, Cell]:
        weight, score = self.writer.here(row, _WEIGHT), self.writer.here(row, _SCORE)
        places = self.material.profile.rounding.rate_places + 2
        lost = points(node.deduction, f'=IF({score}="","",{weight}-{score})')
        formula = f'=IF(OR({score}="",{weight}=0),"",ROUND({score}/{weight},{places}))'
        return lost, Cell("" if node.rate is None else node.rate, "rate", formula=formula)

    def _link(self, node: IndicatorScore) -> Cell:
        paper = self.papers.get(node.indicator.code)
        if paper is None:
            return Cell("", "blank")
        name = paper.sheet.name.replace("'", "''")
        return Cell(self.material.papers[node.indicator.code], "link", link=f"'{name}'!A1")

    def _total(self) -> None:
        score, rounding = self.material.score, self.material.profile.rounding
        row = self.writer.next_row
        tops = [node for node in score.indicators if not node.indicator.of_which]
        cells = ",".join(self.writer.here(*self.cells[node.indicator.code]) for node in tops)
        whole = (
            f"SUM({cells})" if rounding.level is not RoundingLevel.TOTAL else f"ROUND(SUM({cells}),{rounding.places})"
        )
        formula = f'=IF(COUNT({cells})<{max(1, len(tops))},"",{whole})' if tops else '=""'
        own, full = self.writer.here(row, _SCORE), self.writer.here(row, _WEIGHT)
        lost = None if score.total is None else score.full_marks - score.total
        rate = f'=IF({own}="","",ROUND({own}/{full},{rounding.rate_places + 2}))'
        self.cells["TOTAL"] = (row, _SCORE)
        self.writer.write(
            Span(label("合计"), 2),
            points(score.full_marks, style="result"),
            points(score.total, formula, style="result"),
            points(lost, f'=IF({own}="","",{full}-{own})'),
            Cell("" if score.rate is None else score.rate, "rate", formula=rate),
            Cell("", "blank"),
            Cell("", "blank"),
            Cell("", "blank"),
        )
        self._grade(own, full)

    def _grade(self, total: str, full: str) -> None:
        grade = '""'
        for band in sorted(self.material.profile.grades, key=lambda each: each.minimum):
            grade = f'IF(ROUND({total}*100/{full},9)>={format(band.minimum, "f")},"{band.grade}",{grade})'
        row = self.writer.next_row
        self.cells["GRADE"] = (row, _SCORE)
        filed = self.material.score.grade or ""
        self.writer.write(
            Span(label("等级"), 2),
            Cell("", "blank"),
            Cell(filed, "result", formula=f'=IF({total}="","",{grade})'),
            Span(text(self._veto()), 5),
        )

    def _veto(self) -> str:
        veto = self.material.score.veto
        if veto is None:
            return "等级按得分由公式得出。"
        return f"存在否决情形：{veto.text.rstrip('。')}，评价结果认定为“{veto.outcome}”。"

    def finish(self) -> Sheet:
        text_of_signs = legend(self.signs)
        if text_of_signs:
            self.writer.write(Span(Cell(f"注：{text_of_signs}。", "note"), len(_WIDTHS)))
        return self.writer.finish(repeat_rows=3, freeze=(3, 2), tab_color="#1F4E79")
