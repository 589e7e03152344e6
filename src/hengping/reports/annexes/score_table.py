"""附件：绩效评价指标体系及评分表, its columns as the layout has them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hengping.reference.layout import ColumnKey, TableColumn
from hengping.rendering.document import (
    Annex,
    Cell,
    Column,
    FactFigure,
    Inline,
    LineBreak,
    Row,
    Table,
    Text,
    cell,
    inlines,
)
from hengping.rendering.table_headings import heading_rows
from hengping.reports.blocks.criterion_prose import actual, deduction_reason, target
from hengping.reports.figures import (
    deduction_figure,
    rate_figure,
    score_figure,
    total_figure,
    traced,
    weight_figure,
)
from hengping.reports.material import Material
from hengping.reports.names import printed_name
from hengping.reports.tables import legend_notes, merged, to_cell
from hengping.reports.writing import Writing
from hengping.scoring.result import CriterionScore, IndicatorScore

KEY = "annex:scores"
Path = tuple[IndicatorScore, ...]
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def score_annex(writing: Writing) -> Annex | None:
    """The annex; None for a case without indicators."""
    material = writing.material
    if not material.score.indicators and not material.score.outside:
        return None
    layout = material.layout
    return Annex(layout.annex_title, (score_table(writing),), landscape=layout.landscape, key=KEY)


def score_table(writing: Writing) -> Table:
    """One row a leaf, levels merged, subtotals and total."""
    depth = writing.material.depth
    columns = [
        column for column in writing.material.layout.columns if (column.key.level or 0) <= depth <= column.deepest
    ]
    body: list[Row] = []
    for top in (*writing.material.score.indicators, *writing.material.score.outside):
        body.extend(_rows_of(writing, top, columns))
    body.append(_total_row(writing.material, columns))
    contents = [each.content for row in body for each in row.cells]
    return Table(
        columns=tuple(Column(column.share, column.align) for column in columns),
        header=heading_rows([(column.group, column.heading) for column in columns]),
        body=tuple(body),
        notes=legend_notes(contents),
        dense=True,
    )


def _rows_of(writing: Writing, top: IndicatorScore, columns: Sequence[TableColumn]) -> list[Row]:
    paths = _paths(top)
    rows = [[_cell(writing, path, column) for column in columns] for path in paths]
    level_columns = [
        index for index, column in enumerate(columns) if column.key.level and not _is_leaf_level(column, paths)
    ]
    found = list(merged(rows, level_columns))
    if 1 in writing.material.layout.subtotal_levels and len(paths) > 1:
        found.append(_subtotal_row(writing.material, top, columns))
    return found


def _is_leaf_level(column: TableColumn, paths: Sequence[Path]) -> bool:
    """Leaves never merge, even where two of them happen to have the same weight."""
    return all(len(path) <= (column.key.level or 0) for path in paths)


def _paths(node: IndicatorScore) -> list[Path]:
    if node.is_leaf:
        return [(node,)]
    return [(node, *path) for child in node.children for path in _paths(child)]


def _cell(writing: Writing, path: Path, column: TableColumn) -> Cell:
    key, leaf = column.key, path[-1]
    if key.level is not None:
        node = path[key.level - 1] if key.level <= len(path) else None
        if node is None:
            return cell("")
        if key.value.startswith("level"):
            return to_cell(printed_name(writing.material, node))
        return to_cell(weight_figure(writing.material, node))
    return Cell(_LEAF_CELLS[key](writing, leaf))


def _criteria(writing: Writing, leaf: IndicatorScore) -> tuple[Inline, ...]:
    """The criteria with their marks and rules, one a line."""
    return _numbered([_criterion(writing, leaf, criterion) for criterion in leaf.criteria])


def _criterion(writing: Writing, leaf: IndicatorScore, criterion: CriterionScore) -> tuple[Inline, ...]:
    own, rule = criterion.criterion, _rule(writing, criterion)
    if own.id != leaf.indicator.code:
        marks = inlines("（", weight_figure(writing.material, criterion), "分）")
        return (Text(own.text.rstrip("。")), *marks, *(inlines("。", *rule) if rule else ()))
    # A checklist's rule lists the points itself.
    explanation = "" if own.rule == "checklist" else leaf.indicator.explanation.rstrip("。")
    return inlines(explanation, "。" if explanation and rule else "", *rule)


def _rule(writing: Writing, criterion: CriterionScore) -> tuple[Inline, ...]:
    return traced(criterion.rule_text.rstrip("。"), {}, f"rule:{criterion.criterion.id}")


def _by_criterion(tell: Callable[[Writing, CriterionScore], tuple[Inline, ...]]) -> Callable[..., tuple[Inline, ...]]:
    """One line a criterion, numbered where there are several; equal lines of all are written once."""

    def told(writing: Writing, leaf: IndicatorScore) -> tuple[Inline, ...]:
        return _numbered([tell(writing, criterion) for criterion in leaf.criteria])

    return told


def _reason(writing: Writing, leaf: IndicatorScore) -> tuple[Inline, ...]:
    lost = [criterion for criterion in leaf.criteria if criterion.deduction]
    many = len(leaf.criteria) > 1
    lines = []
    for criterion in lost:
        number = (Text(_CIRCLED[leaf.criteria.index(criterion) % len(_CIRCLED)]),) if many else ()
        taken: tuple[Inline, ...] = ()
        if many:
            taken = inlines("，扣", deduction_figure(writing.material, criterion), "分")
        lines.append((*number, *deduction_reason(writing, criterion), *taken))
    if leaf.score is None:
        lines.append(inlines(leaf.status.label))
    return _lines(lines)


def _problem(writing: Writing, leaf: IndicatorScore) -> tuple[Inline, ...]:
    problems = writing.material.problems
    titles = dict.fromkeys(
        problem.title for criterion in leaf.criteria for problem in problems.get(criterion.criterion.id, ())
    )
    return inlines("；".join(titles))


def _evidence(writing: Writing, leaf: IndicatorScore) -> tuple[Inline, ...]:
    ids = dict.fromkeys([*leaf.indicator.evidence, *(each for row in leaf.criteria for each in row.criterion.evidence)])
    return inlines("、".join(ids))


_LEAF_CELLS: dict[ColumnKey, Callable[[Writing, IndicatorScore], tuple[Inline, ...]]] = {
    ColumnKey.WEIGHT: lambda writing, leaf: (weight_figure(writing.material, leaf),),
    ColumnKey.DEFINITION: lambda writing, leaf: inlines(leaf.indicator.definition.rstrip("。")),
    ColumnKey.CRITERIA: _criteria,
    ColumnKey.RULES: _by_criterion(_rule),
    ColumnKey.STANDARD: lambda writing, leaf: inlines(leaf.indicator.standard.label if leaf.indicator.standard else ""),
    ColumnKey.TARGET: _by_criterion(lambda writing, each: target(writing.material, each)),
    ColumnKey.ACTUAL: _by_criterion(lambda writing, each: actual(writing.material, each)),
    ColumnKey.SCORE: lambda writing, leaf: (score_figure(writing.material, leaf),),
    ColumnKey.RATE: lambda writing, leaf: (rate_figure(writing.material, leaf),),
    ColumnKey.DEDUCTION: lambda writing, leaf: (deduction_figure(writing.material, leaf),),
    ColumnKey.REASON: _reason,
    ColumnKey.PROBLEM: _problem,
    ColumnKey.EVIDENCE: _evidence,
    ColumnKey.DATA_SOURCE: lambda writing, leaf: inlines(leaf.indicator.data_source),
    ColumnKey.RESPONSIBLE: lambda writing, leaf: inlines(leaf.indicator.responsible_party),
    ColumnKey.PAPER: lambda writing, leaf: inlines(writing.material.papers[leaf.indicator.code]),
}


def _subtotal_row(material: Material, top: IndicatorScore, columns: Sequence[TableColumn]) -> Row:
    figures = {
        ColumnKey.WEIGHT_1: weight_figure(material, top),
        ColumnKey.WEIGHT: weight_figure(material, top),
        ColumnKey.SCORE: score_figure(material, top),
        ColumnKey.RATE: rate_figure(material, top),
        ColumnKey.DEDUCTION: deduction_figure(material, top),
    }
    return _summing_row(material.layout.subtotal, figures, columns)


def _total_row(material: Material, columns: Sequence[TableColumn]) -> Row:
    figures = {
        ColumnKey.WEIGHT_1: total_figure(material, "full_marks"),
        ColumnKey.WEIGHT: total_figure(material, "full_marks"),
        ColumnKey.SCORE: total_figure(material, "total"),
        ColumnKey.RATE: total_figure(material, "rate"),
        ColumnKey.DEDUCTION: total_figure(material, "lost"),
    }
    return _summing_row(material.layout.total, figures, columns)


def _summing_row(label: str, figures: dict[ColumnKey, FactFigure], columns: Sequence[TableColumn]) -> Row:
    """A label, the sums under their columns, and one empty cell for each run of columns between."""
    cells: list[Cell] = []
    width = 0
    pending: Cell | None = cell(label, bold=True)
    for column in columns:
        figure = figures.get(column.key)
        if figure is not None and width:
            cells.append(Cell((pending or cell("")).content, 1, width, bold=True))
            pending, width = None, 0
        if figure is not None:
            cells.append(Cell((figure,), bold=True))
        else:
            width += 1
    if width:
        cells.append(Cell((pending or cell("")).content, 1, width))
    return Row(tuple(cells))


def _numbered(runs: Sequence[tuple[Inline, ...]]) -> tuple[Inline, ...]:
    """Lines marked ①②③; one line alone stands unmarked, and where no line says anything there is none."""
    if not any(runs):
        return ()
    if len(runs) == 1:
        return runs[0]
    marked = [(Text(_CIRCLED[index % len(_CIRCLED)]), *(run or (Text("—"),))) for index, run in enumerate(runs)]
    return _lines(marked)


def _lines(runs: Sequence[tuple[Inline, ...]]) -> tuple[Inline, ...]:
    content: list[Inline] = []
    for run in runs:
        if content:
            content.append(LineBreak())
        content.extend(run)
    return tuple(content)
