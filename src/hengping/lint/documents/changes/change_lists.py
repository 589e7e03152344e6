"""Changes told in a list: 分别增加85人、21万元，增长7.02%和7.20%; 2021年和2022年分别增长22.50%、19.39%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from hengping.lint.documents.changes.change_words import YEAR, Change, change_of, fits
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.printed import Printed
from hengping.lint.documents.stated import end, plain_figures, start

_NEXT = re.compile(r"[、和及与]|以及")
_FEWEST = 2


@dataclass(frozen=True)
class ListedChange:
    """One change of a list with what it rests on: the amount of the change and the level, or two levels in order."""

    change: Change
    level: Printed | None
    base: Printed | None
    amount: Change | None


def listed_changes(sentence: Sentence) -> Iterator[list[ListedChange]]:
    """The lists of changes of a sentence, each with the figures that stand in its order."""
    text, row = sentence.passage.text, plain_figures(sentence)
    lists: list[tuple[int, list[Change]]] = []
    for position in range(len(row)):
        begin = end(row[position - 1]) if position else sentence.start
        context = text[begin : start(row[position])]
        if _NEXT.fullmatch(context) and lists and lists[-1][0] + len(lists[-1][1]) == position:
            first = lists[-1][1][0]
            lists[-1][1].append(Change(row[position], first.rises, first.words, "", first.against))
        elif (change := change_of(context, row[position])) is not None:
            lists.append((position, [change]))
    lists = [entry for entry in lists if len(entry[1]) >= _FEWEST]
    for number, (position, changes) in enumerate(lists):
        before = lists[number - 1] if number else None
        if before is not None and before[0] + len(before[1]) == position and len(before[1]) == len(changes):
            yield _of_amounts(row[: before[0]], before[1], changes, text)
        else:
            yield _of_years(sentence, row[:position], changes, text)


def _of_amounts(
    before: tuple[Printed, ...], amounts: list[Change], rates: list[Change], text: str
) -> list[ListedChange]:
    levels = before[-len(rates) :]
    if len(levels) < len(rates) or not all(fits(a, level, text) for a, level in zip(amounts, levels, strict=True)):
        return []
    rows = [row for row in zip(rates, levels, amounts, strict=True) if row[0].way == "rate"]
    if re.search(r"相比|比较|对比", text[end(levels[-1]) : start(amounts[0].figure)]):
        return [ListedChange(rate, None, base, amount) for rate, base, amount in rows]
    return [ListedChange(rate, level, None, amount) for rate, level, amount in rows]


def _of_years(sentence: Sentence, before: tuple[Printed, ...], changes: list[Change], text: str) -> list[ListedChange]:
    """Levels of consecutive years, one more than there are changes."""
    levels = [figure for figure in before if fits(changes[0], figure, text) and not figure.unit.is_ratio]
    groups = ([level for level in levels if level.alike(last)] for last in reversed(levels))
    levels = next((group for group in groups if len(group) > len(changes)), [])[-len(changes) - 1 :]
    if not levels:
        return []
    years = [_year_of(sentence, level, before) for level in levels]
    if any(not later or int(later) != int(earlier or 0) + 1 for earlier, later in pairwise(years)):
        return []
    rows = zip(changes, levels[1:], levels, strict=False)
    return [ListedChange(change, level, base, None) for change, level, base in rows]


def _year_of(sentence: Sentence, level: Printed, before: tuple[Printed, ...]) -> str:
    begin = max((end(figure) for figure in before if end(figure) <= start(level)), default=sentence.start)
    years = YEAR.findall(sentence.passage.text[begin : start(level)])
    return years[-1] if years else ""
