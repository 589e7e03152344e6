"""Why no choice keeps all bounds: which bound, and by how much it would have to give way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hengping.fieldwork.visits.frame import Frame
from hengping.fieldwork.visits.measure import Bound, digits
from hengping.fieldwork.visits.optimum import extreme


@dataclass(frozen=True)
class Shortfall:
    """A bound that has to give way.

    Attributes:
        reachable: the value nearest to the limit that can be had.
        alone: true where that is so even without the other bounds, under must and never only; else with all the
            others kept, and loosening this bound to `reachable` is enough.
    """

    bound: Bound
    reachable: Fraction
    alone: bool

    @property
    def sentence(self) -> str:
        bound = self.bound
        word = "最多" if bound.at_least else "最少"
        gap = abs(bound.limit - self.reachable)
        if bound.whole:
            far = f"差 {digits(100 * gap / bound.whole, fixed=True)} 个百分点（{bound.measure.printed(gap)}）"
        else:
            far = f"差 {bound.measure.printed(gap)}"
        condition = "不管其他条件" if self.alone else "在其他条件都满足时"
        reached = f"{word}只能做到 {bound.printed(self.reachable)}"
        return f"{bound.name}：要求{bound.printed_limit}，{condition}{reached}，{far}。"


@dataclass(frozen=True)
class Conflict:
    """What stands against a plan.

    Attributes:
        shortfalls: bounds that cannot be kept alone; where there is none, each bound whose loosening alone would do.
        together: where no single bound would do: sets of bounds that cannot be kept together, none of which can be
            spared for the set to be one; the sets share no bound, and in each of them something has to give way.
    """

    shortfalls: tuple[Shortfall, ...]
    together: tuple[tuple[Bound, ...], ...] = ()

    def sentences(self) -> tuple[str, ...]:
        """The explanation, a sentence an item."""
        if self.together:
            sets = ["、".join(f"{bound.name}（{bound.printed_limit}）" for bound in each) for each in self.together]
            return ("只放宽一条不够；以下每一组都不能同时满足，各要放宽至少一条：", *(f"{each}。" for each in sets))
        lines = [shortfall.sentence for shortfall in self.shortfalls]
        if self.shortfalls and not self.shortfalls[0].alone and len(lines) > 1:
            lines.append("以上各条，放宽其中任意一条到所列数值即可。")
        return tuple(lines)


def conflict(frame: Frame, bounds: Sequence[Bound]) -> Conflict:
    """Explain bounds that no choice keeps."""
    alone = []
    for bound in bounds:
        reachable = extreme(frame, (), bound.measure, largest=bound.at_least)
        if reachable is not None and not bound.holds(reachable):
            alone.append(Shortfall(bound, reachable, alone=True))
    if alone:
        return Conflict(tuple(alone))
    single = []
    for bound in bounds:
        others = [other for other in bounds if other is not bound]
        reachable = extreme(frame, others, bound.measure, largest=bound.at_least)
        if reachable is not None:
            single.append(Shortfall(bound, reachable, alone=False))
    return Conflict(tuple(single)) if single else Conflict((), tuple(_sets(frame, list(bounds))))


def _sets(frame: Frame, bounds: list[Bound]) -> Iterator[tuple[Bound, ...]]:
    """Smallest conflicting sets, each looked for among the bounds that the earlier ones leave."""
    while bounds and _cannot_be_kept(frame, bounds):
        kept = list(bounds)
        for bound in bounds:
            rest = [other for other in kept if other is not bound]
            if _cannot_be_kept(frame, rest):
                kept = rest
        yield tuple(kept)
        bounds = [bound for bound in bounds if bound not in kept]


def _cannot_be_kept(frame: Frame, bounds: Sequence[Bound]) -> bool:
    return bool(bounds) and extreme(frame, bounds, bounds[0].measure, largest=bounds[0].at_least) is None
