"""How closely problems and advice belong together: by what their whole texts share and other points do not.

A pair of characters counts the more the fewer problems and the fewer pieces of advice hold it; words of the titles
count again. In the reports this was made with, a problem and its own advice reach 4 and more, strangers stay below 3.6.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from hengping.lint.documents.advice.conclusions import Point, telling_pairs

_SURE, _NONE = 4.0, 1.5
# Where another point answers the same one twice as closely, as much again is needed to be sure of this one too.
_SURE_BESIDE, _TWICE = 5.0, 2.0
_OF_TITLE = 0.5
_OF_FIGURE = 1.0
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?(?=[^\d年月日.,])")
_LONG = 45


@dataclass(frozen=True)
class Pairing:
    """The problems of a report and its advice."""

    problems: tuple[Point, ...]
    advice: tuple[Point, ...]

    @functools.cached_property
    def closeness(self) -> tuple[tuple[float, ...], ...]:
        """One row for each problem, one column for each piece of advice."""
        rare = [
            Counter(pair for p in points for pair in telling_pairs(p.text)) for points in (self.problems, self.advice)
        ]
        return tuple(tuple(_closeness(p, a, rare[0], rare[1]) for a in self.advice) for p in self.problems)

    def unanswered(self) -> tuple[Point, ...]:
        """The problems without advice."""
        return _alone(self.problems, self.advice, self.closeness)

    def unfounded(self) -> tuple[Point, ...]:
        """The pieces of advice without a problem."""
        return _alone(self.advice, self.problems, tuple(zip(*self.closeness, strict=True)))


def _alone(own: tuple[Point, ...], others: tuple[Point, ...], table: Sequence[Sequence[float]]) -> tuple[Point, ...]:
    """Points that are close to none of the others.

    Closeness between nothing and sure decides only where there are more points than others to answer them; and where
    both lists run side by side, a short point is taken to belong to the one of its own number.
    """
    found = []
    for number, row in enumerate(table):
        best = max(row)
        if best >= _NONE and (len(own) <= len(others) or best >= _sure(table, number, row.index(best))):
            continue
        if len(own) == len(others) and len(own[number].text) + len(others[number].text) < 2 * _LONG:
            continue
        if best >= _NONE and _is_best(table, number, row.index(best)):
            continue
        found.append(own[number])
    return tuple(found)


def _sure(table: Sequence[Sequence[float]], number: int, other: int) -> float:
    """How close a point must be to that one to belong to it for sure."""
    rival = max((row[other] for index, row in enumerate(table) if index != number), default=0.0)
    return _SURE_BESIDE if rival >= _TWICE * table[number][other] else _SURE


def _is_best(table: Sequence[Sequence[float]], number: int, other: int) -> bool:
    """Whether no other point is closer to that one: then it is the answer, in other words."""
    return all(row[other] <= table[number][other] for row in table)


def _closeness(problem: Point, advice: Point, of_problems: Counter[str], of_advice: Counter[str]) -> float:
    shared = telling_pairs(problem.text) & telling_pairs(advice.text)
    # Summed in order, for the sum must not depend on the order of a set.
    weight = sum(1 / (of_problems[pair] * of_advice[pair]) for pair in sorted(shared))
    titles = len(telling_pairs(problem.title) & telling_pairs(advice.text))
    titles += len(telling_pairs(advice.title) & telling_pairs(problem.text))
    figures = set(_FIGURE.findall(problem.text)) & set(_FIGURE.findall(advice.text))
    return weight + _OF_TITLE * titles + _OF_FIGURE * sum(len(figure) > 1 for figure in figures)
