"""Which line of one text is which line of another, where lines were added, dropped, moved and reworded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_ALIKE = 0.5
_ALIKE_ALONE = 0.25
"""Between the same neighbours there is one line before and one now: hardly anything else than its new wording."""
_ALIKE_ELSEWHERE = 0.8
"""A line found elsewhere must be nearer to be the same one: no neighbours vouch for it."""
_MOST_COMPARED = 60_000

Likeness = Callable[[int, int], float]


@dataclass(frozen=True)
class Pair:
    """The same line in both texts, by index; `moved` if its neighbours are others now."""

    old: int
    new: int
    moved: bool = False


@dataclass(frozen=True)
class Alignment:
    """Pairs in the order of the new text, and the lines without a counterpart."""

    pairs: tuple[Pair, ...]
    only_old: tuple[int, ...]
    only_new: tuple[int, ...]


def align(
    old: Sequence[Sequence[Hashable]], new: Sequence[Sequence[Hashable]], *, alike: Likeness | None = None
) -> Alignment:
    """Align two texts.

    Args:
        old, new: each line's keys, the strictest first: lines are the same if their strictest keys are equal; what is
            left between such lines is compared by the next key, and so on.
        alike: how like an old and a new line are, 0 to 1, for lines of which no key is equal.
    """
    levels = min((len(keys) for keys in (*old, *new)), default=0)
    pairs: list[tuple[int, int]] = []
    for level in range(levels):
        keys = [each[level] for each in old], [each[level] for each in new]
        pairs = sorted(pairs + [pair for gap in _gaps(pairs, len(old), len(new)) for pair in _equal(gap, *keys)])
    for _ in range(2 if alike is not None else 0):  # again, for what now lies alone between two pairs
        near = [pair for gap in _gaps(pairs, len(old), len(new)) for pair in _alike_in(gap, alike)]  # type: ignore[arg-type]
        pairs = sorted(pairs + near)
    moved = _moved(old, new, pairs, levels, alike)
    found = [Pair(*pair) for pair in pairs] + [Pair(*pair, moved=True) for pair in moved]
    seen_old, seen_new = {pair.old for pair in found}, {pair.new for pair in found}
    return Alignment(
        tuple(sorted(found, key=lambda pair: pair.new)),
        tuple(index for index in range(len(old)) if index not in seen_old),
        tuple(index for index in range(len(new)) if index not in seen_new),
    )


@dataclass(frozen=True)
class _Gap:
    old: range
    new: range


def _gaps(pairs: Sequence[tuple[int, int]], old: int, new: int) -> Iterator[_Gap]:
    """What lies between neighbouring pairs, where both texts have something."""
    begin_old = begin_new = 0
    for at_old, at_new in (*pairs, (old, new)):
        if at_old > begin_old and at_new > begin_new:
            yield _Gap(range(begin_old, at_old), range(begin_new, at_new))
        begin_old, begin_new = at_old + 1, at_new + 1


def _equal(gap: _Gap, old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    matcher = SequenceMatcher(None, [old[i] for i in gap.old], [new[j] for j in gap.new], autojunk=False)
    for block in matcher.get_matching_blocks():
        for offset in range(block.size):
            yield gap.old[block.a + offset], gap.new[block.b + offset]


def _alike_in(gap: _Gap, alike: Likeness) -> list[tuple[int, int]]:
    """The likest pairs first, none crossing another."""
    if len(gap.old) * len(gap.new) > _MOST_COMPARED:
        return []
    scored = sorted(
        ((alike(i, j), -i, -j) for i in gap.old for j in gap.new),
        reverse=True,
    )
    taken: list[tuple[int, int]] = []
    least = _ALIKE_ALONE if len(scored) == 1 else _ALIKE
    for score, less_old, less_new in scored:
        if score < least:
            break
        i, j = -less_old, -less_new
        if all((i - a) * (j - b) > 0 for a, b in taken):
            taken.append((i, j))
    return taken


def _moved(
    old: Sequence[Sequence[Hashable]],
    new: Sequence[Sequence[Hashable]],
    pairs: Sequence[tuple[int, int]],
    levels: int,
    alike: Likeness | None,
) -> list[tuple[int, int]]:
    """Lines that went elsewhere: equal by a key, or very like."""
    in_old, in_new = {i for i, _ in pairs}, {j for _, j in pairs}
    left_old = [i for i in range(len(old)) if i not in in_old]
    left_new = [j for j in range(len(new)) if j not in in_new]
    found: list[tuple[int, int]] = []
    for level in range(levels):
        places: dict[Hashable, list[int]] = defaultdict(list)
        for j in left_new:
            places[new[j][level]].append(j)
        for i in left_old:
            if places[old[i][level]]:
                found.append((i, places[old[i][level]].pop(0)))
        left_old = [i for i in left_old if i not in {a for a, _ in found}]
        left_new = [j for j in left_new if j not in {b for _, b in found}]
    if alike is None or len(left_old) * len(left_new) > _MOST_COMPARED:
        return found
    scored = sorted(((alike(i, j), -i, -j) for i in left_old for j in left_new), reverse=True)
    for score, less_old, less_new in scored:
        if score < _ALIKE_ELSEWHERE:
            break
        i, j = -less_old, -less_new
        if i in left_old and j in left_new:
            left_old.remove(i)
            left_new.remove(j)
            found.append((i, j))
    return found
