"""Customary forms that belong into the file, printed from the case as PDF/A: the one list where they are added."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from hengping.cases.model import Case
from hengping.errors import InputError
from hengping.forms.fill import fill_form
from hengping.forms.word import form_document
from hengping.reference.form_layouts import form_layout
from hengping.reports.archive.beside import Lack
from hengping.reports.archive.contents import responsible
from hengping.reports.archive.layout import Document, Group, path_in
from hengping.reports.archive.pages import archival_pdf, page_count

_AT_ONCE = 3
"""Pandoc and typst work beside this process."""


@dataclass(frozen=True)
class ArchivedForm:
    """A form, the group it is bound in, and the parts of the case that must hold something; none: it always is."""

    code: str
    group: Group
    parts: tuple[str, ...] = ()

    def is_wanted(self, case: Case) -> bool:
        """Whether the case has anything to say in it."""
        default = type(case).model_fields
        return all(getattr(case, part) not in ((), default[part].default) for part in self.parts)


FORMS = (
    ArchivedForm("F05", Group.PLAN),
    ArchivedForm("F09", Group.PLAN, ("visits",)),
    ArchivedForm("F07a", Group.EVIDENCE, ("requests",)),
    ArchivedForm("F07b", Group.EVIDENCE, ("handovers",)),
    ArchivedForm("F07c", Group.EVIDENCE, ("commitments",)),
    ArchivedForm("F08", Group.EVIDENCE, ("data_forms",)),
    ArchivedForm("F10", Group.PAPERS, ("visit_records",)),
    ArchivedForm("F11b", Group.PAPERS, ("interview_records",)),
    ArchivedForm("F11c", Group.PAPERS, ("meetings",)),
    ArchivedForm("F12", Group.PAPERS, ("callbacks",)),
    ArchivedForm("F13a", Group.PAPERS, ("surveys",)),
    ArchivedForm("F13b", Group.PAPERS, ("survey_questions",)),
    ArchivedForm("F14a", Group.PAPERS, ("working_papers",)),
    ArchivedForm("F14d", Group.PAPERS, ("views",)),
    ArchivedForm("F14f", Group.PAPERS, ("fact_confirmations",)),
    ArchivedForm("F06", Group.SCORES),
    ArchivedForm("F16", Group.SCORES, ("reviews",)),
    ArchivedForm("F15a", Group.OPINIONS, ("consultations",)),
    ArchivedForm("F15b", Group.OPINIONS, ("consultations",)),
    ArchivedForm("F15c", Group.OPINIONS, ("opinions",)),
    ArchivedForm("F17b", Group.OPINIONS, ("expert_reviews",)),
    ArchivedForm("F18a", Group.OPINIONS, ("expert_reviews",)),
    ArchivedForm("F18b", Group.OPINIONS, ("expert_comments",)),
    ArchivedForm("F20b", Group.REPORT),
    ArchivedForm("F19a", Group.RECTIFICATION, ("rectification_notices",)),
    ArchivedForm("F19b", Group.RECTIFICATION, ("rectification",)),
    ArchivedForm("F19c", Group.RECTIFICATION, ("rectification_notices",)),
    ArchivedForm("F19d", Group.RECTIFICATION, ("rectification",)),
)
"""In the order of the file."""


def printed_forms(case: Case, folder: Path) -> Iterator[Document | Lack]:
    """Every form that the case has something for; a lack for one that its layout keeps from being printed.

    Args:
        folder: of the case, for layouts of its own.
    """

    def printed(form: ArchivedForm) -> Document | Lack:
        try:
            layout = form_layout(form.code, folder)
            page = form_document(fill_form(layout, case), author=responsible(case))
            data = archival_pdf(page, case)
        except InputError as error:
            return Lack(f"表单 {form.code}", "", f"未能打印：{error.faults[0]}")
        name = path_in(form.group, f"{form.code}-{layout.title}.pdf")
        who = responsible(case)
        return Document(name, form.group, layout.title, data, made=True, responsible=who, pages=page_count(data))

    with ThreadPoolExecutor(_AT_ONCE) as beside:
        yield from beside.map(printed, [form for form in FORMS if form.is_wanted(case)])
