"""采纳与得分不符: an adopted opinion whose points are not the ones that the case gives.

Meaning: an opinion or an expert's comment was adopted, and its criteria have other points than it says they were given,
or were given the points they had, or it names criteria and neither points nor a changed place of the report.
Why: the table of adopted opinions promises what the score sheet does not keep.
Basis: the adoption table prints 原得分 and 调整后得分; a score moves for a reason on record.
Exclusions:
1. A later adopted opinion or comment changed the same criteria again.
2. Criteria without points yet, and criteria that the tree does not have.
Fires: 采纳, 原得分 12, 调整后得分 10.5, computed 12
Silent: 采纳, 原得分 12, 调整后得分 10.5, computed 10.5
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.subject import CaseUnderReview
from hengping.quantities import amount
from hengping.scoring.adopted import AdoptedChange, adopted_changes, criteria_named


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    changes = sorted(adopted_changes(subject.case), key=_when)
    for position, change in enumerate(changes):
        named = set(criteria_named(subject.case, change.criteria))
        later = [
            named & set(criteria_named(subject.case, each.criteria)) for each in changes[position + 1 :] if each.after
        ]
        if named and not any(later):  # (1, 2)
            yield from _compared(subject, change, named)


def _when(change: AdoptedChange) -> tuple[bool, datetime.date]:
    """Opinions before experts' comments, each by date; the order of filing stays among equals."""
    return change.part == "expert_comments", change.on or datetime.date.min


def _compared(subject: CaseUnderReview, change: AdoptedChange, named: set[str]) -> Iterator[Remark]:
    where = Place(change.part, (change.id,))
    places = subject.profile.rounding.places
    if change.after is None:
        if not change.changed_place.strip():
            message = f"意见 {change.id} 已采纳，所指要点的得分没有改动，也没有写明报告修改处。"
            yield Remark(where, message, expected="调整后得分，或报告修改处", found="")
        return
    if change.after == change.before:
        shown = amount(change.after, places)
        yield Remark(where, f"意见 {change.id} 已采纳，得分没有变动（{shown}）。", expected="不同的得分", found=shown)
    computed = _computed(subject, named)
    if computed is not None and computed != change.after:  # (2)
        message = (
            f"意见 {change.id} 已采纳，调整后得分为 {amount(change.after, places)}，"
            f"所指要点现在的得分为 {amount(computed, places)}。"
        )
        yield Remark(where, message, expected=amount(computed, places), found=amount(change.after, places))


def _computed(subject: CaseUnderReview, named: set[str]) -> Decimal | None:
    points = [result.score for result in subject.criteria if result.criterion.id in named]
    known = [subject.rounded(score) for score in points if score is not None]
    return sum(known, Decimal(0)) if len(known) == len(points) else None


CHECK = Check(code="HP217", title="采纳与得分不符", severity=Severity.ERROR, group=Group.SCORES, run=_run)
