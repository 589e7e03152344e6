"""What ships: questionnaires for every group of respondents, the interview outlines, and that servers take the forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengping.cases.store import open_case
from hengping.fieldwork.surveys.case_forms import case_forms, missing_forms, with_outlines, with_surveys
from hengping.fieldwork.surveys.form_reading import read_form
from hengping.fieldwork.surveys.form_writing import questionnaire_book
from hengping.fieldwork.surveys.validation import validate
from hengping.reference.questionnaire import interview_outline_set, open_answer_themes, packaged_questionnaires
from hengping.rendering.workbook_file import save_workbook
from tests.fieldwork.surveys.forms_by_hand import small_case

EXAMPLE = Path(__file__).parents[3] / "examples" / "xinjiang-2021"
SHIPPED = {data.name: data for data in packaged_questionnaires()}


@pytest.mark.parametrize("name", ["managers", "contributors", "pensioners", "callbacks"])
def test_a_shipped_questionnaire_reads_back_and_pyxform_takes_it(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.xlsx"
    save_workbook(questionnaire_book(SHIPPED[name], open_case(EXAMPLE), form_id=name), path)
    form = read_form(path)
    assert form.scored, "satisfaction can be worked out"
    assert form.open_questions, "people can say something in their own words"
    assert all("不了解" in question.labels.values() for question in form.scored)
    assert validate(path, label=name) == ()


def test_all_four_ship() -> None:
    assert sorted(SHIPPED) == ["callbacks", "contributors", "managers", "pensioners"]


def test_units_of_the_visits_are_the_choices(tmp_path: Path) -> None:
    path = tmp_path / "pensioners.xlsx"
    save_workbook(questionnaire_book(SHIPPED["pensioners"], open_case(EXAMPLE), form_id="pensioners"), path)
    unit = read_form(path).question("unit")
    assert unit is not None
    assert len(unit.choices) == 37
    assert unit.labels["U02"] == "铁路局"


def test_four_outlines_ship_and_only_fill_a_gap() -> None:
    outlines = interview_outline_set().outlines
    assert [outline.tier for outline in outlines] == [
        "人社部门负责人",
        "单位养老保险管理人员",
        "参保缴费职工",
        "领取养老金人员",
    ]
    assert with_outlines(small_case())[1] == 4
    example = open_case(EXAMPLE)
    assert with_outlines(example) == (example, 0)


def test_outlines_are_not_the_filed_words() -> None:
    filed = {question for outline in open_case(EXAMPLE).interviews.outlines for question in outline.questions}
    assert not filed & {question for outline in interview_outline_set().outlines for question in outline.questions}


def test_the_regions_tiers_find_their_questionnaires(tmp_path: Path) -> None:
    case = open_case(EXAMPLE)
    made, unfit = missing_forms(case, tmp_path)
    assert not unfit
    for path, data in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    forms = case_forms(case, tmp_path)
    assert {each.survey.id: each.form.title.split("——")[1] for each in forms} == {
        "Q1": "单位养老保险管理人员满意度调查问卷",
        "Q2": "参保缴费职工满意度调查问卷",
        "Q3": "领取基本养老金人员满意度调查问卷",
    }


def test_a_case_without_surveys_gets_one_for_each_questionnaire() -> None:
    bare = small_case().model_copy(update={"surveys": ()})
    assert [row.form for row in with_surveys(bare).surveys] == ["managers", "contributors", "pensioners", "callbacks"]


def test_a_tier_that_nothing_fits_is_told(tmp_path: Path) -> None:
    case = small_case()
    odd = case.surveys[0].model_copy(update={"tier": "财政部门"})
    _, unfit = missing_forms(case.model_copy(update={"surveys": (odd,)}), tmp_path)
    assert [row.tier for row in unfit] == ["财政部门"]


def test_every_word_of_a_theme_stands_in_one_theme_only() -> None:
    words = [word for theme in open_answer_themes().themes for word in theme.words]
    assert len(words) == len(set(words))
