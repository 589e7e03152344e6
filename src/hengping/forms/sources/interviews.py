"""`questions`: the questions of the outline that a copy is for; `answers`: what was answered at the interview.

The questions of the outline are rows to be answered; an interview with answers of its own making asks nothing more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hengping.cases.model.field_records import InterviewAnswer
from hengping.cases.parts_fields import fields_of
from hengping.forms.entry import Entry, FormRow, Place
from hengping.forms.filling import Filling
from hengping.forms.new_ids import prefix_of
from hengping.forms.sources.part_rows import part_source
from hengping.forms.sources.proposed_rows import further_key, with_proposals
from hengping.forms.sources.source import Options, RowSource

_PART = part_source("interview_answers")
_FIELDS = tuple(fields_of(InterviewAnswer))
_QUESTION_COLUMNS = {"number": "序号", "question": "问题"}


def _outline_questions(filling: Filling, outline: str) -> tuple[str, ...]:
    return next((each.questions for each in filling.case.interviews.outlines if each.id == outline), ())


def _questions(filling: Filling, _: Options) -> Sequence[FormRow]:
    asked = _outline_questions(filling, filling.instance)
    return [
        FormRow(f"{filling.instance}.{number}", {"number": Entry(str(number)), "question": Entry(question)})
        for number, question in enumerate(asked, start=1)
    ]


def _answers(filling: Filling, options: Options) -> Sequence[FormRow]:
    own = _PART.rows(filling, {**options, "where.interview": "{instance}"})
    record = next((row for row in filling.case.interview_records if row.id == filling.instance), None)
    asked = _outline_questions(filling, record.outline) if record else ()
    return with_proposals(own, [_asked(filling, number, question) for number, question in enumerate(asked, start=1)])


def _asked(filling: Filling, number: int, question: str) -> FormRow:
    key = f"{_prefix(filling)}{number:02d}"
    seed = (("interview", filling.key), ("question", question))
    cells: Mapping[str, Entry] = {
        name: Entry(question if name == "question" else "", Place("interview_answers", key, name, seed))
        for name in _FIELDS[1:]
    }
    return FormRow(key, {"id": Entry(key), **cells})


def _added(filling: Filling, options: Options, index: int) -> FormRow:
    """A question written below those of the outline."""
    key = further_key(_prefix(filling), [row.key for row in _answers(filling, options)], index)
    seed = (("interview", filling.key),)
    return FormRow(key, {name: Entry("", Place("interview_answers", key, name, seed)) for name in _FIELDS[1:]})


def _prefix(filling: Filling) -> str:
    return f"{prefix_of('interview_answers')}-{filling.key}-"


QUESTIONS = RowSource("questions", lambda _: _QUESTION_COLUMNS, _questions, lambda _: (("question",),))
ANSWERS = RowSource("answers", _PART.columns, _answers, lambda _: (("id",), ("question",)), _added)
