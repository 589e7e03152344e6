"""标题编号不连续: the headings of one parent do not count up by one.

Meaning: a number of a heading is left out, repeated or out of order among the headings of the same level under the same
parent.
Why: a chapter was dropped or pasted in by hand, and every reference to a number behind it is in doubt.
Basis: GB/T 9704 (一、（一）1.（1）); practice of document review.
Exclusions:
1. Annexes, and headings without a number.
2. A number that begins anew with one, and a number that a paragraph bears.
3. One way of writing numbers beside another (1、 2、 3、 四、): only the count is looked at.
Fires: 一、基本情况 / 三、评价结论
Silent: 一、基本情况 / 二、评价结论 / 三、有关建议
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.lists.numbering import NumberFault, faults_of, heading_runs
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for run in heading_runs(subject.source.blocks):  # (1, 2, 3)
        if len(run.points) > 1:
            yield from (_remark(fault) for fault in faults_of(run, from_one=True))


def _remark(fault: NumberFault) -> Remark:
    point, before = fault.point, fault.before
    title = f"“{point.printed}{point.text}”"
    if before is None:
        message = f"标题编号从{point.value}开始：{title}前面没有编号为1的同级标题。"
    elif fault.is_repeat:
        message = f"标题编号重复：{title}与“{before.printed}{before.text}”编号相同。"
    else:
        message = f"标题编号不连续：“{before.printed}{before.text}”之后是{title}，应为第{fault.expected}个。"
    return Remark(at(point.place), message, expected=f"编号为{fault.expected}", found=point.printed)


CHECK = Check(code="HP502", title="标题编号不连续", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
