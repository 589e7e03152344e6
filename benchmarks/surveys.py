"""How long it takes to read, check and analyse 100,000 responses to one questionnaire.

From the csv in the case to every result: counts, groups, precision, reliability, open answers.
"""

from __future__ import annotations

import datetime
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.paired import paired_seconds, verdict
from hengping.cases.model import Case
from hengping.fieldwork.surveys.case_forms import SurveyForm, case_forms, missing_forms, with_surveys
from hengping.fieldwork.surveys.importing import import_file
from hengping.fieldwork.surveys.responses import read_responses
from hengping.fieldwork.surveys.results import survey_result, terms_of
from hengping.fieldwork.surveys.simulation import simulated

RESPONSES = 100_000
LIMIT_SECONDS = 3.0


def main() -> bool:
    with tempfile.TemporaryDirectory(prefix="hengping-surveys-") as work:
        folder = Path(work)
        case, each = _prepared(folder)
        found = _analysed(case, each, folder)
        assert found > RESPONSES * 0.9, "the responses are there"
        seconds = paired_seconds({"ours": partial(_analysed, case, each, folder)}, repeats=5)["ours"]
        print(f"  {RESPONSES:,} responses  {seconds.shown(2)} s")
        return verdict(f"{RESPONSES:,} responses, seconds", seconds.median, LIMIT_SECONDS)


def _prepared(folder: Path) -> tuple[Case, SurveyForm]:
    identity = {
        "title": "测速",
        "project_name": "测速",
        "kind": "finance_evaluation",
        "year": "2021",
        "satisfaction_options": {"非常满意": "100", "比较满意": "80", "一般": "60", "不太满意": "40", "不满意": "20"},
    }
    leaf = {"code": "A", "name": "产出", "weight": "100"}
    case = with_surveys(Case.model_validate({"identity": identity, "indicators": {"indicators": [leaf]}}))
    made, _ = missing_forms(case, folder)
    for path, data in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    each = next(form for form in case_forms(case, folder) if form.survey.form == "pensioners")
    file = folder / "responses.csv"
    file.write_text(simulated(each.form, RESPONSES, seed="1", first_day=datetime.date(2021, 7, 1)), encoding="utf-8")
    case_folder = folder / "case"
    case_folder.mkdir()
    case, _ = import_file(file, case, case_folder, folder, survey=each.survey.id)
    return case, each


def _analysed(case: Case, each: SurveyForm, folder: Path) -> int:
    responses = read_responses(each.survey.id, each.form, folder)
    return survey_result(each, responses, terms_of(case)).valid
