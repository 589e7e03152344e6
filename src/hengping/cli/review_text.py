"""The state of the three-level review as lines of text: who, when, whether it still counts, what changed since."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hengping.cases.deliverables import (
    Deliverable,
    LevelState,
    ReviewState,
    Standing,
    changes_between,
    content,
    plan_changes_since_lock,
    read_snapshot,
    review_state,
)
from hengping.cases.deliverables.content import SHORT
from hengping.cases.deliverables.deliverable import level_word
from hengping.cases.deliverables.plan_lock import differs_from_lock
from hengping.cases.deliverables.review_state import RETURN, state_of
from hengping.cases.deliverables.signing import uncounted_rows
from hengping.cases.deliverables.snapshots import INDICATORS
from hengping.cases.model import Case
from hengping.cases.model.review import ReviewRow


def status_lines(case: Case, folder: Path) -> Iterator[str]:
    """A table of deliverables and levels, open remarks, and what changed since each signature that fell."""
    for state in review_state(case).values():
        yield f"{state.deliverable.label}（现在的内容 {state.content_hash[:SHORT]}）"
        if not state.submitted:
            yield "  尚未复核"
            continue
        for level in state.levels:
            yield f"  {level_word(level.level)}  {_level_text(level)}"
            for remark in level.remarks:
                yield f"      {_remark_text(remark)}"
        yield from _changes_since(case, state, folder)
    yield from _lock_lines(case, folder)
    yield from uncounted_rows(case)


def signed_line(row: ReviewRow) -> str:
    """初稿一级复核：通过（张三，2022-08-01），内容 9b90f529b5b5."""
    who = f"{row.reviewer}，{row.on}"
    return f"{row.deliverable}{row.level}复核：{row.conclusion}（{who}），内容 {row.content_hash[:SHORT]}"


def next_step(case: Case, deliverable: Deliverable) -> str:
    """What comes next for a deliverable."""
    state = state_of(case, deliverable)
    returned = next((level for level in state.levels if level.standing is Standing.RETURNED), None)
    if returned is not None and returned.uncleared:
        ids = "、".join(remark.id for remark in returned.uncleared)
        return f"下一步：答复 {ids}，由 {returned.uncleared[0].reviewer} 销号；内容有改动的，从一级复核重新签起。"
    waiting = next((level for level in state.levels if level.standing is not Standing.PASSED), None)
    if waiting is None:
        return f"{deliverable.label}已通过三级复核。"
    return f"下一步：{level_word(waiting.level)}复核。"


def _level_text(level: LevelState) -> str:
    if level.decision is None:
        return level.standing.label
    decision = level.decision
    reason = f"：{level.reason}" if level.reason else ""
    signed = f"，签的是 {decision.content_hash[:SHORT]}" if level.standing in (Standing.VOID, Standing.SETTLED) else ""
    when = f" {decision.on}" if decision.on else ""
    return f"{decision.reviewer}{when}  {level.standing.label}{reason}{signed}"


def _remark_text(remark: ReviewRow) -> str:
    where = f"{remark.place}：" if remark.place else ""
    state = "已销号" if remark.cleared else "已答复，待销号" if remark.reply.strip() else "待答复"
    reply = f"——{remark.reply}" if remark.reply.strip() else ""
    importance = f"{remark.importance}，" if remark.importance else ""
    return f"{remark.id}（{importance}{state}）{where}{remark.remark}{reply}"


def _changes_since(case: Case, state: ReviewState, folder: Path) -> Iterator[str]:
    """For each content that was passed or returned and is no longer there: what is different now."""
    now = content(case, state.deliverable)
    told: dict[str, list[str]] = {}
    for level in state.levels:
        decision = level.decision
        if decision is None or not decision.content_hash or state.content_hash.startswith(decision.content_hash):
            continue
        what = "退回" if decision.conclusion.strip() == RETURN else "签署"
        told.setdefault(decision.content_hash, []).append(f"{level_word(level.level)}{what}")
    for content_hash, levels in told.items():
        head = f"  {'、'.join(levels)}（{content_hash[:SHORT]}）以后"
        signed = read_snapshot(folder, state.deliverable.value, content_hash)
        if signed is None:
            yield f"{head}有改动；没有找到当时的内容（signed 文件夹），不能列出改了什么。"
            continue
        changes = changes_between(signed, now)
        yield f"{head}改动 {len(changes)} 处："
        yield from (f"    {change}" for change in changes)


def _lock_lines(case: Case, folder: Path) -> Iterator[str]:
    """The lock of the indicator system, where there is one."""
    lock = case.identity.plan_lock
    if lock is None:
        return
    when = f" {lock.approved_on}" if lock.approved_on else ""
    yield f"指标体系已锁定（{lock.hash[:SHORT]}，{lock.approved_by}{when}）"
    for plan_change in case.identity.plan_changes:
        yield f"  登记的变更：{plan_change.what}（{plan_change.approved_by or '没有批准人'}）"
    snapshot = read_snapshot(folder, INDICATORS, lock.hash)
    changes = plan_changes_since_lock(case, snapshot) if snapshot is not None else []
    if differs_from_lock(case):
        yield "  现在的指标体系与锁定的不同，且没有登记变更"
    for change in changes:
        yield f"  {change}"
