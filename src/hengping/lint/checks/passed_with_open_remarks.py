"""意见未销号而通过: a level passed a deliverable while one of its own remarks is still open.

Meaning: the last decision of a level is 通过 and a remark of that level on the same deliverable is not cleared.
Why: a remark is answered and closed before the level that made it passes the text.
Basis: three-level review (三级复核): 答复, 销号, 结论.
Exclusions: none.
Fires: 终稿二级 通过, remark R05 of 二级 not cleared
Silent: 终稿二级 通过, remark R05 cleared
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.cases.deliverables.deliverable import level_word
from hengping.cases.deliverables.review_state import PASS, review_state
from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    if not subject.case.reviews:
        return
    for state in review_state(subject.case).values():
        for level in state.levels:
            if level.decision is None or level.decision.conclusion.strip() != PASS:
                continue
            for remark in level.uncleared:
                answered = "已答复" if remark.reply.strip() else "未答复"
                passed = f"{state.deliverable.label}{level_word(level.level)}复核已通过"
                yield Remark(
                    Place("reviews", (remark.id,)),
                    f"{passed}，意见 {remark.id} 还没有销号（{answered}）。",
                    expected="已销号",
                    found="未销号",
                )


CHECK = Check(code="HP612", title="意见未销号而通过", severity=Severity.ERROR, group=Group.PROCESS, run=_run)
