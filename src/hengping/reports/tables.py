"""Tables as reports write them: cells from texts and figures, merged levels, and the legend of the signs they hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hengping.rendering.document import (
    Align,
    Cell,
    Column,
    FactFigure,
    Inline,
    Row,
    Table,
    Text,
    cell,
    inlines,
)
from hengping.reports.marks import legend

CellContent = str | Inline | tuple[Inline, ...] | Cell


def simple_table(
    caption: str,
    columns: Sequence[tuple[str, float, Align]],
    rows: Iterable[Sequence[CellContent]],
    *,
    key: str | None = None,
    notes: Sequence[tuple[Inline, ...]] = (),
    merge: Sequence[int] = (),
    dense: bool = False,
) -> Table:
    """A table with one header row.

    Args:
        columns: heading, share of the width, alignment.
        merge: columns in which equal cells below one another become one, each only within the one before it.
    """
    cells = [[to_cell(content) for content in row] for row in rows]
    body = merged(cells, merge) if merge else tuple(Row(tuple(row)) for row in cells)
    return Table(
        columns=tuple(Column(share, align) for _, share, align in columns),
        header=(Row(tuple(cell(heading) for heading, _, _ in columns)),),
        body=body,
        caption=inlines(caption),
        notes=(*notes, *legend_notes(each.content for row in cells for each in row)),
        key=key,
        dense=dense,
    )


def to_cell(content: CellContent, *, bold: bool = False) -> Cell:
    """A cell of a text, a figure or a run of inlines."""
    if isinstance(content, Cell):
        return content
    if isinstance(content, tuple):
        return Cell(content, bold=bold)
    return cell(content, bold=bold)


def merged(rows: Sequence[Sequence[Cell]], columns: Sequence[int]) -> tuple[Row, ...]:
    """Rows in which equal neighbours of the given columns span downwards."""
    spans = [[1] * len(rows) for _ in columns]
    for rank, column in enumerate(columns):
        start = 0
        for index in range(1, len(rows)):
            same = all(rows[index][each].content == rows[index - 1][each].content for each in columns[: rank + 1])
            if same and rows[index][column].colspan == 1:
                spans[rank][start] += 1
                spans[rank][index] = 0
            else:
                start = index
    return tuple(
        Row(
            tuple(
                _spanned(each, position, index, columns, spans)
                for position, each in enumerate(row)
                if _begins(position, index, columns, spans)
            )
        )
        for index, row in enumerate(rows)
    )


def _begins(position: int, index: int, columns: Sequence[int], spans: list[list[int]]) -> bool:
    return position not in columns or spans[columns.index(position)][index] > 0


def _spanned(each: Cell, position: int, index: int, columns: Sequence[int], spans: list[list[int]]) -> Cell:
    if position not in columns:
        return each
    return Cell(each.content, spans[columns.index(position)][index], each.colspan, each.bold, each.align)


def legend_notes(contents: Iterable[tuple[Inline, ...]]) -> tuple[tuple[Inline, ...], ...]:
    """The note that explains the signs found in these cells; none where there are no signs."""
    signs = "".join(inline.mark for content in contents for inline in content if isinstance(inline, FactFigure))
    text = legend(signs)
    return ((Text(f"注：{text}。"),),) if text else ()
