"""因素分析 of cases: the published figures of Datong add up to the last cent, whatever the form."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.analysis.methods.factors import OTHER, FactorAnalysis, factor_analysis
from hengping.cases.fact_book import FactBook
from hengping.cases.model.analyses import Analysis, FactorForm
from hengping.cases.store import open_case
from hengping.errors import InputError
from tests.scoring.case_builder import build, leaf

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


def analysis(**fields: Any) -> Analysis:
    return Analysis.model_validate({"id": "x", "kind": "因素分析", "title": "变动", **fields})


def over_years(years: tuple[int, ...], **fields: Any) -> Analysis:
    names = {"领取人次": "领取人次", "人次均发放": "人次均发放"}
    series = {name: [f"{fact}_{year}" for year in years] for name, fact in names.items()}
    return analysis(result=[f"发放_{year}" for year in years], series=series, **fields)


@pytest.fixture(scope="module")
def datong() -> FactBook:
    return FactBook(open_case(EXAMPLES / "datong-2020"))


def steps(found: FactorAnalysis) -> list[tuple[str, list[str]]]:
    return [(str(step.change), [str(effect) for effect in step.effects]) for step in (*found.steps, found.whole)]


def test_payments_of_datong_by_lmdi(datong: FactBook) -> None:
    found = factor_analysis(over_years((2017, 2018, 2019)), datong)
    assert found.names == ("领取人次", "人次均发放")
    assert steps(found) == [
        ("35097.52", ["20905.69", "14191.83"]),
        ("51114.63", ["21640.13", "29474.50"]),
        ("86212.15", ["42545.82", "43666.33"]),
    ]


def test_payments_of_datong_by_the_chain(datong: FactBook) -> None:
    # By hand: (141863 − 135999) × 477886.56 ÷ 135999 = 20605.496…; the rest of 35097.52 is the level.
    found = factor_analysis(over_years((2017, 2018), form="chained"), datong)
    assert steps(found)[0] == ("35097.52", ["20605.50", "14492.02"])
    assert Decimal("20605.495") < Decimal(5864) * Decimal("477886.56") / 135999 < Decimal("20605.505")


@pytest.mark.parametrize("form", list(FactorForm))
def test_the_gap_of_datong_has_a_remainder_that_is_named(datong: FactBook, form: FactorForm) -> None:
    series = {"领取人次": ["领取人次_2017", "领取人次_2019"], "参保人次": ["参保人次_2017", "参保人次_2019"]}
    found = factor_analysis(analysis(result=["收支缺口_2017", "收支缺口_2019"], series=series, form=form), datong)
    assert found.names == ("领取人次", "参保人次", OTHER)
    assert all(step.adds_up for step in (*found.steps, found.whole))
    assert found.whole.change == Decimal("381354.54") - Decimal("330356.51")


def test_plan_against_actual_of_xinjiang() -> None:
    book = FactBook(open_case(EXAMPLES / "xinjiang-2021"))
    series = {"离退休人数": ["离退休人数_目标", "离退休人数_万人"]}
    found = factor_analysis(
        analysis(categories=["计划", "实际"], result=["支出_预算", "支出_实际"], series=series), book
    )
    assert (found.names, str(found.whole.change)) == (("离退休人数", OTHER), "-46394.82")
    assert all(step.adds_up for step in found.steps)


def book_of(facts: Mapping[str, str]) -> FactBook:
    return FactBook(build([leaf("A", "100")], facts))


amounts = st.decimals("0.01", "9999999", places=2)


@given(st.lists(st.tuples(amounts, st.integers(1, 10**6)), min_size=2, max_size=4), st.sampled_from(list(FactorForm)))
def test_printed_effects_make_the_printed_change(rows: list[tuple[Decimal, int]], form: FactorForm) -> None:
    facts = {}
    for place, (paid, heads) in enumerate(rows):
        facts |= {
            f"付{place}": f"{paid} 万元",
            f"人{place}": f"{heads} 人",
            f"均{place}": f"=付{place}/人{place} 万元/人",
        }
    places = range(len(rows))
    found = factor_analysis(
        analysis(
            categories=[str(place) for place in places],
            result=[f"付{place}" for place in places],
            series={"人数": [f"人{place}" for place in places], "人均": [f"均{place}" for place in places]},
            form=form,
        ),
        book_of(facts),
    )
    assert found.names == ("人数", "人均")
    assert all(step.adds_up for step in (*found.steps, found.whole))
    assert found.whole.change == rows[-1][0] - rows[0][0]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"result": ["付0"], "series": {"人数": ["人0"]}, "categories": ["甲"]}, "两期或更多期的结果"),
        ({"result": ["付0", "付1"], "series": {"人数": ["人0"]}}, "各数据组的事实一样多，不为空"),
        ({"result": ["付0", "无"], "series": {"人数": ["人0", "人1"]}}, "facts.csv 中已有的事实编号"),
        ({"result": ["付0", "缺"], "series": {"人数": ["人0", "人1"]}}, "有数值的事实"),
        ({"result": ["付0", "人1"], "series": {"人数": ["人0", "人1"]}}, "同一计量单位"),
        ({"result": ["付0", "付1"], "series": {"人数": ["零", "人1"]}}, "结果等于各因素之积（可差换算倍数）"),
        ({"result": ["付0", "付1"], "series": {}}, "至少一个数据组"),
        (
            {"result": ["付0", "付1"], "series": {"人数": ["人0", "人1"]}, "categories": ["一", "二", "三"]},
            "与数据组一样是 2 个",
        ),
    ],
)
def test_what_keeps_it_from_being_made_is_told(fields: dict[str, Any], expected: str) -> None:
    facts = {"付0": "5 万元", "付1": "6 万元", "人0": "2 人", "人1": "3 人", "零": "0 人", "缺": "万元"}
    with pytest.raises(InputError) as refusal:
        factor_analysis(analysis(**fields), book_of(facts))
    assert expected in [fault.expected for fault in refusal.value.faults]
