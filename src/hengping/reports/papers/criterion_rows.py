"""The rows of one criterion on its paper: rule, target, actual, judged inputs, points as a live formula, reasons."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from hengping.cases.model.indicators import JudgementKind
from hengping.formulas.values import Value
from hengping.quantities.units import RATIO, Unit
from hengping.rendering.walk import plain_text
from hengping.rendering.workbook import Cell, CellValue
from hengping.reports.blocks.criterion_prose import SET_BY_HAND, deduction_reason, finding
from hengping.reports.marks import sign
from hengping.reports.material import Material
from hengping.reports.papers.facts_sheet import live_formula
from hengping.reports.papers.sheet import SheetWriter, Span, label, points, text
from hengping.reports.papers.styles import decimal_places, value_style
from hengping.reports.writing import Writing
from hengping.scoring.result import CriterionScore
from hengping.scoring.rule import Cells, RuleInput
from hengping.scoring.rules import checklist, deadline

COLUMNS = 10
_POINTS = 5
_STATES = ("是", "否", "不适用")


@dataclass(frozen=True)
class PointsPlace:
    """Where the points of a criterion stand on its sheet."""

    row: int
    column: int
    criterion: CriterionScore


def write_criterion(writer: SheetWriter, writing: Writing, criterion: CriterionScore, *, title: str) -> PointsPlace:
    """All rows of a criterion; returns the cell of its points."""
    writer.write(Span(Cell(title, "section"), COLUMNS))
    if criterion.rule_text:
        writer.write(label("评分规则"), Span(text(f"{criterion.rule_title}：{criterion.rule_text}"), COLUMNS - 1))
    found = plain_text(finding(writing, criterion))
    if found:
        writer.write(label("核查情况"), Span(text(found), COLUMNS - 1))
    place = _Scored(writer, writing.material, criterion).write()
    _tell(writer, writing, criterion)
    return place


def _tell(writer: SheetWriter, writing: Writing, criterion: CriterionScore) -> None:
    """Working, sentence, reason of the loss, judgements and marks in words."""
    if criterion.working:
        writer.write(label("计算过程"), Span(text(criterion.working), COLUMNS - 1))
    writer.write(label("计分说明"), Span(text(criterion.sentence), COLUMNS - 1))
    if criterion.deduction:
        writer.write(label("扣分原因"), Span(text(plain_text(deduction_reason(writing, criterion))), COLUMNS - 1))
    for judgement in (each for each in criterion.judgements if not each.point):
        who = "、".join(part for part in (judgement.by, judgement.role) if part)
        day = f"，{judgement.on.isoformat()}" if judgement.on else ""
        said = f"{judgement.kind.label}：{judgement.value}（{who}{day}）。{judgement.reason}"
        writer.write(label("评判记录"), Span(text(said), COLUMNS - 1))
    evidence = "、".join(criterion.criterion.evidence)
    if evidence:
        writer.write(label("佐证"), Span(text(evidence), COLUMNS - 1))
    marks = "；".join(dict.fromkeys(f"{mark.status.label}：{mark.reason.rstrip('。')}" for mark in criterion.marks))
    if marks:
        writer.write(label(f"标注{sign(criterion.marks)}"), Span(text(f"{marks}。"), COLUMNS - 1))


@dataclass
class _Scored:
    """Writes the figures of one criterion."""

    writer: SheetWriter
    material: Material
    criterion: CriterionScore

    def write(self) -> PointsPlace:
        applied = self.criterion.applied
        if applied is None or self.criterion.status in SET_BY_HAND:
            return self._by_hand()
        if [name for name, _ in applied.inputs] != [""]:
            return self._by_unit()
        given = applied.inputs[0][1]
        if isinstance(applied.parameters, checklist.Parameters):
            states = self._checklist(given, applied.parameters)
            return self._one_line(given, states=states)
        if isinstance(applied.parameters, deadline.Parameters):
            return self._one_line(given, periods=self._periods(given, applied.parameters))
        return self._one_line(given)

    def _heading(self) -> int:
        headings = ("分值", "目标（下限）", "目标上限", "实际值", "评判输入", "得分", "扣分", "计分方式")
        return self.writer.write(*(label(heading) for heading in headings), Span(label("目标与实际（打印）"), 2))

    def _line(self, cells: tuple[Cell, Cell, Cell, Cell], formula: str | None) -> PointsPlace:
        """The line of figures: full marks, target, actual, judged input, then points and what they leave."""
        row = self.writer.next_row
        value = self.criterion.points
        scored = _points_cell(value, formula)
        full, own = self.writer.here(row, 0), self.writer.here(row, _POINTS)
        lost = None if value is None else self.criterion.max_score - value
        deduction = points(lost, f'=IF({own}="","",{full}-{own})', style="fine_points")
        target, actual = self.criterion.target_text, self.criterion.actual_text
        printed = "；".join(part for part in (target and f"目标 {target}", actual and f"实际 {actual}") if part)
        self.writer.write(
            points(self.criterion.max_score),
            *cells,
            scored,
            deduction,
            Cell(self.criterion.status.label, "centered"),
            Span(Cell(printed, "centered"), 2),
        )
        return PointsPlace(row, _POINTS, self.criterion)

    def _by_hand(self) -> PointsPlace:
        """No rule, or a decision by name: the points are an input."""
        self._heading()
        empty = Cell("", "blank")
        return self._line((empty, empty, empty, empty), None)

    def _one_line(self, given: RuleInput, *, states: Mapping[str, str] | None = None, periods: str = "") -> PointsPlace:
        applied = self.criterion.applied
        assert applied is not None
        self._heading()
        row = self.writer.next_row
        target, upper = self._target(given)
        actual = Cell("", "blank") if periods or states else self._actual(given)
        judged = self._judged(given)
        filled = [
            self._filled(row, column, cell) for column, cell in ((1, target), (2, upper), (3, actual), (4, judged))
        ]
        bounds = given.target
        has_bounds = bounds is not None and (bounds.lower is not None or bounds.upper is not None)
        formula = applied.excel(
            Cells(
                max_score=self.writer.here(row, 0),
                target="" if has_bounds else filled[0],
                lower=filled[0] if has_bounds else "",
                upper=filled[1] if has_bounds else "",
                actual=filled[2],
                judgement=filled[3],
                actuals=periods,
                points=states or {},
            ),
            max_score=self.criterion.max_score,
        )
        return self._line((target, upper, actual, judged), formula)

    def _by_unit(self) -> PointsPlace:
        """A line for each assessed unit; their points combined as the rule says."""
        applied = self.criterion.applied
        assert applied is not None
        given = applied.inputs[0][1]
        full_row = self.writer.next_row
        target, upper = self._target(given)
        self.writer.write(label("分值"), points(self.criterion.max_score), label("目标"), target, label("上限"), upper)
        full = self.writer.here(full_row, 1)
        bound, top = self._filled(full_row, 3, target), self._filled(full_row, 5, upper)
        self.writer.write(Span(label("考核对象"), 3), label("实际值"), label("评判输入"), label("得分"))
        first = self.writer.next_row
        for name, each in applied.inputs:
            self._unit_line(
                name, each, full, bound if target.style != "blank" else "", top if upper.style != "blank" else ""
            )
        last = self.writer.next_row - 1
        self._heading()
        column = self.writer.here(first, _POINTS) + ":" + self.writer.here(last, _POINTS)
        empty = Cell("", "blank")
        row = self.writer.next_row
        return self._line((empty, empty, empty, empty), applied.combining_excel(column, self.writer.here(row, 0)))

    def _unit_line(self, name: str, given: RuleInput, full: str, bound: str, top: str) -> None:
        applied = self.criterion.applied
        assert applied is not None
        row = self.writer.next_row
        formula = self.criterion.criterion.actual_by_unit.get(name, "")
        actual = self._actual(given, formula)
        judged = self._judged(given)
        has_bounds = given.target is not None and (given.target.lower is not None or given.target.upper is not None)
        excel = applied.excel(
            Cells(
                max_score=full,
                target="" if has_bounds else bound,
                lower=bound if has_bounds else "",
                upper=top if has_bounds else "",
                actual=self._filled(row, 3, actual),
                judgement=self._filled(row, 4, judged),
            ),
            max_score=self.criterion.max_score,
        )
        result = applied.rule.score(given, applied.parameters).points
        if result is not None and applied.filed_max_score:
            result = result * self.criterion.max_score / applied.filed_max_score
        scored = (
            points(result, style="input_points") if excel is None else points(result, f"={excel}", style="fine_points")
        )
        self.writer.write(Span(text(name), 3), actual, judged, scored)

    def _filled(self, row: int, column: int, cell: Cell) -> str:
        """The address of a cell that takes part in the formula; empty for one that does not."""
        return "" if cell.style == "blank" else self.writer.here(row, column)

    def _target(self, given: RuleInput) -> tuple[Cell, Cell]:
        target = given.target
        filed = self.criterion.criterion.target
        blank = Cell("", "blank")
        if target is None or filed is None:
            return blank, blank
        if target.lower is not None or target.upper is not None:
            return self._number(target.lower, target.unit, filed.lower), self._number(
                target.upper, target.unit, filed.upper
            )
        if target.value is None:
            return (text(target.text), blank) if target.text else (blank, blank)
        return self._number(target.value, target.unit, filed.value), blank

    def _number(self, value: Decimal | None, unit: Unit, filed: str) -> Cell:
        """A bound: the live formula where it was filed as one, else the number."""
        if value is None:
            return Cell("", "blank")
        style = value_style(unit, decimal_places(unit.to_written(value)))
        formula = live_formula(self.material, filed, latest=True) if filed.startswith("=") else ""
        return Cell(value, style, formula=formula)

    def _actual(self, given: RuleInput, formula: str = "") -> Cell:
        """The actual as a live formula; an input cell while nothing is filed; blank where it is purely judged."""
        filed = formula or self.criterion.criterion.actual
        value = given.actual
        if not filed:
            return Cell("", "blank")
        style = self._style(value, given.unit)
        if filed.startswith("="):
            return Cell(value, style, formula=live_formula(self.material, filed, latest=True))
        return Cell(value, style)

    def _style(self, value: Value | None, unit: Unit) -> str:
        if isinstance(value, bool):
            return "truth"
        if isinstance(value, datetime.date):
            return "day"
        if isinstance(value, str):
            return "text"
        if value is None:
            return "input"
        return value_style(unit, min(4, decimal_places(unit.to_written(value))))

    def _judged(self, given: RuleInput) -> Cell:
        """The number a judge states: the share in percent, or how many faults; blank where the rule reads none."""
        applied = self.criterion.applied
        assert applied is not None
        takes = applied.rule.takes
        if JudgementKind.FAULTS in takes and not self.criterion.criterion.actual:
            stated = given.judgements[-1].value if given.judgements else ""
            return Cell(Decimal(stated) if stated else None, "input_points")
        if JudgementKind.BAND in takes:
            scored = applied.rule.score(given, applied.parameters).points
            share = None if scored is None or not given.max_score else scored / given.max_score * 100
            return Cell(share, "input_points")
        return Cell("", "blank")

    def _checklist(self, given: RuleInput, parameters: checklist.Parameters) -> dict[str, str]:
        """One row a point; returns the cell of each point's state."""
        states = checklist.states(given, parameters)
        judged = {judgement.point: judgement for judgement in self.criterion.judgements}
        heads = (label("项号"), Span(label("要点"), 3), label("分值"), label("判断"))
        self.writer.write(*heads, Span(label("评判人"), 1), Span(label("依据"), 3))
        cells: dict[str, str] = {}
        for point in parameters.points:
            row = self.writer.next_row
            judgement = judged.get(point.id)
            formula = ""
            if judgement is None and point.met:
                live = live_formula(self.material, point.met, latest=True).removeprefix("=")
                formula = f'=IF({live},"是","否")'
            state = Cell(states[point.id] or "", "centered" if formula else "input", formula=formula)
            reason = judgement.reason if judgement else f"由事实判断：{point.met}" if point.met else "尚未评判"
            by = judgement.by if judgement else ""
            marks = Cell(point.max_score, "fine_points")
            self.writer.write(
                Cell(point.id, "centered"),
                Span(text(point.text), 3),
                marks,
                state,
                Cell(by, "centered"),
                Span(text(reason), 3),
            )
            if not formula:
                self.writer.choices(row, 5, _STATES)
            cells[point.id] = self.writer.here(row, 5)
        return cells

    def _periods(self, given: RuleInput, parameters: deadline.Parameters) -> str:
        """One row a period with its due date; returns the range that says whether each was in time."""
        actuals = dict(given.actuals) or {"": given.actual}
        dues = deadline.due_dates(given, parameters)
        self.writer.write(label("期间"), Span(label("完成时间"), 2), Span(label("时限"), 2), label("是否按时"))
        first = self.writer.next_row
        for name, value in actuals.items():
            self._period(name, value, dues.get(name))
        return f"{self.writer.here(first, 5)}:{self.writer.here(self.writer.next_row - 1, 5)}"

    def _period(self, name: str, value: Value | None, due: datetime.date | None) -> None:
        row = self.writer.next_row
        filed = self.criterion.criterion.actual_by_unit.get(name, "") if name else self.criterion.criterion.actual
        formula = live_formula(self.material, filed, latest=True) if filed.startswith("=") else ""
        done, limit = self.writer.here(row, 1), self.writer.here(row, 3)
        in_time: CellValue = value if isinstance(value, bool) else None
        if isinstance(value, datetime.date) and due is not None:
            in_time = value <= due
        check = f"={done}" if due is None or isinstance(value, bool) else f"={done}<={limit}"
        self.writer.write(
            Cell(name or "—", "centered"),
            Span(Cell(value, self._style(value, RATIO), formula=formula), 2),
            Span(Cell(due, "day"), 2),
            Cell(in_time, "truth", formula=f'=IF({done}="","",{check.removeprefix("=")})'),
        )


def _points_cell(value: Decimal | None, formula: str | None) -> Cell:
    """Points by a live formula; where nothing computes them, an input."""
    if formula is None:
        return points(value, style="input_points")
    return points(value, f"={formula}", style="fine_points")
