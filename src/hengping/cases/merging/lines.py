"""Three versions of a text joined line by line.

The lines that all three have in common divide the text into runs; in each run only one side may have changed
something. Difflib finds the common lines; the known library for the purpose, merge3, is under the GPL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher


@dataclass(frozen=True)
class Run:
    """The lines of each version between two stretches common to all; `first` is the base's first (0-based)."""

    first: int
    base: tuple[str, ...]
    mine: tuple[str, ...]
    yours: tuple[str, ...]

    @property
    def joined(self) -> tuple[str, ...] | None:
        """What stands there in the joined text; None where both changed it in two ways."""
        if self.mine == self.yours or self.yours == self.base:
            return self.mine
        return self.yours if self.mine == self.base else None


def join_lines(
    base: str, mine: str, yours: str, *, ask: Callable[[Run], tuple[str, ...]], count: Callable[[Run], None]
) -> str:
    """The joined text; `ask` says what stands where both changed the same lines, `count` hears of other changes."""
    ending = "\r\n" if "\r\n" in mine else "\n"
    written: list[str] = []
    for run in runs(*(_lines(text) for text in (base, mine, yours))):
        joined = run.joined
        if joined is None:
            joined = ask(run)
        elif joined != run.base:
            count(run)
        written += joined
    return ending.join(written)


def _lines(text: str) -> list[str]:
    """The lines without their endings, which editors change on their own."""
    return text.replace("\r\n", "\n").split("\n")


def runs(base: Sequence[str], mine: Sequence[str], yours: Sequence[str]) -> Iterator[Run]:
    """The whole text in order: runs that differ, and those that all versions share."""
    at = (0, 0, 0)
    for here, length in (*_shared(base, mine, yours), ((len(base), len(mine), len(yours)), 0)):
        if at != here:
            pieces = (tuple(text[start:end]) for text, start, end in zip((base, mine, yours), at, here, strict=True))
            yield Run(at[0], *pieces)
        if length:
            same = tuple(mine[here[1] : here[1] + length])
            yield Run(here[0], same, same, same)
        at = (here[0] + length, here[1] + length, here[2] + length)


def _shared(
    base: Sequence[str], mine: Sequence[str], yours: Sequence[str]
) -> Iterator[tuple[tuple[int, int, int], int]]:
    """Stretches that stand in all three: where each begins, and how many lines it has."""
    ours, theirs = _matches(base, mine), _matches(base, yours)
    left = right = 0
    while left < len(ours) and right < len(theirs):
        first, second = ours[left], theirs[right]
        start = max(first.a, second.a)
        end = min(first.a + first.size, second.a + second.size)
        if start < end:
            yield (start, first.b + start - first.a, second.b + start - second.a), end - start
        if first.a + first.size < second.a + second.size:
            left += 1
        else:
            right += 1


def _matches(base: Sequence[str], other: Sequence[str]) -> list[Match]:
    return SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
