"""人均与总额不符: an amount for each is not the total over the number of ones.

Meaning: 人均, 户均, 次均, 平均每个…, 元/平方米 and the like name an amount of money or of anything else that no total
and no number of the paragraph give, nor one of them with any figure of the document, also not over 12 months.
Why: one of three printed numbers is wrong.
Basis: arithmetic; the city's 32000 万元 for 137609 people give 0.2325 万元 each as printed.
Exclusions:
1. Standards, prices, targets, bounds, quotations; changes; another base or scope stated in words; what is said to be
   about right (约, 左右) and is, or is made of figures that are no more than that.
2. No total or no number that could be meant, or several: unless the stated amount is a slip of the hand away from what
   a total and a number give, or exactly what one more or one less would give (a warning). A figure elsewhere that gives
   it with one of the paragraph: unless it is of another matter, and the paragraph has a total and a number (a warning).
3. A total and a number that do not stand between the same stops are a warning, and nothing where the result is less
   than half or more than twice the stated one. What is said to be about right is a warning at most.
Fires: 市本级137609人，负担32000万元，每人分担0.2352万元
Silent: 按每人500元的标准发放
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.place import at
from hengping.lint.documents.shares.average_operands import Operands, is_near, is_other_base
from hengping.lint.documents.shares.averages import Average, averages
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    operands = Operands(subject.nearby)
    for passage in subject.nearby.passages():
        for average in averages(passage):  # (1)
            yield from _remark(average, operands)


def _remark(average: Average, operands: Operands) -> Iterator[Remark]:
    beside = operands.neighbouring(average)
    if operands.is_given(average, plainly=beside is not None):
        return
    division = beside or next((d for d in operands.divisions(average) if is_near(average, d)), None)
    afar = operands.giving_afar(average)
    if afar is not None and (division is None or not is_other_base(average, division, afar)):
        return
    division = division or next(operands.slips(average), None)
    if division is None:  # (2)
        return
    each = average.entry.figure
    why = f"，{afar.figure}才得{each}" if afar is not None else ""
    expected = each.as_printed(division.exact)
    yield Remark(
        at(average.entry.place),
        f"“{average.words}”与总额、数量不符：{division.total.figure} ÷ {division.counted} = {expected}{why}。",
        expected=expected,
        found=str(each),
        severity=None if division.sure and afar is None and not average.is_rough else Severity.WARNING,  # (3)
    )


CHECK = Check(code="HP716", title="人均与总额不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
