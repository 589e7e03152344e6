"""Columns of one heading (分值 under each level): told apart by their order, else by what stands in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

from hengping.forms.entry import Entry, FormRow
from hengping.forms.returned.headings import FoundTable
from hengping.forms.returned.likeness import plain_text
from hengping.forms.returned.outcome import Remark, RemarkKind
from hengping.reference.form_layout import FormColumn

_MOST = 5
"""Columns of one heading that are tried in every order."""


def tell_apart(table: FoundTable, columns: Sequence[FormColumn], rows: Sequence[FormRow]) -> FoundTable:
    """The table with columns of equal headings where they belong; those that cannot be told apart are left unread."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index in sorted(table.columns):
        head = table.grid.rows[table.heading_row][table.columns[index]].text
        groups[plain_text(columns[index].group + head)].append(index)
    for indices in (group for group in groups.values() if len(group) > 1):
        table = _reordered(table, columns, rows, indices)
    return table


def _reordered(
    table: FoundTable, columns: Sequence[FormColumn], rows: Sequence[FormRow], indices: Sequence[int]
) -> FoundTable:
    spots = [table.columns[index] for index in indices]
    wanted = [Counter(row.cells.get(columns[index].key, Entry()).text for row in rows) for index in indices]
    found = [Counter(row[at].text for row in table.grid.rows[table.first_row :]) for at in spots]
    orders = permutations(range(len(indices))) if len(indices) <= _MOST else iter(())
    ranked = sorted(((_agreement(wanted, found, order), order) for order in orders), key=lambda each: -each[0])
    everywhere = sorted(table.columns.values())
    if everywhere == [table.columns[index] for index in sorted(table.columns)]:  # nobody seems to have moved a column
        own = _agreement(wanted, found, range(len(indices)))
        if not ranked or own >= ranked[0][0]:
            return table
    sure = bool(ranked) and ranked[0][0] > 0 and (len(ranked) == 1 or ranked[0][0] > ranked[1][0])
    kept = {index: at for index, at in table.columns.items() if index not in indices}
    ends = {at: table.ends[index] for index, at in table.columns.items()}
    if sure:
        kept |= {index: spots[place] for index, place in zip(indices, ranked[0][1], strict=True)}
        return replace(table, columns=kept, ends={index: ends[at] for index, at in kept.items()})
    spot = table.grid.rows[table.heading_row][spots[0]]
    mend = "列的次序与原表不同，分不清哪一列是哪一级的，没有读入；请恢复列的次序后重新导入。"
    remark = Remark(RemarkKind.UNSURE, spot.where, f"有 {len(indices)} 列都叫“{spot.text}”", mend)
    return replace(table, columns=kept, remarks=(*table.remarks, remark))


def _agreement(wanted: Sequence[Counter[str]], found: Sequence[Counter[str]], order: Sequence[int]) -> int:
    """How many texts stand where they are expected."""
    return sum((wanted[index] & found[place]).total() for index, place in enumerate(order))
