"""整改: the notice, the ledger, what was done, re-check and closing. Each step is a new case; nothing looks at a clock.

The ledger lives on after the report is frozen: it is no part of what the signatures of any deliverable cover.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from hengping.cases.model import Case
from hengping.cases.model.fields import Labelled
from hengping.cases.model.follow_up import RectificationNotice, RectificationRow
from hengping.cases.row_numbers import next_id
from hengping.errors import Fault, InputError, nearest_names

PASSED = "通过"
FAILED = "未通过"
COMPLETIONS = ("已完成", "部分完成", "未完成")
_FIRST_ID = "Z01"
_LEDGER = "rectification.csv（整改台账）"


class ItemStage(Labelled):
    """How far an item of the ledger has come."""

    OPEN = "open", "待整改"
    IN_PROGRESS = "in_progress", "整改中"
    TO_RECHECK = "to_recheck", "待复查"
    FAILED = "failed", "复查未通过"
    TO_CLOSE = "to_close", "待销号"
    CLOSED = "closed", "已销号"


@dataclass(frozen=True)
class ItemState:
    """One item on a day.

    Attributes:
        due: its own, else its notice's.
        days_over: days after the due date, of an item not closed by then; 0 where it is in time or has no date.
    """

    row: RectificationRow
    stage: ItemStage
    due: datetime.date | None
    days_over: int


def stage_of(row: RectificationRow) -> ItemStage:
    """How far an item has come, by what is filled in."""
    if row.closed_on is not None:
        return ItemStage.CLOSED
    if row.recheck == PASSED:
        return ItemStage.TO_CLOSE
    if row.recheck == FAILED:
        return ItemStage.FAILED
    if row.completion == COMPLETIONS[0]:
        return ItemStage.TO_RECHECK
    return ItemStage.IN_PROGRESS if row.progress or row.measure or row.completion else ItemStage.OPEN


def ledger_state(case: Case, as_of: datetime.date) -> tuple[ItemState, ...]:
    """Every item of the ledger as it stands on a day, in the order of the ledger."""
    dues = {notice.number: notice.due for notice in case.rectification_notices}
    states = []
    for row in case.rectification:
        due = row.due or dues.get(row.notice)
        until = row.closed_on or as_of
        over = (until - due).days if due is not None and until > due else 0
        states.append(ItemState(row, stage_of(row), due, over))
    return tuple(states)


def unanswered_problems(case: Case) -> tuple[str, ...]:
    """Ids of problems that no item of the ledger answers, in the order of the findings."""
    answered = {row.problem for row in case.rectification}
    return tuple(problem.id for problem in case.findings.problems if problem.id not in answered)


def open_notice(case: Case, notice: RectificationNotice, items: Sequence[RectificationRow]) -> Case:
    """Adds a notice and its items, which get the next free ids. Each problem stands in the ledger once.

    Args:
        notice: with number, party and due date.
        items: with their problems; `id` is a place-holder.

    Raises:
        InputError: the number is used, a problem is unknown or in the ledger already, the due date lies before
            the day of the notice, there is nothing to rectify.
    """
    faults = [*_notice_faults(case, notice), *_item_faults(case, items)]
    if faults:
        raise InputError(faults)
    taken = [row.id for row in case.rectification]
    rows = []
    for item in items:
        taken.append(next_id(taken, first=_FIRST_ID))
        rows.append(item.model_copy(update={"id": taken[-1], "notice": notice.number}))
    return case.model_copy(
        update={
            "rectification_notices": (*case.rectification_notices, notice),
            "rectification": (*case.rectification, *rows),
        }
    )


def _notice_faults(case: Case, notice: RectificationNotice) -> Iterable[Fault]:
    if notice.number in {each.number for each in case.rectification_notices}:
        yield Fault("整改通知文号", notice.number, "没有用过的文号", "这份通知已经登记；补充问题请另发一份。")
    if notice.issued_on and notice.due and notice.due < notice.issued_on:
        mend = "请改整改期限或下达日期。"
        yield Fault("整改期限", notice.due.isoformat(), f"不早于下达日期 {notice.issued_on}", mend)


def _item_faults(case: Case, items: Sequence[RectificationRow]) -> Iterable[Fault]:
    known = [problem.id for problem in case.findings.problems]
    answered = {row.problem: row for row in case.rectification if row.problem}
    if not items:
        yield Fault("整改事项", "没有", "至少一个问题", "各问题都已在台账中，或评价发现中没有问题。")
    for item in items:
        if item.problem not in known:
            near = nearest_names(item.problem, known)
            mend = f"是否为 {'、'.join(near)}？" if near else "请改为 findings.yaml 中的问题编号。"
            yield Fault("问题编号", item.problem, "评价发现中的问题", mend)
        elif item.problem in answered:
            row = answered[item.problem]
            mend = f"它是台账的 {row.id}（通知 {row.notice or '未填'}），每个问题只登记一次。"
            yield Fault("问题编号", item.problem, "尚未登记的问题", mend)


def update_item(case: Case, row_id: str, **changes: Any) -> Case:
    """Fills in what was done about an item; `proof` is added to what is there, everything else replaces it.

    Raises:
        InputError: no such item, it is closed, a completion of another kind, proof that is no evidence of the case.
    """
    row = _open_row(case, row_id)
    faults = []
    completion = changes.get("completion", "")
    if completion and completion not in COMPLETIONS:
        faults.append(Fault(f"{row_id} 完成情况", completion, "、".join(COMPLETIONS), "请改为其中之一。"))
    known = [each.id for each in case.evidence]
    for name in changes.get("proof", ()):
        if name not in known:
            near = nearest_names(name, known)
            mend = f"是否为 {'、'.join(near)}？" if near else "请先把佐证登记到 evidence.csv。"
            faults.append(Fault(f"{row_id} 佐证", name, "证据清单中的编号", mend))
    if faults:
        raise InputError(faults)
    if "proof" in changes:
        changes["proof"] = tuple(dict.fromkeys((*row.proof, *changes["proof"])))
    if row.recheck == FAILED and completion:  # done anew after a failed re-check: to be looked at again
        changes |= {"recheck": "", "rechecked_by": "", "rechecked_on": None}
    return _with_row(case, row.model_copy(update=changes))


def recheck_item(case: Case, row_id: str, *, conclusion: str, by: str, on: datetime.date) -> Case:
    """Records a re-check. A failed one stays on record in the progress, whatever follows.

    Raises:
        InputError: no such item, it is closed, another conclusion, nobody named; passed although nothing was done.
    """
    row = _open_row(case, row_id)
    faults = []
    if conclusion not in (PASSED, FAILED):
        faults.append(Fault(f"{row_id} 复查结论", conclusion or "（空）", f"{PASSED} 或 {FAILED}", "请改为其中之一。"))
    if not by.strip():
        faults.append(Fault(f"{row_id} 复查人", "（空）", "复查人姓名", "请写明由谁复查。"))
    if conclusion == PASSED and row.completion != COMPLETIONS[0]:
        mend = "整改完成并登记后再复查通过；没有完成的，复查结论写“未通过”。"
        faults.append(Fault(f"{row_id} 完成情况", row.completion or "（空）", COMPLETIONS[0], mend))
    if faults:
        raise InputError(faults)
    changes: dict[str, Any] = {"recheck": conclusion, "rechecked_by": by.strip(), "rechecked_on": on}
    if conclusion == FAILED:
        changes["progress"] = "\n".join(filter(None, (row.progress, f"（{on} {by.strip()}复查未通过）")))
    return _with_row(case, row.model_copy(update=changes))


def close_item(case: Case, row_id: str, *, on: datetime.date) -> Case:
    """Closes an item whose re-check passed and that has proof.

    Raises:
        InputError: all that is lacking.
    """
    row = _open_row(case, row_id)
    faults = []
    if row.recheck != PASSED:
        mend = f"请先复查：hengping rectify CASE --recheck {row_id} --conclusion 通过 --by 复查人。"
        faults.append(Fault(f"{row_id} 复查结论", row.recheck or "（空）", PASSED, mend))
    if not row.proof:
        mend = f"请先登记佐证：hengping rectify CASE --update {row_id} --proof 证据编号。"
        faults.append(Fault(f"{row_id} 佐证", "（空）", "至少一件证据", mend))
    if row.rechecked_on and on < row.rechecked_on:
        faults.append(Fault(f"{row_id} 销号日期", str(on), f"不早于复查日期 {row.rechecked_on}", "请改日期。"))
    if faults:
        raise InputError(faults)
    return _with_row(case, row.model_copy(update={"closed_on": on}))


def mark_repeat(case: Case, problem: str, *, earlier: str) -> Case:
    """Marks the items of a problem as found before; `earlier` names year and problem."""
    rows = tuple(
        row.model_copy(update={"repeat": True, "earlier": earlier}) if row.problem == problem else row
        for row in case.rectification
    )
    return case.model_copy(update={"rectification": rows})


def _open_row(case: Case, row_id: str) -> RectificationRow:
    row = next((each for each in case.rectification if each.id == row_id), None)
    if row is None:
        near = nearest_names(row_id, [each.id for each in case.rectification])
        mend = f"是否为 {'、'.join(near)}？" if near else "台账还是空的：先用 --open 下达整改通知。"
        raise InputError([Fault(_LEDGER, row_id, "台账中的编号", mend)])
    if row.closed_on is not None:
        mend = "已销号的事项不再改动；确要重开，请在台账中删去销号日期并写明原因。"
        raise InputError([Fault(f"{_LEDGER} {row_id}", f"已于 {row.closed_on} 销号", "没有销号的事项", mend)])
    return row


def _with_row(case: Case, row: RectificationRow) -> Case:
    rows = tuple(row if each.id == row.id else each for each in case.rectification)
    return case.model_copy(update={"rectification": rows})
