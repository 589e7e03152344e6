"""The steps of rectification on the command line, from notice to closing, in a folder and in a workbook."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from hengping.cases.store import open_case
from tests.cli.conftest import hengping

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(params=["folder", "workbook"])
def city(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(EXAMPLES / "datong-2020", tmp_path / "大同"))
    if request.param == "folder":
        return folder
    assert hengping("export", folder, "--workbook", tmp_path / "大同.xlsx").code == 0
    return tmp_path / "大同.xlsx"


def step(case: Path, *options: str) -> str:
    answer = hengping("rectify", case, *options)
    assert (answer.code, answer.err) == (0, "")
    return answer.out


def test_from_notice_to_closing(city: Path) -> None:
    opened = step(city, "--open", "同财绩〔2021〕9号", "--due", "2021-12-31", "--on", "2021-09-01")
    assert "4 项进入台账" in opened
    assert "预算挂钩（优）建议：" in opened
    step(city, "--update", "Z01", "--completion", "已完成", "--proof", "E02", "--measure", "制定制度")
    step(city, "--recheck", "Z01", "--conclusion", "通过", "--by", "王某", "--on", "2021-12-01")
    assert "已销号" in step(city, "--close", "Z01", "--on", "2021-12-02")

    status = step(city, "--status", "--as-of", "2022-01-15").splitlines()

    assert status[0] == "整改台账（截至 2022-01-15）：共 4 项，已销号 1 项，未销号 3 项，其中逾期 3 项。"
    assert "期限 2021-12-31，2021-12-02 销号" in status[1]
    assert "逾期 15 天" in status[2]
    rows = open_case(city).rectification
    assert [row.problem for row in rows] == ["P1", "P2", "P3", "P4"]
    assert rows[0].recommendation == "建立档案管理制度"
    assert rows[0].source == "B21 管理制度健全性"


def test_only_chosen_problems_and_the_rest_later(city: Path) -> None:
    step(city, "--open", "9号", "--due", "2021-12-31", "--on", "2021-09-01", "--problem", "P2")
    assert "还没有进台账的问题：P1、P3、P4。" in step(city, "--status")
    assert "3 项进入台账" in step(city, "--open", "10号", "--due", "2021-12-31", "--on", "2021-09-01")


def test_repeats_are_marked_where_sure_and_listed_where_not(city: Path, tmp_path: Path) -> None:
    earlier = Path(shutil.copytree(EXAMPLES / "datong-2020", tmp_path / "去年"))
    for file, old, new in (
        ("case.yaml", "year: 2020", "year: 2019"),
        ("case.yaml", "year: '2020'", "year: '2019'"),
        ("findings.yaml", "参保人数比上年减少", "参保平均人数较上年下降"),
    ):
        path = earlier / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    step(city, "--open", "9号", "--due", "2021-12-31", "--on", "2021-09-01")

    told = step(city, "--earlier", str(earlier))

    assert "屡查屡犯　P1" in told
    assert "疑似，请核对　P2" in told
    assert [(row.problem, row.repeat) for row in open_case(city).rectification] == [
        ("P1", True),
        ("P2", False),
        ("P3", True),
        ("P4", True),
    ]


def test_the_list_for_disclosure(city: Path, tmp_path: Path) -> None:
    file = tmp_path / "公开.xlsx"
    assert "公开 4 个问题、0 项整改。" in step(city, "--disclosure", str(file))
    assert openpyxl.load_workbook(file).sheetnames == ["公开内容", "不公开内容"]


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        ((), 2, "请指明做一件事"),
        (("--status", "--close", "Z01"), 2, "请指明做一件事"),
        (("--open", "9号"), 2, "要写明 --due"),
        (("--recheck", "Z01", "--conclusion", "通过", "--proof", "E1"), 2, "--proof 与 --recheck 无关"),
        (("--close", "Z01", "--as-of", "2022-01-01"), 2, "--as-of 与 --close 无关"),
        (("--open", "9号", "--due", "明年"), 2, "“明年”应写成 年-月-日"),
        (("--update", "Z01"), 2, "请写明登记什么"),
        (("--close", "Z01"), 2, "先用 --open 下达整改通知"),
        (("--open", "9号", "--due", "2021-12-31", "--problem", "P8"), 2, "评价发现中的问题"),
        (("--earlier", str(EXAMPLES / "datong-2020")), 2, "早于 2020 年度的评价"),
        (("--disclosure", "公开.docx"), 2, "要写成 .xlsx 文件"),
    ],
)
def test_refusals_change_nothing(tmp_path: Path, options: tuple[str, ...], code: int, told: str) -> None:
    folder = Path(shutil.copytree(EXAMPLES / "datong-2020", tmp_path / "case"))
    before = open_case(folder)
    answer = hengping("rectify", folder, *options)
    assert (answer.code, told in answer.err) == (code, True), answer.err
    assert open_case(folder) == before
