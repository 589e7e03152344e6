"""The approved indicator system: fixed by the hash of its design; what changes afterwards is on record with a name."""

from __future__ import annotations

import datetime

from hengping.cases.deliverables.changes import Change, changes_between
from hengping.cases.deliverables.content import SHORT, Content, design_hash, indicator_design, same_hash
from hengping.cases.model import Case
from hengping.cases.model.identity import PlanChange, PlanLock
from hengping.errors import Fault, InputError

_WHERE = "case.yaml 的方案锁定"


def lock_plan(case: Case, *, approved_by: str, on: datetime.date | None, document: str = "") -> Case:
    """The case with its indicator design fixed; save it with `indicator_snapshot(case)`.

    Raises:
        InputError: nobody approved, there are no indicators, or another design is locked already.
    """
    faults = []
    if not approved_by.strip():
        faults.append(Fault(_WHERE, "没有批准人", "批准人的姓名或单位", "请写明谁批准了指标体系。"))
    if not case.indicators.indicators:
        faults.append(Fault("indicators.yaml", "没有指标", "编好的指标体系", "请先填写指标体系，再批准方案。"))
    lock = case.identity.plan_lock
    if lock is not None:
        who, when = lock.approved_by or "未写明的人", lock.approved_on or "未写明的日期"
        found = f"{who}已于 {when} 批准（{lock.hash[:SHORT]}）"
        mend = "批准后的改动请登记为方案变更（plan_changes），写明理由和批准人。"
        faults.append(Fault(_WHERE, found, "尚未锁定的指标体系", mend))
    if faults:
        raise InputError(faults)
    lock = PlanLock(hash=design_hash(case), approved_by=approved_by.strip(), approved_on=on, document=document.strip())
    return _with_identity(case, plan_lock=lock)


def record_plan_change(
    case: Case, *, what: str, why: str, approved_by: str, on: datetime.date | None, document: str = ""
) -> Case:
    """The case with a change of the locked indicators on record, bound to the design as it stands now.

    Raises:
        InputError: nothing is locked, or it is not said what changed, why, or who approved.
    """
    faults = [
        Fault("case.yaml 的方案变更", f"没有{name}", f"写明{name}", f"请写明{name}。")
        for name, text in (("变更内容", what), ("变更理由", why), ("批准人", approved_by))
        if not text.strip()
    ]
    if case.identity.plan_lock is None:
        faults.append(Fault(_WHERE, "尚未锁定", "已批准的指标体系", "方案批准以前可以直接修改，不必登记变更。"))
    if faults:
        raise InputError(faults)
    change = PlanChange(
        what=what.strip(),
        why=why.strip(),
        approved_by=approved_by.strip(),
        on=on,
        document=document.strip(),
        hash=design_hash(case),
    )
    return _with_identity(case, plan_changes=(*case.identity.plan_changes, change))


def plan_changes_since_lock(case: Case, snapshot: Content) -> list[Change]:
    """Every place of the indicator design that is not as it was in the snapshot of the lock."""
    return changes_between({"indicators": snapshot.get("indicators", {})}, {"indicators": dict(indicator_design(case))})


def differs_from_lock(case: Case) -> bool:
    """Whether the indicator design is neither the locked one nor that of the last recorded change.

    A change that somebody wrote down by hand has no hash: then it is taken at its word.
    """
    lock = case.identity.plan_lock
    if lock is None:
        return False
    current = design_hash(case)
    if same_hash(lock.hash, current):
        return False
    after = [
        change
        for change in case.identity.plan_changes
        if change.on is None or lock.approved_on is None or change.on >= lock.approved_on
    ]
    return not after or (bool(after[-1].hash) and not same_hash(after[-1].hash, current))


def _with_identity(case: Case, **update: object) -> Case:
    return case.model_copy(update={"identity": case.identity.model_copy(update=update)})
