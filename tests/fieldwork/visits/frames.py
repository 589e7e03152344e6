"""Cases with a frame written as a table, and the best choice by trying every one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any

from hengping.cases.model import Case
from hengping.fieldwork.visits.bases import bases
from hengping.fieldwork.visits.bounds import bounds
from hengping.fieldwork.visits.frame import Frame, read_frame
from hengping.fieldwork.visits.measure import Bound, Measure
from hengping.fieldwork.visits.optimum import ranks

IDENTITY = {"title": "某基金", "project_name": "某基金", "kind": "finance_evaluation", "year": "2021"}
LEAF = {"code": "A", "name": "产出", "weight": "100"}


def case_of(rows: Iterable[dict[str, Any]], *, visits: Sequence[dict[str, Any]] = (), **rule: Any) -> Case:
    """A case whose frame has these rows; ids, names and regions are made up where a row has none."""
    frame = [
        {"id": f"U{number:02d}", "name": f"单位{number:02d}", "city": "甲市", **row}
        for number, row in enumerate(rows, start=1)
    ]
    return Case.model_validate(
        {
            "identity": IDENTITY,
            "indicators": {"indicators": [LEAF]},
            "frame": frame,
            "visits": [{"id": f"V{number:02d}", **visit} for number, visit in enumerate(visits, start=1)],
            "sampling": rule,
        }
    )


def frame_of(rows: Iterable[dict[str, Any]], **rule: Any) -> Frame:
    return read_frame(case_of(rows, **rule))


def all_bounds(frame: Frame, **more: Any) -> tuple[Bound, ...]:
    return bounds(frame, bases(frame), **more)


def best_by_enumeration(
    frame: Frame, to_keep: Sequence[Bound], objective: Measure, *, largest: bool = False, most_units: int | None = None
) -> tuple[tuple[int, ...], Fraction] | None:
    """The same answer by brute force, over every choice of at most `most_units` units."""
    places = ranks(frame)
    free = [index for index, unit in enumerate(frame.units) if not unit.row.never]
    must = {index for index, unit in enumerate(frame.units) if unit.row.must}
    best: tuple[Fraction, int, tuple[int, ...]] | None = None
    for size in range((most_units or len(free)) + 1):
        for chosen in combinations(free, size):
            taken = set(chosen)
            if not must <= taken or not all(bound.holds(bound.measure.value(taken)) for bound in to_keep):
                continue
            value = objective.value(taken)
            key = (-value if largest else value, sum(places[index] for index in chosen), chosen)
            best = key if best is None or key < best else best
    return None if best is None else (best[2], -best[0] if largest else best[0])
