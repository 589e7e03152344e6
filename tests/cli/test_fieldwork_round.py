"""A full round of fieldwork, played from the command line: every step says what it should."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hengping.cases.store import open_case
from tests.cli.conftest import hengping

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "examples" / "fieldwork-round.sh"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    out = tmp_path_factory.mktemp("field") / "round"
    run = subprocess.run(
        ["bash", str(SCRIPT), str(out)],
        env={**os.environ, "HENGPING": str(Path(sys.executable).with_name("hengping"))},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout, out


@pytest.mark.parametrize(
    "said",
    [
        "  地区：4个/13个，30.77%（按列名的 12个为 33.33%）；下限 30%，满足",
        "  资金：873432.90万元/1448983.18万元，60.28%；下限 60%，满足",
        "pyxform 检查通过。",
        "需有效答卷 196 份，发放 218 份",
        "新增 200 份；共 200 份，有效 19",
        "D311 改按问卷 Q3 的满意度计分，原评判 J31 移除。",
        "检查：错误 0，",
    ],
)
def test_each_step_says_what_it_should(said: str, played: tuple[str, Path]) -> None:
    assert said in played[0]


def test_every_visit_of_the_plan_has_a_working_day_and_a_team(played: tuple[str, Path]) -> None:
    visits = open_case(played[1] / "案卷").visits
    assert len(visits) == 7
    days = [visit.planned_on for visit in visits if visit.planned_on]
    assert len(days) == 7
    assert all(day.weekday() < 5 for day in days)
    assert {visit.team for visit in visits} <= {"第一组", "第二组"}


def test_six_hundred_responses_are_accounted_for(played: tuple[str, Path]) -> None:
    surveys = open_case(played[1] / "案卷").surveys
    assert sum(row.returned or 0 for row in surveys) == 600
    for row in surveys:
        invalid = sum(int("".join(filter(str.isdigit, part))) for part in row.invalid_reason.split("；") if part)
        assert row.returned is not None
        assert row.returned - (row.valid or 0) == invalid, "each invalid one has its reason"


def test_satisfaction_decides_the_points(played: tuple[str, Path]) -> None:
    case = open_case(played[1] / "案卷")
    found = next(fact for fact in case.facts if fact.id == "问卷_Q3_满意度")
    told = hengping("score", played[1] / "案卷", "--json")
    leaf = next(each for each in json.loads(told.out)["indicators"] if each["code"] == "D311")
    assert float(leaf["score"]) == pytest.approx(10 * float(found.value) / 95, abs=0.005)
    assert found.status.label == "假定", "simulated responses never pass for real ones"


def test_the_report_tells_the_satisfaction_and_its_precision(played: tuple[str, Path]) -> None:
    case = open_case(played[1] / "案卷")
    page = (played[1] / "文件" / "报告" / "report.html").read_text(encoding="utf-8")
    for name in ("问卷_综合满意度", "问卷_Q3_满意度", "问卷_Q3_估计下限", "问卷_Q1_信度"):
        fact = next(each for each in case.facts if each.id == name)
        assert fact.value in page, name
    assert "问卷调查统计" in page


def test_everything_that_goes_out_is_printed(played: tuple[str, Path]) -> None:
    papers = {path.relative_to(played[1] / "文件").as_posix() for path in (played[1] / "文件").rglob("*")}
    wanted = {"F09.docx", "F10.docx", "F11a.docx", "F12.docx", "F13a.xlsx", "F13b.xlsx", "问卷分析报告.pdf"}
    wanted |= {f"问卷/Q3_领取养老保险企业职工_{kind}" for kind in ("问卷.docx", "问卷.pdf", "录入表.xlsx")}
    assert wanted <= papers
