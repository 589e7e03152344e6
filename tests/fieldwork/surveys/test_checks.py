"""Checks on responses: what each finds, what makes a response invalid, and that a person has the last word."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from hengping.fieldwork.surveys.checks import Checked, check_responses
from hengping.fieldwork.surveys.incoming import match_table
from hengping.fieldwork.surveys.responses import Responses, joined, read_responses, responses_bytes, responses_path
from hengping.fieldwork.surveys.table_files import read_csv_table
from tests.fieldwork.surveys.forms_by_hand import FORM, survey_form

HEAD = "KEY,start,end,SubmissionDate,sample_code,unit,sex,q1,q2,opinion,ReviewState"
GOOD = "k1,2021-07-20T09:00:00,2021-07-20T09:05:00,2021-07-20T09:06:00,1,U1,m,a5,a4,,"
PERIOD = (datetime.date(2021, 7, 18), datetime.date(2021, 7, 31))

# a second row → what is told of it, whether it counts
ROWS = [
    ("k2,2021-07-20T09:00:00,2021-07-20T09:05:00,2021-07-20T09:06:00,2,U2,f,a4,a3,,", [], True),
    ("k1,2021-07-20T09:00:00,2021-07-20T09:05:00,2021-07-20T09:06:00,1,U1,m,a5,a4,,", ["重复提交"], False),
    ("k2,2021-07-20T09:00:00,2021-07-20T09:05:00,2021-07-20T09:06:00,1,U2,f,a4,a3,,", ["样本编号重复"], False),
    ("k2,2021-07-20T09:00:00,2021-07-20T09:05:00,2021-07-20T09:06:00,2,街道办,f,a4,a3,,", ["抽样框外"], False),
    ("k2,2021-07-20T09:00:00,2021-07-20T09:05:00,2021-07-20T09:06:00,2,U2,f,满意,a3,,", ["未知选项"], True),
    ("k2,2021-07-20T09:00:00,2021-07-20T09:05:00,2021-07-20T09:06:00,2,U2,f,,,不错,", ["计分题全部未答"], False),
    ("k2,2021-07-20T09:05:00,2021-07-20T09:00:00,2021-07-20T09:06:00,2,U2,f,a4,a3,,", ["时间不可能"], False),
    ("k2,2021-07-20T09:05:00,,2021-07-20T08:06:00,2,U2,f,a4,a3,,", ["时间不可能"], False),
    ("k2,2021-07-20T09:00:00,2021-07-20T09:00:09,2021-07-20T09:06:00,2,U2,f,a4,a3,,", ["用时过短"], False),
    ("k2,2021-07-20T09:00:00,2021-07-20T09:00:10,2021-07-20T09:06:00,2,U2,f,a4,a3,,", [], True),
    ("k2,2021/8/20 9:00,2021/8/20 9:05,,2,U2,f,a4,a3,,", ["不在调查期内"], True),
    ("k2,2021年7月20日,,,2,U2,f,a4,a3,,", [], True),
    # A server's UTC, a device's own zone: submitted six minutes after the beginning.
    (
        "k2,2021-07-20T09:00:00.000+08:00,2021-07-20T09:05:00.000+08:00,2021-07-20T01:06:00.000Z,2,U2,f,a4,a3,,",
        [],
        True,
    ),
    ("k2,上周二,,,2,U2,f,a4,a3,,", ["时间无法识别"], True),
    ("k2,2021-07-20,2021-07-20,,2,U2,f,a4,a3,,", [], True),
    (
        "k2,2021-07-20T09:00:00,2021-07-20T09:05:00,2021-07-20T09:06:00,2,U2,f,a4,a3,,rejected",
        ["平台审核未通过"],
        False,
    ),
]


def responses_of(rows: list[str], folder: Path, table: str = FORM, head: str = HEAD) -> Responses:
    path = folder / "答卷.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return match_table(read_csv_table(path, label=path.name), survey_form(folder, table).form, source="E01").responses


def checked(rows: list[str], folder: Path) -> Checked:
    return check_responses(responses_of(rows, folder), survey_form(folder).form, period=PERIOD)


@pytest.mark.parametrize(
    ("row", "told", "counts"), ROWS, ids=[f"{i}-{'、'.join(told)}" for i, (_, told, _) in enumerate(ROWS)]
)
def test_what_is_told_of_a_row(row: str, told: list[str], counts: bool, tmp_path: Path) -> None:
    found = checked([GOOD, row], tmp_path)
    assert [finding.kind.label for finding in found.findings if finding.index == 1] == told
    assert found.valid == [True, counts]
    assert found.reasons == ({} if counts else {told[0]: 1})


FOUR = FORM.replace("您对食堂的评价 |          | 否     |", "您对食堂的评价 |          |        |").replace(
    "survey   | text                      | opinion",
    "survey   | select_one satisfaction   | q4          | 您对网点的评价 |\nsurvey   | text                      | opinion",
)


def test_straight_lines_are_told_and_count_unless_asked_otherwise(tmp_path: Path) -> None:
    form = survey_form(tmp_path, FOUR).form
    row = "k2,,,,2,U2,f,a5,a5,a5,a5,,"
    responses = responses_of([row], tmp_path, FOUR, HEAD.replace("q1,q2", "q1,q2,q3,q4"))
    assert check_responses(responses, form).valid == [True]
    found = check_responses(responses, form, straight_lines_invalid=True)
    assert [finding.found for finding in found.findings] == ["4 题都是“非常满意”"]
    assert found.valid == [False]
    assert found.reasons == {"直线作答": 1}


def test_two_short_scales_are_no_line(tmp_path: Path) -> None:
    assert not checked(["k2,,,,2,U2,f,a5,a5,,"], tmp_path).findings


def test_the_same_sentence_twice_is_told(tmp_path: Path) -> None:
    rows = [f"k{n},,,,{n},U2,f,a5,a4,窗口排队太久希望多开几个," for n in (1, 2)]
    found = checked(rows, tmp_path)
    assert [(finding.kind.label, finding.found) for finding in found.findings] == [("答案完全相同", "k1")]
    assert found.valid == [True, True]


def test_a_person_has_the_last_word_and_a_new_import_keeps_it(tmp_path: Path) -> None:
    each = survey_form(tmp_path)
    late = "k2,2021-07-20T09:05:00,2021-07-20T09:00:00,,2,U2,f,a4,a3,,"
    path = responses_path("Q1", tmp_path)
    path.parent.mkdir(parents=True)
    path.write_bytes(responses_bytes(responses_of([GOOD, late], tmp_path)))
    text = path.read_text(encoding="utf-8-sig").splitlines()
    where = text[0].split(",").index("人工认定")
    by_hand = [line.split(",") for line in text]
    by_hand[1][where : where + 2] = ["无效", "本人电话撤回"]
    by_hand[2][where : where + 2] = ["有效", "平板时钟不准"]
    path.write_text("\n".join(",".join(cells) for cells in by_hand) + "\n", encoding="gbk")
    stored = read_responses("Q1", each.form, tmp_path)
    assert check_responses(stored, each.form, period=PERIOD).valid == [False, True]
    both, merge = joined(stored, responses_of([GOOD, late.replace("a4,a3", "a4,a2")], tmp_path))
    assert (merge.added, merge.unchanged, merge.changed) == (0, ("k1",), ("k2",))
    assert both.answers["q2"] == ["a4", "a2"], "the later file stands"
    assert both.notes["decision"] == ["无效", "有效"]


def test_stored_responses_read_back_as_they_were(tmp_path: Path) -> None:
    each = survey_form(tmp_path)
    before = responses_of([GOOD, 'k2,,,,,街道办,f,"说不好,真的",a4,"多行\n意见",'], tmp_path)
    path = responses_path("Q1", tmp_path)
    path.parent.mkdir(parents=True)
    path.write_bytes(responses_bytes(before))
    after = read_responses("Q1", each.form, tmp_path)
    assert (after.notes, after.answers, after.kept) == (before.notes, before.answers, before.kept)
