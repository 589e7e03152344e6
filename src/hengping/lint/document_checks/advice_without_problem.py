"""建议没有问题: advice is given that answers no problem stated.

Meaning: the whole text of a piece of advice shares less with each problem than advice does with the problem it answers;
or it is headed with a dimension of which no problem is stated.
Why: advice out of nowhere is not founded in the evaluation; or the problem behind it was left out. The region's
report of 2021 advises on process and benefit and states problems of goals only.
Basis: 财预〔2020〕10号 (advice answers the problems); practice of review.
Exclusions:
1. Documents without a chapter of problems or without a chapter of advice.
2. Advice on the use of the result, on its publication and on rectification: every report gives it.
3. Advice of which too little is said to know its subject.
4. Short points in two lists of the same length: each answers the one of its number.
Fires: advice 加强服务窗口建设, and problems about 档案管理 only
Silent: advice 制定档案管理制度, and a problem about 档案管理
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.advice.conclusions import DIMENSIONS, Point, advice_of, problems_of
from hengping.lint.documents.advice.pairing import Pairing
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_CUSTOMARY = re.compile(
    r"(?:评价|结果|绩效|自评|报告|情况).{0,6}公开|公开.{0,6}(?:评价|结果|绩效|自评|报告)|整改|结果(?:的?应用|运用)|反馈|归档|积累"
)
_SHOWN = 60


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    problems, advice = problems_of(subject), advice_of(subject)
    if not problems or not advice:  # (1)
        return
    alone = Pairing(problems, advice).unfounded()  # (4)
    for point in advice:
        if len(point.title) < 5 or _CUSTOMARY.search(point.title):  # (2, 3)
            continue
        headed = [name for name in DIMENSIONS if re.search(rf"(?:项目)?{name}(?:方面|类|部分)", point.title)]
        stated = any(name in problem.dimensions for problem in problems for name in headed)
        if (headed and not stated) or (not headed and point in alone and not _is_quoted(problems, point)):
            yield Remark(
                at(point.place),
                f"建议“{point.title}”没有对应的问题。",
                expected="先说明问题，再提出建议",
                found=point.text[:_SHOWN],
            )


def _is_quoted(problems: tuple[Point, ...], advice: Point) -> bool:
    return any(problem.title in advice.text for problem in problems)


CHECK = Check(code="HP514", title="建议没有问题", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
