"""The cheapest and the riskiest plan are what trying every choice finds, ties included."""

from __future__ import annotations

import random
import time
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengping.cases.model.fieldwork import Unattributed
from hengping.cases.store import open_case
from hengping.fieldwork.visits.bounds import cost, days, risk
from hengping.fieldwork.visits.frame import Frame, read_frame
from hengping.fieldwork.visits.optimum import Optimum, optimum, ranks
from tests.fieldwork.visits.frames import all_bounds, best_by_enumeration, case_of, frame_of

pytest.importorskip("highspy", reason="needs the extra hengping[fieldwork]")

EXAMPLE = Path(__file__).parents[3] / "examples" / "xinjiang-2021"


def ids(frame: Frame, best: Optimum | None) -> str:
    assert best is not None
    return " ".join(frame.units[index].id for index in best.chosen)


def test_the_cheapest_plan_of_the_region_is_proven_by_enumeration() -> None:
    frame = read_frame(open_case(EXAMPLE))
    to_keep = all_bounds(frame)
    best = optimum(frame, to_keep, cost(frame))
    assert ids(frame, best) == "U02 U03 U05 U06"
    # No cost is known, so each unit costs the same: every choice of up to four of the 37 units is 74,519 choices.
    assert best is not None
    assert (best.chosen, best.value) == best_by_enumeration(frame, to_keep, cost(frame), most_units=4)


def test_a_plan_that_can_be_checked_by_hand() -> None:
    rows = [
        {"money": "50", "cost": "90", "city": "甲市"},
        {"money": "30", "cost": "40", "city": "乙市"},
        {"money": "15", "cost": "10", "city": "丙市"},
        {"money": "5", "cost": "1", "city": "丁市"},
    ]
    frame = frame_of(rows)
    # 60 %: 50+30, 50+15 or 50+…; without the first 50 %, so it must be in; the cheapest second of enough money is 丙市.
    assert ids(frame, optimum(frame, all_bounds(frame), cost(frame))) == "U01 U03"


def test_among_equally_cheap_plans_the_riskier_unit_wins_then_the_richer_then_the_lower_id() -> None:
    same = {"money": "10"}
    assert chosen_one([same, {**same, "risk": "3"}, same]) == "U02"
    assert chosen_one([same, same, {"money": "11"}]) == "U03"
    assert chosen_one([same, same, same]) == "U01"


def chosen_one(rows: list[dict[str, Any]]) -> str:
    frame = frame_of(rows, places_minimum="100", money_minimum="0")
    return ids(frame, optimum(frame, all_bounds(frame), cost(frame)))


def test_going_to_a_region_costs_once() -> None:
    rows = [
        {"money": "30", "cost": "10", "city": "甲市"},
        {"money": "30", "cost": "10", "city": "甲市"},
        {"money": "20", "cost": "1", "city": "乙市"},
        {"money": "20", "cost": "1", "city": "丙市"},
    ]
    dear = [{"city": "乙市", "travel_cost": "50"}, {"city": "丙市", "travel_cost": "50"}]
    near, far = frame_of(rows), frame_of(rows, cities=dear)
    assert ids(near, optimum(near, all_bounds(near), cost(near))) == "U01 U03 U04"
    best = optimum(far, all_bounds(far), cost(far))
    assert (ids(far, best), best and best.value) == ("U01 U02", 20)


def test_must_never_strata_and_caps_are_kept() -> None:
    rows = [
        {"money": "60", "kind": "企业", "never": True},
        {"money": "50", "kind": "企业"},
        {"money": "40", "kind": "企业"},
        {"money": "10", "kind": "机关", "cost": "99"},
        {"money": "1", "kind": "机关", "must": True, "city": "乙市"},
    ]
    frame = frame_of(
        rows, money_minimum="30", strata=[{"kind": "机关", "minimum": "2"}], city_cap="2", cost_per_visit="5"
    )
    assert ids(frame, optimum(frame, all_bounds(frame), cost(frame))) == "U02 U04 U05"


def test_risk_within_a_budget_of_days() -> None:
    rows = [
        {"money": "60", "risk": "1", "days": "1"},
        {"money": "20", "risk": "9", "days": "2"},
        {"money": "20", "risk": "5", "days": "1"},
        {"money": "0", "risk": "4.5", "days": "1"},
    ]
    frame = frame_of(rows)
    best = optimum(frame, all_bounds(frame, day_budget=Decimal(3)), risk(frame), largest=True)
    assert (ids(frame, best), best and best.value) == ("U01 U03 U04", Fraction("10.5"))  # money needs U01; 9+1 is less


def test_a_share_that_misses_its_bound_by_less_than_the_solver_can_see_is_not_taken() -> None:
    rows = [
        {"money": "59.9999999999", "cost": "1"},
        {"money": "60", "cost": "2"},
        {"money": "80.0000000001", "cost": "9"},
    ]
    frame = frame_of(rows, money_minimum="30", places_minimum="0")
    assert ids(frame, optimum(frame, all_bounds(frame), cost(frame))) == "U02"


def test_no_choice_keeps_the_bounds() -> None:
    frame = frame_of([{"money": "1", "never": True}, {"money": "1"}])
    assert optimum(frame, all_bounds(frame), cost(frame)) is None


@st.composite
def frames(draw: st.DrawFn, *, units: int = 9) -> Frame:
    """Small frames with ties, missing values and every kind of condition."""
    money = st.one_of(st.none(), st.sampled_from(["10", "10", "33.33", "7"]), st.integers(0, 10**7).map(str))
    rows = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "money": money,
                    "cost": st.sampled_from(["5", "5", "0", "12.5", None]),
                    "risk": st.sampled_from([None, "1", "2", "2", "3.5"]),
                    "days": st.sampled_from([None, "0.5", "1"]),
                    "city": st.sampled_from(["甲市", "乙市", "丙市", ""]),
                    "payer": st.sampled_from(["", "子", "丑"]),
                    "kind": st.sampled_from(["一", "二"]),
                    "state": st.sampled_from(["", "", "", "must", "never"]),
                }
            ),
            min_size=1,
            max_size=units,
        )
    )
    for row in rows:
        state = row.pop("state")
        if state:
            row[state] = True
    rule = {
        "money_minimum": draw(st.sampled_from(["0", "25", "60", "90"])),
        "places_minimum": draw(st.sampled_from(["0", "30", "100"])),
        "city_cap": draw(st.sampled_from([None, "2", "4"])),
        "unattributed": draw(st.sampled_from(list(Unattributed))),
        "money_total": draw(st.sampled_from(["", "100000000"])),
    }
    kinds, cities = {row["kind"] for row in rows}, {row["city"] for row in rows} - {""}
    if draw(st.booleans()):
        rule["strata"] = [{"kind": kind, "minimum": "1"} for kind in sorted(kinds)]
    if draw(st.booleans()):
        rule["cities"] = [{"city": city, "travel_cost": "7", "travel_days": "1"} for city in sorted(cities)]
    return read_frame(case_of(rows, **rule))


@settings(max_examples=80, deadline=None)
@given(frames())
def test_the_cheapest_plan_is_the_one_that_enumeration_finds(frame: Frame) -> None:
    to_keep = all_bounds(frame)
    best = optimum(frame, to_keep, cost(frame))
    assert (None if best is None else (best.chosen, best.value)) == best_by_enumeration(frame, to_keep, cost(frame))


@settings(max_examples=60, deadline=None)
@given(frames(), st.sampled_from(["1", "3", "6.5"]))
def test_the_riskiest_plan_is_the_one_that_enumeration_finds(frame: Frame, budget: str) -> None:
    to_keep = all_bounds(frame, day_budget=Decimal(budget))
    best = optimum(frame, to_keep, risk(frame), largest=True)
    found = best_by_enumeration(frame, to_keep, risk(frame), largest=True)
    assert (None if best is None else (best.chosen, best.value)) == found


def made(units: int, seed: int) -> Frame:
    """A frame as large as a province's, with money as uneven as it is in practice."""
    draw = random.Random(seed)
    rows = [
        {
            "money": f"{1000 * draw.paretovariate(1.2):.2f}",
            "cost": str(draw.randrange(300, 3000)),
            "city": f"{draw.randrange(max(3, units // 4))}市",
        }
        for _ in range(units)
    ]
    return frame_of(rows)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_twenty_units_are_what_a_million_choices_say(seed: int) -> None:
    frame = made(20, seed)
    best = optimum(frame, all_bounds(frame), cost(frame))
    assert best is not None
    assert best.chosen == cheapest_of_all_subsets(frame)


def cheapest_of_all_subsets(frame: Frame) -> tuple[int, ...]:
    """Sums of every subset in whole numbers, subset 5 = 0b101 being the first and the third unit."""
    numpy = pytest.importorskip("numpy")
    money, price, place, cities = (numpy.zeros(1, dtype=numpy.int64) for _ in range(4))
    names = list(frame.cities)
    for unit, rank in zip(frame.units, ranks(frame), strict=True):
        money = numpy.concatenate([money, money + int((unit.row.money or 0) * 100)])
        price = numpy.concatenate([price, price + int(unit.cost)])
        place = numpy.concatenate([place, place + rank])
        cities = numpy.concatenate([cities, cities | 1 << names.index(unit.city)])
    seen = sum((cities >> bit) & 1 for bit in range(len(names)))
    kept = (money * 100 >= 60 * money[-1]) & (seen * 100 >= 30 * len(names))
    cheapest = kept & (price == price[kept].min())
    subset = int(numpy.flatnonzero(cheapest & (place == place[cheapest].min()))[0])
    return tuple(index for index in range(len(frame.units)) if subset >> index & 1)


def test_thirty_one_units_take_a_tenth_of_a_second() -> None:
    frame = made(31, 3)
    to_keep = all_bounds(frame)
    seconds = []
    for _ in range(5):
        start = time.perf_counter()
        optimum(frame, to_keep, cost(frame))
        seconds.append(time.perf_counter() - start)
    assert min(seconds) < 0.1


def test_days_count_the_way_there_and_back() -> None:
    rows = [{"days": "1"}, {"days": "1"}, {"days": "0.5", "city": "乙市"}, {"city": "乙市"}]
    frame = frame_of(rows, cities=[{"city": "乙市", "travel_days": "1"}], days_per_visit="0.25")
    assert days(frame).value({0, 2, 3}) == Fraction("3.75")  # 1 + 0.5 + 0.25 and twice one day
