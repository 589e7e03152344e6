"""Questionnaires on paper: boxes to tick, a code that names the wording, and one that opens the web form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import quote

from hengping.errors import MissingProgramError
from hengping.fieldwork.surveys.case_forms import SurveyForm
from hengping.fieldwork.surveys.form import SAMPLE_CODE, SELECT_MULTIPLE, Form, Question
from hengping.rendering.document import (
    Block,
    Column,
    Document,
    Figure,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
    cell,
    paragraph,
)
from hengping.rendering.style import Page, Sizes, StylePack

_BOX = "□"
_MOST_TICKED = 12
"""More choices than this are written, not ticked: the name of a unit among dozens."""
_ONE_CHOICE = re.compile(r"\$\{(\w+)\}\s*=\s*['\"](\w+)['\"]")
_STYLE = StylePack(
    page=Page(top=22, bottom=20, left=20, right=18),
    sizes=Sizes(title=18, body=12, caption=12, table=10.5, dense_table=9, note=9, page_number=10.5, line_pitch=22),
)


def web_address(address: str, each: SurveyForm) -> str:
    """The address of the web form of a survey: `{survey}` and `{form}` are filled in, else the survey is appended."""
    if "{survey}" in address or "{form}" in address:
        return address.replace("{survey}", quote(each.survey.id)).replace("{form}", quote(each.form.id))
    return f"{address.rstrip('/')}/{quote(each.survey.id)}"


def paper_form(each: SurveyForm, *, address: str = "", author: str = "") -> Document:
    """The questionnaire to be printed and filled by hand.

    Raises:
        MissingProgramError: an address is given, but the library that draws its code is not installed.
    """
    form = each.form
    blocks: list[Block] = [
        paragraph("问卷版本：", form.code, "　　编号：________________", align="right", indented=False)
    ]
    if form.introduction:
        blocks.append(paragraph(form.introduction))
    for section, questions in groupby(
        (question for question in form.questions if question.name != SAMPLE_CODE), key=lambda question: question.section
    ):
        if section:
            blocks.append(Paragraph((Strong((Text(section),)),), indented=False))
        blocks += _section(list(questions), form)
    blocks += _foot(each, address)
    return Document(
        form.title.replace("——", "\n"),
        tuple(blocks),
        contents=False,
        style=_STYLE,
        author=author,
        running_header=form.code,
    )


def _section(questions: Sequence[Question], form: Form) -> Iterator[Block]:
    """Satisfaction questions that follow one another stand in one table."""
    for choices, own in groupby(questions, key=lambda question: question.choices if question.options else ()):
        if choices:
            yield _grid(list(own))
        else:
            for question in own:
                yield from _question(question, form)


def _grid(questions: Sequence[Question]) -> Table:
    labels = [choice.label for choice in questions[0].choices]
    header = Row((cell("题目（每行选一项打√）"), *(cell(label) for label in labels)))
    body = tuple(Row((cell(f"{each.number}. {each.label}"), *(cell(_BOX) for _ in labels))) for each in questions)
    columns = (Column(3.7, "left"), *(Column(1.1) for _ in labels))
    return Table(columns, body, (header,))


def _question(question: Question, form: Form) -> Iterator[Block]:
    hint = "".join(f"（{text}）" for text in (question.hint, _condition(question, form)) if text)
    yield paragraph(f"{question.number}. {question.label}{hint}", indented=False)
    if question.selects and len(question.choices) <= _MOST_TICKED:
        several = "（可多选）" if question.kind == SELECT_MULTIPLE and "多选" not in question.label else ""
        yield paragraph("　　".join(f"{_BOX} {choice.label}" for choice in question.choices) + several)
    elif question.selects or question.kind != "text":
        yield paragraph("________________________________")
    else:
        yield from (paragraph("_" * 64) for _ in range(2))


def _condition(question: Question, form: Form) -> str:
    """To whom the question is put, where the form makes it depend on one choice."""
    written = _ONE_CHOICE.fullmatch(question.relevant.strip())
    asked = form.question(written[1]) if written else None
    if written is None or asked is None or written[2] not in asked.labels:
        return ""
    return f"第{asked.number}题选“{asked.labels[written[2]]}”的填写"


def _foot(each: SurveyForm, address: str) -> Iterator[Block]:
    yield paragraph("问卷到此结束，感谢您的支持！", align="center")
    if address:
        link = web_address(address, each)
        yield Figure(_code_chart(link), (), f"网上填写的二维码：{link}", width=18)
        yield paragraph(f"也可以扫码在手机上填写，一人只填一份：{link}", align="center")


def _code_chart(text: str) -> dict[str, Any]:
    """A QR code as a chart of black squares, so that it prints through the one way all pictures take."""
    try:
        import segno
    except ImportError as error:
        raise MissingProgramError("印二维码需要 segno：请安装 hengping[fieldwork]，或不写 --web。") from error
    squares = [list(row) for row in segno.make(text, error="m", micro=False).matrix_iter(border=4)]
    values = [{"x": x, "y": y} for y, row in enumerate(squares) for x, dark in enumerate(row) if dark]
    size = len(squares)
    scale = {"domain": [0, size], "nice": False, "zero": False}
    encoding = {
        "x": {"field": "x", "type": "quantitative", "axis": None, "scale": scale},
        "y": {"field": "y", "type": "quantitative", "axis": None, "scale": scale | {"reverse": True}},
        "x2": {"field": "right"},
        "y2": {"field": "below"},
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": [{**each, "right": each["x"] + 1, "below": each["y"] + 1} for each in values]},
        "mark": {"type": "rect", "color": "black", "stroke": "black", "strokeWidth": 0.2},
        "encoding": encoding,
        "width": 200,
        "height": 200,
        "config": {"view": {"stroke": None}},
    }
