"""Questionnaires, interview outlines and themes of open answers that ship with the program, as data."""

from __future__ import annotations

import functools

from pydantic import BaseModel, ConfigDict, Field

from hengping.reference.packaged import packaged_names, read_packaged

_FOLDER = "questionnaires"


class _QuestionnairePart(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class QuestionData(_QuestionnairePart):
    """A row of the survey sheet of an XLSForm; `type` is XLSForm's own, such as `select_one satisfaction`."""

    type: str
    name: str = ""
    label: str = ""
    hint: str = ""
    required: bool = False
    relevant: str = ""
    scored: str = Field(title="计分题", description="是、否；只有满意度题可以填", default="")
    group_by: str = Field(title="分组题", description="是：结果按本题的选项分组", default="")


class QuestionnaireData(_QuestionnairePart):
    """A questionnaire for one tier; `tiers` are words by which the tiers of a case are known."""

    name: str
    title: str
    tier: str
    tiers: tuple[str, ...]
    channel: str
    introduction: str
    choices: dict[str, dict[str, str]] = Field(title="选项", description="选项表 → 选项名 → 标签", default={})
    questions: tuple[QuestionData, ...]


class OutlineData(_QuestionnairePart):
    """The questions of an interview with one tier."""

    id: str
    tier: str
    channel: str
    questions: tuple[str, ...]


class OutlineSet(_QuestionnairePart):
    """The interview outlines of one kind of evaluation."""

    name: str
    title: str
    source: str
    outlines: tuple[OutlineData, ...]


class Theme(_QuestionnairePart):
    """A subject of open answers and the words it is known by."""

    name: str
    words: tuple[str, ...]


class ThemeSet(_QuestionnairePart):
    """The themes, and the answers that say nothing."""

    name: str
    nothing: tuple[str, ...]
    themes: tuple[Theme, ...]


@functools.cache
def packaged_questionnaires() -> tuple[QuestionnaireData, ...]:
    """All questionnaires, by name."""
    return tuple(read_packaged(QuestionnaireData, _FOLDER, name) for name in packaged_names(_FOLDER))


@functools.cache
def interview_outline_set() -> OutlineSet:
    """The outlines for the pension fund of enterprise employees."""
    return read_packaged(OutlineSet, f"{_FOLDER}/outlines", "enterprise_pension")


@functools.cache
def open_answer_themes() -> ThemeSet:
    """The themes that open answers are grouped by."""
    return read_packaged(ThemeSet, f"{_FOLDER}/themes", "opinions")
