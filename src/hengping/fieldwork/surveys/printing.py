"""Everything of the questionnaires that goes on paper or to the key-in desk, as files."""

from __future__ import annotations

from collections.abc import Sequence

from hengping.cases.model import Case
from hengping.fieldwork.surveys.case_forms import SurveyForm
from hengping.fieldwork.surveys.key_in import key_in_book
from hengping.fieldwork.surveys.paper import paper_form
from hengping.rendering.publish import render
from hengping.rendering.workbook_file import workbook_bytes


def printed_forms(case: Case, forms: Sequence[SurveyForm], *, address: str = "") -> dict[str, bytes]:
    """File name → content: each questionnaire for printing (Word, PDF) and its key-in workbook."""
    author = next((party.name for party in case.parties if party.role.value == "third_party_agency"), "")
    made: dict[str, bytes] = {}
    for each in forms:
        stem = f"{each.survey.id}_{each.tier or each.form.id}"
        document = paper_form(each, address=address, author=author)
        made |= {f"{stem}_问卷.{kind}": data for kind, data in render(document, ("docx", "pdf")).items()}
        made[f"{stem}_录入表.xlsx"] = workbook_bytes(key_in_book(each))
    return made
