"""`hengping visits`: what is printed, what programs get, what is saved, and what is refused."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.conftest import contents, hengping

EXAMPLE = Path(__file__).parents[2] / "examples" / "xinjiang-2021"


@pytest.fixture
def region(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "区 本级"))


@pytest.fixture
def unplanned(region: Path) -> Path:
    """The region before anybody went anywhere."""
    (region / "fieldwork" / "visits.csv").unlink()
    return region


def answer(*arguments: str | Path) -> dict[str, Any]:
    told = hengping(*arguments, "--json")
    assert told.code == 0, told.err
    found: dict[str, Any] = json.loads(told.out)
    jsonschema.Draft202012Validator(json.loads(hengping("schema", "visits").out)).validate(found)
    return found


def test_the_meter_prints_what_the_report_printed() -> None:
    told = hengping("visits", "meter", EXAMPLE)
    assert told.code == 0
    assert (
        "  地区：4个/13个，30.77%（按列名的 12个为 33.33%）；下限 30%，满足，余 0.77 个百分点（至少要 4个）" in told.out
    )
    assert "  资金：873432.90万元/1448983.18万元，60.28%；下限 60%，满足，余 0.28 个百分点（4042.99万元）" in told.out
    assert "  区本级直管企业：没有列名的 145家" in told.out
    assert "没有分到单位的资金 575550.28万元，属于区本级直管企业（32 家）：不计入踏勘资金" in told.out
    assert "  其余 33 家，取消其中任何一家都不会使现在满足的条件变为不满足" in told.out


def test_programs_get_every_base_with_its_share_and_bound() -> None:
    found = answer("visits", "meter", EXAMPLE)
    shares = {base["name"]: (base["share"], base["share_listed"], base["bound"]) for base in found["bases"]}
    assert shares == {
        "地区": ("30.77", "33.33", "30"),
        "单位": ("100.00", None, None),
        "资金单位": ("100.00", None, None),
        "资金": ("60.28", None, "60"),
        "区本级直管企业": ("18.08", "100.00", None),
    }
    assert found["holds"] is True
    assert [each["unit"] for each in found["cancellations"]] == ["U02", "U03", "U05", "U06"]


METHODS = ("judgement", "cheapest", "simple", "stratified", "systematic", "pps")


@pytest.mark.parametrize("method", METHODS)
def test_every_method_answers_alike_twice(method: str) -> None:
    if method == "cheapest":
        pytest.importorskip("highspy", reason="needs the extra hengping[fieldwork]")
    count = ("--count", "3") if method == "pps" else ()
    found = answer("visits", "plan", EXAMPLE, "--method", method, *count)
    assert found["plan"]["method"] == method
    assert found["chosen"]
    assert all(each["reason"] for each in found["chosen"]) is (method != "judgement")
    assert found == answer("visits", "plan", EXAMPLE, "--method", method, *count)


def test_the_seed_and_the_fingerprint_are_printed() -> None:
    told = hengping("visits", "plan", EXAMPLE, "--method", "simple", "--seed", "20220718")
    fingerprint = answer("visits", "meter", EXAMPLE)["frame"]["fingerprint"]
    assert f"种子 20220718，抽样框摘要 {fingerprint}" in told.out


def test_units_chosen_by_hand_are_metered_and_saved_with_their_reasons(unplanned: Path) -> None:
    chosen = ("--choose", "U03=资金量最大", "--choose", "U02=资金量第二")
    told = hengping("visits", "plan", unplanned, *chosen, "--save")
    assert told.code == 0
    assert (
        "  资金：755658.83万元/1448983.18万元，52.15%；下限 60%，不满足，差 7.85 个百分点（113731.08万元）" in told.out
    )
    saved = (unplanned / "fieldwork" / "visits.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[:2] for line in saved[1:]] == [["V01", "U02"], ["V02", "U03"]]
    assert "资金量最大" in saved[2]
    assert "判断选取" in saved[2]


def test_plan_schedule_and_diff_follow_each_other(unplanned: Path) -> None:
    pytest.importorskip("highspy", reason="needs the extra hengping[fieldwork]")
    assert hengping("visits", "plan", unplanned, "--method", "cheapest", "--save").code == 0
    told = hengping("visits", "schedule", unplanned, "--teams", "2", "--start", "2022-07-18", "--save")
    assert told.code == 0
    assert "2022年7月18日（周一）" in told.out
    assert "共 4 家，2 个组" in told.out
    found = answer("visits", "diff", unplanned)
    assert {change["outcome"] for change in found["difference"]["changes"]} == {"open"}
    assert all(change["planned_on"] for change in found["difference"]["changes"])
    again = answer("visits", "schedule", unplanned, "--teams", "2", "--start", "2022-07-18")
    assert all(each["fixed"] for each in again["schedule"]["appointments"])


def test_units_chosen_by_hand_come_first_and_the_proposal_fills_up(unplanned: Path) -> None:
    pytest.importorskip("highspy", reason="needs the extra hengping[fieldwork]")
    hengping("visits", "plan", unplanned, "--choose", "U34=偏远，以往有问题", "--save")
    found = answer("visits", "plan", unplanned, "--method", "cheapest", "--keep")
    assert {each["unit"]: each["reason"] for each in found["chosen"]} == {
        "U34": "偏远，以往有问题",
        **dict.fromkeys(("U02", "U03", "U05", "U06"), "家数最少（没有费用资料）"),
    }


def test_saving_removes_no_visit_and_tells_what_the_plan_does_not_have(region: Path) -> None:
    pytest.importorskip("highspy", reason="needs the extra hengping[fieldwork]")
    before = contents(region)
    told = hengping("visits", "plan", region, "--method", "cheapest", "--save")
    assert "选取的单位都已在踏勘表中。" in told.err
    assert "踏勘表中另有 33 家不在本方案内，没有改动：V01、V04" in told.err
    assert contents(region) == before


def test_bounds_that_cannot_be_kept_are_explained_and_nothing_is_saved(unplanned: Path) -> None:
    pytest.importorskip("highspy", reason="needs the extra hengping[fieldwork]")
    rule = unplanned / "fieldwork" / "sampling.yaml"
    rule.write_text(
        rule.read_text(encoding="utf-8").replace("money_minimum: 60", "money_minimum: 70"), encoding="utf-8"
    )
    told = hengping("visits", "plan", unplanned, "--method", "cheapest", "--save")
    assert told.code == 1
    assert (
        "  资金占比下限：要求不低于 70.00%，不管其他条件最多只能做到 60.28%（873432.90万元），差 9.72 个百分点"
        in told.out
    )
    assert not (unplanned / "fieldwork" / "visits.csv").exists()


def test_without_the_solver_the_extra_is_named_and_the_rest_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    told = hengping("visits", "plan", EXAMPLE, "--method", "cheapest")
    assert told.code == 3
    assert "hengping[fieldwork]" in told.err
    assert hengping("visits", "meter", EXAMPLE).code == 0
    assert hengping("visits", "plan", EXAMPLE, "--method", "stratified").code == 0


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("--days", "0"), "“0”应大于零"),
        (("--days", "两天"), "“两天”不是数字"),
        (("--choose", "U03"), "“U03”应写成 单位编号=理由"),
        (("--choose", "U99=看看"), "U99"),
        (("--method", "simple", "--count", "99"), "1 至 37 之间的家数"),
        (("--method", "pps", "--count", "5"), "不超过 4 家"),
        (("--method", "risk"), "工作日数"),
        (("--method", "risk", "--days", "9"), "没有一个单位有风险分"),
        (("--seed", "1"), "它只用于随机抽取"),
        (("--method", "best"), "“best”不在可选范围"),
    ],
)
def test_what_cannot_be_asked_is_told(arguments: tuple[str, ...], found: str) -> None:
    told = hengping("visits", "plan", EXAMPLE, *arguments)
    assert told.code == 2
    assert found in told.err


def test_a_bad_frame_is_refused_with_every_fault(region: Path) -> None:
    frame = region / "fieldwork" / "frame.csv"
    text = frame.read_text(encoding="utf-8-sig")
    text = text.replace(",274869.91,", ",-274869.91,").replace(
        "吐哈油田公司,吐哈油田公司,吐哈油田公司,哈密市", "铁路局,,,哈蜜市"
    )
    frame.write_text(text, encoding="utf-8")
    told = hengping("visits", "meter", region)
    assert told.code == 2
    assert [place for place, _ in told.faults] == [
        "抽样框 U02 铁路局“资金”",
        "抽样框 U05 铁路局“地区”",
    ]
