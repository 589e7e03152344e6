"""熵权法和 CRITIC 法: weights from how much the data of the indicators differ, and how far each says something new.

Entropy: figures scaled from 0 to 1 in their direction, p = share of the column's sum, e = −Σ p·ln p ÷ ln m,
weight ∝ 1 − e (0·ln 0 is 0). CRITIC: weight ∝ σ·Σ(1 − r), σ the standard deviation of the scaled column, r its
correlation with each other column. A column that is alike everywhere tells nothing and weighs nothing.

Source: C. E. Shannon (1948) as used for weights by C. L. Hwang and K. Yoon (1981); D. Diakoulaki and others,
Determining objective weights in multiple criteria problems: the CRITIC method, Computers & OR 22 (1995) 763–770.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from hengping.analysis.weights.data_matrix import DataColumn, DataGroup
from hengping.analysis.weights.groups import Group, Shares
from hengping.errors import Fault, InputError

_PRECISE = Context(prec=50)
_ZERO, _ONE = Decimal(0), Decimal(1)


@dataclass(frozen=True)
class MemberData:
    """What the data of one member say.

    Attributes:
        first: entropy e, or standard deviation σ.
        second: difference 1 − e, or conflict Σ(1 − r).
        information: what the weight is proportional to.
        constant: whether all samples are alike.
    """

    code: str
    first: Decimal
    second: Decimal
    information: Decimal
    weight: Decimal
    constant: bool


@dataclass(frozen=True)
class NodeData:
    """The members of one node."""

    group: Group
    samples: tuple[str, ...]
    members: tuple[MemberData, ...]


@dataclass(frozen=True)
class DataWeights:
    """All nodes with data."""

    nodes: tuple[NodeData, ...]

    @property
    def shares(self) -> Shares:
        """Shares by node."""
        return {node.group.node: {member.code: member.weight for member in node.members} for node in self.nodes}


def entropy(groups: Sequence[DataGroup]) -> DataWeights:
    """Weights by entropy."""
    return _weigh(groups, _entropies)


def critic(groups: Sequence[DataGroup]) -> DataWeights:
    """Weights by CRITIC."""
    return _weigh(groups, _contrasts)


_Measures = list[tuple[Decimal, Decimal, Decimal]]


def _weigh(groups: Sequence[DataGroup], measure: Callable[[Sequence[DataColumn]], _Measures]) -> DataWeights:
    nodes, faults = [], []
    with localcontext(_PRECISE):
        for data in groups:
            measures = measure(data.columns)
            total = sum((information for _, _, information in measures), _ZERO)
            if not total and len(measures) > 1:
                found = "各列都没有差异" if all(column.scaled is None for column in data.columns) else "各列完全相关"
                faults.append(
                    Fault(f"上级 {data.group.node}", found, "有差异的数据", "这组数据不能定权，请用其他方法。")
                )
                continue
            members = tuple(
                MemberData(column.code, *each, each[2] / total if total else _ONE, column.scaled is None)
                for column, each in zip(data.columns, measures, strict=True)
            )
            nodes.append(NodeData(data.group, data.samples, members))
    if faults:
        raise InputError(faults)
    return DataWeights(tuple(nodes))


def _entropies(columns: Sequence[DataColumn]) -> _Measures:
    measures = []
    for column in columns:
        scaled = column.scaled
        if scaled is None:
            measures.append((_ONE, _ZERO, _ZERO))
            continue
        total = sum(scaled, _ZERO)
        parts = [figure / total for figure in scaled if figure]
        disorder = -sum((part * part.ln() for part in parts), _ZERO) / Decimal(len(scaled)).ln()
        measures.append((disorder, _ONE - disorder, _ONE - disorder))
    return measures


def _contrasts(columns: Sequence[DataColumn]) -> _Measures:
    scaled = [column.scaled for column in columns]
    centred = [None if figures is None else _centred(figures) for figures in scaled]
    measures = []
    for index, own in enumerate(centred):
        if own is None:
            measures.append((_ZERO, _ZERO, _ZERO))
            continue
        deviation = (_product(own, own) / (len(own) - 1)).sqrt()
        conflict = sum(
            (_ONE - _correlation(own, other) for place, other in enumerate(centred) if other and place != index), _ZERO
        )
        measures.append((deviation, conflict, deviation * conflict))
    return measures


def _centred(figures: Sequence[Decimal]) -> tuple[Decimal, ...]:
    mean = sum(figures, _ZERO) / len(figures)
    return tuple(figure - mean for figure in figures)


def _product(left: Sequence[Decimal], right: Sequence[Decimal]) -> Decimal:
    return sum((a * b for a, b in zip(left, right, strict=True)), _ZERO)


def _correlation(left: Sequence[Decimal], right: Sequence[Decimal]) -> Decimal:
    correlation = _product(left, right) / (_product(left, left) * _product(right, right)).sqrt()
    return max(-_ONE, min(_ONE, +correlation))
