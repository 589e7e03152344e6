"""What holds for every rule whatever the numbers: points between 0 and the full marks, and more is never worth less."""

from __future__ import annotations

import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.cases.model.indicators import Judgement
from hengping.quantities import read_unit
from hengping.scoring.comparison import Comparator, TargetValue
from hengping.scoring.rule import RuleInput
from hengping.scoring.rules import rule, rule_names

NUMBERS = st.decimals(min_value=-1000, max_value=1000, places=2)
POSITIVE = st.decimals(min_value="0.01", max_value=1000, places=2)
SHARES = st.decimals(min_value=0, max_value=100, places=1)
MARKS = st.decimals(min_value="0.5", max_value=30, places=1)
UNIT = read_unit("%")


def points(name: str, parameters: dict[str, Any], **given_values: Any) -> Decimal:
    chosen = rule(name)
    result = chosen.score(RuleInput(**given_values), chosen.parameters.model_validate(parameters))
    assert result.points is not None
    assert 0 <= result.points <= given_values["max_score"]
    return result.points


def as_text(parameters: dict[str, Any]) -> dict[str, Any]:
    return {key: str(value) if isinstance(value, Decimal) else value for key, value in parameters.items()}


@st.composite
def steps(draw: st.DrawFn) -> dict[str, Any]:
    ends = sorted(draw(st.sets(NUMBERS, min_size=1, max_size=5)), reverse=True)
    shares = sorted(draw(st.lists(SHARES, min_size=len(ends), max_size=len(ends))), reverse=True)
    rows = [{"at_least": str(e), "share_percent": str(s)} for e, s in zip(ends, shares, strict=True)]
    return {"steps": rows}


DEVIATION = st.fixed_dictionaries({"per": POSITIVE, "deduction": MARKS, "whole_units": st.sampled_from(["是", "否"])})
RULES: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "proportion": st.fixed_dictionaries({"floor_percent": SHARES, "cap_percent": POSITIVE}),
    "met_or_nothing": st.just({}),
    "steps": steps(),
    "per_unit_short": DEVIATION,
    "interval_deviation": DEVIATION,
    "satisfaction": st.fixed_dictionaries(
        {
            "below": st.sampled_from(["proportion", "per_point", "nothing"]),
            "deduction": MARKS,
            "per": POSITIVE,
            "floor_percent": SHARES,
        }
    ),
}


@pytest.mark.parametrize("name", RULES)
@given(data=st.data(), max_score=MARKS, aim=NUMBERS, actuals=st.lists(NUMBERS, min_size=2, max_size=6))
def test_more_is_never_worth_less(
    name: str, data: st.DataObject, max_score: Decimal, aim: Decimal, actuals: list[Decimal]
) -> None:
    parameters = as_text(data.draw(RULES[name]))
    target = TargetValue(Comparator.AT_LEAST, value=aim / 100, unit=UNIT)
    earned = [
        points(name, parameters, max_score=max_score, actual=actual / 100, target=target) for actual in sorted(actuals)
    ]
    assert earned == sorted(earned)


LESS = {
    "proportion": RULES["proportion"],
    "met_or_nothing": st.just({}),
    "per_unit_short": DEVIATION,
    "interval_deviation": DEVIATION,
    "smaller_is_better": st.fixed_dictionaries({"zero_at_percent": st.decimals(101, 400, places=0)}),
}


@pytest.mark.parametrize("name", LESS)
@given(data=st.data(), max_score=MARKS, aim=NUMBERS, actuals=st.lists(NUMBERS, min_size=2, max_size=6))
def test_under_an_upper_bound_less_is_never_worth_less(
    name: str, data: st.DataObject, max_score: Decimal, aim: Decimal, actuals: list[Decimal]
) -> None:
    parameters = as_text(data.draw(LESS[name]))
    target = TargetValue(Comparator.AT_MOST, value=aim / 100, unit=UNIT)
    earned = [
        points(name, parameters, max_score=max_score, actual=actual / 100, target=target) for actual in sorted(actuals)
    ]
    assert earned == sorted(earned, reverse=True)


@given(max_score=MARKS, parameters=DEVIATION, ends=st.tuples(NUMBERS, NUMBERS), actuals=st.lists(NUMBERS, min_size=2))
def test_farther_from_the_interval_is_never_worth_more(
    max_score: Decimal, parameters: dict[str, Any], ends: tuple[Decimal, Decimal], actuals: list[Decimal]
) -> None:
    lower, upper = sorted(ends)
    target = TargetValue(Comparator.INTERVAL, lower=lower / 100, upper=upper / 100, unit=UNIT)
    by_distance = sorted(actuals, key=lambda actual: max(lower - actual, actual - upper, Decimal(0)))
    earned = [
        points("interval_deviation", as_text(parameters), max_score=max_score, actual=actual / 100, target=target)
        for actual in by_distance
    ]
    assert earned == sorted(earned, reverse=True)


@given(max_score=MARKS, deduction=MARKS, floor=MARKS, faults=st.lists(st.integers(0, 50), min_size=2, max_size=6))
def test_more_faults_are_never_worth_more(
    max_score: Decimal, deduction: Decimal, floor: Decimal, faults: list[int]
) -> None:
    parameters = as_text({"deduction": deduction, "floor": floor})
    earned = [points("per_fault", parameters, max_score=max_score, actual=Decimal(n)) for n in sorted(faults)]
    assert earned == sorted(earned, reverse=True)


@given(marks=st.lists(MARKS, min_size=2, max_size=6), data=st.data())
def test_a_point_more_is_never_worth_less(marks: list[Decimal], data: st.DataObject) -> None:
    rows = [{"id": str(n), "text": f"要点{n}", "max_score": str(mark)} for n, mark in enumerate(marks)]
    max_score = sum(marks, Decimal(0))

    def earned(states: list[str]) -> Decimal:
        judgements = tuple(
            Judgement.model_validate(
                {"id": f"J{n}", "criterion": "A", "kind": "point", "point": str(n), "value": state, "by": "甲"}
            )
            for n, state in enumerate(states)
        )
        return points("checklist", {"points": rows}, max_score=max_score, judgements=judgements)

    states = data.draw(st.lists(st.sampled_from(["是", "否"]), min_size=len(marks), max_size=len(marks)))
    changed = data.draw(st.integers(0, len(marks) - 1))
    better = [*states[:changed], "是", *states[changed + 1 :]]
    assert earned(states) <= earned(better)
    assert earned(["是"] * len(marks)) == max_score
    assert earned(states) == sum((mark for mark, state in zip(marks, states, strict=True) if state == "是"), Decimal(0))


@given(max_score=MARKS, shares=st.lists(SHARES, min_size=2, max_size=6))
def test_a_higher_share_is_never_worth_less(max_score: Decimal, shares: list[Decimal]) -> None:
    earned = []
    for share in sorted(shares):
        row = {"id": "J1", "criterion": "A", "kind": "share", "value": str(share), "by": "甲", "reason": "理由"}
        earned.append(points("qualitative_bands", {}, max_score=max_score, judgements=(Judgement.model_validate(row),)))
    assert earned == sorted(earned)


@given(max_score=MARKS, deductions=st.lists(MARKS, min_size=2, max_size=6), limit=MARKS)
def test_a_larger_deduction_is_never_worth_more(max_score: Decimal, deductions: list[Decimal], limit: Decimal) -> None:
    parameters = {"by_role": "专家", "minimum": str(min(limit, max_score))}
    earned = []
    for deduction in sorted(deductions):
        row = {"id": "J1", "criterion": "A", "kind": "扣分", "value": str(deduction), "by": "甲", "reason": "理由"}
        judgement = Judgement.model_validate({**row, "role": "专家"})
        earned.append(points("judged", parameters, max_score=max_score, judgements=(judgement,)))
    assert earned == sorted(earned, reverse=True)


@given(
    max_score=MARKS,
    late_percent=SHARES,
    days=st.lists(st.integers(1, 28), min_size=1, max_size=12),
    by=st.integers(1, 28),
)
def test_a_day_later_is_never_worth_more(max_score: Decimal, late_percent: Decimal, days: list[int], by: int) -> None:
    parameters = {"schedule": "monthly_day", "day": str(by), "late_percent": str(late_percent)}

    def earned(days: list[int]) -> Decimal:
        actuals = {f"2021-{month:02}": datetime.date(2021, month, day) for month, day in enumerate(days, start=1)}
        return points("deadline", parameters, max_score=max_score, actuals=actuals)

    for index, day in enumerate(days):
        later = [*days[:index], min(day + 3, 28), *days[index + 1 :]]
        assert earned(later) <= earned(days)
    assert earned([1] * len(days)) == max_score


def test_every_rule_is_covered() -> None:
    alone = {"per_fault", "checklist", "qualitative_bands", "judged", "deadline"}
    assert {*RULES, *LESS, *alone} == set(rule_names())


def test_steps_fall_one_by_one() -> None:
    parameters = {"steps": [{"at_least": str(n * 10), "share_percent": str(n * 10)} for n in range(10, 0, -1)]}
    target = TargetValue(Comparator.AT_LEAST, value=Decimal(1), unit=UNIT)
    earned = [
        points("steps", parameters, max_score=Decimal(10), actual=Decimal(n) / 100, target=target)
        for n in range(5, 106, 10)
    ]
    assert [after - before for before, after in pairwise(earned)] == [Decimal(1)] * 10
