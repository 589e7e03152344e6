"""How the columns of a table hang together: 得分率 = 得分 ÷ 分值, 小计 = 单价 × 数量, 结余 = 预算 − 支出.

A relation is taken to be meant where most rows follow it, or where the headings say it. Rows that do not follow are
what the checks report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from hengping.lint.documents.ledgers import Column, Ledger
from hengping.lint.documents.printed import Printed, Room, Verdict

Operation = Literal["÷", "−", "×", "growth", "share"]

_SCALES = tuple(Decimal(text) for text in ("1", "10000", "0.0001", "100", "0.01", "1000", "0.001"))
_RESULT = re.compile(
    r"率|占比|比重|比例|增幅|降幅|增减|增长|下降|人均|户均|均|单位成本|差|结余|余额|未|失分|扣分|总价|金额|小计|合计|得分"
)
_POINTS = re.compile(r"(?:分值|得分|扣分|失分|权重|满分)$")
_HUNDREDTH = Decimal("0.01")
_ACTUAL = re.compile(r"执行|支出|实际|完成|到位|支付|拨付|已|有效|回收|得分|使用")
_PLAN = re.compile(r"预算|计划|应|目标|安排|批复|下达|分值|发放|总数|权重")
_COMPLETION = re.compile(
    r"(?:执行|完成|到位|支付|拨付|使用|支出|征缴|收缴|回收|有效|得分)率|完成比例|执行进度|支出进度"
)


@dataclass(frozen=True)
class Relation:
    """`target` is `first` operation `second`; for a share `second` is `first` itself and the divisor its total.

    Attributes:
        scale: what units that no heading names leave open: the working times it is in the unit of the target.
        sure: whether most rows of three or more follow it, or the headings leave no doubt.
    """

    ledger: Ledger
    target: Column
    operation: Operation
    first: Column
    second: Column
    scale: Decimal = Decimal(1)
    sure: bool = True

    def operands(self, item: int) -> tuple[Printed, Printed] | None:
        """The figures of a row that enter; None where one is missing."""
        first = self.ledger.figure(item, self.first.index)
        row = item
        if self.operation == "share":
            total = self.ledger.totals
            if not total or self.ledger.is_total(item):
                return None
            row = total[-1]
        second = self.ledger.figure(row, self.second.index)
        return (first, second) if first is not None and second is not None else None

    def working(self, item: int) -> Room | None:
        """What the row should give, in the plainest unit of the target."""
        operands = self.operands(item)
        if operands is None:
            return None
        # Points are never rounded beyond two decimals, however few are printed.
        first, second = (
            operand.room_to(2) if _POINTS.search(column.heading) else operand.room
            for operand, column in zip(operands, (self.first, self.second), strict=True)
        )
        result = _combined(self.operation, first, second)
        scale = Room(self.scale, self.scale)
        return result * scale if result is not None else None

    def exact(self, item: int) -> Decimal | None:
        """The result from the figures as printed."""
        operands = self.operands(item)
        if operands is None:
            return None
        first, second = (Room(operand.number, operand.number) for operand in operands)
        result = _combined(self.operation, first, second)
        return result.low * self.scale if result is not None else None

    def verdict(self, item: int) -> Verdict | None:
        """Whether a row follows; None where a figure is missing."""
        printed, working = self.ledger.figure(item, self.target.index), self.working(item)
        if printed is None or working is None:
            return None
        return printed.verdict(working, step=_HUNDREDTH if _POINTS.search(self.target.heading) else None)

    def shown(self, item: int) -> str:
        """The working with the figures of a row put in."""
        operands = self.operands(item)
        assert operands is not None
        first, second = (str(operand) for operand in operands)
        if self.operation == "growth":
            return f"（{first} − {second}）÷ {second}"
        return f"{first} {'÷' if self.operation == 'share' else self.operation} {second}"


def _combined(operation: Operation, first: Room, second: Room) -> Room | None:
    match operation:
        case "÷" | "share":
            return first.over(second)
        case "−":
            return first - second
        case "×":
            return first * second
        case "growth":
            quotient = first.over(second)
            return quotient - Room(Decimal(1), Decimal(1)) if quotient is not None else None


def relations(ledger: Ledger) -> Iterator[Relation]:
    """The relations of a table: for each column the one that most rows follow, or that its heading means."""
    for target in ledger.numeric:
        if not _RESULT.search(target.heading):
            continue
        best: Relation | None = None
        most = (2, Decimal(0))
        for candidate in _candidates(ledger, target):
            followed, broken = _evidence(candidate)
            # Of several that as many rows follow, the one of longer figures: 8 ÷ 8 gives any rate near 100 %.
            if broken <= max(1, followed // 3) and (followed, -(rough := _roughness(candidate))) > most:
                best, most = candidate, (followed, -rough)
        found = best or _meant(ledger, target)
        if found is not None:
            yield found


def _candidates(ledger: Ledger, target: Column) -> Iterator[Relation]:
    others = [column for column in ledger.numeric if column.index != target.index]
    is_ratio = _is_share(ledger, target)
    for first in others:
        if is_ratio and ledger.totals:
            yield Relation(ledger, target, "share", first, first)
        for second in others:
            if first.index == second.index:
                continue
            rates = _is_share(ledger, first) + _is_share(ledger, second)
            for scale in _SCALES if _open(ledger, target, first, second) else (Decimal(1),):
                if not rates and (not is_ratio or scale == 1):
                    yield Relation(ledger, target, "÷", first, second, scale)
                if rates < 2 and first.index < second.index and not is_ratio:
                    yield Relation(ledger, target, "×", first, second, scale)
            if rates:
                continue
            if is_ratio:
                yield Relation(ledger, target, "growth", first, second)
            else:
                yield Relation(ledger, target, "−", first, second)


def _open(ledger: Ledger, *columns: Column) -> bool:
    """Whether a unit is unknown, so that a factor may hide in it."""
    return any(column.unit is None for column in columns)


def _is_share(ledger: Ledger, column: Column) -> bool:
    figures = [figure for item in range(ledger.count) if (figure := ledger.figure(item, column.index))]
    return bool(figures) and sum(figure.unit.shift > 0 for figure in figures) * 2 > len(figures)


def _evidence(relation: Relation) -> tuple[int, int]:
    """How many different results follow the relation, and how many rows do not. Nought and the whole prove nothing."""
    followed: set[tuple[Decimal, ...]] = set()
    broken = 0
    for item in range(relation.ledger.count):
        printed, verdict = relation.ledger.figure(item, relation.target.index), relation.verdict(item)
        if printed is None or verdict is None:
            continue
        if verdict is Verdict.DISAGREES:
            broken += 1
            if broken > relation.ledger.count // 3 + 1:
                break
        elif _proves(relation, item, printed):
            followed.add((printed.number, *(operand.number for operand in relation.operands(item) or ())))
    return len(followed), broken


def _roughness(relation: Relation) -> Decimal:
    """How much room the operands leave to the result, over all rows."""
    rooms = (relation.working(item) for item in range(relation.ledger.count))
    return sum((room.high - room.low for room in rooms if room is not None), Decimal(0))


def _proves(relation: Relation, item: int, printed: Printed) -> bool:
    """Whether a row that follows says something: no nought, no whole, and no figure so rough that all would fit."""
    operands, working = relation.operands(item), relation.working(item)
    if operands is None or working is None or printed.number == 0 or (printed.number == 1 and printed.unit.shift):
        return False
    if any(operand.number == 0 for operand in operands):
        return False
    step = Decimal(0) if _POINTS.search(relation.target.heading) else printed.step
    return working.high - working.low + step < abs(printed.number) / 2


def _meant(ledger: Ledger, target: Column) -> Relation | None:
    """What the heading of a rate says where too few rows prove it: 执行率 is 执行数 ÷ 预算数."""
    if not _is_share(ledger, target):
        return None
    amounts = [
        column
        for column in ledger.numeric
        if column.index != target.index and not column.is_rate and not _is_share(ledger, column)
    ]
    if _COMPLETION.search(target.heading):
        actual = [column for column in amounts if _ACTUAL.search(column.heading) and not _PLAN.search(column.heading)]
        plan = [column for column in amounts if _PLAN.search(column.heading) and not _ACTUAL.search(column.heading)]
        if len(actual) == len(plan) == 1:
            return Relation(ledger, target, "÷", actual[0], plan[0])
        return _best_proven(Relation(ledger, target, "÷", actual[0], column) for column in plan) if actual else None
    if re.search(r"占比|比重|构成", target.heading) and amounts and ledger.totals:
        if len(amounts) == 1:
            return Relation(ledger, target, "share", amounts[0], amounts[0])
        return _best_proven(Relation(ledger, target, "share", column, column) for column in amounts)
    return None


def _best_proven(candidates: Iterator[Relation]) -> Relation | None:
    """Of several readings of a heading the one that most rows follow, two at least and more than do not."""
    proven = [(relation, *_evidence(relation)) for relation in candidates]
    fitting = [(followed, relation) for relation, followed, broken in proven if followed >= 2 and followed > broken]
    return max(fitting, key=lambda entry: entry[0])[1] if fitting else None
