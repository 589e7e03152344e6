"""The approved indicators: fixed by hash, later changes told and on record."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hengping.cases.deliverables import content, lock_plan, plan_changes_since_lock, record_plan_change
from hengping.cases.deliverables.plan_lock import differs_from_lock
from hengping.cases.model import Case
from hengping.cases.model.identity import PlanChange
from hengping.errors import InputError
from tests.cases.deliverables.small import DAY, PLAN, small_case, with_criterion, with_identity, with_leaf


def locked() -> Case:
    return lock_plan(small_case(), approved_by="财政局社保处", on=DAY, document="方案批复")


def recorded(case: Case) -> Case:
    return record_plan_change(case, what="权重改为 9", why="与预算口径一致", approved_by="财政局", on=DAY)


def test_results_do_not_touch_the_lock_and_design_does() -> None:
    case = locked()
    assert not differs_from_lock(case)
    assert not differs_from_lock(with_criterion(case, finding="已核对", actual="=执行率*1"))
    assert differs_from_lock(with_leaf(case, weight=Decimal("9")))
    assert not differs_from_lock(with_leaf(small_case(), weight=Decimal("9")))


def test_a_recorded_change_covers_the_design_of_its_day_and_none_after() -> None:
    case = recorded(with_leaf(locked(), weight=Decimal("9")))
    assert not differs_from_lock(case)
    assert differs_from_lock(with_leaf(case, weight=Decimal("8")))
    assert not differs_from_lock(recorded(with_leaf(case, weight=Decimal("8"))))


def test_a_change_written_by_hand_is_taken_at_its_word_if_it_is_not_older_than_the_lock() -> None:
    case = with_leaf(locked(), weight=Decimal("9"))
    by_hand = PlanChange(what="权重", on=DAY)
    older = by_hand.model_copy(update={"on": DAY.replace(year=2021)})
    assert not differs_from_lock(with_identity(case, plan_changes=(by_hand,)))
    assert differs_from_lock(with_identity(case, plan_changes=(older,)))


def test_changes_since_the_lock_are_listed_against_the_snapshot() -> None:
    case = locked()
    snapshot = content(case, PLAN)
    after = with_criterion(with_leaf(case, weight=Decimal("9")), text="预算执行情况", finding="已核对")
    assert [str(change) for change in plan_changes_since_lock(after, snapshot)] == [
        "指标体系 A1“权重”：10 → 9",
        "指标体系 A1-1“评分要点”：预算执行 → 预算执行情况",
    ]
    assert plan_changes_since_lock(with_criterion(case, finding="已核对"), snapshot) == []


def test_a_lock_has_a_name_and_stays() -> None:
    with pytest.raises(InputError, match="没有批准人"):
        lock_plan(small_case(), approved_by=" ", on=DAY)
    with pytest.raises(InputError, match="财政局社保处已于 2022-08-01 批准"):
        lock_plan(locked(), approved_by="另一人", on=DAY)


def test_a_change_says_what_why_and_who() -> None:
    with pytest.raises(InputError) as told:
        record_plan_change(small_case(), what="", why="", approved_by="", on=DAY)
    assert [fault.found for fault in told.value.faults] == ["没有变更内容", "没有变更理由", "没有批准人", "尚未锁定"]
