"""Responses as the case keeps them: fieldwork/responses/<survey>.csv, answers as they were given, never cleaned away.

Answers are held as names of choices where they are choices (several with a space between), else as written. Each
response tells the file and line it came from. A person may decide over it: `decision` 有效 or 无效 with a reason, which
goes before all checks and survives a new import.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from hengping.errors import Fault, InputError
from hengping.fieldwork.surveys.form import Form
from hengping.fieldwork.surveys.table_files import read_csv_table
from hengping.reading.csv_files import csv_text

RESPONSES_FOLDER = "fieldwork/responses"
VALID, INVALID = "有效", "无效"
KEPT = "原列："
"""Before the headings of columns that answer no question; they are kept as they came."""

HEADINGS = {
    "id": "答卷",
    "source": "证据",
    "line": "行",
    "started": "开始时间",
    "ended": "结束时间",
    "submitted": "提交时间",
    "review": "平台审核",
    "decision": "人工认定",
    "reason": "认定理由",
}
"""What the program notes of a response → heading of its column."""


@dataclass(frozen=True)
class Responses:
    """Many responses, a list for each column; all lists are of one length.

    Attributes:
        notes: by the keys of `HEADINGS`.
        answers: by the name of the question.
        kept: columns that answer no question, by heading.
    """

    notes: dict[str, list[str]]
    answers: dict[str, list[str]]
    kept: dict[str, list[str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.notes["id"])

    @cached_property
    def places(self) -> dict[str, int]:
        """Id of a response → its position."""
        return {name: index for index, name in enumerate(self.notes["id"])}

    def where(self, index: int) -> str:
        """A response in words."""
        line = self.notes["line"][index]
        source = self.notes["source"][index]
        place = f"（{source} 第 {line} 行）" if source and line else ""
        return f"答卷 {self.notes['id'][index]}{place}"


def responses_path(survey: str, folder: Path) -> Path:
    """Where the responses of a survey are kept."""
    return folder / RESPONSES_FOLDER / f"{survey}.csv"


def read_responses(survey: str, form: Form, folder: Path) -> Responses:
    """The responses of a survey; none where nothing was imported yet.

    Raises:
        InputError: the file is damaged or holds another word than 有效 or 无效 as a decision.
    """
    path = responses_path(survey, folder)
    label = f"{RESPONSES_FOLDER}/{path.name}"
    if not path.is_file():
        return empty(form)
    table = read_csv_table(path, label=label)
    columns = table.columns()
    rows = len(table.rows)
    blank = [""] * rows
    notes = {key: columns.pop(heading, list(blank)) for key, heading in HEADINGS.items()}
    answers = {question.name: columns.pop(question.name, list(blank)) for question in form.questions}
    answers |= {name: columns.pop(name) for name in form.metadata if name in columns}
    kept = {heading.removeprefix(KEPT): values for heading, values in columns.items()}
    faults = [
        Fault(f"{table.where(index)}“人工认定”列", text, f"{VALID}、{INVALID} 或留空", "请改正。")
        for index, text in enumerate(notes["decision"])
        if text and text not in (VALID, INVALID)
    ]
    if faults:
        raise InputError(faults)
    return Responses(notes, answers, kept)


def empty(form: Form) -> Responses:
    """No responses."""
    return Responses({key: [] for key in HEADINGS}, {question.name: [] for question in form.questions})


def responses_bytes(responses: Responses) -> bytes:
    """The file of responses, as Excel opens it with the right characters."""
    columns = {HEADINGS[key]: values for key, values in responses.notes.items()} | responses.answers
    columns |= {f"{KEPT}{heading}": values for heading, values in responses.kept.items()}
    rows: Iterable[Sequence[str]] = zip(*columns.values(), strict=True)
    return ("\ufeff" + csv_text(list(columns), rows)).encode()


def joined(old: Responses, new: Responses) -> tuple[Responses, Merge]:
    """Old and new responses; of one id the new one stands, in the old one's place and with the person's decision."""
    order = list(old.notes["id"])
    positions = old.places
    unchanged, changed = [], []
    for index, name in enumerate(new.notes["id"]):
        if name not in positions:
            order.append(name)
        elif _answers(old, positions[name]) == _answers(new, index):
            unchanged.append(name)
        else:
            changed.append(name)
    kept_as_is = set(unchanged)
    both = Responses(
        {key: _column(old, new, order, kept_as_is, "notes", key) for key in HEADINGS},
        {key: _column(old, new, order, kept_as_is, "answers", key) for key in {**old.answers, **new.answers}},
        {key: _column(old, new, order, kept_as_is, "kept", key) for key in {**old.kept, **new.kept}},
    )
    return both, Merge(len(order) - len(old), tuple(unchanged), tuple(changed))


@dataclass(frozen=True)
class Merge:
    """What became of the responses of an import: how many are new, which were there, which were there but otherwise."""

    added: int
    unchanged: tuple[str, ...]
    changed: tuple[str, ...]


def _answers(responses: Responses, index: int) -> dict[str, str]:
    return {name: values[index] for name, values in responses.answers.items() if values[index]}


_BY_PERSON = ("decision", "reason")


def _column(old: Responses, new: Responses, order: list[str], as_is: set[str], part: str, key: str) -> list[str]:
    old_values: list[str] = getattr(old, part).get(key) or [""] * len(old)
    new_values: list[str] = getattr(new, part).get(key) or [""] * len(new)
    by_person = part == "notes" and key in _BY_PERSON
    found = []
    for name in order:
        at_old, at_new = old.places.get(name), new.places.get(name)
        if at_new is None or (at_old is not None and (by_person or name in as_is)):
            found.append(old_values[at_old] if at_old is not None else "")
        else:
            found.append(new_values[at_new])
    return found
