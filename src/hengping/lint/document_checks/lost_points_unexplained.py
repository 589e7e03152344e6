"""失分没有说明问题: a dimension lost points and no problem of that dimension is stated.

Meaning: a table of scores shows 决策, 过程, 产出 or 效益 below its full marks, and none of the problems of the
report is about it.
Why: whoever is evaluated cannot mend what nobody named. The region's report of 2021 takes points off in all four
dimensions and states problems of one.
Basis: 财预〔2020〕10号 (problems and their causes are part of the report); practice of review.
Exclusions:
1. Documents without a chapter of problems, or with one that names no single problem.
2. A dimension whose loss a sentence of the problems chapter explains (扣分, 失分) whatever its heading, or one of whose
   indicators a problem names.
3. The first table of a dimension counts; later ones repeat it.
Fires: 过程 20 | 18, and problems about 绩效目标 only
Silent: 过程 20 | 19, and the problem 档案管理制度不健全
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.conclusions import dimension_of, indicators_of, problems_of
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import plain


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    problems = problems_of(subject)
    if not problems:  # (1)
        return
    explained = {name for problem in problems for name in problem.dimensions}  # (2)
    told = [
        re.sub(r"“[^”]*”", "", problem.text) for problem in problems
    ]  # a goal that is quoted is criticised as a goal
    explained |= {name for name, indicator in indicators_of(subject) if any(indicator in text for text in told)}
    seen: set[str] = set()
    for table in subject.score_tables:
        ledger = table.ledger
        for item in range(ledger.count):
            name = dimension_of(ledger.labels[item])
            weight, score = ledger.figure(item, table.weight.index), ledger.figure(item, table.score.index)
            if not name or name in seen or weight is None or score is None:  # (3)
                continue
            seen.add(name)
            if score.value < weight.value and name not in explained:
                lost = plain(weight.value - score.value)
                yield Remark(
                    at(ledger.place(item, table.score.index)),
                    f"“{name}”满分{weight.value}分、得{score.value}分，失{lost}分，存在的问题中没有一条说明{name}方面的问题。",
                    expected=f"说明{name}方面失分对应的问题",
                    found=f"失{lost}分",
                )


CHECK = Check(code="HP512", title="失分没有说明问题", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
