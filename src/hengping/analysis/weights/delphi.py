"""德尔菲法: weights that experts give in rounds, and whether the rounds come together.

A row of the table is what one expert gave one indicator in one round, in any scale; each expert's figures for the
members of a node are made shares of the node. Of each round: mean, standard deviation (of a sample) and coefficient of
variation of every member, and Kendall's W over the experts' rankings with ties corrected. The weights are the means of
the last round.

Custom, and said as such where it is printed: come together where no coefficient of variation of the last round is
above 0.25 and, with three members and three experts or more, W is significant at 0.05.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from pathlib import Path

from hengping.analysis.weights.groups import Group, Shares
from hengping.analysis.weights.input_rows import InputRow, read_rows
from hengping.analysis.weights.kendall import Concordance, concordance
from hengping.errors import Fault, InputError, nearest_names
from hengping.quantities import NumberTextError, read_number

COLUMNS = {"round": "轮次", "expert": "专家", "code": "指标代码", "weight": "权重"}
VARIATION_LIMIT = Decimal("0.25")
SIGNIFICANT = Decimal("0.05")

_PRECISE = Context(prec=50)
_Given = dict[tuple[int, str], dict[str, Fraction]]


@dataclass(frozen=True)
class Spread:
    """What the experts said of one member in one round; deviation and variation need two experts."""

    code: str
    mean: Decimal
    deviation: Decimal | None
    variation: Decimal | None


@dataclass(frozen=True)
class Round:
    """One round of one node. `moved` is the largest change of a mean against the round before."""

    number: int
    experts: tuple[str, ...]
    spreads: tuple[Spread, ...]
    concordance: Concordance | None
    moved: Decimal | None

    @property
    def widest(self) -> Spread | None:
        """The member on which the experts differ most."""
        known = [spread for spread in self.spreads if spread.variation is not None]
        return max(known, key=lambda spread: spread.variation or Decimal(0), default=None)


@dataclass(frozen=True)
class NodeRounds:
    """The rounds of one node."""

    group: Group
    rounds: tuple[Round, ...]

    @property
    def together(self) -> bool:
        """Whether the last round came together by the custom stated above."""
        last = self.rounds[-1]
        if last.widest is None or last.widest.variation is None or last.widest.variation > VARIATION_LIMIT:
            return False
        judged = last.concordance
        return judged is None or judged.probability < SIGNIFICANT


@dataclass(frozen=True)
class DelphiResult:
    """All nodes that experts weighed."""

    nodes: tuple[NodeRounds, ...]

    @property
    def shares(self) -> Shares:
        """Means of the last round, by node."""
        return {
            node.group.node: {spread.code: spread.mean for spread in node.rounds[-1].spreads} for node in self.nodes
        }


def read_delphi(path: Path, groups: Mapping[str, Group]) -> DelphiResult:
    """The rounds in a table.

    Raises:
        InputError: every row that cannot be used and every figure that is missing, at once.
    """
    return delphi(read_rows(path, COLUMNS), groups, label=path.name)


def delphi(rows: Sequence[InputRow], groups: Mapping[str, Group], *, label: str) -> DelphiResult:
    """As `read_delphi`, from rows read already."""
    node_by_code = {code: group.node for group in groups.values() for code in group.codes}
    given: dict[str, _Given] = {}
    faults: list[Fault] = []
    for row in rows:
        found = list(_row_faults(row, node_by_code, given))
        faults += found
        if not found:
            code, number = row.cells["code"], int(row.cells["round"])
            of_expert = given.setdefault(node_by_code[code], {}).setdefault((number, row.cells["expert"]), {})
            of_expert[code] = Fraction(read_number(row.cells["weight"]))
    if not faults:
        faults += _incomplete(given, groups, label)
    if not given and not faults:
        faults.append(Fault(label, "没有一行", "每轮每位专家每个指标一行", "请填写后再运行。"))
    if faults:
        raise InputError(faults)
    with localcontext(_PRECISE):
        return DelphiResult(tuple(_node(groups[node], given[node]) for node in groups if node in given))


def _row_faults(row: InputRow, node_by_code: Mapping[str, str], given: Mapping[str, _Given]) -> Iterator[Fault]:
    cells = row.cells
    if not cells["expert"]:
        yield Fault(f"{row.where}“专家”", "空白", "专家姓名或代号", "请补填。")
    is_round = cells["round"].isascii() and cells["round"].isdigit()
    if not is_round:
        yield Fault(f"{row.where}“轮次”", cells["round"] or "空白", "1、2、3 等轮次", "请填写第几轮。")
    node = node_by_code.get(cells["code"])
    if node is None:
        near = nearest_names(cells["code"], node_by_code, most=1)
        mend = f"是否为 {near[0]}？" if near else "请改为指标体系中的指标代码。"
        yield Fault(f"{row.where}“指标代码”", cells["code"] or "空白", "计入总分的指标代码", mend)
    elif is_round and cells["code"] in given.get(node, {}).get((int(cells["round"]), cells["expert"]), {}):
        yield Fault(row.where, f"{cells['expert']} 对 {cells['code']} 的第二个数", "每轮一个数", "请删去其中一行。")
    try:
        if read_number(cells["weight"]) < 0:
            yield Fault(f"{row.where}“权重”", cells["weight"], "不小于 0 的数", "请改正。")
    except NumberTextError as error:
        yield Fault(f"{row.where}“权重”", cells["weight"] or "空白", "不小于 0 的数", f"{error}。")


def _incomplete(given: Mapping[str, _Given], groups: Mapping[str, Group], label: str) -> Iterator[Fault]:
    for node, of_node in given.items():
        for (number, expert), figures in of_node.items():
            where = f"{label} 第 {number} 轮专家“{expert}”，上级 {node}"
            lost = [code for code in groups[node].codes if code not in figures]
            if lost:
                yield Fault(where, f"缺 {'、'.join(lost)}", f"{groups[node].name}的全部下级", "请补填这些行。")
            elif not sum(figures.values()):
                yield Fault(where, "全部为 0", "至少一个大于 0 的数", "请补填权重。")


def _node(group: Group, given: _Given) -> NodeRounds:
    rounds: list[Round] = []
    for number in sorted({number for number, _ in given}):
        figures = {expert: of_expert for (of_round, expert), of_expert in given.items() if of_round == number}
        shares = [_shares(of_expert, group.codes) for of_expert in figures.values()]
        spreads = tuple(
            _spread(code, [share[position] for share in shares]) for position, code in enumerate(group.codes)
        )
        before = rounds[-1].spreads if rounds else ()
        moved = (
            max((abs(now.mean - was.mean) for now, was in zip(spreads, before, strict=True)), default=None)
            if before
            else None
        )
        judged = concordance(shares) if len(group.codes) > 2 and len(shares) > 2 else None
        rounds.append(Round(number, tuple(figures), spreads, judged, moved))
    return NodeRounds(group, tuple(rounds))


def _shares(figures: Mapping[str, Fraction], codes: tuple[str, ...]) -> tuple[Fraction, ...]:
    total = sum(figures.values())
    return tuple(figures[code] / total for code in codes)


def _spread(code: str, shares: Sequence[Fraction]) -> Spread:
    mean = sum(shares, Fraction(0)) / len(shares)
    if len(shares) < 2:
        return Spread(code, _decimal(mean), None, None)
    variance = sum(((share - mean) ** 2 for share in shares), Fraction(0)) / (len(shares) - 1)
    deviation = _decimal(variance).sqrt()
    return Spread(code, _decimal(mean), deviation, deviation / _decimal(mean) if mean else None)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / value.denominator
