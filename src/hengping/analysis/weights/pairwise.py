"""Judgements in pairs as experts file them: a CSV of expert, node, left, right, ratio."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from pathlib import Path

from hengping.analysis.weights.groups import TOP, Group
from hengping.analysis.weights.input_rows import InputRow, read_rows
from hengping.errors import Fault, InputError, nearest_names
from hengping.quantities import NumberTextError, read_number

COLUMNS = {"expert": "专家", "node": "上级指标", "left": "左", "right": "右", "ratio": "重要性之比"}
LARGEST = 9
"""End of Saaty's scale: 9, or 1/9."""

_WORKBOOK_PRECISION = Fraction(1, 10**9)

Matrix = tuple[tuple[Fraction, ...], ...]


@dataclass(frozen=True)
class ExpertMatrix:
    """One expert's comparisons of the members of one node: `matrix[i][j]` says how much i outweighs j."""

    expert: str
    group: Group
    matrix: Matrix


def read_pairs(path: Path, groups: Mapping[str, Group]) -> tuple[ExpertMatrix, ...]:
    """The comparisons of every expert, nodes in order of the tree, experts in order of filing.

    Raises:
        InputError: every row that cannot be used and every pair that is missing, at once.
    """
    return matrices(read_rows(path, COLUMNS), groups, label=path.name)


def matrices(rows: Sequence[InputRow], groups: Mapping[str, Group], *, label: str) -> tuple[ExpertMatrix, ...]:
    """As `read_pairs`, from rows read already."""
    faults: list[Fault] = []
    given: dict[tuple[str, str], dict[tuple[str, str], Fraction]] = {}
    for row in rows:
        found = list(_row_faults(row, groups, given))
        faults += found
        if not found:
            cells = row.cells
            pairs = given.setdefault((node_of(cells["node"]), cells["expert"]), {})
            pairs[cells["left"], cells["right"]] = read_ratio(cells["ratio"])
    if not faults:
        faults += _missing_pairs(given, groups, label)
    if not given and not faults:
        faults.append(Fault(label, "没有一行判断", "每位专家每对指标一行", "请填写后再运行。"))
    if faults:
        raise InputError(faults)
    return tuple(
        ExpertMatrix(expert, groups[node], _matrix(pairs, groups[node].codes))
        for node in groups
        for (filed, expert), pairs in given.items()
        if filed == node
    )


def node_of(text: str) -> str:
    """The node a row names; blank is the top."""
    return text or TOP


def read_ratio(text: str) -> Fraction:
    """3, 0.5 or 1/3, above zero. What a workbook worked out as 0.111111111111111 is the 1/9 that was meant.

    Raises:
        NumberTextError: anything else.
    """
    upper, slash, lower = text.partition("/")
    value = Fraction(read_number(upper))
    if slash:
        divisor = Fraction(read_number(lower))
        if not divisor:
            raise NumberTextError("分母为零")
        value /= divisor
    if value <= 0:
        raise NumberTextError("不大于零")
    near = value.limit_denominator(LARGEST)
    return near if abs(near - value) < _WORKBOOK_PRECISION else value


def _row_faults(
    row: InputRow, groups: Mapping[str, Group], given: Mapping[tuple[str, str], Mapping[tuple[str, str], Fraction]]
) -> Iterator[Fault]:
    expert, node = row.cells["expert"], node_of(row.cells["node"])
    left, right, ratio = (row.cells[name] for name in ("left", "right", "ratio"))
    if not expert:
        yield Fault(f"{row.where}“专家”", "空白", "专家姓名或代号", "请补填。")
    group = groups.get(node)
    if group is None:
        near = nearest_names(node, groups, most=1)
        mend = f"是否为 {near[0]}？" if near else f"一级指标的上级填 {TOP} 或留空。"
        yield Fault(f"{row.where}“上级指标”", node, "有下级的指标代码", mend)
        return
    for heading, code in (("左", left), ("右", right)):
        if code not in group.codes:
            expected = f"{group.name}的下级：{'、'.join(group.codes)}"
            yield Fault(f"{row.where}“{heading}”", code or "空白", expected, "请改为其中一个代码。")
    try:
        value = read_ratio(ratio)
    except NumberTextError as error:
        dated = ratio.startswith("日期")
        mend = "Excel 把 1/3 一类的写法当成了日期，请把这一列设为文本后重填。" if dated else f"{error}。"
        yield Fault(f"{row.where}“重要性之比”", ratio or "空白", "1 至 9，或 1/9 至 1", mend)
    else:
        if not Fraction(1, LARGEST) <= value <= LARGEST:
            yield Fault(f"{row.where}“重要性之比”", ratio, "1 至 9，或 1/9 至 1", "请按九级标度填写。")
    if left == right:
        yield Fault(row.where, f"{left} 与自身比较", "两个不同的指标", "请删去这一行。")
    earlier = given.get((node, expert), {})
    if (left, right) in earlier or (right, left) in earlier:
        yield Fault(row.where, f"{expert} 对 {left}、{right} 的第二次判断", "每对指标一行", "请删去其中一行。")


def _missing_pairs(
    given: Mapping[tuple[str, str], Mapping[tuple[str, str], Fraction]], groups: Mapping[str, Group], label: str
) -> Iterator[Fault]:
    for (node, expert), pairs in given.items():
        codes = groups[node].codes
        lost = [pair for pair in combinations(codes, 2) if pair not in pairs and pair[::-1] not in pairs]
        if lost:
            named = "、".join(f"{left} 与 {right}" for left, right in lost)
            where = f"{label} 专家“{expert}”，上级 {node}"
            yield Fault(where, f"缺 {named}", f"{len(codes)} 个指标两两比较", "请补填这些行。")


def _matrix(pairs: Mapping[tuple[str, str], Fraction], codes: tuple[str, ...]) -> Matrix:
    def entry(left: str, right: str) -> Fraction:
        if left == right:
            return Fraction(1)
        return pairs[left, right] if (left, right) in pairs else 1 / pairs[right, left]

    return tuple(tuple(entry(left, right) for right in codes) for left in codes)
