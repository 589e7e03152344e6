"""An export of ODK or Kobo, a key-in workbook or any table with our headings, matched to the questions of a form.

Nothing is dropped: a column that answers no question is kept and told; an answer that is no choice stays as written and
is told. Only a file that cannot be matched at all is refused.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hengping.errors import Fault, InputError
from hengping.fieldwork.surveys.form import SELECT_MULTIPLE, Form, Question
from hengping.fieldwork.surveys.key_in import ID_HEADING, STARTED_HEADING, heading
from hengping.fieldwork.surveys.responses import HEADINGS, Responses
from hengping.fieldwork.surveys.table_files import FileTable

_KOBO_TIME = "_submission_time"
_NOTES: Mapping[str, tuple[str, ...]] = {
    "id": ("meta/rootUuid", "KEY", "meta-instanceID", "meta/instanceID", "instanceID", "_uuid", ID_HEADING),
    "started": ("start", "started", "开始时间", STARTED_HEADING),
    "ended": ("end", "ended", "结束时间"),
    "submitted": ("SubmissionDate", _KOBO_TIME, "submitted", "提交时间"),
    "review": ("ReviewState", "_validation_status"),
}
"""What is noted of a response → headings that hold it, best first."""

_TICKED, _NOT_TICKED = ("1", "1.0", "true", "yes", "是", "√"), ("0", "0.0", "false", "no", "否", "", "n/a")
_SEVERAL = re.compile(r"[\s;；、|]+")
_ORDINAL = re.compile(r"^(?:[QqＱ]?\d+)\s*[.．、:：)）]\s*")
_CLOCK = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?")
_LEVEL = re.compile(r"[/:\-.]")


@dataclass
class Incoming:
    """The responses of one table and what was noticed on the way, in Chinese."""

    responses: Responses
    unmatched: tuple[str, ...] = ()
    absent: tuple[Question, ...] = ()
    told: list[str] = field(default_factory=list)


def match_table(table: FileTable, form: Form, *, source: str) -> Incoming:
    """The responses in a table.

    Args:
        source: the evidence they are filed as.

    Raises:
        InputError: none of the scored questions has a column, so that it is no table of this questionnaire.
    """
    columns = table.columns()
    used: set[str] = set()
    notes = {key: _note(columns, names, used) for key, names in _NOTES.items()}
    places = _places(table.headings, form)
    answers: dict[str, list[str]] = {}
    absent = []
    blank = [""] * len(table.rows)
    for question in form.questions:
        own = places.get(question.name, [])
        used.update(own)
        if not own:
            absent.append(question)
        answers[question.name] = _answers(question, own, columns) if own else list(blank)
    needed = form.scored or form.questions
    missing = [each for each in needed if each in absent]
    if len(missing) == len(needed):
        raise InputError([_no_match(table, form)])
    answers |= _metadata(form, columns, used)
    left = tuple(each for each in table.headings if each and each not in used)
    responses = Responses(_all_notes(notes, table, source), answers, {each: columns[each] for each in left})
    return Incoming(responses, left, tuple(absent))


def _metadata(form: Form, columns: Mapping[str, list[str]], used: set[str]) -> dict[str, list[str]]:
    found = {}
    for name in form.metadata:
        at = next((each for each in columns if each not in used and _tail(each) == name), None)
        if at is not None:
            found[name] = columns[at]
            used.add(at)
    return found


def _note(columns: Mapping[str, list[str]], names: Sequence[str], used: set[str]) -> list[str] | None:
    """The best column that holds something; all of them count as read."""
    there = [name for name in names if name in columns]
    used.update(there)
    best = next((name for name in there if any(columns[name])), None)
    if best is None:
        return None
    return [_in_utc(text) for text in columns[best]] if best == _KOBO_TIME else columns[best]


def _in_utc(text: str) -> str:
    """KoboToolbox writes this one time in UTC without saying so."""
    return f"{text}+00:00" if _CLOCK.fullmatch(text) else text


def _all_notes(notes: Mapping[str, list[str] | None], table: FileTable, source: str) -> dict[str, list[str]]:
    count = len(table.rows)
    found = {key: list(notes.get(key) or [""] * count) for key in HEADINGS}
    found["source"] = [source] * count
    found["line"] = [str(line) for line in table.lines]
    found["id"] = _unique([name.strip() or _made(table, index) for index, name in enumerate(found["id"])])
    return found


def _made(table: FileTable, index: int) -> str:
    """The same row on the same line has the same id again, so that a file taken in twice adds nothing."""
    text = "\x1f".join([str(table.lines[index]), *table.rows[index]])
    return "R" + hashlib.sha256(text.encode()).hexdigest()[:10]


def _unique(names: Sequence[str]) -> list[str]:
    """A further response of the same id is told by #2, #3 …; the checks call it a duplicate."""
    counts: dict[str, int] = {}
    found = []
    for name in names:
        counts[name] = counts.get(name, 0) + 1
        found.append(name if counts[name] == 1 else f"{name}#{counts[name]}")
    return found


def _places(headings: Sequence[str], form: Form) -> dict[str, list[str]]:
    """Name of a question → its column, or the columns of its choices one by one."""
    by_name = {question.name: question for question in form.questions}
    by_label: dict[str, list[Question]] = {}
    for question in form.questions:
        by_label.setdefault(question.label, []).append(question)
    exact = {heading(question): question.name for question in form.questions}
    found: dict[str, list[str]] = {}
    split: dict[str, list[str]] = {}
    for each in headings:
        label = by_label.get(_ORDINAL.sub("", each), []) or by_label.get(each.split("/")[-1], [])
        if each in exact:
            found.setdefault(exact[each], [each])
        elif each in by_name:
            found.setdefault(each, [each])
        elif _tail(each) in by_name:
            found.setdefault(_tail(each), [each])
        elif len(label) == 1:
            found.setdefault(label[0].name, [each])
        elif (owner := _owner(each, by_name)) is not None:
            split.setdefault(owner, []).append(each)
    for name, columns in split.items():  # beside a column of all choices these say the same again
        found[name] = [*found.get(name, []), *columns]
    return found


def _tail(text: str) -> str:
    """ODK writes group-question, Kobo group/question."""
    return _LEVEL.split(text)[-1]


def _owner(text: str, by_name: Mapping[str, Question]) -> str | None:
    """The question of several answers whose choice the column is: ways/bank."""
    levels = re.split(r"[/.]", text)
    if len(levels) < 2:
        return None
    asked = by_name.get(_LEVEL.split(levels[-2])[-1])
    asked = asked or next((each for each in by_name.values() if each.label == levels[-2]), None)
    if asked is None or asked.kind != SELECT_MULTIPLE:
        return None
    return asked.name if levels[-1] in asked.accepted else None


def _answers(question: Question, headings: Sequence[str], columns: Mapping[str, list[str]]) -> list[str]:
    whole = columns[headings[0]]
    if question.kind == SELECT_MULTIPLE:
        if _owner(headings[0], {question.name: question}) is not None:
            return _joined(question, headings, columns)
        return [_several(question, text) for text in whole]
    if question.selects:
        accepted = dict(question.accepted)
        for text in set(whole):
            accepted.setdefault(text, question.accepted.get(text.strip(), text.strip()))
        return [accepted[text] for text in whole]
    return [text.strip() for text in whole]


def _several(question: Question, text: str) -> str:
    written = text.strip()
    if written in question.accepted:
        return question.accepted[written]
    return " ".join(question.accepted.get(part, part) for part in _SEVERAL.split(written) if part)


def _joined(question: Question, headings: Sequence[str], columns: Mapping[str, list[str]]) -> list[str]:
    """One column a choice; what is neither ticked nor not stays as written, to be told as unknown."""
    names = [question.accepted[re.split(r"[/.]", each)[-1]] for each in headings]
    found = []
    for row in zip(*(columns[each] for each in headings), strict=True):
        parts = []
        for name, mark in zip(names, row, strict=True):
            plain = mark.strip().lower()
            if plain in _TICKED:
                parts.append(name)
            elif plain not in _NOT_TICKED:
                parts.append(f"{name}={mark.strip()}")
        found.append(" ".join(parts))
    return found


def _no_match(table: FileTable, form: Form) -> Fault:
    found = "、".join(table.headings[:8]) + ("…" if len(table.headings) > 8 else "")
    asked = "、".join(question.name for question in (form.scored or form.questions)[:4])
    mend = "请检查是否选错了问卷（--survey）；列标题应为题目的 name 或题目原文。"
    sheet = f" 工作表“{table.sheet}”" if table.sheet else ""
    return Fault(f"{table.label}{sheet} 标题行", found, f"问卷“{form.title}”的题目列，如 {asked}", mend)
