"""层次分析法: weights from comparisons in pairs, how consistent they are, and the pair that spoils it.

Weights are the principal right eigenvector of the matrix; the consistency ratio is (λ − n) ÷ (n − 1) ÷ RI with Saaty's
random indices. Several experts become one matrix by the geometric mean of each comparison, which alone keeps
a(ij) · a(ji) = 1 (Aczél and Saaty 1983).

Source: T. L. Saaty, The Analytic Hierarchy Process (1980); How to make a decision, EJOR 48 (1990) 9–26.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from itertools import combinations, groupby

from hengping.analysis.weights.groups import Group, Shares
from hengping.analysis.weights.pairwise import ExpertMatrix
from hengping.errors import Fault, InputError

LIMIT = Decimal("0.10")
"""A ratio below it passes for consistent enough."""
RANDOM_INDEX = tuple(
    Decimal(hundredths).scaleb(-2)
    for hundredths in (0, 0, 58, 90, 112, 124, 132, 141, 145, 149, 151, 148, 156, 157, 159)
)
"""Mean consistency index of random matrices of 1 to 15 members (Saaty 1980)."""

_PRECISE = Context(prec=50)
_ONE = Decimal(1)
_SETTLED = Decimal("1e-40")
_SCALE = tuple([Fraction(1, n) for n in range(9, 1, -1)] + [Fraction(n) for n in range(1, 10)])

DecimalMatrix = tuple[tuple[Decimal, ...], ...]


@dataclass(frozen=True)
class SpoilingPair:
    """The comparison that is farthest from what all the others imply.

    Attributes:
        given: ratio as judged; `implied`: ratio of the two weights.
        nearest: the step of the scale that comes nearest to `implied`.
        ratio_then: consistency ratio if the comparison were `nearest`.
    """

    left: str
    right: str
    given: Decimal
    implied: Decimal
    nearest: Fraction
    ratio_then: Decimal


@dataclass(frozen=True)
class Weighing:
    """Weights of one matrix with its consistency; `expert` is "" for all experts together."""

    expert: str
    codes: tuple[str, ...]
    weights: tuple[Decimal, ...]
    eigenvalue: Decimal
    index: Decimal
    ratio: Decimal
    spoiling: SpoilingPair | None

    @property
    def consistent(self) -> bool:
        """Whether the ratio is below the limit."""
        return self.ratio < LIMIT


@dataclass(frozen=True)
class NodeWeights:
    """What the experts say of one node."""

    group: Group
    experts: tuple[Weighing, ...]
    together: Weighing


@dataclass(frozen=True)
class AhpResult:
    """All nodes that were compared."""

    nodes: tuple[NodeWeights, ...]

    @property
    def shares(self) -> Shares:
        """Shares of the members, by node."""
        return {
            node.group.node: dict(zip(node.together.codes, node.together.weights, strict=True)) for node in self.nodes
        }

    @property
    def inconsistent(self) -> tuple[tuple[Group, Weighing], ...]:
        """Weighings whose ratio reaches the limit."""
        return tuple(
            (node.group, weighing)
            for node in self.nodes
            for weighing in dict.fromkeys((*node.experts, node.together))
            if not weighing.consistent
        )


def ahp(matrices: Sequence[ExpertMatrix]) -> AhpResult:
    """Weights of every node that experts compared.

    Raises:
        InputError: a node with more members than people can compare.
    """
    too_many = [each for each in matrices if len(each.group.codes) > len(RANDOM_INDEX)]
    if too_many:
        group = too_many[0].group
        mend = "请先归并为几类，分层比较。"
        raise InputError([Fault(f"上级 {group.node}", f"{len(group.codes)} 个下级指标", "不超过 15 个", mend)])
    with localcontext(_PRECISE):
        return AhpResult(tuple(_node(list(same)) for _, same in groupby(matrices, key=lambda each: each.group.node)))


def _node(matrices: list[ExpertMatrix]) -> NodeWeights:
    group = matrices[0].group
    decimal = [(each.expert, _decimal_matrix(each.matrix)) for each in matrices]
    experts = tuple(weigh_matrix(matrix, group.codes, expert=expert) for expert, matrix in decimal)
    joined = decimal[0][1] if len(decimal) == 1 else geometric_mean([matrix for _, matrix in decimal])
    return NodeWeights(group, experts, weigh_matrix(joined, group.codes))


def geometric_mean(matrices: Sequence[DecimalMatrix]) -> DecimalMatrix:
    """The geometric mean of each comparison."""
    with localcontext(_PRECISE):
        share = _ONE / len(matrices)
        size = range(len(matrices[0]))

        def mean(i: int, j: int) -> Decimal:
            product = _ONE
            for matrix in matrices:
                product *= matrix[i][j]
            return product if product == 1 else product**share

        upper = {(i, j): mean(i, j) for i, j in combinations(size, 2)}
        return tuple(
            tuple(_ONE if i == j else upper[i, j] if i < j else _ONE / upper[j, i] for j in size) for i in size
        )


def weigh_matrix(matrix: DecimalMatrix, codes: tuple[str, ...], *, expert: str = "") -> Weighing:
    """Weights and consistency of one reciprocal matrix."""
    with localcontext(_PRECISE):
        weights, eigenvalue = _principal(matrix)
        index, ratio = _consistency(eigenvalue, len(codes))
        spoiling = _spoiling(matrix, weights, codes) if len(codes) > 2 and ratio > Decimal("1e-20") else None
        return Weighing(expert, codes, weights, eigenvalue, index, ratio, spoiling)


def _principal(matrix: DecimalMatrix) -> tuple[tuple[Decimal, ...], Decimal]:
    """The principal eigenvector, summing to one, and its eigenvalue: powers of a positive matrix converge."""
    size = len(matrix)
    weights = tuple(_ONE / size for _ in range(size))
    for _ in range(2000):
        raised = _times(matrix, weights)
        total = sum(raised, Decimal(0))
        following = tuple(value / total for value in raised)
        moved = max(abs(a - b) for a, b in zip(following, weights, strict=True))
        weights = following
        if moved < _SETTLED:
            break
    return weights, sum(_times(matrix, weights), Decimal(0))


def _times(matrix: DecimalMatrix, weights: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    return tuple(sum((a * w for a, w in zip(row, weights, strict=True)), Decimal(0)) for row in matrix)


def _consistency(eigenvalue: Decimal, size: int) -> tuple[Decimal, Decimal]:
    if size < 3:
        return Decimal(0), Decimal(0)
    index = max(Decimal(0), (eigenvalue - size) / (size - 1))
    return index, index / RANDOM_INDEX[size - 1]


def _spoiling(matrix: DecimalMatrix, weights: tuple[Decimal, ...], codes: tuple[str, ...]) -> SpoilingPair:
    """The pair whose ratio differs most, by factor, from the ratio of the weights."""

    def deviation(pair: tuple[int, int]) -> Decimal:
        i, j = pair
        error = matrix[i][j] * weights[j] / weights[i]
        return max(error, 1 / error)

    i, j = max(combinations(range(len(codes)), 2), key=deviation)
    implied = weights[i] / weights[j]
    nearest = min(_SCALE, key=lambda step: abs((Decimal(step.numerator) / step.denominator / implied).ln()))
    changed = [list(row) for row in matrix]
    changed[i][j] = Decimal(nearest.numerator) / nearest.denominator
    changed[j][i] = Decimal(nearest.denominator) / nearest.numerator
    _, eigenvalue = _principal(tuple(tuple(row) for row in changed))
    ratio_then = _consistency(eigenvalue, len(codes))[1]
    return SpoilingPair(codes[i], codes[j], matrix[i][j], implied, nearest, ratio_then)


def _decimal_matrix(matrix: Sequence[Sequence[Fraction]]) -> DecimalMatrix:
    return tuple(tuple(Decimal(entry.numerator) / entry.denominator for entry in row) for row in matrix)
