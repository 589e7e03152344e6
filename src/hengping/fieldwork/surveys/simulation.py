"""Made-up responses to try a questionnaire and the whole way to the report with; seeded, and never mistaken for real.

Every respondent has a leaning, so that answers of one person go together as those of people do; a few returns have the
faults that checks are for. The same form, count and seed give the same bytes on every machine.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Sequence

from hengping.fieldwork.surveys.form import OPEN, SAMPLE_CODE, SELECT_MULTIPLE, SELECT_ONE, UNITS_LIST, Form, Question
from hengping.forms.satisfaction import OPTIONS
from hengping.reading.csv_files import csv_text

MARK = "模拟"
_FAULTY = 0.03
_SATISFIED_LEANING = (0.58, 0.30, 0.08, 0.03, 0.01)
_OPINIONS = (
    "希望养老金再涨一些",
    "网上办理的系统有时打不开",
    "资格认证刷脸认不出老人",
    "转移手续材料多，跑了几趟",
    "政策宣传再通俗一些",
    "缴费基数偏高，负担重",
    "窗口服务态度好",
    "到账时间希望固定在月初",
    "无",
    "没有",
    "异地看病报销不方便",
    "希望多派人员上门服务",
)


def simulated(form: Form, count: int, *, seed: str, first_day: datetime.date) -> str:
    """A csv file in the way ODK Central exports, with a KEY a response.

    Args:
        first_day: day of the first returns; they come in over five days.
    """
    chance = random.Random(f"{seed}|{form.id}|{count}")
    headings = ["SubmissionDate", *form.metadata, *(question.name for question in form.questions), "KEY"]
    rows = [_row(form, number, chance, first_day) for number in range(1, count + 1)]
    for number in range(1, count):
        if chance.random() < _FAULTY:
            _spoil(rows, number, form, chance)
    return csv_text(headings, rows)


def _row(form: Form, number: int, chance: random.Random, first_day: datetime.date) -> list[str]:
    day = first_day + datetime.timedelta(days=int(chance.random() * 5))
    start = datetime.datetime.combine(day, datetime.time(9)) + datetime.timedelta(seconds=int(chance.random() * 28000))
    end = start + datetime.timedelta(seconds=120 + int(chance.random() * 400))
    leaning = chance.random()
    answers: dict[str, str] = {}
    for question in form.questions:
        answers[question.name] = _answer(question, number, leaning, chance)
    device = {"start": start.isoformat(), "end": end.isoformat(), "deviceid": f"{MARK}-{number:05d}"}
    noted = [device.get(name, "") for name in form.metadata]
    key = f"{MARK}-{form.id}-{number:05d}"
    return [end.isoformat(), *noted, *(answers[question.name] for question in form.questions), key]


def _answer(question: Question, number: int, leaning: float, chance: random.Random) -> str:
    if question.name == SAMPLE_CODE:
        return f"{number:05d}"
    if question.options:
        return _satisfaction(question, leaning, chance)
    if question.kind == SELECT_ONE:
        return _one(question, chance)
    if question.kind == SELECT_MULTIPLE:
        return " ".join(choice.name for choice in question.choices if chance.random() < 0.4)
    if question.kind == OPEN and not question.relevant:
        return _OPINIONS[int(chance.random() * len(_OPINIONS))] if chance.random() < 0.5 else ""
    return str(1 + int(chance.random() * 3)) if question.kind == "integer" else ""


def _one(question: Question, chance: random.Random) -> str:
    """The first choice is the usual one, but units and groups come in equal parts."""
    if question.group_by or question.list_name == UNITS_LIST or chance.random() > 0.8:
        return question.choices[int(chance.random() * len(question.choices))].name
    return question.choices[0].name


def _satisfaction(question: Question, leaning: float, chance: random.Random) -> str:
    """Half a person's own leaning, half the moment; one in twenty-five does not know."""
    by_field = {field: name for name, field in question.options.items()}
    if "unknown" in by_field and chance.random() < 0.04:
        return by_field["unknown"]
    place = (leaning + chance.random()) / 2
    for field, share in zip(OPTIONS, _SATISFIED_LEANING, strict=True):
        place -= share
        if place < 0:
            return by_field[field]
    return by_field["very_dissatisfied"]


def _spoil(rows: list[list[str]], number: int, form: Form, chance: random.Random) -> None:
    """One of the faults of real returns: sent twice, answered in a moment, an unknown unit, a choice that is none."""
    row = rows[number]
    fault = int(chance.random() * 4)
    first = 1 + len(form.metadata)
    if fault == 0:
        rows[number] = list(rows[number - 1])
    elif fault == 1 and {"start", "end"} <= set(form.metadata):
        start = datetime.datetime.fromisoformat(row[1 + form.metadata.index("start")])
        row[1 + form.metadata.index("end")] = (start + datetime.timedelta(seconds=5)).isoformat()
    elif fault == 2:
        _write(row, first, [question.list_name == UNITS_LIST for question in form.questions], "街道办事处")
    else:
        _write(row, first, [question.scored for question in form.questions], "满意得很")


def _write(row: list[str], first: int, wanted: Sequence[bool], text: str) -> None:
    if True in wanted:
        row[first + wanted.index(True)] = text
