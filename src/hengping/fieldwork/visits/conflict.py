"""Why no choice keeps all bounds: which bound, and by how much it would have to give way."""

from __future__ import annotations

from collections.abc import Sequence
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
        together: where no single bound would do: bounds that cannot be kept together, of which none can be spared.
    """

    shortfalls: tuple[Shortfall, ...]
    together: tuple[Bound, ...] = ()

    def sentences(self) -> tuple[str, ...]:
        """The explanation, a sentence an item."""
        if self.together:
            names = "、".join(f"{bound.name}（{bound.printed_limit}）" for bound in self.together)
            return (f"这些条件不能同时满足，只放宽其中一条也不够：{names}。",)
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
    return Conflict(tuple(single)) if single else Conflict((), _smallest_conflict(frame, bounds))


def _smallest_conflict(frame: Frame, bounds: Sequence[Bound]) -> tuple[Bound, ...]:
    """Bounds that cannot be kept together, until none of them can be left out."""
    kept = list(bounds)
    for bound in bounds:
        rest = [other for other in kept if other is not bound]
        if rest and extreme(frame, rest, bound.measure, largest=bound.at_least) is None:
            kept = rest
    return tuple(kept)
