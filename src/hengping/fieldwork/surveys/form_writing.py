"""A questionnaire that ships with the program as an XLSForm workbook, with the units of the case filled in."""

from __future__ import annotations

from collections.abc import Sequence

from hengping.cases.model import Case
from hengping.fieldwork.surveys.form import UNITS_LIST
from hengping.reference.questionnaire import QuestionnaireData
from hengping.rendering.workbook import Book, Cell, CellStyle, Column, Row, Sheet

_SURVEY = ("type", "name", "label", "hint", "required", "relevant", "scored", "group_by")
_CHOICES = ("list_name", "name", "label", "population")
_SETTINGS = ("form_title", "form_id", "version", "tier", "channel", "introduction")
_STYLES = {"head": CellStyle(bold=True, fill="#E8EEF4", border=True), "text": CellStyle(border=True, wrap=True)}
_WIDTHS = {"label": 46, "hint": 24, "relevant": 24, "type": 24, "introduction": 60, "form_title": 34, "tier": 22}


def questionnaire_book(data: QuestionnaireData, case: Case, *, form_id: str, tier: str = "", channel: str = "") -> Book:
    """The XLSForm. Units are those visited, else all of the frame; a case without a frame has 其他 alone."""
    survey = [
        (q.type, q.name, q.label, q.hint, "yes" if q.required else "", q.relevant, q.scored, q.group_by)
        for q in data.questions
    ]
    choices = [(name, key, label, "") for name, own in data.choices.items() for key, label in own.items()]
    if any(question.type.endswith(f" {UNITS_LIST}") for question in data.questions):
        choices += [(UNITS_LIST, key, label, "") for key, label in _units(case)]
    version = case.identity.year or "1"
    title = f"{case.identity.project_name}——{data.title}" if case.identity.project_name else data.title
    settings = [(title, form_id, version, tier or data.tier, channel or data.channel, data.introduction)]
    sheets = (
        _sheet("survey", _SURVEY, survey),
        _sheet("choices", _CHOICES, choices),
        _sheet("settings", _SETTINGS, settings),
    )
    return Book(sheets, _STYLES, title=data.title)


def _units(case: Case) -> list[tuple[str, str]]:
    visited = {visit.unit for visit in case.visits if not visit.cancelled}
    rows = [row for row in case.frame if row.id in visited] or list(case.frame)
    names = [row.name for row in rows]
    units = [
        (row.id, row.name if names.count(row.name) == 1 else f"{row.name}（{row.city or row.id}）") for row in rows
    ]
    return units or [("other", "其他")]


def _sheet(name: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Sheet:
    made = [Row(tuple(Cell(heading, "head") for heading in headings))]
    made += [Row(tuple(Cell(text, "text") for text in row)) for row in rows]
    columns = tuple(Column(_WIDTHS.get(heading, 16)) for heading in headings)
    return Sheet(name, tuple(made), columns, freeze=(1, 0))
