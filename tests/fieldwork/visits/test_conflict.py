"""What keeps a plan from being possible is said with its number, and giving way that far is enough."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings

from hengping.fieldwork.visits.bounds import cost
from hengping.fieldwork.visits.conflict import conflict
from hengping.fieldwork.visits.frame import Frame
from hengping.fieldwork.visits.optimum import optimum
from tests.fieldwork.visits.frames import all_bounds, frame_of
from tests.fieldwork.visits.test_optimum import frames

pytest.importorskip("highspy", reason="needs the extra hengping[fieldwork]")


def test_a_bound_that_cannot_be_reached_at_all() -> None:
    rows = [{"money": "45"}, {"money": "40", "never": True}, {"money": "15", "never": True}]
    frame = frame_of(rows, places_minimum="0")
    (sentence,) = conflict(frame, all_bounds(frame)).sentences()
    assert sentence == (
        "资金占比下限：要求不低于 60.00%，不管其他条件最多只能做到 45.00%（45万元），差 15.00 个百分点（15万元）。"
    )


def test_bounds_that_stand_in_each_others_way() -> None:
    rows = [
        {"money": "50", "city": "甲市"},
        {"money": "30", "city": "甲市"},
        {"money": "15", "city": "乙市"},
        {"money": "5", "city": "丙市"},
    ]
    frame = frame_of(rows, money_minimum="75", places_minimum="0", city_cap="1")
    assert conflict(frame, all_bounds(frame)).sentences() == (
        "资金占比下限：要求不低于 75.00%，在其他条件都满足时最多只能做到 70.00%（70万元），差 5.00 个百分点（5万元）。",
        "甲市最多家数：要求不超过 1家，在其他条件都满足时最少只能做到 2家，差 1家。",
        "以上各条，放宽其中任意一条到所列数值即可。",
    )


def test_a_budget_of_days_that_is_too_small() -> None:
    frame = frame_of([{"money": "60", "days": "2"}, {"money": "40", "days": "2"}], money_minimum="70")
    found = conflict(frame, all_bounds(frame, day_budget=Decimal(3))).sentences()
    assert "工作日上限：要求不超过 3个工作日，在其他条件都满足时最少只能做到 4个工作日，差 1个工作日。" in found


def test_too_many_musts_for_the_cap() -> None:
    frame = frame_of([{"must": True}, {"must": True}, {"must": True}], city_cap="2")
    (sentence,) = conflict(frame, all_bounds(frame)).sentences()
    assert sentence == "甲市最多家数：要求不超过 2家，不管其他条件最少只能做到 3家，差 1家。"


def test_where_no_single_bound_would_do_each_knot_is_named() -> None:
    rows = [{"kind": "企业"}, {"kind": "企业"}, {"kind": "机关", "city": "乙市"}, {"kind": "机关", "city": "乙市"}]
    strata = [{"kind": "企业", "minimum": "2"}, {"kind": "机关", "minimum": "2"}]
    frame = frame_of(rows, strata=strata, city_cap="1")
    first, *knots = conflict(frame, all_bounds(frame)).sentences()
    assert first == "只放宽一条不够；以下每一组都不能同时满足，各要放宽至少一条："
    assert knots == [
        "机关最少家数（不低于 2家）、乙市最多家数（不超过 1家）。",
        "企业最少家数（不低于 2家）、甲市最多家数（不超过 1家）。",
    ]


@settings(max_examples=60, deadline=None)
@given(frames(units=7))
def test_giving_way_as_far_as_said_makes_a_plan_possible(frame: Frame) -> None:
    to_keep = all_bounds(frame, day_budget=Decimal(2))
    assume(optimum(frame, to_keep, cost(frame)) is None)
    found = conflict(frame, to_keep)
    assert bool(found.shortfalls) != bool(found.together)
    for shortfall in found.shortfalls:
        eased = replace(shortfall.bound, limit=shortfall.reachable)
        others = [] if shortfall.alone else [bound for bound in to_keep if bound is not shortfall.bound]
        assert optimum(frame, [*others, eased], cost(frame)) is not None
    for knot in found.together:
        assert optimum(frame, knot, cost(frame)) is None
        for bound in knot:
            assert optimum(frame, [other for other in knot if other is not bound], cost(frame)) is not None
