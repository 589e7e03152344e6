"""The next free id of a table, in the style of the ids it has: E06 after E05, R-010 after R-009."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBERED = re.compile(r"(.*?)(\d+)")


def next_id(taken: Iterable[str], *, first: str, ahead: int = 0) -> str:
    """The id after the highest of the table's most usual style; `first` where no id ends in a number.

    Args:
        taken: ids in use.
        first: the first id of an empty table, e.g. R01; it ends in a number.
        ahead: how many further ids are left out, for several new rows at once.
    """
    styles: dict[str, tuple[int, int, int]] = {}  # prefix → how many, highest number, digits
    for name in taken:
        match = _NUMBERED.fullmatch(name)
        if match:
            count, highest, digits = styles.get(match[1], (0, 0, 0))
            styles[match[1]] = (count + 1, max(highest, int(match[2])), max(digits, len(match[2])))
    if not styles:
        stem = first.rstrip("0123456789")
        return f"{stem}{int(first[len(stem) :]) + ahead:0{len(first) - len(stem)}}"
    prefix, (_, highest, digits) = max(styles.items(), key=lambda style: style[1][0])
    return f"{prefix}{highest + 1 + ahead:0{digits}}"
