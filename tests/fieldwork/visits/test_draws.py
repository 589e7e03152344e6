"""Random designs: published examples, redrawing by the printed recipe, and what many seeds add up to."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.errors import InputError
from hengping.fieldwork.visits import draws
from hengping.fieldwork.visits.draws import Draw, inclusion_probabilities, selected
from hengping.fieldwork.visits.frame import Frame
from tests.fieldwork.visits.frames import frame_of

ROWS = [
    *({"kind": "企业", "money": str(money)} for money in (5, 10, 15, 20, 50, 0, "", 30)),
    *({"kind": "机关", "money": str(money), "city": "乙市"} for money in (1, 2, 3, 4)),
]


def sizes(*values: int) -> dict[int, Fraction]:
    return {index: Fraction(value) for index, value in enumerate(values)}


def test_inclusion_probabilities_of_a_published_example() -> None:
    # Tillé, Sampling Algorithms (Springer 2006), section on unequal probabilities: N = 6, n = 3; unit 6 would get 12/10
    # and is taken, then unit 5 gets exactly 1, and the rest share what is left.
    found = inclusion_probabilities(sizes(1, 9, 10, 70, 90, 120), 3)
    assert list(found.values()) == [Fraction(1, 90), Fraction(1, 10), Fraction(1, 9), Fraction(7, 9), 1, 1]


def test_two_units_larger_than_the_interval_one_after_the_other() -> None:
    # Documentation of the R package TeachingSampling, PikPPS, example 1: x = 30, 41, 50, 170, 43, 200 and n = 3; two
    # elements come out above 1 (the second once the first is taken), and the probabilities add up to 3.
    found = inclusion_probabilities(sizes(30, 41, 50, 170, 43, 200), 3)
    assert [index for index, share in found.items() if share == 1] == [3, 5]
    assert sum(found.values()) == 3
    assert found[0] == Fraction(30, 30 + 41 + 50 + 43)


def test_six_schools_from_start_137() -> None:
    # The worked example of PPS in Wikipedia, "Sampling (statistics)": schools of 150, 180, 200, 220, 260 and 490
    # pupils, three to draw, interval 500, start 137: the first, fourth and sixth school (numbers 137, 637 and 1137).
    found = inclusion_probabilities(sizes(150, 180, 200, 220, 260, 490), 3)
    assert list(found.values()) == [Fraction(size, 500) for size in (150, 180, 200, 220, 260, 490)]
    assert selected(found, Fraction(136, 500)) == (0, 3, 5)  # numbers run from 1, stretches from 0


def test_a_published_systematic_selection() -> None:
    # Cross Validated, question 139279: π = 1/3, 1, 1/6, 2/3, 1/3, 1/2 for A…F and u = 0.05 give A, B and D.
    shares = [Fraction(1, 3), Fraction(1), Fraction(1, 6), Fraction(2, 3), Fraction(1, 3), Fraction(1, 2)]
    assert [("ABCDEF")[index] for index in selected(dict(enumerate(shares)), Fraction(5, 100))] == ["A", "B", "D"]


def test_anyone_can_redraw_the_simple_sample() -> None:
    frame = frame_of(ROWS)
    drawn = draws.simple(frame, 4, "2022")

    def number(unit: str) -> int:
        return int(hashlib.sha256(f"2022\n{frame.fingerprint}\n{unit}".encode()).hexdigest()[:16], 16)

    order = sorted((unit.id for unit in frame.units), key=number)
    assert sorted(order[:4]) == [frame.units[index].id for index in drawn.chosen]
    assert [frame.units[index].id for index in drawn.alternates] == order[4:5]


def test_the_fingerprint_is_of_what_the_draw_depends_on() -> None:
    assert frame_of(ROWS).fingerprint == frame_of([{**row, "note": "备注"} for row in ROWS]).fingerprint
    assert frame_of(ROWS).fingerprint != frame_of([{**ROWS[0], "money": "6"}, *ROWS[1:]]).fingerprint
    assert frame_of([{"money": "5"}]).fingerprint == frame_of([{"money": "5.00"}]).fingerprint


DESIGNS: Mapping[str, Callable[[Frame, int, str], Draw]] = {
    "simple": draws.simple,
    "stratified": draws.stratified,
    "systematic": draws.systematic,
    "pps": draws.proportional,
}


@pytest.mark.parametrize("design", DESIGNS)
def test_over_many_seeds_units_come_as_often_as_their_probability_says(design: str) -> None:
    frame = frame_of(ROWS)
    seeds = 2000
    counted: Counter[int] = Counter()
    for seed in range(seeds):
        counted.update(DESIGNS[design](frame, 5, str(seed)).chosen)
    probabilities = DESIGNS[design](frame, 5, "0").probabilities
    for index, probability in probabilities.items():
        spread = 4.5 * (float(probability * (1 - probability)) / seeds) ** 0.5  # beyond it once in 10⁵
        assert abs(counted[index] / seeds - float(probability)) <= spread, frame.units[index].id


@pytest.mark.parametrize("design", DESIGNS)
@given(count=st.integers(2, 6), seed=st.text(max_size=5))
def test_a_draw_has_its_size_its_musts_and_no_nevers(design: str, count: int, seed: str) -> None:
    rows = [{**row, "must": index == 2, "never": index in (4, 9)} for index, row in enumerate(ROWS)]
    frame = frame_of(rows)
    drawn = DESIGNS[design](frame, count, seed)
    assert len(drawn.chosen) == count == len(set(drawn.chosen))
    assert 2 in drawn.chosen
    assert not {4, 9} & set(drawn.chosen)
    assert sum(drawn.probabilities.values()) == count
    assert {4, 9} <= drawn.outside.keys()
    assert drawn.probabilities.keys() | drawn.outside.keys() == set(range(len(rows)))
    assert not set(drawn.alternates) & set(drawn.chosen)
    assert drawn == DESIGNS[design](frame, count, seed)


def test_strata_get_their_minimum_then_what_their_size_is_worth() -> None:
    rows = [
        *({"kind": "大"} for _ in range(50)),
        *({"kind": "中"} for _ in range(30)),
        *({"kind": "小"} for _ in range(20)),
    ]
    assert draws.stratified(frame_of(rows), 10, "1").steps == (
        "大：50 家抽 5 家。",
        "中：30 家抽 3 家。",
        "小：20 家抽 2 家。",
    )
    asked = frame_of(rows, strata=[{"kind": "小", "minimum": "6"}])
    assert draws.stratified(asked, 10, "1").steps == ("大：50 家抽 3 家。", "中：30 家抽 1 家。", "小：20 家抽 6 家。")


def test_units_without_money_are_listed_and_never_drawn_by_size() -> None:
    frame = frame_of(ROWS)
    drawn = draws.proportional(frame, 3, "1")
    assert {frame.units[index].id: why for index, why in drawn.outside.items()} == {
        "U06": "没有可归属的资金",
        "U07": "没有可归属的资金",
    }


@pytest.mark.parametrize(("count", "expected"), [(0, "1 至 12 之间的家数"), (13, "1 至 12 之间的家数")])
def test_more_units_than_there_are_cannot_be_drawn(count: int, expected: str) -> None:
    with pytest.raises(InputError) as told:
        draws.simple(frame_of(ROWS), count, "1")
    assert told.value.faults[0].expected == expected


def test_more_units_than_have_money_cannot_be_drawn_by_size() -> None:
    with pytest.raises(InputError) as told:
        draws.proportional(frame_of(ROWS), 11, "1")
    assert told.value.faults[0].expected == "不超过 10 家"
