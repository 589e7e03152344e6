"""A questionnaire as the rest of this package knows it, whatever XLSForm it was read from.

Beyond XLSForm's own columns three are read, which pyxform and the collecting servers pass over: `scored` and `group_by`
on the survey sheet (是/否), and `population` on the choices sheet (人数: the option is a stratum of that many people).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from hengping.forms.satisfaction import OPTIONS

UNKNOWN_LABELS = ("不了解", "不清楚", "说不清")
UNITS_LIST = "units"
"""Choices of this list are units of the frame; an answer that is none of them is out of the frame."""
SAMPLE_CODE = "sample_code"
"""The question that holds the number of the drawn person, one response each."""

SELECT_ONE, SELECT_MULTIPLE = "select_one", "select_multiple"
OPEN = "text"


@dataclass(frozen=True)
class Choice:
    """An option; `population` is the size of the stratum it stands for."""

    name: str
    label: str
    population: Decimal | None = None


@dataclass(frozen=True)
class Question:
    """A question that is asked; `number` counts them from 1 (0: the sample code), `section` is its group."""

    number: int
    name: str
    label: str
    kind: str
    list_name: str = ""
    choices: tuple[Choice, ...] = ()
    hint: str = ""
    required: bool = False
    relevant: str = ""
    scored: bool = False
    group_by: bool = False
    section: str = ""

    @cached_property
    def options(self) -> Mapping[str, str]:
        """Choice → field of the counts of satisfaction (`unknown` for 不了解); empty where it asks something else."""
        fields = {label: field for field, labels in OPTIONS.items() for label in labels}
        fields |= dict.fromkeys(UNKNOWN_LABELS, "unknown")
        found = {choice.name: fields[choice.label] for choice in self.choices if choice.label in fields}
        complete = set(OPTIONS) <= set(found.values()) and len(found) == len(self.choices)
        return found if complete and self.kind == SELECT_ONE else {}

    @cached_property
    def accepted(self) -> Mapping[str, str]:
        """What may be written as an answer → name of the choice: names first, then labels."""
        labels = {choice.label.strip(): choice.name for choice in self.choices}
        return labels | {choice.name: choice.name for choice in self.choices}

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Name of a choice → its label."""
        return {choice.name: choice.label for choice in self.choices}

    @property
    def selects(self) -> bool:
        return self.kind in (SELECT_ONE, SELECT_MULTIPLE)


@dataclass(frozen=True)
class Form:
    """A questionnaire. `metadata` are the questions a device answers itself (start, end, deviceid …)."""

    id: str
    title: str
    tier: str
    channel: str
    introduction: str
    version: str
    questions: tuple[Question, ...]
    metadata: tuple[str, ...] = ()
    fingerprint: str = ""

    @cached_property
    def scored(self) -> tuple[Question, ...]:
        """Questions whose satisfaction makes that of the tier."""
        return tuple(each for each in self.questions if each.scored and each.options)

    @cached_property
    def satisfaction(self) -> tuple[Question, ...]:
        """All questions with the five options, scored or not."""
        return tuple(each for each in self.questions if each.options)

    @cached_property
    def groupings(self) -> tuple[Question, ...]:
        """Questions by whose options the results are shown."""
        return tuple(each for each in self.questions if each.group_by and each.kind == SELECT_ONE)

    @cached_property
    def open_questions(self) -> tuple[Question, ...]:
        """Questions answered in words."""
        return tuple(each for each in self.questions if each.kind == OPEN and each.name != SAMPLE_CODE)

    @property
    def code(self) -> str:
        """Printed on paper copies: which questionnaire in which wording."""
        return f"{self.id}-{self.fingerprint[:6].upper()}"

    def question(self, name: str) -> Question | None:
        """The question of that name."""
        return next((each for each in self.questions if each.name == name), None)
