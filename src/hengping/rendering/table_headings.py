"""Heading rows of a table whose columns may stand under common headings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from hengping.rendering.document import Cell, Row, cell


def heading_rows(columns: Sequence[tuple[str, str]]) -> tuple[Row, ...]:
    """One row, or two where neighbouring columns share a group; `columns` are (group or "", heading)."""
    if not any(group for group, _ in columns):
        return (Row(tuple(cell(heading) for _, heading in columns)),)
    above: list[Cell] = []
    below: list[Cell] = []
    for group, members in groupby(columns, key=lambda column: column[0]):
        headings = [heading for _, heading in members]
        if group:
            above.append(cell(group, colspan=len(headings)))
            below.extend(cell(heading) for heading in headings)
        else:
            above.extend(cell(heading, rowspan=2) for heading in headings)
    return (Row(tuple(above)), Row(tuple(below)))
