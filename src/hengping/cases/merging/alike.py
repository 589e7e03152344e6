"""Which row of one list is which row of another, where rows have no id: by their first field, then by their content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from hengping.reading.yaml_files import Plain

Row = dict[str, Plain]

NUMBER_MARK = "\x00"
"""Between a caption that stands several times in a list and the number of the row; no text of a case holds it."""


def named_rows(
    base: Sequence[Row], mine: Sequence[Row], yours: Sequence[Row], caption: str
) -> tuple[dict[str, Row], dict[str, Row], dict[str, Row]]:
    """The rows of each list by names that stand for the same row in all three.

    A row is called by its caption. Where that stands twice in a list, equal rows are paired first, then those that
    agree in most cells; what is left of a side then is a row of its own, the same one where both sides added it alike.
    """
    captions = [[_caption(row, caption) for row in rows] for rows in (base, mine, yours)]
    repeated = {text for texts in captions for text, times in Counter(texts).items() if times > 1}
    names: list[dict[int, str]] = [
        {index: text for index, text in enumerate(texts) if text not in repeated} for texts in captions
    ]
    for text in sorted(repeated):
        groups = [
            {index: rows[index] for index, own in enumerate(texts) if own == text}
            for rows, texts in zip((base, mine, yours), captions, strict=True)
        ]
        for side, paired in enumerate(_paired_group(text, *groups)):
            names[side] |= paired
    first, second, third = (
        {own[index]: row for index, row in enumerate(rows)}
        for own, rows in zip(names, (base, mine, yours), strict=True)
    )
    return first, second, third


def _caption(row: Row, field: str) -> str:
    text = row.get(field, "")
    return text if isinstance(text, str) else ""


def _paired_group(
    text: str, base: Mapping[int, Row], mine: Mapping[int, Row], yours: Mapping[int, Row]
) -> tuple[dict[int, str], dict[int, str], dict[int, str]]:
    """Names by position for the rows that share a caption."""
    numbers = iter(range(1, len(base) + len(mine) + len(yours) + 1))
    base_names = {index: f"{text}{NUMBER_MARK}{next(numbers)}" for index in base}
    known = {base_names[index]: row for index, row in base.items()}
    mine_names = _equal_first(mine, known, likeness=True)
    added = {index: f"{text}{NUMBER_MARK}{next(numbers)}" for index in mine if index not in mine_names}
    yours_names = _equal_first(yours, known, likeness=True)
    left = {index: row for index, row in yours.items() if index not in yours_names}
    yours_names |= _equal_first(left, {name: mine[index] for index, name in added.items()}, likeness=False)
    yours_names |= {index: f"{text}{NUMBER_MARK}{next(numbers)}" for index in left if index not in yours_names}
    return base_names, {**mine_names, **added}, yours_names


def _equal_first(rows: Mapping[int, Row], known: Mapping[str, Row], *, likeness: bool) -> dict[int, str]:
    """Rows paired with known ones: equal ones, then with `likeness` those that agree in some cell, or are the last."""
    free, names = dict(known), {}
    for index, row in rows.items():
        name = next((name for name, other in free.items() if other == row), None)
        if name is not None:
            names[index] = name
            del free[name]
    for index, row in rows.items() if likeness else ():
        if index in names or not free:
            continue
        best = max(free, key={name: _agreement(other, row) for name, other in free.items()}.__getitem__)
        if _agreement(free[best], row) > 0 or len(free) == 1 == len(rows) - len(names):
            names[index] = best
            del free[best]
    return names


def _agreement(one: Row, other: Row) -> int:
    """Cells in which two rows of one caption agree, that one aside."""
    return sum(other.get(name) == value for name, value in one.items()) - 1


def name_told(name: str) -> str:
    """A name as people read it."""
    return name.replace(NUMBER_MARK, " #").strip()
