"""问题不完整: a problem without evidence, cause or recommendation.

Meaning: the problem cites neither evidence nor facts, gives no cause, or no recommendation answers it.
Why: without proof it is an opinion, without a cause it cannot be mended, without advice nobody will.
Basis: 财预〔2020〕10号 report outline (存在的问题及原因分析、有关建议).
Exclusions: none.
Fires: 档案管理制度不健全, 原因分析 blank
Silent: 档案管理制度不健全, evidence E01, cause 认识不足, answered by R1
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    findings = subject.case.findings
    answered = {name for advice in findings.recommendations for name in advice.problems}
    for problem in findings.problems:
        parts = {
            "证据": problem.evidence or problem.facts,
            "原因分析": problem.cause.strip(),
            "对应建议": problem.id in answered,
        }
        missing = "、".join(name for name, there in parts.items() if not there)
        if missing:
            yield Remark(
                Place("findings", (problem.id,), problem.title),
                f"问题“{problem.title}”缺少{missing}。",
                expected="证据或依据事实、原因、建议俱全",
                found=f"缺少{missing}",
            )


CHECK = Check(code="HP302", title="问题不完整", severity=Severity.WARNING, group=Group.LINKS, run=_run)
