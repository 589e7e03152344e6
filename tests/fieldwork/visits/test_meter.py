"""The meter against the figures that the region's report prints, and against sums done by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from hengping.cases.model import Case
from hengping.cases.model.fieldwork import Unattributed
from hengping.cases.store import open_case
from hengping.fieldwork.visits.frame import read_frame
from hengping.fieldwork.visits.measure import share_text
from hengping.fieldwork.visits.meter import Meter, Reading, meter, planned
from tests.fieldwork.visits.frames import case_of

EXAMPLE = Path(__file__).parents[3] / "examples" / "xinjiang-2021"


@pytest.fixture(scope="module")
def region() -> Case:
    return open_case(EXAMPLE)


def reading_of(case: Case, **changes: Any) -> Meter:
    rule = case.sampling.model_copy(update=changes)
    frame = read_frame(case.model_copy(update={"sampling": rule}))
    return meter(frame, *planned(case, frame))


def base(reading: Meter, name: str) -> Reading:
    return next(each for each in reading.readings if each.base.name == name)


def shown(each: Reading) -> str:
    return share_text(each.covered, each.base.whole)


def test_the_published_shares_of_the_region(region: Case) -> None:
    reading = reading_of(region)
    assert shown(base(reading, "地区")) == "30.77%"  # 4 of the 13 that the report states
    assert shown(base(reading, "资金")) == "60.28%"
    assert reading.holds


def test_both_numbers_of_regions_are_shown(region: Case) -> None:
    cities = base(reading_of(region), "地区")
    assert (cities.base.whole, cities.base.listed) == (13, 12)
    assert cities.base.listed is not None
    assert share_text(cities.covered, cities.base.listed) == "33.33%"


def test_what_is_and_is_not_covered_on_the_other_bases(region: Case) -> None:
    reading = reading_of(region)
    found = {each.base.name: (each.covered, each.base.whole, shown(each)) for each in reading.readings}
    assert found == {
        "地区": (4, 13, "30.77%"),
        "单位": (37, 37, "100.00%"),
        "资金单位": (5, 5, "100.00%"),
        "资金": (Fraction("873432.90"), Fraction("1448983.18"), "60.28%"),
        "区本级直管企业": (32, 177, "18.08%"),
    }
    assert base(reading, "地区").names_left == (
        "阿克苏地区", "吐鲁番市", "塔城地区", "昌吉州", "石河子市", "伊犁州", "博州", "阿勒泰地区",
    )  # fmt: skip


def test_the_margins_to_the_bounds(region: Case) -> None:
    reading = reading_of(region)
    assert base(reading, "资金").margin == Fraction("873432.90") - Fraction("1448983.18") * 60 / 100
    assert base(reading, "地区").margin == Fraction(1, 10)  # 4 − 30 % of 13


def test_only_four_visits_carry_the_bounds(region: Case) -> None:
    reading = reading_of(region)
    broken = {each.unit_id: [bound.name for bound, _ in each.broken] for each in reading.cancellations if each.broken}
    assert broken == {
        "U02": ["资金占比下限"],
        "U03": ["资金占比下限"],
        "U05": ["地区占比下限", "资金占比下限"],  # the only unit of 哈密市
        "U06": ["地区占比下限", "资金占比下限"],
    }
    fallen = next(each for each in reading.cancellations if each.unit_id == "U03").broken[0][1]
    assert share_text(fallen, Fraction("1448983.18")) == "27.10%"


@pytest.mark.parametrize(
    ("treatment", "share"),
    [
        (Unattributed.NOT_COVERED, "60.28%"),
        (Unattributed.EXCLUDED, "100.00%"),
        (Unattributed.WHOLE, "100.00%"),
        (Unattributed.BY_SHARE, "67.46%"),  # (873432.90 + 575550.28 × 32/177) ÷ 1448983.18
    ],
)
def test_money_without_a_unit_counts_as_the_rule_says(region: Case, treatment: Unattributed, share: str) -> None:
    reading = reading_of(region, unattributed=treatment)
    assert reading.frame.unattributed == Decimal("575550.28")
    assert shown(base(reading, "资金")) == share


def test_without_a_list_of_pools_the_rest_belongs_to_the_payers_without_money(region: Case) -> None:
    (pool,) = reading_of(region, pools=()).frame.pools
    assert (pool.payer, pool.money, len(pool.members)) == ("区本级直管企业", Decimal("575550.28"), 32)


def test_customary_bounds_are_taken_and_marked_where_the_case_states_none() -> None:
    case = case_of([{"money": "10"}, {"money": "90", "city": "乙市"}])
    frame = read_frame(case)
    found = {each.base.name: (each.base.minimum, each.base.assumed) for each in meter(frame, {1}).readings}
    assert found == {"地区": (30, True), "单位": (None, False), "资金": (60, True)}


def test_a_visit_that_saw_a_part_of_the_money_counts_that_part() -> None:
    visits = [{"unit": "U01", "money_covered": "30"}]
    case = case_of([{"money": "50"}, {"money": "50"}], visits=visits)
    frame = read_frame(case)
    assert base(meter(frame, *planned(case, frame)), "资金").share == Fraction(30, 100)


def test_a_unit_visited_twice_counts_once_and_a_cancelled_visit_not_at_all() -> None:
    visits = [
        {"unit": "U01", "visited_on": "2022-07-18"},
        {"unit": "U01", "visited_on": "2022-07-19"},
        {"unit": "U02", "cancelled": True},
    ]
    case = case_of([{"money": "50"}, {"money": "50"}], visits=visits)
    frame = read_frame(case)
    reading = meter(frame, *planned(case, frame))
    assert (base(reading, "资金").covered, base(reading, "单位").covered) == (50, 1)


def test_exactly_sixty_percent_is_enough_and_a_hair_less_is_not() -> None:
    for money, kept in (("60", True), ("59.999999999999999999", False)):
        case = case_of([{"money": money}, {"money": str(100 - Decimal(money))}])
        assert meter(read_frame(case), {0}).holds is kept


def test_the_bound_of_places_may_count_units_or_payers() -> None:
    rows = [
        {"money": "50", "payer": "甲"},
        {"money": "30", "payer": "乙"},
        {"money": "20", "payer": "乙"},
        {"payer": "乙"},
    ]
    for counted, name in (("units", "单位"), ("payers", "资金单位"), ("cities", "地区")):
        found = {
            each.base.name: each.base.minimum
            for each in meter(read_frame(case_of(rows, places_base=counted, places_minimum="40")), {0}).readings
        }
        assert {base for base, minimum in found.items() if minimum == 40} == {name}
