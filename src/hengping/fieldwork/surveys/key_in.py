"""The workbook in which paper returns are keyed in: a row each, with the choices as drop-down lists."""

from __future__ import annotations

from hengping.fieldwork.surveys.case_forms import SurveyForm
from hengping.fieldwork.surveys.form import SELECT_MULTIPLE, SELECT_ONE, Question
from hengping.reading.addresses import Area
from hengping.rendering.workbook import Book, Cell, CellStyle, Column, PrintSetup, Row, Sheet, Validation

ROWS = 500
SHEET_PREFIX = "录入-"
"""The sheet's name tells which survey the responses belong to: 录入-Q1."""
ID_HEADING, STARTED_HEADING = "答卷编号", "填写日期"
_STYLES = {
    "head": CellStyle(bold=True, fill="#E8EEF4", border=True, wrap=True, align="center"),
    "text": CellStyle(border=True, wrap=True),
}
_SEVERAL = "多选：各项用分号隔开"
_DATE = "如 2022-07-20"


def heading(question: Question) -> str:
    """What stands above a question's column; the import knows it again."""
    return f"{question.number}. {question.label}" if question.number else question.label


def key_in_book(each: SurveyForm) -> Book:
    """The workbook for one survey."""
    questions = each.form.questions
    head = [Cell(ID_HEADING, "head", note="纸质问卷右上角的编号"), Cell(STARTED_HEADING, "head", note=_DATE)]
    head += [Cell(heading(question), "head", note=_note(question)) for question in questions]
    columns = (Column(12, "text"), Column(13, "text"), *(Column(_width(question), "text") for question in questions))
    validations = tuple(
        Validation(Area(1, 2 + index, ROWS, 2 + index), tuple(choice.label for choice in question.choices))
        for index, question in enumerate(questions)
        if question.kind == SELECT_ONE and question.choices
    )
    sheet = Sheet(
        f"{SHEET_PREFIX}{each.survey.id}",
        (Row(tuple(head), 48),),
        columns,
        freeze=(1, 2),
        validations=validations,
        print_setup=PrintSetup(landscape=True, repeat_rows=1),
    )
    return Book((sheet, _guide(each)), _STYLES, title=f"{each.form.title}录入表")


def _note(question: Question) -> str:
    if question.kind == SELECT_MULTIPLE:
        return f"{_SEVERAL}。可填：{'、'.join(choice.label for choice in question.choices)}"
    return question.hint


def _width(question: Question) -> float:
    longest = max((len(choice.label) for choice in question.choices), default=10)
    return max(12.0, min(30.0, 2.0 * longest))


def _guide(each: SurveyForm) -> Sheet:
    lines = [
        f"{each.form.title}（{each.form.code}）",
        f"调查对象：{each.tier}",
        "一份纸质问卷录一行；没有作答的题留空，不要代填。",
        f"{_SEVERAL}。",
        f"录完后运行：hengping survey import 案卷 本文件 --survey {each.survey.id}",
    ]
    return Sheet("说明", tuple(Row((Cell(line),)) for line in lines), (Column(80),))
