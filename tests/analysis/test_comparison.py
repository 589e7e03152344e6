"""比较法: only what is counted alike is compared, and the nation stands beside with its scope."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from hengping.analysis.comparison import Comparison, compare
from hengping.cases.fact_book import FactBook
from hengping.cases.model import Case
from hengping.scoring.case_score import score_case
from tests.scoring.case_builder import branch, build, leaf

FACTS: tuple[Mapping[str, str], ...] = (
    {"id": "参保_2018", "name": "参保人数", "subject": "大同", "period": "2018", "scope": "人次", "value": "204344"},
    {"id": "参保_2019", "name": "参保人数", "subject": "大同", "period": "2019", "scope": "人次", "value": "164187"},
    {"id": "参保_2017", "name": "参保人数", "subject": "大同", "period": "2017", "scope": "人次", "value": "211551"},
    {"id": "平均_2019", "name": "参保人数", "subject": "大同", "period": "2019", "scope": "年平均", "value": "196498"},
    {"id": "平均_2020", "name": "参保人数", "subject": "大同", "period": "2020", "scope": "年平均", "value": "194814"},
    {"id": "只一年", "name": "领取人数", "subject": "大同", "period": "2020", "value": "148749"},
    {"id": "某月", "name": "发放额", "subject": "大同", "period": "2020-07", "value": "5"},
    {"id": "缺值_2019", "name": "征缴额", "subject": "大同", "period": "2019", "value": ""},
    {"id": "征缴_2020", "name": "征缴额", "subject": "大同", "period": "2020", "value": "162167"},
    {"id": "全国_2020", "name": "参保人数", "subject": "全国", "period": "2020", "scope": "年末", "value": "45621"},
)


def case_of(rows: tuple[Mapping[str, Any], ...]) -> Case:
    target = {"comparator": "≥", "value": "100", "unit": "人"}
    tree = [branch("A", "100", leaf("A1", "100", rule="met_or_nothing", target=target, actual="=平均_2020"))]
    facts = [{"unit": "人", "status": "采集", **row} for row in rows]
    return Case.model_validate({**build(tree).model_dump(), "facts": facts})


@pytest.fixture
def found() -> Comparison:
    case = case_of(FACTS)
    return compare(case.facts, FactBook(case), score_case(case))


def test_years_are_compared_within_one_scope_and_in_their_order(found: Comparison) -> None:
    told = {(series.name, series.scope): [point.year for point in series.points] for series in found.years}
    assert told == {("参保人数", "人次"): ["2017", "2018", "2019"], ("参保人数", "年平均"): ["2019", "2020"]}


@pytest.mark.parametrize(
    ("values", "unit", "direction", "formula"),
    [
        (("1", "2", "3"), "人", "上升", "=年_3/年_1-1"),
        (("3", "2", "1"), "人", "下降", "=年_3/年_1-1"),
        (("1", "3", "2"), "人", "波动", "=年_3/年_1-1"),
        (("2", "2", "2"), "人", "持平", "=年_3/年_1-1"),
        (("50", "60", "70"), "%", "上升", "=年_3-年_1"),
    ],
)
def test_direction_and_change(values: tuple[str, ...], unit: str, direction: str, formula: str) -> None:
    rows = tuple(
        {"id": f"年_{n}", "name": "数", "subject": "甲", "period": f"201{n}", "value": value, "unit": unit}
        for n, value in enumerate(values, start=1)
    )
    case = case_of((*rows, {"id": "平均_2020", "name": "乙", "period": "2020", "value": "1"}))
    (series,) = compare(case.facts, FactBook(case), score_case(case)).years
    assert (series.direction, series.change_formula(series.first, series.last)) == (direction, formula)


def test_the_nation_stands_beside_the_place_with_both_scopes(found: Comparison) -> None:
    (row,) = found.nation
    assert (row.own.id, row.national.id, row.same_scope) == ("平均_2020", "全国_2020", False)


def test_the_later_stage_of_a_figure_stands_for_its_year() -> None:
    rows = (
        {"id": "快报", "name": "支出", "subject": "甲", "period": "2020", "stage": "快报", "value": "90"},
        {"id": "决算", "name": "支出", "subject": "甲", "period": "2020", "stage": "决算", "value": "100"},
        {"id": "上年", "name": "支出", "subject": "甲", "period": "2019", "stage": "决算", "value": "80"},
        {"id": "平均_2020", "name": "乙", "period": "2020", "value": "1"},
    )
    case = case_of(rows)
    (series,) = compare(case.facts, FactBook(case), score_case(case)).years
    assert [point.fact_id for point in series.points] == ["上年", "决算"]


def test_plan_comparisons_name_the_criteria_that_have_a_target(found: Comparison) -> None:
    assert [(row.name, row.criterion.met) for row in found.plan] == [("指标A1", True)]


def test_nothing_to_compare_is_empty() -> None:
    case = case_of(({"id": "平均_2020", "name": "乙", "period": "2020", "value": ""},))
    assert compare(case.facts, FactBook(case), score_case(case)) == Comparison((), (), ())
