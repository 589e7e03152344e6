"""Where the label of a pair stands on a returned page, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hengping.forms.returned.likeness import plain_text
from hengping.forms.returned.pages import Page, Spot
from hengping.forms.workbook import ROW_KEYS
from hengping.reference.form_layout import Pair


def find_values(page: Page, pairs: Sequence[Pair]) -> dict[int, Spot]:
    """The cell beside each pair's label, by the pair's position; pairs whose label is gone are left out.

    Labels that occur several times are taken in their order.
    """
    wanted: dict[str, list[int]] = {}
    for index, pair in enumerate(pairs):
        for name in (pair.label, *pair.aliases):
            wanted.setdefault(plain_text(name), []).append(index)
    found: dict[int, Spot] = {}
    for label, value in _labelled(page, set(wanted)):
        free = [index for index in wanted[plain_text(label)] if index not in found]
        if free:
            found[free[0]] = value
    return found


def _labelled(page: Page, labels: set[str]) -> Iterator[tuple[str, Spot]]:
    for grid in page.grids:
        for row in grid.rows:
            spots = [spot for spot in row if spot.first]
            for at, spot in enumerate(spots):
                if plain_text(spot.text) in labels and spot.text:
                    beside = spots[at + 1] if at + 1 < len(spots) else Spot("", spot.where)
                    free = plain_text(beside.text) not in labels and beside.text != ROW_KEYS
                    yield spot.text, beside if free else Spot("", beside.where)
                else:
                    yield from _in_one(spot, labels)
    for line in page.lines:
        yield from _in_one(line, labels)


def _in_one(spot: Spot, labels: set[str]) -> Iterator[tuple[str, Spot]]:
    """`填报人：张三` in one cell or line."""
    for mark in ("：", ":"):
        label, sign, value = spot.text.partition(mark)
        if sign and len(label) <= 20 and plain_text(label) in labels:
            yield label, Spot(value.strip("　 "), spot.where)
            return
