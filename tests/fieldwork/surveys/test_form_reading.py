"""Forms with mistakes: each is told with its place, all of a form at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengping.errors import InputError
from hengping.fieldwork.surveys.validation import validate
from tests.fieldwork.surveys.forms_by_hand import FORM, form_of, write_form


def faults_of(table: str, folder: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        form_of(table, folder)
    return [str(fault) for fault in caught.value.faults]


def test_a_form_is_read_as_it_stands(tmp_path: Path) -> None:
    form = form_of(FORM, tmp_path)
    assert [(each.number, each.name, each.section) for each in form.questions] == [
        (0, "sample_code", ""),
        (1, "unit", "一、基本情况"),
        (2, "sex", "一、基本情况"),
        (3, "ways", "一、基本情况"),
        (4, "q1", ""),
        (5, "q2", ""),
        (6, "q3", ""),
        (7, "opinion", ""),
    ]
    assert [each.name for each in form.scored] == ["q1", "q2"], "不计分 is respected"
    assert [each.name for each in form.satisfaction] == ["q1", "q2", "q3"]
    assert [each.name for each in form.groupings] == ["sex"]
    assert form.metadata == ("start", "end")


def test_the_fingerprint_changes_with_the_words_only(tmp_path: Path) -> None:
    one, same = form_of(FORM, tmp_path), form_of(FORM + "\n", tmp_path)
    other = form_of(FORM.replace("您对发放的评价", "您对按时发放的评价"), tmp_path)
    assert one.fingerprint == same.fingerprint != other.fingerprint


CHANGES = [
    # what a person wrote → what is told
    (
        "select_one sex ",
        "select_one sexx",
        "“type”列：现为“select_one sexx”，应为choices 工作表中的选项表。是否想写 sex？",
    ),
    ("| q2  ", "| q1  ", "应为不与第 10 行重复的名称"),
    ("| q2  ", "| 2q  ", "以字母或汉字开头"),
    ("| a4   | 比较满意", "| a5   | 比较满意", "应为选项表 satisfaction 中不重复的 name"),
    ("| a4   | 比较满意", "| a4   | 非常满意", "应为选项表 satisfaction 中不重复的 label"),
    ("| U1   | 铁路局   |", "| U1   | 铁路局   | 很多", "population”列：现为“很多”，应为人数"),
    ("survey   | end group  ", "survey   | end repeat ", "end repeat"),
    ("| 是       |", "| 对       |", "“group_by”列：现为“对”，应为是 或 否"),
    ("| Q1      | 领取人员", "|         | 领取人员", "没有 form_id"),
    ("survey   | text                      | opinion", "survey   | tekst                     | opinion", "题型"),
    (
        "| yes      |        |          |",
        "| yes      |        |          | ${q9} = 'a5'",
        "现为“${q9}”，应为本问卷中题目的 name。是否想写 ${q",
    ),
    ("您对发放的评价", "您对${sexx}发放的评价", "“label”列：现为“${sexx}”，应为本问卷中题目的 name。是否想写 ${sex}？"),
]


@pytest.mark.parametrize(("before", "after", "told"), CHANGES, ids=[told[:12] for _, _, told in CHANGES])
def test_a_mistake_is_told_with_its_place(before: str, after: str, told: str, tmp_path: Path) -> None:
    assert before in FORM
    faults = faults_of(FORM.replace(before, after, 1), tmp_path)
    assert any(told in fault for fault in faults), faults
    assert all("问卷.xlsx" in fault for fault in faults)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    table = FORM.replace("select_one sex ", "select_one sexx").replace("tekst", "text").replace("| Q1  ", "|     ")
    table = table.replace("您对服务的评价", "您对${nobody}的评价")
    assert len(faults_of(table, tmp_path)) == 3


def test_pyxform_refuses_what_we_refuse(tmp_path: Path) -> None:
    path = write_form(FORM.replace("您对服务的评价", "您对${nobody}的评价"), tmp_path / "坏.xlsx")
    with pytest.raises(InputError, match="pyxform"):
        validate(path, label="坏.xlsx")


def test_scoring_needs_the_five_options(tmp_path: Path) -> None:
    table = FORM.replace("| 您的性别       |          |        | 是", "| 您的性别       |          | 是     | 是")
    assert any("五级满意度选项" in fault for fault in faults_of(table, tmp_path))


def test_a_workbook_that_is_no_form(tmp_path: Path) -> None:
    path = write_form("别的 | 甲 | 乙\n别的 | 1 | 2", tmp_path / "问卷.xlsx")
    from hengping.fieldwork.surveys.form_reading import read_form

    with pytest.raises(InputError, match="survey"):
        read_form(path)
