"""合计与分项之和不符: a published total is not the sum of its parts.

Meaning: a filed figure and a computed one have one name, subject, period and scope; the formula adds or subtracts
facts; at the decimals of the filed figure they differ.
Why: a part is missing, counted twice, or misprinted.
Basis: arithmetic; the region's five payers add up to 1,448,983.18 万元 as printed.
Exclusions:
1. Anything but sums and differences: the matter of HP404.
2. No value on either side yet.
3. Computed facts marked reconstructed or assumed.
Fires: 支出合计 printed 1448983.81, parts add to 1448983.18
Silent: 支出合计 printed 1448983.18
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
            if is_additive(subject.book, found.computed):  # (1)
                computed = f"分项合计（{found.working}）为 {found.expected}。"
                yield found.remark(f"“{found.filed.name}”公布为 {found.printed}，{computed}")


CHECK = Check(code="HP405", title="合计与分项之和不符", severity=Severity.ERROR, group=Group.FACTS, run=_run)
