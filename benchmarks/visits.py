"""How fast the cheapest plan of visits is proven, beside the same two solves by bare HiGHS.

The frame is made up: money as uneven as among the region's payers, one region for ten units, costs between 300 and
3,000. Bare HiGHS gets the same rows and both objectives ready-made as arrays; ours makes them out of the frame and
verifies every bound in fractions. The first solve proves the lowest cost, the second breaks ties, so that every machine
chooses the same units.
"""

from __future__ import annotations

import random
from functools import partial
from typing import Any

import highspy
import numpy

from benchmarks.paired import paired_seconds, verdict
from hengping.cases.model import Case
from hengping.fieldwork.visits.bases import bases
from hengping.fieldwork.visits.bounds import bounds, cost
from hengping.fieldwork.visits.frame import Frame, read_frame
from hengping.fieldwork.visits.optimum import optimum, ranks

LARGE = 3_000
PROVINCES = 31
LIMIT_RATIO = 1.3
LIMIT_SECONDS = 0.1


def main() -> bool:
    large, small = _frame(LARGE, 1), _frame(PROVINCES, 3)
    arrays = _arrays(large)
    assert _ours(large) == _bare(arrays), "two answers cannot be compared in speed"
    seconds = paired_seconds({"ours": partial(_ours, large), "bare HiGHS": partial(_bare, arrays)}, repeats=5)
    seconds |= {f"{PROVINCES} units": paired_seconds({"": partial(_ours, small)}, repeats=9)[""]}
    for name, spread in seconds.items():
        print(f"  {name:12} {spread.shown(3)} s")
    ratio = seconds["ours"].median / seconds["bare HiGHS"].median
    return all(
        (
            verdict(f"{LARGE:,} units, times bare HiGHS", ratio, LIMIT_RATIO),
            verdict(f"{PROVINCES} units, seconds", seconds[f"{PROVINCES} units"].median, LIMIT_SECONDS),
        )
    )


def _frame(units: int, seed: int) -> Frame:
    draw = random.Random(seed)
    rows = [
        {
            "id": f"U{index:04d}",
            "name": f"单位{index:04d}",
            "city": f"{draw.randrange(max(3, units // 10))}市",
            "money": f"{1000 * draw.paretovariate(1.2):.2f}",
            "cost": str(draw.randrange(300, 3000)),
        }
        for index in range(units)
    ]
    identity = {"title": "测速", "project_name": "测速", "kind": "finance_evaluation", "year": "2021"}
    leaf = {"code": "A", "name": "产出", "weight": "100"}
    return read_frame(Case.model_validate({"identity": identity, "indicators": {"indicators": [leaf]}, "frame": rows}))


def _ours(frame: Frame) -> tuple[int, ...]:
    best = optimum(frame, bounds(frame, bases(frame)), cost(frame))
    assert best is not None
    return best.chosen


def _arrays(frame: Frame) -> dict[str, Any]:
    """The problem as arrays: a column a unit and a region; a row a region, one for regions, one for money."""
    count, names = len(frame.units), list(frame.cities)
    members: list[list[int]] = [[] for _ in names]
    for index, unit in enumerate(frame.units):
        members[names.index(unit.city)].append(index)
    columns = [[*inside, count + place] for place, inside in enumerate(members)]
    values = [[1.0] * len(inside) + [-1.0] for inside in members]
    columns += [[count + place for place in range(len(names))], list(range(count))]
    total = float(frame.money_total)
    values += [[1.0] * len(names), [100 * float(unit.row.money or 0) / total for unit in frame.units]]
    lower = [0.0] * len(names) + [float(-(-30 * len(names) // 100)), 60.0]
    return {
        "count": count,
        "width": count + len(names),
        "starts": numpy.cumsum([0, *map(len, columns)]).astype(numpy.int32),
        "index": numpy.concatenate(columns).astype(numpy.int32),
        "values": numpy.concatenate(values),
        "lower": numpy.array(lower),
        "cost": numpy.array([float(unit.cost) for unit in frame.units]),
        "ranks": numpy.array(ranks(frame), dtype=float),
    }


def _bare(arrays: dict[str, Any]) -> tuple[int, ...]:
    """Two solves and nothing else."""
    count, width = arrays["count"], arrays["width"]
    solver = highspy.Highs()
    for option, value in (("output_flag", False), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.0), ("parallel", "off")):
        solver.setOptionValue(option, value)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = width, len(arrays["lower"])
    model.col_cost_ = numpy.concatenate([arrays["cost"], numpy.zeros(width - count)])
    model.col_lower_, model.col_upper_ = numpy.zeros(width), numpy.ones(width)
    model.row_lower_, model.row_upper_ = arrays["lower"], numpy.full(len(arrays["lower"]), highspy.kHighsInf)
    kinds = highspy.HighsVarType
    model.integrality_ = [kinds.kInteger] * count + [kinds.kContinuous] * (width - count)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_ = arrays["starts"], arrays["index"]
    model.a_matrix_.value_ = arrays["values"]
    solver.passModel(model)
    solver.run()
    best = round(solver.getInfo().objective_function_value)
    units = numpy.arange(count, dtype=numpy.int32)
    solver.addRow(-highspy.kHighsInf, best + 0.5, count, units, arrays["cost"])
    solver.changeColsCost(count, units, arrays["ranks"])
    solver.run()
    return tuple(index for index, value in enumerate(solver.getSolution().col_value[:count]) if value > 0.5)
