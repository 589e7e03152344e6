"""`hengping weights` and `hengping compare`: what is printed, saved, handed to programs, and refused."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from hengping.cases.store import open_case
from tests.cli.conftest import contents, hengping

EXAMPLE = Path(__file__).parents[2] / "examples" / "datong-2020"
PAIRS = """专家,上级指标,左,右,重要性之比
张三,,A,B,1
张三,,A,C,1/2
张三,,A,D,1/2
张三,,B,C,1/2
张三,,B,D,1/2
张三,,C,D,1
李四,TOTAL,B,A,1/2
李四,,A,C,1
李四,,A,D,1
李四,,B,C,1/2
李四,,B,D,1/2
李四,,C,D,1
"""


@pytest.fixture
def city(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "市 本级"))
    (folder / "weights").mkdir()
    return folder


def answer(schema: str, *arguments: str | Path) -> dict[str, Any]:
    told = hengping(*arguments, "--json")
    assert told.code == 0, told.err
    found: dict[str, Any] = json.loads(told.out)
    jsonschema.Draft202012Validator(json.loads(hengping("schema", schema).out)).validate(found)
    return found


def test_weights_by_pairs_are_told_and_saved(city: Path) -> None:
    (city / "weights" / "ahp.csv").write_text(PAIRS, encoding="gb18030")
    told = hengping("weights", "ahp", city, "--save")
    assert (told.code, told.err) == (0, "已写入指标体系。\n")
    # Geometric means: A:B = √(1·2), A:C = √(1/2·1) …, all consistent: A 1, B √½, C and D √2, of their sum 4.5355.
    assert "权重：A 决策 22.05%，B 过程 15.59%，C 产出 31.18%，D 效益 31.18%" in told.out
    system = open_case(city).indicators
    assert [str(top.weight) for top in system.indicators] == ["22.05", "15.59", "31.18", "31.18"]
    assert "层次分析法定权：上级 TOTAL" in system.note
    assert hengping("score", city).code == 0


def test_answers_for_programs(city: Path) -> None:
    (city / "weights" / "ahp.csv").write_text(PAIRS, encoding="utf-8")
    found = answer("weights", "weights", "ahp", city)
    (node,) = found["nodes"]
    assert [each["expert"] for each in node["consistency"]] == ["张三", "李四", ""]
    assert sum(Decimal(each["after"]) for each in found["weights"] if len(each["code"]) == 1) == 100
    lines = [f"{number},{expert},{code},{weight}" for number, expert, code, weight in _rounds()]
    (city / "weights" / "delphi.csv").write_text("round,expert,code,weight\n" + "\n".join(lines), encoding="utf-8")
    assert answer("weights", "weights", "delphi", city)["nodes"][0]["together"] is True


def _rounds() -> list[tuple[int, str, str, int]]:
    given = {"甲": (20, 19, 30, 31), "乙": (21, 18, 29, 32), "丙": (20, 18, 30, 32)}
    return [
        (1, expert, code, weight) for expert, row in given.items() for code, weight in zip("ABCD", row, strict=True)
    ]


@pytest.mark.parametrize("method", ["entropy", "critic"])
def test_weights_from_data(city: Path, method: str) -> None:
    table = "地区,A,B,C,D\n甲,90,80,70,99\n乙,95,60,75,97\n丙,70,90,50,98\n"
    (city / "weights" / "matrix.csv").write_text(table, encoding="utf-8")
    found = answer("weights", "weights", method, city, "--places", "0")
    tops = [Decimal(each["after"]) for each in found["weights"] if len(each["code"]) == 1]
    assert sum(tops) == 100
    assert all(weight == weight.to_integral_value() for weight in tops)


def test_comparisons_that_contradict_each_other_are_not_saved_without_a_reason(city: Path) -> None:
    circle = ["张三,,A,B,5", "张三,,B,C,5", "张三,,C,A,5", "张三,,A,D,1", "张三,,B,D,1", "张三,,C,D,1"]
    circle.insert(0, PAIRS.splitlines()[0])
    (city / "weights" / "ahp.csv").write_text("\n".join(circle), encoding="utf-8")
    before = contents(city)
    told = hengping("weights", "ahp", city, "--save")
    assert (told.code, contents(city)) == (1, before)
    assert told.err.startswith("没有写入：一致性比率不小于 0.10：TOTAL 张三、TOTAL 合成。")
    assert "偏离最大的一对" in told.out
    assert hengping("weights", "ahp", city, "--save", "--reason", "专家会议同意").code == 0
    assert "仍采用，理由：专家会议同意" in open_case(city).indicators.note


def test_blank_tables_can_be_filled_and_read_back(city: Path, tmp_path: Path) -> None:
    blank = tmp_path / "空表.csv"
    assert hengping("weights", "ahp", city, "--blank", blank, "--expert", "张三").code == 0
    header, *rows = blank.read_text(encoding="utf-8-sig").splitlines()
    filled = [",".join([*row.split(",")[:4], "1", "同等重要"]) for row in rows]
    blank.write_text("\n".join([header, *filled]), encoding="utf-8-sig")
    told = hengping("weights", "ahp", city, "--from", blank)
    assert told.code == 0
    assert "A 决策 25.00%，B 过程 25.00%，C 产出 25.00%，D 效益 25.00%" in told.out


def test_every_slip_of_a_table_is_told_at_once(city: Path) -> None:
    (city / "weights" / "ahp.csv").write_text(
        "专家,上级指标,左,右,重要性之比\n,,A,B,1\n张三,Z,A,B,1\n张三,,A,X,10\n", "utf-8"
    )
    told = hengping("weights", "ahp", city)
    assert told.code == 2
    assert told.faults == [
        ("ahp.csv 第 2 行“专家”", "空白"),
        ("ahp.csv 第 3 行“上级指标”", "Z"),
        ("ahp.csv 第 4 行“右”", "X"),
        ("ahp.csv 第 4 行“重要性之比”", "10"),
    ]


def test_a_missing_table_says_how_to_get_one(city: Path) -> None:
    told = hengping("weights", "delphi", city)
    assert told.faults == [("weights/delphi.csv", "找不到该文件")]
    assert "--blank" in told.err


def test_sensitivity_is_told_drawn_and_handed_on(tmp_path: Path) -> None:
    chart = tmp_path / "龙卷风.svg"
    told = hengping("weights", "sensitivity", EXAMPLE, "--chart", chart)
    assert told.code == 0
    assert "数据 满意度_2020 受益群众满意度（2020年度）（有争议）：现为 83.12%，变动后总分 84.00～94.00" in told.out
    assert "受益群众满意度" in chart.read_text(encoding="utf-8")
    found = answer("sensitivity", "weights", "sensitivity", EXAMPLE, "--swing", "5", "--fact", "征缴_2020")
    assert found["swing"] == "0.05"
    assert {"征缴_2020", "满意度_2020"} <= {each["key"] for each in found["movements"]}


@pytest.mark.parametrize("swing", ["0", "100", "十"])
def test_a_swing_that_is_none_is_refused(swing: str) -> None:
    assert hengping("weights", "sensitivity", EXAMPLE, "--swing", swing).code == 2


def test_judges_of_a_case_with_one_judge() -> None:
    assert hengping("weights", "judges", EXAMPLE).out == "没有两人以上评判的要点。\n"


def test_years_side_by_side(city: Path, tmp_path: Path) -> None:
    identity = (city / "case.yaml").read_text(encoding="utf-8").replace("year: 2020", "year: 2019")
    (city / "case.yaml").write_text(identity, encoding="utf-8")
    told = hengping("compare", EXAMPLE, city)
    assert told.code == 0
    assert told.out.splitlines()[:2] == [
        "2019年  总分 92.12，等级 优  大同市2020年企业职工基本养老保险分级负担项目绩效评价报告",
        "2020年  总分 92.12，等级 优  大同市2020年企业职工基本养老保险分级负担项目绩效评价报告",
    ]
    assert "大同市参保人数（人，年平均人数）  196498  194814" in told.out
    assert "问题 P1“档案管理制度没有建立”以前年度已有：2019年度 P1" in told.out
    found = answer("compare", "compare", EXAMPLE, city)
    assert [each["year"] for each in found["cases"]] == ["2019", "2020"]
    page, chart = tmp_path / "比较.html", tmp_path / "比较.png"
    assert hengping("compare", EXAMPLE, city, "--out", page, "--chart", chart).code == 0
    assert "历年绩效评价比较" in page.read_text(encoding="utf-8")
    assert chart.read_bytes().startswith(b"\x89PNG")


def test_one_evaluation_is_no_comparison() -> None:
    assert hengping("compare", EXAMPLE).code == 2
    assert "2 至 10 个" in hengping("compare", EXAMPLE).err
