"""The rule of names: a fact's id must be able to stand in an Excel formula and as a defined name of a workbook."""

from __future__ import annotations

import re

from hengping.formulas.functions import FUNCTIONS
from hengping.quantities import half_width

MAX_NAME_LENGTH = 255
"""Excel's limit for a defined name."""

# Chinese characters (the basic block, extension A, and the planes of rare personal and place names).
_LETTER = "A-Za-z_\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U000323af"
NAME_PATTERN = f"[{_LETTER}][0-9{_LETTER}]*"

_NAME = re.compile(NAME_PATTERN)
_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]{1,7}|[Rr][0-9]*(?:[Cc][0-9]*)?|[Cc][0-9]*")


def check_name(text: str) -> str | None:
    """None where ``text`` can be a fact's id, else the reason (Chinese) why not.

    A name has Chinese characters, letters, digits and ``_``; it does not start with a digit, does not look like a cell
    reference (A1, F2020, R1C1) and is no function, TRUE or FALSE. That names are unique regardless of case is for the
    caller to see, who knows the others.
    """
    if not text:
        return "名称为空"
    if len(text) > MAX_NAME_LENGTH:
        return f"名称有 {len(text)} 个字符，最多 {MAX_NAME_LENGTH} 个"
    if half_width(text) != text and check_name(half_width(text)) is None:
        return f"名称含全角字符，请改为半角：{half_width(text)}"
    if text[0].isdigit():
        return "名称不能以数字开头，可改为如 “支出_2020”"
    if not _NAME.fullmatch(text):
        wrong = next(character for character in text if not _NAME.fullmatch(f"_{character}"))
        return f"名称只能有汉字、英文字母、数字和下划线，不能有“{wrong}”"
    if _CELL.fullmatch(text):
        return f"“{text}”像单元格地址，请加下划线或汉字"
    if text.upper() in FUNCTIONS or text.upper() in ("TRUE", "FALSE"):
        return f"“{text}”是函数或 TRUE/FALSE，不能作名称"
    if text.lower().startswith("_xl"):
        return "以 “_xl” 开头的名称由 Excel 保留"
    return None
