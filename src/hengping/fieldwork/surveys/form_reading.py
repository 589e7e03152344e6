"""An XLSForm workbook into a questionnaire, with everything that is wrong with it told at once.

pyxform stops at the first mistake and speaks to programmers; `validation` asks it all the same, after this.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from hengping.errors import Fault, InputError, nearest_names
from hengping.fieldwork.surveys.form import OPEN, SAMPLE_CODE, SELECT_MULTIPLE, SELECT_ONE, Choice, Form, Question
from hengping.fieldwork.surveys.form_sheets import FormSheets, SheetRow, read_sheets
from hengping.quantities.numbers import NumberTextError, read_number

_METADATA = ("start", "end", "today", "deviceid", "username", "phonenumber", "email", "audit", "start-geopoint")
_ASKED = ("integer", "decimal", "range", "date", "time", "datetime", "geopoint", "barcode", "image", "audio", "file")
_SILENT = ("note", "calculate", "hidden", "acknowledge", "trigger")
_OPENING = re.compile(r"begin[ _](group|repeat)")
_CLOSING = re.compile(r"end[ _](group|repeat)")
_NAME = re.compile(r"[^\W\d][\w.-]*")
_REFERENCE = re.compile(r"\$\{([^}]*)\}")
_REFERRING = ("label", "hint", "relevant", "constraint", "calculation", "required", "choice_filter", "repeat_count")
_YES, _NO = ("是", "yes", "true", "true()", "1"), ("否", "no", "false", "false()", "0", "")


def read_form(path: Path, *, label: str | None = None) -> Form:
    """The questionnaire in an XLSForm.

    Raises:
        InputError: everything wrong with it: sheets, headings, types, names, lists, references, groups, settings.
    """
    sheets = read_sheets(path, label=label or path.name)
    faults: list[Fault] = []
    choices = _choices(sheets, faults)
    faults += _reference_faults(sheets)
    faults += _group_faults(sheets)
    questions, metadata = _Questions(choices, faults).read(sheets.survey)
    settings = sheets.settings[0] if sheets.settings else SheetRow("", {})
    if not settings["form_id"]:
        where = settings.where or f"{sheets.label} 工作表“settings”"
        faults.append(Fault(where, "没有 form_id", "问卷的名称，如 pensioners", "请在 settings 工作表填写 form_id。"))
    if not questions:
        faults.append(Fault(f"{sheets.label} 工作表“survey”", "没有题目", "至少一道题", "请填写题目。"))
    if faults:
        raise InputError(faults)
    return Form(
        id=settings["form_id"],
        title=settings["form_title"] or settings["form_id"],
        tier=settings["tier"],
        channel=settings["channel"],
        introduction=settings["introduction"],
        version=settings["version"],
        questions=tuple(questions),
        metadata=tuple(metadata),
        fingerprint=_fingerprint(sheets),
    )


def _fingerprint(sheets: FormSheets) -> str:
    """Changes with anything the sheets say, not with how the workbook was saved."""
    rows = [sorted(row.cells.items()) for row in (*sheets.survey, *sheets.choices, *sheets.settings)]
    text = "\x1e".join("\x1f".join(f"{key}={value}" for key, value in row if value) for row in rows)
    return hashlib.sha256(text.encode()).hexdigest()


def _choices(sheets: FormSheets, faults: list[Fault]) -> Mapping[str, tuple[Choice, ...]]:
    lists: dict[str, list[Choice]] = {}
    for row in sheets.choices:
        if not row["list_name"] or not row["name"]:
            faults.append(Fault(row.where, "缺 list_name 或 name", "两项都填写", "请补上，或删去这一行。"))
            continue
        own = lists.setdefault(row["list_name"], [])
        for kind, value, taken in (
            ("name", row["name"], [choice.name for choice in own]),
            ("label", row["label"], [choice.label for choice in own]),
        ):
            if value in taken:
                expected = f"选项表 {row['list_name']} 中不重复的 {kind}"
                faults.append(Fault(f"{row.where}“{kind}”列", value, expected, "请改名或删去这一行。"))
        if not row["label"]:
            faults.append(Fault(f"{row.where}“label”列", "空", "选项的文字", "请填写。"))
        if re.search(r"\s", row["name"]):
            faults.append(Fault(f"{row.where}“name”列", row["name"], "不含空格的名称", "请去掉空格。"))
        own.append(Choice(row["name"], row["label"], _population(row, faults)))
    return {name: tuple(own) for name, own in lists.items()}


def _population(row: SheetRow, faults: list[Fault]) -> Decimal | None:
    written = row["population"]
    if not written:
        return None
    try:
        number = read_number(written)
    except NumberTextError:
        number = Decimal(-1)
    if number < 0 or number != number.to_integral_value():
        faults.append(Fault(f"{row.where}“population”列", written, "人数（非负整数）", "请改正或留空。"))
        return None
    return number


def _reference_faults(sheets: FormSheets) -> Iterator[Fault]:
    """`${…}` must name a question or group of the form."""
    names = [row["name"] for row in sheets.survey if row["name"]]
    known = set(names)
    for row in (*sheets.survey, *sheets.choices):
        for heading in _REFERRING:
            for name in dict.fromkeys(_REFERENCE.findall(row[heading])):
                if name.strip() not in known:
                    near = nearest_names(name.strip(), names, most=1)
                    mend = f"是否想写 ${{{near[0]}}}？" if near else "请改为 survey 工作表中已有的 name。"
                    yield Fault(f"{row.where}“{heading}”列", f"${{{name}}}", "本问卷中题目的 name", mend)


def _group_faults(sheets: FormSheets) -> Iterator[Fault]:
    open_groups: list[tuple[str, SheetRow]] = []
    for row in sheets.survey:
        if opening := _OPENING.fullmatch(row["type"].lower()):
            open_groups.append((opening[1], row))
        elif closing := _CLOSING.fullmatch(row["type"].lower()):
            if not open_groups or open_groups[-1][0] != closing[1]:
                yield Fault(row.where, row["type"], f"与前面的 begin {closing[1]} 成对", "请补上或删去。")
            else:
                open_groups.pop()
    for kind, row in open_groups:
        yield Fault(row.where, row["type"], f"有对应的 end {kind}", "请在该组最后一题之后补一行。")


def _next_number(questions: Sequence[Question], row: SheetRow) -> int:
    """The sample code is not a question to the respondent: it bears no number."""
    return 0 if row["name"] == SAMPLE_CODE else 1 + sum(each.number > 0 for each in questions)


class _Questions:
    """The survey sheet, read from top to bottom."""

    def __init__(self, choices: Mapping[str, tuple[Choice, ...]], faults: list[Fault]) -> None:
        self.choices, self.faults = choices, faults
        self.seen: dict[str, str] = {}
        self.sections: list[str] = []

    def read(self, rows: Sequence[SheetRow]) -> tuple[list[Question], list[str]]:
        questions: list[Question] = []
        metadata: list[str] = []
        for row in rows:
            kind = row["type"].lower()
            if _CLOSING.fullmatch(kind):
                if self.sections:
                    self.sections.pop()
                continue
            self.name(row)
            if _OPENING.fullmatch(kind):
                self.sections.append(row["label"])
            elif kind in _METADATA:
                metadata.append(row["name"])
            elif kind not in _SILENT and (question := self.question(row, _next_number(questions, row))) is not None:
                questions.append(question)
        return questions, metadata

    def name(self, row: SheetRow) -> None:
        name = row["name"]
        where = f"{row.where}“name”列"
        if not name:
            self.faults.append(Fault(where, "空", "题目的名称，如 q1", "请填写。"))
        elif not _NAME.fullmatch(name):
            self.faults.append(Fault(where, name, "以字母或汉字开头，只含字母、数字、_、-、.", "请改名。"))
        elif name.lower() in self.seen:
            self.faults.append(Fault(where, name, f"不与{self.seen[name.lower()]}重复的名称", "请改名。"))
        else:
            self.seen[name.lower()] = row.where.rpartition("”")[2]

    def question(self, row: SheetRow, number: int) -> Question | None:
        kind, list_name = self.kind(row)
        if not kind:
            return None
        if not row["label"]:
            self.faults.append(Fault(f"{row.where}“label”列", "空", "题目的文字", "请填写。"))
        made = Question(
            number=number,
            name=row["name"],
            label=row["label"],
            kind=kind,
            list_name=list_name,
            choices=self.choices.get(list_name, ()),
            hint=row["hint"],
            required=self.yes(row, "required"),
            relevant=row["relevant"],
            group_by=self.yes(row, "group_by"),
            section=next((text for text in reversed(self.sections) if text), ""),
        )
        return self.with_scoring(made, row)

    def kind(self, row: SheetRow) -> tuple[str, str]:
        words = row["type"].split()
        kind = words[0].lower() if words else ""
        if kind in (SELECT_ONE, SELECT_MULTIPLE):
            list_name = words[1] if len(words) > 1 else ""
            if list_name not in self.choices:
                near = nearest_names(list_name, self.choices, most=1)
                mend = f"是否想写 {near[0]}？" if near else "请在 choices 工作表补上这个选项表。"
                expected = "choices 工作表中的选项表"
                self.faults.append(Fault(f"{row.where}“type”列", row["type"], expected, mend))
            return kind, list_name
        if kind == OPEN or kind in _ASKED:
            return kind, ""
        expected = "select_one、select_multiple、text、integer、date、note、begin group 等 XLSForm 题型"
        self.faults.append(Fault(f"{row.where}“type”列", row["type"] or "空", expected, "请改正题型。"))
        return "", ""

    def with_scoring(self, question: Question, row: SheetRow) -> Question:
        """Satisfaction questions are scored unless the form says 否."""
        if row["scored"] and not question.options and self.yes(row, "scored"):
            expected = "五级满意度选项（非常满意、比较满意、一般、不太满意、不满意，另可有不了解）的单选题"
            mend = "请改用满意度选项表，或把 scored 改为 否。"
            self.faults.append(Fault(f"{row.where}“scored”列", row["scored"], expected, mend))
        scored = bool(question.options) and (not row["scored"] or self.yes(row, "scored"))
        return replace(question, scored=scored)

    def yes(self, row: SheetRow, heading: str) -> bool:
        written = row[heading].lower()
        if heading == "required" and "${" in written:
            return False  # required under a condition: not always
        if written not in (*_YES, *_NO):
            self.faults.append(Fault(f"{row.where}“{heading}”列", row[heading], "是 或 否", "请改正。"))
        return written in _YES
