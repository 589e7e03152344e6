"""要点未计分: a criterion has no points yet.

Meaning: a fact is missing, a judgement is outstanding, no rule is chosen, or a formula has no result; the total and
the grade wait for it.
Why: missing is not zero; somebody named must decide (no_evidence, not_applicable) or bring the figure.
Basis: the design (a criterion lacking a fact scores null, and so do its ancestors).
Exclusions:
1. Criteria of weight zero.
Fires: 首次发放成功率, 缺少事实
Silent: the same with outcome no_evidence by 主评人
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Remark, Severity
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    for result in subject.criteria:
        if result.score is None and result.max_score:  # (1)
            place = subject.place_of(result)
            yield Remark(
                place,
                f"“{place.name}”（{result.criterion.id}）{result.status.label}，暂不能计分：{result.sentence}。",
                expected="补充数据或评判，或由具名人员决定“无佐证”“不适用”",
                found=result.status.label,
            )


CHECK = Check(code="HP214", title="要点未计分", severity=Severity.WARNING, group=Group.SCORES, run=_run)
