"""The door to HiGHS: yes-or-no decisions under linear rows, solved with gap 0 on one thread.

HiGHS works in floating point with tolerances, so nothing it returns is believed here: callers verify every row in
fractions and cut off what fails.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hengping.errors import HengpingError, MissingProgramError

SECONDS = 600.0


class UnprovenError(HengpingError):
    """The solver gave up before it could prove the best choice; the message says why."""


@dataclass(frozen=True)
class Row:
    """lower ≤ Σ values[k] · x[columns[k]] ≤ upper."""

    columns: Sequence[int]
    values: Sequence[float]
    lower: float
    upper: float


INFINITY = float("inf")


def load() -> Any:
    """The module, or what to install.

    Raises:
        MissingProgramError: the extra of fieldwork is not installed.
    """
    try:
        import highspy
    except ImportError:
        missing = "最优方案要用求解器 HiGHS，本机没有安装。请安装附加组件 hengping[fieldwork]；"
        raise MissingProgramError(missing + "判断选取、随机抽取、覆盖表、排期和对照都不需要它。") from None
    return highspy


class Solver:
    """A loaded problem: change its objective, add rows, run again.

    Args:
        binaries: how many of the columns, the first ones, are yes-or-no; the rest lie between 0 and 1.
        columns: how many columns there are.
        fixed: columns whose value is given.
    """

    def __init__(self, binaries: int, columns: int, *, rows: Sequence[Row], fixed: dict[int, int]) -> None:
        self._library = load()
        self._binaries, self._columns = binaries, columns
        self._highs = self._library.Highs()
        options = {"output_flag": False, "mip_rel_gap": 0.0, "mip_abs_gap": 0.0, "random_seed": 0, "parallel": "off"}
        for name, value in options.items():
            self._highs.setOptionValue(name, value)
        self._highs.passModel(self._model(rows, fixed))

    def _model(self, rows: Sequence[Row], fixed: dict[int, int]) -> Any:
        import numpy

        kinds = self._library.HighsVarType
        model = self._library.HighsLp()
        model.num_col_, model.num_row_ = self._columns, len(rows)
        model.col_cost_ = numpy.zeros(self._columns)
        model.col_lower_ = numpy.array([float(fixed.get(column, 0)) for column in range(self._columns)])
        model.col_upper_ = numpy.array([float(fixed.get(column, 1)) for column in range(self._columns)])
        model.row_lower_ = numpy.array([row.lower for row in rows], dtype=float)
        model.row_upper_ = numpy.array([row.upper for row in rows], dtype=float)
        extra = self._columns - self._binaries
        model.integrality_ = [kinds.kInteger] * self._binaries + [kinds.kContinuous] * extra
        starts = [0]
        for row in rows:
            starts.append(starts[-1] + len(row.columns))
        matrix = model.a_matrix_
        matrix.format_ = self._library.MatrixFormat.kRowwise
        matrix.start_ = numpy.array(starts, dtype=numpy.int32)
        matrix.index_ = numpy.array([column for row in rows for column in row.columns], dtype=numpy.int32)
        matrix.value_ = numpy.array([value for row in rows for value in row.values], dtype=float)
        return model

    def add(self, row: Row) -> None:
        """One more row."""
        import numpy

        columns, values = numpy.array(row.columns, dtype=numpy.int32), numpy.array(row.values, dtype=float)
        self._highs.addRow(row.lower, row.upper, len(columns), columns, values)

    def minimise(self, costs: Sequence[float]) -> frozenset[int] | None:
        """The columns at 1 among the yes-or-no ones in a best solution; None where there is none.

        Raises:
            UnprovenError: time ran out, or the solver failed.
        """
        import numpy

        padded = numpy.zeros(self._columns)
        padded[: len(costs)] = costs
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + SECONDS)
        self._highs.changeColsCost(self._columns, numpy.arange(self._columns, dtype=numpy.int32), padded)
        self._highs.run()
        status, states = self._highs.getModelStatus(), self._library.HighsModelStatus
        if status == states.kInfeasible:
            return None
        if status != states.kOptimal:
            reason = self._highs.modelStatusToString(status)
            raise UnprovenError(f"求解器没有在 {SECONDS:.0f} 秒内证明最优（{reason}）；请减少单位或放宽条件后再试。")
        values = self._highs.getSolution().col_value[: self._binaries]
        return frozenset(index for index, value in enumerate(values) if value > 0.5)

    @property
    def proven(self) -> float:
        """No solution costs less than this, as the solver proved; meaningful after a run that found one."""
        return float(self._highs.getInfo().mip_dual_bound)
