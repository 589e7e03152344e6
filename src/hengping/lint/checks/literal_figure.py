"""正文直接写数字: a figure written out in prose instead of being placed from a fact.

Meaning: a number stands in a text, a finding or a reason, outside {{ }}.
Why: the fact changes and the sentence does not; a test cannot tell where the number comes from.
Basis: the design (every figure in prose is a reference to a fact).
Exclusions:
1. Years, dates, document numbers, articles, numbering, and numbers of annexes, tables and rows.
2. Numbers within letters or titles: GB/T 9704-2012, 《……》; limits in working days that a rule lays down.
3. Chinese numerals: 三至五年, 四个方面.
Fires: 支出执行率为96.90%
Silent: 支出执行率为 {{ 支出执行率 | percent(2) }}（财预〔2020〕10号，2021年7月）
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Remark, Severity
from hengping.lint.prose import prose_of
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    for prose in prose_of(subject.case):
        figures = prose.literal_figures()  # (1, 2, 3)
        if figures:
            shown = "、".join(dict.fromkeys(figures))
            yield Remark(
                prose.where,
                f"正文直接写了数字（{shown}），没有引用事实，数据更新时不会随之改变。",
                expected="{{ 事实编号 | 格式 }}",
                found=shown,
            )


CHECK = Check(code="HP501", title="正文直接写数字", severity=Severity.WARNING, group=Group.TEXT, run=_run)
