"""The questionnaires of a case: which survey uses which XLSForm, and where the files lie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hengping.cases.model import Case
from hengping.cases.model.fieldwork import InterviewOutline, Interviews, SurveySummary
from hengping.errors import Fault, InputError, nearest_names
from hengping.fieldwork.surveys.form import Form
from hengping.fieldwork.surveys.form_reading import read_form
from hengping.fieldwork.surveys.form_writing import questionnaire_book
from hengping.reference.questionnaire import QuestionnaireData, interview_outline_set, packaged_questionnaires
from hengping.rendering.workbook_file import workbook_bytes

FORMS_FOLDER = "fieldwork/questionnaires"
_ENDING = ".xlsx"


@dataclass(frozen=True)
class SurveyForm:
    """A survey of the case and its questionnaire, read from `path`."""

    survey: SurveySummary
    form: Form
    path: Path

    @property
    def tier(self) -> str:
        """The tier as the case calls it, by which its weight is found."""
        return self.survey.tier


def form_path(survey: SurveySummary, folder: Path) -> Path:
    """Where the XLSForm of a survey lies, or belongs."""
    return folder / FORMS_FOLDER / f"{survey.form or survey.id}{_ENDING}"


def case_forms(case: Case, folder: Path, *, only: str = "") -> tuple[SurveyForm, ...]:
    """Surveys that have a questionnaire, in the order of the case.

    Args:
        folder: the case's files folder.
        only: id of one survey; it must have a questionnaire.

    Raises:
        InputError: an unknown survey, no questionnaire at all, or faults of any of the forms, all of them at once.
    """
    chosen = [chosen_survey(case, only)] if only else list(case.surveys)
    there = [survey for survey in chosen if form_path(survey, folder).is_file()]
    if not there:
        mend = "请先运行 hengping survey forms 生成问卷，或把 XLSForm 放入该文件夹。"
        raise InputError([Fault(str(folder / FORMS_FOLDER), "没有问卷", "各对象的 XLSForm（.xlsx）", mend)])
    found: list[SurveyForm] = []
    faults: list[Fault] = []
    for survey in there:
        path = form_path(survey, folder)
        try:
            found.append(SurveyForm(survey, read_form(path), path))
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(dict.fromkeys(faults))
    return tuple(found)


def chosen_survey(case: Case, survey_id: str) -> SurveySummary:
    """The survey of that id.

    Raises:
        InputError: the case has none of that id.
    """
    found = next((survey for survey in case.surveys if survey.id == survey_id), None)
    if found is not None:
        return found
    ids = [survey.id for survey in case.surveys]
    near = nearest_names(survey_id, ids, most=1)
    mend = f"是否想写 {near[0]}？" if near else "请先在问卷汇总（fieldwork/surveys.csv）中登记。"
    raise InputError([Fault("问卷编号 --survey", survey_id, "、".join(ids) or "已登记的问卷编号", mend)])


def with_surveys(case: Case) -> Case:
    """The case with a survey for each tier that questionnaires ship for; one that has surveys stays as it is."""
    if case.surveys:
        return case
    rows = [
        SurveySummary(id=f"Q{number}", tier=data.tier, channel=data.channel, form=data.name)
        for number, data in enumerate(_questionnaires(), start=1)
    ]
    return case.model_copy(update={"surveys": tuple(rows)})


def with_outlines(case: Case) -> tuple[Case, int]:
    """The case with the outlines that ship, unless it has its own; how many were added."""
    if case.interviews.outlines:
        return case, 0
    outlines = tuple(
        InterviewOutline(id=each.id, tier=each.tier, channel=each.channel, questions=each.questions)
        for each in interview_outline_set().outlines
    )
    return case.model_copy(update={"interviews": Interviews(outlines=outlines)}), len(outlines)


def missing_forms(case: Case, folder: Path) -> tuple[dict[Path, bytes], tuple[SurveySummary, ...]]:
    """Workbooks for surveys without a questionnaire; surveys whose tier no shipped questionnaire fits."""
    made: dict[Path, bytes] = {}
    unfit = []
    for survey in case.surveys:
        path = form_path(survey, folder)
        if path.exists() or path in made:
            continue
        data = _fitting(survey)
        if data is None:
            unfit.append(survey)
            continue
        book = questionnaire_book(data, case, form_id=path.stem, tier=survey.tier, channel=survey.channel)
        made[path] = workbook_bytes(book)
    return made, tuple(unfit)


def _questionnaires() -> Sequence[QuestionnaireData]:
    """Questionnaires before call-backs."""
    return sorted(packaged_questionnaires(), key=lambda data: (data.channel != "问卷", _PLACES.index(data.name)))


_PLACES = ("managers", "contributors", "pensioners", "callbacks")


def _fitting(survey: SurveySummary) -> QuestionnaireData | None:
    """The questionnaire of that name, else the one whose words the tier has; call-backs know themselves first."""
    named = {data.name: data for data in packaged_questionnaires()}
    if survey.form in named:
        return named[survey.form]
    by_words: Iterable[QuestionnaireData] = (named[name] for name in ("callbacks", "pensioners", *_PLACES[:2]))
    return next((data for data in by_words if any(word in survey.tier for word in data.tiers)), None)
