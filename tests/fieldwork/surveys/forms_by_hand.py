"""XLSForms and cases for tests, written as tables that a person can read."""

from __future__ import annotations

from pathlib import Path

from hengping.cases.model import Case
from hengping.cases.model.fieldwork import SurveySummary
from hengping.fieldwork.surveys.case_forms import SurveyForm
from hengping.fieldwork.surveys.form import Form
from hengping.fieldwork.surveys.form_reading import read_form
from hengping.rendering.workbook import Book, Cell, Row, Sheet
from hengping.rendering.workbook_file import save_workbook

FORM = """
survey   | type                      | name        | label          | required | scored | group_by | relevant
survey   | start                     | start       |                |          |        |          |
survey   | end                       | end         |                |          |        |          |
survey   | text                      | sample_code | 样本编号       |          |        |          |
survey   | begin group               | about       | 一、基本情况   |          |        |          |
survey   | select_one units          | unit        | 您所在的单位   | yes      |        |          |
survey   | select_one sex            | sex         | 您的性别       |          |        | 是       |
survey   | select_multiple ways      | ways        | 怎样领取       |          |        |          |
survey   | end group                 |             |                |          |        |          |
survey   | select_one satisfaction   | q1          | 您对发放的评价 | yes      |        |          |
survey   | select_one satisfaction   | q2          | 您对服务的评价 | yes      |        |          |
survey   | select_one satisfaction   | q3          | 您对食堂的评价 |          | 否     |          |
survey   | text                      | opinion     | 您有什么意见   |          |        |          |
choices  | list_name    | name | label    | population
choices  | satisfaction | a5   | 非常满意 |
choices  | satisfaction | a4   | 比较满意 |
choices  | satisfaction | a3   | 一般     |
choices  | satisfaction | a2   | 不太满意 |
choices  | satisfaction | a1   | 不满意   |
choices  | satisfaction | a0   | 不了解   |
choices  | units        | U1   | 铁路局   |
choices  | units        | U2   | 油田公司 |
choices  | sex          | m    | 男       |
choices  | sex          | f    | 女       |
choices  | ways         | bank | 银行柜台 |
choices  | ways         | phone | 手机银行 |
settings | form_title   | form_id | tier
settings | 领取人员问卷 | Q1      | 领取人员
"""


def write_form(table: str, path: Path) -> Path:
    """The workbook of a table whose first column is the sheet; the first row of a sheet is its headings."""
    rows: dict[str, list[list[str]]] = {}
    for line in filter(str.strip, table.splitlines()):
        sheet, *cells = (cell.strip() for cell in line.split("|"))
        rows.setdefault(sheet, []).append(cells)
    sheets = [Sheet(name, tuple(Row(tuple(map(Cell, row))) for row in own)) for name, own in rows.items()]
    path.parent.mkdir(parents=True, exist_ok=True)
    save_workbook(Book(tuple(sheets)), path)
    return path


def form_of(table: str, folder: Path) -> Form:
    """The form of such a table."""
    return read_form(write_form(table, folder / "问卷.xlsx"))


def survey_form(folder: Path, table: str = FORM, **about: str) -> SurveyForm:
    """The form as that of survey Q1."""
    path = write_form(table, folder / "fieldwork" / "questionnaires" / "Q1.xlsx")
    survey = SurveySummary.model_validate({"id": "Q1", "tier": "领取人员", "channel": "问卷", **about})
    return SurveyForm(survey, read_form(path), path)


def small_case(**identity: object) -> Case:
    """A case with a satisfaction indicator and two tiers."""
    about = {"title": "例", "project_name": "例", "kind": "finance_evaluation", "year": "2021", **identity}
    leaf = {
        "code": "D1",
        "name": "满意度",
        "weight": "100",
        "rule": "judged",
        "target": {"comparator": "≥", "value": "90", "unit": "%"},
    }
    surveys = [{"id": "Q1", "tier": "领取人员"}, {"id": "Q2", "tier": "缴费职工"}]
    return Case.model_validate({"identity": about, "indicators": {"indicators": [leaf]}, "surveys": surveys})
