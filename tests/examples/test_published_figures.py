"""Each figure that the collected cases recompute and find printed is reproduced by a fact or a score of the example."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from hengping.cases.fact_book import FactBook
from hengping.cases.model import Case
from hengping.quantities import percent, read_number, round_half_up
from hengping.scoring.result import CaseScore

# Name of the derived check → what reproduces it: a fact, or for scores `score:`, `rate:`, `weight:`, `met:`, `grade:`.
REPRODUCED_BY = {
    "datong-2020": {
        "每人分担": "每人分担_市本级",
        "征缴率": "征缴率_2020",
        "参保增长率": "参保增长率",
        "参保增长率 against target": "met:C21",
        "替代率 against target": "met:D12",
        "占比 决策": "rate:A",
        "占比 过程": "rate:B",
        "占比 产出": "rate:C",
        "占比 效益": "rate:D",
        "总分": "score:TOTAL",
        "总分 weights": "weight:TOTAL",
        "总占比": "rate:TOTAL",
        "等级": "grade:",
    },
    "xinjiang-2021": {
        "预算执行率": "支出执行率",
        "五部分合计": "支出_五部分合计",
        "资金占比 区本级直管企业": "占比_直管企业",
        "资金占比 新疆油田公司": "占比_新疆油田",
        "资金占比 吐哈油田公司": "占比_吐哈油田",
        "资金占比 塔里木油田指挥部": "占比_塔里木油田",
        "资金占比 铁路局": "占比_铁路局",
        "资金占比合计 (rounded parts)": "占比_合计",
        "踏勘资金合计": "踏勘资金",
        "踏勘资金金额占比": "踏勘资金占比",
        "踏勘地区占比 on the stated 13": "踏勘地区占比",
        "踏勘单位总数": "踏勘单位数",
        "得分率 A.项目决策": "rate:A",
        "得分率 B.项目过程": "rate:B",
        "得分率 C.项目产出": "rate:C",
        "得分率 D.项目效益": "rate:D",
        "总分": "score:TOTAL",
        "权重合计": "weight:TOTAL",
        "总得分率": "rate:TOTAL",
        "等级": "grade:",
        "月均养老金支出 target": "月均支出_预算折算",
        "三级指标总数": "目标行数",
        "收入/支出执行率 band": "执行率幅度",
    },
}


def collected(folder: Path, name: str) -> dict[str, Any]:
    loaded = yaml.load((folder / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    assert isinstance(loaded, dict)
    return loaded


@pytest.mark.real_cases
@pytest.mark.parametrize("name", REPRODUCED_BY)
def test_every_agreeing_figure_is_reproduced(
    name: str, real_cases: Path, cases: Mapping[str, Case], scores: Mapping[str, CaseScore]
) -> None:
    checks = collected(real_cases, name)["derived_checks"]
    published = {check["name"]: check["published"] for check in checks if check["agrees"] == "true"}

    assert published.keys() == REPRODUCED_BY[name].keys()
    book = FactBook(cases[name])
    for title, source in REPRODUCED_BY[name].items():
        assert reproduced(source, published[title], book, scores[name]) == published[title], title


def reproduced(source: str, published: str, book: FactBook, score: CaseScore) -> str:
    kind, colon, code = source.partition(":")
    if not colon:
        return fact_as_published(source, published, book)
    if kind == "grade":
        return str(score.grade)
    if kind == "met":
        criterion = next(one for one in score.criteria() if one.criterion.id == code)
        return "met" if criterion.met else "not met"
    nodes = {node.indicator.code: (node.score, node.rate, node.weight) for node in score.indicators}
    nodes["TOTAL"] = (score.total, score.rate, score.full_marks)
    points, rate, weight = nodes[code]
    if kind == "rate":
        return percent(rate or Decimal(0), decimals(published))
    return f"{points if kind == 'score' else weight:.2f}"


def fact_as_published(fact_id: str, published: str, book: FactBook) -> str:
    """The fact's number with the decimals and the unit that the report printed."""
    number = book.number(fact_id)
    assert number is not None, fact_id
    if published.endswith("%"):
        return percent(number, decimals(published))
    return f"{round_half_up(number, decimals(published))}{published.lstrip('-0123456789.')}"


def decimals(published: str) -> int:
    digits = published.rstrip("%万元")
    return -int(read_number(digits).as_tuple().exponent)


@pytest.mark.real_cases
@pytest.mark.parametrize("name", REPRODUCED_BY)
def test_goal_sheets_are_as_filed_row_for_row(name: str, real_cases: Path, cases: Mapping[str, Case]) -> None:
    filed = collected(real_cases, name)["goal_table"]
    target_key = "target_text" if name == "xinjiang-2021" else "target"
    rows = [(row.get("l3") or row["name"], row[target_key]) for row in filed]
    ours = [(goal.level_3, goal.target_text) for goal in cases[name].goals]

    assert [row[0] for row in rows] == [goal[0] for goal in ours]
    for (_, filed_target), (indicator, target) in zip(rows, ours, strict=True):
        assert filed_target == "qualitative" or filed_target in target, indicator


@pytest.mark.real_cases
def test_the_visited_units_are_as_filed(real_cases: Path, cases: Mapping[str, Case]) -> None:
    case = cases["xinjiang-2021"]
    sites = collected(real_cases, "xinjiang-2021")["sampling"]["sites"]
    frame = {row.id: row for row in case.frame}
    ours = [(frame[visit.unit].name, str(visit.visited_on), frame[visit.unit].city) for visit in case.visits]

    assert ours == [(site["name"], site["visit_date"], site["city"]) for site in sites]
    differing = [n for n, visit in enumerate(case.visits, start=1) if visit.name_as_filed or visit.address_as_filed]
    assert differing == [12, 13, 14, 17, 26, 30, 33, 35, 36]
