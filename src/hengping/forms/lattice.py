"""Rows of cells of different widths on one set of columns, as printed forms have them.

Each row divides the width in its own way; the columns are all the places where any row divides it, those nearer than
a sixtieth of the width being one.
"""

from __future__ import annotations

from collections.abc import Sequence

_NEAR = 1 / 60


def boundaries(rows: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """All places between 0 and 1 where a row's shares divide the width, 0 and 1 included."""
    found = sorted(place for shares in rows for place in places(shares))
    kept = [0.0]
    for place in found:
        if place - kept[-1] > _NEAR:
            kept.append(place)
    if 1.0 - kept[-1] <= _NEAR and len(kept) > 1:
        kept.pop()
    return (*kept, 1.0)


def places(shares: Sequence[float]) -> tuple[float, ...]:
    """Where one row divides the width, its end included."""
    total = sum(shares)
    place, found = 0.0, []
    for share in shares:
        place += share / total
        found.append(place)
    return tuple(found)


def spans(shares: Sequence[float], columns: Sequence[float]) -> tuple[int, ...]:
    """How many columns each cell of a row covers; at least one each.

    `columns` are boundaries that the row took part in making.
    """
    counts: list[int] = []
    start = 0
    ends = places(shares)
    for index, end in enumerate(ends):
        left = len(ends) - index - 1
        nearest = min(range(start + 1, len(columns) - left), key=lambda at: abs(columns[at] - end))
        counts.append((len(columns) - 1 if left == 0 else nearest) - start)
        start += counts[-1]
    return tuple(counts)
