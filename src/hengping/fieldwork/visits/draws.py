"""Random designs that anyone can redraw: simple, stratified, systematic, and with probability proportional to money.

No generator of a library is used: a unit's number is the SHA-256 of the seed, the frame's fingerprint and its id, read
as a fraction between 0 and 1; with the three printed, a draw can be repeated with any tool. Everything is a fraction.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hengping.errors import Fault, InputError
from hengping.fieldwork.visits.frame import Frame

START = "随机起点"


@dataclass(frozen=True)
class Draw:
    """A sample and how it came about.

    Attributes:
        chosen: positions of units, in the order of the frame.
        certain: those of them that were in beforehand, because they must be visited or are larger than an interval.
        probabilities: inclusion probability by position, of every unit that could be drawn.
        alternates: positions of replacements, first to be taken first.
        outside: positions that could not be drawn, with the reason.
        steps: what was done, in words and numbers.
    """

    seed: str
    chosen: tuple[int, ...]
    certain: tuple[int, ...]
    probabilities: Mapping[int, Fraction]
    alternates: tuple[int, ...]
    outside: Mapping[int, str]
    steps: tuple[str, ...]


class _Lottery:
    """The units that may be drawn, their numbers, and how many are still to be drawn."""

    def __init__(self, frame: Frame, count: int, seed: str) -> None:
        self.frame, self.seed = frame, seed
        rows = [unit.row for unit in frame.units]
        self.must = tuple(index for index, row in enumerate(rows) if row.must)
        self.outside = {index: "不查" for index, row in enumerate(rows) if row.never}
        self.free = tuple(index for index, row in enumerate(rows) if not row.must and not row.never)
        eligible = len(self.must) + len(self.free)
        if not max(1, len(self.must)) <= count <= eligible:
            expected = f"{max(1, len(self.must))} 至 {eligible} 之间的家数"
            mend = f"可以抽取的有 {eligible} 家，其中必查 {len(self.must)} 家；请改 --count。"
            raise InputError([Fault("抽取家数 --count", str(count), expected, mend)])
        self.left = count - len(self.must)

    def number(self, label: str) -> Fraction:
        """A number in [0, 1) that depends on the seed, the frame and the label only."""
        text = f"{self.seed}\n{self.frame.fingerprint}\n{label}"
        return Fraction(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]), 2**64)

    def order(self, positions: Iterable[int]) -> list[int]:
        """Positions by the number of their unit."""
        return sorted(positions, key=lambda index: (self.number(self.frame.units[index].id), index))

    def finished(
        self,
        drawn: Iterable[int],
        probabilities: Mapping[int, Fraction],
        *,
        certain: Iterable[int] = (),
        alternates: Iterable[int] = (),
        steps: Sequence[str],
    ) -> Draw:
        sure = tuple(sorted({*self.must, *certain}))
        musts = dict.fromkeys(self.must, Fraction(1))
        first = (f"必查单位 {len(self.must)} 家直接入选，其余抽取 {self.left} 家。",) if self.must else ()
        return Draw(
            seed=self.seed,
            chosen=tuple(sorted({*sure, *drawn})),
            certain=sure,
            probabilities={**musts, **probabilities},
            alternates=tuple(alternates),
            outside=self.outside,
            steps=(*first, *steps),
        )


def simple(frame: Frame, count: int, seed: str) -> Draw:
    """Simple random sample: the units with the smallest numbers; the next ones are the replacements."""
    lottery = _Lottery(frame, count, seed)
    order = lottery.order(lottery.free)
    share = Fraction(lottery.left, len(order)) if order else Fraction(0)
    steps = [f"{len(order)} 家按随机数从小到大排列，取前 {lottery.left} 家；其后依次为备选。"]
    rest = order[lottery.left :]
    return lottery.finished(
        order[: lottery.left], dict.fromkeys(order, share), alternates=rest[: _spare(lottery.left)], steps=steps
    )


def stratified(frame: Frame, count: int, seed: str) -> Draw:
    """Simple random samples within kinds: at least the stratum minimum and one each, the rest in proportion."""
    lottery = _Lottery(frame, count, seed)
    strata: dict[str, list[int]] = {}
    for index in lottery.free:
        strata.setdefault(frame.units[index].row.kind, []).append(index)
    sizes = _allocated(frame, lottery, {kind: len(members) for kind, members in strata.items()})
    drawn, alternates, steps = [], [], []
    probabilities: dict[int, Fraction] = {}
    for kind, members in strata.items():
        order, size = lottery.order(members), sizes[kind]
        drawn += order[:size]
        alternates += order[size : size + _spare(size)]
        probabilities |= dict.fromkeys(members, Fraction(size, len(members)))
        steps.append(f"{kind or '（未分类）'}：{len(members)} 家抽 {size} 家。")
    return lottery.finished(drawn, probabilities, alternates=alternates, steps=steps)


def systematic(frame: Frame, count: int, seed: str) -> Draw:
    """Every k-th unit in the order of the frame from a random start."""
    lottery = _Lottery(frame, count, seed)
    units = len(lottery.free)
    share = Fraction(lottery.left, units) if units else Fraction(0)
    probabilities = dict.fromkeys(lottery.free, share)
    start = lottery.number(START)
    steps = [f"{units} 家按抽样框顺序累计入选概率，起点 {_shown(start)}，每隔 1 取一家（间隔 {_interval(share)} 家）。"]
    return lottery.finished(selected(probabilities, start), probabilities, steps=steps)


def proportional(frame: Frame, count: int, seed: str) -> Draw:
    """Systematic sample with probability proportional to money; units without money cannot be drawn."""
    lottery = _Lottery(frame, count, seed)
    sizes = {index: Fraction(frame.units[index].row.money or 0) for index in lottery.free}
    for index in [index for index, size in sizes.items() if not size]:
        lottery.outside[index] = "没有可归属的资金"
        del sizes[index]
    if lottery.left > len(sizes):
        expected = f"不超过 {len(lottery.must) + len(sizes)} 家"
        mend = "按资金规模抽取只能抽有资金的单位；请减少 --count，或改用分层抽取。"
        raise InputError([Fault("抽取家数 --count", str(count), expected, mend)])
    probabilities = inclusion_probabilities(sizes, lottery.left)
    certain = [index for index, probability in probabilities.items() if probability == 1]
    rest = {index: probability for index, probability in probabilities.items() if probability < 1}
    start = lottery.number(START)
    steps = [f"资金不小于抽样间隔的 {len(certain)} 家直接入选。"] if certain else []
    steps.append(f"{len(rest)} 家按抽样框顺序累计入选概率，起点 {_shown(start)}，每隔 1 取一家。")
    return lottery.finished(selected(rest, start), probabilities, certain=certain, steps=steps)


def inclusion_probabilities(sizes: Mapping[int, Fraction], count: int) -> dict[int, Fraction]:
    """π = n · size ÷ total; units that would pass 1 are in for certain, and the rest is worked out again without them.

    Args:
        sizes: positive sizes by position.
        count: units to draw, at most as many as there are; the probabilities add up to it.
    """
    certain: set[int] = set()
    while True:
        total = sum((size for index, size in sizes.items() if index not in certain), Fraction(0))
        left = count - len(certain)
        large = {index for index, size in sizes.items() if index not in certain and left * size >= total and left > 0}
        if not large:
            break
        certain |= large
    return {
        index: Fraction(1) if index in certain else (left * size / total if total else Fraction(0))
        for index, size in sizes.items()
    }


def selected(probabilities: Mapping[int, Fraction], start: Fraction) -> tuple[int, ...]:
    """Madow's systematic selection: units in whose stretch of the cumulated probabilities start, start + 1, … fall."""
    found, upto, mark = [], Fraction(0), start
    for index, probability in probabilities.items():
        upto += probability
        if mark < upto:
            found.append(index)
            mark += 1
    return tuple(found)


def _allocated(frame: Frame, lottery: _Lottery, sizes: Mapping[str, int]) -> dict[str, int]:
    """Units to draw by kind: minimums first, the rest in proportion, largest remainders first."""
    sampled = {kind: min(size, need) for kind, size, need in _minimums(frame, lottery, sizes)}
    left = lottery.left - sum(sampled.values())
    if left < 0:
        expected = f"不少于 {len(lottery.must) + sum(sampled.values())}"
        fault = Fault(
            "抽取家数 --count", str(lottery.left + len(lottery.must)), expected, "各类下限合计已超过抽取家数。"
        )
        raise InputError([fault])
    while left:
        room = {kind: size - sampled[kind] for kind, size in sizes.items() if size > sampled[kind]}
        whole = sum(room.values())
        shares = {kind: Fraction(left * size, whole) for kind, size in room.items()}
        given = {kind: math.floor(share) for kind, share in shares.items()}
        if not any(given.values()):
            first = sorted(shares, key=lambda kind: (-shares[kind], list(sizes).index(kind)))[:left]
            given = dict.fromkeys(first, 1)
        for kind, more in given.items():
            sampled[kind] += more
        left -= sum(given.values())
    return sampled


def _minimums(frame: Frame, lottery: _Lottery, sizes: Mapping[str, int]) -> Iterable[tuple[str, int, int]]:
    """Kind, units that may be drawn, units that must be: what the stratum asks for beyond its musts."""
    asked: dict[str, int] = {}
    for stratum in frame.rule.strata:
        members = sum(unit.row.kind == stratum.kind for unit in frame.units)
        by_share = math.ceil(Fraction(stratum.minimum_percent or 0) / 100 * members)
        asked[stratum.kind] = max(math.ceil(stratum.minimum or 0), by_share)
    one_each = lottery.left >= len(sizes)  # else some kinds stay without, which the steps show
    for kind, size in sizes.items():
        musts = sum(frame.units[index].row.kind == kind for index in lottery.must)
        yield kind, size, max(int(one_each), asked.get(kind, 0) - musts)


def _spare(drawn: int) -> int:
    """Replacements to name: one for each five units, at least one."""
    return max(1, drawn // 5) if drawn else 0


def _shown(number: Fraction) -> str:
    return f"{math.floor(number * 10**6) / 10**6:.6f}"


def _interval(share: Fraction) -> str:
    return "—" if not share else f"{math.floor(1 / share * 100) / 100:.2f}"
