"""The paper of one leaf indicator: standard, criteria with live points, data, evidence, problems, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hengping.quantities import round_half_up
from hengping.reference.profile import Rounding, RoundingLevel
from hengping.rendering.workbook import Cell, CellValue, Row, Sheet, quoted_sheet
from hengping.reports.blocks.criterion_prose import sources_of
from hengping.reports.marks import SIGNS, legend, sign
from hengping.reports.papers import facts_sheet
from hengping.reports.papers.criterion_rows import COLUMNS, PointsPlace, write_criterion
from hengping.reports.papers.facts_sheet import value_cell
from hengping.reports.papers.sheet import SheetWriter, Span, label, points, text, to_index
from hengping.reports.papers.styles import places_of, value_style
from hengping.reports.writing import Writing
from hengping.scoring.result import IndicatorScore, ScoreStatus

_WIDTHS = (16, 15, 13, 15, 13, 13, 14, 12, 13, 16)


@dataclass(frozen=True)
class LeafPaper:
    """A leaf's sheet and where its points stand. `score` is the cell of the leaf's total, as other sheets write it."""

    sheet: Sheet
    leaf: IndicatorScore
    places: tuple[PointsPlace, ...]
    score_cell: tuple[int, int]
    score: str
    weight: str


def leaf_sheet(writing: Writing, leaf: IndicatorScore, *, name: str) -> LeafPaper:
    """The paper of one leaf."""
    writer = SheetWriter(name, _WIDTHS)
    _head(writer, writing, leaf)
    score_row = writer.next_row
    # The total stands above its criteria; their addresses are known only after they are written.
    writer.rows.append(writer.rows[-1])
    writer.blank()
    places = [
        write_criterion(writer, writing, criterion, title=_title(leaf, index))
        for index, criterion in enumerate(leaf.criteria)
    ]
    writer.rows[score_row] = _score_row(writer, writing, leaf, places, score_row)
    _data(writer, writing, leaf)
    _evidence(writer, writing, leaf)
    _problems(writer, writing, leaf)
    _signatures(writer, writing, leaf)
    signs = sign(mark for criterion in leaf.criteria for mark in criterion.marks)
    signs += sign(leaf.indicator.marks)
    if signs:
        writer.write(Span(Cell(f"注：{legend(signs)}。", "note"), COLUMNS))
    sheet = writer.finish(repeat_rows=2, tab_color="#9DB2C9")
    score, weight = writer.there(score_row, 3), writer.there(score_row, 1)
    return LeafPaper(sheet, leaf, tuple(places), (score_row, 3), score, weight)


def _title(leaf: IndicatorScore, index: int) -> str:
    criterion = leaf.criteria[index]
    if criterion.criterion.id == leaf.indicator.code:
        return "评分要点"
    of_which = "（其中项，不参与合计）" if criterion.criterion.of_which else ""
    return f"评分要点 {criterion.criterion.id}　{criterion.criterion.text}{of_which}"


def _head(writer: SheetWriter, writing: Writing, leaf: IndicatorScore) -> None:
    material, own = writing.material, leaf.indicator
    writer.write(Span(Cell("绩效评价评分底稿", "title"), COLUMNS))
    project = material.case.identity.project_name
    writer.write(
        label("底稿号"),
        text(material.papers[own.code]),
        label("项目名称"),
        Span(text(project), 4),
        label("评价年度"),
        text(material.case.identity.year),
        to_index(),
    )
    writer.write(
        label("末级指标"),
        Span(text(f"{own.code} {own.name}"), 3),
        label("所属指标"),
        Span(text(_path(writing, leaf)), 5),
    )
    writer.write(label("指标解释"), Span(text(own.definition), 4), label("指标说明"), Span(text(own.explanation), 4))
    standard = "；".join(part for part in (own.standard.label if own.standard else "", own.standard_source) if part)
    goals = "、".join(own.goal_rows)
    writer.write(label("评价标准"), Span(text(standard), 4), label("目标行号"), Span(text(goals), 4))
    source = "；".join(part for part in (own.acquisition, own.data_source) if part)
    party = own.responsible_party
    writer.write(label("数据来源"), Span(text(source), 4), label("责任单位"), Span(text(party), 4))


def _path(writing: Writing, leaf: IndicatorScore) -> str:
    for top in (*writing.material.score.indicators, *writing.material.score.outside):
        names = _names_above(top, leaf)
        if names is not None:
            return " ／ ".join(names) or "（一级指标）"
    return ""


def _names_above(node: IndicatorScore, leaf: IndicatorScore) -> list[str] | None:
    if node is leaf:
        return []
    for child in node.children:
        below = _names_above(child, leaf)
        if below is not None:
            return [node.indicator.name, *below]
    return None


def _score_row(writer: SheetWriter, writing: Writing, leaf: IndicatorScore, places: list[PointsPlace], row: int) -> Row:
    """分值, 得分, 扣分, 得分率: the leaf's total as a live sum of its criteria."""
    rounding = writing.material.profile.rounding
    weight, score = writer.here(row, 1), writer.here(row, 3)
    if leaf.status is ScoreStatus.OVERRIDDEN and leaf.indicator.override and leaf.indicator.criteria:
        total = points(leaf.score, style="input_points")
    else:
        total = points(leaf.score, _total_formula(writer, places, rounding), style="result")
    lost = points(leaf.deduction, f'=IF({score}="","",{weight}-{score})')
    rate_places = rounding.rate_places + 2
    rate = Cell(
        "" if leaf.rate is None else leaf.rate,
        "rate",
        formula=f'=IF(OR({score}="",{weight}=0),"",ROUND({score}/{weight},{rate_places}))',
    )
    note = f"{leaf.status.label}{sign([*leaf.indicator.marks, *(m for c in leaf.criteria for m in c.marks)])}"
    return Row(
        (
            label("分值"),
            points(leaf.weight),
            label("得分"),
            total,
            label("扣分"),
            lost,
            label("得分率"),
            rate,
            label("计分方式"),
            Cell(note, "centered"),
        ),
        height=24,
    )


def _total_formula(writer: SheetWriter, places: Sequence[PointsPlace], rounding: Rounding) -> str:
    """ROUND(SUM(criteria), 2), blank while one of them is; the profile says at which level points are rounded."""
    counted = [place for place in places if not place.criterion.criterion.of_which]
    cells = [writer.here(place.row, place.column) for place in counted]
    fulls = [writer.here(place.row, 0) for place in counted]
    marks = [place.criterion.max_score for place in counted]
    if rounding.level is RoundingLevel.CRITERION:
        rounded = (_rounded(*each, rounding.places) for each in zip(cells, fulls, marks, strict=True))
        whole = f"SUM({','.join(rounded)})"
    elif rounding.level is RoundingLevel.LEAF:
        whole = _rounded(f"SUM({','.join(cells)})", f"SUM({','.join(fulls)})", sum(marks, Decimal(0)), rounding.places)
    else:
        whole = f"SUM({','.join(cells)})"
    return f'=IF(COUNT({",".join(cells)})<{len(cells)},"",{whole})'


def _rounded(points_given: str, full: str, marks: Decimal, places: int) -> str:
    """ROUND(…), kept within the full marks where those have more decimals than points have."""
    rounded = f"ROUND({points_given},{places})"
    return f"MIN({rounded},{full})" if round_half_up(marks, places) > marks else rounded


def _data(writer: SheetWriter, writing: Writing, leaf: IndicatorScore) -> None:
    material = writing.material
    used: dict[str, None] = {}
    for criterion in leaf.criteria:
        known = sources_of(material, criterion)
        used.update(dict.fromkeys(fact.id for fact in material.case.facts if fact.id in known))
    if not used:
        return
    writer.write(Span(Cell("数据及来源", "section"), COLUMNS))
    heads = (label("事实编号"), Span(label("名称与对象"), 2), label("期间"), Span(label("口径"), 2), label("数值"))
    writer.write(*heads, label("单位"), label("取得方式"), label("证据"))
    for fact_id in used:
        fact = material.fact_rows[fact_id]
        shown = value_cell(material, fact)
        style = value_style(material.facts.unit(fact_id), places_of(fact, material.facts.printed_number(fact_id)))
        named = "，".join(part for part in (fact.name, fact.subject) if part)
        link = f"{quoted_sheet(facts_sheet.NAME)}!A1"
        writer.write(
            Cell(fact.id, "link", link=link),
            Span(text(named), 2),
            text(fact.period),
            Span(text(fact.scope), 2),
            _shown(fact_id, shown.value, style),
            text(fact.unit),
            text(fact.status.label + SIGNS.get(fact.status, "")),
            text("、".join(fact.evidence)),
        )


def _shown(fact_id: str, value: CellValue, style: str) -> Cell:
    """A fact's value as it stands in the register; truths in words."""
    if style == "truth":
        words = "" if value is None else "是" if value else "否"
        return Cell(words, "centered", formula=f'=IF({fact_id}="","",IF({fact_id},"是","否"))')
    return Cell("" if value is None else value, style, formula=f'=IF({fact_id}="","",{fact_id})')


def _evidence(writer: SheetWriter, writing: Writing, leaf: IndicatorScore) -> None:
    named = dict.fromkeys([*leaf.indicator.evidence, *(each for c in leaf.criteria for each in c.criterion.evidence)])
    rows = [each for each in writing.material.case.evidence if each.id in named]
    needed = leaf.indicator.evidence_required
    if not rows and not needed:
        return
    writer.write(Span(Cell("佐证材料", "section"), COLUMNS))
    if needed:
        writer.write(label("应有佐证"), Span(text(needed), COLUMNS - 1))
    for each in rows:
        grade = each.grade.label if each.grade else ""
        writer.write(label(each.id), Span(text(each.title), 5), Span(text(each.received_from), 2), Span(text(grade), 2))


def _problems(writer: SheetWriter, writing: Writing, leaf: IndicatorScore) -> None:
    found = dict.fromkeys(
        problem for criterion in leaf.criteria for problem in writing.material.problems.get(criterion.criterion.id, ())
    )
    if not found:
        return
    writer.write(Span(Cell("存在的问题和有关建议", "section"), COLUMNS))
    for problem in found:
        advice = [row.title for row in writing.material.case.findings.recommendations if problem.id in row.problems]
        writer.write(
            label(problem.id), Span(text(problem.title), 4), label("有关建议"), Span(text("；".join(advice)), 4)
        )


def _signatures(writer: SheetWriter, writing: Writing, leaf: IndicatorScore) -> None:
    """Who prepared and reviewed the paper; blank lines to sign where nobody is named."""
    index = writing.material.papers[leaf.indicator.code]
    row = next((each for each in writing.material.case.working_papers if each.index == index), None)
    prepared = (row.prepared_by, row.prepared_on) if row else ("", None)
    reviewed = (row.reviewed_by, row.reviewed_on) if row else ("", None)
    writer.blank()
    spans: list[Span | Cell] = []
    for role, (name, day) in (("编制", prepared), ("复核", reviewed)):
        spans += [label(f"{role}人"), Span(Cell(name, "centered"), 2), label("日期"), Cell(day, "day")]
    writer.write(*spans)
