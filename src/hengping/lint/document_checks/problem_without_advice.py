"""问题没有建议: a problem is stated and no advice answers it.

Meaning: the whole text of a problem shares less with each piece of advice than any problem with its own answer does,
nor does the advice speak of its dimension.
Why: a problem without advice changes nothing.
Basis: 财预〔2020〕10号 (advice answers the problems); practice of review.
Exclusions:
1. Documents without a chapter of problems or without a chapter of advice.
2. Advice that quotes the problem, or that is headed with its dimension (项目决策方面).
3. Problems of which too little is said to know their subject.
4. Problems that give their own remedy (建议, 应当).
5. Short points in two lists of the same length: each is answered by the one of its number.
6. Problems that a table sets beside their advice (对应问题 | 有关建议).
Fires: problem 档案管理制度不健全, and advice on 扩大参保宣传 only
Silent: problem 档案管理制度不健全, and advice 制定档案管理制度
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

_REMEDY = re.compile(r"建议|应当?(?:尽快|及时|进一步)")
_SHOWN = 60
_OF_PROBLEM = re.compile(r"问题(?!建议)")
_OF_ADVICE = re.compile(r"建议|措施|对策")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    problems, advice = problems_of(subject), advice_of(subject)
    if not problems or not advice:  # (1)
        return
    tabled = frozenset(_tabled(subject))
    for problem in Pairing(problems, advice).unanswered():  # (5)
        if len(problem.title) < 5 or _REMEDY.search(problem.text) or problem.title in tabled:  # (3, 4, 6)
            continue
        if not any(_is_meant(point, problem) for point in advice):
            yield Remark(
                at(problem.place),
                f"问题“{problem.title}”没有对应的建议。",
                expected="针对该问题的建议",
                found=problem.text[:_SHOWN],
            )


def _tabled(subject: DocumentUnderReview) -> Iterator[str]:
    """The problems that stand in a row of a table with their advice."""
    for ledger in subject.ledgers:
        stated, answers = (
            [column.index for column in ledger.columns if words.search(column.heading)]
            for words in (_OF_PROBLEM, _OF_ADVICE)
        )
        for item in range(ledger.count):
            if any(len(ledger.text(item, column)) > 3 for column in answers):
                yield from (ledger.text(item, column) for column in stated)


def _is_meant(advice: Point, problem: Point) -> bool:
    headed = [name for name in DIMENSIONS if re.search(rf"(?:项目)?{name}(?:方面|类|部分)", advice.title)]
    return problem.title in advice.text or any(name in problem.dimensions for name in headed)  # (2)


CHECK = Check(code="HP513", title="问题没有建议", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
