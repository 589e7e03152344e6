"""From tree to value. Operators and functions work on values that are known; three nodes know what is missing.

IF looks only at the branch it takes. AND is FALSE as soon as one part is FALSE, OR is TRUE as soon as one is TRUE, even
where other parts are missing; an undefined part makes both undefined, as an error does in Excel.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation, Overflow

from hengping.formulas.functions import FIRST_DATE, FUNCTIONS
from hengping.formulas.parser import Formula
from hengping.formulas.tree import Call, Chain, Comparison, Name, Negation, Node, Number, Percent, Text, Truth
from hengping.formulas.values import (
    ARITHMETIC,
    Known,
    Missing,
    Outcome,
    Result,
    Undefined,
    Value,
    blocked,
    decided,
    is_value,
    kind,
    total,
)
from hengping.formulas.writer import written
from hengping.quantities import date_text, plain

Lookup = Callable[[str], Value | Result | None]
"""Name → value or result of a fact; None where it is absent."""

MAX_TEXT = 32_767
"""Characters of a text, Excel's limit for a cell."""
_EXCEL_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
_TOO_LARGE = "结果超出 1E+308，请检查乘方和单位"


def evaluate(formula: Formula, lookup: Lookup) -> Result:
    """The value of a formula, or what it lacks, or why it has none.

    Raises:
        TypeError: ``lookup`` gave something that is no value, a float for instance.
    """
    try:
        outcome = _evaluate(formula.tree, lookup)
        if isinstance(outcome, Missing | Undefined):
            return outcome
        return Known(decided(outcome) if isinstance(outcome, Decimal) else outcome)
    except Overflow:
        return Undefined(_TOO_LARGE)


def _evaluate(node: Node, lookup: Lookup) -> Outcome:
    match node:
        case Number(value) | Text(value) | Truth(value):
            return value
        case Name(name):
            return _fact(name, lookup)
        case Chain(first, rest):
            outcome = _evaluate(first, lookup)
            for operator, right in rest:
                outcome = _operate(operator, outcome, _evaluate(right, lookup), right)
            return outcome
        case Comparison(left, operator, right):
            return _compare(operator, _evaluate(left, lookup), _evaluate(right, lookup))
        case Negation(operand):
            return _scaled(_evaluate(operand, lookup), Decimal(-1))
        case Percent(operand):
            return _scaled(_evaluate(operand, lookup), Decimal("0.01"))
        case Call("IF", (condition, yes, no)):
            return _choose(_evaluate(condition, lookup), yes, no, lookup)
        case Call(function, arguments):
            return _apply(function, [_evaluate(argument, lookup) for argument in arguments])


def _fact(name: str, lookup: Lookup) -> Outcome:
    found = lookup(name)
    if found is None:
        return Missing((name,))
    if isinstance(found, Missing | Undefined):
        return found
    value = found.value if isinstance(found, Known) else found
    if not is_value(value):
        raise TypeError(f"{name} is a {type(value).__name__}, not a value of formulas")
    if isinstance(value, Decimal) and not value.is_finite():
        return Undefined(f"{name} 不是有限的数")
    return value


def _operate(operator: str, left: Outcome, right: Outcome, right_node: Node) -> Outcome:
    if type(left) is Decimal and type(right) is Decimal:
        return _calculate(operator, left, right, right_node)
    absent = blocked((left, right))
    if absent is not None:
        return absent
    assert not isinstance(left, Missing | Undefined)
    assert not isinstance(right, Missing | Undefined)
    if operator == "&":
        return _join(left, right)
    if isinstance(left, date) or isinstance(right, date):
        return _shift_date(operator, left, right)
    return Undefined(f"{kind(left)}与{kind(right)}不能用 {operator} 运算")


def _calculate(operator: str, left: Decimal, right: Decimal, right_node: Node) -> Outcome:
    match operator:
        case "+":
            return total(left, right)
        case "-":
            # Not -right: Python's own sign rounds to 28 digits.
            return total(left, right.copy_negate())
        case "*":
            return ARITHMETIC.multiply(left, right)
        case "/":
            if not right:
                return _divided_by_zero(right_node)
            return ARITHMETIC.divide(left, right)
        case "^":
            return _power(left, right, right_node)
    return _join(left, right)


def _power(base: Decimal, exponent: Decimal, exponent_node: Node) -> Outcome:
    if not base and exponent <= 0:
        # LibreOffice says 1 for 0^0; Excel says #NUM!, and so do we.
        return Undefined(f"0 的乘方，指数 {written(exponent_node)} 要大于 0")
    try:
        return ARITHMETIC.power(base, decided(exponent))
    except InvalidOperation:
        return Undefined(f"负数的乘方，指数 {written(exponent_node)} 要是整数")


def _divided_by_zero(divisor: Node) -> Undefined:
    text = written(divisor)
    return Undefined("除数为零" if isinstance(divisor, Number) else f"除数为零：{text} 为 0")


def _shift_date(operator: str, left: Value, right: Value) -> Outcome:
    """Date − date gives days; date ± days gives a date."""
    if operator == "-" and isinstance(left, date) and isinstance(right, date):
        return Decimal((left - right).days)
    if operator == "+" and isinstance(right, date):
        left, right = right, left
    if operator not in "+-" or not isinstance(left, date) or not isinstance(right, Decimal):
        return Undefined(f"{kind(left)}与{kind(right)}不能用 {operator} 运算")
    try:
        moved = left + timedelta(days=int(right) if operator == "+" else -int(right))
    except OverflowError:
        return Undefined("日期超出范围")
    return moved if moved >= FIRST_DATE else Undefined(f"日期早于 {date_text(FIRST_DATE)}")


def _join(left: Value, right: Value) -> Outcome:
    parts = []
    for value in (left, right):
        if isinstance(value, str):
            parts.append(value)
        elif isinstance(value, Decimal) and (not value or -9 <= value.adjusted() < 15):
            # Excel joins a number with the 15 digits it keeps, and without trailing zeros.
            digits = plain(_EXCEL_DIGITS.plus(value))
            parts.append(digits.rstrip("0").rstrip(".") if "." in digits else digits)
        else:
            return Undefined(f"{kind(value)}不能用 & 连接成文本")
    text = "".join(parts)
    # Facts that double a text one after another would fill the memory.
    return text if len(text) <= MAX_TEXT else Undefined(f"文本超过 {MAX_TEXT} 个字符")


def _compare(operator: str, left: Outcome, right: Outcome) -> Outcome:
    absent = blocked((left, right))
    if absent is not None:
        return absent
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return _holds(operator, decided(left).compare(decided(right)))
    if type(left) is date and type(right) is date:
        return _holds(operator, Decimal((left - right).days))
    if operator in ("=", "<>") and isinstance(left, str) and isinstance(right, str):
        # Excel's = does not tell capitals from small letters.
        return (left.casefold() == right.casefold()) is (operator == "=")
    if operator in ("=", "<>") and isinstance(left, bool) and isinstance(right, bool):
        return (left is right) is (operator == "=")
    assert not isinstance(left, Missing | Undefined)
    assert not isinstance(right, Missing | Undefined)
    return Undefined(f"{kind(left)}与{kind(right)}不能用 {operator} 比较")


def _holds(operator: str, sign: Decimal) -> bool:
    match operator:
        case "=":
            return sign == 0
        case "<>":
            return sign != 0
        case "<":
            return sign < 0
        case "<=":
            return sign <= 0
        case ">":
            return sign > 0
    return sign >= 0


def _scaled(outcome: Outcome, factor: Decimal) -> Outcome:
    if type(outcome) is Decimal:
        return ARITHMETIC.multiply(outcome, factor)
    if isinstance(outcome, Missing | Undefined):
        return outcome
    return Undefined(f"{kind(outcome)}不能取负或加 %")


def _choose(condition: Outcome, yes: Node, no: Node, lookup: Lookup) -> Outcome:
    if isinstance(condition, bool):
        return _evaluate(yes if condition else no, lookup)
    if isinstance(condition, Missing | Undefined):
        return condition
    return Undefined(f"IF 的条件要是 TRUE 或 FALSE，不能是{kind(condition)}")


def _logic(function: str, outcomes: list[Outcome]) -> Outcome:
    for outcome in outcomes:
        if not isinstance(outcome, bool | Missing | Undefined):
            return Undefined(f"{function} 的参数要是 TRUE 或 FALSE，不能是{kind(outcome)}")
    absent = blocked(outcomes)
    decisive = function == "OR"
    if isinstance(absent, Undefined):
        return absent
    if decisive in [outcome for outcome in outcomes if isinstance(outcome, bool)]:
        return decisive
    return not decisive if absent is None else absent


def _apply(function: str, outcomes: list[Outcome]) -> Outcome:
    if function in ("AND", "OR"):
        return _logic(function, outcomes)
    absent = blocked(outcomes)
    if absent is not None:
        return absent
    apply = FUNCTIONS[function].apply
    assert apply is not None, function
    return apply([outcome for outcome in outcomes if not isinstance(outcome, Missing | Undefined)])
