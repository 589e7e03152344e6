"""A file of responses taken into the case: filed as evidence, matched, joined with what is there, checked."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from hengping.cases.evidence_filing import file_evidence, store_evidence
from hengping.cases.model import Case
from hengping.cases.store import save_case
from hengping.errors import Fault, InputError
from hengping.fieldwork.surveys.case_forms import SurveyForm, case_forms
from hengping.fieldwork.surveys.checks import Checked, check_responses
from hengping.fieldwork.surveys.incoming import Incoming, match_table
from hengping.fieldwork.surveys.key_in import SHEET_PREFIX
from hengping.fieldwork.surveys.responses import (
    Merge,
    Responses,
    joined,
    read_responses,
    responses_bytes,
    responses_path,
)
from hengping.fieldwork.surveys.results import terms_of
from hengping.fieldwork.surveys.table_files import FileTable, read_file_tables
from hengping.rendering.file_writing import replace_files

_TIER_HEADINGS = ("tier", "调查对象", "对象")
_KIND, _TITLE = "问卷", "问卷答卷原始数据"


@dataclass(frozen=True)
class ImportedSurvey:
    """What one file did to one survey."""

    each: SurveyForm
    incoming: Incoming
    merge: Merge
    responses: Responses
    checked: Checked


@dataclass(frozen=True)
class ImportedFile:
    """A file taken in; `evidence` is what it is filed as, `known` that it was there before."""

    evidence: str
    known: bool
    surveys: tuple[ImportedSurvey, ...]


def import_file(
    path: Path, case: Case, case_path: Path, folder: Path, *, survey: str = "", sent: int | None = None
) -> tuple[Case, ImportedFile]:
    """Take a file of responses into the case; the case and the responses are written.

    Args:
        folder: the case's files folder.
        survey: whose responses they are; "" where the file tells (sheet 录入-Q1, a column 调查对象, its questions).
        sent: questionnaires sent out for that survey, where it is told along with the file.

    Raises:
        InputError: the file cannot be read or matched, or rows tell no tier; nothing was written then.
    """
    forms = case_forms(case, folder, only=survey)
    parts = [part for table in read_file_tables(path) for part in _parts(table, forms, alone=bool(survey))]
    if not parts:
        raise InputError([Fault(path.name, "没有答卷", "至少一行答卷", "请检查文件。")])
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    known = next((row.id for row in case.evidence if row.sha256 == digest), "")
    case = _with_sent(case, survey, sent)
    filed = None
    if not known:
        title = f"{'、'.join(dict.fromkeys(each.tier for each, _ in parts))}{_TITLE}"
        filed = file_evidence(case, path, folder, title=title, kind=_KIND)
        case = filed.case
    evidence = known or (filed.evidence.id if filed else "")
    terms = terms_of(case)
    surveys = []
    there: dict[str, Responses] = {}
    files: dict[Path, bytes] = {}
    for each, table in parts:
        incoming = match_table(table, each.form, source=evidence)
        name = each.survey.id
        old = there[name] if name in there else read_responses(name, each.form, folder)
        both, merge = joined(old, incoming.responses)
        there[name] = both
        files[responses_path(name, folder)] = responses_bytes(both)
        surveys.append(
            ImportedSurvey(each, incoming, merge, both, check_responses(both, each.form, period=terms.period))
        )
    if filed is not None:
        store_evidence(filed, case_path)
    elif sent is not None:
        save_case(case, case_path)
    replace_files(files)
    return case, ImportedFile(evidence, bool(known), tuple(surveys))


def _with_sent(case: Case, survey: str, sent: int | None) -> Case:
    if sent is None:
        return case
    rows = (row.model_copy(update={"sent": Decimal(sent)}) if row.id == survey else row for row in case.surveys)
    return case.model_copy(update={"surveys": tuple(rows)})


def _parts(table: FileTable, forms: Sequence[SurveyForm], *, alone: bool) -> list[tuple[SurveyForm, FileTable]]:
    """The table, or its rows by tier, each with the survey it belongs to."""
    if not table.rows:
        return []
    if alone:
        return [(forms[0], table)] if _fits(table, forms[0]) or len(table.headings) > 1 else []
    named = next((each for each in forms if table.sheet == f"{SHEET_PREFIX}{each.survey.id}"), None)
    if named is not None:
        return [(named, table)]
    heading = next((each for each in _TIER_HEADINGS if each in table.headings), None)
    if heading is not None:
        return _by_tier(table, heading, forms)
    fitting = [each for each in forms if _fits(table, each)]
    if len(fitting) == 1:
        return [(fitting[0], table)]
    if table.sheet and not fitting:
        return []  # a sheet of explanations
    ids = "、".join(each.survey.id for each in forms)
    mend = f"请用 --survey 写明是哪一份问卷：{ids}。"
    raise InputError([Fault(table.label, "看不出是哪一份问卷的答卷", "只与一份问卷的题目相符的列标题", mend)])


def _fits(table: FileTable, each: SurveyForm) -> bool:
    """Whether every scored question has a column."""
    try:
        absent = match_table(replace(table, rows=[], lines=[]), each.form, source="").absent
    except InputError:
        return False
    return not any(question in each.form.scored for question in absent)


def _by_tier(table: FileTable, heading: str, forms: Sequence[SurveyForm]) -> list[tuple[SurveyForm, FileTable]]:
    at = table.headings.index(heading)
    by_tier = {each.tier: each for each in forms} | {each.survey.id: each for each in forms}
    rows: dict[str, list[int]] = {}
    faults = []
    for index, row in enumerate(table.rows):
        each = by_tier.get(row[at].strip())
        if each is None:
            tiers = "、".join(each.tier for each in forms)
            found = row[at].strip() or "空"
            faults.append(Fault(f"{table.where(index)}“{heading}”列", found, tiers, "请补上或改正调查对象。"))
        else:
            rows.setdefault(each.survey.id, []).append(index)
    if faults:
        raise InputError(faults)
    return [(each, _rows_of(table, rows[each.survey.id])) for each in forms if each.survey.id in rows]


def _rows_of(table: FileTable, chosen: Sequence[int]) -> FileTable:
    return replace(table, rows=[table.rows[index] for index in chosen], lines=[table.lines[index] for index in chosen])
