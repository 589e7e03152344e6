"""Plan against done: each visit's outcome, the reasons that are due, and what the changes did to coverage."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hengping.cases.store import open_case
from hengping.fieldwork.visits.difference import Difference, difference
from hengping.fieldwork.visits.frame import read_frame
from tests.fieldwork.visits.frames import case_of

EXAMPLE = Path(__file__).parents[3] / "examples" / "xinjiang-2021"
ROWS = [{"money": "40"}, {"money": "30", "city": "乙市"}, {"money": "20", "city": "丙市"}, {"money": "10"}, {}]


def compared(visits: list[dict[str, Any]]) -> Difference:
    case = case_of(ROWS, visits=visits)
    return difference(case, read_frame(case))


def test_what_became_of_each_visit() -> None:
    found = compared(
        [
            {"unit": "U01", "planned_on": "2022-07-18", "visited_on": "2022-07-18"},
            {"unit": "U02", "planned_on": "2022-07-18", "visited_on": "2022-07-20", "change_reason": "道路封闭"},
            {"unit": "U03", "planned_on": "2022-07-19", "cancelled": True},
            {"unit": "U04", "visited_on": "2022-07-19", "replaces": "U03", "change_reason": "原单位停产"},
            {"unit": "U05", "visited_on": "2022-07-19"},
            {"unit": "U01", "planned_on": "2022-07-21"},
        ]
    )
    assert [(change.visit.id, change.outcome.label, change.lacks_reason) for change in found.changes] == [
        ("V01", "按计划完成", False),
        ("V02", "改期完成", False),
        ("V03", "取消", True),
        ("V04", "替代原定单位", False),
        ("V05", "计划外", True),
        ("V06", "尚未踏勘", False),
    ]


def test_coverage_of_the_plan_and_of_what_was_done() -> None:
    found = compared(
        [
            {"unit": "U01", "planned_on": "2022-07-18", "visited_on": "2022-07-18"},
            {"unit": "U03", "planned_on": "2022-07-19", "cancelled": True},
            {"unit": "U04", "visited_on": "2022-07-19", "replaces": "U03"},
        ]
    )
    covered = [
        {each.base.name: int(each.covered) for each in reading.readings} for reading in (found.planned, found.done)
    ]
    assert covered == [{"地区": 2, "单位": 2, "资金": 60}, {"地区": 1, "单位": 2, "资金": 50}]
    assert (found.planned.holds, found.done.holds) == (True, False)


def test_a_case_that_recorded_no_plan_is_not_told_that_all_was_unplanned() -> None:
    case = open_case(EXAMPLE)
    found = difference(case, read_frame(case))
    assert not found.plan_recorded
    assert {change.outcome.value for change in found.changes} == {"done"}
    assert not any(change.lacks_reason for change in found.changes)
