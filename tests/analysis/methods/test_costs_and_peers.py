"""成本效益, 最低成本, 标杆: small tables that can be reckoned in the head."""

from __future__ import annotations

from typing import Any

import pytest

from hengping.analysis.methods.benchmark import benchmark
from hengping.analysis.methods.costs import cost_table
from hengping.cases.fact_book import FactBook
from hengping.cases.model import Case
from hengping.cases.model.analyses import Analysis
from hengping.errors import InputError
from tests.scoring.case_builder import build, leaf

FACTS = {
    "花一": "100 万元",
    "花二": "80 万元",
    "花三": "200 万元",
    "得一": "150 万元",
    "得二": "100 万元",
    "得三": "300 万元",
    "人一": "50 人",
    "人二": "20 人",
    "人三": "100 人",
    "无": "0 万元",
}
ALTERNATIVES = ["一", "二", "三"]


def book(facts: dict[str, str] | None = None) -> FactBook:
    return FactBook(build([leaf("A", "100")], facts or FACTS))


def asked(kind: str, **series: list[str]) -> Analysis:
    fields: dict[str, Any] = {"id": "x", "kind": kind, "title": "比较", "categories": ALTERNATIVES, "series": series}
    return Analysis.model_validate(fields)


def test_benefit_for_each_unit_of_cost() -> None:
    found = cost_table(
        asked("成本效益分析", 成本=["花一", "花二", "花三"], 效益=["得一", "得二", "得三"]), book(), benefit_needed=True
    )
    assert [(each.ratio, each.rank) for each in found.alternatives] == [
        ("=得一/花一", 1),  # 1.5
        ("=得二/花二", 3),  # 1.25
        ("=得三/花三", 1),  # 1.5
    ]
    assert (found.best.name, found.worst.name, found.same_unit) == ("一", "二", True)


def test_cost_for_each_unit_of_output() -> None:
    found = cost_table(
        asked("最低成本法", 成本=["花一", "花二", "花三"], 产出=["人一", "人二", "人三"]), book(), benefit_needed=False
    )
    assert [(each.unit_cost, each.rank) for each in found.alternatives] == [
        ("=花一/人一", 1),  # 2
        ("=花二/人二", 3),  # 4
        ("=花三/人三", 1),  # 2
    ]
    assert found.by_unit_cost


def test_costs_alone() -> None:
    found = cost_table(asked("最低成本法", 成本=["花一", "花二", "花三"]), book(), benefit_needed=False)
    assert [each.rank for each in found.alternatives] == [2, 1, 3]


@pytest.mark.parametrize(
    ("series", "found"),
    [
        ({"花费": ["花一", "花二", "花三"]}, "没有“成本”"),
        ({"成本": ["花一", "花二", "无"], "效益": ["得一", "得二", "得三"]}, "无 不大于 0"),
        ({"成本": ["花一", "花二", "花三"]}, "没有“效益”或“产出”"),
    ],
)
def test_tables_that_mean_nothing_are_refused(series: dict[str, list[str]], found: str) -> None:
    with pytest.raises(InputError) as refusal:
        cost_table(asked("成本效益分析", **series), book(), benefit_needed=True)
    assert found in [fault.found for fault in refusal.value.faults]


def peers(*rows: tuple[str, str, str, str]) -> FactBook:
    facts = [
        {
            "id": f"率{n}",
            "name": "率",
            "subject": subject,
            "value": value,
            "unit": "%",
            "period": period,
            "scope": scope,
        }
        for n, (subject, value, period, scope) in enumerate(rows)
    ]
    case = build([leaf("A", "100")])
    return FactBook(Case.model_validate({**case.model_dump(), "facts": [{"status": "采集", **fact} for fact in facts]}))


def against(count: int, **fields: Any) -> Analysis:
    ids = [f"率{n}" for n in range(count)]
    names = ["本市", "甲市", "乙市"][:count]
    return Analysis.model_validate(
        {"id": "b", "kind": "标杆管理法", "title": "标杆", "categories": names, "series": {"率": ids}, **fields}
    )


def test_the_best_peer_and_the_place_among_all() -> None:
    (row,) = benchmark(
        against(3), peers(("本市", "96", "2021", ""), ("甲市", "98", "2021", ""), ("乙市", "95", "2021", ""))
    ).rows
    assert (row.best, row.best_peer, row.gap, row.rank, row.differing) == (1, 1, "=率0-率1", 2, ())


def test_where_less_is_better_the_order_turns() -> None:
    rows = (("本市", "96", "2021", ""), ("甲市", "98", "2021", ""), ("乙市", "95", "2021", ""))
    (row,) = benchmark(against(3, smaller_is_better=["率"]), peers(*rows)).rows
    assert (row.best_peer, row.rank) == (2, 2)


def test_other_scopes_and_periods_are_said() -> None:
    (row,) = benchmark(against(2), peers(("本市", "96", "2021", "年均"), ("甲市", "98", "2020", "年末"))).rows
    assert row.differing == ("甲市口径为“年末”", "甲市为2020数")


def test_a_unit_without_peers_has_no_benchmark() -> None:
    with pytest.raises(InputError, match="同类单位"):
        benchmark(against(1), peers(("本市", "96", "2021", "")))


def test_a_direction_for_a_group_that_does_not_exist_is_told() -> None:
    with pytest.raises(InputError, match="越小越好"):
        benchmark(against(2, smaller_is_better=["比"]), peers(("本市", "96", "2021", ""), ("甲市", "9", "2021", "")))
