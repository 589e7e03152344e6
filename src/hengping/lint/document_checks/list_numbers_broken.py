"""列项编号不连续: the items of one list do not count up by one.

Meaning: numbered paragraphs, numbers inside a paragraph, or 一是…二是… leave a number out, repeat one or go back.
Why: an item was dropped, or two were written; the reader looks for what is missing.
Basis: practice; the city's report of 2020 counts its goals （1）（2）（3）（4）（5）（7）.
Exclusions:
1. A list that does not begin with one: its beginning may stand in a table or a text box.
2. A number that begins anew with one is another list.
3. Bullets and letters.
Fires: （1）数量；（2）质量；（4）时效
Silent: （1）数量；（2）质量；（3）时效
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.lists.numbering import NumberFault, faults_of, list_runs
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    headings = {(heading.number.strip(), heading.text) for heading in subject.source.headings}
    for run in list_runs(subject.source.blocks):  # (2, 3)
        for fault in faults_of(run, from_one=False):  # (1)
            if (fault.point.printed, fault.point.text) not in headings:
                yield _remark(fault)


def _remark(fault: NumberFault) -> Remark:
    point, before = fault.point, fault.before
    assert before is not None
    kind = "重复" if fault.is_repeat else "不连续"
    return Remark(
        at(point.place),
        f"列项编号{kind}：“{before.printed}{before.text}”之后是“{point.printed}{point.text}”，应为第{fault.expected}项。",
        expected=f"编号为{fault.expected}",
        found=point.printed,
    )


CHECK = Check(code="HP503", title="列项编号不连续", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
