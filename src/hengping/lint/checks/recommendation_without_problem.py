"""建议没有对应问题: a recommendation that answers nothing.

Meaning: the recommendation names no problem.
Why: advice that comes from no finding cannot be followed up, nor closed.
Basis: 财预〔2020〕10号 report outline (有关建议 follow from the problems).
Exclusions:
1. Recommendations on the use of results: they answer the whole evaluation.
Fires: 加大政策宣传力度, 对应问题 blank
Silent: 公开评价结果, 结果应用建议 是
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    for advice in subject.case.findings.recommendations:
        if not advice.problems and not advice.use_of_results:  # (1)
            yield Remark(
                Place("findings", (advice.id,), advice.title),
                f"建议“{advice.title}”没有对应任何问题。",
                expected="写明对应的问题编号",
                found="（空）",
            )


CHECK = Check(code="HP303", title="建议没有对应问题", severity=Severity.WARNING, group=Group.LINKS, run=_run)
