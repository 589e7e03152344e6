"""公布的比率与计算不符: a published rate is not what its numerator and denominator give.

Meaning: a filed figure and a computed one have one name, subject, period and scope; the formula is anything but a
sum; rounded half-up to the decimals of the filed figure they differ.
Why: one of three printed numbers is wrong, and every reader with a calculator sees it.
Basis: design principle 2 (a formula over other facts); both reports' printed rates reproduce to the digit.
Exclusions:
1. Sums and differences: the matter of HP405.
2. No value on either side yet.
3. Computed facts marked reconstructed or assumed: they are no statement of the filed figure.
Fires: 支出执行率 printed 96.98 %, 1448983.18 ÷ 1495378.00 = 96.90 %
Silent: 支出执行率 printed 96.90 %
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.facts_compared import FactGroups, disagreements, is_additive
from hengping.lint.finding import Remark, Severity
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    for facts in FactGroups(subject.case).same_identity():
        for found in disagreements(subject.book, facts):  # (2, 3)
            if not is_additive(subject.book, found.computed):  # (1)
                computed = f"按 {found.working} 计算为 {found.expected}。"
                yield found.remark(f"“{found.filed.name}”公布为 {found.printed}，{computed}")


CHECK = Check(code="HP404", title="公布的比率与计算不符", severity=Severity.ERROR, group=Group.FACTS, run=_run)
