"""Rows of cells of different widths on one set of columns, as printed forms have them.

Each row divides the width in its own way; the columns are all the places where any row divides it, those nearer than
a sixtieth of the width to one of a row with more cells being one with it.
"""

from __future__ import annotations

from collections.abc import Sequence

_NEAR, _SAME = 1 / 60, 1e-9


def boundaries(rows: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """All places between 0 and 1 where a row's shares divide the width, 0 and 1 included.

    The row of most cells keeps its places; those of the others give way to it where they are near.
    """
    kept = [0.0, 1.0]
    for index, shares in enumerate(sorted(rows, key=len, reverse=True)):
        nearness = _NEAR if index else _SAME
        for place in places(shares):
            if all(abs(place - each) > nearness for each in kept):
                kept.append(place)
    return tuple(sorted(kept))


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
