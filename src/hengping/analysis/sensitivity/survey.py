"""How far everything that points rest on can move before the grade changes: weights, judgements, disputed figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from hengping.analysis.sensitivity.figures_moved import FigureMover, disputed, facts_behind
from hengping.analysis.sensitivity.judgements_moved import judgements_moved
from hengping.analysis.sensitivity.movement import Bounds, Kind, Movement, bounds_of
from hengping.analysis.sensitivity.weights_moved import weights_moved
from hengping.cases.fact_book import FactBook
from hengping.cases.model.case import Case
from hengping.errors import Fault, InputError, nearest_names
from hengping.scoring.case_score import profile_of, score_case

SWING = Decimal("0.10")
_ORDER = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True)
class Sensitivity:
    """All movements, the widest first; those of equal width as weights, judgements, figures in order of filing."""

    bounds: Bounds
    swing: Decimal
    movements: tuple[Movement, ...]

    @property
    def near(self) -> tuple[Movement, ...]:
        """Movements that change the grade within the swing."""
        return tuple(
            movement
            for movement in self.movements
            for totals in [[movement.low_total, movement.high_total]]
            if any(total is not None and self.bounds.grade_at(total) != self.bounds.grade for total in totals)
        )


def sensitivity(
    case: Case, *, swing: Decimal = SWING, figures: Iterable[str] = (), all_figures: bool = False
) -> Sensitivity:
    """Move each thing alone, everything else as it is.

    Args:
        swing: the relative change shown for each thing, 0.1 for a tenth.
        figures: facts to move besides the disputed ones.
        all_figures: move every filed figure that points rest on.

    Raises:
        InputError: unknown facts; no total or no grade yet.
    """
    chosen = tuple(figures)
    known = {fact.id for fact in case.facts}
    faults = []
    for fact_id in chosen:
        if fact_id not in known:
            near = nearest_names(fact_id, known, most=1)
            mend = f"是否为 {near[0]}？" if near else "请改用 facts.csv 中的事实编号。"
            faults.append(Fault("变动的事实", fact_id, "已有的事实编号", mend))
    score = score_case(case)
    bounds = bounds_of(score, profile_of(case))
    if bounds is None:
        mend = "请先补齐得分和评价规程的等级，再做敏感性分析。"
        faults.append(Fault("总分和等级", "尚不能得出", "总分和等级", mend))
    if faults or bounds is None:
        raise InputError(faults)
    book = FactBook(case)
    behind = facts_behind(score, book)
    doubtful = disputed(case, dict.fromkeys((*behind, *chosen)))
    wanted = dict.fromkeys((*(behind if all_figures else [each for each in doubtful if each in behind]), *chosen))
    mover = FigureMover(case, book, bounds, swing, frozenset(doubtful))
    movements = [
        *weights_moved(score, bounds, swing),
        *judgements_moved(score, bounds, swing),
        *mover.moved(wanted),
    ]
    movements.sort(key=lambda each: (-each.swing, _ORDER[each.kind]))
    return Sensitivity(bounds, swing, tuple(movements))
