"""Numbers before headings and list items: 第一章, 一、, （一）, 1., （1）, ①, 附件1; and which lines are headings.

Official writing (GB/T 9704) orders them 一、（一）1.（1）; a text says by its numbers alone what is a heading, so a
line counts as one when it is short and is no sentence.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from hengping.quantities.numbers import read_chinese_numeral
from hengping.quantities.refusal import QuantityError

_NUMERAL = "[〇零一二两三四五六七八九十百]{1,5}"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_SPACE = r"[\s\u3000\xa0]*"
_NO_UNIT = (
    r"(?=[一-龥])(?![万亿千百十余多元角分个人户家件次批期项倍级岁年月日天周小公平立米亩吨克升度台套至到以和](?!目|析))"
)

# Style of numbering, pattern, level in the official order (0: never a heading).
_STYLES: tuple[tuple[str, re.Pattern[str], int], ...] = tuple(
    (name, re.compile(pattern), level)
    for name, pattern, level in (
        ("annex", rf"附[件录]{_SPACE}(?:\d{{1,2}}|{_NUMERAL})?(?:[-—]\d{{1,2}})?{_SPACE}[：:．.、]?", 1),
        ("part", rf"第{_NUMERAL}[编篇部]分?", 1),
        ("chapter", rf"第(?:{_NUMERAL}|\d{{1,2}})章", 1),
        ("section", rf"第(?:{_NUMERAL}|\d{{1,2}})节", 2),
        ("article", rf"第(?:{_NUMERAL}|\d{{1,3}})条(?=[\s\u3000：:])", 0),
        ("roman", rf"[Ⅰ-Ⅻ]{_SPACE}[、．.]", 1),
        ("chinese", rf"{_NUMERAL}{_SPACE}[、．.](?!\d)", 1),
        ("chinese_brackets", rf"(?:[（(]{_SPACE}{_NUMERAL}{_SPACE}[）)]|[㈠-㈩]){_SPACE}[、．.]?", 2),
        ("decimal_3", r"\d{1,2}[.．]\d{1,2}[.．]\d{1,2}(?:[.．](?=\D))?(?![\d.%‰])", 3),
        ("decimal_2", r"\d{1,2}[.．]\d{1,2}(?:[.．](?=\D)|(?=[\s\u3000]))(?![\d.%‰])", 2),
        ("decimal_2", rf"[1-9]\d?[.．][1-9]\d?{_NO_UNIT}", 2),
        ("arabic", rf"\d{{1,2}}{_SPACE}[.．](?![\d%‰])|[⒈-⒛]", 3),
        ("arabic_comma", rf"\d{{1,2}}{_SPACE}、", 3),
        ("arabic_brackets", rf"(?:[（(]{_SPACE}\d{{1,2}}{_SPACE}[）)]|[⑴-⒇]){_SPACE}[、．.]?", 4),
        ("arabic_bracket", rf"\d{{1,2}}{_SPACE}[）)]{_SPACE}[、．.]?", 5),
        ("circled", rf"[{_CIRCLED}]{_SPACE}[、．.]?", 5),
        ("letter", r"[A-Za-z][.．、)）](?=\s|[\u4e00-\u9fff])", 0),
        ("bullet", r"(?:[•●■◆▪◦○□➢➤\uf06c\uf06e\uf075\uf0b7\uf0d8\uf0fc]|[\-–—*·](?=[\s\u3000]))[\s\u3000]*(?=\D)", 0),
    )
)
_SENTENCE_END = tuple("。；;！？!?，,")
_LONGEST = 45
_AFTER_A_MENTION = re.compile(r"[）)，。、;；和及至等中所]|\d")  # “附件5、6）” is a mention, no heading
_LEVELS_NAMED = re.compile(rf"{_NUMERAL}级|{_NUMERAL}、")  # “二、三级指标” begins a sentence


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that begins with a number: its style, the number as printed, its value, and the text after it.

    `value` is 0 where the number has none (附件 alone, a bullet).
    """

    style: str
    number: str
    value: int
    text: str
    level: int


def split_number(line: str) -> Numbered | None:
    """The number at the beginning of a line, or None."""
    stripped = line.strip(" \t\u3000\xa0")
    for style, pattern, level in _STYLES:
        if match := pattern.match(stripped):
            number = match.group().strip()
            text = stripped[match.end() :].strip()
            if style == "annex" and not _is_annex(stripped, number, text):
                continue
            return Numbered(style, number, _value(number), text, level)
    return None


def _is_annex(line: str, number: str, text: str) -> bool:
    """A number, or nothing more than the word, or the word apart from its title; “附件5、6中” is a mention."""
    if re.search(rf"\d|{_NUMERAL}", number):
        return not (number.endswith("、") and _AFTER_A_MENTION.match(text))
    return re.fullmatch(rf"附(?:件|录){_SPACE}[：:]?|附(?:件|录)[\s\u3000]+[^\d，。；：]{{2,30}}", line) is not None


def _value(number: str) -> int:
    """The last number in a text: 第二章 → 2, 1.3. → 3, ④ → 4."""
    if number[0] in _CIRCLED:
        return _CIRCLED.index(number[0]) + 1
    if "Ⅰ" <= number[0] <= "Ⅻ":
        return ord(number[0]) - ord("Ⅰ") + 1
    found = re.findall(rf"\d+|{_NUMERAL}", unicodedata.normalize("NFKC", number))  # ㈠ is (一), ⒈ is 1.
    if not found:
        return 0
    try:
        return int(found[-1]) if found[-1].isdigit() else read_chinese_numeral(found[-1])
    except QuantityError:
        return 0


def looks_like_heading(line: Numbered) -> bool:
    """Whether a numbered line can be a heading: short, with text, and no sentence."""
    text = line.text
    if line.level == 0 or (not text and line.style not in ("annex", "chapter", "part")):
        return False
    if line.style == "annex":
        return len(text) <= _LONGEST and not text.endswith(_SENTENCE_END) and not _AFTER_A_MENTION.match(text)
    if line.style == "chinese" and _LEVELS_NAMED.match(text):
        return False
    if len(text) > _LONGEST or text.endswith(_SENTENCE_END) or "。" in text:
        return False
    if text.endswith(("：", ":")):
        return line.level <= 3 and len(text) <= 25 and "，" not in text
    return not re.search(r"[：:]", _outside_brackets(text)) or line.level <= 2


def _outside_brackets(text: str) -> str:
    return re.sub(r"[（(《“\"][^）)》”\"]*[）)》”\"]", "", text)
