"""一人复核两级: the same person decided at two levels of one deliverable.

Meaning: a name stands as reviewer of decisions of two levels of the plan, the draft or the final text.
Why: three levels mean three pairs of eyes.
Basis: three-level review (三级复核): 项目负责人, 部门或质控, 签发 are different people.
Exclusions:
1. The same person at levels of different deliverables.
Fires: 初稿一级 张三, 初稿二级 张三
Silent: 方案一级 张三, 初稿二级 张三
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.cases.deliverables.deliverable import Deliverable, folded, level_named, level_word
from hengping.cases.deliverables.review_state import rows_of
from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    for deliverable in Deliverable:  # (1)
        first: dict[str, int] = {}
        for row in rows_of(subject.case, deliverable):
            level, name = level_named(row.level), folded(row.reviewer)
            if level is None or not name or not row.conclusion.strip():
                continue
            if first.setdefault(name, level) != level:
                yield Remark(
                    Place("reviews", (row.id,), row.reviewer),
                    f"{row.reviewer}作了{deliverable.label}的{level_word(first[name])}复核，又作了{level_word(level)}复核。",
                    expected="另一个人",
                    found=row.reviewer,
                )


CHECK = Check(code="HP613", title="一人复核两级", severity=Severity.ERROR, group=Group.PROCESS, run=_run)
