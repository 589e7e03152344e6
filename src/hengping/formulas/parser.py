"""From text to tree: Excel's grammar over fact ids.

    comparison  a = b, <>, <, <=, >, >=     one, not several in a row
    text        a & b
    sum         a + b, a - b
    product     a * b, a / b
    power       a ^ b                       from the left: 2^3^2 = 64
    percent     a %
    sign        -a, +a                      tighter than ^: -2^2 = 4
    atom        number, "text", TRUE, FALSE, name, FUNCTION(…), (…)

A leading ``=`` is optional. Formulas beyond Excel's own limits are refused before they cost time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from hengping.errors import nearest_names
from hengping.formulas.faults import FormulaError
from hengping.formulas.functions import FUNCTIONS
from hengping.formulas.names import check_name
from hengping.formulas.tokens import Token, tokens
from hengping.formulas.tree import (
    COMPARISON,
    LEVELS,
    Call,
    Comparison,
    Name,
    Negation,
    Node,
    Number,
    Percent,
    Text,
    Truth,
    chain,
    depth,
)
from hengping.quantities import NumberTextError, read_number

MAX_LENGTH = 8192
"""Characters of a formula, Excel's own limit."""
MAX_NESTING = 64
"""Parentheses, function calls and signs inside one another, Excel's own limit."""
MAX_NAMES = 1000
MAX_TEXT_LENGTH = 255
"""Characters of a text constant, Excel's own limit."""
_MAX_DEPTH = 2 * MAX_NESTING
"""Levels of the tree; bounds the recursion of everything that walks it."""
_KEPT_LENGTH = 500
"""Longer formulas are read anew each time, so that what is kept of those read stays small."""
_CONSTANT = re.compile(r"(?P<whole>[0-9]*)\.?(?P<decimals>[0-9]*)(?P<exponent>(?:[Ee][+-]?[0-9]+)?)")


@dataclass(frozen=True)
class Formula:
    """A formula read. Two formulas are equal when they say the same, however they were typed.

    Attributes:
        text: as typed.
        tree: what it says.
        names: the fact ids it needs, in order of first use.
    """

    text: str = field(compare=False)
    tree: Node
    names: tuple[str, ...] = field(compare=False)


def parse(text: str) -> Formula:
    """Read a formula.

    Raises:
        FormulaError: with the position, what stands there, what was expected and how to mend it.
    """
    return _parse_once(text) if len(text) <= _KEPT_LENGTH else _parse(text)


def _parse(text: str) -> Formula:
    if len(text) > MAX_LENGTH:
        raise FormulaError(
            MAX_LENGTH + 1,
            found=f"{len(text)} 个字符",
            expected=f"最多 {MAX_LENGTH} 个字符",
            mend="把公式拆成几个事实。",
        )
    parser = _Parser(tokens(text))
    tree = parser.formula()
    return Formula(text, tree, tuple(parser.names))


_parse_once = lru_cache(maxsize=4096)(_parse)


class _Parser:
    """One descent through the tokens of one formula."""

    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._index = 0
        self._nesting = 0
        self.names: dict[str, None] = {}

    def formula(self) -> Node:
        if self._is_sign("="):
            self._take()
        tree = self._expression()
        if self._next.kind != "end":
            raise self._unexpected("运算符或公式结束", "检查此处是否漏写运算符、多写括号；数字不写千分位。")
        if depth(tree) > _MAX_DEPTH:
            raise self._too_deep(self._tokens[0])
        return tree

    def _expression(self, loosest: int = COMPARISON) -> Node:
        left = self._operand()
        while (level := self._operator_level()) >= loosest:
            if level == COMPARISON:
                left = Comparison(left, self._take().text, self._expression(level + 1))
                if self._operator_level() == COMPARISON:
                    raise self._unexpected("一个比较", "连续的比较请用 AND 连接，如 AND(a<=b,b<=c)。")
                continue
            rest = []
            while self._operator_level() == level:
                operator = self._take().text
                rest.append((operator, self._expression(level + 1)))
            left = chain(left, rest)
        return left

    def _operand(self) -> Node:
        minuses = 0
        while self._is_sign("-", "+"):
            # A plus sign changes nothing and is not kept.
            minuses += self._take().text == "-"
        node = self._atom()
        for _ in range(minuses):
            node = Negation(node)
        while self._is_sign("%"):
            self._take()
            node = Percent(node)
        return node

    def _atom(self) -> Node:
        token = self._next
        if token.kind == "number":
            return _number(self._take())
        if token.kind == "text":
            return _text(self._take())
        if token.kind == "name":
            return self._word(self._take())
        if self._is_sign("("):
            self._open()
            inner = self._expression()
            self._close("右括号")
            return inner
        raise self._unexpected("名称、数、函数或左括号", "检查此处是否漏写名称或多写了符号。")

    def _word(self, token: Token) -> Node:
        word = token.text.upper()
        if self._is_sign("("):
            return self._call(token)
        if word in ("TRUE", "FALSE"):
            return Truth(word == "TRUE")
        if word in FUNCTIONS:
            raise self._unexpected("左括号", f"函数 {word} 后面要写括号和参数。")
        reason = check_name(token.text)
        if reason is not None:
            raise FormulaError(token.position, found=token.text[:40], expected="事实名称", mend=f"{reason}。")
        self.names[token.text] = None
        if len(self.names) > MAX_NAMES:
            raise FormulaError(
                token.position,
                found=f"第 {len(self.names)} 个名称",
                expected=f"最多 {MAX_NAMES} 个名称",
                mend="把公式拆成几个事实。",
            )
        return Name(token.text)

    def _call(self, token: Token) -> Node:
        word = token.text.upper()
        self._open()
        if word in ("TRUE", "FALSE"):
            self._close("右括号")
            return Truth(word == "TRUE")
        function = FUNCTIONS.get(word)
        if function is None:
            near = nearest_names(word, FUNCTIONS, likeness=60)
            hint = f"是否为 {'、'.join(near)}？" if near else ""
            mend = f"{hint}可用的函数有 {'、'.join(FUNCTIONS)}。"
            raise FormulaError(token.position, found=token.text[:40], expected="所支持的函数", mend=mend)
        arguments: list[Node] = []
        if not self._is_sign(")"):
            arguments.append(self._expression())
            while self._is_sign(","):
                self._take()
                arguments.append(self._expression())
        self._close("逗号或右括号")
        if not function.least <= len(arguments) <= function.most:
            wanted = f"{function.least}" if function.least == function.most else f"{function.least} 至 {function.most}"
            raise FormulaError(
                token.position,
                found=f"{word} 有 {len(arguments)} 个参数",
                expected=f"{wanted} 个参数",
                mend=f"补全或删去 {word} 的参数。",
            )
        return Call(word, tuple(arguments))

    def _open(self) -> None:
        token = self._take()
        self._nesting += 1
        if self._nesting > MAX_NESTING:
            raise self._too_deep(token)

    def _close(self, expected: str) -> None:
        if not self._is_sign(")"):
            raise self._unexpected(expected, "补上右括号，或检查此处是否漏写运算符。")
        self._take()
        self._nesting -= 1

    @property
    def _next(self) -> Token:
        return self._tokens[self._index]

    def _take(self) -> Token:
        token = self._next
        self._index += 1
        return token

    def _is_sign(self, *signs: str) -> bool:
        return self._next.kind == "sign" and self._next.text in signs

    def _operator_level(self) -> int:
        return LEVELS.get(self._next.text, 0) if self._next.kind == "sign" else 0

    def _unexpected(self, expected: str, mend: str) -> FormulaError:
        return FormulaError(self._next.position, found=self._next.text[:40], expected=expected, mend=mend)

    def _too_deep(self, token: Token) -> FormulaError:
        return FormulaError(
            token.position,
            found="嵌套过深",
            expected=f"括号和函数最多嵌套 {MAX_NESTING} 层",
            mend="把公式拆成几个事实。",
        )


def _number(token: Token) -> Number:
    """A constant; unlike a figure it may be written .5 or 5. or 007, as Excel allows."""
    match = _CONSTANT.fullmatch(token.text)
    assert match is not None, token
    decimals = f".{match['decimals']}" if match["decimals"] else ""
    try:
        return Number(read_number((match["whole"].lstrip("0") or "0") + decimals + match["exponent"]))
    except NumberTextError as error:
        raise FormulaError(token.position, found=token.text[:40], expected="数", mend=f"{error}。") from error


def _text(token: Token) -> Text:
    written = token.text[1:-1].replace('""', '"')
    if len(written) > MAX_TEXT_LENGTH:
        raise FormulaError(
            token.position,
            found=f"{len(written)} 个字符的文本",
            expected=f"最多 {MAX_TEXT_LENGTH} 个字符",
            mend="缩短文本。",
        )
    return Text(written)
