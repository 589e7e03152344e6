"""Where the label of a pair stands on a returned page, and what stands beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from hengping.forms.returned.likeness import plain_text
from hengping.forms.returned.outcome import Remark, RemarkKind
from hengping.forms.returned.pages import Page, Spot
from hengping.forms.workbook import ROW_KEYS
from hengping.reference.form_layout import Pair


@dataclass
class FoundLabels:
    """The cell beside each pair's label, by the pair's position; pairs whose label is gone are left out."""

    values: dict[int, Spot] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


def find_values(page: Page, pairs: Sequence[Pair], tables: Collection[tuple[int, int]] = ()) -> FoundLabels:
    """What stands beside the labels; `tables` are rows, as (grid, row), where none is looked for.

    A label that several pairs have counts in its order, as long as none of them is gone.
    """
    wanted: dict[str, list[int]] = {}
    for index, pair in enumerate(pairs):
        for name in (pair.label, *pair.aliases):
            wanted.setdefault(plain_text(name), []).append(index)
    labelled: dict[str, list[tuple[str, Spot]]] = defaultdict(list)
    for label, value in _labelled(page, set(wanted), tables):
        labelled[plain_text(label)].append((label, value))
    found = FoundLabels()
    for name, indices in wanted.items():
        own = [index for index in indices if index not in found.values]
        values = labelled.get(name, [])
        if len(indices) == 1 or len(values) == len(own):
            found.values |= {index: value for index, (_, value) in zip(own, values, strict=False)}
        elif any(value.text for _, value in values):
            mend = f"原表有 {len(indices)} 处“{values[0][0]}”，分不清是哪一处，没有读入；请恢复原表的栏目。"
            found.remarks += [Remark(RemarkKind.UNSURE, v.where, f"“{label}：{v.text}”", mend) for label, v in values]
        for label, value in values[len(own) :] if len(indices) == 1 else ():
            if own and value.text and value.text != values[0][1].text:
                mend = f"表上有两处“{label}”，只读前一处；请核对。"
                found.remarks.append(Remark(RemarkKind.UNSURE, value.where, f"“{label}：{value.text[:40]}”", mend))
    return found


def _labelled(page: Page, labels: set[str], tables: Collection[tuple[int, int]]) -> Iterator[tuple[str, Spot]]:
    """Labels in cells of their own first: what follows a colon may be part of a sentence."""
    rows = [row for grid in page.grids for at, row in enumerate(grid.rows) if (id(grid), at) not in tables]
    inside: list[Spot] = []
    for row in rows:
        spots = [spot for spot in row if spot.first]
        for at, spot in enumerate(spots):
            if plain_text(spot.text) in labels and spot.text:
                beside = spots[at + 1] if at + 1 < len(spots) else Spot("", spot.where)
                free = plain_text(beside.text) not in labels and beside.text != ROW_KEYS
                yield spot.text, beside if free else Spot("", beside.where)
            elif at == 0 or plain_text(spots[at - 1].text) not in labels:
                inside.append(spot)
    for spot in (*inside, *page.lines):
        yield from _in_one(spot, labels)


def _in_one(spot: Spot, labels: set[str]) -> Iterator[tuple[str, Spot]]:
    """`填报人：张三` in one cell or line."""
    for mark in ("：", ":"):
        label, sign, value = spot.text.partition(mark)
        if sign and len(label) <= 20 and plain_text(label) in labels:
            yield label, Spot(value.strip("　 "), spot.where)
            return
