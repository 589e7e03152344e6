"""`hengping revise` and `hengping score --record`: opinions decided, points moved, history kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import contents, hengping, written

OPINIONS = "id,party,criteria,opinion\nO1,市人社局,B1-2,公示有照片\nO2,市人社局,A1,应给满分\n"
COMMENTS = "id,deliverable,expert,comment,criteria\nC1,终稿,赵教授,扣分偏轻,B1-2\n"
WHO = ("--by", "张三", "--on", "2022-08-05")


@pytest.fixture
def with_opinions(case: Path) -> Path:
    written("opinions.csv", OPINIONS)(case)
    written("expert_comments.csv", COMMENTS)(case)
    return case


def test_points_move_by_opinion_and_comment_and_each_stage_is_on_record(with_opinions: Path) -> None:
    case = with_opinions
    assert hengping("score", case, "--record", "初评", *WHO).out == "已记录初评得分：新记或改记 7 项。\n"
    moved = ("--criterion", "B1-2", "--score", "29", "--reason", "照片只有一处", "--proof", "E01")
    adopted = hengping("revise", case, "--opinion", "O1", *moved, *WHO)
    assert adopted.out.splitlines()[:5] == [
        "意见 O1：采纳",
        "B1-2 30.00 → 29.00",
        "B1 60.00 → 59.00",
        "B 60.00 → 59.00",
        "总分 98.76 → 97.76",
    ]
    assert hengping("revise", case, "--opinion", "O2", "--reject", "--reason", "执行率属实", *WHO).code == 0
    second = hengping("score", case, "--record", "opinion", *WHO)
    assert second.out.splitlines()[0] == "初评→意见后  B1-2 30.00 → 29.00（采纳市人社局意见（O1）：照片只有一处）"
    moved = ("--criterion", "B1-2", "--score", "28.5", "--reason", "公示期不足", "--proof", "E01", "--page", "12")
    assert hengping("revise", case, "--comment", "C1", "--partly", *moved, *WHO).code == 0
    third = hengping("score", case, "--record", "专家后", *WHO)
    assert third.out.splitlines()[0] == "意见后→专家后  B1-2 29.00 → 28.50（部分采纳专家赵教授意见（C1）：公示期不足）"
    assert hengping("lint", case).code == 0


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("--opinion", "O1", "--criterion", "B1-2", "--score", "31", "--reason", "x", "--proof", "E01"), "31"),
        (("--opinion", "O1", "--criterion", "B1-2", "--score", "29", "--reason", "x"), "没有佐证"),
        (("--opinion", "O1", "--criterion", "B1-2", "--score", "29", "--proof", "E01"), "没有理由"),
        (("--opinion", "O1", "--criterion", "B1-1", "--score", "29", "--reason", "x", "--proof", "E01"), "B1-1"),
        (("--opinion", "O7", "--reject", "--reason", "x"), "O7"),
        (("--comment", "O1", "--reject", "--reason", "x"), "O1"),
    ],
)
def test_what_cannot_be_decided_changes_nothing(with_opinions: Path, words: tuple[str, ...], found: str) -> None:
    before = contents(with_opinions)
    answer = hengping("revise", with_opinions, *words, *WHO)
    assert (answer.code, [each for _, each in answer.faults]) == (2, [found])
    assert contents(with_opinions) == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("revise", "--reject"), "请写明 --opinion 或 --comment 之一"),
        (("revise", "--opinion", "O1", "--criterion", "B1-2"), "应一一对应"),
        (("revise", "--opinion", "O1", "--reject", "--partly"), "只能写一个"),
        (("revise", "--opinion", "O1", "--criterion", "B1-2", "--score", "三十"), "应为得分"),
        (("score", "--record", "终审"), "自评、初评、复核后、意见后、专家后 之一"),
        (("score", "--record", "初评", "--json"), "不与 --json"),
    ],
)
def test_unclear_commands_are_told(with_opinions: Path, words: tuple[str, ...], says: str) -> None:
    answer = hengping(words[0], with_opinions, *words[1:])
    assert answer.code == 2
    assert says in answer.err
