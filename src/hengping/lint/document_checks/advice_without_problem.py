"""建议没有问题: advice is given that answers no problem stated.

Meaning: a piece of advice shares no subject with any problem, nor with what is said about it.
Why: advice out of nowhere is not founded in the evaluation; or the problem behind it was left out. The region's
report of 2021 advises on process and benefit and states problems of goals only.
Basis: 财预〔2020〕10号 (advice answers the problems); practice of review.
Exclusions:
1. Documents without a chapter of problems or without a chapter of advice.
2. Advice on the use of the result, on publication and on rectification: every report gives it.
3. Advice of which too little is said to know its subject.
Fires: advice 加强服务窗口建设, and problems about 档案管理 only
Silent: advice 制定档案管理制度, and a problem about 档案管理
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.conclusions import DIMENSIONS, Point, advice_of, problems_of, shared_words
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_CUSTOMARY = re.compile(r"公开|整改|结果应用|反馈|归档|积累")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    problems, advice = problems_of(subject), advice_of(subject)
    if not problems or not advice:  # (1)
        return
    for point in advice:
        if len(point.title) < 5 or _CUSTOMARY.search(point.title):  # (2, 3)
            continue
        if not any(_founded(point, problem) for problem in problems):
            yield Remark(
                at(point.place),
                f"建议“{point.title}”没有对应的问题。",
                expected="先说明问题，再提出建议",
                found="存在的问题中没有提到",
            )


def _founded(advice: Point, problem: Point) -> bool:
    headed = [name for name in DIMENSIONS if re.search(rf"(?:项目)?{name}(?:方面|类|部分)", advice.title)]
    if headed:
        return any(name in problem.dimensions for name in headed)
    return (
        problem.title in advice.text
        or shared_words(advice.title, problem.text) >= 2
        or (shared_words(problem.title, advice.text) >= 2)
    )


CHECK = Check(code="HP514", title="建议没有问题", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
