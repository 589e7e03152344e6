"""复核次序颠倒: a level passed a text that the level below had not passed.

Meaning: a pass of level two or three for which no pass of the level below on the same content is on record, or which is
dated before it.
Why: each level reviews what the one below has passed.
Basis: three-level review (三级复核): 一级, 二级, 三级 in this order.
Exclusions:
1. Passes without a hash: which text they mean is not known (a void signature is told as such).
2. Missing dates; both on one day.
Fires: 初稿二级 通过, no pass of 一级
Silent: 初稿一级 通过 2022-08-01, 初稿二级 通过 2022-08-02
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.cases.deliverables.content import same_hash
from hengping.cases.deliverables.deliverable import Deliverable, level_named, level_word
from hengping.cases.deliverables.review_state import PASS, rows_of
from hengping.cases.model.review import ReviewRow
from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    for deliverable in Deliverable:
        passes = [
            row
            for row in rows_of(subject.case, deliverable)
            if row.conclusion.strip() == PASS and row.content_hash.strip()  # (1)
        ]
        for row in passes:
            level = level_named(row.level)
            if level is None or level == 1:
                continue
            below = [
                each
                for each in passes
                if level_named(each.level) == level - 1 and same_hash(each.content_hash, row.content_hash)
            ]
            yield from _compared(deliverable, level, row, below)


def _compared(deliverable: Deliverable, level: int, row: ReviewRow, below: list[ReviewRow]) -> Iterator[Remark]:
    where = Place("reviews", (row.id,), row.reviewer)
    name, lower = f"{deliverable.label}{level_word(level)}复核", f"{level_word(level - 1)}复核"
    if not below:
        yield Remark(where, f"{name}通过的内容没有{lower}的通过记录。", expected=f"{lower}通过在先", found="")
        return
    dates = [each.on for each in below if each.on is not None]
    if row.on is not None and dates and row.on < min(dates):  # (2)
        message = f"{name}的日期 {row.on} 早于{lower} {min(dates)}。"
        yield Remark(where, message, expected=f"不早于 {min(dates)}", found=str(row.on))


CHECK = Check(code="HP616", title="复核次序颠倒", severity=Severity.ERROR, group=Group.PROCESS, run=_run)
