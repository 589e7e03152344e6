"""Numbers as people write them: strict reading of figures, full-width text, Chinese numerals both ways."""

from __future__ import annotations

import re
from decimal import Decimal

from hengping.quantities.refusal import QuantityError

MAX_NUMBER_DIGITS = 34
"""Digits a figure may be written with: what formulas carry exactly."""
MAX_EXPONENT = 30
MAX_CHINESE_NUMERAL = 10**12 - 1

_NUMBER = re.compile(r"[+-]?(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?", re.ASCII)
_TO_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}

_DIGITS = "零一二三四五六七八九"
_DIGIT_VALUES = {character: value for value, character in enumerate(_DIGITS)} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}


class NumberTextError(QuantityError):
    """A text that is not one plain figure; the message (Chinese) says what is wrong with it."""


def half_width(text: str) -> str:
    """Full-width letters, digits, signs and spaces as their half-width equals: ``１００％`` → ``100%``."""
    return text.translate(_TO_HALF_WIDTH)


def read_number(text: str) -> Decimal:
    """Read one figure, keeping the digits as written (``20.10`` stays ``20.10``); blanks around it are ignored.

    Accepted: a plain decimal, with thousands separators or without, or in E-notation up to ±30.

    Raises:
        NumberTextError: anything else; the message names the one thing to mend.
    """
    written = text.strip(" \t")
    if len(written) > 2 * MAX_NUMBER_DIGITS:
        raise NumberTextError(f"太长（{len(written)} 个字符），一个数最多 {MAX_NUMBER_DIGITS} 位")
    if not _NUMBER.fullmatch(written):
        raise NumberTextError(_what_is_wrong(written))
    mantissa, _, exponent = written.replace(",", "").upper().partition("E")
    if exponent and (len(exponent) > 5 or abs(int(exponent)) > MAX_EXPONENT):
        raise NumberTextError(f"指数太大，只接受 E-{MAX_EXPONENT} 至 E+{MAX_EXPONENT}")
    if len(mantissa) > MAX_NUMBER_DIGITS < sum(character.isdigit() for character in mantissa):
        raise NumberTextError(f"位数太多，一个数最多 {MAX_NUMBER_DIGITS} 位")
    return Decimal(f"{mantissa}E{exponent}" if exponent else mantissa)


def _what_is_wrong(written: str) -> str:
    """The first thing that keeps ``written`` from being a figure, from the plainest mistake on.

    Full-width characters hide the next mistake (１００％), so that one is told along with them.
    """
    if half_width(written) != written:
        try:
            read_number(half_width(written))
        except NumberTextError as error:
            return f"含全角字符，请改为半角；{error}"
        return "含全角字符，请改为半角"
    number = r"[+-]?[\d,.]*\d[\d,.]*"
    tests = (
        (not written, "空白，不是数"),
        ("−" in written or "–" in written, "负号请用半角 “-”"),
        (re.fullmatch(r"\(.*\)", written), "负数请写成 “-”加数字，不用括号"),
        (re.fullmatch(rf"{number}\s*[%‰]", written), "数字后带了 % 或 ‰，请删去，符号写在单位栏"),
        (re.fullmatch(rf"[¥￥$]\s*{number}", written), "数字前带了货币符号，请删去，单位写在单位栏"),
        (re.fullmatch(rf"{number}\s*[^\d\s,.+\-Ee%‰][^\d]*", written), "数字后带了单位或文字，请删去，单位写在单位栏"),
        (re.fullmatch(r"[+-]?[零〇一二两三四五六七八九十百千万亿]+", written), "是中文数字，请改为阿拉伯数字"),
        (re.search(r"\d\s+\d", written), "数字中间有空格"),
        (re.fullmatch(r"[+-]\s*[+-].*", written), "有两个正负号"),
        (written.count(".") > 1, "有两个小数点"),
        (re.fullmatch(r"[+-]?\.\d+", written), "小数点前缺 0"),
        (re.fullmatch(r"[+-]?[\d,]+\.", written), "小数点后缺数字"),
        ("," in written and re.fullmatch(number, written), "千分位不对，逗号应每三位一个（如 1,448,983.18）"),
        (re.fullmatch(r"[+-]?0\d+(\.\d+)?", written), "以多余的 0 开头；若是代码，请登记为文本"),
    )
    return next((message for wrong, message in tests if wrong), "不是一个数")


def chinese_numeral(number: int) -> str:
    """The everyday Chinese numeral of 0 … 999,999,999,999: 11 → 十一, 105 → 一百零五, 20,010 → 二万零一十."""
    if not 0 <= number <= MAX_CHINESE_NUMERAL:
        raise QuantityError(f"{number} 超出中文数字的范围（0 至 {MAX_CHINESE_NUMERAL}）")
    if number == 0:
        return _DIGITS[0]
    parts: list[str] = []
    for size, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        group = number // size % 10**4
        if not group:
            continue
        # A zero is said where the places do not follow on: 一万零五, 一亿零三百万.
        if parts and (group < 1000 or number // (size * 10**4) % 10**4 == 0):
            parts.append("零")
        parts.append(_four_digits(group) + name)
    text = "".join(parts)
    return text[1:] if text.startswith("一十") else text


def _four_digits(group: int) -> str:
    text = ""
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = group // size % 10
        if digit:
            text += _DIGITS[digit] + name
        elif text and not text.endswith("零") and group % size:
            text += "零"
    return text


def read_chinese_numeral(text: str) -> int:
    """Read 十一, 一百零五, 二万零一十, 两千; digit by digit where no place is named: 二〇二二 → 2022.

    Raises:
        NumberTextError: anything that is not written as a full numeral (一百五 could be 105 or 150).
    """
    if text and len(text) <= MAX_NUMBER_DIGITS and all(character in _DIGIT_VALUES for character in text):
        return int("".join(str(_DIGIT_VALUES[character]) for character in text))
    total = group = digit = 0
    for character in text:
        if character in _GROUPS:
            total += (group + digit) * _GROUPS[character]
            group = digit = 0
        elif character in _PLACES:
            group += (digit or 1) * _PLACES[character]
            digit = 0
        else:
            digit = _DIGIT_VALUES.get(character, 0)
    total += group + digit
    canonical = text.replace("两", "二").replace("〇", "零").removeprefix("一" if text.startswith("一十") else "")
    if total > MAX_CHINESE_NUMERAL or canonical != chinese_numeral(total):
        raise NumberTextError(f"“{text}”不是完整的中文数字")
    return total
