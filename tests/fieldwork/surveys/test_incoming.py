"""Responses as ODK, Kobo, the key-in desk and offices write them: all come to the same, and nothing gets lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengping.errors import InputError
from hengping.fieldwork.surveys.checks import Kind, check_responses
from hengping.fieldwork.surveys.incoming import Incoming, match_table
from hengping.fieldwork.surveys.key_in import key_in_book
from hengping.fieldwork.surveys.table_files import read_csv_table, read_file_tables
from hengping.rendering.workbook import Book, Cell, Row, Sheet
from hengping.rendering.workbook_file import save_workbook
from tests.fieldwork.surveys.forms_by_hand import survey_form

ODK = """SubmissionDate,start,end,about-unit,about-sex,about-ways,q1,q2,q3,opinion,meta-instanceID,KEY,ReviewState
2021-07-20T01:05:00.000Z,2021-07-20T09:00:00.000+08:00,2021-07-20T09:04:00.000+08:00,U1,m,bank phone,a5,a4,a3,涨一点,uuid:1,uuid:1,
2021-07-20T02:05:00.000Z,2021-07-20T10:00:00.000+08:00,2021-07-20T10:04:00.000+08:00,U2,f,phone,a2,a0,,,uuid:2,uuid:2,rejected
"""
KOBO_NAMES = """start;end;about/unit;about/sex;about/ways;about/ways/bank;about/ways/phone;q1;q2;q3;opinion;_id;_uuid;_submission_time
2021-07-20T09:00:00.000+08:00;2021-07-20T09:04:00.000+08:00;U1;m;bank phone;1;1;a5;a4;a3;涨一点;7;1;2021-07-20T01:05:00
2021-07-20T10:00:00.000+08:00;2021-07-20T10:04:00.000+08:00;U2;f;phone;0;1;a2;a0;;;8;2;2021-07-20T02:05:00
"""
KOBO_LABELS = """start;end;一、基本情况/您所在的单位;一、基本情况/您的性别;一、基本情况/怎样领取/银行柜台;一、基本情况/怎样领取/手机银行;您对发放的评价;您对服务的评价;您对食堂的评价;您有什么意见;_uuid
2021-07-20T09:00:00;2021-07-20T09:04:00;铁路局;男;1;1;非常满意;比较满意;一般;涨一点;1
2021-07-20T10:00:00;2021-07-20T10:04:00;油田公司;女;0;1;不太满意;不了解;;;2
"""
BY_HAND = """答卷编号,1. 您所在的单位,2.您的性别,3、怎样领取,4. 您对发放的评价,Q5. 您对服务的评价,您对食堂的评价,7. 您有什么意见
1,铁路局,男,银行柜台；手机银行,非常满意,比较满意,一般,涨一点
2, 油田公司 ,女,手机银行,不太满意,不了解,,
"""
ANSWERS = {
    "unit": ["U1", "U2"],
    "sex": ["m", "f"],
    "ways": ["bank phone", "phone"],
    "q1": ["a5", "a2"],
    "q2": ["a4", "a0"],
    "q3": ["a3", ""],
    "opinion": ["涨一点", ""],
}


def taken(text: str, folder: Path, *, encoding: str = "utf-8") -> Incoming:
    path = folder / "答卷.csv"
    path.write_bytes(text.encode(encoding))
    return match_table(read_csv_table(path, label="答卷.csv"), survey_form(folder).form, source="E01")


@pytest.mark.parametrize("text", [ODK, KOBO_NAMES, KOBO_LABELS, BY_HAND], ids=["odk", "kobo", "kobo-labels", "by-hand"])
def test_every_way_of_writing_comes_to_the_same_answers(text: str, tmp_path: Path) -> None:
    found = taken(text, tmp_path).responses.answers
    assert {name: found[name] for name in ANSWERS} == ANSWERS


@pytest.mark.parametrize("text", [ODK, KOBO_NAMES], ids=["odk", "kobo"])
def test_servers_write_utc_and_devices_their_own_zone(text: str, tmp_path: Path) -> None:
    found = taken(text, tmp_path).responses
    kinds = {finding.kind for finding in check_responses(found, survey_form(tmp_path).form).findings}
    assert Kind.IMPOSSIBLE_TIME not in kinds


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_every_encoding_of_an_office_is_read(encoding: str, tmp_path: Path) -> None:
    assert taken(BY_HAND, tmp_path, encoding=encoding).responses.answers["opinion"] == ["涨一点", ""]


def test_mixed_encodings_in_one_file_are_refused_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "答卷.csv"
    lines = BY_HAND.splitlines(keepends=True)
    path.write_bytes(lines[0].encode() + lines[1].encode("gbk") + lines[2].encode() + b"\xff\xff\n")
    with pytest.raises(InputError, match="第 2 行有无法识别的字节"):
        read_csv_table(path, label="答卷.csv")


def test_what_is_noted_of_each_response(tmp_path: Path) -> None:
    found = taken(ODK, tmp_path).responses
    assert found.notes["id"] == ["uuid:1", "uuid:2"]
    assert found.notes["line"] == ["2", "3"]
    assert found.notes["source"] == ["E01", "E01"]
    assert found.notes["review"] == ["", "rejected"]
    assert found.where(1) == "答卷 uuid:2（E01 第 3 行）"


def test_columns_that_answer_nothing_are_kept_and_told(tmp_path: Path) -> None:
    extra = (
        BY_HAND.replace("7. 您有什么意见", "7. 您有什么意见,天气")
        .replace("涨一点", "涨一点,晴")
        .replace("不了解,,", "不了解,,,雨")
    )
    found = taken(extra, tmp_path)
    assert found.unmatched == ("天气",)
    assert found.responses.kept == {"天气": ["晴", "雨"]}
    assert [question.name for question in found.absent] == ["sample_code"]


def test_unknown_answers_stay_as_written(tmp_path: Path) -> None:
    found = taken(BY_HAND.replace("非常满意", "满意得很"), tmp_path).responses
    assert found.answers["q1"] == ["满意得很", "a2"]


def test_a_line_break_inside_an_answer_keeps_the_lines_right(tmp_path: Path) -> None:
    found = taken(BY_HAND.replace("涨一点", '"涨一点\n快一点"'), tmp_path).responses
    assert found.answers["opinion"][0] == "涨一点\n快一点"
    assert found.notes["line"] == ["2", "4"]


def test_the_same_row_has_the_same_id_and_a_second_one_another(tmp_path: Path) -> None:
    text = BY_HAND.replace("答卷编号,", "").replace("\n1,", "\n").replace("\n2,", "\n")
    once, again = taken(text, tmp_path), taken(text, tmp_path)
    assert once.responses.notes["id"] == again.responses.notes["id"]
    assert len(set(once.responses.notes["id"])) == 2


def test_another_questionnaires_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"标题行.*年龄、学历.*q1、q2"):
        taken("年龄,学历\n30,本科\n", tmp_path)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("q1,q2\na5,a4,a3\n", "多出“a3”"),
        ("q1,q1\na5,a4\n", "不重复的列标题"),
        ('q1,q2\n"a5,a4\n', "引号不成对"),
    ],
)
def test_broken_tables_are_told(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=told):
        taken(text, tmp_path)


def test_a_keyed_in_workbook_comes_back(tmp_path: Path) -> None:
    each = survey_form(tmp_path)
    book = key_in_book(each)
    sheet = book.sheets[0]
    typed = ["17", "2021-07-20", "S1", "铁路局", "男", "银行柜台;手机银行", "非常满意", "比较满意", "一般", "涨一点"]
    filled = Sheet(sheet.name, (*sheet.rows, Row(tuple(map(Cell, typed)))))
    save_workbook(Book((filled, *book.sheets[1:]), book.styles), tmp_path / "录入.xlsx")
    table = read_file_tables(tmp_path / "录入.xlsx")[0]
    assert table.sheet == "录入-Q1"
    found = match_table(table, each.form, source="E02")
    assert not found.unmatched
    assert not found.absent
    assert {name: values[0] for name, values in found.responses.answers.items() if name in ANSWERS} == {
        name: values[0] for name, values in ANSWERS.items()
    }
    assert found.responses.notes["id"] == ["17"]
    assert found.responses.notes["started"] == ["2021-07-20"]


def test_the_key_in_workbook_offers_the_choices(tmp_path: Path) -> None:
    sheet = key_in_book(survey_form(tmp_path)).sheets[0]
    offered = [validation.choices for validation in sheet.validations]
    assert offered[0] == ("铁路局", "油田公司")
    assert offered[2] == ("非常满意", "比较满意", "一般", "不太满意", "不满意", "不了解")
