"""Conflicts as a CSV table for somebody to decide on, and the decisions back.

A conflict is known again by a code made of its place and its three values: spreadsheets change what they show
(20.10 becomes 20.1, an id like 007 becomes 7), and a decision on other values must not be taken.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from hengping.cases.merging.conflict import Answer, Choice, Conflict
from hengping.errors import Fault, InputError
from hengping.reading.csv_files import csv_text, read_csv
from hengping.rendering.file_writing import replace_files

_CODE, _ANSWER = "校验码", "取舍"
_HEADER = ("序号", "文件", "表", "行", "列", "原值", "我方", "对方", _ANSWER, "填写说明", _CODE)
_ANY = "填 我方、对方、原值，或直接填新的内容；要清空填（空）"
_ROW = "填 我方、对方 或 原值"
_LIKE_FORMULA = re.compile(r"[=+\-@]")
_ERROR_VALUE = re.compile(r"#(?:NAME\?|REF!|VALUE!|DIV/0!|N/A|NUM!|NULL!)")


def code_of(conflict: Conflict) -> str:
    """The code of a conflict: a letter, so that no spreadsheet takes it for a number, and twelve digits."""
    content = "\x00".join((*conflict.place, conflict.base, conflict.mine, conflict.yours))
    return f"k{hashlib.sha256(content.encode()).hexdigest()[:12]}"


def write_conflicts(path: Path, conflicts: Iterable[Conflict], answers: Mapping[str, Answer]) -> None:
    """Write the table; `answers` are those known already, by code.

    Raises:
        OutputError: the folder or disk refuses.
    """
    rows = []
    for number, item in enumerate(conflicts, start=1):
        code = code_of(item)
        answer = answers.get(code, "")
        written = answer.label if isinstance(answer, Choice) else _guarded(answer)
        values = (_guarded(value) for value in (item.base, item.mine, item.yours))
        where = (item.file, item.sheet, item.row, item.column)
        rows.append((str(number), *where, *values, written, _ROW if item.whole else _ANY, code))
    replace_files({path: codecs.BOM_UTF8 + csv_text(_HEADER, rows).encode()})


def read_decisions(path: Path) -> dict[str, Answer]:
    """The answers of a table by code of the conflict; rows without an answer are left out.

    Raises:
        InputError: no such table, an answer that Excel spoilt, an answer that no row can take.
    """
    table = read_csv(path, label=str(path))
    missing = [heading for heading in (_CODE, _ANSWER) if heading not in table.header]
    if missing:
        mend = "请用 --conflicts 写出的清单，不要删改表头。"
        faults = [Fault(f"{path} 标题行", f"没有“{heading}”列", "合并冲突清单", mend) for heading in missing]
        raise InputError(faults)
    code_column, answer_column = table.header.index(_CODE), table.header.index(_ANSWER)
    note_column = table.header.index("填写说明") if "填写说明" in table.header else None
    answers: dict[str, Answer] = {}
    faults = []
    for row in table.rows:
        text, where = row.cells[answer_column], table.where(row, answer_column)
        if not text.strip():
            continue
        choice = next((choice for choice in Choice if text.strip() in (choice.label, choice.value)), None)
        whole = note_column is not None and row.cells[note_column] == _ROW
        if _ERROR_VALUE.fullmatch(text.strip()):
            mend = "Excel 把公式当成了自己的公式：请在公式前加一个英文单引号（'）再填。"
            faults.append(Fault(where, text, "公式的原文", mend))
        elif whole and choice is None:
            faults.append(Fault(where, text, "我方、对方或原值", "整行或整个文件只能取其中一方。"))
        answers[row.cells[code_column].strip()] = choice or text.removeprefix("'")
    if faults:
        raise InputError(faults)
    return answers


def _guarded(text: str) -> str:
    """A leading quote keeps Excel from taking a text for a formula of its own."""
    return f"'{text}" if _LIKE_FORMULA.match(text) else text
