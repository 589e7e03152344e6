"""Tables drawn with ruling lines: the lines that touch make a grid, a missing line between two cells makes them one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hengping.reading.documents.pdf_page import Box, Rule

_TOUCH = 3.0
_SAME = 2.5
_COVERED = 0.6
_MOST_LINES = 1_500


@dataclass(frozen=True)
class GridCell:
    """A cell: first row and column, how many of each, and its rectangle."""

    row: int
    column: int
    rowspan: int
    colspan: int
    box: Box


@dataclass(frozen=True)
class RuledGrid:
    """A table's outline: `xs` from left to right, `ys` from top to bottom; without inner verticals `open` is set."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    open: bool = False

    @property
    def box(self) -> Box:
        """The whole area."""
        return Box(self.xs[0], self.ys[-1], self.xs[-1], self.ys[0])


def ruled_grids(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> list[RuledGrid]:
    """All grids of a page, from top to bottom."""
    if len(horizontal) + len(vertical) > _MOST_LINES:
        return []
    grids = []
    for across, down in _touching(horizontal, vertical):
        if len(_clusters([rule.at for rule in across])) < 2:
            continue
        made = _grid(across, down)
        if made is not None:
            grids.append(made)
    grids += _open_grids([rule for rule in horizontal if not any(_inside(rule, grid) for grid in grids)])
    return sorted(grids, key=lambda grid: -grid.ys[0])


def _inside(rule: Rule, grid: RuledGrid) -> bool:
    box = grid.box
    return box.y0 - _TOUCH <= rule.at <= box.y1 + _TOUCH and rule.start < box.x1 and rule.end > box.x0


def _touching(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of lines that touch one another."""
    parent = list(range(len(horizontal) + len(vertical)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, across in enumerate(horizontal):
        for j, down in enumerate(vertical, start=len(horizontal)):
            meets = across.start - _TOUCH <= down.at <= across.end + _TOUCH
            if meets and down.start - _TOUCH <= across.at <= down.end + _TOUCH:
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index in range(len(parent)):
        across_found, down_found = groups.setdefault(root(index), ([], []))
        if index < len(horizontal):
            across_found.append(horizontal[index])
        else:
            down_found.append(vertical[index - len(horizontal)])
    return [group for group in groups.values() if group[0] and group[1]]


def _grid(across: list[Rule], down: list[Rule]) -> RuledGrid | None:
    xs, ys = _clusters([rule.at for rule in down]), _clusters([rule.at for rule in across])
    left, right = min(rule.start for rule in across), max(rule.end for rule in across)
    # A table may be open at its sides: its horizontal lines then reach further than the outermost vertical.
    open_left, open_right = left < xs[0] - 2 * _TOUCH, right > xs[-1] + 2 * _TOUCH
    xs = [*([left] if open_left else []), *xs, *([right] if open_right else [])]
    ys = sorted(ys, reverse=True)
    if len(xs) < 2 or (len(xs) == 2 and len(ys) == 2):
        return None
    columns, rows = len(xs) - 1, len(ys) - 1
    walls = [_spans(down, x) for x in xs]
    floors = [_spans(across, y) for y in ys]
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    cells = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in owner:
                continue
            width = 1
            while (
                column + width < columns
                and (row, column + width) not in owner
                and not _covers(walls[column + width], ys[row + 1], ys[row])
            ):
                width += 1
            height = 1
            while row + height < rows and _no_floor(floors[row + height], xs, column, width):
                height += 1
            for below in range(height):
                for beside in range(width):
                    owner.setdefault((row + below, column + beside), (row, column))
            box = Box(xs[column], ys[row + height], xs[column + width], ys[row])
            cells.append(GridCell(row, column, height, width, box))
    return RuledGrid(tuple(xs), tuple(ys), tuple(cells))


def _no_floor(floor: list[tuple[float, float]], xs: list[float], column: int, width: int) -> bool:
    return not any(_covers(floor, xs[index], xs[index + 1]) for index in range(column, column + width))


def _open_grids(rules: list[Rule]) -> list[RuledGrid]:
    """Tables of horizontal lines only (三线表): lines of one extent, at least three."""
    grids = []
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda each: -each.at):
        group = next((g for g in groups if abs(g[0].start - rule.start) < 4 and abs(g[0].end - rule.end) < 4), None)
        if group is None:
            groups.append([rule])
        else:
            group.append(rule)
    for group in groups:
        ys = sorted(_clusters([rule.at for rule in group]), reverse=True)
        if len(ys) >= 3 and group[0].end - group[0].start > 100:
            grids.append(RuledGrid((group[0].start, group[0].end), tuple(ys), (), open=True))
    return grids


def _clusters(values: list[float]) -> list[float]:
    """Values that are nearly equal as one, ascending."""
    found: list[list[float]] = []
    for value in sorted(values):
        if found and value - found[-1][-1] <= _SAME:
            found[-1].append(value)
        else:
            found.append([value])
    return [sum(group) / len(group) for group in found]


def _spans(rules: list[Rule], at: float) -> list[tuple[float, float]]:
    return [(rule.start, rule.end) for rule in rules if abs(rule.at - at) <= _SAME]


def _covers(spans: list[tuple[float, float]], start: float, end: float) -> bool:
    covered = sum(max(0.0, min(end, each[1]) - max(start, each[0])) for each in spans)
    return covered >= _COVERED * (end - start)
