"""Which column of a returned table is which column of the form."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hengping.forms.returned.likeness import likeness, nearest, plain_text, unit_in
from hengping.forms.returned.outcome import Remark, RemarkKind
from hengping.forms.returned.pages import Grid, Spot
from hengping.forms.workbook import ROW_KEYS
from hengping.reference.form_layout import FormColumn

_SURELY, _PERHAPS = 84, 62


@dataclass(frozen=True)
class FoundTable:
    """A table found in a grid.

    Attributes:
        heading_row, first_row: the row of its (lower) headings, and the first one under them.
        columns: grid column by position of the form's column; `ends` the grid column before which its cells end.
        keys: grid column of the hidden row keys, None where they are gone.
        units: the unit that a heading names, by position of the form's column.
    """

    grid: Grid
    heading_row: int
    columns: dict[int, int]
    ends: dict[int, int]
    keys: int | None
    remarks: tuple[Remark, ...]
    units: Mapping[int, str] = field(default_factory=dict)

    @property
    def place(self) -> tuple[int, int]:
        """Tells one table of a page from another."""
        return id(self.grid), self.heading_row

    @property
    def first_row(self) -> int:
        return self.heading_row + 1


@dataclass(frozen=True)
class _Head:
    at: int
    group: str
    text: str
    spot: Spot


def find_table(
    grids: Sequence[Grid], columns: Sequence[FormColumn], free: Callable[[FoundTable], bool]
) -> FoundTable | None:
    """The place where most of the form's columns stand side by side; None where fewer than half of them do.

    A form may have several tables under the same headings: `free` tells whether a place is not another's.
    """
    wanted = sum(1 for column in columns if column.key)
    best: FoundTable | None = None
    for grid in grids:
        for row in range(len(grid.rows)):
            for depth in (2, 1):
                found = _at(grid, row, depth, columns)
                if found is not None and (best is None or len(found.columns) > len(best.columns)) and free(found):
                    best = found
    enough = max(min(2, wanted), wanted // 2)
    return best if best is not None and len(best.columns) >= enough else None


def _at(grid: Grid, row: int, depth: int, columns: Sequence[FormColumn]) -> FoundTable | None:
    lower = row + depth - 1
    if lower >= len(grid.rows):
        return None
    heads = _heads(grid, row, lower)
    if len(heads) < 2:
        return None
    matched, left = _match(heads, columns)
    keys = next((head.at for head in heads if head.text == ROW_KEYS), None)
    starts = sorted({*(head.at for head in heads), len(grid.rows[row])})
    ends = {index: next(at for at in starts if at > head.at) for index, head in matched.items()}
    at_columns = {index: head.at for index, head in matched.items()}
    units = {index: unit_in(head.text) or unit_in(head.group) for index, head in matched.items()}
    return FoundTable(grid, lower, at_columns, ends, keys, tuple(_remarks(matched, left, columns)), units)


def _heads(grid: Grid, upper: int, lower: int) -> list[_Head]:
    """The headings of one row, or of two where the upper one groups the lower, also where its cells were unmerged."""
    heads: list[_Head] = []
    group = ""
    for at, (spot, above) in enumerate(zip(grid.rows[lower], grid.rows[upper], strict=True)):
        if upper == lower or (not spot.first and spot.text and above.text == spot.text):  # one cell over both rows
            group = ""
            if spot.text and above.first:
                heads.append(_Head(at, "", spot.text, above))
            continue
        group = above.text or group
        if spot.text and spot.first:
            heads.append(_Head(at, group, spot.text, spot))
    return heads


def _match(heads: Sequence[_Head], columns: Sequence[FormColumn]) -> tuple[dict[int, _Head], list[_Head]]:
    """Exact names first, then names that are surely meant; a name that occurs several times counts in its order."""
    left = [head for head in heads if head.text != ROW_KEYS]
    matched: dict[int, _Head] = {}
    rounds: tuple[tuple[Callable[[FormColumn], Iterable[str]], Callable[[_Head], str]], ...] = (
        (lambda column: (column.group + column.heading,), lambda head: head.group + head.text),
        (lambda column: (column.heading,), lambda head: head.text),
        (lambda column: column.aliases, lambda head: head.text),
    )
    for names_of, name_of in rounds:
        _match_round(left, columns, matched, names_of, name_of)
    times = Counter(plain_text(name) for column in columns for name in set(_names(column)))
    often = Counter(plain_text(head.group + head.text) for head in left)
    for head in [head for head in left if often[plain_text(head.group + head.text)] == 1]:
        names = {
            name: i
            for i, each in enumerate(columns)
            if i not in matched and _may_group(each, head, columns)
            for name in _names(each)
            if times[plain_text(name)] == 1 or each.group
        }
        taken = [name for i in matched for name in _names(columns[i])]
        meant = nearest(head.text, names, least=_SURELY)
        if meant is not None and all(likeness(head.text, name) < likeness(head.text, meant) for name in taken):
            matched[names[meant]] = head
            left.remove(head)
    return matched, left


def _match_round(
    left: list[_Head],
    columns: Sequence[FormColumn],
    matched: dict[int, _Head],
    names_of: Callable[[FormColumn], Iterable[str]],
    name_of: Callable[[_Head], str],
) -> None:
    wanted: dict[str, list[int]] = defaultdict(list)
    for index, column in enumerate(columns):
        if index not in matched and column.key:
            for name in names_of(column):
                wanted[plain_text(name)].append(index)
    for name, indices in wanted.items():
        here = [head for head in left if plain_text(name_of(head)) == name]
        fit = all(_may_group(columns[i], head, columns) for i, head in zip(indices, here, strict=False))
        if len(here) == len(indices) and fit:
            for index, head in zip(indices, here, strict=True):
                if index not in matched:
                    matched[index] = head
                    left.remove(head)


def _may_group(column: FormColumn, head: _Head, columns: Sequence[FormColumn]) -> bool:
    """Whether a heading may stand under this column's group: of equal headings the group alone tells which is meant."""
    alone = sum(plain_text(each.heading) == plain_text(column.heading) for each in columns) == 1
    return alone or not column.group or plain_text(column.group) == plain_text(head.group)


def _remarks(matched: dict[int, _Head], left: Sequence[_Head], columns: Sequence[FormColumn]) -> Iterable[Remark]:
    blank = {plain_text(column.heading) for column in columns if not column.key}
    groups = {plain_text(column.group) for column in columns if column.group}
    missing = [column for index, column in enumerate(columns) if column.key and index not in matched]
    for index, head in matched.items():
        if not any(plain_text(head.text) == plain_text(name) for name in _names(columns[index])):
            mend = f"按“{columns[index].heading}”读入；如不是，请改正表头后重新导入。"
            yield Remark(RemarkKind.READ_AS, head.spot.where, f"表头“{head.text}”", mend)
    for head in left:
        if plain_text(head.text) in blank | groups:
            continue
        near = nearest(head.text, [name for each in missing for name in _names(each)], least=_PERHAPS, ahead=0)
        title = head.text
        if near is not None and plain_text(near) == plain_text(head.text):
            title = " ".join(filter(None, (head.group, head.text)))
            mend = "分不清是原表的哪一列，没有读入；请恢复原表的列和上层表头后重新导入。"
        else:
            mend = f"是否为“{near}”？请改正表头后重新导入。" if near else "本表没有这一栏，没有读入。"
        yield Remark(RemarkKind.UNKNOWN_COLUMN, head.spot.where, f"表头“{title}”", mend)


def _names(column: FormColumn) -> tuple[str, ...]:
    return (column.heading, *column.aliases) if column.key else ()
