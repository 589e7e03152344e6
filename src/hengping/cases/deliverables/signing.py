"""Sign or return a deliverable at one of three levels, answer remarks, close them: in order on every verb.

Rows are only added to `reviews.csv`; a decision is never taken back, a later one takes its place.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hengping.cases.deliverables.deliverable import (
    LEVELS,
    Deliverable,
    deliverable_named,
    folded,
    level_named,
    level_word,
)
from hengping.cases.deliverables.review_state import PASS, RETURN, LevelState, ReviewState, Standing, state_of
from hengping.cases.model import Case
from hengping.cases.model.review import ReviewRow
from hengping.cases.row_numbers import next_id
from hengping.errors import Fault, InputError, nearest_names

IMPORTANCE = ("重要", "一般")
FIRST_ROW = "R01"


@dataclass(frozen=True)
class ReviewRemark:
    """What a reviewer wants answered: the text, where, and whether it is 重要 or 一般."""

    text: str
    place: str = ""
    importance: str = "一般"


def sign(
    case: Case,
    deliverable: Deliverable,
    level: int,
    *,
    by: str,
    on: datetime.date,
    returned: bool = False,
    remarks: Sequence[ReviewRemark] = (),
) -> Case:
    """The case with the decision of one level over what the deliverable says now, and its remarks.

    Raises:
        InputError: everything that keeps this person from this decision now, all at once.
    """
    state = state_of(case, deliverable)
    act = _Act(state, level, by.strip(), on, returned, tuple(remarks))
    faults = [*_order_faults(case, act), *_remark_faults(act)]
    if faults:
        raise InputError(faults)
    signature = ReviewRow(
        id=FIRST_ROW,
        deliverable=deliverable.label,
        level=level_word(level),
        reviewer=act.by,
        on=on,
        conclusion=RETURN if returned else PASS,
        content_hash=state.content_hash,
    )
    told = [
        signature.model_copy(
            update={
                "conclusion": "",
                "remark": remark.text.strip(),
                "place": remark.place.strip(),
                "importance": remark.importance,
            }
        )
        for remark in remarks
    ]
    rows = list(case.reviews)
    for row in (signature, *told):
        rows.append(row.model_copy(update={"id": next_id((each.id for each in rows), first=FIRST_ROW)}))
    return case.model_copy(update={"reviews": tuple(rows)})


def answer_remark(case: Case, row_id: str, *, text: str) -> Case:
    """The case with the reply to one remark.

    Raises:
        InputError: no such remark, it is closed already, or the reply is empty.
    """
    row, faults = _remark(case, row_id)
    where = f"复核意见 {row_id}"
    if row is not None and row.cleared:
        faults.append(Fault(where, "已销号", "尚未销号的意见", "已销号的意见不再答复。"))
    if not text.strip():
        faults.append(Fault(where, "答复是空的", "答复或修改情况", "请写明怎样修改，或为什么不改。"))
    if faults or row is None:
        raise InputError(faults)
    return _with_row(case, row.model_copy(update={"reply": text.strip()}))


def clear_remark(case: Case, row_id: str, *, by: str) -> Case:
    """The case with one remark closed, by the reviewer who made it.

    Raises:
        InputError: no such remark, closed already, not answered, or somebody else's.
    """
    row, faults = _remark(case, row_id)
    where = f"复核意见 {row_id}"
    if row is not None and row.cleared:
        faults.append(Fault(where, "已销号", "尚未销号的意见", "不必再次销号。"))
    elif row is not None and not row.reply.strip():
        faults.append(Fault(where, "没有答复", "已答复的意见", f"请先答复：--reply {row_id} --text 答复。"))
    if row is not None and row.reviewer.strip() and folded(by) != folded(row.reviewer):
        faults.append(Fault(where, by.strip() or "没有写明销号人", row.reviewer, "意见由提出的人销号。"))
    if faults or row is None:
        raise InputError(faults)
    return _with_row(case, row.model_copy(update={"cleared": True}))


@dataclass(frozen=True)
class _Act:
    """Who wants to do what."""

    state: ReviewState
    level: int
    by: str
    on: datetime.date
    returned: bool
    remarks: tuple[ReviewRemark, ...]

    @property
    def deliverable(self) -> Deliverable:
        return self.state.deliverable

    @property
    def where(self) -> str:
        return f"{self.deliverable.label}{level_word(self.level)}复核"

    @property
    def own(self) -> LevelState:
        return self.state.level(self.level)

    @property
    def below(self) -> LevelState | None:
        return self.state.level(self.level - 1) if self.level > LEVELS[0] else None

    @property
    def above(self) -> LevelState | None:
        return self.state.level(self.level + 1) if self.level < LEVELS[-1] else None


def _order_faults(case: Case, act: _Act) -> Iterator[Fault]:
    yield from _earlier_deliverable(case, act)
    below, above = act.below, act.above
    if below is not None and below.standing is not Standing.PASSED:
        found = f"{level_word(below.level)}复核{_told(below)}"
        mend = f"请先由{level_word(below.level)}复核人复核现在的内容并通过。"
        yield Fault(act.where, found, f"{level_word(below.level)}复核对现在的内容有效通过", mend)
    elif below is not None and below.decision is not None and below.decision.on and act.on < below.decision.on:
        expected = f"不早于{level_word(below.level)}复核的日期 {below.decision.on}"
        yield Fault(act.where, str(act.on), expected, "请改日期（--on）。")
    if above is not None and above.standing is Standing.PASSED:
        found = f"{level_word(above.level)}复核已通过现在的内容"
        yield Fault(act.where, found, "上一级尚未通过的内容", "内容没有改动，不必再复核；要退回，请由最高一级退回。")
    elif act.own.standing is Standing.PASSED and not act.returned:
        decision = act.own.decision
        found = f"{decision.reviewer if decision else ''}已通过现在的内容"
        yield Fault(act.where, found, "有改动的内容", "内容没有改动，不必再签。")
    yield from _person_faults(act)


def _earlier_deliverable(case: Case, act: _Act) -> Iterator[Fault]:
    """The plan is passed before the draft, where it was reviewed at all; the draft before the final text, always."""
    earlier = act.deliverable.earlier
    if earlier is None:
        return
    state = state_of(case, earlier)
    if state.stands or (earlier is Deliverable.PLAN and not state.submitted):
        return
    highest = state.levels[-1]
    found = f"{earlier.label}三级复核{_told(highest)}" if state.submitted else f"{earlier.label}没有复核"
    mend = f"请先完成{earlier.label}的三级复核；--status 列出各级情况和签后的改动。"
    yield Fault(act.where, found, f"{earlier.label}已通过三级复核", mend)


def _told(level: LevelState) -> str:
    match level.standing:
        case Standing.UNSIGNED:
            return "尚未签署"
        case Standing.RETURNED:
            return "已退回，尚未重新通过"
        case _:
            return f"的签署已失效（{level.reason}）" if level.reason else "通过的不是现在的内容"


def _person_faults(act: _Act) -> Iterator[Fault]:
    if not act.by:
        yield Fault(act.where, "没有复核人", "复核人姓名", "请用 --by 写明姓名。")
    others = [level for level in act.state.signers.get(folded(act.by), ()) if level != act.level]
    if others:
        found = f"{act.by}已作{'、'.join(level_word(level) for level in others)}复核"
        yield Fault(act.where, found, "另一个人", "三级复核须由三个人分别作出，请由其他人复核这一级。")


def _remark_faults(act: _Act) -> Iterator[Fault]:
    for number, remark in enumerate(act.remarks, start=1):
        if not remark.text.strip():
            yield Fault(act.where, f"第 {number} 条复核意见是空的", "复核意见的文字", "请写明意见。")
        if remark.importance not in IMPORTANCE:
            yield Fault(act.where, remark.importance, "重要 或 一般", f"请改第 {number} 条意见的重要性。")
    if act.returned:
        if not act.remarks and not act.own.uncleared:
            yield Fault(act.where, "退回而没有意见", "至少一条复核意见", "请用 --remark 写明为什么退回。")
        return
    if act.remarks:
        mend = "请加 --return 退回；答复并销号后再通过。"
        yield Fault(act.where, f"通过而附 {len(act.remarks)} 条意见", "没有意见的通过，或附意见的退回", mend)
    uncleared = act.own.uncleared
    if uncleared:
        ids = "、".join(remark.id for remark in uncleared)
        mend = "请逐条答复（--reply）并由提出的人销号（--clear），再通过。"
        yield Fault(act.where, f"{len(uncleared)} 条意见未销号：{ids}", "意见全部销号", mend)
    unanswered = [row for level in act.state.levels if level.level != act.level for row in level.unanswered]
    if unanswered:
        ids = "、".join(row.id for row in unanswered)
        yield Fault(act.where, f"{len(unanswered)} 条意见未答复：{ids}", "退回的意见都已答复", "请先用 --reply 答复。")


def _remark(case: Case, row_id: str) -> tuple[ReviewRow | None, list[Fault]]:
    remarks = {row.id: row for row in case.reviews if row.remark.strip()}
    if row_id in remarks:
        return remarks[row_id], []
    near = nearest_names(row_id, remarks, most=1)
    mend = f"是否为 {near[0]}？" if near else "--status 列出全部意见及其编号。"
    return None, [Fault("复核意见的编号", row_id, "reviews.csv 中已有的意见", mend)]


def _with_row(case: Case, row: ReviewRow) -> Case:
    return case.model_copy(update={"reviews": tuple(row if each.id == row.id else each for each in case.reviews)})


def review_notices(case: Case, deliverable: Deliverable) -> list[str]:
    """What a reviewer should know before signing, though it forbids nothing."""
    notices = []
    earlier = deliverable.earlier
    if earlier is Deliverable.PLAN and not state_of(case, earlier).submitted:
        notices.append("方案没有复核记录；如方案确经复核，请补记。")
    return [*notices, *uncounted_rows(case)]


def uncounted_rows(case: Case) -> list[str]:
    """Rows of the record whose deliverable, level or conclusion nobody can tell; they count for nothing."""
    told = []
    for row in case.reviews:
        if deliverable_named(row.deliverable) is None:
            told.append(f"复核记录 {row.id} 的成果“{row.deliverable}”不是方案、初稿、终稿之一，没有计入。")
        elif level_named(row.level) is None:
            told.append(f"复核记录 {row.id} 的级次“{row.level}”不是一级、二级、三级之一，没有计入。")
        elif row.conclusion.strip() not in ("", PASS, RETURN):
            told.append(f"复核记录 {row.id} 的结论“{row.conclusion}”不是通过、退回之一，没有计入。")
    return told
