"""A matrix of data: a row a unit or year, a column an indicator; what entropy and CRITIC weigh by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from hengping.analysis.weights.groups import Group
from hengping.analysis.weights.input_rows import InputRow, read_grid
from hengping.errors import Fault, InputError, nearest_names
from hengping.quantities import NumberTextError, read_number

DIRECTION = ("方向", "direction")
_DIRECTIONS = {"": True, "正": True, "正向": True, "+": True, "负": False, "负向": False, "反向": False, "-": False}


@dataclass(frozen=True)
class DataColumn:
    """The figures of one indicator; `higher_is_better` is its direction."""

    code: str
    figures: tuple[Decimal, ...]
    higher_is_better: bool

    @property
    def scaled(self) -> tuple[Decimal, ...] | None:
        """The figures from 0 (worst) to 1 (best); None where all are alike."""
        low, high = min(self.figures), max(self.figures)
        if low == high:
            return None
        if self.higher_is_better:
            return tuple((figure - low) / (high - low) for figure in self.figures)
        return tuple((high - figure) / (high - low) for figure in self.figures)


@dataclass(frozen=True)
class DataGroup:
    """The columns of the members of one node."""

    group: Group
    samples: tuple[str, ...]
    columns: tuple[DataColumn, ...]


def read_matrix(path: Path, groups: Mapping[str, Group]) -> tuple[DataGroup, ...]:
    """The matrix by nodes: first column names of the samples, the others headed by indicator codes.

    A row whose name is 方向 says 正 or 负 for each column; without it more is better everywhere.

    Raises:
        InputError: unknown codes, members of a node that have no column, cells that are no number, at once.
    """
    header, rows = read_grid(path)
    faults = list(_heading_faults(header, groups, path.name))
    samples = [row for row in rows if row.cells[header[0]] not in DIRECTION]
    directions = next((row for row in rows if row.cells[header[0]] in DIRECTION), None)
    if len(samples) < 2:
        faults.append(Fault(path.name, f"{len(samples)} 个样本", "至少 2 个样本（单位或年度）", "请补充数据。"))
    for row in samples:
        faults += _cell_faults(row, header)
    faults += _direction_faults(directions, header)
    if faults:
        raise InputError(faults)
    columns = {code: _column(code, samples, directions) for code in header[1:]}
    names = tuple(row.cells[header[0]] for row in samples)
    return tuple(
        DataGroup(group, names, tuple(columns[code] for code in group.codes))
        for group in groups.values()
        if group.codes[0] in columns
    )


def _column(code: str, samples: Sequence[InputRow], directions: InputRow | None) -> DataColumn:
    figures = tuple(read_number(row.cells[code]) for row in samples)
    return DataColumn(code, figures, _DIRECTIONS[directions.cells[code]] if directions else True)


def _heading_faults(header: tuple[str, ...], groups: Mapping[str, Group], label: str) -> Iterator[Fault]:
    known = {code for group in groups.values() for code in group.codes}
    if len(header) < 2:
        yield Fault(f"{label} 的列标题", "只有一列", "样本名称和各指标代码", "请补上各指标的列。")
    for code in header[1:]:
        if code not in known:
            near = nearest_names(code, sorted(known), most=1)
            mend = f"是否为 {near[0]}？" if near else "列标题请填指标代码。"
            yield Fault(f"{label} 的列标题", code, "计入总分的指标代码", mend)
    for group in groups.values():
        lost = [code for code in group.codes if code not in header]
        if lost and len(lost) < len(group.codes):
            mend = "请补上这些列：权重在同一上级的全部下级之间分配。"
            yield Fault(f"{label} 的列标题", f"{group.name}（{group.node}）缺 {'、'.join(lost)}", "全部下级", mend)


def _cell_faults(row: InputRow, header: tuple[str, ...]) -> Iterator[Fault]:
    for code in header[1:]:
        try:
            read_number(row.cells[code])
        except NumberTextError as error:
            yield Fault(f"{row.where}“{code}”", row.cells[code] or "空白", "数字", f"{error}。")


def _direction_faults(row: InputRow | None, header: tuple[str, ...]) -> Iterator[Fault]:
    if row is not None:
        for code in header[1:]:
            if row.cells[code] not in _DIRECTIONS:
                yield Fault(f"{row.where}“{code}”", row.cells[code], "正 或 负", "越大越好填“正”，越小越好填“负”。")
