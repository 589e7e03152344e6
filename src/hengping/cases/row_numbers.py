"""The next free id of a table, in the style of the ids it has: E06 after E05, R-010 after R-009."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBERED = re.compile(r"(.*?)(\d+)")


def next_id(taken: Iterable[str], *, first: str) -> str:
    """The id after the highest of the table's most usual style; `first` where no id ends in a number.

    Args:
        taken: ids in use.
        first: the first id of an empty table, e.g. R01.
    """
    ids = list(taken)
    styles: dict[str, tuple[int, int, int]] = {}  # prefix → how many, highest number, digits
    for name in ids:
        match = _NUMBERED.fullmatch(name)
        if match:
            count, highest, digits = styles.get(match[1], (0, 0, 0))
            styles[match[1]] = (count + 1, max(highest, int(match[2])), max(digits, len(match[2])))
    if not styles:
        return first if first not in ids else next_id([*ids, f"{first.rstrip('0123456789')}0"], first=first)
    prefix, (_, highest, digits) = max(styles.items(), key=lambda style: style[1][0])
    return f"{prefix}{highest + 1:0{digits}}"
