"""The city's case from the draft to the final text: reviewed, returned, signed, consulted, revised, signed again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hengping.cases.deliverables import Deliverable, Standing, review_state
from hengping.cases.store import open_case
from tests.cli.conftest import hengping, replaced, written

DATONG = Path(__file__).parents[2] / "examples" / "datong-2020"
LETTERS = "id,party,number,sent_on,due,result\nL1,人社局,评3号,2021-06-26,2021-07-06,\nL2,税务局,评4号,2021-06-26,2021-07-06,无意见\n"
OPINIONS = "id,party,criteria,opinion\nO1,人社局,B21,制度已补齐\nO2,人社局,C21,不应扣分\n"
COMMENTS = "id,deliverable,expert,comment,criteria\nC1,终稿,赵教授,证据不足,B22\n"
PEOPLE = {1: "张三", 2: "李四", 3: "王五"}


def do(case: Path, command: str, *words: str, on: str) -> str:
    answer = hengping(command, case, *words, "--on", on)
    assert answer.code == 0, answer.err
    return answer.out


def signed(case: Path, deliverable: str, level: int, *words: str, on: str) -> str:
    who = ("--deliverable", deliverable, "--level", str(level), "--by", PEOPLE[level])
    return do(case, "sign", *who, *words, on=on)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = Path(shutil.copytree(DATONG, tmp_path_factory.mktemp("second-half") / "大同"))
    (case / "scores.csv").unlink()
    do(case, "score", "--record", "初评", "--by", "评价组", on="2021-06-20")
    signed(case, "初稿", 1, on="2021-06-21")
    signed(case, "初稿", 2, "--return", "--remark", "原因写得太略", "--place", "B21", on="2021-06-22")
    assert hengping("sign", case, "--reply", "R03", "--text", "已写明").code == 0
    replaced("findings.yaml", "档案管理制度没有建立", "档案管理制度至今没有建立")(case)
    assert "档案管理制度没有建立 → 档案管理制度至今没有建立" in hengping("sign", case, "--status").out
    assert hengping("sign", case, "--clear", "R03", "--by", "李四").code == 0
    for level in (1, 2, 3):
        signed(case, "初稿", level, on="2021-06-25")
    for file, rows in (("consultations", LETTERS), ("opinions", OPINIONS), ("expert_comments", COMMENTS)):
        written(f"{file}.csv", rows)(case)
    by = ("--by", "张三")
    moved = ("--criterion", "B21", "--score", "3.5", "--reason", "一项属实", "--proof", "E01")
    do(case, "revise", "--opinion", "O1", *moved, *by, on="2021-07-08")
    do(case, "revise", "--opinion", "O2", "--reject", "--reason", "目标未调整", *by, on="2021-07-08")
    do(case, "score", "--record", "意见后", "--by", "评价组", on="2021-07-09")
    moved = ("--criterion", "B22", "--score", "3.6", "--reason", "一份凭证缺签字", "--proof", "E01")
    do(case, "revise", "--comment", "C1", *moved, *by, on="2021-07-15")
    do(case, "score", "--record", "专家后", "--by", "评价组", on="2021-07-16")
    for level in (1, 2, 3):
        signed(case, "终稿", level, on="2021-07-20")
    return case


def test_scores_moved_for_reasons_from_stage_to_stage(finished: Path) -> None:
    totals = {row.stage.label: str(row.score) for row in open_case(finished).scores if row.code == "TOTAL"}
    assert totals == {"初评": "92.12", "意见后": "92.62", "专家后": "92.22"}
    reasons = [row.reason for row in open_case(finished).scores if row.code in ("B21", "B22") and row.reason]
    assert reasons == ["采纳人社局意见（O1）：一项属实", "采纳专家赵教授意见（C1）：一份凭证缺签字"]


def test_draft_is_settled_and_the_final_text_is_passed(finished: Path) -> None:
    state = review_state(open_case(finished))
    assert [level.standing for level in state[Deliverable.DRAFT].levels] == [Standing.SETTLED] * 3
    assert [level.standing for level in state[Deliverable.FINAL].levels] == [Standing.PASSED] * 3


def test_the_checks_object_to_nothing_of_it(finished: Path) -> None:
    answer = hengping("lint", finished, "--all")
    new = ("HP217", "HP218", *(f"HP{number}" for number in range(609, 617)))
    assert answer.code == 0
    assert [code for code in new if code in answer.out] == []


def test_later_edit_voids_the_final_signatures_and_is_told(finished: Path, tmp_path: Path) -> None:
    case = Path(shutil.copytree(finished, tmp_path / "改"))
    replaced("text/conclusion.md", "评价", "考评")(case)
    status = hengping("sign", case, "--status").out
    assert status.count("失效：签后内容有改动") == 3
    assert "一级签署、二级签署、三级签署" in status
    assert "正文 conclusion.md" in status
    assert "HP611 复核签署失效×3" in hengping("lint", case).out


def test_what_comes_after_the_report_leaves_the_signatures(finished: Path, tmp_path: Path) -> None:
    case = Path(shutil.copytree(finished, tmp_path / "后"))
    written("rectification.csv", "id,notice,problem,item,proof\nZ1,财评〔2021〕5号,P1,建立制度,E77\n")(case)
    evidence = (case / "evidence.csv").read_text(encoding="utf-8-sig")
    written("evidence.csv", f"{evidence}E77,整改凭证\n")(case)
    written("sign_offs.csv", "id,form,name\nK1,F20,王五\n")(case)
    assert "失效" not in hengping("sign", case, "--status").out
