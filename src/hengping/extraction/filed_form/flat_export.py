"""A flat export: one sheet, many projects, each a block of rows under one 项目编码."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hengping.extraction.filed_form.columns import heading_columns, is_indicator_heading
from hengping.extraction.filed_form.indicator_rows import Levels, indicator_row
from hengping.extraction.filed_form.model import Cells, FiledForm, FiledRow, MoneyLine
from hengping.forms.returned.pages import Page, Spot

_HEADING_WITHIN = 20
_MONEY = {"initial", "budget", "executed", "rate"}


@dataclass(frozen=True)
class FlatHeading:
    """Where the headings of a flat export stand, and which column is which field."""

    row: int
    project: Mapping[str, int]
    rows: Mapping[str, int]

    @property
    def key(self) -> int:
        """The column that tells one project from the next."""
        return self.project.get("project_code", self.project.get("project_name", 0))


def flat_heading(page: Page) -> FlatHeading | None:
    """The headings of a flat export; None where the page is no such export."""
    for grid in page.grids[:1]:
        for at in range(min(_HEADING_WITHIN, len(grid.rows))):
            line = grid.rows[at]
            project, rows = heading_columns(line, "project"), heading_columns(line, "rows")
            if is_indicator_heading(rows) and ("project_code" in project or "project_name" in project):
                taken = set(project.values())
                kept = {name: column for name, column in rows.items() if column not in taken}
                return FlatHeading(at, project, kept)
    return None


def first_row(rows: Sequence[tuple[Spot, ...]], heading: FlatHeading) -> int:
    """Where the projects begin: below the headings, which may be merged over several rows."""
    at = heading.row + 1
    while 0 < at < len(rows) and heading.key < len(rows[at]) and rows[at][heading.key].top < at:
        at += 1
    return at


def read_flat(page: Page, heading: FlatHeading, *, label: str) -> Iterator[FiledForm]:
    """The projects one after another; a blank key goes on with the project above."""
    for key, block in _blocks(page, heading):
        yield _project(block, heading, label=f"{label}（{key}）")


def _blocks(page: Page, heading: FlatHeading) -> Iterator[tuple[str, list[tuple[Spot, ...]]]]:
    key, block = "", list[tuple[Spot, ...]]()
    rows = page.grids[0].rows
    for line in (rows[at] for at in range(first_row(rows, heading), len(rows))):
        own = line[heading.key].text.strip() if heading.key < len(line) else ""
        if own and own != key:
            if block:
                yield key, block
            key, block = own, []
        if key and any(spot.text for spot in line):
            block.append(line)
    if block:
        yield key, block


def _project(block: list[tuple[Spot, ...]], heading: FlatHeading, *, label: str) -> FiledForm:
    head: dict[str, Spot] = {}
    for line in block:
        for name, at in heading.project.items():
            if at < len(line) and line[at].text:
                head.setdefault(name, line[at])
    levels = Levels()
    rows = tuple(row for line in block if (row := indicator_row(line, heading.rows, levels)) is not None)
    return FiledForm(label, "", Cells(head, block[0][0].where), rows, tuple(_money(head, rows)))


def _money(head: Mapping[str, Spot], rows: tuple[FiledRow, ...]) -> Iterator[MoneyLine]:
    """The amounts that stand beside the key; a row of 预算执行率 among the indicators gives points and score."""
    spots = {name: spot for name, spot in head.items() if name in _MONEY}
    if not spots:
        return
    execution = next((row for row in rows if row.is_execution), None)
    if execution is not None:
        names = {"points": "weight", "score": "self_score"}
        spots |= {own: execution.spots[name] for own, name in names.items() if name in execution.spots}
    yield MoneyLine(spots, next(iter(spots.values())).where, "年度资金总额")
