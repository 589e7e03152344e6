"""A formula's text cut into tokens; signs that people type (× ÷ ≥ （ ，) are put into Excel's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from hengping.formulas.faults import FormulaError
from hengping.formulas.names import NAME_PATTERN

TokenKind = Literal["number", "text", "name", "sign", "end"]

_TYPED_SIGNS = {"×": "*", "÷": "/", "−": "-", "≥": ">=", "≤": "<=", "≠": "<>"} | {
    sign: chr(ord(sign) - 0xFEE0) for sign in "（），＝＋－＊／％＞＜＆＾"
}
_TOKEN = re.compile(
    rf"(?P<blank>[ \t\r\n\u00a0\u3000]+)"
    rf"|(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?)"
    rf'|(?P<text>"(?:[^"]|"")*")'
    rf"|(?P<name>{NAME_PATTERN})"
    rf"|(?P<sign><=|>=|<>|[-+*/^&%=<>(),{''.join(_TYPED_SIGNS)}])"
)
_MISTAKES = (
    ("０１２３４５６７８９", "半角数字", "把全角数字改为半角。"),
    ("“”‘’＂＇'", "英文双引号", '文本请用英文双引号 "…" 括起。'),
    ('"', "成对的双引号", "补上后面的双引号。"),
    ("$:!：！[]{}#@", "事实名称", "公式里写事实名称，不写单元格地址、区域或工作表。"),
    (";；、", "英文逗号", "参数之间用英文逗号分开。"),
    (".．", "事实名称或数", "名称里不用点，小数点前后都要有数字。"),
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token: a sign in Excel's form, or a name, number or text as written.

    Attributes:
        position: of its first character, from 1.
    """

    kind: TokenKind
    text: str
    position: int


def tokens(text: str) -> list[Token]:
    """Cut a text into tokens, with an ``end`` token last.

    Raises:
        FormulaError: a character that has no place in a formula.
    """
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _misplaced(text[at], at + 1)
        word = match.group()
        # A digit that runs into a name: 2020年支出, 3万.
        if match.lastgroup == "name" and found and found[-1].kind == "number" and text[at - 1].isalnum():
            raise FormulaError(
                found[-1].position,
                found=found[-1].text + word,
                expected="名称或不带单位的数",
                mend="名称不能以数字开头；数字后不写单位。",
            )
        match match.lastgroup:
            case "number" | "text" | "name" as kind:
                found.append(Token(kind, word, at + 1))
            case "sign":
                found.append(Token("sign", _TYPED_SIGNS.get(word, word), at + 1))
        at = match.end()
    found.append(Token("end", "公式结束", len(text) + 1))
    return found


def _misplaced(character: str, position: int) -> FormulaError:
    for characters, expected, mend in _MISTAKES:
        if character in characters:
            return FormulaError(position, found=character, expected=expected, mend=mend)
    return FormulaError(position, found=character, expected="名称、数或运算符", mend=f"删去“{character}”。")
