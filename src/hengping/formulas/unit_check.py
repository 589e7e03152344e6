"""Whether the units of a formula agree, and whether the result has the unit that its fact declares.

- ``+``, ``−``, comparison, SUM, MIN, MAX and the branches of IF need the same unit; so does a ratio within one kind of
  quantity (万元 ÷ 元 must be converted first). 人 and 人次 are different kinds.
- A constant has no unit. It may multiply and divide anything. Multiplying or dividing by a power of ten from 1,000 on
  converts: 元 / 10000 is 万元, and a declared unit must say so. In a comparison, a branch of IF, MIN or MAX, a constant
  takes the unit of what it stands beside (``MAX(缺口,0)``); added or subtracted, it needs a ratio beside it, except 0.
- A ratio plus or minus 百分点 is a ratio, and the difference of two ratios may be declared as 百分点.
- COUNT and the parts of a date may be declared in any counting unit.
- A fact without a unit is not checked, nor is anything computed from it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from hengping.formulas.functions import FUNCTIONS
from hengping.formulas.parser import Formula
from hengping.formulas.tree import Call, Chain, Comparison, Name, Negation, Node, Number, Percent, Text, Truth
from hengping.formulas.writer import written
from hengping.quantities import RATIO, Unit, UnitError, measure, read_unit

_TEXT, _DATE, _TRUTH = (read_unit(symbol) for symbol in ("文本", "日期", "是否"))
_DAYS, _POINTS = (read_unit(symbol) for symbol in ("天", "百分点"))
_RATIO_DIFFERENCE = Unit("比值之差", ())
_LEAST_CONVERSION = 3
"""Power of ten from which a constant factor is taken for a conversion; 100 and 12 are too often plain numbers."""

UnitOf = Callable[[str], Unit | None]


@dataclass(frozen=True)
class _Constant:
    """A number without a unit; its value where it is written as one figure."""

    value: Decimal | None = None


_Kind = Unit | _Constant | None
"""What is known of a part: its unit, that it is a constant, or nothing (None), which is never at fault."""


def check_units(formula: Formula, unit_of: UnitOf, declared: Unit | None = None) -> list[str]:
    """Reasons (Chinese) why the units do not agree, from left to right; empty where they do.

    Args:
        formula: the formula of one fact.
        unit_of: fact id → its unit; None leaves the fact unchecked.
        declared: the unit that the formula's own fact declares, if it does.
    """
    check = _Check(unit_of)
    result = check.kind(formula.tree)
    if declared is not None and not check.reasons:
        check.compare_with_declared(formula.tree, result, declared)
    return check.reasons


class _Check:
    """One walk over one formula; what does not agree is collected in ``reasons``."""

    def __init__(self, unit_of: UnitOf) -> None:
        self._unit_of = unit_of
        self.reasons: list[str] = []

    def kind(self, node: Node) -> _Kind:
        match node:
            case Number(value):
                return _Constant(value)
            case Text():
                return _TEXT
            case Truth():
                return _TRUTH
            case Name(name):
                return self._unit_of(name)
            case Negation(operand) | Percent(operand):
                inner = self.kind(operand)
                return _Constant() if isinstance(inner, _Constant) else inner
            case Comparison(left, _, right):
                self._alike([left, right], "比较", free_constants=True)
                return _TRUTH
            case Chain():
                return self._chain(node)
            case Call(function, arguments):
                return self._call(function, arguments)

    def compare_with_declared(self, tree: Node, result: _Kind, declared: Unit) -> None:
        if declared.shift and _multiplies_by(tree, Decimal(10) ** declared.shift):
            self.reasons.append(
                f"登记的单位是 {declared.symbol}，公式的结果按比值计（96.90% 即 0.9690），不要再乘 {10**declared.shift}"
            )
        elif not _may_be_declared(result, declared):
            symbol = result.symbol if isinstance(result, Unit) else "数"
            self.reasons.append(f"公式得出的单位是 {symbol}，登记的单位是 {declared.symbol}")

    def _chain(self, node: Chain) -> _Kind:
        kind = self.kind(node.first)
        for sign, operand in node.rest:
            right = self.kind(operand)
            if sign == "&":
                kind = _TEXT
            elif kind is None or right is None:
                kind = None
            elif sign in "+-":
                kind = self._sum(kind, sign, right, operand)
            elif sign == "^":
                kind = self._power(kind, right, operand)
            else:
                kind = self._product(kind, sign, right, operand)
        return kind

    def _sum(self, left: Unit | _Constant, sign: str, right: Unit | _Constant, operand: Node) -> _Kind:
        if isinstance(left, _Constant) and isinstance(right, _Constant):
            return _Constant()
        if isinstance(left, _Constant) or isinstance(right, _Constant):
            return self._sum_with_constant(left, right, operand)
        if left == _DATE and right == _DATE and sign == "-":
            return _DAYS
        if left == _DATE and right == _DAYS:
            return _DATE
        if left.is_ratio and right.is_ratio:
            return _RATIO_DIFFERENCE if sign == "-" else RATIO
        if left.is_ratio and right == _POINTS:
            return RATIO
        if left.measures_like(right) and left.content == "number":
            return left
        self.reasons.append(
            f"{written(operand)} 的单位是 {right.symbol}，前面是 {left.symbol}，不能相{'加' if sign == '+' else '减'}"
        )
        return None

    def _sum_with_constant(self, left: Unit | _Constant, right: Unit | _Constant, operand: Node) -> _Kind:
        unit, constant = (left, right) if isinstance(left, Unit) else (right, left)
        assert isinstance(unit, Unit)
        assert isinstance(constant, _Constant)
        if unit.is_ratio or constant.value == 0 or (unit == _DATE and unit is left):
            return unit
        self.reasons.append(
            f"{written(operand)} 处：{unit.symbol} 不能与没有单位的常数相加减，请把常数登记为一个有单位的事实"
        )
        return None

    def _product(self, left: Unit | _Constant, sign: str, right: Unit | _Constant, operand: Node) -> _Kind:
        if isinstance(left, _Constant) and isinstance(right, _Constant):
            return _Constant()
        try:
            if isinstance(right, _Constant):
                assert isinstance(left, Unit)
                return _converted(left * RATIO, right.value, 1 if sign == "/" else -1)
            if isinstance(left, _Constant):
                return _converted(RATIO * right if sign == "*" else RATIO / right, left.value, -1)
            return left * right if sign == "*" else left / right
        except UnitError as error:
            self.reasons.append(f"{written(operand)} 处：{error}")
            return None

    def _power(self, base: Unit | _Constant, exponent: Unit | _Constant, operand: Node) -> _Kind:
        if isinstance(base, _Constant) or base.is_ratio:
            return base if isinstance(base, Unit) else _Constant()
        times = exponent.value if isinstance(exponent, _Constant) else None
        if times is not None and times == times.to_integral_value() and abs(times) < 10:
            return base ** int(times)
        self.reasons.append(f"{base.symbol} 的乘方，指数 {written(operand)} 要是 10 以内的整数")
        return None

    def _call(self, function: str, arguments: tuple[Node, ...]) -> _Kind:
        match FUNCTIONS[function].unit:
            case "alike":
                return self._alike(arguments, function, free_constants=function in ("MIN", "MAX"))
            case "first":
                first, *_ = [self.kind(argument) for argument in arguments]
                return first
            case "truth":
                self._truths(arguments, function)
                return _TRUTH
            case "branches":
                self._truths(arguments[:1], function)
                return self._alike(arguments[1:], "IF 的两种结果", free_constants=True)
            case "date":
                return _DATE
        # Counts, and parts of a date.
        for argument in arguments:
            self.kind(argument)
        return None

    def _alike(self, nodes: Sequence[Node], what: str, *, free_constants: bool) -> _Kind:
        """The one unit of all ``nodes``; constants stand beside any unit, or only beside ratios."""
        kinds = [self.kind(node) for node in nodes]
        units = [kind for kind in kinds if isinstance(kind, Unit)]
        if not units:
            return None if None in kinds else _Constant()
        for node, kind in zip(nodes, kinds, strict=True):
            if isinstance(kind, Unit) and not kind.measures_like(units[0]):
                self.reasons.append(f"{what}要同一单位：{written(node)} 的单位是 {kind.symbol}，不是 {units[0].symbol}")
                return None
            if isinstance(kind, _Constant) and not self._constant_fits(kind, units[0], free=free_constants):
                self.reasons.append(f"{what}：{written(node)} 是没有单位的常数，其他是 {units[0].symbol}")
                return None
        return None if None in kinds else units[0]

    def _constant_fits(self, constant: _Constant, unit: Unit, *, free: bool) -> bool:
        return unit.is_ratio or (unit.content == "number" and (free or constant.value == 0))

    def _truths(self, nodes: Sequence[Node], function: str) -> None:
        for node in nodes:
            kind = self.kind(node)
            if kind is not None and kind != _TRUTH:
                self.reasons.append(f"{function} 的条件 {written(node)} 要是比较或 是否，不能是数、文本或日期")


def _may_be_declared(result: _Kind, declared: Unit) -> bool:
    if result is None:
        return True
    if isinstance(result, _Constant):
        return declared.content == "number"
    return result.measures_like(declared) or (result == _RATIO_DIFFERENCE and declared == _POINTS)


def _converted(unit: Unit, constant: Decimal | None, sign: int) -> Unit:
    """The unit after a constant: 元 / 10000 (sign 1) is 万元, 万元 * 10000 (sign -1) is 元.

    Only powers of ten from 1,000 on, and their inverses, change the unit.
    """
    if unit.is_ratio or constant is None or constant <= 0:
        return unit
    exponent = constant.adjusted()
    if constant != Decimal(1).scaleb(exponent) or abs(exponent) < _LEAST_CONVERSION:
        return unit
    return measure(unit.dimension, unit.factor.scaleb(sign * exponent))


def _multiplies_by(tree: Node, constant: Decimal) -> bool:
    """Whether the outermost step, roundings aside, is a multiplication by ``constant``."""
    while isinstance(tree, Call) and FUNCTIONS[tree.function].unit == "first":
        tree = tree.arguments[0]
    if not isinstance(tree, Chain):
        return False
    factors = [operand for sign, operand in tree.rest if sign == "*"]
    if tree.rest[0][0] in "*/":
        factors.append(tree.first)
    return any(isinstance(factor, Number) and factor.value == constant for factor in factors)
