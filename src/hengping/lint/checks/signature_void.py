"""复核签署失效: the text that a level passed is not the text that stands there now.

Meaning: the furthest deliverable under review was passed by a level, and then edited, or the pass names no content.
Why: a signature covers content; the text has to be reviewed again from the first level.
Basis: three-level review (三级复核) before a text leaves the firm.
Exclusions:
1. Deliverables that a later one has followed: their edits belong to the later one.
2. A text that all three levels passed and later work rests on (letters sent out, indicators locked).
Fires: 初稿 passed by 一级, then a fact corrected
Silent: 初稿 passed by 一级, nothing changed since
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.cases.deliverables.content import SHORT
from hengping.cases.deliverables.deliverable import level_word
from hengping.cases.deliverables.review_state import current_deliverable, state_of
from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    deliverable = current_deliverable(subject.case)  # (1)
    if deliverable is None:
        return
    state = state_of(subject.case, deliverable)
    for level in state.void:  # (2)
        if level.decision is not None:
            row = level.decision
            yield Remark(
                Place("reviews", (row.id,), row.reviewer),
                f"{deliverable.label}{level_word(level.level)}复核的签署已失效：{level.reason}。",
                expected=state.content_hash[:SHORT],
                found=row.content_hash[:SHORT],
            )


CHECK = Check(code="HP611", title="复核签署失效", severity=Severity.WARNING, group=Group.PROCESS, run=_run)
