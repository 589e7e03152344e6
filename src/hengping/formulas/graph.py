"""Many formulas at once: which needs which, in what order they are computed, and what is wrong with the whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from hengping.errors import Fault, nearest_names
from hengping.formulas.evaluator import evaluate
from hengping.formulas.faults import FormulaCycleError, UnknownNameError
from hengping.formulas.parser import Formula
from hengping.formulas.values import Result, Value

MAX_CYCLES = 20
"""Circles told at once; a case in which more facts go round needs these mended first."""
MAX_PATH = 30
"""Names of a circle that are written out."""


def evaluate_all(formulas: Mapping[str, Formula], known: Mapping[str, Value | None]) -> dict[str, Result]:
    """Compute every formula, each after those it needs.

    Args:
        formulas: fact id → its formula.
        known: fact id → value, None where the fact exists but its value is absent. A value given for a fact that also
            has a formula stands in its place (what-if); the caller sees to it that a case does not have both.

    Returns:
        Fact id → result, for every formula that was not replaced, in the order of ``formulas``.

    Raises:
        UnknownNameError: formulas name facts that are in neither mapping; all of them at once.
        FormulaCycleError: formulas need each other in a circle; unknown names are told along with it.
    """
    open_formulas = {name: formula for name, formula in formulas.items() if known.get(name) is None}
    results: dict[str, Result] = {}

    def lookup(name: str) -> Value | Result | None:
        return results[name] if name in results else known.get(name)

    for name in _order(open_formulas, known):
        results[name] = evaluate(open_formulas[name], lookup)
    return {name: results[name] for name in open_formulas}


def _order(formulas: Mapping[str, Formula], known: Mapping[str, Value | None]) -> list[str]:
    faults = list(_unknown_names(formulas, known))
    needs = {name: [n for n in formula.names if n in formulas] for name, formula in formulas.items()}
    order: list[str] = []
    cycles: list[tuple[str, ...]] = []
    while not order and needs and len(cycles) < MAX_CYCLES:
        try:
            order = list(TopologicalSorter(needs).static_order())
        except CycleError as error:
            cycles.append(_from_first(error.args[1], list(formulas)))
            # Open the circle at its first fact and look for the next one.
            needs[cycles[-1][0]] = []
    if cycles:
        raise FormulaCycleError(cycles, [*faults, *map(_cycle_fault, cycles)])
    if faults:
        raise UnknownNameError(faults)
    return order


def _unknown_names(formulas: Mapping[str, Formula], known: Mapping[str, Value | None]) -> Iterable[Fault]:
    names = dict.fromkeys([*known, *formulas])
    for fact, formula in formulas.items():
        for name in formula.names:
            if name not in names:
                near = nearest_names(name, names)
                mend = f"是否为 {'、'.join(near)}？" if near else "改正名称，或登记这个事实。"
                yield Fault(f"事实“{fact}”的公式", name, "已登记的事实名称", mend)


def _from_first(cycle: list[str], order: list[str]) -> tuple[str, ...]:
    """The circle as "needs" arrows, begun at the fact that was written first; graphlib gives it the other way round."""
    ring = cycle[:0:-1]
    start = min(range(len(ring)), key=lambda index: order.index(ring[index]))
    return (*ring[start:], *ring[:start], ring[start])


def _cycle_fault(cycle: tuple[str, ...]) -> Fault:
    path = cycle if len(cycle) <= MAX_PATH else (*cycle[: MAX_PATH // 2], "…", *cycle[-MAX_PATH // 2 :])
    return Fault(
        f"事实“{cycle[0]}”的公式", " → ".join(path), "不互相依赖的公式", "改其中一个公式，或把一个事实登记为数值。"
    )
