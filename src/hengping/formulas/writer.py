"""From tree back to text: as an Excel formula, and in print with the numbers put in. Only needed parentheses appear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from hengping.formulas.functions import FUNCTIONS
from hengping.formulas.parser import Formula
from hengping.formulas.tree import (
    COMPARISON,
    NEGATION,
    PERCENT,
    Call,
    Chain,
    Comparison,
    Name,
    Negation,
    Node,
    Number,
    Percent,
    Text,
    Truth,
    level,
)
from hengping.quantities import plain

MAX_WRITTEN = 60
_PRINTED_SIGNS = {"-": "−", "*": "×", "/": "÷", "<>": "≠", "<=": "≤", ">=": "≥", "=": "＝"}


def to_excel(formula: Formula, reference: Callable[[str], str] | None = None) -> str:
    """The formula as Excel reads it, ``=`` first; ``reference`` turns a fact id into a cell or defined name."""
    return "=" + _write(formula.tree, _excel(reference or str))


def written(node: Node) -> str:
    """A part of a formula over fact ids, for messages; shortened where it is long."""
    text = _write(node, _excel(str))
    return text if len(text) <= MAX_WRITTEN else f"{text[:MAX_WRITTEN]}…"


def substitute(formula: Formula, show: Callable[[str], str]) -> str:
    """The formula in print, each fact replaced by what ``show`` makes of it: ``1448983.18÷1495378.00``.

    Functions carry their Chinese titles: ``最小值（0.97，1）``. A negative figure after an operator gets parentheses.
    """
    return _write(formula.tree, _printed(show))


@dataclass(frozen=True)
class _Style:
    """How the parts of a formula are spelt."""

    number: Callable[[Decimal], str]
    text: Callable[[str], str]
    truth: Callable[[bool], str]
    name: Callable[[str], str]
    sign: Callable[[str], str]
    call: Callable[[str, list[str]], str]


def _excel(reference: Callable[[str], str]) -> _Style:
    return _Style(
        number=plain,
        text=lambda text: '"' + text.replace('"', '""') + '"',
        truth=lambda truth: "TRUE" if truth else "FALSE",
        name=reference,
        sign=str,
        call=lambda function, arguments: f"{function}({','.join(arguments)})",
    )


def _printed(show: Callable[[str], str]) -> _Style:
    return _Style(
        number=plain,
        text=lambda text: f"“{text}”",
        truth=lambda truth: "是" if truth else "否",
        name=show,
        sign=lambda sign: _PRINTED_SIGNS.get(sign, sign),
        call=lambda function, arguments: f"{FUNCTIONS[function].title}（{'，'.join(arguments)}）",
    )


def _write(node: Node, style: _Style) -> str:
    match node:
        case Number() | Text() | Truth() | Name():
            return _word(node, style)
        case Negation(operand):
            return "-" + _inside(operand, NEGATION, style)
        case Percent(operand):
            return _inside(operand, PERCENT, style) + "%"
        case Comparison(left, sign, right):
            return _inside(left, COMPARISON + 1, style) + style.sign(sign) + _after_sign(right, COMPARISON + 1, style)
        case Chain(first, rest):
            here = level(node)
            base = _inside(first, here, style)
            # Excel reads -2^2 as (-2)^2, people do not.
            parts = [f"({base})" if node.rest[0][0] == "^" and base.startswith("-") else base]
            for sign, operand in rest:
                parts += style.sign(sign), _after_sign(operand, here + 1, style)
            return "".join(parts)
        case Call(function, arguments):
            return style.call(function, [_write(argument, style) for argument in arguments])


def _word(node: Number | Text | Truth | Name, style: _Style) -> str:
    match node:
        case Number(number):
            return style.number(number)
        case Text(text):
            return style.text(text)
        case Truth(truth):
            return style.truth(truth)
        case Name(name):
            return style.name(name)


def _inside(node: Node, tightest: int, style: _Style) -> str:
    text = _write(node, style)
    return f"({text})" if level(node) < tightest else text


def _after_sign(node: Node, tightest: int, style: _Style) -> str:
    """A shown figure may be negative, where the fact's name was not: 5−(-0.86)."""
    text = _inside(node, tightest, style)
    return f"({text})" if isinstance(node, Name) and text.startswith("-") else text
